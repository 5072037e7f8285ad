"""What speaks for two like names being one person's, besides the names: a role both are given, or the same company."""

from typing import Literal, Protocol

import msgspec

from generator.resolve.facts import Fact
from generator.resolve.names import Name
from generator.resolve.wording import countries, word_list

_ARTICLES = 12


class Support(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that two atoms share, in words, and how much it weighs."""

    kind: Literal["article", "role", "company", "context"]
    reason: str
    score: float
    shared: int = 0


class Known(Protocol):
    """What is asked of an atom."""

    name: Name
    facts: tuple[Fact, ...]
    articles: frozenset[str]


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the corpus: what so many articles name that it tells nothing, and how keys are written."""

    common: frozenset[str] = frozenset()
    shown: dict[str, str] = {}


def support(left: Known, right: Known, setting: Setting) -> Support | None:
    """Find what two atoms share: a role, two other people, or several bodies and places that few articles name.

    Two that one article names apart share nothing, unless it uses both names for one.
    """
    if left.articles & right.articles:
        return None
    roles = _roles(left, right)
    if roles:
        return Support(kind="role", reason=f"Both are called “{roles}”.", score=0.9, shared=1)
    people = _alike(left, right, setting, "company")
    if len(people) >= 2:
        return Support(
            kind="company",
            reason=f"Both are named together with {_list(people, setting)}.",
            score=round(min(0.6 + 0.05 * len(people), 0.85), 2),
            shared=len(people),
        )
    things = _alike(left, right, setting, "context")
    if len(things) >= 3:
        return Support(
            kind="context",
            reason=f"The articles of both name {_list(things, setting)}, as few others do.",
            score=round(min(0.5 + 0.02 * len(things), 0.6), 2),
            shared=len(things),
        )
    return None


def context(left: Known, right: Known, setting: Setting) -> int:
    """Count what else the two most alike articles both name, people, bodies or places, that few others do."""
    return len(_alike(left, right, setting, "context"))


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


def _alike(left: Known, right: Known, setting: Setting, what: Literal["company", "context"]) -> list[str]:
    """Give what the two most alike articles both name, in order of the letters."""
    own = {left.name.key, right.name.key, *left.name.words, *right.name.words, *setting.common}
    best: list[str] = []
    for one in left.facts[:_ARTICLES]:
        mine = (one.company if what == "company" else one.context) - own
        if len(mine) < len(best):
            continue
        for other in right.facts[: 2 * _ARTICLES]:
            shared = mine & (other.company if what == "company" else other.context)
            if len(shared) >= max(len(best), 1):
                best = max(best, sorted(shared), key=lambda some: (len(some), some))
    return best


def _list(keys: list[str], setting: Setting) -> str:
    items = sorted(setting.shown.get(key, key) for key in keys)[:3]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
