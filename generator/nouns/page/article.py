"""Pages of articles."""

from typing import Literal

from generator.nouns.page.lists import DifferenceView
from generator.nouns.page.text import Link, Run, StatementView, View


class SentenceInText(View, frozen=True, kw_only=True):
    """A sentence in its article, with the anchor that citations lead to."""

    id: str
    runs: tuple[Run, ...]


class ParagraphView(View, frozen=True, kw_only=True):
    """A paragraph of an article. ``gap``: text before it is left out.

    ``shared`` are a few of the articles with the same text, ``shared_more`` the number of the others,
    ``origin`` whom the text names as its source.
    """

    kind: Literal["headline", "standfirst", "heading", "paragraph", "item"]
    sentences: tuple[SentenceInText, ...]
    topics: tuple[Link, ...] = ()
    shared: tuple[Link, ...] = ()
    shared_more: int = 0
    origin: str = ""
    gap: bool = False


class CutView(View, frozen=True, kw_only=True):
    """A piece of the source that is not in the text, by lines, and why."""

    first_line: int
    last_line: int
    text: str
    reason: str


class ReferenceView(View, frozen=True, kw_only=True):
    """How to cite an article in the format of a reference manager; ``library`` is the file that has all articles."""

    format: str
    text: str
    library: str


class BacklinkView(View, frozen=True, kw_only=True):
    """A statement elsewhere that cites the article: the page, led to at the statement, and its words."""

    page: Link
    runs: tuple[Run, ...]


class ArticleView(View, frozen=True, kw_only=True, tag=True):
    """An article. ``published_words`` says how the date is known when it is not simply stated.

    ``headline_id`` is the anchor of the page's heading and ``headline_runs`` its text with links, where the source has
    a headline; it is then not among ``paragraphs``.
    """

    headline: str
    headline_id: str = ""
    headline_runs: tuple[Run, ...] = ()
    headline_derived: bool = False
    outlet: str = ""
    outlet_href: str = ""
    agency: str = ""
    bylines: tuple[str, ...] = ()
    published: str = ""
    published_words: str = ""
    updated: str = ""
    dateline: str = ""
    original: str = ""
    note: str = ""
    brief: tuple[StatementView, ...] = ()
    people: tuple[Link, ...] = ()
    organisations: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    topics: tuple[Link, ...] = ()
    republish: Literal["full", "excerpts", "none"] = "full"
    differences: tuple[DifferenceView, ...] = ()
    paragraphs: tuple[ParagraphView, ...] = ()
    backlinks: tuple[BacklinkView, ...] = ()
    backlinks_more: int = 0
    previous: Link | None = None
    next: Link | None = None
    cuts: tuple[CutView, ...] = ()
    cite: str = ""
    references: tuple[ReferenceView, ...] = ()
    path: str = ""
    digest: str = ""
