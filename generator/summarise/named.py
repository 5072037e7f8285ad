"""Who is named where in the articles."""

from collections.abc import Iterator, Mapping

from generator.nouns.account import Mention
from generator.nouns.corpus import Corpus
from generator.nouns.ids import ActorId, ArticleId
from generator.summarise.repair import Stretch


class Named:
    """The mentions that belong to an actor. Those of an article are laid out when they are first asked for."""

    def __init__(self, actors: Mapping[ArticleId, Mapping[int, ActorId]]) -> None:
        """Take the actors of each article's chains, as they are when they are asked for."""
        self.corpus = Corpus()
        self._actors = actors
        self._mentions: dict[ArticleId, dict[int, list[tuple[Mention, ActorId]]]] = {}

    def turn(self, corpus: Corpus) -> None:
        """Take the corpus as it is now, and lay out nothing yet."""
        self.corpus = corpus
        self._mentions = {}

    def inside(self, article: ArticleId, at: Stretch) -> Iterator[tuple[Mention, ActorId]]:
        """Give each mention within a stretch with its actor, in order of the text, of those at one place the longest
        first.
        """
        if article not in self._mentions:
            self._mentions[article] = self._laid_out(article)
        for mention, actor in self._mentions[article].get(at.paragraph, ()):
            if at.start <= mention.start and mention.end <= at.end:
                yield mention, actor

    def _laid_out(self, article: ArticleId) -> dict[int, list[tuple[Mention, ActorId]]]:
        actors = self._actors.get(article, {})
        found: dict[int, list[tuple[Mention, ActorId]]] = {}
        for one in sorted(self.corpus.accounts[article].mentions, key=lambda one: (one.start, -one.end)):
            if one.chain in actors:
                found.setdefault(one.paragraph, []).append((one, actors[one.chain]))
        return found
