"""What speaks for two like names being one person's, besides the names: a role both are given, or the same company."""

from collections.abc import Mapping
from typing import Literal, Protocol

import msgspec

from generator.resolve.facts import Fact
from generator.resolve.names import Name, parse
from generator.resolve.wording import countries, word_list

_ARTICLES = 12


class Support(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that two atoms share, in words, and how much it weighs."""

    kind: Literal["article", "role", "company"]
    reason: str
    score: float
    shared: int = 0


class Known(Protocol):
    """What is asked of an atom."""

    name: Name
    facts: tuple[Fact, ...]
    articles: frozenset[str]


def support(left: Known, right: Known, shown: Mapping[str, str], *, company: int = 2) -> Support | None:
    """Find what two atoms share; ``company`` is how many other people both must be named with in two articles,
    ``shown`` how their keys are written.

    Two that one article names apart share nothing, unless it uses both names for one.
    """
    if left.articles & right.articles:
        return None
    roles = _roles(left, right)
    if roles:
        return Support(kind="role", reason=f"Both are called “{roles}”.", score=0.9)
    common = _company(left, right)
    if len(common) >= company:
        names = sorted(shown.get(key, key) for key in common)[:3]
        return Support(
            kind="company",
            reason=f"Both are named together with {_list(names)}.",
            score=min(0.6 + 0.05 * len(common), 0.85),
            shared=len(common),
        )
    return None


def context(left: Known, right: Known, common: frozenset[str]) -> int:
    """Count what else the two most alike articles both name, people, bodies or places, less what is ``common``."""
    own = {*_keys(left), *_keys(right), *common}
    return max(
        (
            len((one.context & other.context) - own)
            for one in left.facts[:_ARTICLES]
            for other in right.facts[: 4 * _ARTICLES]
        ),
        default=0,
    )


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


def _company(left: Known, right: Known) -> frozenset[str]:
    """Give the other people named in both of the two most alike articles."""
    best: frozenset[str] = frozenset()
    own = {key for side in (left, right) for key in _keys(side)}
    for one in left.facts[:_ARTICLES]:
        for other in right.facts[:_ARTICLES]:
            if one.company is not other.company:
                shared = (one.company & other.company) - own
                if len(shared) > len(best) or (len(shared) == len(best) and sorted(shared) > sorted(best)):
                    best = shared
    return best


def _keys(side: Known) -> set[str]:
    return {side.name.key, *(parse(fact.name).key for fact in side.facts[1:_ARTICLES])}


def _list(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
