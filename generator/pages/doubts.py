"""What was left out of a briefing, and why, as the about page tells it: the first of each list, and how many."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

import msgspec

from generator.nouns.account import Unlinked
from generator.nouns.evidence import Locus
from generator.nouns.findings import Passage
from generator.nouns.ids import ArticleId
from generator.pages.sentences import Sentences

LISTED = 200
"""Entries of a list that the page shows; the data have all."""


class Doubt(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What was withheld, where it stands, and why."""

    what: str
    locus: Locus
    reason: str


class Doubts(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The first of a list of doubts, and how many there are in ``total``."""

    listed: tuple[Doubt, ...]
    total: int


class Withheld:
    """What a corpus leaves out."""

    def __init__(self, sentences: Sentences) -> None:
        self._sentences = sentences

    @cached_property
    def cuts(self) -> tuple[tuple[str, int], ...]:
        """How much was cut from the sources, by reason."""
        tables = self._sentences.tables
        every = tables.each("cuts of articles", attrgetter("cuts"), self._sentences.quotable)
        return tables.one("cuts", lambda found: _cuts(found.values()), every)

    @cached_property
    def withheld(self) -> Doubts:
        """Names that were withheld, each once for each reason."""
        tables = self._sentences.tables
        every = tables.each("unlinked in articles", attrgetter("unlinked"), self._sentences.quotable)
        return tables.one("withheld", _withheld, every)

    @cached_property
    def unsure(self) -> Doubts:
        """Topics that a passage hints at."""
        return self._sentences.tables.one("unsure", _unsure, self._sentences.findings.passages)


def _cuts(articles: Iterable[Iterable[str]]) -> tuple[tuple[str, int], ...]:
    found = Counter(reason for cuts in articles for reason in cuts)
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _withheld(articles: Mapping[ArticleId, Sequence[Unlinked]]) -> Doubts:
    told: dict[tuple[str, str], Doubt] = {}
    for key, unlinked in articles.items():
        for one in unlinked if len(told) < LISTED else ():
            locus = Locus(article=key, paragraph=one.paragraph, start=one.start, end=one.end)
            told.setdefault((one.text, one.reason), Doubt(what=one.text, locus=locus, reason=one.reason))
    return Doubts(listed=tuple(told.values())[:LISTED], total=sum(map(len, articles.values())))


def _unsure(passages: Iterable[Passage]) -> Doubts:
    every = [(one, match) for one in passages for match in one.withheld]
    listed = (
        Doubt(
            what=match.topic,
            locus=Locus(article=one.article, paragraph=one.paragraph, start=0, end=0),
            reason=match.reason,
        )
        for one, match in every[:LISTED]
    )
    return Doubts(listed=tuple(listed), total=len(every))
