"""What each paragraph gives to those who quote it: its sentences, who is named and speaks in them, and who met there.

Nothing here counts from outside the paragraph, so that an edit of another leaves it as it is.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from generator.nouns.account import Account, Unlinked
from generator.nouns.article import Article, Paragraph
from generator.nouns.evidence import Locus
from generator.nouns.ids import ActorId, ArticleId
from generator.pages.entries import Named

Inner = TypeVar("Inner")

Place = tuple[ArticleId, int, int]
"""A sentence: article, index of the paragraph, index of the sentence in it."""

Span = tuple[int, int, int]
"""A span of an article: index of the paragraph, start and end in it."""

Spot = tuple[ArticleId, int]
"""A paragraph: article, index of the paragraph in it."""


class Said(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """That an actor speaks in a ``sentence``, named as the speaker at ``start`` of ``paragraph``, or nowhere (-1)."""

    sentence: int
    actor: ActorId
    paragraph: int
    start: int


class Extract(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A paragraph's ``text``, and what stands where in it.

    Sentences begin at ``starts`` and leave nothing out; ``ends`` are without the blanks after them. ``plain`` tells of
    each whether it stands alone. Those in ``shown`` may be shown where not all of their article may. ``named`` are in
    the order of the text; none overlaps another. ``met`` are the people of each meeting that a sentence tells of.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    plain: tuple[bool, ...]
    shown: tuple[int, ...] = ()
    named: tuple[Named, ...] = ()
    said: tuple[Said, ...] = ()
    met: tuple[tuple[int, tuple[ActorId, ...]], ...] = ()

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The sentences as spans."""
        return list(zip(self.starts, (*self.starts[1:], len(self.text)), strict=True))

    def span(self, number: int) -> tuple[int, int]:
        """Give a sentence as a span; the last one for a number beyond it."""
        number = min(number, len(self.starts) - 1)
        return self.starts[number], self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)

    def names(self, sentence: int) -> set[ActorId]:
        """Give the actors that a sentence names."""
        return {one.actor for one in self.named if at(self.starts, one.start) == sentence}


def begins(account: Account, paragraph: int) -> tuple[int, ...]:
    """Tell where the sentences of a paragraph begin, so that they leave nothing out: there is at least one."""
    inside = account.sentences[paragraph] if paragraph < len(account.sentences) else ()
    return (0, *(one.start for one in inside[1:]))


def at(starts: Sequence[int], start: int) -> int:
    """Give the number of the sentence in which a span begins."""
    return max(bisect_right(starts, start) - 1, 0)


def rested(account: Account, speakers: Iterable[int], evidence: Iterable[Locus]) -> set[tuple[int, int]]:
    """Give the sentences, by their paragraphs, that findings rest on: their places, and quotes by their numbers."""
    quotes = (account.quotes[number] for number in speakers)
    spans = [(one.paragraph, one.start, one.end) for one in quotes]
    spans += [(one.paragraph, one.start, one.end) for one in evidence]
    return {
        (paragraph, number)
        for paragraph, start, end in spans
        for number in touched(begins(account, paragraph), start, end)
    }


def touched(starts: Sequence[int], start: int, end: int) -> range:
    """Give the numbers of the sentences that a span touches."""
    first = at(starts, start)
    return range(first, max(bisect_left(starts, end) - 1, first) + 1)


@dataclass(frozen=True, kw_only=True)
class Quotable:
    """All that one article gives to those who quote it: its paragraphs, also as they stand in the source, the sentences
    that name each actor with the places where they do, and its words in quotation marks, one for each sentence.
    ``head`` is its headline (-1: none), ``cuts`` are reasons for what was cut, ``unlinked`` names that were withheld.
    ``addresses`` are those that spans of it were found to have: see ``placed``.
    """

    extracts: Mapping[Spot, Extract]
    paragraphs: Mapping[Spot, Paragraph]
    head: int
    mentions: Mapping[ActorId, Mapping[Place, Sequence[Locus]]]
    quotes: Mapping[ActorId, Sequence[Locus]]
    cuts: tuple[str, ...]
    unlinked: tuple[Unlinked, ...]
    addresses: dict[Span, tuple[int, ...]] = field(default_factory=dict, compare=False)


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


def quotable(  # noqa: PLR0917 - each is of its own type, and all that it is made of
    article: Article,
    account: Account,
    owners: Mapping[int, ActorId],
    speakers: Mapping[int, ActorId | None],
    meetings: Iterable[tuple[Locus, tuple[ActorId, ...]]],
    shown: Collection[tuple[int, int]],
) -> Quotable:
    """Turn an article and its account by paragraphs.

    ``owners`` are the actors of its chains, ``speakers`` of its quotes, ``meetings`` the places where it tells of one,
    with those who met; ``shown`` are the sentences that may be shown where not all may.
    """
    key = article.id
    starts = [begins(account, number) for number in range(len(article.paragraphs))]
    named = _named(account, owners)
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
    for locus, people in meetings:
        met.setdefault(locus.paragraph, []).append((at(starts[locus.paragraph], locus.start), people))
    extracts = {
        (key, number): Extract(
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
    }
    heads = (number for number, one in enumerate(article.paragraphs) if one.kind == "headline")
    return Quotable(
        head=-1 if article.headline_derived else next(heads, -1),
        cuts=tuple(one.reason for one in article.cuts),
        unlinked=account.unlinked,
        extracts=extracts,
        paragraphs={(key, number): one for number, one in enumerate(article.paragraphs)},
        mentions=_mentions(key, named, starts),
        quotes={actor: sorted(own.values()) for actor, own in quotes.items()},
    )


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


def _mentions(
    key: ArticleId, named: Mapping[int, Iterable[Named]], starts: Sequence[Sequence[int]]
) -> dict[ActorId, dict[Place, list[Locus]]]:
    """Give the sentences that name each actor, in order, with the places where they do."""
    found: dict[ActorId, dict[Place, list[Locus]]] = {}
    for paragraph, inside in named.items():
        for one in inside:
            locus = Locus(article=key, paragraph=paragraph, start=one.start, end=one.end)
            place = key, paragraph, at(starts[paragraph], one.start)
            found.setdefault(one.actor, {}).setdefault(place, []).append(locus)
    return found
