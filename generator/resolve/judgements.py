"""What editors judged, brought to bear: names matched to chains, contradictions and misses reported."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz, process, utils

from generator.nouns.findings import ChainRef
from generator.nouns.ids import ArticleId
from generator.nouns.judgement import Judgement
from generator.nouns.problem import Problem
from generator.resolve.atoms import Orders
from generator.resolve.facts import Fact
from generator.resolve.names import parse
from generator.resolve.wording import thing_key as key


@dataclass(frozen=True, kw_only=True, slots=True)
class Bearing:
    """Judgements as they bear on this corpus. ``refs`` of each judgement: the chains that its names match."""

    orders: Orders
    ignored: frozenset[ChainRef] = frozenset()
    renamed: tuple[tuple[Judgement, frozenset[ChainRef]], ...] = ()
    roles: tuple[tuple[Judgement, frozenset[ChainRef]], ...] = ()
    judged: tuple[tuple[str, frozenset[ChainRef]], ...] = ()
    problems: tuple[Problem, ...] = ()


class Named:
    """Chains by the key of their name, and by the keys of the other forms in the text."""

    def __init__(self) -> None:
        """Know of none yet."""
        self.facts: dict[ArticleId, tuple[Fact, ...]] = {}
        self._names: dict[str, set[ChainRef]] = {}
        self._forms: dict[str, set[ChainRef]] = {}

    def put(self, article: ArticleId, facts: tuple[Fact, ...]) -> None:
        """Take in the facts of an article in place of its former ones."""
        names, forms = self._names, self._forms
        for fact in self.facts.pop(article, ()):
            person, ref = fact.kind == "person", fact.ref
            _strike(names, _key(fact.name, person), ref)
            for form, _ in fact.forms:
                _strike(forms, _key(form, person), ref)
        for fact in facts:
            person, ref = fact.kind == "person", fact.ref
            names.setdefault(_key(fact.name, person), set()).add(ref)
            for form, _ in fact.forms:
                forms.setdefault(_key(form, person), set()).add(ref)
        if facts:
            self.facts[article] = facts

    def texts(self) -> list[str]:
        """Give every name and form, sorted."""
        every = [fact for some in self.facts.values() for fact in some]
        return sorted({fact.name for fact in every} | {form for fact in every for form, _ in fact.forms})

    def find(self, name: str, article: str, *, whole: bool = False) -> frozenset[ChainRef]:
        """Give the chains that bear a name, by their full names first, else by any form; in one article or in all.

        ``whole``: by their full names only.
        """
        for table in (self._names, self._forms)[: 1 if whole else 2]:
            found = {ref for person in (True, False) for ref in table.get(_key(name, person), ())}
            if article:
                found = {ref for ref in found if ref.article == article}
            if found:
                return frozenset(found)
        return frozenset()


@lru_cache(maxsize=65536)
def _key(text: str, person: bool) -> str:  # noqa: FBT001 - asked for every name in every article
    return f"person {parse(text).key}" if person else f"thing {key(text)}"


def _strike(table: dict[str, set[ChainRef]], key: str, ref: ChainRef) -> None:
    if key in table:
        table[key].discard(ref)
        if not table[key]:
            del table[key]


def of_names(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Give those that bear on who is who."""
    return [one for one in judgements if one.kind not in {"settle", "withhold", "speaker"}]


def bearing(named: Named, judgements: Sequence[Judgement], left_out: frozenset[str]) -> Bearing:
    """Match every judgement of names; one that matches nothing, or that another contradicts, becomes a Problem.

    ``left_out`` are texts that a judgement has unlinked within their articles already.
    """
    problems: list[Problem] = []
    found = [(one, refs) for one in judgements if (refs := _matched(one, named, left_out, problems)) is not None]
    every = [(one, frozenset(ref for some in refs for ref in some)) for one, refs in found]
    return Bearing(
        orders=Orders(
            merged=tuple((refs, _said("An editor joined them", one)) for one, refs in every if one.kind == "merge"),
            apart=tuple(
                (left if one.article else left - right, right - left)
                for one, refs in found
                if one.kind == "split"
                for left, right in combinations(refs, 2)
            ),
            own={
                ref: number
                for number, (one, refs) in enumerate(found, start=1)
                for ref in sorted(refs[0])
                if one.article and ref.article == one.article
            },
        ),
        ignored=frozenset(ref for one, refs in every if one.kind == "ignore" for ref in refs),
        renamed=tuple((one, refs) for one, refs in every if one.kind == "rename" or _names(one)),
        roles=tuple((one, refs) for one, refs in every if one.kind == "role"),
        judged=tuple((f"{one.kind}: {one.reason}", refs) for one, refs in every),
        problems=(*problems, *_contradictions(judgements)),
    )


