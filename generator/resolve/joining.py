"""Who is who, free of position: chains of all articles joined, named and given ids.

What was read, compared and named is kept from run to run, so that an edit reads the articles that name others than
before, compares whom they name, and finds all else as it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

import msgspec

from generator.nouns.corpus import Corpus
from generator.nouns.findings import ChainRef
from generator.nouns.ids import ActorId, ArticleId
from generator.nouns.judgement import Judgement
from generator.nouns.problem import Problem
from generator.resolve.atoms import Atom, Orders
from generator.resolve.contribution import Contribution
from generator.resolve.display import chosen
from generator.resolve.drafts import Draft
from generator.resolve.facts import Around, Fact, Grounds, Owners, first_of
from generator.resolve.forest import Linked
from generator.resolve.index import Place, place_of
from generator.resolve.judgements import Bearing, Named, bearing, of_names
from generator.resolve.people import People
from generator.resolve.things import Things
from generator.safe.slug import assign

Pair = tuple[ActorId, ActorId]
Parts = Mapping[ArticleId, Contribution]


def _none() -> Bearing:
    return Bearing(orders=Orders())


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Who is who: drafts sorted by their ids, whose each chain is, and pairs held apart, sorted."""

    drafts: Mapping[ActorId, Draft] = field(default_factory=dict)
    of: Owners = field(default_factory=dict)
    held: Mapping[Pair, Grounds] = field(default_factory=dict)
    bearing: Bearing = field(default_factory=_none)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Read:
    """What was read of an article."""

    place: Place
    facts: tuple[Fact, ...]
    around: Around
    left_out: frozenset[str]


class Joining:
    """All that joining needs of the articles, and what it came to."""

    def __init__(self) -> None:
        """Know of no article yet."""
        self._read: dict[ArticleId, _Read] = {}
        self._parts: Parts = {}
        self._judgements: list[Judgement] = []
        self._named: Named | None = None
        self._people = People()
        self._things = Things()
        self._casts: dict[tuple[Atom, ...], tuple[tuple[Fact, ...], Fact, str]] = {}
        self._joined = Joined()

    def update(self, corpus: Corpus, parts: Parts, judgements: Sequence[Judgement]) -> Joined:
        """Join the chains of all articles; ``parts`` are their contributions, in the order of the corpus."""
        stale = self._stale(corpus, parts)
        wanted = of_names(judgements)
        if not stale and wanted == self._judgements:
            return self._joined
        before, self._judgements = self._joined, wanted
        bears = self._borne(stale)
        stale |= _other(before.bearing, bears)
        for key in sorted(stale):
            one = self._read.get(key)
            facts = [fact for fact in one.facts if fact.ref not in bears.ignored] if one else []
            place, around = (one.place, one.around) if one else (("", key), Around())
            self._people.put(key, place, facts, around, bears.orders)
            self._things.put(key, place, facts, bears.orders)
        people = self._people.linked(bears.orders)
        groups, held_things = self._things.grouped(bears.orders)
        drafts = self._cast(people)
        drafts += [
            Draft(kind=one.kind, facts=one.facts, first=one.first, why=dict(one.why), name=one.name) for one in groups
        ]
        drafts = [one for one in drafts if not all(fact.author for fact in one.facts)]
        where = _where(drafts, bears)
        problems = _rename(drafts, bears, where)
        _judged(drafts, bears, where)
        ids = _ids(drafts)
        named = dict(sorted(zip(ids, drafts, strict=True), key=itemgetter(0)))
        named = {own: before.drafts[own] if before.drafts.get(own) == draft else draft for own, draft in named.items()}
        of = _owners(named, before)
        held = {
            _pair(of, people.atoms[one.left].facts[0], people.atoms[one.right].facts[0]): one.grounds
            for one in people.held
        }
        for left, right, grounds in held_things:
            held.setdefault(_pair(of, left, right), grounds)
        self._joined = Joined(
            drafts=named,
            of=of,
            held={pair: one for pair, one in sorted(held.items(), key=lambda item: item[0] or ("", "")) if pair},
            bearing=bears,
            problems=(*bears.problems, *problems),
        )
        return self._joined

    def _stale(self, corpus: Corpus, parts: Parts) -> set[ArticleId]:
        """Read what changed; give the articles that name others than before, or stand elsewhere."""
        stale = self._read.keys() - parts.keys()
        for key in stale:
            del self._read[key]
        for key, part in parts.items():
            old, place = self._read.get(key), place_of(corpus.cards[key])
            if old is not None and old.place == place and self._parts[key] is part:
                continue
            now = _Read(place=place, facts=part.facts, around=part.around, left_out=part.left_out)
            if now != old:
                self._read[key] = now
                stale.add(key)
        self._parts = parts
        return stale

    def _borne(self, stale: Iterable[ArticleId]) -> Bearing:
        """Bring judgements to bear."""
        if not self._judgements:
            self._named = None
            return _none()
        if self._named is None:
            self._named, stale = Named(), list(self._read)
        for key in stale:
            one = self._read.get(key)
            self._named.put(key, one.facts if one else ())
        left_out = frozenset().union(*(one.left_out for one in self._read.values()))
        return bearing(self._named, self._judgements, left_out)

    def _cast(self, people: Linked) -> list[Draft]:
        """Make a draft of each group of persons, with the grounds that brought each name in."""
        group_of = {i: number for number, group in enumerate(people.groups) for i in group}
        why: list[dict[str, Grounds]] = [{} for _ in people.groups]
        for join in people.joins:
            for side in (join.right, join.left):
                why[group_of[side]].setdefault(people.atoms[side].name.key, join.grounds)
        drafts = []
        before, self._casts = self._casts, {}
        places = {key: one.place for key, one in self._read.items()}
        for group, reasons in zip(people.groups, why, strict=True):
            atoms = tuple(people.atoms[i] for i in group)
            known = before.get(atoms)
            if known is None:
                facts = tuple(sorted((fact for atom in atoms for fact in atom.facts), key=lambda fact: fact.ref))
                known = facts, first_of(facts, places), chosen(facts, "person")
            self._casts[atoms] = known
            drafts.append(Draft(kind="person", facts=known[0], first=known[1], why=reasons, name=known[2]))
        return drafts


