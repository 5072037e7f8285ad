"""Which sentences share text, decided for all pairs that come into question.

Two sentences share text when many of the three-word runs of the shorter stand in the longer (containment, which sees
cut and embedded copies that the Jaccard measure misses; Broder 1997), or many of its pairs of neighbouring content
words, and when most of their words by rarity are the same.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from generator.resolve.shingles import Pieces, Places, Sets

_COPIED, _ALIKE = 0.25, 0.5
"""Copied: this part of the shorter sentence's runs stands in the longer, and this part of its words by rarity."""
_PAIRED, _REWORDED = 0.25, 0.65
"""Reworded: likewise for neighbouring content words, where most of the words by rarity are the same."""
_TOLD = 0.45
"""Of the words that are no names, this part by rarity is shared: who it is about is the same in texts of two hands."""
_IN_ORDER, _LEAST_IN_ORDER = 0.5, 5
"""Reworded throughout: so many of the words that are no names stand in one order in both."""
_LONGEST = 200
"""More such words are no sentence that anybody rewords, and to look for their order costs the square of them."""
_LEAST_OWN = 2
"""Of the shared runs, so many must hold a word that is no name."""
_UNIT = 1 << 32  # weights are whole numbers of these parts: their sums are the same in any order, on any machine

Parts = npt.NDArray[np.float64]


class Links(NamedTuple):
    """Pairs of pieces, the lower number first, each with the part of the shorter one that is shared."""

    left: Places
    right: Places
    parts: Parts


def links(pieces: Pieces) -> tuple[Links, Links]:
    """Compare all pieces that come into question.

    Gives those that share text, and those that have only their words in one order, which by itself says no more than
    that both tell a fact.
    """
    scale = _Scale(pieces)
    found = [scale.compared(left, right) for left, right in pieces.near()]
    return _joined(shared for shared, _ in found), _joined(in_order for _, in_order in found)


def _joined(found: Iterable[Links]) -> Links:
    nothing = Links(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
    return Links(*map(np.concatenate, zip(nothing, *found, strict=True)))


class _Scale:
    """Weighs the words of pieces by rarity, and compares pairs by it."""

    def __init__(self, pieces: Pieces) -> None:
        """Weigh each root by the logarithm of the part of the pieces that have it, both counts on a coarse scale: how
        rare a word is need not be known better, and one article more or less moves few weights.
        """
        roots, size = pieces.roots, coarse(len(pieces))
        counts, of = np.unique(roots.counts, return_inverse=True)
        rare = [round(math.log((size + 1) / (coarse(count) + 0.5)) * _UNIT) for count in counts.tolist()]
        self._pieces = pieces
        self._run = np.ones(len(pieces.runs.number), dtype=np.int64)
        self._own = pieces.runs.marked.astype(np.int64)
        self._told = roots.marked.astype(np.int64)
        self._weight = np.array(rare, dtype=np.int64)[of][roots.number]
        self._telling = self._weight * self._told
        self._whole, self._retold = roots.totals(self._weight), roots.totals(self._telling)
        self._again = pieces.lengths - roots.totals(self._told)  # words that a piece tells once more

    def compared(self, left: Places, right: Places) -> tuple[Links, Links]:
        """Give the pairs that share text, and those that have only their words in one order."""
        pieces = self._pieces
        shared, own = pieces.runs.shared(left, right, self._run, self._own)
        enough = own >= _LEAST_OWN
        left, right = left[enough], right[enough]
        copied = shared[enough] / _smaller(pieces.runs.sizes, left, right)
        paired = contained(pieces.pairs, left, right)
        whole, retold, told = pieces.roots.shared(left, right, self._weight, self._telling, self._told)
        alike = whole / _smaller(self._whole, left, right)
        same = ((copied >= _COPIED) & (alike >= _ALIKE)) | ((paired >= _PAIRED) & (alike >= _REWORDED))
        same &= retold / _smaller(self._retold, left, right) >= _TOLD
        found = Links(left[same], right[same], np.maximum(copied, paired)[same])
        return found, self._in_order(left[~same], right[~same], told[~same])

    def _in_order(self, left: Places, right: Places, shared: Places) -> Links:
        """Give the pairs with so many words, names left out, in the same order. So many are ``shared`` in any."""
        lengths = self._pieces.lengths
        most = shared + np.minimum(self._again[left], self._again[right])
        able = (most >= _LEAST_IN_ORDER) & (most >= _IN_ORDER * np.minimum(lengths[left], lengths[right]))
        able &= np.maximum(lengths[left], lengths[right]) <= _LONGEST
        left, right = left[able], right[able]
        telling = self._pieces.telling
        pairs = zip(left.tolist(), right.tolist(), strict=True)
        kept = np.array([LCSseq.similarity(telling(i), telling(j)) for i, j in pairs], dtype=np.int64)
        parts = kept / _smaller(lengths, left, right)
        same = (kept >= _LEAST_IN_ORDER) & (parts >= _IN_ORDER)
        return Links(left[same], right[same], parts[same])


def contained(sets: Sets, left: Places, right: Places) -> Parts:
    """Give for pairs of pieces the part of the smaller set that the larger one has."""
    (shared,) = sets.shared(left, right, np.ones(len(sets.number), dtype=np.int64))
    return shared / _smaller(sets.sizes, left, right)


def coarse(count: int) -> int:
    """Give the greatest of 1, 2, 3, 4, 6, 8, 12, 16, 24 and so on that is not more than a count; 0 of 0."""
    low = (1 << count.bit_length()) >> 1
    step = low + (low >> 1)
    return step if count >= step else low


def _smaller(sizes: Places, left: Places, right: Places) -> Places:
    return np.maximum(np.minimum(sizes[left], sizes[right]), 1)
