"""How many independent accounts stand behind places of the articles."""

from collections.abc import Iterable, Sequence

from generator.nouns.evidence import Locus
from generator.nouns.findings import Story, Telling
from generator.nouns.ids import ArticleId, StoryId

_Text = ArticleId | tuple[StoryId]
"""What places have in common that are no two accounts: a telling, by its first article, or a story."""


class Independence:
    """Counts accounts: articles that are one telling count once, and so do sentences that share their text.

    Two articles that tell the rest in their own words still have one source where both repeat a press release.
    """

    def __init__(self, tellings: Sequence[Telling] = (), stories: Sequence[Story] = ()) -> None:
        """Take all tellings and stories of the corpus."""
        self._tellings: Sequence[Telling] = ()
        self._telling: dict[ArticleId, ArticleId] = {}
        self._known: dict[StoryId, Story] = {}
        self._stories: dict[tuple[ArticleId, int], list[tuple[int, int, tuple[StoryId]]]] = {}
        self.turn(tellings, stories)

    def turn(self, tellings: Sequence[Telling], stories: Sequence[Story]) -> set[ArticleId]:
        """Take tellings and stories as they are now; give the articles whose places may count otherwise than before."""
        moved = set()
        if tellings != self._tellings:
            telling = {key: one.articles[0] for one in tellings for key in one.articles}
            either = self._telling.keys() | telling.keys()
            moved = {key for key in either if self._telling.get(key) != telling.get(key)}
            self._tellings, self._telling = tellings, telling
        known = {story.id: story for story in stories}
        gone = [story for key, story in self._known.items() if known.get(key) != story]
        come = [story for key, story in known.items() if self._known.get(key) != story]
        left = {(story.id,) for story in gone}
        for place in {(locus.article, locus.paragraph) for story in gone for locus in story.loci}:
            inside = [one for one in self._stories.pop(place) if one[2] not in left]
            if inside:
                self._stories[place] = inside
        for story in come:
            key = (story.id,)
            for locus in story.loci:
                inside = self._stories.setdefault((locus.article, locus.paragraph), [])
                inside.append((locus.start, locus.end, key))
        self._known = known
        return moved.union(locus.article for story in (*gone, *come) for locus in story.loci)

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
