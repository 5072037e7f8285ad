"""Actors of the corpus: chains of all articles joined, named, given ids, with the reason for every name they bear."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from generator.nouns.account import ActorKind
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence
from generator.nouns.findings import Actor, HeldApart, Variant
from generator.nouns.ids import ActorId, ArticleId
from generator.nouns.judgement import Judgement
from generator.nouns.problem import Problem
from generator.resolve.display import chosen
from generator.resolve.facts import Around, Fact, Owners
from generator.resolve.forest import Linked
from generator.resolve.judgements import Bearing, bearing
from generator.resolve.likeness import liken
from generator.resolve.names import parse
from generator.resolve.people import linked
from generator.resolve.rechain import LEFT_OUT
from generator.resolve.things import grouped
from generator.resolve.wording import plain
from generator.resolve.wording import thing_key as key
from generator.safe.slug import assign

_LIGHT = frozenset({"the", "of"})


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """Actors sorted by id, pairs held apart, and what the role ledger and others need: whose each chain is."""

    actors: tuple[Actor, ...]
    held_apart: tuple[HeldApart, ...]
    of: Owners
    bearing: Bearing
    problems: tuple[Problem, ...]


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An actor before it has an id. ``why`` gives the evidence for a name, by its key."""

    kind: ActorKind
    facts: tuple[Fact, ...]
    why: dict[str, Evidence]
    name: str


def resolved(
    corpus: Corpus, facts: Sequence[Fact], around: Mapping[ArticleId, Around], judgements: Sequence[Judgement]
) -> Resolved:
    """Join the chains of all accounts into actors.

    ``facts`` are those of all articles, in the order of the corpus; ``around`` is whom each of them names.
    """
    withheld = (one for account in corpus.accounts.values() for one in account.unlinked)
    left_out = frozenset(one.text for one in withheld if one.reason.startswith(LEFT_OUT))
    bears = bearing(facts, judgements, left_out)
    facts = [fact for fact in facts if fact.ref not in bears.ignored]
    people = linked([fact for fact in facts if fact.kind == "person"], bears.orders, _shown(facts), around)
    drafts = _people(people)
    groups, held_things = grouped([fact for fact in facts if fact.kind != "person"], corpus, bears.orders)
    drafts += [
        Draft(kind=group.kind, facts=group.facts, why=dict(group.why), name=chosen(group.facts, group.kind))
        for group in groups
    ]
    drafts = [one for one in drafts if not all(fact.author for fact in one.facts)]
    drafts, problems = _renamed(drafts, bears)
    rank = {article: place for place, article in enumerate(corpus.order)}
    ids = _ids(drafts, rank)
    of: dict[ArticleId, dict[int, ActorId]] = {}
    for draft, own in zip(drafts, ids, strict=True):
        for fact in draft.facts:
            of.setdefault(fact.ref.article, {})[fact.ref.chain] = own
    actors = [_actor(draft, own, rank, bears) for draft, own in zip(drafts, ids, strict=True)]
    held = {
        _pair(of, people.atoms[one.left].facts[0], people.atoms[one.right].facts[0]): one.evidence
        for one in people.held
    }
    for left, right, evidence in held_things:
        held.setdefault(_pair(of, left, right), evidence)
    return Resolved(
        actors=tuple(sorted(actors, key=lambda actor: actor.id)),
        held_apart=tuple(
            HeldApart(left=pair[0], right=pair[1], evidence=evidence)
            for pair, evidence in sorted(held.items(), key=lambda item: item[0] or ("", ""))
            if pair is not None
        ),
        of=of,
        bearing=bears,
        problems=(*bears.problems, *problems),
    )


def _shown(facts: Iterable[Fact]) -> dict[str, str]:
    """Give how keys of names are written, for the sentences of evidence."""
    shown: dict[str, str] = {}
    for fact in facts:
        one = parse(fact.name).key
        shown[one] = min(shown.get(one, fact.name), fact.name, key=lambda text: (text.isupper(), text))
    return shown


