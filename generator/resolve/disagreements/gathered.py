"""What reports of meetings differ about, kept by whom it concerns: found anew where that changed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import msgspec

from generator.nouns.ids import ActorId
from generator.resolve.disagreements import encounters, namesakes
from generator.resolve.disagreements.draft import Draft, Scene
from generator.resolve.index import Index
from generator.resolve.meetings import Report, Side
from generator.resolve.reports import Group, Reports

People = tuple[ActorId, ...]


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """Drafts of differences about meetings, and whom each side of ``Reports.firsts`` concerns."""

    sides: list[tuple[tuple[ActorId, ...], tuple[namesakes.Beside, ...], tuple[People, ...]]]
    met: list[tuple[namesakes.Beside, tuple[tuple[namesakes.Pair, Draft], ...]]]
    dated: list[tuple[People, tuple[Draft, ...]]]
    placed: list[tuple[Side, tuple[Draft, ...]]]


class Gathered:
    """Drafts of differences about meetings: who was there, when, where; those that there are, by what they are of."""

    def __init__(self) -> None:
        """Know of no meeting yet."""
        self._actors: Index[Side, ActorId, None] = Index()
        self._beside: Index[Side, namesakes.Beside, Group] = Index()
        self._people: Index[Side, People, Group] = Index()
        self._listing: set[Side] = set()
        self._met: dict[namesakes.Beside, tuple[tuple[namesakes.Pair, Draft], ...]] = {}
        self._dated: dict[People, tuple[Draft, ...]] = {}
        self._placed: dict[Side, tuple[Draft, ...]] = {}

    def kept(self, reports: Reports) -> Kept:
        """Write down what differs."""
        indices = (self._actors, self._beside, self._people)
        return Kept(
            [tuple([tuple(index.keys_of(side)) for index in indices]) for side in reports.firsts],  # type: ignore[misc]
            list(self._met.items()),
            list(self._dated.items()),
            list(self._placed.items()),
        )

    def resume(self, kept: Kept, reports: Reports) -> None:
        """Go on from what differed in another process."""
        sides = list(zip(reports.firsts, kept.sides, strict=True))
        self._actors.resume(((side, one[0]) for side, one in sides if one[0]), reports.firsts)
        self._beside.resume(((side, one[1]) for side, one in sides if one[1]), reports.firsts)
        self._people.resume(((side, one[2]) for side, one in sides if one[2]), reports.firsts)
        self._listing = {side for side, groups in reports.groups.items() if encounters.listing(groups[0])}
        self._met, self._dated, self._placed = dict(kept.met), dict(kept.dated), dict(kept.placed)

    def rest(self) -> None:
        """Let go of what reports were read from."""
        for index in (self._actors, self._beside, self._people):
            index.rest()

    def update(self, scene: Scene, reports: Reports, sides: set[Side], actors: set[ActorId]) -> None:
        """Look again at the meetings of ``sides``, whose reports or their words are others, and at those of ``actors``
        of whom something is told that was not before: how they are named, what they are called, which articles name
        them.
        """
        self._actors.read = lambda side: _named(reports.groups[side])
        self._beside.read = lambda side: _besides(scene, reports.groups[side])
        self._people.read = lambda side: _people(reports.groups[side])
        again = set(sides).union(*(self._actors.holders(actor) for actor in actors))
        beside: set[namesakes.Beside] = set()
        people: set[People] = set()
        for side in again:
            beside.update(self._beside.keys_of(side))
            people.update(self._people.keys_of(side))
            self._take(scene, reports, side)
            beside.update(self._beside.keys_of(side))
            people.update(self._people.keys_of(side))
            _keep(self._placed, side, encounters.placed(scene, reports.groups.get(side, ())))
        for key in beside:
            _keep(self._met, key, namesakes.met(scene, key, self._beside.rows(key)))
        for some in people:
            _keep(self._dated, some, encounters.dated(scene, some, self._people.rows(some)))

    def _take(self, scene: Scene, reports: Reports, side: Side) -> None:
        """Put the groups of one side in the place of its former ones."""
        groups, first = reports.groups.get(side, ()), reports.firsts.get(side)
        self._listing.discard(side)
        if first is None:
            for index in (self._actors, self._beside, self._people):
                index.drop(side)
            return
        if encounters.listing(groups[0]):
            self._listing.add(side)
        self._actors.put(side, first, _named(groups))
        self._beside.put(side, first, _besides(scene, groups))
        self._people.put(side, first, _people(groups))

    def met(self) -> Iterator[tuple[namesakes.Pair, Draft]]:
        """Give the namesakes that one person met."""
        return chain.from_iterable(self._met[key] for key in sorted(self._met))

    def drafts(self, scene: Scene, reports: Reports) -> Iterator[Draft]:
        """Give all other differences, in an order that only they decide."""
        yield from self._shortened(scene, reports)
        for people in sorted(self._dated):
            yield from self._dated[people]
        for side in sorted(self._placed, key=reports.firsts.__getitem__):
            yield from self._placed[side]

    def _shortened(self, scene: Scene, reports: Reports) -> Iterator[Draft]:
        """Find lists that are cut short. Few reports list people, and one list may bear on any other."""
        sides = sorted(self._listing, key=reports.firsts.__getitem__)
        groups = [group for side in sides for group in reports.groups[side] if encounters.listing(group)]
        hosts = sorted({group[0].participants[0] for group in groups})
        return encounters.shortened(scene, groups, {host: self._reports(reports, host) for host in hosts})

    def _reports(self, reports: Reports, host: ActorId) -> list[Report]:
        """Give all reports of meetings that one person took part in."""
        sides = self._actors.holders(host)
        every = (report for side in sides for group in reports.groups[side] for report in group)
        return [report for report in every if host in report.participants]


def _named(groups: Iterable[Group]) -> Iterator[tuple[ActorId, None]]:
    """Give whom the reports of one side name."""
    named = {one for group in groups for report in group for one in (*report.participants, report.place) if one}
    return ((one, None) for one in named)


def _besides(scene: Scene, groups: Sequence[Group]) -> Iterator[tuple[namesakes.Beside, Group]]:
    """Give the groups of one side by each who met somebody of some family."""
    besides = namesakes.besides(scene.names, groups[0][0].participants)
    return ((key, group) for key in besides for group in groups)


def _people(groups: Sequence[Group]) -> Iterator[tuple[People, Group]]:
    """Give those groups of one side that have a day, by who met."""
    people = tuple(sorted(groups[0][0].participants))
    return ((people, group) for group in groups if encounters.has_day(group))


def _keep(table: dict[Any, tuple[Any, ...]], key: object, found: Iterable[Any]) -> None:
    """Keep what was found under a key, and no more keys than there is something of."""
    some = tuple(found)
    if some:
        table[key] = some
    else:
        table.pop(key, None)
