"""Sentences of other articles that say the same: each compared with the statement itself, never through a third."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter

import msgspec

from generator.engine.digest import digest, encode
from generator.nouns.findings import Findings, Story, Telling
from generator.nouns.ids import ArticleId, StoryId
from generator.nouns.independence import Independence
from generator.summarise.columns import Column, Places, Table, read, rows, written
from generator.summarise.pool import Pool
from generator.summarise.sheet import Sentence
from generator.summarise.terms import KeptTerms, Terms

_SAYS = 0.5
"""A sentence says what a statement says when it has this part, by rarity, of what the statement tells …"""
_FEW = 2
"""… and at least so many of its words, and all of its people if they are no more than two, else most of them."""
_MOST_PEOPLE = 0.75
_BARE = 4
"""Where a statement tells less, and of fewer than two people, its places and organisations must be the same, too."""
_MET = 0.2
"""Where both tell that the same people met, this part of what either tells is enough."""
_SEVERAL = 3
"""Of two sentences where one names all people of the other, one repeats the other, whichever names more, when so many
of their telling words are the same and most of what either tells.
"""
_NEAR = 0.45
"""Of two sentences about the same people, one repeats the other when they share this part of the lesser's words."""


_Told = tuple[bytes, tuple[ArticleId, ...]]
"""A digest of the places of a story, and their articles."""


class KeptEchoes(msgspec.Struct, frozen=True, array_like=True):
    """What was answered, and what it rests on, as they are kept for another process.

    ``found`` are sentences, how many others say the same as each, and these; ``agreed`` counts accounts. Of
    stories there is what tells whether one is another.
    """

    terms: KeptTerms
    found: tuple[Column, Column, Column]
    agreed: Table
    stories: dict[StoryId, _Told]


