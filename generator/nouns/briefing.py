"""What is published: statements, each a chain of checked spans."""

from typing import Literal

import msgspec

from generator.nouns.evidence import Citation
from generator.nouns.ids import ActorId, ArticleId, StatementId, TopicId


class Part(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A run of a statement: ``span`` (words of the source), ``bracket`` (words from another place of the source, shown
    in square brackets) or ``cut`` (shown as […]). ``citation`` indexes the statement's own citations, -1 for a cut.
    """

    kind: Literal["span", "bracket", "cut"]
    text: str = ""
    citation: int = -1


class Link(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """An actor named at ``start..end`` of part ``part``."""

    part: int
    start: int
    end: int
    actor: ActorId


class Statement(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A sentence that we publish.

    ``citations`` carry its parts; the first is the sentence itself. ``support`` are sentences of other articles that
    say the same. ``accounts`` counts independent accounts among all of them. ``date`` orders it: the event's if
    stated, else the article's, ISO at the precision known, or empty.
    """

    id: StatementId
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...]
    support: tuple[Citation, ...] = ()
    accounts: int = 1
    date: str = ""
    links: tuple[Link, ...] = ()


class Brief(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """Statements about one subject, in order of time, nothing said twice."""

    statements: tuple[Statement, ...] = ()


class Coverage(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What the briefing rests on: counts, and the first and last date of publication (ISO, or empty)."""

    articles: int
    outlets: int
    accounts: int
    first: str = ""
    last: str = ""
    undated: int = 0
    skipped: tuple[tuple[str, str], ...] = ()


class Briefing(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """The bottom line, and a brief for each topic, article and actor that has one."""

    coverage: Coverage
    bottom_line: Brief
    topics: dict[TopicId, Brief]
    articles: dict[ArticleId, Brief]
    actors: dict[ActorId, Brief]
