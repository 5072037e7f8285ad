"""The articles and their accounts together, and the one way from a span of clean text to a citation."""

from bisect import bisect_right

import msgspec

from generator.nouns.account import Account
from generator.nouns.article import Article, Paragraph, Segment
from generator.nouns.evidence import Citation, Locus
from generator.nouns.ids import ArticleId


class Corpus(msgspec.Struct, frozen=True, kw_only=True):
    """Articles and accounts by id. ``order`` is by date of publication (undated last), then id."""

    articles: dict[ArticleId, Article]
    accounts: dict[ArticleId, Account]
    order: tuple[ArticleId, ...]


def corpus_of(articles: dict[ArticleId, Article], accounts: dict[ArticleId, Account]) -> Corpus:
    """Put articles and accounts in their one order; an article without an account has an empty one."""
    order = sorted(articles, key=lambda key: (articles[key].published.value or "9999", key))
    return Corpus(
        articles={key: articles[key] for key in order},
        accounts={key: accounts.get(key) or Account(article=key) for key in order},
        order=tuple(order),
    )


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
