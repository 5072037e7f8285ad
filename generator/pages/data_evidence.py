"""Evidence as JSON: the rule, its plain words, a score, and the places that it rests on."""

from collections.abc import Iterable

from generator.nouns.evidence import Evidence
from generator.pages.spans import Keys, Record


def fields(one: object, names: Iterable[str]) -> Record:
    """Give some fields of a noun."""
    return {name: getattr(one, name) for name in names}


def score(one: float) -> float:
    """Show no more of a score than it can tell."""
    return round(one, 4)


def evidence(keys: Keys, one: Evidence | None) -> Record | None:
    """Give evidence, if there is some."""
    if one is None:
        return None
    return {**reasoned(one), "spans": keys.spans(one.loci)}


def reasoned(one: Evidence) -> Record:
    """Give evidence without its places."""
    return {**fields(one, ("rule", "reason")), "score": score(one.score)}
