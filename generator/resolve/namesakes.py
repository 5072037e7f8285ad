"""Two people of one full name, told apart: other walks of life, and nobody and nothing in common."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from generator.resolve.facts import Fact
from generator.safe import yaml


def senses(facts: Sequence[Fact], common: frozenset[str]) -> list[int]:
    """Number the facts of one full name by the person meant: 0 for all unless they fall apart.

    Facts of one walk of life are one person; so are those of two whose articles name anyone else in common, or two
    things that are not ``common`` in the corpus. Facts without a walk go to the person whose articles are most alike.
    """
    walks = [_walks(fact) for fact in facts]
    stated = sorted({walk for some in walks for walk in some})
    if len(stated) < 2:
        return [0] * len(facts)
    company: dict[str, set[str]] = {walk: set() for walk in stated}
    context: dict[str, set[str]] = {walk: set() for walk in stated}
    parent = {walk: walk for walk in stated}

    def root(walk: str) -> str:
        while parent[walk] != walk:
            walk = parent[walk]
        return walk

    for fact, some in zip(facts, walks, strict=True):
        for walk in some:
            company[walk] |= fact.company
            context[walk] |= fact.context - common
            parent[root(walk)] = root(some[0])
    # The name itself is in the company and the context of every fact: more than that one is shared company.
    for place, one in enumerate(stated):
        for other in stated[place + 1 :]:
            if len(company[one] & company[other]) > 1 or len(context[one] & context[other]) > 2:
                parent[root(other)] = root(one)
    people = sorted({root(walk) for walk in stated})
    if len(people) < 2:
        return [0] * len(facts)
    near = {one: set().union(*(context[walk] for walk in stated if root(walk) == one)) for one in people}
    weight = {one: sum(1 for some in walks if some and root(some[0]) == one) for one in people}

    def meant(fact: Fact, some: Sequence[str]) -> str:
        if some:
            return root(some[0])
        return max(people, key=lambda one: (len(near[one] & fact.context), weight[one], one))

    chosen = [meant(fact, some) for fact, some in zip(facts, walks, strict=True)]
    first = {one: min(fact.ref for fact, own in zip(facts, chosen, strict=True) if own == one) for one in people}
    number = {one: place for place, one in enumerate(sorted(people, key=lambda one: first[one]))}
    return [number[one] for one in chosen]


def _walks(fact: Fact) -> list[str]:
    table = _callings()
    return sorted({table[word] for means, _ in fact.roles for word in means if word in table})


@cache
def _callings() -> dict[str, str]:
    """Map words of roles to walks of life."""
    value = yaml.load((files("generator") / "data" / "callings.yaml").read_bytes(), "callings.yaml").value
    return (
        {word: walk for walk, words in value.items() for word in str(words).split()} if isinstance(value, dict) else {}
    )
