"""What the words of the topics' settings are worth, by where the editor wrote them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.nouns.ids import ArticleId, TopicId
from generator.resolve import terms
from generator.resolve.vocabulary import Said
from generator.settings import TopicSettings

# A term was chosen; a line of description holds words by the way.
_TERM, _PART, _TITLE, _LINE = 1.0, 0.3, 0.35, 0.2
_NAME = 2.5
"""A name that is no place's in the line of description counts this much more than its other words."""
_ALONE = 2.4
"""Title and description count this much more in a topic that has no terms."""

Worth = Mapping[TopicId, Mapping[str, float]]
"""By topic what each of its terms is worth, a term being the roots of a word or phrase with a space between."""


class Surroundings:
    """What the articles add to the words of the settings: which names are of places, and what is short for what."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._names: Counter[str] = Counter()
        self._places: Counter[str] = Counter()
        self._short: dict[ArticleId, tuple[tuple[terms.Roots, terms.Roots], ...]] = {}

    def change(self, before: Mapping[ArticleId, Said], now: Mapping[ArticleId, Said]) -> None:
        """Discard what some articles said, and add what some say."""
        for key, one in before.items():
            self._short.pop(key, None)
            for name in one.places:
                self._names[name] -= 1
                if not self._names[name]:
                    del self._names[name]
                    self._places.subtract(_roots(name))
        for key, one in now.items():
            if one.short:
                self._short[key] = one.short
            for name in one.places:
                self._names[name] += 1
                if self._names[name] == 1:
                    self._places.update(_roots(name))

    def worth(self, settings: Sequence[TopicSettings], order: Iterable[ArticleId]) -> Worth:
        """Give what each word and phrase of the settings is worth.

        Short forms that the articles define count as the long ones, and the other way round: the first of ``order``
        that defines one decides.
        """
        short: dict[terms.Roots, terms.Roots] = {}
        for key in order:
            for long, brief in self._short.get(key, ()):
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
            put(terms.phrase(term), _TERM)
        for line, value in (*((term, _PART) for term in topic.terms), title, description):
            for word in terms.words(line):
                if word.content:
                    named = line == topic.description and word.capital and not self._places[word.root]
                    put((word.root,), min(1.0, value * (_NAME if named else 1.0)))
        return found


def _roots(name: str) -> set[str]:
    return {word.root for word in terms.words(name)}
