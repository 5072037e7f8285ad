"""The sentences of a corpus that are compared with each other, and what an edit changes of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import NamedTuple

import msgspec
import numpy as np

from generator.nouns.article import Card
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.ids import ArticleId
from generator.resolve.rows import Packed, Places, Rows, grown, pack, spliced, unpack
from generator.resolve.shingles import Flags, Numbers, Pieces
from generator.resolve.texts import Split, Told

Splitting = Callable[[Mapping[ArticleId, bytes]], Mapping[ArticleId, Split]]
"""Gives articles split into words, for some marks of a corpus."""


_FEW = 16
"""Where more than this part of the articles are others, the sentences of all are put in order anew."""


class Own(NamedTuple):
    """The sentences of an article: the piece that each is, its paragraph, and where it starts and ends there.

    ``mark`` is that of the article in its corpus, ``dated`` what it is ordered by before its id, ``length`` how many
    characters it tells. ``origins`` are those that its sentences name, by their number.
    """

    key: ArticleId
    mark: bytes
    dated: str
    agency: str
    length: int
    pieces: Places
    paragraphs: Places
    starts: Places
    ends: Places
    origins: dict[int, str]

    def places(self) -> set[tuple[int, int, int, int, str]]:
        """Give the pieces with where they stand and what they name as their origin."""
        named = [self.origins.get(i, "") for i in range(len(self.pieces))]
        where = (one.tolist() for one in (self.pieces, self.paragraphs, self.starts, self.ends))
        return set(zip(*where, named, strict=True))

    def beside(self) -> set[tuple[int, int]]:
        """Give the pieces that stand side by side in a paragraph."""
        here = list(zip(self.pieces.tolist(), self.paragraphs.tolist(), strict=True))
        return {(one, other) for (one, first), (other, second) in pairwise(here) if first == second}


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """What is written down of an article: see ``Own``. ``sentences`` is how many it has."""

    key: ArticleId
    mark: bytes
    dated: str
    agency: str
    length: int
    sentences: int
    origins: tuple[tuple[int, str], ...]


class Edit(NamedTuple):
    """What became of pieces: those that nobody has any more, those that nobody had before, those that stand elsewhere
    or no longer where they stood, and those that have others beside them. So many ``articles`` are another.
    """

    gone: Places
    new: Places
    moved: Places
    beside: Places
    articles: int


class Sentences:
    """All sentences of a corpus that are long enough to be compared, kept from one corpus to the next.

    Those of one text are one piece, which has a number as long as there is one; ``texts`` gives a digest of it by this
    number. By sentence, in the order of the corpus: ``of`` is its piece, ``article`` the place of its article among
    ``articles``, ``paragraph`` its paragraph, ``lengths`` how many characters it has.
    """

    def __init__(self) -> None:
        """Have none yet."""
        self.texts: Numbers = np.zeros(0, dtype=np.uint64)
        self._words = Rows(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint8))
        self._number: dict[int, int] = {}  # of a text, by its digest
        self._uses: list[int] = []
        self._free: list[int] = []
        self._own: dict[ArticleId, Own] = {}
        self.articles: Sequence[Own] = ()
        nothing: Places = np.zeros(0, dtype=np.int32)
        self._first, self.article, self.of, self.paragraph, self._start, self._end = (nothing,) * 6
        self._arrange(())

    def packed(self) -> tuple[tuple[Entry, ...], tuple[tuple[Packed, ...], ...]]:
        """Write them down."""
        entries = (
            Entry(one.key, one.mark, one.dated, one.agency, one.length, len(one.pieces), tuple(one.origins.items()))
            for one in self.articles
        )
        places = tuple(map(pack, (self.of, self.paragraph, self._start, self._end)))
        return tuple(entries), (places, (pack(self.texts), *self._words.packed()))

    @classmethod
    def unpacked(cls, entries: Sequence[Entry], tables: Sequence[Sequence[Packed]]) -> "Sentences":
        """Read what was written down."""
        made = cls()
        places, (texts, *words) = tables
        made.texts, made._words = unpack(texts), Rows.unpacked(words)
        columns = list(map(unpack, places))
        made._uses = np.bincount(columns[0], minlength=len(made.texts)).tolist()
        made._free = [number for number, uses in enumerate(made._uses) if not uses]
        made._number = {
            text: number
            for number, (text, uses) in enumerate(zip(made.texts.tolist(), made._uses, strict=True))
            if uses
        }
        end = 0
        for one in entries:
            part, end = slice(end, end + one.sentences), end + one.sentences
            pieces, paragraphs, starts, ends = (column[part] for column in columns)
            made._own[one.key] = Own(
                one.key,
                one.mark,
                one.dated,
                one.agency,
                one.length,
                pieces,
                paragraphs,
                starts,
                ends,
                dict(one.origins),
            )
        made._arrange(tuple(made._own.values()))
        return made

    def __len__(self) -> int:
        """Give the number of pieces."""
        return len(self._number)

    def update(self, corpus: Corpus, words: Splitting) -> Edit:
        """Take the sentences of a corpus in place of those of the one before. Only articles with another mark are
        asked for.
        """
        former = self._own
        marks = {key: mark for key, mark in corpus.marks.items() if key not in former or former[key].mark != mark}
        made: dict[ArticleId, Own] = {}
        new: dict[int, Told] = {}
        for key, split in (words(marks) if marks else {}).items():
            if key in marks:
                made[key] = self._taken(corpus.cards[key], marks[key], split, new)
        out = {key: one for key, one in former.items() if key in made or key not in corpus.marks}
        self._write(new)
        moved, beside = _moved(out, made)
        gone = self._let_go(chain.from_iterable(one.pieces.tolist() for one in out.values()))
        moved.difference_update(gone)
        beside.difference_update(gone)
        self._own = {key: made.get(key) or former[key] for key in corpus.order}
        self._arrange(tuple(self._own.values()))
        return Edit(_sorted(gone), _sorted(new), _sorted(moved), _sorted(beside), len(made.keys() | out.keys()))

    def pieces(self, some: Places) -> Pieces:
        """Give pieces by their numbers, as sets of words."""
        _, words, flags = self._words.entries(some)
        return Pieces(self.texts[some], words, flags, self._words.sizes[some])

    def loci(self, some: Places) -> tuple[Locus, ...]:
        """Give where sentences stand."""
        where = (one[some].tolist() for one in (self.article, self.paragraph, self._start, self._end))
        return tuple(
            [
                Locus(article=self.articles[article].key, paragraph=paragraph, start=start, end=end)
                for article, paragraph, start, end in zip(*where, strict=True)
            ]
        )

    def origin(self, some: Places) -> str:
        """Give what the first of some sentences that names its origin names, or nothing."""
        places = zip(self.article[some].tolist(), (some - self._first[self.article[some]]).tolist(), strict=True)
        named = (self.articles[article].origins.get(number, "") for article, number in places)
        return next(filter(None, named), "")

    def _taken(self, card: Card, mark: bytes, split: Split, new: dict[int, Told]) -> Own:
        """Give numbers to the sentences of an article; those that nobody had before are ``new``."""
        told = split.sentences
        pieces = []
        for one in told:
            number = self._number.get(one.text)
            if number is None:
                number = self._free.pop() if self._free else len(self._uses)
                if number == len(self._uses):
                    self._uses.append(0)
                self._number[one.text] = number
                new[number] = one
            self._uses[number] += 1
            pieces.append(number)
        return Own(
            card.id,
            mark,
            card.published.value,
            card.agency,
            split.length,
            np.array(pieces, dtype=np.int32),
            np.array([one.paragraph for one in told], dtype=np.int32),
            np.array([one.start for one in told], dtype=np.int32),
            np.array([one.end for one in told], dtype=np.int32),
            {i: one.origin for i, one in enumerate(told) if one.origin},
        )

    def _write(self, new: Mapping[int, Told]) -> None:
        """Write down the words of new pieces."""
        numbers, told = np.array(list(new), dtype=np.int64), list(new.values())
        self.texts = grown(self.texts, len(self._uses), 0)
        self.texts[numbers] = np.array([one.text for one in told], dtype=np.uint64)
        words = np.frombuffer(b"".join([one.roots for one in told]), dtype=np.uint64)
        flags = np.frombuffer(b"".join([one.flags for one in told]), dtype=np.uint8)
        lengths = np.array([len(one.flags) for one in told], dtype=np.int64)
        if not len(self._words.sizes):
            self._words = Rows(lengths, words, flags)
        else:
            self._words.extend(len(self._uses))
            self._words.replace(numbers, np.repeat(np.arange(len(told)), lengths), words, flags)

    def _let_go(self, pieces: Iterable[int]) -> list[int]:
        """Count pieces once less each; give those that nobody has any more."""
        gone = []
        for number in pieces:
            self._uses[number] -= 1
            if not self._uses[number]:
                gone.append(number)
        for text in self.texts[gone].tolist():
            del self._number[text]
        self._free += gone
        return gone

    def _arrange(self, own: Sequence[Own]) -> None:
        """Put the sentences of all articles one after the other: where few articles are others, in place of theirs."""
        first = self._first.tolist()
        places = [place for place, (one, other) in enumerate(zip(self.articles, own, strict=False)) if one is not other]
        few = len(own) == len(self.articles) and len(places) * _FEW <= len(own)
        cuts = [(first[place], first[place] + len(self.articles[place].pieces)) for place in places if few]

        def column(former: Places, give: Callable[[Own], Places]) -> Places:
            if few:
                return spliced(former, cuts, [give(own[place]) for place in places])
            return np.concatenate((np.zeros(0, dtype=np.int32), *map(give, own)))

        self.articles = own
        sizes = np.array([len(one.pieces) for one in own], dtype=np.int64)
        self._first = np.cumsum(sizes) - sizes
        self.article = np.repeat(np.arange(len(own)), sizes)
        self.of = column(self.of, attrgetter("pieces"))
        self.paragraph = column(self.paragraph, attrgetter("paragraphs"))
        self._start = column(self._start, attrgetter("starts"))
        self._end = column(self._end, attrgetter("ends"))
        self.lengths: Places = self._end - self._start

    def beside(self, wanted: Flags) -> dict[int, set[int]]:
        """Give for each piece wanted those that stand right before or after it in some paragraph."""
        found: dict[int, set[int]] = {i: set() for i in np.flatnonzero(wanted).tolist()}
        one, other = self.of[:-1], self.of[1:]
        here = (self.article[:-1] == self.article[1:]) & (self.paragraph[:-1] == self.paragraph[1:])
        here &= wanted[one] | wanted[other]
        for i, j in zip(one[here].tolist(), other[here].tolist(), strict=True):
            if i in found:
                found[i].add(j)
            if j in found:
                found[j].add(i)
        return found


def _sorted(numbers: Iterable[int]) -> Places:
    return np.array(sorted(numbers), dtype=np.int64)


def _moved(before: Mapping[ArticleId, Own], after: Mapping[ArticleId, Own]) -> tuple[set[int], set[int]]:
    """Give the pieces that stand elsewhere in articles than they did, and those with others beside them."""
    moved: set[int] = set()
    beside: set[int] = set()
    for key in before.keys() | after.keys():
        one, other = before.get(key), after.get(key)
        if one is not None and other is not None:
            places, others = one.places(), other.places()
            stands = (one.dated, one.agency) == (other.dated, other.agency)
            moved.update(piece for piece, *_ in (places ^ others if stands else places | others))
            beside.update(chain.from_iterable(one.beside() ^ other.beside()))
        elif (alone := one or other) is not None:
            moved.update(alone.pieces.tolist())
            beside.update(alone.pieces.tolist())
    return moved, beside
