"""Which sentences share text, decided for all pairs that come into question.

Two sentences share text when many of the three-word runs of the shorter stand in the longer (containment, which sees
cut and embedded copies that the Jaccard measure misses; Broder 1997), or many of its pairs of neighbouring content
words, and when most of their words by rarity are the same.
"""

import math
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
    left, right = pieces.near()
    every, runs = np.ones(len(pieces.runs.marked), dtype=np.int64), pieces.runs.marked.astype(np.int64)
    shared, own = pieces.runs.shared(left, right, every, runs)
    enough = own >= _LEAST_OWN
    left, right = left[enough], right[enough]
    copied = shared[enough] / _smaller(pieces.runs.sizes, left, right)
    paired = contained(pieces.pairs, left, right)
    weights = _weights(pieces.roots)
    told = pieces.roots.marked.astype(np.int64)
    alike, retold, words = pieces.roots.shared(left, right, weights, weights * told, told)
    alike_part = alike / _smaller(pieces.roots.totals(weights), left, right)
    retold_part = retold / _smaller(pieces.roots.totals(weights * told), left, right)
    same = ((copied >= _COPIED) & (alike_part >= _ALIKE)) | ((paired >= _PAIRED) & (alike_part >= _REWORDED))
    same &= retold_part >= _TOLD
    found = Links(left[same], right[same], np.maximum(copied, paired)[same])
    return found, _in_order(pieces, left[~same], right[~same], words[~same])


def contained(sets: Sets, left: Places, right: Places) -> Parts:
    """Give for pairs of pieces the part of the smaller set that the larger one has."""
    (shared,) = sets.shared(left, right, np.ones(len(sets.number), dtype=np.int64))
    return shared / _smaller(sets.sizes, left, right)


def _smaller(sizes: Places, left: Places, right: Places) -> Places:
    return np.maximum(np.minimum(sizes[left], sizes[right]), 1)


def _weights(roots: Sets) -> Places:
    """Give for each entry how rare its root is: by the logarithm of the part of the pieces that have it."""
    size = len(roots.sizes) + 1
    counts, of = np.unique(roots.counts, return_inverse=True)
    rare = [round(math.log(size / (count + 0.5)) * _UNIT) for count in counts.tolist()]
    return np.array(rare, dtype=np.int64)[of][roots.number]


def _in_order(pieces: Pieces, left: Places, right: Places, shared: Places) -> Links:
    """Give the pairs in which so many words, names left out, stand in the same order. So many are ``shared`` at all."""
    again = pieces.lengths - pieces.roots.totals(pieces.roots.marked.astype(np.int64))
    most = shared + np.minimum(again[left], again[right])
    able = (most >= _LEAST_IN_ORDER) & (most >= _IN_ORDER * np.minimum(pieces.lengths[left], pieces.lengths[right]))
    able &= np.maximum(pieces.lengths[left], pieces.lengths[right]) <= _LONGEST
    left, right = left[able], right[able]
    pairs = ((pieces.telling(i), pieces.telling(j)) for i, j in zip(left.tolist(), right.tolist(), strict=True))
    kept = np.array([LCSseq.similarity(mine, theirs) for mine, theirs in pairs], dtype=np.int64)
    parts = kept / _smaller(pieces.lengths, left, right)
    same = (kept >= _LEAST_IN_ORDER) & (parts >= _IN_ORDER)
    return Links(left[same], right[same], parts[same])
