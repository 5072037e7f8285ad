"""The articles and their accounts together, and the one way from a span of clean text to a citation."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple, TypeVar

import msgspec

from generator.nouns.account import Account
from generator.nouns.article import Article, Card, Paragraph, Segment, card_of
from generator.nouns.evidence import Citation, Locus
from generator.nouns.ids import ArticleId

Value = TypeVar("Value")


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What one article adds to a corpus. ``mark`` is a digest of the other two: equal parts have equal marks."""

    article: Article
    account: Account
    mark: bytes


class Shelf(Mapping[ArticleId, Value]):
    """Values by article, each of which is given when it is asked for: all of them together may be more than fits."""

    __slots__ = ("_given",)

    def __init__(self, given: Mapping[ArticleId, Callable[[], Value]]) -> None:
        """Take what gives each value. Who keeps one that was given may be given an equal one the next time."""
        self._given = given

    def __getitem__(self, key: ArticleId) -> Value:
        return self._given[key]()

    def __contains__(self, key: object) -> bool:
        return key in self._given

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)


class Entry(NamedTuple):
    """One article's part of a corpus, unopened."""

    card: Card
    article: Callable[[], Article]
    account: Callable[[], Account]
    mark: bytes


class Corpus(msgspec.Struct, frozen=True, kw_only=True):
    """Articles and accounts by id, each article apart from all others, with the marks of its part.

    ``order`` is by date of publication (undated last), then id. A corpus depends on its parts and not on how they came
    together: merging commutes and associates, and discarding undoes adding. Articles and accounts are opened when they
    are asked for; what can be had of all articles from their ``cards`` is better taken there.
    """

    articles: Mapping[ArticleId, Article] = {}
    accounts: Mapping[ArticleId, Account] = {}
    order: tuple[ArticleId, ...] = ()
    marks: dict[ArticleId, bytes] = {}
    cards: dict[ArticleId, Card] = {}

    def part(self, key: ArticleId) -> Part:
        """Open one article."""
        return Part(article=self.articles[key], account=self.accounts[key], mark=self.marks[key])

    def parts(self) -> Iterator[Part]:
        """Open the articles one after the other, in their order."""
        return map(self.part, self.order)

    def add(self, parts: Iterable[Part]) -> "Corpus":
        """Take parts in, each in place of the former one of its article."""
        new = shelved({part.article.id: _entry(part) for part in parts})
        return self.discard(new.order).merge(new) if new.order else self

    def discard(self, articles: Iterable[ArticleId]) -> "Corpus":
        """Leave articles out; those that are not there are no matter."""
        gone = frozenset(articles) & self.cards.keys()
        return shelved({key: one for key, one in self.entries() if key not in gone}) if gone else self

    def merge(self, other: "Corpus") -> "Corpus":
        """Put two together. Where both hold an article, the part of the greater mark stays: neither comes first."""
        found = dict(self.entries())
        for key, entry in other.entries():
            found[key] = max(found.get(key, entry), entry, key=lambda one: one.mark)
        return shelved(found)

    def entries(self) -> Iterator[tuple[ArticleId, Entry]]:
        """Give the articles unopened, in their order."""
        article, account = self.articles.__getitem__, self.accounts.__getitem__
        for key in self.order:
            yield key, Entry(self.cards[key], partial(article, key), partial(account, key), self.marks[key])


def shelved(entries: Mapping[ArticleId, Entry]) -> Corpus:
    """Make a corpus of articles that nobody has opened."""
    order = tuple(sorted(entries, key=lambda key: (entries[key].card.published.value or "9999", key)))
    return Corpus(
        articles=Shelf({key: entries[key].article for key in order}),
        accounts=Shelf({key: entries[key].account for key in order}),
        order=order,
        marks={key: entries[key].mark for key in order},
        cards={key: entries[key].card for key in order},
    )


def _entry(part: Part) -> Entry:
    return Entry(card_of(part.article), partial(getattr, part, "article"), partial(getattr, part, "account"), part.mark)


def source_span(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    """Give the source offsets of ``paragraph.text[start:end]``.

    A character that cleaning put in (none of the source stands behind it) is skipped inwards.
    """
    if not paragraph.segments:
        return paragraph.start + start, paragraph.start + end
    segments = paragraph.segments
    index = max(bisect_right(segments, start, key=_at) - 1, 0)
    if start >= segments[index].at + segments[index].length and index + 1 < len(segments):
        index += 1
    first = segments[index]
    begin = first.source + (max(start - first.at, 0) if first.span < 0 else 0)
    last = segments[max(bisect_right(segments, end - 1, key=_at) - 1, 0)]
    finish = last.source + (min(end - last.at, last.length) if last.span < 0 else last.span)
    return begin, max(begin, finish)


def _at(segment: Segment) -> int:
    return segment.at


def verbatim(paragraph: Paragraph, start: int, end: int) -> tuple[int, int, str]:
    """Give the source offsets of ``paragraph.text[start:end]``, and the source's own words there."""
    begin, finish = source_span(paragraph, start, end)
    raw = paragraph.raw or paragraph.text
    return begin, finish, raw[max(begin - paragraph.start, 0) : max(finish - paragraph.start, 0)]


def citation(corpus: Corpus, locus: Locus) -> Citation:
    """Make the checked citation of a span of clean text."""
    article = corpus.articles[locus.article]
    paragraph = article.paragraphs[locus.paragraph]
    start, end, exact = verbatim(paragraph, locus.start, locus.end)
    sentences = corpus.accounts[locus.article].sentences
    inside = sentences[locus.paragraph] if locus.paragraph < len(sentences) else ()
    sentence = max((i for i, one in enumerate(inside) if one.start <= locus.start), default=0)
    return Citation(
        article=locus.article,
        digest=article.digest,
        start=start,
        end=end,
        exact=exact,
        paragraph=locus.paragraph,
        sentence=sentence,
    )
