"""Where sources differ: names, offices, ranks, dates, places, numbers, and whom one of them leaves out.

Each kind is found block by block (a person, an office, a meeting, an event), and each version counts its independent
accounts: copies of one text do not outvote anybody. What an editor settled comes last, what they dismissed not at all.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence
from generator.nouns.findings import Actor, Disagreement, Meeting, Story, Telling, Version
from generator.nouns.ids import ActorId, ArticleId
from generator.nouns.independence import Independence
from generator.resolve.disagreements import actions, encounters, figures, namesakes, offices, spellings
from generator.resolve.disagreements.draft import Draft, Side, scene_of
from generator.resolve.facts import Owners
from generator.resolve.meetings import Report, day_of
from generator.resolve.roles import Stated

_MOST = 8
"""Versions of one thing that are told apart; of more, nobody would read them side by side."""


def disagreements(
    corpus: Corpus,
    of: Owners,
    *,
    actors: Sequence[Actor],
    said: Mapping[ActorId, Sequence[Stated]],
    called: Mapping[ActorId, Sequence[Draft]],
    reports: Sequence[Sequence[Report]],
    meetings: Iterable[Meeting],
    stories: Sequence[Story],
    tellings: Sequence[Telling],
    counts: Mapping[ArticleId, figures.Counts],
    deeds: Mapping[ArticleId, actions.Deeds],
) -> tuple[Disagreement, ...]:
    """Find all disagreements, those that matter most first, with those of too many versions (see ``readable``).

    ``said`` is what each person is called, and ``called`` where articles differ about that of one person alone.
    ``counts`` and ``deeds`` are what each article alone says of how many, and of what is done with whom.
    """
    groups = [one.loci for one in stories] + [one.evidence.loci for one in meetings]
    scene = scene_of(corpus, of, actors, groups)
    people = {one.id: one for one in actors if one.kind == "person"}
    kinds = {one.id: one.kind for one in actors}
    places = {key: _placed(corpus, key, of, kinds) for key, one in counts.items() if one.figures}
    events = sorted({frozenset(locus.article for locus in loci) for loci in groups}, key=sorted)
    drafts = [
        *namesakes.mistaken(scene, reports, said),
        *encounters.shortened(scene, reports),
        *encounters.dated(scene, reports),
        *encounters.placed(scene, reports),
        *offices.held(scene, said),
        *figures.counted(corpus, counts, places, scene.names),
        *actions.contrary(corpus, deeds, [event for event in events if len(event) > 1]),
    ]
    for actor in sorted(people):
        drafts.extend(called.get(actor, ()))
        drafts.extend(spellings.spellings(people[actor], corpus))
    independence = Independence(tellings, stories)
    found = [_made(corpus, draft, independence) for draft in drafts]
    return tuple(sorted(_distinct(one for one in found if len(one.versions) > 1), key=_rank))


def readable(one: Disagreement) -> bool:
    """Tell whether a disagreement has no more versions than can be shown side by side."""
    return len(one.versions) <= _MOST


def _distinct(found: Iterable[Disagreement]) -> Iterable[Disagreement]:
    """Give each its own subject, which a judgement names it by: those that share one name their versions too."""
    ordered = sorted(found, key=_rank, reverse=True)
    counts = Counter(one.subject for one in ordered)
    kept: dict[str, Disagreement] = {}
    for one in ordered:
        told = " or ".join(sorted(version.value for version in one.versions))
        subject = f"{one.subject}: {told}" if counts[one.subject] > 1 else one.subject
        kept[subject] = msgspec.structs.replace(one, subject=subject)
    return kept.values()


def _placed(corpus: Corpus, key: ArticleId, of: Owners, kinds: Mapping[ActorId, str]) -> dict[int, frozenset[ActorId]]:
    """Give the places named in each paragraph of an article."""
    own = of.get(key, {})
    found: dict[int, set[ActorId]] = {}
    for one in corpus.accounts[key].mentions:
        actor = own.get(one.chain) if one.form == "name" else None
        if actor is not None and kinds.get(actor) == "place":
            found.setdefault(one.paragraph, set()).add(actor)
    return {paragraph: frozenset(some) for paragraph, some in found.items()}


def _made(corpus: Corpus, draft: Draft, independence: Independence) -> Disagreement:
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
    days = sorted(day_of(corpus.articles[locus.article].published.value) for locus in loci)
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


def _rank(one: Disagreement) -> tuple[float, bool, int, str]:
    accounts = sum(version.accounts for version in one.versions)
    return (-one.evidence.score, one.updated, -accounts, one.subject)