class Echoes:
    """Answers which sentences say what one says, and remembers it; ``turn`` tells which answers are others now."""

    def __init__(self, pool: Pool) -> None:
        """Know of nothing yet."""
        self._pool = pool
        self._terms = Terms(pool)
        self._independence = Independence()
        self._last: tuple[Sentence, frozenset[int]] | None = None  # the one that was compared last, and what it tells
        self._whole: dict[Sentence, float] = {}
        self._found: dict[Sentence, tuple[Sentence, ...]] = {}
        self._agreed: dict[Sentence, int] = {}
        self._counting: dict[ArticleId, set[Sentence]] = {}  # by article those whose accounts were counted with it
        self._stories: Sequence[Story] = ()
        self._tellings: Sequence[Telling] = ()
        self._former: Mapping[StoryId, _Told] | None = None

    def kept(self, places: Places) -> KeptEchoes:
        """Write down what was answered."""
        found, agreed = self._found, self._agreed
        return KeptEchoes(
            self._terms.kept(places),
            (places.written(found), written(map(len, found.values())), places.written(chain(*found.values()))),
            (places.written(agreed), written(agreed.values())),
            _told(self._stories),
        )

    def resume(self, kept: KeptEchoes, places: Places) -> None:
        """Go on from what was written down. Which article tells with which others must be as it was, but for those that
        are said to be edited.
        """
        self._terms.resume(kept.terms, places)
        ones, sizes, others = kept.found
        self._found = dict(zip(places.read(ones), map(tuple, rows(sizes, places.read(others))), strict=True))
        self._agreed = dict(zip(places.read(kept.agreed[0]), read(kept.agreed[1]), strict=True))
        for one in self._agreed:
            self._note(one)
        self._former = kept.stories

    def turn(
        self,
        went: Collection[Sentence],
        came: Collection[Sentence],
        findings: Findings,
        edited: Collection[ArticleId],
        compared: Collection[Sentence],
    ) -> tuple[set[Sentence], set[Sentence]]:
        """Put sentences that came in the place of those that went, in articles that were ``edited``.

        Gives the sentences that others say now and did not, or the other way round, or by another number of accounts;
        and those of the ``compared`` that may compare otherwise than before.
        """
        concerned = self._recast(findings).union(edited)
        for one in went:
            self._forget(one)
            self._whole.pop(one, None)
            self._found.pop(one, None)
        self._last = None
        rare, rarity = self._terms.turn(went, came)
        moved = set()
        for one in self._unsure(frozenset(went), came, rare):
            if (sought := self._sought(one)) != self._found[one]:
                self._forget(one)
                self._found[one] = sought
                moved.add(one)
        counting = set[Sentence]().union(*[self._counting.get(key, ()) for key in concerned])
        moved.update([one for one in counting if self._recounted(one)])
        apart = {one for one in self._terms.saying(rare if compared else ()) if one in compared}
        for sheet in self._pool.having(rarity if compared else ()):
            apart.update([one for one in sheet.sentences if one in compared and not rarity.isdisjoint(one.terms())])
        return moved, apart

    def _recast(self, findings: Findings) -> set[ArticleId]:
        """Take tellings and stories as they are now; give the articles whose places may count otherwise than before."""
        moved: set[ArticleId] = set()
        if findings.stories != self._stories or findings.tellings != self._tellings or self._former is not None:
            moved = self._independence.turn(findings.tellings, findings.stories)
            self._stories, self._tellings = findings.stories, findings.tellings
        if self._former is not None:
            either = self._former.items() ^ _told(findings.stories).items()
            moved = {key for _, (_, articles) in either for key in articles}
            self._former = None
        return moved

    def _unsure(self, went: frozenset[Sentence], came: Iterable[Sentence], terms: Iterable[int]) -> set[Sentence]:
        """Give sentences of which it was asked who says the same, where that may have become another.

        ``terms`` are rarer or more common than before.
        """
        found = self._found
        if not found:  # nobody has asked for anything
            self._whole.clear()
            return set()
        again = {
            other
            for one in went
            for term in one.said
            for other in self._terms.holders.get(term, ())  # of another term all who say it are looked at below
            if one in found.get(other, ())
        }
        for one in self._terms.saying(terms):
            self._whole.pop(one, None)
            again.add(one)
            if self._terms.met in one.said:  # what both tell is measured by either where the same people meet
                again.update(self._terms.meeting(one.people))
        again &= found.keys()
        for one in came:
            for term in one.said:
                for other in self._terms.holders.get(term, ()):
                    if other in found and other not in again and self._may_support(one, other):
                        again.add(other)
        return again

    def _may_support(self, one: Sentence, other: Sentence) -> bool:
        return one.one.faithful and one.article != other.article and self._says(one, other, self._both(other, one))

    def _recounted(self, one: Sentence) -> bool:
        """Count the accounts anew that say what a sentence says; tell whether they are more or fewer than before."""
        before, self._agreed[one] = self._agreed[one], self._accounts(one)
        return before != self._agreed[one]

    def _accounts(self, one: Sentence) -> int:
        return self._independence.count([other.locus for other in (one, *self._found[one])])

    def _note(self, one: Sentence) -> None:
        """Note the articles with which the accounts of a sentence were counted."""
        for other in (one, *self._found[one]):
            self._counting.setdefault(other.article, set()).add(one)

    def _forget(self, one: Sentence) -> None:
        """Forget how many accounts say what a sentence says: it says another thing, or others say it now."""
        if self._agreed.pop(one, None) is not None:
            for other in (one, *self._found[one]):
                counting = self._counting.get(other.article, set())
                counting.discard(one)
                if not counting:
                    self._counting.pop(other.article, None)

    def of(self, one: Sentence) -> tuple[Sentence, ...]:
        """Give sentences of other articles that say the same, the best of each article, in the order of the corpus."""
        if one not in self._found:
            self._found[one] = self._sought(one)
        return self._found[one]

    def _sought(self, one: Sentence) -> tuple[Sentence, ...]:
        near: set[Sentence] = set()
        for term in one.said:
            near.update(self._terms.holders.get(term, ()))
        near.difference_update(one.sheet.sentences)
        best: dict[ArticleId, tuple[float, int, Sentence]] = {}
        for other in near:
            both = self._both(one, other)
            if self._says(other, one, both) and other.one.faithful:
                rank = (-self._shared(one, both), other.order, other)
                best[other.article] = min(best.get(other.article, rank), rank)
        return tuple([other for _, _, other in sorted(best.values(), key=itemgetter(1))])

    def _both(self, one: Sentence, other: Sentence) -> frozenset[int]:
        """Give what both tell."""
        if self._last is None or self._last[0] is not one:
            self._last = (one, frozenset(one.said))
        return self._last[1].intersection(other.said)

    def _shared(self, one: Sentence, both: Iterable[int]) -> float:
        """Give the part, by rarity, that ``both`` are of what a sentence tells."""
        whole = self._whole.get(one)
        if whole is None:
            whole = self._whole[one] = math.fsum([self._terms.rare[term] for term in one.said])
        return math.fsum([self._terms.rare[term] for term in both]) / whole if whole else 0.0

    def _weight(self, terms: Iterable[int]) -> float:
        return math.fsum([self._terms.rarity[term] for term in terms])

    def _says(self, other: Sentence, one: Sentence, both: frozenset[int]) -> bool:
        """Tell whether ``other`` says what ``one`` says: its people, and most of what it tells."""
        people, there = one.people, other.people
        wanted = len(people) if len(people) <= 2 else math.ceil(_MOST_PEOPLE * len(people))
        if wanted and len(people & there) < wanted:
            return False
        told = len(one.said)
        if not both or len(both) < min(_FEW, told):
            return False
        if told < _BARE and len(people) < 2:
            others = one.actors.keys() - people
            if not others <= other.actors.keys():
                return False
        if len(people) > 1 and people == there and self._terms.met in both:
            return self._most(one, other, both) >= _MET
        return self._shared(one, both) >= _SAYS

    def _most(self, one: Sentence, other: Sentence, both: frozenset[int]) -> float:
        """Give the part that is the same of what either tells, whichever is more."""
        return max(self._shared(one, both), self._shared(other, both))

    def fuller(self, one: Sentence, other: Sentence) -> bool:
        """Tell whether one sentence names all people of another and more, and no fewer accounts say it."""
        return one.people > other.people and self.agreed(one) >= self.agreed(other)

    def agreed(self, one: Sentence) -> int:
        """Count the independent accounts that say what one sentence says."""
        support = self.of(one)
        if not support:
            return 1
        if one not in self._agreed:
            self._agreed[one] = self._accounts(one)
            self._note(one)
        return self._agreed[one]

    def repeats(self, one: Sentence, other: Sentence) -> bool:
        """Tell whether either of two sentences adds nothing to the other."""
        both = self._both(one, other)
        if self._says(one, other, both) or self._says(other, one, both):
            return True
        people, there = one.people, other.people
        among = people <= there or there <= people
        if among and len(both) >= _SEVERAL and self._most(one, other, both) >= _SAYS:
            return True
        left, right = frozenset(one.terms()), other.terms()
        common = left.intersection(right)
        if people and people == there:
            least = min(self._weight(left), self._weight(right))
            if self._weight(common) >= _NEAR * least > 0:
                return True
        return len(common) >= 0.6 * min(len(left), len(right)) > 0


def _told(stories: Iterable[Story]) -> dict[StoryId, _Told]:
    return {one.id: (digest(encode(one.loci)), tuple({place.article: None for place in one.loci})) for one in stories}
