"""What one article gives to those who quote it, remembered: to turn it by paragraphs takes all of its words."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple, TypeVar

import msgspec
from msgspec.structs import force_setattr

from generator.engine.digest import digest, encode
from generator.engine.executor import Engine
from generator.engine.stage import Stage
from generator.nouns.account import Account, Unlinked
from generator.nouns.article import Article, Paragraph
from generator.nouns.evidence import Locus
from generator.nouns.ids import ActorId, ArticleId
from generator.pages.entries import Named
from generator.pages.extracts import Extract, Place, Said, Spot, at, begins

Inner = TypeVar("Inner")

MANY = 200
"""Actors of one article from which on its mentions are laid out once, and not looked through for each of them."""

CROWD = 24
"""People of one sentence or meeting that are paired: a longer list names many together and says little of any two."""


class Given(NamedTuple):
    """What it is made of: an article with its account, the actors of its chains (``owners``) and of its quotes
    (``speakers``), the places where it tells that people ``met``, with those people, and the sentences, by their
    paragraphs, that may be ``shown`` where not all may.
    """

    article: Article
    account: Account
    owners: Mapping[int, ActorId]
    speakers: Mapping[int, ActorId | None]
    met: Sequence[tuple[Locus, tuple[ActorId, ...]]]
    shown: Collection[tuple[int, int]]


class Quoted(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """It as the store has it: see ``Quotable``. ``marks`` are digests of each paragraph's extract, and of the paragraph
    as it stands in the source; extracts have no text but that of their paragraphs.
    """

    article: ArticleId
    extracts: tuple[Extract, ...]
    paragraphs: tuple[Paragraph, ...]
    marks: tuple[tuple[bytes, bytes], ...]
    head: int
    named: tuple[tuple[ActorId, bytes], ...]
    pairs: tuple[tuple[ActorId, ActorId, int], ...]
    quotes: tuple[tuple[ActorId, tuple[Locus, ...]], ...]
    cuts: tuple[str, ...]
    unlinked: tuple[Unlinked, ...]


@dataclass(frozen=True, kw_only=True)
class Quotable:
    """All that one ``article`` gives to those who quote it: its paragraphs, also as they stand in the source, and its
    words in quotation marks, one for each sentence. ``named`` are the actors that it names, with a digest of where,
    ``pairs`` the people that a sentence names both, with how many do. ``head`` is its headline (-1: none), ``cuts`` are
    reasons for what was cut, ``unlinked`` names that were withheld. ``told`` and ``stand`` are digests of the extracts
    and of the paragraphs.
    """

    article: ArticleId
    extracts: "Numbered[Extract]"
    paragraphs: "Numbered[Paragraph]"
    told: "Numbered[bytes]"
    stand: "Numbered[bytes]"
    head: int
    named: Mapping[ActorId, bytes]
    pairs: tuple[tuple[ActorId, ActorId, int], ...]
    quotes: Mapping[ActorId, Sequence[Locus]]
    cuts: tuple[str, ...]
    unlinked: tuple[Unlinked, ...]

    def mentions(self, actor: ActorId) -> Mapping[Place, Sequence[Locus]]:
        """Give the sentences that name an actor, and where. Unless there are ``MANY`` that takes no room in between."""
        every = self._mentions if len(self.named) > MANY else mentions(self.article, self.extracts.every, actor)
        return every.get(actor, {})

    @cached_property
    def _mentions(self) -> Mapping[ActorId, Mapping[Place, Sequence[Locus]]]:
        return mentions(self.article, self.extracts.every)


class Numbered(Mapping[Spot, Inner]):
    """What an article holds by its paragraphs, which take less room so than in a table: there are many articles."""

    __slots__ = ("_article", "every")

    def __init__(self, article: ArticleId, every: tuple[Inner, ...]) -> None:
        self._article = article
        self.every = every

    def __getitem__(self, key: Spot) -> Inner:
        article, number = key
        if article != self._article or not 0 <= number < len(self.every):
            raise KeyError(key)
        return self.every[number]

    def __iter__(self) -> Iterator[Spot]:
        return ((self._article, number) for number in range(len(self.every)))

    def __len__(self) -> int:
        return len(self.every)


class Inside(Mapping[Spot, Inner]):
    """What articles hold by their paragraphs, as one table: ``inside`` gives it of each."""

    def __init__(
        self, articles: Mapping[ArticleId, Quotable], inside: Callable[[Quotable], Mapping[Spot, Inner]]
    ) -> None:
        self._articles = articles
        self._inside = inside

    def __getitem__(self, key: Spot) -> Inner:
        return self._inside(self._articles[key[0]])[key]

    def __iter__(self) -> Iterator[Spot]:
        return (key for one in self._articles.values() for key in self._inside(one))

    def __len__(self) -> int:
        return sum(len(self._inside(one)) for one in self._articles.values())


def quotable(one: Quoted, names: dict[ActorId, ActorId]) -> Quotable:
    """Lay out what the store has. ``names`` are the actors' that were met."""
    key = one.article
    _share(one, names)
    return Quotable(
        article=key,
        extracts=Numbered(key, one.extracts),
        paragraphs=Numbered(key, one.paragraphs),
        told=Numbered(key, tuple([told for told, _ in one.marks])),
        stand=Numbered(key, tuple([stand for _, stand in one.marks])),
        head=one.head,
        named={names.setdefault(actor, actor): mark for actor, mark in one.named},
        pairs=tuple([(names[left], names[right], count) for left, right, count in one.pairs]),
        quotes=dict(one.quotes),
        cuts=one.cuts,
        unlinked=one.unlinked,
    )


