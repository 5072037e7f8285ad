"""What reports of meetings differ about, kept by whom it concerns: found anew where that changed."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from generator.nouns.ids import ActorId
from generator.resolve.disagreements import encounters, namesakes
from generator.resolve.disagreements.draft import Draft, Scene
from generator.resolve.index import Index
from generator.resolve.meetings import Report, Side
from generator.resolve.reports import Group, Reports

People = tuple[ActorId, ...]


class Gathered:
    """Drafts of differences about meetings: who was there, when, where; those that there are, by what they are of."""

    def __init__(self) -> None:
        """Know of no meeting yet."""
        self._actors: Index[Side, ActorId, None] = Index()
        self._beside: Index[Side, namesakes.Beside, Group] = Index()
        self._people: Index[Side, People, Group] = Index()
        self._met: dict[namesakes.Beside, tuple[tuple[namesakes.Pair, Draft], ...]] = {}
        self._dated: dict[People, tuple[Draft, ...]] = {}
        self._placed: dict[Side, tuple[Draft, ...]] = {}

    def update(self, scene: Scene, reports: Reports, sides: set[Side], actors: set[ActorId]) -> None:
        """Look again at the meetings of ``sides``, whose reports or their words are others, and at those of ``actors``
        of whom something is told that was not before: how they are named, what they are called, which articles name
        them.
        """
        again = set(sides).union(*(self._actors.holders(actor) for actor in actors))
        beside: set[namesakes.Beside] = set()
        people: set[People] = set()
        for side in again:
            beside.update(self._beside.of(side))
            people.update(self._people.of(side))
            self._take(scene, reports, side)
            beside.update(self._beside.of(side))
            people.update(self._people.of(side))
            _keep(self._placed, side, encounters.placed(scene, reports.groups.get(side, ())))
        for key in beside:
            _keep(self._met, key, namesakes.met(scene, key, self._beside.rows(key)))
        for some in people:
            _keep(self._dated, some, encounters.dated(scene, some, self._people.rows(some)))

    def _take(self, scene: Scene, reports: Reports, side: Side) -> None:
        """Put the groups of one side in the place of its former ones."""
        groups, first = reports.groups.get(side, ()), reports.firsts.get(side)
        if first is None:
            for index in (self._actors, self._beside, self._people):
                index.drop(side)
            return
        named = {one for group in groups for report in group for one in (*report.participants, report.place) if one}
        self._actors.put(side, first, ((one, None) for one in named))
        besides = namesakes.besides(scene.names, groups[0][0].participants)
        self._beside.put(side, first, ((key, group) for key in besides for group in groups))
        people = tuple(sorted(groups[0][0].participants))
        self._people.put(side, first, ((people, group) for group in groups if encounters.has_day(group)))

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
        sides = sorted((side for side in reports.groups if _lists(reports, side)), key=reports.firsts.__getitem__)
        groups = [group for side in sides for group in reports.groups[side] if encounters.listing(group)]
        hosts = sorted({group[0].participants[0] for group in groups})
        return encounters.shortened(scene, groups, {host: self._reports(reports, host) for host in hosts})

    def _reports(self, reports: Reports, host: ActorId) -> list[Report]:
        """Give all reports of meetings that one person took part in."""
        sides = self._actors.holders(host)
        every = (report for side in sides for group in reports.groups[side] for report in group)
        return [report for report in every if host in report.participants]


def _lists(reports: Reports, side: Side) -> bool:
    return encounters.listing(reports.groups[side][0])


def _keep(table: dict[Any, tuple[Any, ...]], key: object, found: Iterable[Any]) -> None:
    """Keep what was found under a key, and no more keys than there is something of."""
    some = tuple(found)
    if some:
        table[key] = some
    else:
        table.pop(key, None)
