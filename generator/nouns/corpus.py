"""The articles and their accounts together, and the one way from a span of clean text to a citation."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

import msgspec

from generator.nouns.account import Account
from generator.nouns.article import Article, Paragraph, Segment
from generator.nouns.evidence import Citation, Locus
from generator.nouns.ids import ArticleId


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What one article adds to a corpus. ``mark`` is a digest of the other two: equal parts have equal marks."""

    article: Article
    account: Account
    mark: bytes


class Corpus(msgspec.Struct, frozen=True, kw_only=True):
    """Articles and accounts by id, each article apart from all others, with the marks of its part.

    ``order`` is by date of publication (undated last), then id. A corpus depends on its parts and not on how they came
    together: merging commutes and associates, and discarding undoes adding.
    """

    articles: dict[ArticleId, Article] = {}
    accounts: dict[ArticleId, Account] = {}
    order: tuple[ArticleId, ...] = ()
    marks: dict[ArticleId, bytes] = {}

    def parts(self) -> Iterator[Part]:
        """Give the parts in their order."""
        return (
            Part(article=self.articles[one], account=self.accounts[one], mark=self.marks[one]) for one in self.order
        )

    def add(self, parts: Iterable[Part]) -> "Corpus":
        """Take parts in, each in place of the former one of its article."""
        new = _corpus({part.article.id: part for part in parts})
        return self.discard(new.order).merge(new) if new.order else self

    def discard(self, articles: Iterable[ArticleId]) -> "Corpus":
        """Leave articles out; those that are not there are no matter."""
        gone = frozenset(articles) & self.articles.keys()
        return _corpus({one.article.id: one for one in self.parts() if one.article.id not in gone}) if gone else self

    def merge(self, other: "Corpus") -> "Corpus":
        """Put two together. Where both hold an article, the part of the greater mark stays: neither comes first."""
        found = {part.article.id: part for part in self.parts()}
        for part in other.parts():
            found[part.article.id] = max(found.get(part.article.id, part), part, key=lambda one: one.mark)
        return _corpus(found)


def corpus_of(
    articles: Mapping[ArticleId, Article],
    accounts: Mapping[ArticleId, Account],
    marks: Mapping[ArticleId, bytes] | None = None,
) -> Corpus:
    """Put articles and accounts together; an article without an account has an empty one.

    ``marks`` are digests of each article with its account; where there are none, they are taken here.
    """
    found = ((key, article, accounts.get(key) or Account(article=key)) for key, article in articles.items())
    return Corpus().add(
        Part(article=article, account=account, mark=_mark(article, account) if marks is None else marks[key])
        for key, article, account in found
    )


def _corpus(parts: Mapping[ArticleId, Part]) -> Corpus:
    order = tuple(sorted(parts, key=lambda key: (parts[key].article.published.value or "9999", key)))
    return Corpus(
        articles={key: parts[key].article for key in order},
        accounts={key: parts[key].account for key in order},
        order=order,
        marks={key: parts[key].mark for key in order},
    )


def _mark(article: Article, account: Account) -> bytes:
    return blake2b(msgspec.msgpack.encode((article, account), order="deterministic"), digest_size=20).digest()


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
