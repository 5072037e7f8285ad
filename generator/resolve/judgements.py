"""What editors judged, brought to bear: names matched to chains, contradictions and misses reported."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process, utils

from generator.nouns.findings import ChainRef
from generator.nouns.judgement import Judgement
from generator.nouns.problem import Problem
from generator.resolve.atoms import Orders
from generator.resolve.facts import Fact
from generator.resolve.names import parse
from generator.resolve.things import key


@dataclass(frozen=True, kw_only=True, slots=True)
class Bearing:
    """Judgements as they bear on this corpus. ``refs`` of each judgement: the chains that its names match."""

    orders: Orders
    ignored: frozenset[ChainRef] = frozenset()
    renamed: tuple[tuple[Judgement, frozenset[ChainRef]], ...] = ()
    roles: tuple[tuple[Judgement, frozenset[ChainRef]], ...] = ()
    judged: tuple[tuple[str, frozenset[ChainRef]], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(kw_only=True, slots=True)
class _Index:
    """Chains by the key of their name, and by the keys of the other forms in the text."""

    names: dict[str, set[ChainRef]] = field(default_factory=dict)
    forms: dict[str, set[ChainRef]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)

    def add(self, fact: Fact) -> None:
        self.articles.add(fact.ref.article)
        for table, text in [(self.names, fact.name), *((self.forms, form) for form, _ in fact.forms)]:
            for one in _keys(text, person=fact.kind == "person"):
                table.setdefault(one, set()).add(fact.ref)
            self.texts.setdefault(text, text)

    def find(self, name: str, article: str) -> frozenset[ChainRef]:
        """Give the chains that bear a name, by their full names first, else by any form; in one article or in all."""
        for table in (self.names, self.forms):
            found = {
                ref for one in (*_keys(name, person=True), *_keys(name, person=False)) for ref in table.get(one, ())
            }
            if article:
                found = {ref for ref in found if ref.article == article}
            if found:
                return frozenset(found)
        return frozenset()


def _keys(text: str, *, person: bool) -> tuple[str, ...]:
    return (f"person {parse(text).key}",) if person else (f"thing {key(text)}",)


def bearing(facts: Iterable[Fact], judgements: Sequence[Judgement]) -> Bearing:
    """Match every judgement; one that matches nothing, or that another contradicts, becomes a Problem."""
    if not judgements:
        return Bearing(orders=Orders())
    index = _Index()
    for fact in facts:
        index.add(fact)
    problems: list[Problem] = []
    merged: list[tuple[frozenset[ChainRef], str]] = []
    apart: list[tuple[frozenset[ChainRef], frozenset[ChainRef]]] = []
    own: dict[ChainRef, int] = {}
    ignored: set[ChainRef] = set()
    renamed: list[tuple[Judgement, frozenset[ChainRef]]] = []
    roles: list[tuple[Judgement, frozenset[ChainRef]]] = []
    judged: list[tuple[str, frozenset[ChainRef]]] = []
    for number, one in enumerate(judgements, start=1):
        found = _matched(one, index, problems)
        if found is None:
            continue
        if one.article:
            own.update({ref: number for ref in found[0] if ref.article == one.article})
        every = frozenset(ref for refs in found for ref in refs)
        judged.append((f"{one.kind}: {one.reason}", every))
        if one.kind == "merge":
            merged.append((every, _said("An editor joined them", one)))
            if one.to:
                renamed.append((one, every))
        elif one.kind == "split":
            apart += [
                (left if one.article else left - right, right - left)
                for place, left in enumerate(found)
                for right in found[place + 1 :]
            ]
        elif one.kind == "ignore":
            ignored |= every
        elif one.kind == "rename":
            renamed.append((one, every))
        else:
            roles.append((one, every))
    problems += _contradictions(judgements)
    return Bearing(
        orders=Orders(merged=tuple(merged), apart=tuple(apart), own=own),
        ignored=frozenset(ignored),
        renamed=tuple(renamed),
        roles=tuple(roles),
        judged=tuple(judged),
        problems=tuple(problems),
    )


def _matched(one: Judgement, index: _Index, problems: list[Problem]) -> list[frozenset[ChainRef]] | None:
    """Give the chains of each name of a judgement, or None after reporting the names that match nothing.

    With an article the first name is meant there. The others are meant there too if they stand there, else anywhere;
    those of a split are meant anywhere.
    """
    if one.article and one.article not in index.articles:
        hint = _closest(one.article, sorted(index.articles))
        problems.append(_problem(one, f"no article “{one.article}” names anyone", hint))
        return None
    found = []
    for place, name in enumerate(one.names):
        elsewhere = bool(place) and bool(one.article)
        refs = frozenset() if elsewhere and one.kind == "split" else index.find(name, one.article)
        if not refs and elsewhere:
            refs = index.find(name, "")
        if not refs:
            where = f" in {one.article}" if one.article else ""
            hint = _closest(name, sorted(index.texts))
            problems.append(_problem(one, f"“{name}” ({one.kind}) matches no name{where}", hint))
        found.append(refs)
    return found if all(found) else None


def _contradictions(judgements: Sequence[Judgement]) -> list[Problem]:
    """Report judgements of which only one can be obeyed; a split outranks a merge, the earlier of two renames wins."""
    problems = []
    merges: dict[tuple[str, str, str], Judgement] = {}
    renames: dict[tuple[str, str], Judgement] = {}
    ignores = {(parse(name).key, one.article): one for one in judgements if one.kind == "ignore" for name in one.names}
    for one in judgements:
        keys = sorted({parse(name).key for name in one.names})
        if one.kind == "merge":
            merges.update({(a, b, one.article): one for place, a in enumerate(keys) for b in keys[place + 1 :]})
        if one.kind == "rename":
            other = renames.setdefault((keys[0], one.article), one)
            if other.to != one.to:
                what = f"line {other.line} renames “{one.names[0]}” to “{other.to}” already"
                problems.append(_problem(one, what, "keep one of the two"))
        if one.kind in {"rename", "role", "merge"}:
            for name in keys:
                if (name, one.article) in ignores:
                    where = ignores[name, one.article].line
                    problems.append(
                        _problem(one, f"line {where} ignores a name of this {one.kind}", "keep one of the two")
                    )
    for one in judgements:
        keys = sorted({parse(name).key for name in one.names})
        if one.kind == "split":
            for pair in ((a, b) for place, a in enumerate(keys) for b in keys[place + 1 :]):
                if (*pair, one.article) in merges:
                    where = merges[(*pair, one.article)].line
                    problems.append(
                        _problem(
                            one, f"line {where} merges what this splits; the split is obeyed", "keep one of the two"
                        )
                    )
    return problems


def _closest(name: str, names: Sequence[str]) -> str:
    """Name the closest of some names, for a hint."""
    best = process.extract(name, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=3, score_cutoff=60)
    shown = " or ".join(f"“{found}”" for found, _, _ in best)
    return f"did you mean {shown}?" if shown else "write the name as it stands on the pages or in the text"


def _problem(one: Judgement, what: str, hint: str) -> Problem:
    return Problem(path=one.path, line=one.line, what=what, hint=hint)


def _said(what: str, one: Judgement) -> str:
    return f"{what}: {one.reason.rstrip('.')}."