def _people(people: Linked) -> list[Draft]:
    """Make a draft of each group of persons, with the evidence that brought each name in."""
    group_of = {i: number for number, group in enumerate(people.groups) for i in group}
    why: list[dict[str, Evidence]] = [{} for _ in people.groups]
    for join in people.joins:
        for side in (join.right, join.left):
            why[group_of[side]].setdefault(people.atoms[side].name.key, join.evidence)
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
        keys.append(f"{first.ref.article}\n{first.first.paragraph}:{first.first.start}\n{draft.kind}:{first.name}")
    slugs = {
        kind: assign({one: draft.name for one, draft in zip(keys, drafts, strict=True) if draft.kind == kind})
        for kind in sorted({draft.kind for draft in drafts})
    }
    return [ActorId(f"{draft.kind}:{slugs[draft.kind][one]}") for one, draft in zip(keys, drafts, strict=True)]


def _actor(draft: Draft, own: ActorId, rank: Mapping[ArticleId, int], bears: Bearing) -> Actor:
    """Finish an actor: its variants with evidence, articles in their order, and what was judged."""
    counts: Counter[str] = Counter()
    where: dict[str, set[ArticleId]] = {}
    lone: dict[str, Fact] = {}
    for fact in draft.facts:
        for form, count in fact.forms:
            counts[form] += count
            where.setdefault(form, set()).add(fact.ref.article)
            lone.setdefault(form, fact)
    refs = {fact.ref for fact in draft.facts}
    past = next((fact for fact in draft.facts if fact.historical), None)
    return Actor(
        id=own,
        kind=draft.kind,
        name=draft.name,
        variants=tuple(
            Variant(
                text=form,
                count=count,
                articles=tuple(sorted(where[form], key=rank.__getitem__)),
                evidence=_because(form, draft, lone[form]),
            )
            for form, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ),
        chains=tuple(sorted(refs)),
        articles=tuple(sorted({fact.ref.article for fact in draft.facts}, key=rank.__getitem__)),
        historical=None
        if past is None
        else Evidence(rule="historical", reason=past.historical, score=0.9, loci=(past.first,)),
        judged=tuple(reason for reason, touched in bears.judged if touched & refs),
    )


def _because(form: str, draft: Draft, fact: Fact) -> Evidence | None:
    """Say why a name in the text is taken for this actor; nothing where it is the actor's name itself."""
    person = draft.kind == "person"
    same = parse(form).key == parse(draft.name).key if person else key(form) == key(draft.name)
    if form == draft.name:
        return None
    found = draft.why.get(parse(form).key if person else key(form))
    if found is not None and not (person and parse(form).lone and not parse(fact.name).lone):
        return _nearer(form, draft.name, found) if person else found
    if same and not person and plain(form) - _LIGHT != plain(draft.name) - _LIGHT:
        reason = f"“{form}” and “{draft.name}” name one and the same: a usual short form or another spelling."
        return Evidence(rule="usual-form", reason=reason, score=0.95, loci=(fact.first,))
    if same:
        reason = f"“{form}” and “{draft.name}”: they are the same name, but for accents, hyphens, dots or small words."
        return Evidence(rule="same-name", reason=reason, score=0.97, loci=(fact.first,))
    if person and not parse(form).lone:
        alike = liken(parse(draft.name), parse(form))
        if alike.level in {"same", "likely"}:
            reason = f"{alike.reason} One article uses both for one person."
            return Evidence(rule=alike.rule, reason=reason, score=0.92, loci=(fact.first,))
    what = "short for" if len(form) < len(fact.name) else "another name for"
    reason = f"In the article that has “{form}”, it is {what} “{fact.name}”, which the article gives in full."
    return Evidence(rule="short-name-in-article", reason=reason, score=0.9, loci=(fact.first,))


def _nearer(form: str, name: str, found: Evidence) -> Evidence:
    """Compare with the name that the page shows, where that alone suffices: the reader knows no other yet."""
    alike = liken(parse(name), parse(form))
    if found.rule == "judgement" or alike.level != "same":
        return found
    return msgspec.structs.replace(found, rule=alike.rule, reason=alike.reason)


def _pair(of: Owners, left: Fact, right: Fact) -> tuple[ActorId, ActorId] | None:
    a, b = (of.get(one.ref.article, {}).get(one.ref.chain) for one in (left, right))
    return None if a is None or b is None or a == b else (min(a, b), max(a, b))
