"""The sentences of a corpus that are compared with each other, and what an edit changes of them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.ids import ArticleId
from generator.resolve.rows import Places
from generator.resolve.shingles import Flags
from generator.resolve.texts import Split, Told


class Own(NamedTuple):
    """The sentences of an article: the piece that each is, its paragraph, how many characters it has and its place.

    ``dated`` is what the article is ordered by, before its id.
    """

    split: Split
    dated: str
    agency: str
    pieces: Places
    paragraphs: Places
    lengths: Places
    loci: tuple[Locus, ...]

    def beside(self) -> set[tuple[int, int]]:
        """Give the pieces that stand side by side in a paragraph."""
        here = list(zip(self.pieces.tolist(), self.paragraphs.tolist(), strict=True))
        return {(one, other) for (one, first), (other, second) in pairwise(here) if first == second}


class Edit(NamedTuple):
    """What became of pieces: those that nobody has any more, those that nobody had before, those that stand elsewhere
    or are no longer where they stood, and those that have others beside them.
    """

    gone: Places
    new: Places
    moved: Places
    beside: Places


class Sentences:
    """All sentences of a corpus that are long enough to be compared, kept from one corpus to the next.

    Those of one text are one piece, which has a number as long as there is one. By sentence, in the order of the
    corpus: ``of`` is its piece, ``article`` the place of its article, ``paragraph`` its paragraph, ``lengths`` how many
    characters it has. ``told`` gives for each piece a sentence.
    """

    def __init__(self) -> None:
        """Have none yet."""
        self.told: list[Told] = []
        self._number: dict[int, int] = {}  # of a text, by its digest
        self._uses: list[int] = []
        self._free: list[int] = []
        self._own: dict[ArticleId, Own] = {}
        self._article = 0
        self._arrange(())

    def __len__(self) -> int:
        """Give the number of pieces."""
        return len(self._number)

    def update(self, corpus: Corpus, words: Mapping[ArticleId, Split]) -> Edit:
        """Take the sentences of a corpus in place of those of the one before."""
        former = self._own
        changed = [key for key in corpus.order if key not in former or _changed(former[key], corpus, key, words[key])]
        new: set[int] = set()
        made = {key: self._taken(corpus, key, words[key], new) for key in changed}
        out = {key: one for key, one in former.items() if key in made or key not in words}
        moved, beside = _moved(out, made)
        gone = self._let_go(chain.from_iterable(one.pieces.tolist() for one in out.values()))
        moved.difference_update(gone)
        beside.difference_update(gone)
        self._own = {key: made.get(key) or former[key] for key in corpus.order}
        self._arrange(tuple(self._own.values()))
        return Edit(*(np.array(sorted(some), dtype=np.int64) for some in (gone, new, moved, beside)))

    def _taken(self, corpus: Corpus, key: ArticleId, split: Split, new: set[int]) -> Own:
        """Give numbers to the sentences of an article; those that nobody had before are ``new``."""
        pieces = []
        for told in split.sentences:
            number = self._number.get(told.text)
            if number is None:
                if self._free:
                    number = self._free.pop()
                    self.told[number] = told
                else:
                    number = len(self.told)
                    self.told.append(told)
                    self._uses.append(0)
                self._number[told.text] = number
                new.add(number)
            self._uses[number] += 1
            pieces.append(number)
        article = corpus.articles[key]
        return Own(
            split,
            article.published.value,
            article.agency,
            np.array(pieces, dtype=np.int32),
            np.array([told.paragraph for told in split.sentences], dtype=np.int32),
            np.array([told.end - told.start for told in split.sentences], dtype=np.int64),
            tuple(
                Locus(article=key, paragraph=told.paragraph, start=told.start, end=told.end) for told in split.sentences
            ),
        )

    def _let_go(self, pieces: Iterable[int]) -> list[int]:
        """Count pieces once less each; give those that nobody has any more."""
        gone = []
        for number in pieces:
            self._uses[number] -= 1
            if not self._uses[number]:
                gone.append(number)
                del self._number[self.told[number].text]
        self._free += gone
        return gone

    def _arrange(self, own: Sequence[Own]) -> None:
        """Put the sentences of all articles one after the other."""
        nothing = np.zeros(0, dtype=np.int32)
        self.articles = own
        self.starts = np.cumsum([0, *(len(one.pieces) for one in own)])
        self.article = np.repeat(np.arange(len(own)), np.diff(self.starts))
        self.of = np.concatenate((nothing, *(one.pieces for one in own)))
        self.paragraph = np.concatenate((nothing, *(one.paragraphs for one in own)))
        self.lengths = np.concatenate((nothing, *(one.lengths for one in own)))
        self.whole = np.array([one.split.length for one in own], dtype=np.int64)

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


def _changed(one: Own, corpus: Corpus, key: ArticleId, split: Split) -> bool:
    article = corpus.articles[key]
    return (
        (one.split is not split and one.split != split)
        or one.dated != article.published.value
        or one.agency != article.agency
    )


def _moved(before: Mapping[ArticleId, Own], after: Mapping[ArticleId, Own]) -> tuple[set[int], set[int]]:
    """Give the pieces that stand elsewhere in articles than they did, and those with others beside them."""
    moved: set[int] = set()
    beside: set[int] = set()
    for key in before.keys() | after.keys():
        both = [one for one in (before.get(key), after.get(key)) if one is not None]
        places = [set(zip(one.pieces.tolist(), one.split.sentences, strict=True)) for one in both]
        whole = len({(one.dated, one.agency) for one in both}) > 1
        common = set.intersection(*places) if len(both) > 1 and not whole else set[tuple[int, Told]]()
        moved |= {piece for some in places for piece, _ in some - common}
        pairs = [one.beside() for one in both]
        common_pairs = set.intersection(*pairs) if len(both) > 1 else set[tuple[int, int]]()
        beside |= {piece for some in pairs for pair in some - common_pairs for piece in pair}
    return moved, beside
