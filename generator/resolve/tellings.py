"""Articles that are mostly copies of one text, by the sentences that they share, kept from one corpus to the next."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from generator.nouns.findings import Telling
from generator.nouns.ids import ArticleId
from generator.resolve.grouping import tops
from generator.resolve.rows import Packed, Places, Rows, couples, find, joint, pack, parted, unpack
from generator.resolve.sentences import Sentences
from generator.resolve.shingles import CROWD, Flags, changes

_COPY = 0.6
"""Articles are one telling when this part of the shorter one is such text."""
Same = Callable[[Places, Places], Flags]


class Members(NamedTuple):
    """Sentences, and the group that each is in."""

    sentences: Places
    groups: Places


class Tellings:
    """How much text any two articles share, group by group of sentences and in all.

    Of a group counts the longest sentence of each article; where more than a crowd share one, each is compared with
    the next. A couple is two such sentences, by their pieces.
    """

    def __init__(self, former: Iterable[Telling] = ()) -> None:
        """Share nothing yet. Those of ``former`` tellings that come out the same again are given as they were."""
        nothing, few = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
        self._couples = Rows(nothing, few, few, nothing, few)  # pieces, code of articles, characters shared
        self._codes, self._sums = nothing, nothing  # of two articles, and how many characters they share
        self._number: dict[ArticleId, int] = {}
        self._free: list[int] = []
        self._order: Sequence[ArticleId] = ()
        self._joined: tuple[Sequence[ArticleId], Places] | None = None  # in this order each stood with such a one
        self._told = {one.articles: one for one in former}

    def update(
        self, order: Sequence[ArticleId], sentences: Sentences, gone: Places, members: Members, same: Same
    ) -> tuple[Telling, ...]:
        """Put groups in place of those that are ``gone``. ``same`` tells of pieces whether they are one text.

        Gives the tellings of all articles, in their ``order``.
        """
        number = self._numbers(order)
        left, right, groups = _couples(sentences, members)
        here, there = number[sentences.article[left]], number[sentences.article[right]]
        codes = joint(here, there)
        one, other = sentences.of[left], sentences.of[right]
        rows = np.union1d(gone, groups)
        self._couples.extend(len(sentences.texts))
        _, *former = self._couples.entries(rows)
        alike = _alike(one, other, former, same)
        shared = np.where(alike, np.minimum(sentences.lengths[left], sentences.lengths[right]), 0)
        self._couples.replace(rows, np.searchsorted(rows, groups), one, other, codes, shared)
        self._add(np.concatenate((former[2], codes)), np.concatenate((-former[3].astype(np.int64), shared)))
        return self._join(order, number, np.array([one.length for one in sentences.articles], dtype=np.int64))

    def packed(self) -> tuple[tuple[Packed, ...], ...]:
        """Write down what articles share."""
        number = np.array(list(self._number.values()), dtype=np.int64)
        return self._couples.packed(), (pack(self._codes), pack(self._sums), pack(number))

    @classmethod
    def unpacked(
        cls, tables: Sequence[Sequence[Packed]], order: Iterable[ArticleId], former: Iterable[Telling]
    ) -> "Tellings":
        """Read what was written down when the articles were in this order, and had these tellings."""
        made = cls(former)
        couples, (codes, sums, number) = tables
        made._couples = Rows.unpacked(couples)
        made._codes, made._sums = unpack(codes), unpack(sums).copy()
        made._number = dict(zip(order, unpack(number).tolist(), strict=True))
        taken = set(made._number.values())
        made._free = [i for i in range(max(taken, default=-1)) if i not in taken]
        return made

    def every(self) -> tuple[Telling, ...]:
        """Give all tellings, in the order of the corpus."""
        return tuple(self._told.values())

    def _numbers(self, order: Sequence[ArticleId]) -> Places:
        """Give for each article the number that stands for it as long as it is there."""
        if order == self._order:
            return np.array(list(self._number.values()), dtype=np.int64)
        self._order = order
        former, self._number = self._number, {}
        free, self._free = self._free, []
        end = len(former) + len(free)
        for key in order:
            number = former.pop(key, None)
            if number is None and free:
                number = free.pop()
            elif number is None:
                number, end = end, end + 1
            self._number[key] = number
        self._free = [*free, *former.values()]
        return np.array(list(self._number.values()), dtype=np.int64)

    def _add(self, codes: Places, shared: Places) -> None:
        """Add what articles share in groups to what they share in all; those that share nothing are left out."""
        some, which = np.unique(codes, return_inverse=True)
        sums = np.zeros(len(some), dtype=np.int64)
        np.add.at(sums, which, shared)
        places, known = find(self._codes, some)
        self._sums[places[known]] += sums[known]
        fresh = ~known & (sums > 0)
        spots = np.searchsorted(self._codes, some[fresh])
        self._codes, self._sums = np.insert(self._codes, spots, some[fresh]), np.insert(self._sums, spots, sums[fresh])
        if len(empty := np.flatnonzero(self._sums == 0)):
            self._codes, self._sums = np.delete(self._codes, empty), np.delete(self._sums, empty)

    def _join(self, order: Sequence[ArticleId], number: Places, whole: Places) -> tuple[Telling, ...]:
        """Join the articles that share most of the shorter one."""
        length = np.zeros(int(number.max(initial=-1)) + 1, dtype=np.int64)
        length[number] = whole
        first, second = parted(self._codes)
        joined = self._sums >= _COPY * np.minimum(length[first], length[second])
        top = tops(len(length), first[joined], second[joined])[number]
        if self._joined is not None and self._order is self._joined[0] and np.array_equal(top, self._joined[1]):
            return self.every()
        self._joined = self._order, top
        together: dict[int, list[ArticleId]] = {}
        for key, group in zip(order, top.tolist(), strict=True):
            together.setdefault(group, []).append(key)
        former = self._told
        self._told = {some: former.get(some) or _telling(some) for some in map(tuple, together.values())}
        return self.every()


def _telling(articles: tuple[ArticleId, ...]) -> Telling:
    reason = f"{len(articles)} articles are mostly copies of one text" if len(articles) > 1 else ""
    return Telling(articles=articles, reason=reason)


def _couples(sentences: Sentences, members: Members) -> tuple[Places, Places, Places]:
    """Give the couples of groups: the two sentences, and the group."""
    some, of = members
    article = sentences.article[some]
    order = np.lexsort((some, -sentences.lengths[some], article, of))
    of, article = of[order], article[order]
    longest = np.flatnonzero(changes(of) | changes(article))
    chosen, of = some[order][longest], of[longest]
    sizes = np.diff(np.append(np.flatnonzero(changes(of)), len(of)))
    one, other = couples(sizes, CROWD)
    return chosen[one], chosen[other], of[one]


def _alike(one: Places, other: Places, before: Sequence[Places], same: Same) -> Flags:
    """Tell of couples whether they are one text; it was known of those ``before``."""
    mine, former = joint(one, other), joint(before[0], before[1])
    known, first = np.unique(former, return_index=True)
    places, found = find(known, mine)
    alike: Flags = one == other
    alike[found] = before[3][first[places[found]]] > 0
    ask = ~found & ~alike
    alike[ask] = same(one[ask], other[ask])
    return alike
