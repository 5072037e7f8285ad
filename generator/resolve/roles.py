"""The role ledger: what each person is called, wordings that mean the same on one line, with the dates that say so."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.nouns.account import StatedRole
from generator.nouns.evidence import Locus
from generator.nouns.findings import Role
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve.facts import Owners
from generator.resolve.judgements import Bearing
from generator.resolve.wording import countries, meaning, plain, word_list

Stated = tuple[ArticleId, StatedRole]


@dataclass(kw_only=True)
class _Line:
    """Statements of one role, by what it means: ``core`` words, and the qualifiers that part lines."""

    core: frozenset[str]
    parting: frozenset[str]
    stated: list[Stated] = field(default_factory=list)


def ledger(lines: Iterable[Role], judged: Iterable[Role]) -> tuple[Role, ...]:
    """Put the lines of all persons, and those that editors state, in the order of actors."""
    return tuple(sorted([*lines, *judged], key=lambda role: role.actor))


def stated(
    article: ArticleId, roles: Iterable[StatedRole], of: Mapping[int, ActorId]
) -> Iterator[tuple[ActorId, Stated]]:
    """Give what one article calls people. ``of``: whose its chains are."""
    for role in roles:
        actor = of.get(role.chain)
        if actor is not None and role.text.strip():
            yield actor, (article, role)


def place(one: Stated) -> Locus:
    """Give the words that state a role."""
    article, role = one
    return Locus(article=article, paragraph=role.paragraph, start=role.start, end=role.end)


def lines_of(actor: ActorId, stated: Sequence[Stated], days: Mapping[ArticleId, str]) -> list[Role]:
    """Group one person's statements into lines: the fullest wordings first, shorter ones with what they shorten.

    The lines of the latest and best attested come first. ``days`` are those of the articles, as far as they are dated.
    """
    lines: dict[tuple[frozenset[str], frozenset[str]], _Line] = {}
    for article, role in stated:
        core, parting = _meant(role)
        lines.setdefault((core, parting), _Line(core=core, parting=parting)).stated.append((article, role))
    kept: list[_Line] = []
    for line in sorted(lines.values(), key=lambda one: (-len(one.core), -len(one.stated), sorted(one.core))):
        home = _home(line, kept)
        if home is None:
            kept.append(line)
        else:
            home.stated.extend(line.stated)
    roles = [_role(actor, line, days) for line in kept]
    roles.sort(key=lambda role: role.text)
    roles.sort(key=lambda role: (bool(role.office), role.last, len(role.loci)), reverse=True)
    return roles


def _meant(role: StatedRole) -> tuple[frozenset[str], frozenset[str]]:
    """Give what a role means, less its rank and what merely says how long it is held; and the qualifiers that part.

    Words that are only such qualifiers ("retired") mean nothing else: then the first is empty.
    """
    words = meaning(role.text) | meaning(role.qualifier) | meaning(role.organisation)
    rank, parting = meaning(role.rank), words & word_list("parting")
    core = words - word_list("parting") - word_list("tenure")
    if role.office and core - rank:
        core -= rank - meaning(role.office)
    return core or (frozenset() if parting else words), parting


def _home(line: _Line, kept: Sequence[_Line]) -> _Line | None:
    """Find the line that a shorter wording belongs to: it leaves out only an organisation or a country, or it is the
    bare head of the only office that it can mean ("the minister").
    """
    alike = [other for other in kept if line.parting == other.parting and line.core <= other.core]
    near = [other for other in alike if line.core == other.core or _office(other) <= line.core]
    if near:
        return max(near, key=lambda other: (len(other.stated), sorted(other.core)))
    bare = line.core <= word_list("broad")
    return alike[0] if bare and len(alike) == 1 else None


def _office(line: _Line) -> frozenset[str]:
    """Give the words without which the office of a line would be another one."""
    words = {word for _, role in line.stated for word in meaning(role.office)}
    words -= word_list("parting") | word_list("tenure")
    return frozenset(words - countries()) or frozenset(words) or line.core


def _role(actor: ActorId, line: _Line, days: Mapping[ArticleId, str]) -> Role:
    """Make a line: its clearest wording, every other one, and the first and last date of the articles."""
    ordered = sorted(line.stated, key=lambda one: (one[0], one[1].paragraph, one[1].start))
    texts = Counter(_tidy(role.text) for _, role in ordered)
    dates = sorted({day for article, _ in ordered if (day := days.get(article))})
    loci = {place(one) for one in ordered}
    return Role(
        actor=actor,
        text=_clearest(line, texts),
        rank=max((role.rank for _, role in ordered), key=lambda text: (len(text.rstrip(".")), text.istitle(), text)),
        office=_usual(role.office for _, role in ordered),
        organisation=_usual(role.organisation for _, role in ordered),
        qualifier=_usual(role.qualifier for _, role in ordered),
        wordings=tuple(sorted(texts, key=lambda text: (-texts[text], text))),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        loci=tuple(sorted(loci)),
    )


def _clearest(line: _Line, texts: Counter[str]) -> str:
    """Choose a wording: the office spelled out, without a rank, with a qualifier if most articles give one."""
    office = _office(line)
    ranked = {_tidy(role.text) for _, role in line.stated if role.rank and role.office}
    qualified = 2 * len({a for a, role in line.stated if role.qualifier}) >= len({a for a, _ in line.stated})
    usual = {_tidy(role.text) for _, role in line.stated if bool(role.qualifier) == qualified}

    def clear(text: str) -> tuple[int, bool, bool, int, int, str]:
        return (len(office & plain(text)), text not in ranked, text in usual, texts[text], len(text), text)

    return max(texts, key=clear)


def judged(of: Owners, bearing: Bearing) -> list[Role]:
    """Give the roles that editors state."""
    found = {}
    for one, refs in bearing.roles:
        for actor in sorted({own for ref in refs if (own := of.get(ref.article, {}).get(ref.chain))}):
            found[actor, one.to] = Role(
                actor=actor, text=one.to, wordings=(one.to,), first=one.since, last=one.until, judged=one.reason
            )
    return [found[one] for one in sorted(found)]


def _usual(values: Iterable[str]) -> str:
    counts = Counter(re.sub(r"[’']s$", "", value) for value in values if value)
    return max(counts, key=lambda value: (not value.isupper(), counts[value], len(value), value)) if counts else ""


def _tidy(text: str) -> str:
    return " ".join(text.split())
