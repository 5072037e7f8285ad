"""The sentences of one article that could be published, each with what choosing among them needs."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import msgspec

from generator.engine.digest import digest, encode
from generator.engine.executor import Engine
from generator.engine.stage import Stage
from generator.nouns.account import Account
from generator.nouns.article import Article
from generator.nouns.corpus import Corpus
from generator.nouns.ids import ArticleId, TopicId
from generator.summarise.bearing import About, Bearing, Topics
from generator.summarise.dates import source, told_date
from generator.summarise.faithful import faithful
from generator.summarise.numbers import Numbers
from generator.summarise.placed import Placed, placed
from generator.summarise.repair import Mended, Piece, mended
from generator.summarise.words import group, words

OTHER = TopicId("other")
MET = "meet"
"""The one term that stands for all of people coming together."""

_TELLING = 5
"""From so many telling terms on a sentence has its full value: who somebody is, is no news."""
_UNTOLD = 0.4
"""What a sentence without a word of the passage's topic is worth to it, beside one that has."""


class Known(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """An article, and what its paragraphs are about."""

    article: Article
    account: Account
    topics: Topics


class Named(NamedTuple):
    """A chain that a sentence names: how early it comes (1 at the head), and whether it is a person's."""

    chain: int
    early: float
    person: bool


_PIECES = msgspec.msgpack.Decoder(tuple[Piece, ...])
_TOPICS = msgspec.msgpack.Decoder(dict[TopicId, float])
_CHAINS = msgspec.msgpack.Decoder(tuple[Named, ...])


class Candidate(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A sentence. ``terms`` are places in the article's vocabulary, ``pairs`` of neighbours among them in its pairs.

    ``said`` are the terms that tell something: no names, no titles, no verbs of saying; ``names`` are what names and
    titles are made of. All four are packed (see ``numbers``), for there are some hundreds of thousands of sentences in
    memory; so are ``naming``, ``telling`` and ``packed``, from which come ``chains``, ``topics`` and ``pieces``.
    ``merit`` (0..1) is how well it serves by itself, 0 for one that cannot stand alone: it can support others, and
    never be published. One not ``faithful`` to the source's letters is not cited at all.
    """

    paragraph: int
    number: int
    start: int
    end: int
    length: int
    terms: bytes
    pairs: bytes
    said: bytes
    names: bytes
    telling: bytes
    naming: bytes
    date: str
    faithful: bool
    merit: float = 0.0
    added: int = 0
    packed: bytes = b""

    @property
    def topics(self) -> dict[TopicId, float]:
        """Say how much it tells of each topic (0..1)."""
        return _TOPICS.decode(self.telling)

    @property
    def chains(self) -> tuple[Named, ...]:
        """Give those whom it names, whoever they are."""
        return _CHAINS.decode(self.naming) if self.naming else ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Give the pieces that the sentence is published in; none where it cannot be."""
        return _PIECES.decode(self.packed) if self.packed else ()


class Candidates(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """Every sentence of an article's own text, in order; ``vocabulary`` has each of their terms once, one on a line.

    So has ``pairs`` each two that are neighbours, as places in the vocabulary: all the left ones, all the right ones.
    """

    vocabulary: str = ""
    pairs: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    sentences: tuple[Candidate, ...] = ()


def numbers(packed: bytes) -> "memoryview[int]":
    """Give numbers that were packed."""
    return memoryview(packed).cast("I")


def _packed(some: Iterable[int]) -> bytes:
    return array("I", some).tobytes()


def candidates(
    corpus: Corpus, bearing: Mapping[ArticleId, Bearing], keys: Sequence[ArticleId], engine: Engine
) -> dict[ArticleId, Candidates]:
    """Give the candidates of some articles, in their order. Who the chains are is no matter to them."""
    marks = [_mark(corpus.marks[key], bearing[key].topics) for key in keys]

    def inputs(places: Sequence[int]) -> Iterator[Known]:
        for key in (keys[place] for place in places):
            yield Known(article=corpus.articles[key], account=corpus.accounts[key], topics=bearing[key].topics)

    made = engine.marked(CANDIDATES, marks, None, inputs)
    return {key: one.output or Candidates() for key, one in zip(keys, made, strict=True)}


class Forgotten(Exception):  # noqa: N818 - no fault: what is forgotten is made again
    """The store has lost candidates that were made once."""


class Former:
    """Gives the candidates of articles as they were, from what the engine remembers."""

    def __init__(self, engine: Engine) -> None:
        """Ask this engine, until another run has its own."""
        self.engine = engine

    def of(self, mark: bytes, topics: Topics) -> Candidates:
        """Give those of an article that had this mark and told of these topics. Raises Forgotten."""
        (found,) = self.engine.recall(CANDIDATES, [_mark(mark, topics)], None)
        if found is None:
            raise Forgotten
        return found


def _mark(article: bytes, topics: Topics) -> bytes:
    return digest(article, encode(topics))


def _made(_context: None, inputs: Sequence[Known]) -> Iterable[Candidates]:
    names = _Names()
    return [_of(one, names) for one in inputs]


CANDIDATES: Stage[Known, Candidates, None] = Stage(name="candidates", version=1, run=_made, output=Candidates)


def _of(one: Known, names: "_Names") -> Candidates:
    stated = source(one.article)
    vocabulary, pairs = Numbers[str](), Numbers[tuple[int, int]]()
    seen: set[str] = set()
    found: list[Candidate] = []
    for at in placed(one.article, one.account):
        said, named = _parted(at.one.terms, names.of(at))
        terms = [vocabulary[term] for term in at.one.terms]
        whole = None if at.body in seen else _publishable(at, mended(at, stated))
        found.append(
            Candidate(
                paragraph=at.paragraph,
                number=at.number,
                start=at.one.start,
                end=at.one.end,
                length=len(at.body.split()),
                terms=_packed(set(terms)),
                pairs=_packed([pairs[pair] for pair in set(pairwise(terms))]),
                said=_packed([vocabulary[term] for term in said]),
                names=_packed([vocabulary[term] for term in named]),
                telling=encode(_topics(at.body, one.topics[at.paragraph])),
                naming=encode(chains) if (chains := _chains(at)) else b"",
                date=told_date(at),
                faithful=faithful(one.article.paragraphs[at.paragraph], at.one.start, at.one.end),
                merit=whole.ease * min(1.0, (1 + len(said)) / _TELLING) if whole else 0.0,
                added=whole.added if whole else 0,
                packed=encode(whole.pieces) if whole else b"",
            )
        )
        seen.add(at.body)
    left, right = (tuple([pair[side] for pair in pairs]) for side in (0, 1))
    return Candidates(vocabulary="\n".join(vocabulary), pairs=(left, right), sentences=tuple(found))


def _publishable(at: Placed, found: Mended | None) -> Mended | None:
    """Leave a sentence unused whose words, or those of its brackets, the source does not have as they are."""
    if found is None:
        return None
    spans = [(at.paragraph, at.one.start, at.one.end)]
    spans += [piece.at for piece in found.pieces if piece.at is not None]
    return found if all(faithful(at.article.paragraphs[i], start, end) for i, start, end in spans) else None


class _Names:
    """The stems that the words of a name or title may have among a sentence's terms, each reckoned once."""

    def __init__(self) -> None:
        self._stems: dict[str, tuple[str, ...]] = {}

    def of(self, at: Placed) -> set[str]:
        """Give them for one sentence."""
        texts = {one.text for one in at.mentions} | {one.text for one in at.roles}
        return set(chain.from_iterable([self._stems.get(text) or self._stemmed(text) for text in texts]))

    def _stemmed(self, text: str) -> tuple[str, ...]:
        stems = {word[: max(3, len(word) - cut)] for _, _, word in words(text) for cut in range(4)}
        return self._stems.setdefault(text, tuple(stems))


def _parted(terms: Iterable[str], stems: set[str]) -> tuple[list[str], list[str]]:
    """Part what is told from what names and titles are made of (terms are stems of their words); no verbs of saying."""
    light, meeting = group("saying"), group("meeting")
    told, named = dict[str, None](), dict[str, None]()
    for term in terms:
        if term in stems:
            named[term] = None
        elif term not in light:
            told[MET if term in meeting else term] = None
    return list(told), list(named)


def _chains(at: Placed) -> tuple[Named, ...]:
    """Give the chains that a sentence names, each where it comes first."""
    found: dict[int, Named] = {}
    for mention in at.mentions:
        if mention.chain >= 0:
            early = 1 - (mention.start - at.one.start) / max(1, at.one.end - at.one.start)
            known = found.get(mention.chain, Named(mention.chain, 0.0, person=False))
            person = known.person or mention.kind == "person"
            found[mention.chain] = Named(mention.chain, max(known.early, early), person)
    return tuple(found.values())


def _topics(text: str, matches: Sequence[About]) -> dict[TopicId, float]:
    """Say how much one sentence tells of each topic of its passage: those whose words it holds itself come first."""
    if not matches:
        return {OTHER: 1.0}
    holds = {match.topic: not match.words or any(word in text for word in match.words) for match in matches}
    strong = {match.topic for match in matches if match.words and holds[match.topic]}
    found = {}
    for match in matches:
        if holds[match.topic]:
            found[match.topic] = match.score
        elif not strong and len(matches) == 1:
            found[match.topic] = _UNTOLD * match.score
    return found
