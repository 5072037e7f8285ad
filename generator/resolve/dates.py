"""The timeline date by date: dated sentences of all articles, and the events that they tell of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

import msgspec

from generator.engine.executor import Engine
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Event
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.resolve.articles import Articles, Rows
from generator.resolve.contribution import Contribution
from generator.resolve.index import Index, Place, kept
from generator.resolve.timeline import EVENTS, LONG_AGO, Dated, Occurrence, Tied, event_of

Spot = tuple[int, int]
"""A paragraph, and where a sentence of it begins."""


class Around(NamedTuple):
    """What the corpus knows of one article's sentences: whose its chains are, what its paragraphs are about, which
    story a sentence is of, and which meetings it tells of.
    """

    of: Mapping[int, ActorId] = {}
    topics: Mapping[int, tuple[TopicId, ...]] = {}
    stories: Mapping[Spot, str] = {}
    meetings: Mapping[Spot, tuple[str, ...]] = {}


Knows = Callable[[ArticleId, Mapping[int, ActorId]], Around]
"""Tells what else is known of an article, given whose its chains are."""


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """Which dates each article tells of, and the day before which events are background."""

    held: list[tuple[ArticleId, tuple[str, ...]]]
    horizon: str


class Timeline:
    """The events of each date. Only sentences of one date are put together (those that share text, tell of one meeting,
    or are alike), so that a date stands where nothing in it has changed.
    """

    def __init__(self) -> None:
        """Know of none yet."""
        self._index: Index[ArticleId, str, Occurrence] = Index()
        self._events: dict[str, tuple[Event, ...]] = {}
        self._horizon = ""

    def kept(self) -> Kept:
        """Write down the dates, but for the events of each."""
        return Kept(self._index.held(), self._horizon)

    def resume(self, kept: Kept, events: Iterable[Event], stood: Mapping[ArticleId, Place]) -> None:
        """Go on from another process, which found these ``events``."""
        self._index.resume(kept.held, stood)
        self._horizon = kept.horizon
        self._events = {value: tuple(some) for value, some in groupby(events, attrgetter("date"))}

    def rest(self) -> None:
        """Let go of what articles were read from."""
        self._index.rest()

    def update(
        self,
        articles: Articles,
        around: Knows,
        was: Knows,
        moved: AbstractSet[ArticleId],
        engine: Engine,
    ) -> None:
        """Read articles anew, and find the events of the dates that this changes.

        ``around`` tells what else is known of an article, given whose its chains are, ``was`` what it was, of those
        that are not ``moved``: of these it was something else, and nobody knows what.
        """
        corpus, stale = articles.corpus, articles.put(self._index, _told(around), moved, _told(was))
        horizon = self._reckoned(corpus)
        if horizon != self._horizon:
            self._horizon, stale = horizon, {*self._index.keys(), *stale}
        dates = {value: rows for value in sorted(stale) if (rows := self._index.rows(value))}
        several = [value for value, rows in dates.items() if len(rows) > 1]
        made = engine.map(EVENTS, (_ties(dates[value]) for value in several), None)
        groups = dict(zip(several, made, strict=True))
        before = {value: self._events.pop(value, ()) for value in stale}
        for value, rows in dates.items():
            parted = groups.get(value, ((0,),)) or ()  # one sentence is one event; where grouping failed, there is none
            found = (event_of([rows[i] for i in group], horizon) for group in parted)
            self._events[value] = kept(self._sorted(found, corpus), before[value])

    def ordered(self) -> tuple[Event, ...]:
        """Give the events by date, then by where they are first told."""
        return tuple(chain.from_iterable(self._events[value] for value in sorted(self._events)))

    def _sorted(self, some: Iterable[Event], corpus: Corpus) -> list[Event]:
        """Give events of one date by where they are first told, without those that but a year dates while nobody tells
        that it was over.
        """
        places = self._index.places
        return sorted(
            (one for one in some if one.background or not _bare(one, corpus)),
            key=lambda one: (places[one.loci[0].article], one.loci[0].paragraph, one.loci[0].start),
        )

    def _reckoned(self, corpus: Corpus) -> str:
        """Give the day before which an event is background: long before the earliest article, or the latest event."""
        published = (corpus.cards[key].published.value for key in corpus.order)  # the earliest first
        known = next((day[:10] for day in published if len(day) >= 10), "") or max(self._days(), default="")
        return (date.fromisoformat(known) - timedelta(days=LONG_AGO)).isoformat() if known > "0002" else ""

    def _days(self) -> Iterator[str]:
        """Give the dates of all sentences that a day dates."""
        rows = chain.from_iterable(map(self._index.rows, self._index.keys()))
        return (one.dated.value for one in rows if len(one.dated.value) == 10)


def _told(around: Knows) -> Rows[str, Occurrence]:
    """Have articles read with what is known of them."""

    def rows(key: ArticleId, part: Contribution, of: Mapping[int, ActorId]) -> Iterable[tuple[str, Occurrence]]:
        return _occurrences(part.dated, around(key, of)) if part.dated else ()

    return rows


def _occurrences(dated: Iterable[Dated], around: Around) -> Iterator[tuple[str, Occurrence]]:
    """Give the dated sentences of one article, each under its date."""
    for one in dated:
        spot = (one.locus.paragraph, one.locus.start)
        yield (
            one.value,
            Occurrence(
                dated=one,
                actors=tuple(dict.fromkeys(own for number in one.chains if (own := around.of.get(number)))),
                topics=around.topics.get(one.locus.paragraph, ()),
                story=around.stories.get(spot, ""),
                meetings=around.meetings.get(spot, ()),
            ),
        )


def _ties(rows: Sequence[Occurrence]) -> tuple[Tied, ...]:
    """Give what the sentences of one date may have in common, by numbers, so that no name of it matters."""
    numbers: dict[tuple[str, str], int] = {}

    def number(kind: str, what: str) -> int:
        return numbers.setdefault((kind, what), len(numbers))

    return tuple(
        Tied(
            article=number("article", one.dated.locus.article),
            terms=one.dated.terms,
            story=number("story", one.story) if one.story else -1,
            # In a month or a year the same people meet more than once.
            meetings=tuple(number("meeting", what) for what in one.meetings if one.dated.precision == "day"),
        )
        for one in rows
    )


def _bare(one: Event, corpus: Corpus) -> bool:
    """Whether but a year dates an event, and nothing tells that the year was over when it was told."""
    return one.precision == "year" and not all(corpus.cards[locus.article].published.value for locus in one.loci)
