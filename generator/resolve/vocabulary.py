"""What an article says, as the roots of its words, and how terms are found among them."""

from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import NamedTuple

from generator.nouns.ids import ArticleId
from generator.resolve.texts import Split

BODY = frozenset({"paragraph", "item", "standfirst"})
Place = tuple[str, int, int]
"""A term in a text: its first word, and the one after its last."""


class Text(NamedTuple):
    """A paragraph as the roots of its content words, with their ``capitals`` (see ``Words``). ``heading`` is the index
    of the heading above, -1 if none.
    """

    article: ArticleId
    paragraph: int
    kind: str
    roots: tuple[str, ...]
    capitals: bytes
    heading: int

    @property
    def names(self) -> frozenset[str]:
        """Give the roots that have a capital of their own."""
        if 1 not in self.capitals:
            return frozenset()
        return frozenset(root for root, capital in zip(self.roots, self.capitals, strict=True) if capital)


def texts(article: ArticleId, split: Split) -> Iterator[Text]:
    """Give every paragraph of an article, headings and headlines too."""
    heading = -1
    for number, words in enumerate(split.paragraphs):
        if words.kind == "heading":
            heading = number
        yield Text(
            article=article,
            paragraph=number,
            kind=intern(words.kind),
            roots=tuple(map(intern, words.line.split())),  # one string for each root: a tenth of the memory
            capitals=words.capitals,
            heading=heading if words.kind in {"paragraph", "item"} else -1,
        )


class Finder:
    """Finds terms in texts, words and phrases: each is its roots with a space between."""

    def __init__(self, terms: Iterable[str]) -> None:
        """Take all terms to look for."""
        self._terms = frozenset(terms)
        self._longer: dict[str, set[int]] = {}
        for term in self._terms:
            first, *more = term.split(" ")
            if more:
                self._longer.setdefault(first, set()).add(len(more) + 1)

    def all(self, roots: Sequence[str]) -> tuple[Place, ...]:
        """Give the phrases that stand in a text, the longest first, and then the words."""
        if self._terms.isdisjoint(roots) and self._longer.keys().isdisjoint(roots):
            return ()
        phrases: list[Place] = []
        words: list[Place] = []
        for i, root in enumerate(roots):
            if root in self._terms:
                words.append((root, i, i + 1))
            if root in self._longer:
                ends = (i + length for length in self._longer[root] if i + length <= len(roots))
                phrases += [(term, i, end) for end in ends if (term := " ".join(roots[i:end])) in self._terms]
        return (*sorted(phrases, key=lambda one: (one[1] - one[2], one[1])), *words)