def _share(one: Quoted, names: dict[ActorId, ActorId]) -> None:
    """Have equal words once: what is read from the store has each actor's name for each mention."""
    met = names.setdefault
    for extract, paragraph in zip(one.extracts, one.paragraphs, strict=True):
        force_setattr(extract, "text", paragraph.text)
        for named in extract.named:
            force_setattr(named, "actor", met(named.actor, named.actor))
        for said in extract.said:
            force_setattr(said, "actor", met(said.actor, said.actor))


def every_quoted(
    engine: Engine | None, marks: Mapping[ArticleId, bytes], give: Callable[[ArticleId], Given]
) -> dict[ArticleId, Quoted]:
    """Give it of several articles, remembered under ``marks`` of all that ``give`` gives to make it of."""
    if engine is None:
        return {key: quoted(give(key)) for key in marks}
    known = zip(marks, engine.recall(_QUOTABLE, list(marks.values()), None), strict=True)
    found = {key: one for key, one in known if one is not None}
    missing = [key for key in marks if key not in found]
    made = engine.marked(
        _QUOTABLE, [marks[key] for key in missing], None, lambda places: (give(missing[place]) for place in places)
    )
    for key, one in zip(missing, made, strict=True):
        found[key] = one.output or quoted(give(key))  # what cannot be made raises here what the report tells
    return found


def _run(_: None, every: Sequence[Given]) -> Iterator[Quoted]:
    return map(quoted, every)


_QUOTABLE: Stage[Given, Quoted | None, None] = Stage(name="quotable", version=1, run=_run, output=Quoted)


