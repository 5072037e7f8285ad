"""The sentences of a corpus as sets of numbers, and which of them have enough in common to be compared.

Roots, runs of them and whole texts are numbers of 64 bits here, and all that is asked is asked of all sentences at
once: so the index is made anew each time in less time than it would take to read what an earlier one said. The work
grows with the sharing there is and not with the square of the sentences.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from generator.resolve.texts import CAPITAL, CONTENT, RUN, Told

Numbers = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CROWD = 48
"""What more different sentences have than this is a figure of speech, and brings no candidates."""
LEAST_SHARED = 3
"""Sentences with fewer runs and pairs in common, of those that are no figures of speech, are not compared."""
_CHUNK = 1 << 16  # pairs that are looked at together: what their members hold is spread out in memory


class Sets:
    """A set of values for each piece. ``counts`` says how many pieces have each of ``values``.

    An entry is a value that a piece has, in the order of the pieces: ``number`` is the place of its value. It is
    ``marked`` if the piece has it marked somewhere.
    """

    def __init__(self, values: Numbers, pieces: Places, marked: Flags, size: int) -> None:
        """Take values, each with the piece that has it; pieces are fewer than ``size`` and come in order."""
        order = np.argsort(values, kind="stable")
        values, pieces = values[order], pieces[order]
        new = _changes(values)
        new[1:] |= pieces[1:] != pieces[:-1]
        entries = np.flatnonzero(new)
        marked = np.logical_or.reduceat(marked[order], entries) if len(entries) else marked
        values, self._pieces = values[entries], pieces[entries]
        begins = _changes(values)
        self.values = values[begins]
        self.counts: Places = np.diff(np.append(np.flatnonzero(begins), len(values)))
        by_piece = np.argsort(self._pieces, kind="stable")
        self.marked: Flags = marked[by_piece]
        self.number: Places = (np.cumsum(begins) - 1)[by_piece]
        self._codes: Places = self._pieces[by_piece] * len(self.values) + self.number
        self._starts: Places = np.searchsorted(self._pieces[by_piece], np.arange(size + 1))
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
            mine = np.repeat(self._starts[one] - (ends - sizes), sizes) + np.arange(ends[-1])
            wanted = np.repeat(other * len(self.values), sizes) + self.number[mine]
            theirs = np.minimum(np.searchsorted(self._codes, wanted), len(self._codes) - 1)
            both = self._codes[theirs] == wanted
            for sums, worth in zip(found, worths, strict=True):
                so_far = _sums(np.minimum(worth[mine], worth[theirs]) * both)
                sums[part] = so_far[ends] - so_far[ends - sizes]
        return found

    def together(self) -> list[Places]:
        """Give every pair of pieces that have a value which no crowd has, once for each, as lower * size + higher."""
        few = (self.counts > 1) & (self.counts <= CROWD)
        pieces = self._pieces[np.repeat(few, self.counts)]
        end = np.repeat(np.cumsum(self.counts[few]), self.counts[few])
        place = np.arange(len(pieces))
        found = []
        for step in range(1, CROWD):
            place = place[place + step < end[place]]
            found.append(pieces[place] * len(self.sizes) + pieces[place + step])
        return found


class Pieces:
    """The different sentences of a corpus, in its order; equal ones are one piece.

    ``runs`` are three roots in a row, marked if one of them is no name's; ``pairs`` are neighbouring content roots,
    ``roots`` content roots, marked if they are no name's: who is called what is called so everywhere.
    """

    def __init__(self, sentences: Sequence[Told]) -> None:
        """Take all sentences in the order of the corpus."""
        texts = np.array([one.text for one in sentences], dtype=np.uint64)
        _, first, of = np.unique(texts, return_index=True, return_inverse=True)
        order = np.argsort(first)
        self.of: Places = np.argsort(order)[of]  # of each sentence, the piece that it is
        chosen = [sentences[i] for i in first[order].tolist()]
        size = len(chosen)
        words = np.frombuffer(b"".join(one.roots for one in chosen), dtype=np.uint64)
        flags = np.frombuffer(b"".join(one.flags for one in chosen), dtype=np.uint8)
        of_word = np.repeat(np.arange(size), np.array([len(one.flags) for one in chosen], dtype=np.int64))
        content = (flags & CONTENT) > 0
        plain = content & ((flags & CAPITAL) == 0)
        runs, run_of, starts = _runs(words, of_word, RUN)
        own = np.logical_or.reduce([plain[starts + i] for i in range(RUN)])
        pairs, pair_of, _ = _runs(words[content], of_word[content], 2)
        self.runs = Sets(runs, run_of, own, size)
        self.pairs = Sets(pairs, pair_of, np.ones(len(pairs), dtype=np.bool_), size)
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

    def near(self) -> tuple[Places, Places]:
        """Give the pairs of pieces with enough in common to be compared, each the lower number first, in order."""
        codes = np.concatenate((*self.runs.together(), *self.pairs.together()))
        codes.sort()
        begins = np.flatnonzero(_changes(codes))
        often = np.diff(np.append(begins, len(codes))) >= LEAST_SHARED
        left, right = np.divmod(codes[begins[often]], max(1, len(self)))
        return left, right


def _sums(worth: Places) -> Places:
    """Give the sum of all that come before each place."""
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(worth)))


def _changes(values: npt.NDArray[np.uint64] | Places) -> Flags:
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
