"""The words of an article, split once for all that compare texts: topics by paragraphs, stories by sentences.

What is made of one article depends on its text alone, so that it is remembered and an edit splits one article.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import pairwise

import msgspec

from generator.engine.executor import Engine
from generator.engine.marked import Marked
from generator.engine.stage import Stage
from generator.nouns.account import Account
from generator.nouns.article import Article
from generator.nouns.corpus import Corpus, Shelf
from generator.nouns.ids import ArticleId
from generator.resolve.sources import named
from generator.resolve.terms import Roots, Word, acronyms, words

_LEAST_ROOTS = 4
"""Sentences of fewer different content words share by chance."""
RUN = 3
_LEAST_RUNS = 3
CONTENT, CAPITAL = 1, 2
"""Flags of a word: it carries meaning; it has a capital where none is due."""


class Line(msgspec.Struct, frozen=True, array_like=True):
    """A paragraph without its place."""

    text: str
    kind: str
    sentences: tuple[tuple[int, int], ...]

    @property
    def told(self) -> bool:
        """Tell whether it is the article's own telling, and no head that repeats it."""
        return self.kind in {"paragraph", "item"}


class Whole(msgspec.Struct, frozen=True, array_like=True):
    """An article to be split: its paragraphs, and the names of places in it."""

    lines: tuple[Line, ...]
    places: tuple[str, ...]


class Words(msgspec.Struct, frozen=True, array_like=True):
    """The content words of a paragraph: their roots with a space between, and packed where each starts and ends.

    ``capitals`` has a byte for each word, 1 if it has a capital where none is due. ``kind`` is the paragraph's.
    """

    kind: str
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

    def shown(self, text: str, start: int, end: int) -> str:
        """Give the words ``start`` to ``end``, half-open, as the ``text`` has them, with what is between."""
        return text[self.start(start) : self.end(end - 1)]


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
    """The words of an article, paragraph by paragraph, its sentences, and how many characters are its own telling.

    ``places`` are the names of places in it, ``short`` the roots of each short form that it defines after those of the
    long one.
    """

    paragraphs: tuple[Words, ...] = ()
    sentences: tuple[Told, ...] = ()
    length: int = 0
    places: tuple[str, ...] = ()
    short: tuple[tuple[Roots, Roots], ...] = ()


def split(corpus: Corpus, engine: Engine, articles: Iterable[ArticleId] | None = None) -> Mapping[ArticleId, Split]:
    """Split articles of the corpus into words, or all of them in its order.

    Together they are larger than the articles: each is read when it is asked for.
    """
    keys = corpus.order if articles is None else list(articles)
    marks = [corpus.marks[key] for key in keys]
    made = engine.marked(SPLIT, marks, None, lambda places: (_whole(corpus, keys[i]) for i in places))
    return Shelf({key: partial(_read, one) for key, one in zip(keys, made, strict=True)})


def _read(one: Marked[Split]) -> Split:
    return one.output or Split()


def recalled(marks: Mapping[ArticleId, bytes], engine: Engine) -> dict[ArticleId, Split]:
    """Give articles as they were split under the marks of a former corpus. Raises Forgotten where one is not known."""
    found = engine.recall(SPLIT, list(marks.values()), None)
    known = {key: one for key, one in zip(marks, found, strict=True) if one is not None}
    if len(known) < len(marks):
        raise Forgotten
    return known


class Forgotten(Exception):  # noqa: N818 - no fault: what is forgotten is made again
    """The store has lost what a state from a former run rests on."""


def _whole(corpus: Corpus, key: ArticleId) -> Whole:
    account = corpus.accounts[key]
    names = sorted({chain.name for chain in account.chains if chain.kind == "place"})
    return Whole(tuple(_lines(corpus.articles[key], account)), tuple(names))


def _lines(article: Article, account: Account) -> Iterator[Line]:
    for number, paragraph in enumerate(article.paragraphs):
        inside = account.sentences[number] if number < len(account.sentences) else ()
        spans = tuple((one.start, one.end) for one in inside) or ((0, len(paragraph.text)),)
        yield Line(paragraph.text, paragraph.kind, spans)


def _run(_: None, articles: Sequence[Whole]) -> Iterable[Split]:
    return map(_article, articles)


def _article(article: Whole) -> Split:
    paragraphs = []
    sentences: list[Told] = []
    for number, line in enumerate(article.lines):
        # Sentences are split each for itself, so that equal ones have equal words wherever they stand.
        cuts = sorted({0, len(line.text), *(place for span in line.sentences for place in span)})
        parts = [words(line.text, start, end) for start, end in pairwise(cuts)]
        paragraphs.append(_packed(line.kind, [word for part in parts for word in part if word.content]))
        if line.told:
            for start, end in line.sentences:
                own = parts[bisect_left(cuts, start) : bisect_left(cuts, end)]
                inside = [word for part in own for word in part]
                if _comparable([word.root for word in inside], [word.root for word in inside if word.content]):
                    sentences.append(_told(number, line.text, start, end, inside))
    length = sum(end - start for line in article.lines if line.told for start, end in line.sentences)
    short = tuple(pair for line in article.lines if "(" in line.text for pair in acronyms(line.text))
    return Split(tuple(paragraphs), tuple(sentences), length, article.places, short)


def _packed(kind: str, found: Sequence[Word]) -> Words:
    return Words(
        kind,
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

SPLIT = Stage(name="split", version=2, run=_run, output=Split)
