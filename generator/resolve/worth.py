"""What the words of the topics' settings are worth, by where the editor wrote them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from generator.nouns.ids import ArticleId, TopicId
from generator.resolve import terms
from generator.resolve.texts import Split
from generator.settings import TopicSettings

# A term was chosen; a line of description holds words by the way.
_TERM, _PART, _TITLE, _LINE = 1.0, 0.3, 0.35, 0.2
_NAME = 2.5
"""A name that is no place's in the line of description counts this much more than its other words."""
_ALONE = 2.4
"""Title and description count this much more in a topic that has no terms."""

Worth = dict[TopicId, dict[str, float]]
"""By topic what each of its terms is worth, a term being the roots of a word or phrase with a space between."""


class Surroundings(msgspec.Struct, array_like=True):
    """What the articles add to the words of the settings: which names are of places, and what is short for what.

    ``names`` are those of places with the number of articles that have them, ``roots`` their roots with the number of
    names, ``short`` the short forms by the article that defines them.
    """

    names: dict[str, int] = {}
    roots: dict[str, int] = {}
    short: dict[ArticleId, tuple[tuple[terms.Roots, terms.Roots], ...]] = {}

    def change(self, before: Mapping[ArticleId, Split], now: Mapping[ArticleId, Split]) -> None:
        """Discard what some articles said, and add what some say."""
        for some, sign in ((before, -1), (now, 1)):
            for key, one in some.items():
                self.short.pop(key, None)
                if one.short and sign > 0:
                    self.short[key] = one.short
                for name in one.places:
                    count = _count(self.names, name, sign)
                    if count == (1 if sign > 0 else 0):
                        for root in {word.root for word in terms.words(name)}:
                            _count(self.roots, root, sign)

    def worth(self, settings: Sequence[TopicSettings], order: Iterable[ArticleId]) -> Worth:
        """Give what each word and phrase of the settings is worth.

        Short forms that the articles define count as the long ones, and the other way round: the first of ``order``
        that defines one decides.
        """
        short: dict[terms.Roots, terms.Roots] = {}
        for key in order:
            for long, brief in self.short.get(key, ()):
                short.setdefault(long, brief)
                short.setdefault(brief, long)
        return {TopicId(topic.id): self._of(topic, short) for topic in settings}

    def _of(self, topic: TopicSettings, short: Mapping[terms.Roots, terms.Roots]) -> dict[str, float]:
        found: dict[str, float] = {}

        def put(roots: terms.Roots, value: float) -> None:
            for one in (roots, short.get(roots, ())):
                if one:
                    term = " ".join(one)
                    found[term] = max(found.get(term, 0.0), value)

        more = 1.0 if topic.terms else _ALONE
        title, description = (topic.title, _TITLE * more), (topic.description, _LINE * more)
        for term in topic.terms:
            put(_phrase(term), _TERM)
        for line, value in (*((term, _PART) for term in topic.terms), title, description):
            for word in _words(line):
                if word.content:
                    named = line == topic.description and word.capital and word.root not in self.roots
                    put((word.root,), min(1.0, value * (_NAME if named else 1.0)))
        return found


_phrase = lru_cache(maxsize=65536)(terms.phrase)


@lru_cache(maxsize=65536)
def _words(line: str) -> tuple[terms.Word, ...]:
    return tuple(terms.words(line))


def _count(counts: dict[str, int], one: str, by: int) -> int:
    """Count one more or less, and give how many there are; what there is none of is not kept."""
    count = counts.get(one, 0) + by
    if count:
        counts[one] = count
    else:
        counts.pop(one, None)
    return count
