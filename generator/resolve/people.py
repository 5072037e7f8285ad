"""Persons joined across articles: equal and compatible names by strict rules, single names to their one owner.

The steps: facts of one full name make an atom; atoms are compared in blocks; sure links join, likely ones join with
support from roles or company; nothing joins two that clash. What was possible and not done is listed.
"""

from collections.abc import Mapping, Sequence

from generator.nouns.ids import ArticleId
from generator.resolve.atoms import Orders, atoms_of
from generator.resolve.facts import Around, Fact
from generator.resolve.forest import Forest, Linked
from generator.resolve.fullnames import join_full_names, list_misnamed
from generator.resolve.singlenames import join_single_names
from generator.resolve.support import setting_of


def linked(
    facts: Sequence[Fact], orders: Orders, shown: Mapping[str, str], around: Mapping[ArticleId, Around]
) -> Linked:
    """Join the facts of persons; the order of the facts changes nothing.

    ``shown`` is how keys are written, ``around`` whom the articles name.
    """
    setting = setting_of(facts, shown, around)
    forest = Forest(atoms_of(facts, orders, setting), setting)
    for refs, reason in orders.merged:
        some = [i for i, atom in enumerate(forest.atoms) if any(fact.ref in refs for fact in atom.facts)]
        for other in some[1:]:
            forest.join(some[0], other, forest.grounds("judgement", reason, 1.0, some[0], other), judged=True)
    join_full_names(forest)
    join_single_names(forest)
    list_misnamed(forest)
    return forest.outcome()
