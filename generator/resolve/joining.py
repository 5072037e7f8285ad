"""Who is who, free of position: chains of all articles joined, named and given ids.

What was read, compared and named is kept from run to run, so that an edit reads the articles that name others than
before, compares whom they name, and finds all else as it stands. For another process is kept what came of it: as long
as nobody else is named, that is all it needs.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from generator.nouns.corpus import Corpus
from generator.nouns.findings import ChainRef
from generator.nouns.ids import ActorId, ArticleId
from generator.nouns.judgement import Judgement
from generator.nouns.problem import Problem
from generator.resolve.contribution import Contribution, Edits
from generator.resolve.display import chosen
from generator.resolve.drafts import Draft
from generator.resolve.facts import Around, Fact, Grounds, Owners, first_of
from generator.resolve.forest import Linked
from generator.resolve.index import Place, place_of
from generator.resolve.joined import Joined, Kept, Pair, owners, read, written
from generator.resolve.judgements import Bearing, Named, bearing, of_names
from generator.resolve.people import People
from generator.resolve.things import Things
from generator.safe.slug import assign

if TYPE_CHECKING:
    from generator.resolve.atoms import Atom

Parts = Mapping[ArticleId, Contribution]


class _Read(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of an article."""

    place: Place
    facts: tuple[Fact, ...]
    around: Around
    left_out: frozenset[str]


def _reading(place: Place, part: Contribution) -> _Read:
    return _Read(place=place, facts=part.facts, around=part.around, left_out=part.left_out)


class KeptJoining(msgspec.Struct, frozen=True, array_like=True):
    """What joining came to, and the judgements that bore on it."""

    joined: Kept
    judgements: list[Judgement]


class Joining:
    """All that joining needs of the articles, and what it came to."""

    def __init__(self) -> None:
        """Know of no article yet."""
        self._read: dict[ArticleId, _Read] | None = {}  # None: as another process had read them
        self.judgements: list[Judgement] = []  # that bear on who is who
        self._named: Named | None = None
        self._people = People()
        self._things = Things()
        self._casts: dict[tuple[Atom, ...], tuple[tuple[Fact, ...], Fact, str]] = {}
        self._joined: Joined | None = None

    def kept(self) -> KeptJoining:
        """Write down what it came to."""
        return KeptJoining(joined=written(self._joined or Joined()), judgements=self.judgements)

    def resume(self, kept: KeptJoining) -> Joined:
        """Go on from what it came to in another process."""
        self._read, self.judgements = None, kept.judgements
        self._joined = read(kept.joined)
        return self._joined

    def update(
        self, corpus: Corpus, parts: Parts, judgements: Sequence[Judgement], edits: Edits, *, whole: bool = False
    ) -> Joined:
        """Join the chains of all articles; ``parts`` are their contributions, in the order of the corpus, ``edits``
        what changed since they were joined last.

        Where it is to be ``whole``, all that the next edit may need is here then, whatever another process had read.
        """
        before, stale, wanted = self._joined, self._changed(corpus, parts, edits), of_names(judgements)
        here = self._read is not None or not whole
        if before is not None and not stale and wanted == self.judgements and here:
            return before
        self.judgements = wanted
        if self._read is None:
            self._read = {key: _reading(place_of(corpus.cards[key]), part) for key, part in parts.items()}
            stale = set(self._read)
        self._joined = self._join(before or Joined(), self._read, stale)
        return self._joined

    def _join(self, before: Joined, every: Mapping[ArticleId, _Read], changed: AbstractSet[ArticleId]) -> Joined:
        """Join what was read of every article."""
        bears = self._borne(every, changed)
        for key in sorted(changed | _other(before.bearing, bears)):
            one = every.get(key)
            facts = [fact for fact in one.facts if fact.ref not in bears.ignored] if one else []
            place, around = (one.place, one.around) if one else (("", key), Around())
            self._people.put(key, place, facts, around, bears.orders)
            self._things.put(key, place, facts, bears.orders)
        people = self._people.linked(bears.orders)
        groups, held_things = self._things.grouped(bears.orders)
        drafts = self._cast(people, {key: one.place for key, one in every.items()})
        drafts += [
            Draft(kind=one.kind, facts=one.facts, first=one.first, why=dict(one.why), name=one.name) for one in groups
        ]
        drafts = [one for one in drafts if not all(fact.author for fact in one.facts)]
        where = _where(drafts, bears)
        problems = _rename(drafts, bears, where)
        _judged(drafts, bears, where)
        ids = _ids(drafts)
        named = dict(sorted(zip(ids, drafts, strict=True), key=itemgetter(0)))
        named |= {
            own: old
            for own, draft in named.items()
            if isinstance(old := before.drafts.get(own), Draft) and old == draft
        }
        of = owners(named, before)
        held = {
            _pair(of, people.atoms[one.left].facts[0], people.atoms[one.right].facts[0]): one.grounds
            for one in people.held
        }
        for left, right, grounds in held_things:
            held.setdefault(_pair(of, left, right), grounds)
        return Joined(
            drafts=named,
            of=of,
            held={pair: one for pair, one in sorted(held.items(), key=lambda item: item[0] or ("", "")) if pair},
            bearing=bears,
            problems=(*bears.problems, *problems),
        )

    def _changed(self, corpus: Corpus, parts: Parts, edits: Edits) -> set[ArticleId]:
        """Read what changed; give the articles that name others than before, or stand elsewhere."""
        stale = set()
        for key in edits.articles:
            now = _reading(place_of(corpus.cards[key]), parts[key]) if key in parts else None
            if self._read is not None:
                old = self._read.pop(key, None) if now is None else self._read.get(key)
            else:
                old = _reading(edits.stood[key], edits.were[key]) if key in edits.were else None
            if now is None or now != old:
                stale.add(key)
                if now is not None and self._read is not None:
                    self._read[key] = now
        return stale

    def _borne(self, every: Mapping[ArticleId, _Read], changed: Iterable[ArticleId]) -> Bearing:
        """Bring judgements to bear."""
        if not self.judgements:
            self._named = None
            return Joined().bearing
        if self._named is None:
            self._named, changed = Named(), every
        for key in changed:
            one = every.get(key)
            self._named.put(key, one.facts if one else ())
        left_out = frozenset().union(*(one.left_out for one in every.values()))
        return bearing(self._named, self.judgements, left_out)

    def _cast(self, people: Linked, places: Mapping[ArticleId, Place]) -> list[Draft]:
        """Make a draft of each group of persons, with the grounds that brought each name in. ``places`` are those of
        all articles.
        """
        group_of = {i: number for number, group in enumerate(people.groups) for i in group}
        why: list[dict[str, Grounds]] = [{} for _ in people.groups]
        for join in people.joins:
            for side in (join.right, join.left):
                why[group_of[side]].setdefault(people.atoms[side].name.key, join.grounds)
        drafts = []
        before, self._casts = self._casts, {}
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
