"""Which sentences share text: all of a corpus compared, and what came of it, kept from one corpus to the next.

An edit takes a few sentences away and brings others. Compared are then the new ones with those that they have enough
in common with, and anew those pairs that read a count which moved: a run that became, or no longer is, a figure of
speech, and a word that became rarer or more common by a step of the scale that words are weighed on.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from generator.resolve.postings import Entries, Moved, Postings
from generator.resolve.rows import Packed, Places, Rows, couples, find, joint, parted
from generator.resolve.sentences import Sentences
from generator.resolve.sharing import Parts, Scale, stepped
from generator.resolve.shingles import CROWD, LEAST_SHARED, Flags, Pieces, Sets, changes


class Links(NamedTuple):
    """Pairs of pieces that were compared, the lower number first, and what came of each: see ``Scale.verdicts``."""

    left: Places
    right: Places
    verdicts: Parts


def compared(pieces: Pieces) -> Links:
    """Compare all pieces with enough in common."""
    scale = Scale(pieces, pieces.roots.counts, len(pieces))
    nothing = Links(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32), np.zeros(0))
    found = [
        Links(left.astype(np.int32), right.astype(np.int32), scale.verdicts(left, right))
        for left, right in pieces.near()
    ]
    return Links(*map(np.concatenate, zip(nothing, *found, strict=True)))


class Web:
    """What was compared, piece by piece, and which pieces have which value."""

    def __init__(self, postings: Sequence[Postings], rows: Rows) -> None:
        """Take the postings of runs, pairs and roots, and for each piece those that it was compared with."""
        self._runs, self._pairs, self._roots = postings
        self._rows = rows

    @classmethod
    def woven(cls, pieces: Pieces, links: Links, retold: Flags) -> "Web":
        """Take all pieces, by number, and all pairs of them that were compared."""
        one, other = np.concatenate((links.left, links.right)), np.concatenate((links.right, links.left))
        order = np.argsort(one, kind="stable")
        sizes = np.bincount(one, minlength=len(pieces))
        rows = Rows(sizes, other[order], np.tile(links.verdicts, 2)[order], np.tile(retold, 2)[order])
        return cls([Postings.of(sets) for sets in (pieces.runs, pieces.pairs, pieces.roots)], rows)

    def packed(self) -> tuple[tuple[Packed, ...], ...]:
        """Write it down."""
        return self._runs.packed(), self._pairs.packed(), self._roots.packed(), self._rows.packed()

    @classmethod
    def unpacked(cls, tables: Sequence[Sequence[Packed]]) -> "Web":
        """Read what was written down."""
        *postings, rows = tables
        return cls([Postings.unpacked(one) for one in postings], Rows.unpacked(rows))

    def of(self, pieces: Places) -> tuple[Links, Flags]:
        """Give what pieces share with any, each as the left one, and for each whether it is retold."""
        of, other, verdicts, retold = self._rows.entries(pieces)
        some = verdicts != 0
        return Links(pieces[of[some]], other[some], verdicts[some]), retold[some]

    def mark(self, links: Links, retold: Flags) -> Places:
        """Say of links whether they are retold. Gives the pieces of those of which this was not known."""
        pieces = np.unique(np.concatenate((links.left, links.right)))
        of, other, verdicts, known = self._rows.entries(pieces)
        mine, codes = joint(pieces[of], other), joint(links.left, links.right)
        order = np.argsort(codes)
        places, found = find(codes[order], mine)
        now = np.where(found, retold[order][places] if len(order) else False, known)
        self._rows.replace(pieces, of, other, verdicts, now)
        return np.unique(pieces[of[now != known]])

    def update(self, sentences: Sentences, gone: Places, new: Places) -> Places:
        """Take pieces out and others in. Gives the pieces, still there, that share something now which they did not, or
        no longer do.
        """
        rows, size = self._rows, len(sentences.texts)
        rows.extend(size)
        codes = self._doubtful(sentences, gone, new)
        fresh = self._compared(sentences, codes)
        away = np.zeros(size, dtype=np.bool_)
        away[gone] = True
        _, beside, _, _ = rows.entries(gone)
        some = np.unique(np.concatenate((gone, beside, *parted(codes))))
        of, other, verdicts, retold = rows.entries(some)
        mine = joint(some[of], other)
        out = np.isin(mine, codes) | away[some[of]] | away[other]
        former = np.flatnonzero(out & (some[of] < other) & (verdicts != 0))
        former = former[np.argsort(mine[former])]
        now = joint(fresh.left, fresh.right)
        places, known = find(mine[former], now)
        same = known & (fresh.verdicts == (verdicts[former][places] if len(former) else 0.0))
        still = same & (retold[former][places] if len(former) else False)
        one, another = np.concatenate((fresh.left, fresh.right)), np.concatenate((fresh.right, fresh.left))
        rows.replace(
            some,
            np.concatenate((of[~out], np.searchsorted(some, one))),
            np.concatenate((other[~out], another)),
            np.concatenate((verdicts[~out], np.tile(fresh.verdicts, 2))),
            np.concatenate((retold[~out], np.tile(still, 2))),
        )
        lost = np.ones(len(former), dtype=np.bool_)
        lost[places[same]] = False
        gained = ~same & (fresh.verdicts != 0)
        moved = np.concatenate((mine[former][lost], now[gained]))
        pieces: Places = np.unique(np.concatenate(parted(moved)))
        return pieces[~away[pieces]]

    def _doubtful(self, sentences: Sentences, gone: Places, new: Places) -> Places:
        """Put what is gone and what is new in the postings; give the codes of all pairs to compare, or compare anew."""
        size = len(sentences.texts)
        away, fresh = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
        away[gone] = fresh[new] = True
        numbers = np.concatenate((gone, new))
        pieces = sentences.pieces(numbers)
        met, doubtful = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for postings, sets in ((self._runs, pieces.runs), (self._pairs, pieces.pairs)):
            out, brought = _entries(sets, numbers, len(gone))
            moved = postings.update(out, brought, size)
            few = postings.counts(brought.values) <= CROWD
            of, others = postings.holders(brought.values[few])
            mine = brought.pieces[few][of]
            once = (mine != others) & ~(fresh[others] & (others < mine))
            met.append(joint(mine[once], others[once]))
            of, holders = postings.holders(moved.values[(moved.before <= CROWD) != (moved.after <= CROWD)])
            doubtful.append(_within(of[~fresh[holders]], holders[~fresh[holders]]))
        moved = self._roots.update(*_entries(pieces.roots, numbers, len(gone)), size)
        _, holders = self._roots.holders(moved.values[_crossed(moved)])
        holders = np.unique(holders)
        of, others, _, _ = self._rows.entries(holders)
        doubtful.append(joint(holders[of], others)[~away[others]])
        codes = np.sort(np.concatenate(met))
        begins = np.flatnonzero(changes(codes))
        often = np.diff(np.append(begins, len(codes))) >= LEAST_SHARED
        return np.unique(np.concatenate((codes[begins[often]], *doubtful)))

    def _compared(self, sentences: Sentences, codes: Places) -> Links:
        """Compare those of some pairs, given as codes, that have enough in common."""
        left, right = parted(codes)
        numbers = np.unique(np.concatenate((left, right)))
        pieces = sentences.pieces(numbers)
        one, other = np.searchsorted(numbers, left), np.searchsorted(numbers, right)
        met = np.zeros(len(codes), dtype=np.int64)
        for postings, sets in ((self._runs, pieces.runs), (self._pairs, pieces.pairs)):
            few = (postings.counts(sets.values) <= CROWD).astype(np.int8)
            met += sets.shared(one, other, few[sets.number])[0]
        near = met >= LEAST_SHARED
        scale = Scale(pieces, self._roots.counts(pieces.roots.values), len(sentences))
        verdicts = scale.verdicts(one[near], other[near])
        return Links(left[near].astype(np.int32), right[near].astype(np.int32), verdicts)


def _entries(sets: Sets, numbers: Places, gone: int) -> tuple[Entries, Entries]:
    """Give the entries of those pieces of a few that are gone, so many in front, and of the new ones behind them."""
    values, out = np.repeat(sets.values, sets.counts), sets.holders < gone
    return Entries(values[out], numbers[sets.holders[out]]), Entries(values[~out], numbers[sets.holders[~out]])


def _crossed(moved: Moved) -> Flags:
    steps = zip(moved.before.tolist(), moved.after.tolist(), strict=True)
    return np.array([after > 0 and stepped(before) != stepped(after) for before, after in steps], dtype=np.bool_)


def _within(of: Places, pieces: Places) -> Places:
    """Give all pairs of pieces in one row as numbers; ``of`` tells the row of each, and rises."""
    sizes = np.diff(np.append(np.flatnonzero(changes(of)), len(of)))
    one, other = couples(sizes, len(of))
    return joint(pieces[one], pieces[other])
