"""A disagreement as it is published: the accounts of each version counted, and whether one may follow another."""

from collections.abc import Iterable
from itertools import pairwise

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence
from generator.nouns.findings import Disagreement, Version
from generator.nouns.independence import Independence
from generator.resolve.disagreements.draft import Draft, Side
from generator.resolve.meetings import day_of


def weighed(corpus: Corpus, draft: Draft, independence: Independence) -> Disagreement:
    """Count the accounts of each version, and tell by dates whether one may have followed the other."""
    versions = tuple(_version(corpus, side, independence) for side in draft.sides)
    updated = draft.kind not in {"spelling", "participants", "identity"} and _in_turn(versions)
    ending = "; the later articles may tell what has changed since" if updated else ""
    return Disagreement(
        kind=draft.kind,
        subject=draft.subject,
        versions=versions,
        actors=draft.actors,
        updated=updated,
        evidence=Evidence(
            rule=draft.rule,
            reason=f"{draft.reason}{ending}.",
            score=draft.score,
            loci=tuple(sorted({locus for one in versions for locus in one.loci})),
        ),
    )


def _version(corpus: Corpus, side: Side, independence: Independence) -> Version:
    value, loci = side
    days = sorted(day_of(corpus.cards[locus.article].published.value) for locus in loci)
    return Version(
        value=value,
        loci=loci,
        accounts=independence.count(loci),
        first=days[0] if days and all(days) else "",
        last=days[-1] if days and all(days) else "",
    )


def _in_turn(versions: Iterable[Version]) -> bool:
    """Tell whether every article of each version is older than all of the next, and all are dated."""
    ordered = sorted(versions, key=lambda one: one.first)
    return all(one.first for one in ordered) and all(before.last < after.first for before, after in pairwise(ordered))
