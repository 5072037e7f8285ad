"""What the analyser knows of words for meetings, read once from ``generator/data/meetings.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.annotate.knowledge import read, words_of
from generator.annotate.speech import forms


@dataclass(frozen=True, kw_only=True)
class Words:
    """Verb forms by what they tell, and the nouns and small words that matter beside them."""

    verbs: Mapping[str, frozenset[str]]
    lists: Mapping[str, frozenset[str]]


@cache
def known() -> Words:
    """Read ``generator/data/meetings.yaml``."""
    data = read("meetings.yaml")
    irregular = data["irregular"]
    odd = {base: words_of(one) for base, one in irregular.items()} if isinstance(irregular, dict) else {}
    groups = ("met", "with", "topic_with", "visited", "called_on", "hosted", "telephoned", "held", "together", "paid")
    return Words(
        verbs={
            group: frozenset(form for base in words_of(data[group]) for form in forms(base, odd.get(base, ())))
            for group in groups
        },
        lists={group: frozenset(words_of(data[group])) for group in data if group not in {*groups, "irregular"}},
    )
