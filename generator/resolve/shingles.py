"""Sentences as sets of numbers, and which of them have enough in common to be compared.

Roots, runs of them and whole texts are numbers of 64 bits here, and all that is asked is asked of many sentences at
once. The work grows with the sharing there is and not with the square of the sentences.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from generator.resolve.rows import Places, ranges
from generator.resolve.texts import CAPITAL, CONTENT, RUN

Numbers = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

CROWD = 48
"""What more different sentences have than this is a figure of speech, and brings no candidates."""
LEAST_SHARED = 3
"""Sentences with fewer runs and pairs in common, of those that are no figures of speech, are not compared."""
_TOGETHER = 1 << 19  # meetings of pieces that are counted together, and the pairs that come of them compared
_CHUNK = 1 << 14  # pairs of which all that their members hold is spread out in memory together


class Sets:
    """A set of values for each piece. ``counts`` says how many pieces have each of ``values``.

    An entry is a value that a piece has, in the order of the pieces: ``number`` is the place of its value. It is
    ``marked`` if the piece has it marked somewhere.
    """

    def __init__(self, values: Numbers, pieces: Places, marked: Flags, size: int) -> None:
        """Take values, each with the piece that has it; pieces are fewer than ``size`` and come in order."""
        values, self.holders, marked = _distinct(values, pieces, marked)
        begins = np.flatnonzero(changes(values)).astype(np.int32)
        self.counts: Places = np.diff(np.append(begins, len(values))).astype(np.int32)
        self.values = values[begins]
        del values
        ends = np.repeat(np.where(self.counts <= CROWD, begins + self.counts, 0), self.counts)
        after = np.maximum(ends - np.arange(1, len(ends) + 1, dtype=np.int32), 0)
        self._place: Places = np.argsort(self.holders, kind="stable").astype(np.int32)
        self._after: Places = after[self._place]  # so many pieces after an entry's have its value, if no crowd has it
        del ends, after
        self.marked: Flags = marked[self._place]
        self.number: Places = np.repeat(np.arange(len(begins), dtype=np.int32), self.counts)[self._place]
        owners = self.holders[self._place]
        self._codes: Places = owners.astype(np.int64) * len(self.values) + self.number
        self._starts: Places = np.searchsorted(owners, np.arange(size + 1, dtype=np.int32))
        self.sizes: Places = np.diff(self._starts)

    def totals(self, worth: Places) -> Places:
        """Give what the entries of each piece are worth together."""
        return np.diff(_sums(worth)[self._starts])

    def shared(self, left: Places, right: Places, *worths: Places) -> list[Places]:
        """Give for pairs of pieces what the values that both have are worth, by each of ``worths`` of entries.

        Where the two entries of a value are worth different things, the less of them counts.
        """
        found = [np.zeros(len(left), dtype=np.int64) for _ in worths]
        for start in range(0, len(left) if len(self.values) else 0, _CHUNK):
            part = slice(start, start + _CHUNK)
            fewer = self.sizes[left[part]] <= self.sizes[right[part]]
            one, other = np.where(fewer, (left[part], right[part]), (right[part], left[part]))
            sizes = self.sizes[one]
            ends = np.cumsum(sizes)
            mine = ranges(self._starts[one], sizes)
            wanted = np.repeat(other * len(self.values), sizes) + self.number[mine]
            theirs = np.minimum(np.searchsorted(self._codes, wanted), len(self._codes) - 1)
            both = self._codes[theirs] == wanted
            for sums, worth in zip(found, worths, strict=True):
                so_far = _sums(np.minimum(worth[mine], worth[theirs]) * both)
                sums[part] = so_far[ends] - so_far[ends - sizes]
        return found

    def meetings(self) -> Places:
        """Give for each piece how often a piece after it has a value of it that no crowd has."""
        return self.totals(self._after)

    def met(self, first: int, last: int) -> Places:
        """Give each such meeting of the pieces from ``first`` to before ``last``, as piece * size + other piece."""
        part = slice(self._starts[first], self._starts[last])
        more, place = self._after[part], self._place[part]
        others = ranges(place + 1, more)
        return np.repeat(self.holders[place].astype(np.int64) * len(self.sizes), more) + self.holders[others]


class Pieces:
    """Different sentences, each a piece.

    ``runs`` are three roots in a row, marked if one of them is no name's; ``pairs`` are neighbouring content roots,
    ``roots`` content roots, marked if they are no name's: who is called what is called so everywhere.
    """

    def __init__(self, texts: Numbers, words: Numbers, flags: npt.NDArray[np.uint8], lengths: Places) -> None:
        """Take a digest of the text of each, its words with their flags, one piece after the other, and how many it
        has.
        """
        size = len(texts)
        self.texts = texts
        of_word = np.repeat(np.arange(size, dtype=np.int32), lengths)
        content = (flags & CONTENT) > 0
        plain = content & ((flags & CAPITAL) == 0)
        runs, run_of, starts = _runs(words, of_word, RUN)
        own = np.logical_or.reduce([plain[starts + i] for i in range(RUN)])
        self.runs = Sets(runs, run_of, own, size)
        del runs, run_of, starts, own
        pairs, pair_of, _ = _runs(words[content], of_word[content], 2)
        self.pairs = Sets(pairs, pair_of, np.ones(len(pairs), dtype=np.bool_), size)
        del pairs, pair_of
        self.roots = Sets(words[content], of_word[content], plain[content], size)
        self._in_order = words[plain]
        self._starts = np.searchsorted(of_word[plain], np.arange(size + 1))
        self.lengths: Places = np.diff(self._starts)  # of each piece, how many words it tells that are no names

    def __len__(self) -> int:
        """Give the number of pieces."""
        return len(self.lengths)

    def telling(self, i: int) -> list[int]:
        """Give the words of a piece that are no names, in order."""
        words: list[int] = self._in_order[self._starts[i] : self._starts[i + 1]].tolist()
        return words

    def near(self) -> Iterator[tuple[Places, Places]]:
        """Give the pairs of pieces with enough in common to be compared, each the lower number first, in order.

        Some at a time, so that memory holds no more than what is compared together.
        """
        sums = _sums(self.runs.meetings() + self.pairs.meetings())
        first = 0
        while first < len(self):
            last = max(first + 1, int(np.searchsorted(sums, sums[first] + _TOGETHER, side="right")) - 1)
            codes = np.concatenate((self.runs.met(first, last), self.pairs.met(first, last)))
            codes.sort()
            begins = np.flatnonzero(changes(codes))
            often = np.diff(np.append(begins, len(codes))) >= LEAST_SHARED
            left, right = np.divmod(codes[begins[often]], len(self))
            yield left, right
            first = last


def _distinct(values: Numbers, pieces: Places, marked: Flags) -> tuple[Numbers, Places, Flags]:
    """Sort values, and give each once for each piece that has it, these in order, and whether it is marked there."""
    order = np.argsort(values, kind="stable")
    values, pieces, marked = values[order], pieces[order], marked[order]
    del order
    new = changes(values)
    new[1:] |= pieces[1:] != pieces[:-1]
    entries = np.flatnonzero(new)
    return values[entries], pieces[entries], np.logical_or.reduceat(marked, entries) if len(entries) else marked


def _sums(worth: Places) -> Places:
    """Give the sum of all that come before each place."""
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(worth, dtype=np.int64)))


def changes(values: npt.NDArray[np.uint64] | Places) -> Flags:
    """Tell of sorted values where another begins."""
    found = np.ones(len(values), dtype=np.bool_)
    found[1:] = values[1:] != values[:-1]
    return found


def _runs(words: Numbers, owners: Places, length: int) -> tuple[Numbers, Places, Places]:
    """Give a number for every run of words within a piece, whose it is, and where it starts."""
    count = max(0, len(words) - length + 1)
    starts = np.flatnonzero(owners[:count] == owners[len(owners) - count :])
    numbers = np.zeros(len(starts), dtype=np.uint64)
    for i in range(length):
        numbers = _mixed(numbers + words[starts + i])
    return numbers, owners[starts], starts


def _mixed(numbers: Numbers) -> Numbers:
    """Scatter numbers over all 64 bits, so that sums of them meet by chance alone (Steele, Lea and Flood 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))
