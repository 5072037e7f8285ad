"""The words of an article, split once for all that compare texts: topics by paragraphs, stories by sentences.

What is made of one article depends on its text alone, so that it is remembered and an edit splits one article.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

import msgspec

from generator.engine.executor import Engine
from generator.engine.stage import Stage
from generator.nouns.corpus import Corpus
from generator.nouns.ids import ArticleId
from generator.resolve.sources import named
from generator.resolve.terms import Word, words

_LEAST_ROOTS = 4
"""Sentences of fewer different content words share by chance."""
RUN = 3
_LEAST_RUNS = 3
CONTENT, CAPITAL = 1, 2
"""Flags of a word: it carries meaning; it has a capital where none is due."""


class Line(msgspec.Struct, frozen=True, array_like=True):
    """A paragraph without its place. ``told``: it is the article's own telling, and no head that repeats it."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    told: bool


class Words(msgspec.Struct, frozen=True, array_like=True):
    """The content words of a paragraph: their ``roots`` with a space between, and packed where each starts and ends.

    ``capitals`` has a byte for each word, 1 if it has a capital where none is due.
    """

    line: str
    starts: bytes
    ends: bytes
    capitals: bytes

    def start(self, number: int) -> int:
        """Give where a word starts, in characters of the paragraph."""
        return memoryview(self.starts).cast("I")[number]

    def end(self, number: int) -> int:
        """Give where a word ends."""
        return memoryview(self.ends).cast("I")[number]


class Told(msgspec.Struct, frozen=True, array_like=True):
    """A sentence that is long enough to be compared with others, in its place of the article.

    ``text`` is a digest of its text in 64 bits; ``roots`` are those of its words, packed likewise, and ``flags`` has a
    byte for each. ``origin`` is what the sentence, or its paragraph before it, names as its source, or empty.
    """

    paragraph: int
    start: int
    end: int
    text: int
    roots: bytes
    flags: bytes
    origin: str = ""


class Split(msgspec.Struct, frozen=True, array_like=True):
    """The words of an article, paragraph by paragraph, its sentences, and how many characters are its own telling."""

    paragraphs: tuple[Words, ...]
    sentences: tuple[Told, ...]
    length: int


def split(corpus: Corpus, engine: Engine, articles: Iterable[ArticleId] | None = None) -> dict[ArticleId, Split]:
    """Split articles of the corpus into words, or all of them in its order."""
    keys = corpus.order if articles is None else list(articles)
    marks = [corpus.marks[key] for key in keys]
    made = engine.marked(SPLIT, marks, None, lambda places: [tuple(_lines(corpus, keys[i])) for i in places])
    return {key: one.output or Split((), (), 0) for key, one in zip(keys, made, strict=True)}


def _lines(corpus: Corpus, key: ArticleId) -> Iterator[Line]:
    sentences = corpus.accounts[key].sentences
    for number, paragraph in enumerate(corpus.articles[key].paragraphs):
        inside = sentences[number] if number < len(sentences) else ()
        spans = tuple((one.start, one.end) for one in inside) or ((0, len(paragraph.text)),)
        yield Line(paragraph.text, spans, paragraph.kind in {"paragraph", "item"})


def _run(_: None, articles: Sequence[tuple[Line, ...]]) -> Iterable[Split]:
    return map(_article, articles)


def _article(lines: Sequence[Line]) -> Split:
    paragraphs = []
    sentences: list[Told] = []
    for number, line in enumerate(lines):
        # Sentences are split each for itself, so that equal ones have equal words wherever they stand.
        cuts = sorted({0, len(line.text), *(place for span in line.sentences for place in span)})
        parts = [words(line.text, start, end) for start, end in pairwise(cuts)]
        paragraphs.append(_packed([word for part in parts for word in part if word.content]))
        if line.told:
            for start, end in line.sentences:
                own = parts[bisect_left(cuts, start) : bisect_left(cuts, end)]
                inside = [word for part in own for word in part]
                if _comparable([word.root for word in inside], [word.root for word in inside if word.content]):
                    sentences.append(_told(number, line.text, start, end, inside))
    length = sum(end - start for line in lines if line.told for start, end in line.sentences)
    return Split(tuple(paragraphs), tuple(sentences), length)


def _packed(found: Sequence[Word]) -> Words:
    return Words(
        " ".join([word.root for word in found]),
        array("I", [word.start for word in found]).tobytes(),
        array("I", [word.end for word in found]).tobytes(),
        bytes([word.capital for word in found]),
    )


def _comparable(roots: Sequence[str], content: Sequence[str]) -> bool:
    runs = {tuple(roots[i : i + RUN]) for i in range(len(roots) - RUN + 1)}
    return len(set(content)) >= _LEAST_ROOTS and len(runs) >= _LEAST_RUNS


def _told(number: int, text: str, start: int, end: int, inside: Sequence[Word]) -> Told:
    return Told(
        number,
        start,
        end,
        _number(text[start:end]),
        array("Q", [_root(word.root) for word in inside]).tobytes(),
        bytes([CONTENT * word.content + CAPITAL * word.capital for word in inside]),
        named(text, start, end),
    )


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


_root = lru_cache(maxsize=65536)(_number)

SPLIT = Stage(name="split", version=1, run=_run, output=Split)
