"""The atoms: a piece of text, a link, a source, a statement, a quoted sentence."""

from typing import Literal

import msgspec


class View(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """Base of all views. There are a million of them in a site: they are written without the names of their fields,
    and as none can hold itself, Python need not look after them for that.
    """


class Run(View, frozen=True, kw_only=True):
    """A piece of text: ``bracket`` is from another place of the source, ``cut`` is a […] and the space after it, if it
    needs one; ``href`` an actor's page.
    """

    text: str = ""
    kind: Literal["text", "bracket", "cut"] = "text"
    href: str = ""
    actor: Literal["", "person", "organisation", "place"] = ""


class Link(View, frozen=True, kw_only=True):
    """A link to a page of the site. ``detail`` is a word of explanation, ``count`` a number to show, 0 for none.

    ``facets`` are what an index may be narrowed by: an article's outlet, a person's topics.
    """

    text: str
    href: str = ""
    kind: Literal["", "person", "organisation", "place", "topic", "article", "outlet"] = ""
    detail: str = ""
    count: int = 0
    facets: tuple[str, ...] = ()


class SourceView(View, frozen=True, kw_only=True):
    """Where a sentence stands: ``label`` is the outlet, else the agency, else the headline. ``date`` ISO or empty.

    ``number`` counts through the page; one sentence cited twice keeps its number. In a statement ``kind`` is ``source``
    (its own words), ``context`` (what its brackets were taken from) or ``also`` (another article that says the same).
    ``original`` is the article's own address on the web, for paper.
    """

    number: int = 0
    label: str
    date: str = ""
    headline: str = ""
    href: str
    kind: Literal["source", "context", "also"] = "source"
    original: str = ""


class StatementView(View, frozen=True, kw_only=True):
    """A published sentence with its numbered sources; ``sources_more`` says the same as well and is not shown."""

    id: str
    runs: tuple[Run, ...]
    sources: tuple[SourceView, ...]
    sources_more: int = 0
    accounts: int = 1
    date: str = ""


class SentenceView(View, frozen=True, kw_only=True):
    """A sentence of an article, quoted elsewhere, with its source; ``speaker`` where it is a quote."""

    runs: tuple[Run, ...]
    source: SourceView
    speaker: Link | None = None
    note: str = ""
