"""Events by the pages that tell them. Each page gets no more than it shows, so that an event of many articles does not
tie the pages of all of them to one another.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import islice
from typing import Literal

import msgspec

from generator.engine.digest import digest, encode
from generator.nouns.evidence import Locus
from generator.nouns.findings import Event
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.pages.extracts import Place
from generator.pages.room import Room
from generator.pages.sentences import Sentences
from generator.pages.tables import independent
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

Divided = Literal["nothing", "month", "day"]


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


_Latest = tuple[int, tuple[_Told, ...]]
"""How many events one has, and the latest."""

_Marks = tuple[int, tuple[bytes, ...], object]
"""How many events an actor has, with marks of the latest and of the sentences that name it."""


class Occasions:
    """The events of a corpus. ``mentions``, ``naming`` and ``tellers`` give the desk's tables when they are needed."""

    def __init__(
        self,
        sentences: Sentences,
        mentions: Callable[[], Mapping[ActorId, Mapping[Place, object]]],
        naming: Callable[[], Mapping[ActorId, object]],
        tellers: Callable[[], Mapping[ArticleId, ArticleId]],
        room: Room,
    ) -> None:
        self._sentences = sentences
        self._mentions = mentions
        self._naming = naming
        self._tellers = tellers
        self._room = room

    @cached_property
    def _every(self) -> Mapping[Hashable, _Told]:
        """All events in order of time; those of one day in the order of the corpus."""
        told = self._sentences.tables.each(
            "told",
            self._told,
            self._sentences.events,
            shared=(self._sentences.order, self._room.also),
            rests=lambda one: [locus.article for locus in one.loci],
            over=(self._sentences.quotable,),
            mend=self._moved,
        )
        return self._sentences.tables.one("told in time", _in_time, told)

    def _moved(self, told: _Told, _: Event, moved: AbstractSet[ArticleId]) -> _Told:
        """Look again only for the sentences of articles that are other ones: an event may have thousands of places."""
        places = zip(told.places, told.occasion.loci, strict=True)
        found = [self._sentences.stands(locus) if place[0] in moved else place for place, locus in places]
        return told if found == list(told.places) else msgspec.structs.replace(told, places=tuple(found))

    def _told(self, event: Event, order: Mapping[ArticleId, int], also: int) -> _Told:
        loci = event.loci if len(event.loci) == 1 else sorted(event.loci, key=lambda one: (order[one.article], one))
        first: dict[ArticleId, Locus] = {}
        for locus in loci:
            first.setdefault(locus.article, locus)
        return _Told(
            event=event,
            rank=rank(event.date),
            places=tuple(map(self._sentences.stands, loci)),
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
    def actors(self) -> Mapping[ActorId, Days]:
        """The events of each actor, quoted by the sentences that name it."""
        return self._sentences.tables.late("actors' days", self._days, self.told)

    def _days(self, actor: ActorId, _: _Marks) -> Days:
        """Take the latest events as the page of one actor tells them: by the sentences that name it, if any does."""
        (total, latest), own = self._latest[actor], self._mentions().get(actor, {})
        return Days(total=total, latest=tuple(_naming(one, own) for one in latest))

    @cached_property
    def _latest(self) -> Mapping[ActorId, _Latest]:
        """The latest events of each actor."""
        most = self._room.events
        return self._sentences.tables.turned(
            "actors' events",
            self._every,
            lambda one: dict.fromkeys(one.event.actors, one),
            lambda *told: (len(told), told[-most:]),
        )

    @cached_property
    def told(self) -> Mapping[ActorId, _Marks]:
        """Marks of all that the events of each actor are made of."""
        known: dict[int, bytes] = {}  # many actors have one event

        def mark(one: _Told) -> bytes:
            return known.get(id(one)) or known.setdefault(id(one), digest(encode((one.places, one.occasion))))

        def marks(found: _Latest, naming: object) -> _Marks:
            return found[0], tuple(map(mark, found[1])), naming

        return self._sentences.tables.each("marks of actors' events", marks, self._latest, self._naming())

    @cached_property
    def topics(self) -> dict[TopicId, Days]:
        """The events of each topic."""
        most = self._room.events
        return self._sentences.tables.turned(
            "topics' days",
            self._every,
            lambda one: dict.fromkeys(one.event.topics, one.occasion),
            lambda *told: Days(total=len(told), latest=told[-most:]),
        )

    @cached_property
    def chapters(self) -> dict[str, tuple[Occasion, ...]]:
        """The pages of a timeline that is divided, by their folders: there are none beside the first of a short one."""
        divided = self._divided
        found = self._sentences.tables.turned(
            f"chapters by {divided}",
            self._every,
            lambda one: {_folder(one, divided): one.occasion},
            lambda *told: told,
        )
        return {path: some for path, some in found.items() if path != TIMELINE}

    @cached_property
    def front(self) -> Front:
        """The first page of the timeline."""
        return self._sentences.tables.one("front", _front, self._every, self.chapters)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The latest dates, the last first, each by the event that most independent accounts tell, in words that may be
        shown if there are any.
        """
        sentences, divided = self._sentences, self._divided
        latest = sentences.tables.one("latest dates", _latest, self._every).values()
        weights = sentences.tables.each(
            "weights of events",
            self._weight,
            {key: one for own in latest for key, one in own.items()},
            shared=(self._tellers(),),
            rests=lambda one: [locus.article for locus in one.event.loci],
            over=(sentences.quotable, sentences.credits),
        )
        chosen = ((own[max(own, key=weights.__getitem__)], len(own)) for own in latest)
        return tuple(
            Day(occasion=one.occasion, more=number - 1, folder=_folder(one, divided)) for one, number in chosen
        )

    def _weight(self, one: _Told, tellers: Mapping[ArticleId, ArticleId]) -> tuple[bool, int]:
        shown = any(map(self._sentences.shown, one.places))
        return shown, independent((locus.article for locus in one.event.loci), tellers)

    @property
    def _divided(self) -> Divided:
        """By what the timeline is divided."""
        size = len(self._every)
        return "nothing" if size <= WHOLE else "month" if size <= MONTHLY else "day"


def _folder(one: _Told, divided: Divided) -> str:
    """Give the page of the timeline that has an event."""
    if divided == "nothing":
        return TIMELINE
    return f"{TIMELINE}{one.rank[:4] if one.event.background else one.rank[: 7 if divided == 'month' else 10]}/"


def _in_time(told: Mapping[Hashable, _Told]) -> dict[Hashable, _Told]:
    return dict(sorted(told.items(), key=lambda item: (item[1].rank, item[1].event.loci)))


def _front(told: Mapping[Hashable, _Told], chapters: Mapping[str, Sequence[Occasion]]) -> Front:
    every = [one.occasion for one in told.values()]
    if not chapters:
        return Front(total=len(every), occasions=tuple(every))
    latest = list(islice((one for one in reversed(every) if not one.background), LATEST))
    sizes = tuple((path, len(some)) for path, some in chapters.items())
    return Front(total=len(every), occasions=tuple(reversed(latest)), chapters=sizes)


def _latest(told: Mapping[Hashable, _Told]) -> dict[str, Mapping[Hashable, _Told]]:
    """Give the events of the latest dates, the last date first."""
    dated: dict[str, dict[Hashable, _Told]] = {}
    for key, one in told.items():
        if not one.event.background:
            dated.setdefault(one.event.date, {})[key] = one
    return {date: dated[date] for date in sorted(dated, key=rank, reverse=True)[:DATES]}


def _naming(one: _Told, own: Mapping[Place, object]) -> Occasion:
    naming = tuple(locus for locus, place in zip(one.occasion.loci, one.places, strict=True) if place in own)
    return msgspec.structs.replace(one.occasion, loci=naming) if naming else one.occasion
