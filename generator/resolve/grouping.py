"""Sentences grouped by the text that they share, and groups kept from one corpus to the next."""

from typing import NamedTuple

import numpy as np

from generator.resolve.links import Links, Web
from generator.resolve.rows import Places, grown
from generator.resolve.sharing import Parts
from generator.resolve.shingles import Flags, Numbers, changes

SAME = 0.5
"""Sentences that share this part of their runs are one text."""


class Bonds(NamedTuple):
    """What joins pieces with others, and how strongly. Each bond is there from both of its ends."""

    one: Places
    other: Places
    parts: Parts


class Groups:
    """For each piece the group that it is in, a number, and for each group the weakest share within it."""

    def __init__(self, of: Places, weakest: Parts) -> None:
        """Take groups as they are."""
        self.of = of
        self.weakest = weakest

    @classmethod
    def made(cls, bonds: Bonds, texts: Numbers) -> "Groups":
        """Group all pieces by all bonds; ``texts`` has a digest of each."""
        of = tops(len(texts), *_joining(bonds, texts))
        return cls(of, _weakest(bonds, of))

    def update(self, web: Web, texts: Numbers, touched: Places, gone: Places, new: Places) -> tuple[Places, Places]:
        """Group those pieces anew whose groups may have changed: ``touched`` are all with other bonds than before, and
        the ``new`` ones among them.

        Gives the groups that there are no longer, and those that there are in their place.
        """
        size = len(texts)
        self.of = grown(self.of, size, -1)
        self.weakest = grown(self.weakest, size, 1.0)
        _, others = _joining(bonds_of(*web.of(touched)), texts)
        former = self.of[np.concatenate((touched, others, gone))]
        old = np.zeros(size, dtype=np.bool_)
        old[former[former >= 0]] = True
        mine = old[self.of] & (self.of >= 0)
        mine[gone], mine[new] = False, True
        self.of[gone] = -1
        some = np.flatnonzero(mine)
        place = np.zeros(size, dtype=np.int64)
        place[some] = np.arange(len(some))
        bonds = bonds_of(*web.of(some))
        inside = mine[bonds.other]  # a bond to a group that stays is the best of none of its ends, nor a strong one
        bonds = Bonds(place[bonds.one[inside]], place[bonds.other[inside]], bonds.parts[inside])
        top = tops(len(some), *_joining(bonds, texts[some]))
        self.of[some] = some[top]
        self.weakest[some] = _weakest(bonds, top)
        return np.flatnonzero(old), some[np.unique(top)]


def both(links: Links, retold: Flags) -> Bonds:
    """Give what joins pieces, from both of its ends."""
    one, other, parts = bonds_of(links, retold)
    return Bonds(np.concatenate((one, other)), np.concatenate((other, one)), np.tile(parts, 2))


def bonds_of(links: Links, retold: Flags) -> Bonds:
    """Give what joins pieces: shared text, and words in one order where they are retold."""
    parts = np.where(retold, np.minimum(-links.verdicts, SAME / 2), links.verdicts)
    some = parts > 0
    return Bonds(links.left[some], links.right[some], parts[some])


def _joining(bonds: Bonds, texts: Numbers) -> tuple[Places, Places]:
    """Give the pairs of pieces that are in one group.

    A piece that shares enough with others is joined with them all. Any other goes with the one that it shares most
    with: a weak likeness adds a sentence to a story, it does not make one story of two.
    """
    one, other, parts = bonds
    strong = parts >= SAME
    founded = np.zeros(len(texts), dtype=np.bool_)
    founded[one[strong]] = True
    weak = np.flatnonzero(~strong & ~founded[one])
    weak = weak[np.lexsort((texts[other[weak]], -parts[weak], one[weak]))]  # of equal shares, the text decides
    best = weak[changes(one[weak])]
    return np.concatenate((one[strong], one[best])), np.concatenate((other[strong], other[best]))


def _weakest(bonds: Bonds, top: Places) -> Parts:
    """Give for each group, by its top, the weakest share within it."""
    found = np.ones(len(top))
    inside = top[bonds.one] == top[bonds.other]
    np.minimum.at(found, top[bonds.one[inside]], bonds.parts[inside])
    return found


def tops(size: int, left: Places, right: Places) -> Places:
    """Give for each of so many numbers the smallest that pairs connect it with, all at once."""
    top = np.arange(size)
    while len(left):
        one, other = top[left], top[right]
        np.minimum.at(top, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(above := top[top], top):
            top = above
        apart = top[left] != top[right]
        left, right = left[apart], right[apart]
    return top
