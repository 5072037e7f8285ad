"""How much of an article the model reads: news never comes near it, and hostile text cannot hold up a build.

A limit in characters and not in seconds, because the same input must give the same bytes on any machine. What is beyond
it is published as text, without analysis, and reported.
"""

from collections.abc import Iterable, Iterator, Mapping

from generator.nouns.annotation import Passage
from generator.nouns.article import Article
from generator.nouns.ids import ArticleId
from generator.nouns.problem import Problem

PARAGRAPH = 20_000
"""Characters of one paragraph: some thirty times a long one."""
ARTICLE = 250_000
"""Characters of one article: a short book, and several seconds of the model's time."""


def passages(articles: Iterable[Article]) -> list[Passage]:
    """Give what is annotated, one for each paragraph of each article in order, empty where the limit is passed."""
    return [
        Passage(kind=one.kind, text=one.text if fits else "")
        for article in articles
        for one, fits in zip(article.paragraphs, _fitting(article), strict=True)
    ]


def problems(articles: Mapping[ArticleId, Article]) -> Iterator[Problem]:
    """Tell of the articles of which not everything is annotated."""
    for key, article in articles.items():
        over = [one.line for one, fits in zip(article.paragraphs, _fitting(article), strict=True) if not fits]
        if over:
            what = (
                f"{len(over)} of {len(article.paragraphs)} paragraphs are too long to analyse and are shown as they are"
            )
            hint = f"at most {PARAGRAPH:,} characters a paragraph and {ARTICLE:,} an article are; split it"
            yield Problem(path=key, line=over[0], what=what, hint=hint)


def _fitting(article: Article) -> Iterator[bool]:
    """Tell of each paragraph whether it is within the limits."""
    left = ARTICLE
    for one in article.paragraphs:
        fits = len(one.text) <= min(left, PARAGRAPH)
        left -= len(one.text) if fits else 0
        yield fits
