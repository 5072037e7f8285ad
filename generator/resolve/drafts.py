"""Actors before they are finished: whose names they are, and then why each, where, and in which articles."""

from collections import Counter
from collections.abc import Mapping

import msgspec

from generator.nouns.account import ActorKind
from generator.nouns.findings import Actor, Variant
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve.facts import Fact, Firsts, Grounds
from generator.resolve.likeness import liken
from generator.resolve.names import parse
from generator.resolve.wording import plain
from generator.resolve.wording import thing_key as key

_LIGHT = frozenset({"the", "of"})


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, free of position. ``first`` is the fact that is told first, ``why`` are the grounds for names by their
    keys, and ``judged`` is as an actor has it.
    """

    kind: ActorKind
    facts: tuple[Fact, ...]
    first: Fact
    why: dict[str, Grounds]
    name: str
    judged: tuple[str, ...] = ()


def finished(draft: Draft, own: ActorId, rank: Mapping[ArticleId, int], firsts: Firsts) -> Actor:
    """Finish an actor: its variants with evidence, and articles in their order (``rank``)."""
    counts: Counter[str] = Counter()
    where: dict[str, dict[ArticleId, None]] = {}
    lone: dict[str, Fact] = {}
    for fact in draft.facts:
        for form, count in fact.forms:
            counts[form] += count
            where.setdefault(form, {})[fact.ref.article] = None
            lone.setdefault(form, fact)
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
                evidence=None if (why := _because(form, draft, lone[form])) is None else why.evidence(firsts),
            )
            for form, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ),
        chains=tuple(sorted({fact.ref for fact in draft.facts})),
        articles=tuple(sorted({fact.ref.article for fact in draft.facts}, key=rank.__getitem__)),
        historical=None if past is None else _stands("historical", past.historical, 0.9, past).evidence(firsts),
        judged=draft.judged,
    )


def _because(form: str, draft: Draft, fact: Fact) -> Grounds | None:
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
        return _stands("usual-form", reason, 0.95, fact)
    if same:
        reason = f"“{form}” and “{draft.name}”: they are the same name, but for accents, hyphens, dots or small words."
        return _stands("same-name", reason, 0.97, fact)
    if person and not parse(form).lone:
        alike = liken(parse(draft.name), parse(form))
        if alike.level in {"same", "likely"}:
            return _stands(alike.rule, f"{alike.reason} One article uses both for one person.", 0.92, fact)
    what = "short for" if len(form) < len(fact.name) else "another name for"
    reason = f"In the article that has “{form}”, it is {what} “{fact.name}”, which the article gives in full."
    return _stands("short-name-in-article", reason, 0.9, fact)


def _stands(rule: str, reason: str, score: float, fact: Fact) -> Grounds:
    return Grounds(rule=rule, reason=reason, score=score, refs=frozenset((fact.ref,)))


def _nearer(form: str, name: str, found: Grounds) -> Grounds:
    """Compare with the name that the page shows, where that alone suffices: the reader knows no other yet."""
    alike = liken(parse(name), parse(form))
    if found.rule == "judgement" or alike.level != "same":
        return found
    return msgspec.structs.replace(found, rule=alike.rule, reason=alike.reason)
