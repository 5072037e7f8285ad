"""Text that articles share: wire copy, press releases, light rewording. Found by shingles, counted once.

Two sentences share text when many of the three-word runs of the shorter stand in the longer (containment, which sees
cut and embedded copies that the Jaccard measure misses; Broder 1997).
"""

import hashlib
from bisect import insort
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from generator.engine.digest import digest
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import Story, Telling
from generator.nouns.ids import StoryId
from generator.resolve.rows import Packed, Places
from generator.resolve.sentences import Edit, Entry, Sentences, Splitting
from generator.resolve.sharing import stepped
from generator.resolve.shingles import changes
from generator.resolve.tellings import Members, Tellings
from generator.resolve.woven import Woven

_FEW = 16
"""Where more than this part of the sentences is another, all are compared: it is as quick."""
_STALE = 64
"""What was written down is written anew when more than this part of the articles is another: it is much to write."""


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What is known of a corpus, written down for another process.

    ``mark`` is a digest of the marks of its articles, ``groups`` the numbers of its stories, in their order.
    """

    mark: bytes
    entries: tuple[Entry, ...]
    tables: tuple[tuple[Packed, ...], ...]
    groups: tuple[int, ...]


class ToldTwice:
    """What articles share, kept from one corpus to the next, so that an edit costs what it changes.

    What is found is a function of the corpus alone, however it came about.
    """

    def __init__(self, *, few: int = _FEW) -> None:
        """Know of no corpus yet. An edit changes no more than this part of the sentences; what does is no edit."""
        self._few = few
        self._sentences = Sentences()
        self._woven: Woven | None = None
        self._stories: dict[int, Story] = {}  # by group
        self._tellings = Tellings()
        self._ready = False
        self._others = 0  # articles that are another than in what was written down last

    @classmethod
    def resumed(
        cls, kept: Kept, stories: Sequence[Story], tellings: Sequence[Telling], *, few: int = _FEW
    ) -> "ToldTwice":
        """Go on from what was written down, of a corpus with these stories and tellings."""
        made = cls(few=few)
        made._sentences = Sentences.unpacked(kept.entries, kept.tables[:2])
        made._woven = Woven.unpacked(made._sentences, kept.tables[2:-2])
        order = (one.key for one in kept.entries)
        made._tellings = Tellings.unpacked(kept.tables[-2:], order, tellings)
        made._stories = dict(zip(kept.groups, stories, strict=True))
        made._ready = True
        return made

    def kept(self) -> Kept | None:
        """Write down what is known, for another process; nothing while that changes, or once it was broken off."""
        if not self._ready or self._woven is None:
            return None
        self._others = 0
        entries, tables = self._sentences.packed()
        mark = digest(*(one.mark for one in entries))
        return Kept(mark, entries, (*tables, *self._woven.packed(), *self._tellings.packed()), tuple(self._stories))

    @property
    def stale(self) -> bool:
        """Tell whether so much is another than what was written down that it should be written anew."""
        return self._others * _STALE > len(self._sentences.articles)

    def told_twice(self, corpus: Corpus, words: Splitting) -> tuple[tuple[Story, ...], tuple[Telling, ...]]:
        """Group the sentences that share text, each group with what the text names as its origin, and put every article
        into exactly one telling: those that are mostly copies of one text are one account.

        Stories in the order of their first locus, tellings in that of the corpus. Sentences of headlines, standfirsts
        and headings are left out: they repeat their own article. What is as it was before is the same object.
        """
        self._ready = False
        size, before = len(self._sentences), self._stories
        edit = self._sentences.update(corpus, words)
        self._others += edit.articles
        woven = self._woven
        if woven is not None and self._is_small(edit, size):
            gone, made = woven.update(edit)
            former = {one.id: one for i in gone.tolist() if (one := before.pop(i, None)) is not None}
        else:
            if woven is not None:
                self._sentences = Sentences()
                self._sentences.update(corpus, words)
            self._woven = woven = Woven.of(self._sentences)
            gone, made = np.zeros(0, dtype=np.int64), np.unique(woven.groups.of)
            former = {one.id: one for one in before.values()}
            self._others = len(corpus.order)
            self._stories, self._tellings = {}, Tellings(self._tellings.every())
        group = woven.groups.of[self._sentences.of]
        some, sizes = _twice(self._sentences, group, made)
        start = 0
        for size in sizes.tolist():
            score = float(woven.groups.weakest[group[some[start]]])
            story = _story(self._sentences, some[start : start + size], score)
            known = former.get(story.id)
            number = int(group[some[start]])
            self._stories.pop(number, None)  # so that it stands behind those that stay
            self._stories[number] = known if known is not None and known == story else story
            start += size
        tellings = self._tellings.update(corpus.order, self._sentences, gone, Members(some, group[some]), woven.same)
        self._stories = self._in_order(group, len(sizes))
        woven.rest()
        self._ready = True
        return tuple(self._stories.values()), tellings

    def _is_small(self, edit: Edit, size: int) -> bool:
        changed = len(edit.gone) + len(edit.new)
        return changed * self._few <= size and stepped(size) == stepped(len(self._sentences))

    def _in_order(self, group: Places, new: int) -> dict[int, Story]:
        """Give the stories in the order of their first sentence; ``group`` tells of each sentence where it belongs.

        Those that stand as they were are in order; ``new`` are so many behind them that are not.
        """
        first = np.full(len(self._sentences.texts), len(group))
        first[group[::-1]] = np.arange(len(group))[::-1]  # of those of one group the first one comes last
        order = list(self._stories)
        come, order = order[len(order) - new :], order[: len(order) - new]
        if new * self._few > len(order):
            order = sorted((*order, *come), key=first.tolist().__getitem__)
        else:
            for number in come:
                insort(order, number, key=first.__getitem__)
        return {number: self._stories[number] for number in order}


def _twice(sentences: Sentences, group: Places, made: Places) -> tuple[Places, Places]:
    """Give the sentences of those groups that stand in more than one place, group by group, and how many each has."""
    wanted = np.zeros(len(sentences.texts), dtype=np.bool_)
    wanted[made] = True
    some = np.flatnonzero(wanted[group])
    some = some[np.argsort(group[some], kind="stable")]
    begins = np.flatnonzero(changes(group[some]))
    sizes = np.diff(np.append(begins, len(some)))
    first, last = some[begins], some[begins + sizes - 1]
    twice = sentences.article[first] != sentences.article[last]
    twice |= sentences.paragraph[first] != sentences.paragraph[last]
    return some[np.repeat(twice, sizes)], sizes[twice]


def _story(sentences: Sentences, members: Places, score: float) -> Story:
    loci = sentences.loci(members)
    articles = set(sentences.article[members].tolist())
    where = f"{len(articles)} articles" if len(articles) > 1 else "two places of one article"
    named = sentences.origin(members)
    agencies = {sentences.articles[i].agency for i in articles}
    return Story(
        id=_id(loci),
        loci=loci,
        origin=named or (agencies.pop() if len(agencies) == 1 else ""),
        evidence=Evidence(
            rule="shared-words",
            reason=f"{where} share runs of words: {round(score * 100)} % of the shorter passage",
            score=round(score, 3),
            loci=loci,
        ),
    )


def _id(loci: Iterable[Locus]) -> StoryId:
    places = sorted((one.article, one.paragraph, one.start, one.end) for one in loci)
    told = "\n".join(f"{article}\t{paragraph}\t{start}\t{end}" for article, paragraph, start, end in places)
    return StoryId(hashlib.sha256(told.encode()).hexdigest()[:16])
