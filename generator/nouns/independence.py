"""How many independent accounts stand behind places of the articles."""

from collections.abc import Iterable, Sequence

from generator.nouns.evidence import Locus
from generator.nouns.findings import Story, Telling
from generator.nouns.ids import ArticleId

_Text = ArticleId | int
"""What places have in common that are no two accounts: a telling, by its first article, or a story, by its number."""


class Independence:
    """Counts accounts: articles that are one telling count once, and so do sentences that share their text.

    Two articles that tell the rest in their own words still have one source where both repeat a press release.
    """

    def __init__(self, tellings: Sequence[Telling], stories: Sequence[Story]) -> None:
        """Take all tellings and stories of the corpus."""
        self._telling = {key: one.articles[0] for one in tellings for key in one.articles}
        self._stories: dict[tuple[ArticleId, int], list[tuple[int, int, int]]] = {}
        for number, story in enumerate(stories):
            for locus in story.loci:
                inside = self._stories.setdefault((locus.article, locus.paragraph), [])
                inside.append((locus.start, locus.end, number))

    def count(self, loci: Iterable[Locus]) -> int:
        """Count the accounts among places. Of three texts, of which each shares something with another, one is told."""
        above: dict[_Text, _Text] = {}

        def top(one: _Text) -> _Text:
            above.setdefault(one, one)
            while above[one] != one:
                above[one] = above[above[one]]
                one = above[one]
            return one

        for locus in loci:
            telling = top(self._telling.get(locus.article, locus.article))
            for start, end, story in self._stories.get((locus.article, locus.paragraph), ()):
                if start < locus.end and locus.start < end:
                    above[top(story)] = telling
        return len({top(one) for one in list(above)})
