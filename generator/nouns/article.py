"""An article as cleaned: every character of it still knows its place in the source."""

from typing import Literal

import msgspec

from generator.nouns.ids import ArticleId, SourceDigest
from generator.nouns.problem import Problem


class Segment(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """``length`` characters that stand at ``at`` in the clean text and at ``source`` in the source, one for one.

    Where composing changed their number, ``span`` is how many characters of the source they were (else -1).
    """

    at: int
    source: int
    length: int
    span: int = -1


class Paragraph(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One paragraph: its clean text, and the span ``start..end`` of the source it was read from.

    ``raw`` is that span verbatim where cleaning changed anything, and ``segments`` say which characters of ``text``
    stand where in the source, where it also moved anything (markup left out, control characters dropped). Without
    segments character ``i`` stands at ``start + i``; without ``raw`` the text is the slice itself.
    ``line`` counts from 1.
    """

    kind: Literal["headline", "standfirst", "heading", "paragraph", "item"]
    text: str
    start: int
    end: int
    line: int
    raw: str = ""
    segments: tuple[Segment, ...] = ()


class Cut(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A piece of the source that is not republished as text, with the reason; e-mail addresses in it are masked."""

    first_line: int
    last_line: int
    start: int
    end: int
    text: str
    reason: str


class Dating(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A date of the article itself, ISO 8601 to the precision known: ``2024``, ``2024-01``, ``2024-01-02``,
    ``2024-01-02T21:02``, with an offset where a zone is stated (``2024-01-02T10:05-05:00``).

    ``origin`` is ``stated``, ``inferred`` (then ``reason`` says from what) or ``unknown`` (then ``value`` is empty).
    A partly stated date (``Dec 15``) keeps what is stated in ``stated``. The source has those words at ``start..end``,
    where they are one run of it (else -1), on ``line``.
    """

    value: str = ""
    precision: Literal["", "year", "month", "day", "minute"] = ""
    origin: Literal["stated", "inferred", "unknown"] = "unknown"
    reason: str = ""
    stated: str = ""
    line: int = 0
    start: int = -1
    end: int = -1


class NameSpan(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A name in the source outside the paragraphs, by source offsets."""

    start: int
    end: int
    text: str


class Byline(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who signed: a person or a desk. ``spans`` are the places in byline and bio where the name stands."""

    name: str
    kind: Literal["person", "desk"] = "person"
    description: str = ""
    spans: tuple[NameSpan, ...] = ()


class Article(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one source says, cleaned: ``paragraphs`` in the order of the source, the headline among them if it has one.

    ``headline`` is the text to show; ``headline_derived`` tells that the source states none and it was made from the
    first sentence. ``outlet`` published it, ``agency`` wired it; either may be empty. ``filed`` is the day in a wire's
    dateline.
    """

    id: ArticleId
    digest: SourceDigest
    length: int
    headline: str
    headline_derived: bool = False
    outlet: str = ""
    agency: str = ""
    bylines: tuple[Byline, ...] = ()
    published: Dating = Dating()
    updated: Dating = Dating()
    filed: Dating = Dating()
    dateline: str = ""
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str = ""
    language: str = "en"
    encoding: str = "utf-8"
    paragraphs: tuple[Paragraph, ...] = ()
    cuts: tuple[Cut, ...] = ()


class Card(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is known of an article without opening it; ``paragraphs`` is how many it has. See ``Article``."""

    id: ArticleId
    digest: SourceDigest
    length: int
    headline: str
    outlet: str = ""
    agency: str = ""
    bylines: tuple[Byline, ...] = ()
    published: Dating = Dating()
    updated: Dating = Dating()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str = ""
    language: str = "en"
    paragraphs: int = 0


def card_of(article: Article) -> Card:
    """Write the card of an article."""
    return Card(
        id=article.id,
        digest=article.digest,
        length=article.length,
        headline=article.headline,
        outlet=article.outlet,
        agency=article.agency,
        bylines=article.bylines,
        published=article.published,
        updated=article.updated,
        sections=article.sections,
        tags=article.tags,
        url=article.url,
        language=article.language,
        paragraphs=len(article.paragraphs),
    )


class Reading(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What came of reading a source: an article, or none (a draft, an empty file, a refusal), and what to report.

    ``skipped`` gives the reason, for the reader, when there is no article.
    """

    id: ArticleId
    article: Article | None = None
    skipped: str = ""
    problems: tuple[Problem, ...] = ()


class Listed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A reading in short: the card of its article, if there is one, and the rest of it.

    ``misplaced`` is the line of the first paragraph that the source does not have in its place, 0 if it has all.
    """

    id: ArticleId
    card: Card | None = None
    skipped: str = ""
    problems: tuple[Problem, ...] = ()
    misplaced: int = 0
