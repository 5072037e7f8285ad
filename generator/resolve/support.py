"""What speaks for two like names being one person's, besides the names: a role both are given, or the same company."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log
from typing import Literal, Protocol

import msgspec

from generator.nouns.ids import ArticleId
from generator.resolve.facts import Around, Fact
from generator.resolve.names import Name
from generator.resolve.wording import countries, word_list

_ARTICLES = 12


class Support(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that two atoms share, in words, and how much it weighs."""

    kind: Literal["article", "role", "company", "context"]
    reason: str
    score: float


class Known(Protocol):
    """What is asked of an atom."""

    name: Name
    facts: tuple[Fact, ...]
    articles: frozenset[str]


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the corpus: how much it tells that two articles both name something, how keys are written, and
    whom each article names.

    A weight is near 1 for what two articles of a large corpus name, and near 0 for what most of them do.
    """

    weights: dict[str, float] = {}
    shown: dict[str, str] = {}
    around: Mapping[ArticleId, Around] = {}


def setting_of(facts: Iterable[Fact], shown: Mapping[str, str], around: Mapping[ArticleId, Around]) -> Setting:
    """Weigh names by how few articles have them: the logarithm of the share, as if there were eight articles more."""
    contexts = {fact.ref.article: around[fact.ref.article].context for fact in facts}
    counts = Counter(key for context in contexts.values() for key in context)
    all_of_them = len(contexts) + 8
    weights = {key: log(all_of_them / count) / log(all_of_them) for key, count in counts.items()}
    return Setting(weights=weights, shown=dict(shown), around=around)


def support(left: Known, right: Known, setting: Setting) -> Support | None:
    """Find what two atoms share: a role, two other people, or several bodies and places that few articles name.

    Two that one article names apart share nothing, unless it uses both names for one.
    """
    if left.articles & right.articles:
        return None
    roles = _roles(left, right)
    if roles:
        return Support(kind="role", reason=f"Both are called “{roles}”.", score=0.9)
    weight, people = _alike(left, right, setting, "company")
    if len(people) >= 2 and weight >= 1:
        reason = f"Both are named together with {_list(people, setting)}."
        return Support(kind="company", reason=reason, score=round(min(0.6 + 0.1 * weight, 0.85), 2))
    weight, things = _alike(left, right, setting, "context")
    if len(things) >= 3 and weight >= 1.5:
        reason = f"The articles of both name {_list(things, setting)}, as few others do."
        return Support(kind="context", reason=reason, score=round(min(0.5 + 0.03 * weight, 0.6), 2))
    return None


def context(left: Known, right: Known, setting: Setting) -> float:
    """Weigh what else the two most alike articles both name, people, bodies or places."""
    return _alike(left, right, setting, "context")[0]


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


def _alike(left: Known, right: Known, setting: Setting, what: Literal["company", "context"]) -> tuple[float, list[str]]:
    """Give what the two most alike articles both name, in order of the letters, and its weight."""
    own = {left.name.key, right.name.key, *left.name.words, *right.name.words}
    best: tuple[float, list[str]] = (0.0, [])
    for one in left.facts[:_ARTICLES]:
        mine = getattr(setting.around[one.ref.article], what) - own
        for other in right.facts[: 2 * _ARTICLES]:
            shared = mine & getattr(setting.around[other.ref.article], what)
            if shared:
                keys = sorted(shared)
                best = max(best, (round(sum(setting.weights.get(key, 0.0) for key in keys), 6), keys))
    return best


def _list(keys: list[str], setting: Setting) -> str:
    rarest = sorted(keys, key=lambda key: (-setting.weights.get(key, 0.0), key))[:3]
    items = sorted(setting.shown.get(key, key) for key in rarest)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
