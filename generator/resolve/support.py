"""What speaks for two like names being one person's, besides the names: a role both are given, or the same company."""

from collections import Counter
from collections.abc import Callable, Sequence
from math import log
from typing import Generic, Literal, Protocol, TypeVar

import msgspec

from generator.engine import coarse
from generator.nouns.ids import ArticleId
from generator.resolve.facts import Around, Fact
from generator.resolve.names import Name, parse
from generator.resolve.wording import countries, word_list

_ARTICLES = 12
_BITS = 4
"""By so many leading bits articles are counted, and of a step the most it can be."""

Result = TypeVar("Result")
Read = set[str]
"""Keys that something was found by."""


class Support(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that two atoms share, in words, and how much it weighs."""

    kind: Literal["article", "role", "company", "context"]
    reason: str
    score: float


class Known(Protocol):
    """What is asked of an atom."""

    @property
    def name(self) -> Name:
        """Give the name of the person."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Give the facts, in the order of their chains."""

    @property
    def articles(self) -> frozenset[str]:
        """Give the articles of the facts."""


class Setting:
    """What is known of the corpus: how much it tells that two articles both name something, how keys are written, and
    whom each article names.

    A weight is near 1 for what two articles of a large corpus name, and near 0 for what most of them do: the logarithm
    of the share of those that name people, as if there were eight articles more. Both counts are coarse, so that an
    article more or less moves few weights.
    """

    def __init__(self) -> None:
        """Know of no article yet."""
        self.weights: dict[str, float] = {}
        self.around: dict[ArticleId, Around] = {}
        self._counts: Counter[str] = Counter()
        self._total = 0
        self._names: dict[ArticleId, tuple[str, ...]] = {}
        self._written: dict[str, Counter[str]] = {}
        self._recounted: set[str] = set()
        self._rewritten: set[str] = set()

    def put(self, article: ArticleId, facts: Sequence[Fact], around: Around) -> bool:
        """Take in an article in place of what it was; tell whether it names others than before."""
        context = around.context if any(fact.kind == "person" for fact in facts) else frozenset()
        before = self.around.pop(article, Around())
        old = before.context
        self._counts.subtract(old - context)
        self._counts.update(context - old)
        self._recounted |= old ^ context
        if context:
            self.around[article] = around
        former, names = self._names.pop(article, ()), tuple(sorted(fact.name for fact in facts))
        if names:
            self._names[article] = names
        for name in former if names != former else ():
            self._written[parse(name).key][name] -= 1
        for name in names if names != former else ():
            self._written.setdefault(parse(name).key, Counter())[name] += 1
        self._rewritten.update(parse(name).key for name in {*former} ^ {*names})
        return self.around.get(article, Around()) != before

    def weigh(self) -> set[str]:
        """Weigh what is counted otherwise than before, and all where the articles are more or fewer; give the keys that
        are weighed or written otherwise.
        """
        total = coarse.ceiling(len(self.around) + 8, _BITS)
        if total != self._total:
            self._total, self._recounted = total, {*self._counts}
        changed = self._rewritten
        for key in self._rewritten:
            self._written[key] = +self._written[key]
            if not self._written[key]:
                del self._written[key]
        for key in self._recounted:
            count = self._counts[key]
            weight = log(total / coarse.ceiling(count, _BITS)) / log(total) if count else 0.0
            if weight != self.weights.get(key, 0.0):
                changed.add(key)
            self.weights[key] = weight
            if not count:
                del self._counts[key], self.weights[key]
        self._recounted, self._rewritten = set(), set()
        return changed

    def shown(self, key: str) -> str:
        """Give how a key is written, for the sentences of evidence."""
        return min(self._written.get(key, ()), key=lambda text: (text.isupper(), text), default=key)


class _Pairs(Generic[Result]):
    """What was found of pairs, with the keys that it was found by: found once, and again where it may be otherwise."""

    def __init__(self, find: Callable[[Known, Known, Setting, Read], Result]) -> None:
        self._find = find
        self._before: dict[tuple[Known, Known], tuple[Result, Read]] = {}
        self._now: dict[tuple[Known, Known], tuple[Result, Read]] = {}

    def turn(self, changed: set[str]) -> None:
        """Let go of what nobody asked for since the last turn, and of what was found by a key that changed."""
        self._before, self._now = self._now, {}
        if changed:
            self._before = {pair: one for pair, one in self._before.items() if changed.isdisjoint(one[1])}

    def of(self, left: Known, right: Known, setting: Setting) -> Result:
        pair = (left, right)
        found = self._now.get(pair) or self._before.get(pair)
        if found is None:
            read: Read = set()
            found = (self._find(left, right, setting, read), read)
        self._now[pair] = found
        return found[0]


class Supports:
    """What speaks for pairs of atoms."""

    def __init__(self, setting: Setting) -> None:
        """Know of no pair yet."""
        self.setting = setting
        self._supports = _Pairs(_support)
        self._contexts = _Pairs(_context)

    def turn(self, changed: set[str]) -> None:
        """Let go of what nobody asked for since the last turn, and of what keys that changed bear upon."""
        self._supports.turn(changed)
        self._contexts.turn(changed)

    def support(self, left: Known, right: Known) -> Support | None:
        """Find what two atoms share: a role, two other people, or several bodies and places that few articles name.

        Two that one article names apart share nothing, unless it uses both names for one.
        """
        return self._supports.of(left, right, self.setting)

    def context(self, left: Known, right: Known) -> float:
        """Weigh what else the two most alike articles both name, people, bodies or places."""
        return self._contexts.of(left, right, self.setting)


def _support(left: Known, right: Known, setting: Setting, read: Read) -> Support | None:
    if left.articles & right.articles:
        return None
    roles = _roles(left, right)
    if roles:
        return Support(kind="role", reason=f"Both are called “{roles}”.", score=0.9)
    weight, people = _alike(left, right, setting, "company", read)
    if len(people) >= 2 and weight >= 1:
        reason = f"Both are named together with {_list(people, setting)}."
        return Support(kind="company", reason=reason, score=round(min(0.6 + 0.1 * weight, 0.85), 2))
    weight, things = _alike(left, right, setting, "context", read)
    if len(things) >= 3 and weight >= 1.5:
        reason = f"The articles of both name {_list(things, setting)}, as few others do."
        return Support(kind="context", reason=reason, score=round(min(0.5 + 0.03 * weight, 0.6), 2))
    return None


def _context(left: Known, right: Known, setting: Setting, read: Read) -> float:
    return _alike(left, right, setting, "context", read)[0]


def _roles(left: Known, right: Known) -> str:
    """Give a role that both are given, as the longer wording states it. Their countries must not differ."""
    mine = {role for fact in left.facts[:_ARTICLES] for role in fact.roles}
    theirs = {role for fact in right.facts[:_ARTICLES] for role in fact.roles}
    best: tuple[int, str] = (0, "")
    lands = countries()
    for one, text in mine:
        for other, other_text in theirs:
            shared = one & other
            if not shared - word_list("broad") - lands or len(shared) < 2:
                continue
            here, there = one & lands, other & lands
            if 2 * len(shared) > min(len(one), len(other)) and (not here or not there or here & there):
                best = max(best, (len(shared), max(text, other_text, key=lambda one: (len(one), one))))
    return best[1]


def _alike(
    left: Known, right: Known, setting: Setting, what: Literal["company", "context"], read: Read
) -> tuple[float, list[str]]:
    """Give what the two most alike articles both name, in order of the letters, and its weight."""
    own = {left.name.key, right.name.key, *left.name.words, *right.name.words}
    best: tuple[float, list[str]] = (0.0, [])
    for one in left.facts[:_ARTICLES]:
        mine = getattr(setting.around[one.ref.article], what) - own
        for other in right.facts[: 2 * _ARTICLES]:
            shared = mine & getattr(setting.around[other.ref.article], what)
            if shared and len(shared) >= best[0]:  # no weight is more than 1
                keys = sorted(shared)
                read.update(keys)
                best = max(best, (round(sum(setting.weights.get(key, 0.0) for key in keys), 6), keys))
    return best


def _list(keys: list[str], setting: Setting) -> str:
    rarest = sorted(keys, key=lambda key: (-setting.weights.get(key, 0.0), key))[:3]
    items = sorted(map(setting.shown, rarest))
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
