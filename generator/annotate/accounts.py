"""From articles to accounts: paragraph by paragraph, then article by article with what the corpus knows of its names.

Only what is new is made, and only for that are paragraphs asked for: of every other article its part of the lexicon and
its account are remembered, under marks of the article, of this code, and of what the corpus knows of its words.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from generator.annotate import budget
from generator.annotate.article import ARTICLE
from generator.annotate.lexicon import NAMES, Joined, Known, Lexicon
from generator.annotate.paragraph import PARAGRAPH
from generator.annotate.pipeline import Model, load
from generator.engine.digest import code
from generator.engine.executor import Engine
from generator.engine.marked import Marked, Poor, opened
from generator.nouns.account import Account
from generator.nouns.annotation import Annotation
from generator.nouns.article import Article, Card
from generator.nouns.ids import ArticleId

TOGETHER = 1024
"""Articles whose annotations are in memory at once. After each such lot processes that work side by side wait for the
last of them."""


def accounts(
    articles: Mapping[ArticleId, Marked[Article]], cards: Mapping[ArticleId, Card], engine: Engine, model: Model
) -> dict[ArticleId, Marked[Account]]:
    """Understand each article, and open those only that are new. One whose account cannot be made has none; the report
    tells why.
    """
    long = {key: opened(articles[key]) for key, card in cards.items() if card.length > budget.PARAGRAPH}
    engine.report.add(budget.problems(long))
    paragraphs = _Paragraphs(articles, engine, model)
    own = code(__name__)
    marks = [own + one.mark for one in articles.values()]
    parts = engine.marked(NAMES, marks, model, paragraphs.given)
    engine.release()  # all paragraphs are read
    with engine.report.timed("lexicon"):
        names: Lexicon = engine.take("lexicon") or Lexicon()
        names.become(dict(zip(articles, parts, strict=True)))
        marks = [mark + names.mark(key) for key, mark in zip(articles, marks, strict=True)]
    at_hand = [names]

    def known(key: ArticleId) -> Known:
        """Give what is known of an article's words: the lexicon is too large to be kept for an account that is lost."""
        if not at_hand:
            at_hand.append(Lexicon())
            at_hand[0].become(dict(zip(articles, parts, strict=True)))
        return at_hand[0].of(key)

    made = engine.marked(ARTICLE, marks, model, lambda places: paragraphs.joined(places, known))
    at_hand.clear()
    engine.leave("lexicon", names)
    if engine.space.ample:
        load.cache_clear()  # the model has done its work, and is as large as a thousand articles
    del names
    engine.space.tidy()
    return dict(zip(articles, made, strict=True))


class _Read(NamedTuple):
    """The annotations of an article's paragraphs; ``failed`` if there is none of one of them."""

    article: Article
    annotations: tuple[Annotation, ...]
    failed: bool


class _Paragraphs:
    """The annotations of articles, made when they are asked for: equal paragraphs are annotated once.

    They are many times as large as what is made of them, so that a few articles' are in memory together; what nothing
    would remember stays there.
    """

    def __init__(self, articles: Mapping[ArticleId, Marked[Article]], engine: Engine, model: Model) -> None:
        self._articles = list(articles.values())
        self._engine = engine
        self._model = model
        self._read: dict[int, _Read] = {}

    def given(self, places: Sequence[int]) -> Iterator[tuple[Annotation, ...] | Poor[tuple[Annotation, ...]]]:
        """Give the annotations of the articles at some places."""
        for read in self._of(places):
            yield Poor(read.annotations) if read.failed else read.annotations

    def joined(self, places: Sequence[int], known: Callable[[ArticleId], Known]) -> Iterator[Joined | Poor[Joined]]:
        """Put the articles at some places beside their annotations and what is ``known`` of their words."""
        for read in self._of(places):
            one = Joined(article=read.article, annotations=read.annotations, known=known(read.article.id))
            yield Poor(one) if read.failed else one

    def _of(self, places: Sequence[int]) -> Iterator[_Read]:
        for start in range(0, len(places), TOGETHER):
            some = places[start : start + TOGETHER]
            found = self._read | dict(self._annotated([place for place in some if place not in self._read]))
            stays = not self._engine.store.remembers
            self._read |= {place: found[place] for place in some if stays or found[place].failed}
            yield from map(found.__getitem__, some)

    def _annotated(self, places: Sequence[int]) -> Iterator[tuple[int, _Read]]:
        articles = [opened(self._articles[place]) for place in places]
        some = budget.passages(articles)
        found = iter(self._engine.map(PARAGRAPH, some, self._model) if some else ())
        for place, article in zip(places, articles, strict=True):
            own = list(islice(found, len(article.paragraphs)))
            yield place, _Read(article, tuple(one or Annotation() for one in own), None in own)
