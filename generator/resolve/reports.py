"""The reports of meetings in all articles, by who took part, and the meetings that they are of."""

from bisect import insort
from collections.abc import Iterable, Mapping
from operator import itemgetter

import msgspec

from generator.nouns.evidence import Locus
from generator.nouns.findings import Meeting
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve.articles import Articles
from generator.resolve.index import Index, Place, kept
from generator.resolve.meetings import Report, Side, grouped, meeting_of, reports_of

Group = tuple[Report, ...]
_First = tuple[Place, Locus, tuple[ActorId, ...], tuple[str, ...], bool]
"""Where a side is told of first, and, where one sentence tells of several, which it is."""
_Order = tuple[str, Place, Locus, tuple[ActorId, ...], _First, int]
_Which = tuple[Side, int]
"""A meeting: its side, and which of that it is."""


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """Reports put together, side by side; articles and meetings name sides by their numbers."""

    sides: list[tuple[Side, tuple[Group, ...], _First]]
    ordered: list[tuple[int, int]]
    held: list[tuple[ArticleId, tuple[int, ...]]]


class Reports:
    """Reports put together side by side, and the meetings that they make.

    ``groups`` are the reports of each meeting, by side, and ``meetings`` stand beside them. ``firsts`` tell where a
    side is first told of: values to sort by, no two of which are equal. ``before`` is what articles that were touched
    ``told`` until then.
    """

    def __init__(self) -> None:
        """Know of none yet."""
        self.groups: dict[Side, tuple[Group, ...]] = {}
        self.meetings: dict[Side, tuple[Meeting, ...]] = {}
        self.firsts: dict[Side, _First] = {}
        self.before: dict[ArticleId, dict[tuple[int, int], tuple[str, ...]]] = {}
        self._index: Index[ArticleId, Side, Report] = Index()
        self._places: dict[Side, dict[ArticleId, dict[tuple[int, Locus], None]]] = {}
        self._ordered: list[tuple[_Which, Meeting]] = []

    def kept(self) -> Kept:
        """Write down the reports, but for the meetings that they make."""
        number = {side: number for number, side in enumerate(self.groups)}
        return Kept(
            [(side, groups, self.firsts[side]) for side, groups in self.groups.items()],
            [(number[side], place) for (side, place), _ in self._ordered],
            [(key, tuple([number[side] for side in sides])) for key, sides in self._index.held()],
        )

    def resume(self, kept: Kept, meetings: tuple[Meeting, ...], stood: Mapping[ArticleId, Place]) -> None:
        """Go on from another process, which put together these ``meetings``."""
        sides = [side for side, _, _ in kept.sides]
        self.groups = {side: groups for side, groups, _ in kept.sides}
        self.firsts = {side: first for side, _, first in kept.sides}
        self._ordered = [((sides[own], place), one) for (own, place), one in zip(kept.ordered, meetings, strict=True)]
        made: dict[Side, list[tuple[int, Meeting]]] = {}
        for (side, place), one in self._ordered:
            made.setdefault(side, []).append((place, one))
        self.meetings = {
            side: tuple([one for _, one in sorted(some, key=itemgetter(0))]) for side, some in made.items()
        }
        self._index.resume([(key, [sides[number] for number in some]) for key, some in kept.held], stood)

    def update(self, articles: Articles) -> tuple[set[Side], set[ArticleId]]:
        """Read articles anew; give the sides of which reports changed, and the articles of which meetings did."""
        self.before = {key: self.told(key) for key in articles.touched}
        cards = articles.corpus.cards
        sides = articles.put(self._index, lambda key, part, of: reports_of(cards[key], part.told, of))
        return sides, self.join(sides)

    def rest(self) -> None:
        """Let go of what articles were read from."""
        self._index.rest()
        self.before = {}

    def join(self, sides: Iterable[Side]) -> set[ArticleId]:
        """Put the reports of some sides together anew; give the articles of which meetings changed."""
        before = {side: self.meetings.pop(side, ()) for side in sides}
        gone = {id(one) for some in before.values() for one in some}
        if gone:
            self._ordered = [one for one in self._ordered if id(one[1]) not in gone]
        for side, former in before.items():
            self.groups.pop(side, None)
            self.firsts.pop(side, None)
            self._places.pop(side, None)
            self._join(side, former)
        come = [((side, number), one) for side in before for number, one in enumerate(self.meetings.get(side, ()))]
        if self._ordered:
            for one in come:
                insort(self._ordered, one, key=self._order)
        else:
            self._ordered = sorted(come, key=self._order)
        changed = (set(some) ^ set(self.meetings.get(side, ())) for side, some in before.items())
        return {locus.article for some in changed for one in some for locus in one.evidence.loci}

    def _join(self, side: Side, before: Iterable[Meeting]) -> None:
        """Put the reports of one side together."""
        reports = self._index.rows(side)
        if not reports:
            return
        first = reports[0]
        self.firsts[side] = (self._place(first), first.locus, first.participants, first.groups, side[1])
        self.groups[side] = tuple(map(tuple, grouped(reports)))
        self.meetings[side] = kept(map(meeting_of, self.groups[side]), before)

    def _order(self, pair: tuple[_Which, Meeting]) -> _Order:
        """Tell where a meeting stands among all: by its date (undated last), then by where it is first told."""
        (side, number), one = pair
        place = self._place(self.groups[side][number][0])
        return one.date or "9999", place, one.evidence.loci[0], one.participants, self.firsts[side], number

    def ordered(self) -> tuple[Meeting, ...]:
        """Give the meetings by date (undated last), then by where they are first told."""
        return tuple(map(itemgetter(1), self._ordered))

    def sides(self, article: ArticleId) -> Iterable[Side]:
        """Give the sides of the meetings that an article tells of."""
        return self._index.keys_of(article)

    def of(self, article: ArticleId) -> Iterable[tuple[Side, int]]:
        """Give the meetings that an article tells of: their sides, and which of each they are."""
        for side in self.sides(article):
            for number in dict.fromkeys(number for number, _ in self._placed(side)[article]):
                yield side, number

    def told(self, article: ArticleId) -> dict[tuple[int, int], tuple[str, ...]]:
        """Give dates and people of the meetings that an article tells of, by paragraph and start of its sentences."""
        found: dict[tuple[int, int], list[str]] = {}
        for side in self.sides(article):
            for number, locus in self._placed(side)[article]:
                one = self.meetings[side][number]
                what = " ".join((one.date, *one.participants))
                found.setdefault((locus.paragraph, locus.start), []).append(what)
        return {place: tuple(sorted(some)) for place, some in found.items()}

    def _placed(self, side: Side) -> Mapping[ArticleId, Iterable[tuple[int, Locus]]]:
        """Tell by article which meetings of a side it tells of, and where."""
        if side not in self._places:
            places = self._places[side] = {}
            for number, group in enumerate(self.groups[side]):
                for report in group:
                    places.setdefault(report.article, {})[number, report.locus] = None
        return self._places[side]

    def _place(self, report: Report) -> Place:
        place: Place = self._index.places[report.article]
        return place