def _names(one: Judgement) -> bool:
    """Tell whether a merge says what to call the one actor: by ``to``, or by its first name where it is for all."""
    return one.kind == "merge" and (bool(one.to) or not one.article)


def _matched(
    one: Judgement, named: Named, left_out: frozenset[str], problems: list[Problem]
) -> list[frozenset[ChainRef]] | None:
    """Give the chains of each name of a judgement, or None after reporting the names that match nothing.

    With an article the first name is meant there. The others are meant there too if they stand there, else anywhere;
    those of a split are meant anywhere.
    """
    if one.article and one.article not in named.facts:
        hint = closest(one.article, sorted(named.facts))
        problems.append(_problem(one, f"no article “{one.article}” names anyone", hint))
        return None
    found = []
    whole = True
    for place, name in enumerate(one.names):
        elsewhere = bool(place) and bool(one.article)
        refs = frozenset[ChainRef]()
        if not (elsewhere and one.kind == "split"):
            refs = named.find(name, one.article, whole=one.kind == "ignore")
        if not refs and elsewhere:
            refs = named.find(name, "")
        if not refs and not (one.kind == "ignore" and name in left_out):
            where = f" in {one.article}" if one.article else ""
            hint = closest(name, named.texts())
            problems.append(_problem(one, f"“{name}” ({one.kind}) matches no name{where}", hint))
            whole = False
        found.append(refs)
    return found if whole else None


def _contradictions(judgements: Sequence[Judgement]) -> list[Problem]:
    """Report judgements of which only one can be obeyed; a split outranks a merge, the earlier of two renames wins."""
    problems: list[Problem] = []
    merged: dict[tuple[str, str, str], Judgement] = {}
    renamed: dict[tuple[str, str], Judgement] = {}
    ignored: dict[tuple[str, str], Judgement] = {}
    for one in judgements:
        if one.kind == "merge":
            merged.update({(*pair, one.article): one for pair in _pairs(one)})
        if one.kind == "ignore":
            ignored.update({(parse(name).key, one.article): one for name in one.names})
    for one in judgements:
        against: list[tuple[Judgement, str]] = []
        if one.kind == "rename":
            other = renamed.setdefault((parse(one.names[0]).key, one.article), one)
            if other.to != one.to:
                against.append((other, f"renames “{one.names[0]}” to “{other.to}” already"))
        if one.kind in {"rename", "role", "merge"}:
            keys = [(parse(name).key, one.article) for name in one.names]
            against += [(ignored[key], f"ignores a name of this {one.kind}") for key in keys if key in ignored]
        if one.kind == "split":
            some = [(*pair, one.article) for pair in _pairs(one)]
            against += [
                (merged[pair], "merges what this splits; the split is obeyed") for pair in some if pair in merged
            ]
        problems += [_problem(one, f"line {other.line} {what}", "keep one of the two") for other, what in against]
    return problems


def _pairs(one: Judgement) -> list[tuple[str, str]]:
    return list(combinations(sorted({parse(name).key for name in one.names}), 2))


def closest(name: str, names: Sequence[str]) -> str:
    """Name the closest of some names, for a hint."""
    best = process.extract(name, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=3, score_cutoff=60)
    shown = " or ".join(f"“{found}”" for found, _, _ in best)
    return f"did you mean {shown}?" if shown else "write the name as it stands on the pages or in the text"


def _problem(one: Judgement, what: str, hint: str) -> Problem:
    return Problem(path=one.path, line=one.line, what=what, hint=hint)


def _said(what: str, one: Judgement) -> str:
    return f"{what}: {one.reason.rstrip('.')}."
