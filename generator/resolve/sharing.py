"""Which sentences share text, decided for all pairs that come into question.

Two sentences share text when many of the three-word runs of the shorter stand in the longer (containment, which sees
cut and embedded copies that the Jaccard measure misses; Broder 1997), or many of its pairs of neighbouring content
words, and when most of their words by rarity are the same.
"""

import math
from collections.abc import Sequence
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
_LEAST_OWN = 2
"""Of the shared runs, so many must hold a word that is no name."""
_UNIT = 1 << 32  # weights are whole numbers of these parts: their sums are the same in any order, on any machine

Parts = npt.NDArray[np.float64]
Link = tuple[int, int, float]


class Links(NamedTuple):
    """Pairs of pieces, the lower number first, each with the part of the shorter one that is shared.

    ``shared`` share text. ``in_order`` have only their words in one order, which by itself says no more than that both
    tell a fact.
    """

    shared: list[Link]
    in_order: list[Link]


def links(pieces: Pieces) -> Links:
    """Compare all pieces that come into question."""
    left, right = pieces.near()
    own = pieces.own.shared(left, right) >= _LEAST_OWN
    left, right = left[own], right[own]
    runs, pairs = contained(pieces.runs, left, right), contained(pieces.pairs, left, right)
    roots, told = _alike(pieces.roots, pieces.roots, left, right), _alike(pieces.told, pieces.roots, left, right)
    copied, reworded = (runs >= _COPIED) & (roots >= _ALIKE), (pairs >= _PAIRED) & (roots >= _REWORDED)
    shared = (copied | reworded) & (told >= _TOLD)
    return Links(
        _listed(left[shared], right[shared], np.maximum(runs, pairs)[shared].tolist()),
        _in_order(pieces, left[~shared], right[~shared]),
    )


def contained(sets: Sets, left: Places, right: Places) -> Parts:
    """Give for pairs of pieces the part of the smaller set that the larger one has."""
    smaller = np.minimum(sets.sizes[left], sets.sizes[right])
    return sets.shared(left, right) / np.maximum(smaller, 1)


def _alike(sets: Sets, every: Sets, left: Places, right: Places) -> Parts:
    """Give the part of the lighter set that is shared, by rarity. ``every`` tells how many pieces have a root."""
    size = len(every.sizes)
    counts, of = np.unique(every.counts, return_inverse=True)
    rare = np.array([round(math.log((size + 1) / (count + 0.5)) * _UNIT) for count in counts.tolist()], dtype=np.int64)
    weights = rare[of][np.searchsorted(every.values, sets.values)]
    totals = sets.totals(weights)
    lighter = np.minimum(totals[left], totals[right])
    return sets.shared(left, right, weights) / np.maximum(lighter, 1)


def _in_order(pieces: Pieces, left: Places, right: Places) -> list[Link]:
    """Give the pairs in which so many words, names left out, stand in the same order."""
    shorter = np.minimum(pieces.lengths[left], pieces.lengths[right])
    again = pieces.lengths - pieces.told.sizes
    most = pieces.told.shared(left, right) + np.minimum(again[left], again[right])
    able = (most >= _LEAST_IN_ORDER) & (most >= _IN_ORDER * shorter)
    found = []
    for i, j in zip(left[able].tolist(), right[able].tolist(), strict=True):
        mine, theirs = pieces.telling(i), pieces.telling(j)
        shared = LCSseq.similarity(mine, theirs)
        if shared >= max(_LEAST_IN_ORDER, _IN_ORDER * min(len(mine), len(theirs))):
            found.append((i, j, shared / min(len(mine), len(theirs))))
    return found


def _listed(left: Places, right: Places, parts: Sequence[float]) -> list[Link]:
    return list(zip(left.tolist(), right.tolist(), parts, strict=True))
