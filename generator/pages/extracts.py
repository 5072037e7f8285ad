"""What each paragraph gives to those who quote it: its sentences, who is named and speaks in them, and who met there.

Nothing here counts from outside the paragraph, so that an edit of another leaves it as it is.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from generator.nouns.account import Account
from generator.nouns.evidence import Locus
from generator.nouns.ids import ActorId, ArticleId
from generator.pages.entries import Named

Place = tuple[ArticleId, int, int]
"""A sentence: article, index of the paragraph, index of the sentence in it."""

Span = tuple[int, int, int]
"""A span of an article: index of the paragraph, start and end in it."""

Spot = tuple[ArticleId, int]
"""A paragraph: article, index of the paragraph in it."""


class Said(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """That an actor speaks in a ``sentence``, named as the speaker at ``start`` of ``paragraph``, or nowhere (-1)."""

    sentence: int
    actor: ActorId
    paragraph: int
    start: int


class Extract(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
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