def quoted(given: Given) -> Quoted:
    """Turn an article and its account by paragraphs."""
    article, account, speakers = given.article, given.account, given.speakers
    key, shown = article.id, given.shown
    starts = [begins(account, number) for number in range(len(article.paragraphs))]
    named = _named(account, given.owners)
    said: dict[int, list[Said]] = {}
    quotes: dict[ActorId, dict[Place, Locus]] = {}
    for index, quote in enumerate(account.quotes):
        actor = speakers.get(index)
        if actor is None:
            continue
        spoken = Said(
            sentence=quote.sentence, actor=actor, paragraph=quote.speaker_paragraph, start=quote.speaker_start
        )
        said.setdefault(quote.paragraph, []).append(spoken)
        if quote.kind == "direct":
            place = key, quote.paragraph, at(starts[quote.paragraph], quote.start)
            locus = Locus(article=key, paragraph=quote.paragraph, start=quote.start, end=quote.end)
            own = quotes.setdefault(actor, {})
            own[place] = min(own.get(place, locus), locus)
    met: dict[int, list[tuple[int, tuple[ActorId, ...]]]] = {}
    for locus, people in given.met:
        met.setdefault(locus.paragraph, []).append((at(starts[locus.paragraph], locus.start), people))
    extracts = tuple(
        Extract(
            text=paragraph.text,
            starts=starts[number],
            ends=tuple(_ends(paragraph.text, starts[number])),
            plain=tuple(_plain(account, number, len(starts[number]))),
            shown=tuple(index for index in range(len(starts[number])) if (number, index) in shown) if shown else (),
            named=named.get(number, ()),
            said=tuple(said.get(number, ())),
            met=tuple(met.get(number, ())),
        )
        for number, paragraph in enumerate(article.paragraphs)
    )
    every = mentions(key, extracts)
    heads = (number for number, one in enumerate(article.paragraphs) if one.kind == "headline")
    return Quoted(
        article=key,
        extracts=tuple(msgspec.structs.replace(one, text="") for one in extracts),
        paragraphs=article.paragraphs,
        marks=tuple(
            (digest(encode(told)), digest(encode(stand)))
            for told, stand in zip(extracts, article.paragraphs, strict=True)
        ),
        head=-1 if article.headline_derived else next(heads, -1),
        named=tuple((actor, digest(encode(list(inside.items())))) for actor, inside in every.items()),
        pairs=named_together(every),
        quotes=tuple((actor, tuple(sorted(own.values()))) for actor, own in quotes.items()),
        cuts=tuple(one.reason for one in article.cuts),
        unlinked=account.unlinked,
    )


def mentions(
    article: ArticleId, extracts: Iterable[Extract], actor: ActorId | None = None
) -> dict[ActorId, dict[Place, tuple[Locus, ...]]]:
    """Give the sentences that name each actor, or one, in order, with the places where they do."""
    found: dict[ActorId, dict[Place, list[Locus]]] = {}
    for paragraph, extract in enumerate(extracts):
        for one in extract.named:
            if actor is None or one.actor == actor:
                locus = Locus(article=article, paragraph=paragraph, start=one.start, end=one.end)
                place = article, paragraph, at(extract.starts, one.start)
                found.setdefault(one.actor, {}).setdefault(place, []).append(locus)
    return {one: {place: tuple(loci) for place, loci in inside.items()} for one, inside in found.items()}


def named_together(every: Mapping[ActorId, Iterable[Place]]) -> tuple[tuple[ActorId, ActorId, int], ...]:
    """Count the sentences that name two people both, by the pairs."""
    crowds: dict[Place, set[ActorId]] = {}
    for actor, places in every.items():
        for place in places if is_person(actor) else ():
            crowds.setdefault(place, set()).add(actor)
    found = Counter(pair for crowd in crowds.values() for pair in paired(crowd))
    return tuple((left, right, count) for (left, right), count in found.items())


def paired(people: Iterable[ActorId]) -> Iterable[tuple[ActorId, ActorId]]:
    """Give all pairs of some people, each once."""
    return combinations(sorted(people)[:CROWD], 2)


def is_person(actor: ActorId) -> bool:
    """Tell whether an actor is a person, by its id, which begins with its kind."""
    return actor.startswith("person:")


def _ends(text: str, starts: Sequence[int]) -> Iterator[int]:
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        yield start + len(text[start:end].rstrip())


def _plain(account: Account, paragraph: int, number: int) -> Iterator[bool]:
    inside = account.sentences[paragraph] if paragraph < len(account.sentences) else ()
    yield from (one.opening == "plain" for one in inside)
    yield from (True for _ in range(len(inside), number))


def _named(account: Account, owners: Mapping[int, ActorId]) -> dict[int, tuple[Named, ...]]:
    """Give mentions with an actor, by paragraph, in the order of the text; none overlaps another."""
    found: dict[int, list[Named]] = {}
    ends: dict[int, int] = {}
    for one in sorted(account.mentions, key=lambda one: (one.paragraph, one.start, -one.end)):
        actor = owners.get(one.chain)
        if actor is not None and one.start >= ends.get(one.paragraph, 0):
            ends[one.paragraph] = one.end
            named = Named(start=one.start, end=one.end, actor=actor, pronoun=one.form == "pronoun")
            found.setdefault(one.paragraph, []).append(named)
    return {paragraph: tuple(inside) for paragraph, inside in found.items()}
