"""The reports of meetings in all articles, by who took part, and the meetings that they are of."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from generator.nouns.article import Card
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.findings import Meeting
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve.facts import Owners
from generator.resolve.index import Index, Place, kept, place_of
from generator.resolve.meetings import Report, Side, Told, grouped, meeting_of, reports_of

Group = tuple[Report, ...]
_First = tuple[Place, Locus, tuple[ActorId, ...], tuple[str, ...], bool]
"""Where a side is told of first, and, where one sentence tells of several, which it is."""
_Order = tuple[str, Place, Locus, tuple[ActorId, ...], _First, int]


class Reports:
    """Reports put together side by side, and the meetings that they make.

    ``groups`` are the reports of each meeting, by side, and ``meetings`` stand beside them. ``firsts`` tell where a
    side is first told of: values to sort by, no two of which are equal.
    """

    def __init__(self) -> None:
        """Know of none yet."""
        self.groups: dict[Side, tuple[Group, ...]] = {}
        self.meetings: dict[Side, tuple[Meeting, ...]] = {}
        self.firsts: dict[Side, _First] = {}
        self._index: Index[ArticleId, Side, Report] = Index()
        self._places: dict[Side, dict[ArticleId, dict[tuple[int, Locus], None]]] = {}
        self._orders: dict[Side, list[_Order]] = {}
        self._ordered: list[tuple[_Order, Meeting]] = []

    def update(
        self, corpus: Corpus, told: Mapping[ArticleId, Sequence[Told]], of: Owners, touched: Iterable[ArticleId]
    ) -> tuple[set[Side], set[ArticleId]]:
        """Read articles anew; give the sides of which reports changed, and the articles of which meetings did.

        ``told`` is what each article tells of meetings.
        """
        sides: set[Side] = set()
        for key in touched:
            if key not in corpus.cards:
                sides |= self._index.drop(key)
            else:
                sides |= self.put(corpus.cards[key], reports_of(corpus.cards[key], told[key], of.get(key, {})))
        return sides, self.join(sides)

    def put(self, article: Card, reports: Iterable[tuple[Side, Report]]) -> set[Side]:
        """Take in the reports of an article in place of its former ones; give the sides that are to be joined anew."""
        return self._index.put(article.id, place_of(article), reports)

    def join(self, sides: Iterable[Side]) -> set[ArticleId]:
        """Put the reports of some sides together anew; give the articles of which meetings changed."""
        before = {side: self.meetings.pop(side, ()) for side in sides}
        for side in before:
            self.groups.pop(side, None)
            self.firsts.pop(side, None)
            self._places.pop(side, None)
            for order in self._orders.pop(side, ()):
                del self._ordered[bisect_left(self._ordered, order, key=itemgetter(0))]
        for side, some in before.items():
            self._join(side, some)
        self._ordered.sort(key=itemgetter(0))
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
        places = self._places[side] = {}
        for number, group in enumerate(self.groups[side]):
            for report in group:
                places.setdefault(report.article, {})[number, report.locus] = None
        self._orders[side] = [
            (
                one.date or "9999",
                self._place(group[0]),
                one.evidence.loci[0],
                one.participants,
                self.firsts[side],
                number,
            )
            for number, (group, one) in enumerate(zip(self.groups[side], self.meetings[side], strict=True))
        ]
        self._ordered += zip(self._orders[side], self.meetings[side], strict=True)

    def ordered(self) -> tuple[Meeting, ...]:
        """Give the meetings by date (undated last), then by where they are first told."""
        return tuple(one for _, one in self._ordered)

    def sides(self, article: ArticleId) -> Iterable[Side]:
        """Give the sides of the meetings that an article tells of."""
        return self._index.of(article).keys()

    def of(self, article: ArticleId) -> Iterable[tuple[Side, int]]:
        """Give the meetings that an article tells of: their sides, and which of each they are."""
        for side in self.sides(article):
            for number in dict.fromkeys(number for number, _ in self._places[side][article]):
                yield side, number

    def told(self, article: ArticleId) -> dict[tuple[int, int], tuple[str, ...]]:
        """Give dates and people of the meetings that an article tells of, by paragraph and start of its sentences."""
        found: dict[tuple[int, int], list[str]] = {}
        for side in self.sides(article):
            for number, locus in self._places[side][article]:
                one = self.meetings[side][number]
                what = " ".join((one.date, *one.participants))
                found.setdefault((locus.paragraph, locus.start), []).append(what)
        return {place: tuple(sorted(some)) for place, some in found.items()}

    def _place(self, report: Report) -> Place:
        place: Place = self._index.places[report.article]
        return place