def _other(before: Bearing, now: Bearing) -> set[ArticleId]:
    """Give the articles in which judgements leave out other chains than before, or speak of others by themselves."""
    old, new = before.orders.own, now.orders.own
    moved = {ref for ref in old.keys() | new.keys() if old.get(ref) != new.get(ref)}
    return {ref.article for ref in moved | (before.ignored ^ now.ignored)}


def _owners(drafts: Mapping[ActorId, Draft], before: Joined) -> Owners:
    """Tell whose each chain is, by the former tables where nobody else's chain is among them."""
    gone = [(own, draft) for own, draft in before.drafts.items() if drafts.get(own) is not draft]
    come = [(own, draft) for own, draft in drafts.items() if before.drafts.get(own) is not draft]
    fresh: dict[ArticleId, dict[int, ActorId]] = {}
    for own, draft in gone:
        for ref in (fact.ref for fact in draft.facts):
            of = fresh.setdefault(ref.article, dict(before.of[ref.article]) if ref.article not in fresh else {})
            if of.get(ref.chain) == own:
                del of[ref.chain]
    for own, draft in come:
        for ref in (fact.ref for fact in draft.facts):
            if ref.article not in fresh:
                fresh[ref.article] = dict(before.of.get(ref.article, {}))
            fresh[ref.article][ref.chain] = own
    of_all = dict(before.of)
    for article, of in fresh.items():
        if not of:
            del of_all[article]
        elif of != before.of.get(article):
            of_all[article] = of
    return of_all


def _where(drafts: Sequence[Draft], bears: Bearing) -> dict[ChainRef, int]:
    """Give by number whose those chains are that judgements speak of."""
    wanted: dict[ArticleId, set[int]] = {}
    for ref in (ref for _, refs in (*bears.renamed, *bears.judged) for ref in refs):
        wanted.setdefault(ref.article, set()).add(ref.chain)
    return {
        fact.ref: place
        for place, draft in enumerate(drafts if wanted else ())
        for fact in draft.facts
        if fact.ref.article in wanted and fact.ref.chain in wanted[fact.ref.article]
    }


def _judged(drafts: list[Draft], bears: Bearing, where: Mapping[ChainRef, int]) -> None:
    """Note the judgements that bear upon actors."""
    found: dict[int, list[str]] = {}
    for reason, refs in bears.judged:
        for place in {where[ref] for ref in refs if ref in where}:
            found.setdefault(place, []).append(reason)
    for place, reasons in found.items():
        drafts[place] = msgspec.structs.replace(drafts[place], judged=tuple(reasons))


def _rename(drafts: list[Draft], bears: Bearing, where: Mapping[ChainRef, int]) -> list[Problem]:
    """Give the names that judgements give; one that would rename two actors is reported and left."""
    problems = []
    done: set[int] = set()
    for one, refs in bears.renamed:
        places = sorted({where[ref] for ref in refs if ref in where})
        if len(places) > 1 and one.kind == "rename":
            named = {place for place in places if drafts[place].name in one.names}
            places = sorted(named) or places
        if len(places) > 1 and one.kind == "rename":
            what = f"“{one.names[0]}” fits {len(places)} actors; none was renamed"
            problems.append(Problem(path=one.path, line=one.line, what=what, hint="name the article, or merge them"))
            continue
        for place in places:
            if place not in done:
                done.add(place)
                drafts[place] = msgspec.structs.replace(drafts[place], name=one.to or one.names[0])
    return problems


def _ids(drafts: Sequence[Draft]) -> list[ActorId]:
    """Make ids of kind and name; where several would be equal, each gets a mark of the chain that first names it."""
    keys = [f"{one.first.ref.article}\n{one.first.ref.chain}\n{one.kind}:{one.first.name}" for one in drafts]
    slugs = {
        kind: assign({one: draft.name for one, draft in zip(keys, drafts, strict=True) if draft.kind == kind})
        for kind in sorted({draft.kind for draft in drafts})
    }
    return [ActorId(f"{draft.kind}:{slugs[draft.kind][one]}") for one, draft in zip(keys, drafts, strict=True)]


def _pair(of: Owners, left: Fact, right: Fact) -> Pair | None:
    a, b = (of.get(one.ref.article, {}).get(one.ref.chain) for one in (left, right))
    return None if a is None or b is None or a == b else (min(a, b), max(a, b))
