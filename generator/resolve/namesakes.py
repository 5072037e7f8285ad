"""Two people of one full name, told apart: other walks of life, and nobody and nothing in common."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from generator.resolve import callings
from generator.resolve.facts import Fact
from generator.resolve.names import parse
from generator.resolve.support import Read, Setting


def senses(facts: Sequence[Fact], setting: Setting, read: Read) -> list[int]:
    """Tell by number which person of one full name each fact means: 0 for all unless they fall apart.

    Facts of one walk of life are one person; so are those of two whose articles name anyone else in common, or two
    things that few articles name. Facts without a walk go to the person whose articles are most alike. ``read`` gets
    the keys whose weights this hangs on.
    """
    walks = [_walks(fact) for fact in facts]
    person = _people(facts, walks, setting, read)
    people = sorted(set(person.values()))
    if len(people) < 2:
        return [0] * len(facts)
    near: dict[str, set[str]] = {one: set() for one in people}
    weight = Counter(person[some[0]] for some in walks if some)
    for fact, some in zip(facts, walks, strict=True):
        if some:
            near[person[some[0]]] |= setting.around[fact.ref.article].context
    chosen = [
        person[some[0]]
        if some
        else max(people, key=lambda one: (len(near[one] & setting.around[fact.ref.article].context), weight[one], one))
        for fact, some in zip(facts, walks, strict=True)
    ]
    first = {one: min(fact.ref for fact, own in zip(facts, chosen, strict=True) if own == one) for one in people}
    number = {one: place for place, one in enumerate(sorted(people, key=lambda one: first[one]))}
    return [number[one] for one in chosen]


def _people(facts: Sequence[Fact], walks: Sequence[Sequence[str]], setting: Setting, read: Read) -> dict[str, str]:
    """Map each walk of life to the first of those that are one person's."""
    stated = sorted({walk for some in walks for walk in some})
    company: dict[str, set[str]] = {walk: set() for walk in stated}
    context: dict[str, set[str]] = {walk: set() for walk in stated}
    person = {walk: walk for walk in stated}
    own = {parse(fact.name).key for fact in facts}

    def join(one: str, other: str) -> None:
        kept, gone = sorted((person[one], person[other]))
        person.update({walk: kept for walk, own in person.items() if own == gone})

    for fact, some in zip(facts, walks, strict=True):
        for walk in some:
            company[walk] |= setting.around[fact.ref.article].company
            context[walk] |= setting.around[fact.ref.article].context
            join(walk, some[0])
    # The name itself is in the company and the context of every fact: only what is more than that is shared.
    for one, other in combinations(stated, 2):
        shared = (context[one] & context[other]) - own
        read |= shared
        if len(company[one] & company[other]) > 1 or sum(setting.weights.get(key, 0.0) for key in sorted(shared)) >= 1:
            join(one, other)
    return person


def _walks(fact: Fact) -> list[str]:
    table = callings.table()
    words = {word for means, _ in fact.roles for word in means} | fact.callings
    return sorted({table[word] for word in words if word in table})
