"""Which sentences share text, decided for pairs that come into question.

Two sentences share text when many of the three-word runs of the shorter stand in the longer (containment, which sees
cut and embedded copies that the Jaccard measure misses; Broder 1997), or many of its pairs of neighbouring content
words, and when most of their words by rarity are the same.
"""

import math

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from generator.engine import coarse
from generator.resolve.rows import Places
from generator.resolve.shingles import Pieces, Sets

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
_BITS = 2

Parts = npt.NDArray[np.float64]


class Scale:
    """Weighs the words of pieces by rarity, and compares pairs by it."""

    def __init__(self, pieces: Pieces, counts: Places, size: int) -> None:
        """Weigh each root by the logarithm of the part of the corpus that has it: of ``size`` pieces so many as
        ``counts`` says for the values of ``pieces.roots``.

        Both counts are taken on a coarse scale: how rare a word is need not be known better, and one article more or
        less moves few weights.
        """
        roots, size = pieces.roots, stepped(size)
        counts, of = np.unique(counts, return_inverse=True)
        rare = [round(math.log((size + 1) / (stepped(count) + 0.5)) * _UNIT) for count in counts.tolist()]
        self._pieces = pieces
        self._run = np.ones(len(pieces.runs.number), dtype=np.int8)  # a byte for each: there are millions
        self._own = pieces.runs.marked.astype(np.int8)
        self._told = roots.marked.astype(np.int8)
        self._weight = np.array(rare, dtype=np.int64)[of][roots.number]
        self._telling = self._weight * self._told
        self._whole, self._retold = roots.totals(self._weight), roots.totals(self._telling)
        self._again = pieces.lengths - roots.totals(self._told)  # words that a piece tells once more

    def verdicts(self, left: Places, right: Places) -> Parts:
        """Compare pairs of pieces.

        Gives for each the part of the shorter one that is shared text; where none is, but their words stand in one
        order, the part of these below zero: by itself it says no more than that both tell a fact; or else 0.
        """
        pieces = self._pieces
        found = np.zeros(len(left))
        shared, own = pieces.runs.shared(left, right, self._run, self._own)
        enough = np.flatnonzero(own >= _LEAST_OWN)
        left, right = left[enough], right[enough]
        copied = shared[enough] / _smaller(pieces.runs.sizes, left, right)
        paired = contained(pieces.pairs, left, right)
        whole, retold, told = pieces.roots.shared(left, right, self._weight, self._telling, self._told)
        alike = whole / _smaller(self._whole, left, right)
        same = ((copied >= _COPIED) & (alike >= _ALIKE)) | ((paired >= _PAIRED) & (alike >= _REWORDED))
        same &= retold / _smaller(self._retold, left, right) >= _TOLD
        found[enough] = np.where(same, np.maximum(copied, paired), 0.0)
        found[enough[~same]] = -self._in_order(left[~same], right[~same], told[~same])
        return found

    def _in_order(self, left: Places, right: Places, shared: Places) -> Parts:
        """Give for pairs the part of the words, names left out, that stand in one order, or 0 if they are too few.
        So many are ``shared`` in any order.
        """
        lengths = self._pieces.lengths
        most = shared + np.minimum(self._again[left], self._again[right])
        able = (most >= _LEAST_IN_ORDER) & (most >= _IN_ORDER * np.minimum(lengths[left], lengths[right]))
        able &= np.maximum(lengths[left], lengths[right]) <= _LONGEST
        telling = self._pieces.telling
        pairs = zip(left[able].tolist(), right[able].tolist(), strict=True)
        kept = np.zeros(len(left), dtype=np.int64)
        kept[able] = [LCSseq.similarity(telling(i), telling(j)) for i, j in pairs]
        parts = kept / _smaller(lengths, left, right)
        same = (kept >= _LEAST_IN_ORDER) & (parts >= _IN_ORDER)
        return np.where(same, parts, 0.0)


def contained(sets: Sets, left: Places, right: Places) -> Parts:
    """Give for pairs of pieces the part of the smaller set that the larger one has."""
    (shared,) = sets.shared(left, right, np.ones(len(sets.number), dtype=np.int8))
    return shared / _smaller(sets.sizes, left, right)


def stepped(count: int) -> int:
    """Tell a number of pieces as coarsely as rarity is reckoned: 0, 1, 2, 3, 4, 6, 8, 12, 16, 24 and so on."""
    return coarse.floor(count, _BITS)


def _smaller(sizes: Places, left: Places, right: Places) -> Places:
    return np.maximum(np.minimum(sizes[left], sizes[right]), 1)
