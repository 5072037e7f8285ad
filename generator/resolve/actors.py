"""Actors of the corpus: chains of all articles joined, named, given ids, with the reason for every name they bear.

Who is who depends on names alone and not on where they stand. So where an edit changes other words, what was joined in
the run before stands as it is, and only the places are told anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import itemgetter

import msgspec

from generator.engine.memory import alike
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Actor, HeldApart
from generator.nouns.ids import ActorId, ArticleId
from generator.nouns.judgement import Judgement
from generator.nouns.problem import Problem
from generator.resolve.contribution import Contribution
from generator.resolve.display import chosen
from generator.resolve.drafts import Draft, finished
from generator.resolve.facts import Fact, Grounds, Owners
from generator.resolve.forest import Linked
from generator.resolve.judgements import Bearing, bearing
from generator.resolve.names import parse
from generator.resolve.people import linked
from generator.resolve.things import grouped
from generator.safe.slug import assign

Pair = tuple[ActorId, ActorId]
Parts = Mapping[ArticleId, Contribution]


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Who is who, free of position: drafts sorted by their ids, whose each chain is, and pairs held apart, sorted."""

    drafts: Mapping[ActorId, Draft]
    of: Owners
    held: Mapping[Pair, Grounds]
    bearing: Bearing
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """Actors sorted by id, pairs held apart, and what the role ledger and others need; with all that it was made of."""

    actors: tuple[Actor, ...]
    held_apart: tuple[HeldApart, ...]
    joined: Joined
    corpus: Corpus
    parts: Parts
    judgements: tuple[Judgement, ...]

    @property
    def of(self) -> Owners:
        """Tell whose each chain is."""
        return self.joined.of

    @property
    def bearing(self) -> Bearing:
        """Give the judgements as they bear on the corpus."""
        return self.joined.bearing

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give what is wrong with the judgements."""
        return self.joined.problems


def resolved(corpus: Corpus, parts: Parts, judgements: Sequence[Judgement], before: Resolved | None = None) -> Resolved:
    """Join the chains of all accounts into actors.

    ``parts`` are the contributions of all articles, in the order of the corpus. What of ``before``, the outcome of
    another run, would come out the same is taken from it.
    """
    if before is not None and _names_stand(corpus, parts, judgements, before):
        joined = before.joined
    else:
        joined = _joined(corpus, parts, judgements)
        if before is not None:
            of = alike(joined.of, before.of)
            joined = replace(joined, of=of, drafts=alike(joined.drafts, before.joined.drafts))
    rank = {article: place for place, article in enumerate(corpus.order)}
    firsts = {key: one.firsts for key, one in parts.items()}
    actors: dict[ActorId, Actor] = {}
    former = {one.id: one for one in before.actors} if before is not None else {}
    moved = _moved(corpus, parts, joined.of, before) if before is not None else frozenset()
    for own, draft in joined.drafts.items():
        old = former.get(own)
        stands = old is not None and before is not None and before.joined.drafts[own] is draft and own not in moved
        if old is None or not stands:
            made = finished(draft, own, rank, firsts)
            old = old if old == made else made
        actors[own] = old
    held = {
        pair: HeldApart(left=pair[0], right=pair[1], evidence=grounds.evidence(firsts))
        for pair, grounds in joined.held.items()
    }
    known = {(one.left, one.right): one for one in before.held_apart} if before is not None else {}
    return Resolved(
        actors=tuple(actors.values()),
        held_apart=tuple(alike(held, known).values()),
        joined=joined,
        corpus=corpus,
        parts=parts,
        judgements=tuple(judgements),
    )


def _names_stand(corpus: Corpus, parts: Parts, judgements: Sequence[Judgement], before: Resolved) -> bool:
    """Tell whether all that joining reads is as it was."""
    if corpus.order != before.corpus.order or tuple(judgements) != before.judgements:
        return False
    return all(
        one is (old := before.parts[key])
        or (one.facts == old.facts and one.around == old.around and one.left_out == old.left_out)
        for key, one in parts.items()
    )


def _moved(corpus: Corpus, parts: Parts, of: Owners, before: Resolved) -> frozenset[ActorId]:
    """Give those whose names stand elsewhere in an article than before, or whose articles are in another order."""
    found: set[ActorId] = set()
    for key, one in parts.items():
        old = before.parts.get(key)
        if one is old:
            continue
        same = old is not None and corpus.articles[key].published == before.corpus.articles[key].published
        kept = old.firsts if old is not None and same else ()
        found.update(
            own for number, own in of.get(key, {}).items() if number >= len(kept) or kept[number] != one.firsts[number]
        )
    return frozenset(found)


def _joined(corpus: Corpus, parts: Parts, judgements: Sequence[Judgement]) -> Joined:
    """Join from nothing."""
    facts = list(chain.from_iterable(one.facts for one in parts.values()))
    bears = bearing(facts, judgements, frozenset().union(*(one.left_out for one in parts.values())))
    facts = [fact for fact in facts if fact.ref not in bears.ignored]
    around = {key: one.around for key, one in parts.items()}
    people = linked([fact for fact in facts if fact.kind == "person"], bears.orders, _shown(facts), around)
    drafts = _people(people)
    groups, held_things = grouped([fact for fact in facts if fact.kind != "person"], bears.orders)
    drafts += [
        Draft(kind=group.kind, facts=group.facts, why=dict(group.why), name=chosen(group.facts, group.kind))
        for group in groups
    ]
    drafts = [one for one in drafts if not all(fact.author for fact in one.facts)]
    drafts, problems = _renamed(drafts, bears)
    ids = _ids(drafts, {article: place for place, article in enumerate(corpus.order)})
    of: dict[ArticleId, dict[int, ActorId]] = {}
    for draft, own in zip(drafts, ids, strict=True):
        for fact in draft.facts:
            of.setdefault(fact.ref.article, {})[fact.ref.chain] = own
    held = {
        _pair(of, people.atoms[one.left].facts[0], people.atoms[one.right].facts[0]): one.grounds for one in people.held
    }
    for left, right, grounds in held_things:
        held.setdefault(_pair(of, left, right), grounds)
    return Joined(
        drafts={own: _judged(draft, bears) for own, draft in sorted(zip(ids, drafts, strict=True), key=itemgetter(0))},
        of=of,
        held={pair: grounds for pair, grounds in sorted(held.items(), key=lambda item: item[0] or ("", "")) if pair},
        bearing=bears,
        problems=(*bears.problems, *problems),
    )


def _judged(draft: Draft, bears: Bearing) -> Draft:
    """Note the judgements that bear upon an actor."""
    if not bears.judged:
        return draft
    refs = {fact.ref for fact in draft.facts}
    return msgspec.structs.replace(draft, judged=tuple(reason for reason, touched in bears.judged if touched & refs))


def _shown(facts: Iterable[Fact]) -> dict[str, str]:
    """Give how keys of names are written, for the sentences of evidence."""
    shown: dict[str, str] = {}
    for fact in facts:
        one = parse(fact.name).key
        shown[one] = min(shown.get(one, fact.name), fact.name, key=lambda text: (text.isupper(), text))
    return shown


def _people(people: Linked) -> list[Draft]:
    """Make a draft of each group of persons, with the grounds that brought each name in."""
    group_of = {i: number for number, group in enumerate(people.groups) for i in group}
    why: list[dict[str, Grounds]] = [{} for _ in people.groups]
    for join in people.joins:
        for side in (join.right, join.left):
            why[group_of[side]].setdefault(people.atoms[side].name.key, join.grounds)
    drafts = []
    for group, reasons in zip(people.groups, why, strict=True):
        facts = tuple(sorted((fact for i in group for fact in people.atoms[i].facts), key=lambda fact: fact.ref))
        drafts.append(Draft(kind="person", facts=facts, why=reasons, name=chosen(facts, "person")))
    return drafts


def _renamed(drafts: Iterable[Draft], bears: Bearing) -> tuple[list[Draft], list[Problem]]:
    """Give the names that judgements give; one that would rename two actors is reported and left."""
    found, problems = list(drafts), []
    where = {fact.ref: place for place, draft in enumerate(found) for fact in draft.facts}
    done: set[int] = set()
    for one, refs in bears.renamed:
        places = sorted({where[ref] for ref in refs if ref in where})
        if len(places) > 1 and one.kind == "rename":
            named = {place for place in places if found[place].name in one.names}
            places = sorted(named) or places
        if len(places) > 1 and one.kind == "rename":
            what = f"“{one.names[0]}” fits {len(places)} actors; none was renamed"
            problems.append(Problem(path=one.path, line=one.line, what=what, hint="name the article, or merge them"))
            continue
        for place in places:
            if place not in done:
                done.add(place)
                found[place] = msgspec.structs.replace(found[place], name=one.to or one.names[0])
    return found, problems


def _ids(drafts: Sequence[Draft], rank: Mapping[ArticleId, int]) -> list[ActorId]:
    """Make ids of kind and name; where several would be equal, each gets a mark of where it is first named."""
    keys = []
    for draft in drafts:
        first = min(draft.facts, key=lambda fact: (rank[fact.ref.article], fact.ref.chain))
        keys.append(f"{first.ref.article}\n{first.ref.chain}\n{draft.kind}:{first.name}")
    slugs = {
        kind: assign({one: draft.name for one, draft in zip(keys, drafts, strict=True) if draft.kind == kind})
        for kind in sorted({draft.kind for draft in drafts})
    }
    return [ActorId(f"{draft.kind}:{slugs[draft.kind][one]}") for one, draft in zip(keys, drafts, strict=True)]


def _pair(of: Owners, left: Fact, right: Fact) -> Pair | None:
    a, b = (of.get(one.ref.article, {}).get(one.ref.chain) for one in (left, right))
    return None if a is None or b is None or a == b else (min(a, b), max(a, b))
