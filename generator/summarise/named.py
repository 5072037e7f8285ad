"""Who is named where in the articles."""

from collections.abc import Iterator, Mapping

import msgspec

from generator.nouns.account import Mention
from generator.nouns.corpus import Corpus
from generator.nouns.ids import ActorId, ArticleId
from generator.summarise.repair import Stretch

_Mentions = dict[int, tuple[tuple[Mention, ActorId], ...]]
"""The mentions of an article by paragraph, each with its actor."""

_PACKED = msgspec.msgpack.Decoder(_Mentions)


class Named:
    """The mentions that belong to an actor. Those of an article are laid out when they are first asked for, and packed
    when those of another are: briefs ask for many articles, again and again, and all mentions of all of them are much.
    """

    def __init__(self, actors: Mapping[ArticleId, Mapping[int, ActorId]]) -> None:
        """Take the actors of each article's chains, as they are when they are asked for."""
        self.turn(Corpus())
        self._actors = actors

    def turn(self, corpus: Corpus) -> None:
        """Take the corpus as it is now, and lay out nothing yet."""
        self.corpus = corpus
        self._packed: dict[ArticleId, bytes] = {}
        self._last: tuple[ArticleId, _Mentions] | None = None

    def inside(self, article: ArticleId, at: Stretch) -> Iterator[tuple[Mention, ActorId]]:
        """Give each mention within a stretch with its actor, in order of the text, of those at one place the longest
        first.
        """
        if self._last is None or self._last[0] != article:
            packed = self._packed.get(article)
            self._last = (article, self._laid_out(article) if packed is None else _PACKED.decode(packed))
        for mention, actor in self._last[1].get(at.paragraph, ()):
            if at.start <= mention.start and mention.end <= at.end:
                yield mention, actor

    def _laid_out(self, article: ArticleId) -> _Mentions:
        actors = self._actors.get(article, {})
        found: dict[int, list[tuple[Mention, ActorId]]] = {}
        for one in sorted(self.corpus.accounts[article].mentions, key=lambda one: (one.start, -one.end)):
            if one.chain in actors:
                found.setdefault(one.paragraph, []).append((one, actors[one.chain]))
        made = {paragraph: tuple(some) for paragraph, some in found.items()}
        self._packed[article] = msgspec.msgpack.encode(made)
        return made
