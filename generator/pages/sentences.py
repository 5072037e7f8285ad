"""From spans to the sentences that they stand in, and back."""

from bisect import bisect_left, bisect_right

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.ids import ArticleId
from generator.pages.company import Place


class Sentences:
    """The sentences of a corpus, paragraph by paragraph, each found once."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus whose sentences are asked for."""
        self.corpus = corpus
        self._spans: dict[tuple[ArticleId, int], list[tuple[int, int]]] = {}
        self._starts: dict[tuple[ArticleId, int], list[int]] = {}

    def sentences(self, article: ArticleId, paragraph: int) -> list[tuple[int, int]]:
        """Give the sentences of a paragraph as spans that leave nothing out."""
        known = self._spans.get((article, paragraph))
        if known is not None:
            return known
        text = self.corpus.articles[article].paragraphs[paragraph].text
        every = self.corpus.accounts[article].sentences
        inside = every[paragraph] if paragraph < len(every) else ()
        starts = [0, *(one.start for one in inside[1:])]
        made = list(zip(starts, [*starts[1:], len(text)], strict=True))
        self._spans[article, paragraph] = made
        return made

    def places(self, locus: Locus) -> list[Place]:
        """Give the sentences that a span touches."""
        starts = self._begins(locus.article, locus.paragraph)
        first = max(bisect_right(starts, locus.start) - 1, 0)
        last = max(bisect_left(starts, locus.end) - 1, first)
        return [(locus.article, locus.paragraph, number) for number in range(first, last + 1)]

    def place(self, locus: Locus) -> Place:
        """Give the sentence in which a span begins."""
        starts = self._begins(locus.article, locus.paragraph)
        return locus.article, locus.paragraph, max(bisect_right(starts, locus.start) - 1, 0)

    def _begins(self, article: ArticleId, paragraph: int) -> list[int]:
        known = self._starts.get((article, paragraph))
        if known is None:
            known = self._starts[article, paragraph] = [start for start, _ in self.sentences(article, paragraph)]
        return known

    def locus(self, place: Place) -> Locus:
        """Give the span of a sentence."""
        article, paragraph, sentence = place
        spans = self.sentences(article, paragraph)
        start, end = spans[min(sentence, len(spans) - 1)]
        return Locus(article=article, paragraph=paragraph, start=start, end=end)
