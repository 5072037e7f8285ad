"""Events by the pages that tell them. Each page gets no more than it shows, so that an event of many articles does not
tie the pages of all of them to one another.
"""

from collections.abc import Callable, Mapping
from functools import cached_property

import msgspec

from generator.nouns.evidence import Locus
from generator.nouns.findings import Event
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.pages.extracts import Place
from generator.pages.room import Room
from generator.pages.sentences import Sentences
from generator.pages.tables import by_subject, independent
from generator.pages.words import rank

WHOLE = 200
"""Events that the timeline shows on one page; more are divided by month."""

MONTHLY = 6000
"""Events up to which months are short enough; more are divided by day."""

LATEST = 40
"""Events on the first page of a timeline that is divided."""

DATES = 5
"""Dates of which the home page tells."""

TIMELINE = "timeline/"


class Occasion(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event as a page tells it: ``loci`` are the places that it may quote, in the order of articles, ``first`` the
    first place in each of the first articles that tell it; so many ``articles`` do.
    """

    date: str
    background: bool
    reason: str
    loci: tuple[Locus, ...]
    first: tuple[Locus, ...]
    articles: int


class Days(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The events of one subject: how many there are in all, and the latest in order of time."""

    total: int = 0
    latest: tuple[Occasion, ...] = ()


class Day(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A date with the event that stands for it, how many ``more`` it has, and where the timeline has them."""

    occasion: Occasion
    more: int
    folder: str


class Front(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The first page of the timeline: all events, or the latest, and how many the other pages have."""

    total: int
    occasions: tuple[Occasion, ...]
    chapters: tuple[tuple[str, int], ...] = ()


class _Told(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event with what puts it in order, the sentences of its places, and how it is told where no one is meant."""

    event: Event
    rank: str
    places: tuple[Place, ...]
    occasion: Occasion


class Occasions:
    """The events of a corpus. ``mentions`` and ``tellers`` give the desk's tables when they are needed."""

    def __init__(
        self,
        sentences: Sentences,
        mentions: Callable[[], Mapping[ActorId, Mapping[Place, object]]],
        tellers: Callable[[], Mapping[ArticleId, ArticleId]],
        room: Room,
    ) -> None:
        self._sentences = sentences
        self._mentions = mentions
        self._tellers = tellers
        self._room = room

    @cached_property
    def _every(self) -> list[_Told]:
        """All events in order of time; those of one day in the order of the corpus."""
        order, also, events = self._sentences.order, self._room.also, self._sentences.findings.events
        told = self._sentences.tables.table(
            "told",
            ((id(one), (one,)) for one in events),
            self._told,
            shared=(order, also),
            rests=lambda one: {locus.article for locus in one.loci},
            moved=self._sentences.moved,
        )
        return sorted((told[id(one)] for one in events), key=lambda one: (one.rank, one.event.loci))

    def _told(self, event: Event, order: Mapping[ArticleId, int], also: int) -> _Told:
        loci = sorted(event.loci, key=lambda one: (order[one.article], one))
        first: dict[ArticleId, Locus] = {}
        for locus in loci:
            first.setdefault(locus.article, locus)
        return _Told(
            event=event,
            rank=rank(event.date),
            places=tuple(map(self._sentences.place, loci)),
            occasion=Occasion(
                date=event.date,
                background=event.background,
                reason=event.reason,
                loci=tuple(loci),
                first=tuple(first.values())[: also + 1],
                articles=len(first),
            ),
        )

    @cached_property
    def actors(self) -> dict[ActorId, Days]:
        """The events of each actor, quoted by the sentences that name it."""
        mentions, most = self._mentions(), self._room.events
        found = by_subject((actor, one) for one in self._every for actor in one.event.actors)
        rows = ((key, (len(told), tuple(told[-most:]), mentions.get(key, {}))) for key, told in found.items())
        return self._sentences.tables.table("actors' days", rows, _days)

    @cached_property
    def topics(self) -> dict[TopicId, Days]:
        """The events of each topic."""
        found = by_subject((topic, one.occasion) for one in self._every for topic in one.event.topics)
        return {key: Days(total=len(some), latest=tuple(some[-self._room.events :])) for key, some in found.items()}

    @cached_property
    def chapters(self) -> dict[str, tuple[Occasion, ...]]:
        """The pages of a timeline that is divided, by their folders: there are none beside the first of a short one."""
        found = by_subject((self._folder(one), one.occasion) for one in self._every)
        return {path: tuple(some) for path, some in found.items() if path != TIMELINE}

    @cached_property
    def front(self) -> Front:
        """The first page of the timeline."""
        total, every = len(self._every), (one.occasion for one in self._every)
        if not self.chapters:
            return Front(total=total, occasions=tuple(every))
        latest = [one for one in every if not one.background][-LATEST:]
        sizes = tuple((path, len(some)) for path, some in self.chapters.items())
        return Front(total=total, occasions=tuple(latest), chapters=sizes)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The latest dates, the last first, each by the event that most independent accounts tell, in words that may be
        shown if there are any.
        """
        dated = by_subject((one.event.date, one) for one in self._every if not one.event.background)
        latest = sorted(dated, key=rank, reverse=True)[:DATES]
        chosen = ((max(dated[date], key=self._weight), len(dated[date])) for date in latest)
        return tuple(Day(occasion=one.occasion, more=number - 1, folder=self._folder(one)) for one, number in chosen)

    def _weight(self, one: _Told) -> tuple[bool, int]:
        shown = any(map(self._sentences.shown, one.places))
        return shown, independent((locus.article for locus in one.event.loci), self._tellers())

    def _folder(self, one: _Told) -> str:
        """Give the page of the timeline that has an event."""
        size = len(self._every)
        if size <= WHOLE:
            return TIMELINE
        return f"{TIMELINE}{one.rank[:4] if one.event.background else one.rank[: 7 if size <= MONTHLY else 10]}/"


def _days(total: int, latest: tuple[_Told, ...], own: Mapping[Place, object]) -> Days:
    """Take the latest events as the page of one actor tells them: by the sentences that name it, if any does."""
    return Days(total=total, latest=tuple(_naming(one, own) for one in latest))


def _naming(one: _Told, own: Mapping[Place, object]) -> Occasion:
    naming = tuple(locus for locus, place in zip(one.occasion.loci, one.places, strict=True) if place in own)
    return msgspec.structs.replace(one.occasion, loci=naming) if naming else one.occasion
