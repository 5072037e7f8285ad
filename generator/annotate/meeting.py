"""What the analyser knows of words for meetings, read once from ``generator/data/meetings.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.annotate.knowledge import read, words_of
from generator.annotate.speech import forms


@dataclass(frozen=True, kw_only=True)
class Words:
    """Verb forms by what they tell, and the nouns and small words that matter beside them.

    ``named`` are the nouns for meetings and calls, ``triggers`` these and all verbs; ``stops`` is what a list of
    participants ends before.
    """

    verbs: Mapping[str, frozenset[str]]
    lists: Mapping[str, frozenset[str]]
    named: frozenset[str]
    triggers: frozenset[str]
    stops: frozenset[str]


@cache
def known() -> Words:
    """Read ``generator/data/meetings.yaml``."""
    data = read("meetings.yaml")
    irregular = data["irregular"]
    odd = {base: words_of(one) for base, one in irregular.items()} if isinstance(irregular, dict) else {}
    groups = ("met", "with", "topic_with", "visited", "called_on", "hosted", "telephoned", "held", "together", "paid")
    verbs = {
        group: frozenset(form for base in words_of(data[group]) for form in forms(base, odd.get(base, ())))
        for group in groups
    }
    lists = {group: frozenset(words_of(data[group])) for group in data if group not in {*groups, "irregular"}}
    named = lists["nouns"] | lists["calls"]
    return Words(
        verbs=verbs,
        lists=lists,
        named=named,
        triggers=named.union(*verbs.values()),
        stops=lists["stops"] | lists["places"],
    )
