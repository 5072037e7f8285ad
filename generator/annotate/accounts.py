"""From articles to accounts: paragraph by paragraph, then article by article with what the corpus knows of its names.

Only what is new is made, and only for that are paragraphs asked for: of every other article its part of the lexicon and
its account are remembered, under marks of the article, of this code, and of what the corpus knows of its words.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from generator.annotate import budget
from generator.annotate.article import ARTICLE
from generator.annotate.lexicon import NAMES, Joined, Lexicon
from generator.annotate.paragraph import PARAGRAPH
from generator.annotate.pipeline import Model
from generator.engine.digest import code, digest
from generator.engine.executor import Engine, Marked, Poor
from generator.nouns.account import Account
from generator.nouns.annotation import Annotation
from generator.nouns.article import Article
from generator.nouns.ids import ArticleId


def accounts(
    articles: Mapping[ArticleId, Marked[Article]], engine: Engine, model: Model
) -> dict[ArticleId, Marked[Account]]:
    """Understand each article. One whose account cannot be made has none; the report tells why."""
    whole = {key: one.output for key, one in articles.items() if one.output is not None}
    engine.report.add(budget.problems(whole))
    paragraphs = _Paragraphs(whole, engine, model)
    marks = [digest(code(__name__), articles[key].mark) for key in whole]
    parts = engine.marked(NAMES, marks, model, paragraphs.given)
    with engine.report.timed("lexicon"):
        names: Lexicon = engine.take("lexicon") or Lexicon()
        names.become(dict(zip(whole, parts, strict=True)))
        marks = [digest(mark, names.mark(key)) for key, mark in zip(whole, marks, strict=True)]
    made = engine.marked(ARTICLE, marks, model, lambda places: paragraphs.joined(places, names))
    engine.leave("lexicon", names)
    return {key: one for key, one in zip(whole, made, strict=True) if one.output is not None}


class _Read(NamedTuple):
    """The annotations of an article's paragraphs; ``failed`` if there is none of one of them."""

    annotations: tuple[Annotation, ...]
    failed: bool


class _Paragraphs:
    """The annotations of articles, made when they are first asked for: equal paragraphs are annotated once."""

    def __init__(self, articles: Mapping[ArticleId, Article], engine: Engine, model: Model) -> None:
        self._articles = articles
        self._keys = list(articles)
        self._engine = engine
        self._model = model
        self._read: dict[ArticleId, _Read] = {}

    def given(self, places: Sequence[int]) -> Iterator[tuple[Annotation, ...] | Poor[tuple[Annotation, ...]]]:
        """Give the annotations of the articles at some places."""
        for _, read in self._of(places):
            yield Poor(read.annotations) if read.failed else read.annotations

    def joined(self, places: Sequence[int], names: Lexicon) -> Iterator[Joined | Poor[Joined]]:
        """Put the articles at some places beside their annotations and what the lexicon knows of their words."""
        for place, read in self._of(places):
            key = self._keys[place]
            one = Joined(article=self._articles[key], annotations=read.annotations, known=names.of(key))
            yield Poor(one) if read.failed else one

    def _of(self, places: Sequence[int]) -> Iterator[tuple[int, _Read]]:
        keys = [self._keys[place] for place in places]
        wanted = {key: self._articles[key] for key in keys if key not in self._read}
        some = budget.passages(wanted)
        found = iter(self._engine.map(PARAGRAPH, some, self._model) if some else ())
        for key, article in wanted.items():
            own = list(islice(found, len(article.paragraphs)))
            self._read[key] = _Read(tuple(one or Annotation() for one in own), None in own)
        return zip(places, map(self._read.__getitem__, keys), strict=True)
