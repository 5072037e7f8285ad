"""Which mentions of one article mean one actor, put together in the order of the text."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import structs

from generator.annotate import history, holders, knowledge, known, names, people
from generator.annotate.known import Seen
from generator.annotate.lexicon import Joined, form
from generator.annotate.people import Group
from generator.nouns.account import ActorKind, Chain, Mention, StatedRole, Unlinked


@dataclass(frozen=True, kw_only=True)
class Linked:
    """What linking gives: the account's mentions, chains, stated roles and what was withheld."""

    mentions: tuple[Mention, ...]
    chains: tuple[Chain, ...]
    roles: tuple[StatedRole, ...]
    unlinked: tuple[Unlinked, ...]


def link(joined: Joined) -> Linked:
    """Link the mentions of an article."""
    seen, unlinked = known.understood(joined)
    kept = _without_authors(seen, joined, unlinked)
    persons = people.chained(kept, joined.known, unlinked)
    return _assembled(joined, kept, persons, _things(kept, joined), unlinked)


def _without_authors(seen: Sequence[Seen], joined: Joined, unlinked: list[Unlinked]) -> list[Seen]:
    """Take out the names of those who signed the article: they are authors, not actors."""
    authors = {names.parse(one.name).parts for one in joined.article.bylines if one.kind == "person"}
    if not authors:
        return list(seen)
    others = {
        word
        for one in seen
        if one.kind == "person" and names.parse(one.text).full and names.parse(one.text).parts not in authors
        for word in names.parse(one.text).parts
    }
    alone = {(word,) for parts in authors for word in (parts[0], parts[-1]) if word not in others}
    kept = []
    for one in seen:
        if one.kind in {"person", "place", "organisation"} and names.parse(one.text).parts in authors | alone:
            unlinked.append(known.withheld(one, "the article's author, not someone it writes about"))
        else:
            kept.append(one)
    return kept


def _things(seen: Sequence[Seen], joined: Joined) -> list[Group]:
    """Chain organisations and places by name, known alias and the article's own acronyms."""
    long: dict[str, str] = {}
    for annotation in joined.annotations:
        for defined in annotation.acronyms:
            long.setdefault(defined.short, form(defined.long).removeprefix("the "))
    groups: list[Group] = []
    table: dict[tuple[str, str], int] = {}
    for index, one in enumerate(seen):
        if one.kind not in {"organisation", "place"}:
            continue
        key = form(one.text).removeprefix("the ")
        full = long.get(one.text, key)
        shown = knowledge.places().shown.get(full) or knowledge.places().organisations.get(full)
        kind: ActorKind = "organisation" if one.kind == "organisation" else "place"
        slot = (kind, form(shown) if shown else full)
        if slot not in table:
            table[slot] = len(groups)
            groups.append(Group(kind=kind))
        groups[table[slot]].join(index, one, "acronym" if full != key else "alias" if shown else "name")
    return groups


def _assembled(
    joined: Joined, seen: Sequence[Seen], persons: list[Group], things: list[Group], unlinked: list[Unlinked]
) -> Linked:
    """Put mentions in the order of the text, role mentions among them, and chains in the order of their first one."""
    groups = [group for group in (*persons, *things) if group.members]
    owner = {index: number for number, group in enumerate(groups) for index in group.members}
    named = [
        Mention(
            paragraph=seen[index].paragraph,
            sentence=seen[index].sentence,
            start=seen[index].start,
            end=seen[index].end,
            text=seen[index].text,
            kind=groups[number].kind,
            chain=number,
            rule=groups[number].rules[index],
        )
        for index, number in owner.items()
    ]
    named.sort(key=_place)
    paragraphs = joined.article.paragraphs
    held = holders.hold([one.text for one in paragraphs], [one.kind for one in paragraphs], joined.annotations, named)
    every = sorted([*named, *held.mentions], key=_place)
    numbers: dict[int, int] = {}
    members: dict[int, list[int]] = defaultdict(list)
    mentions = []
    for index, one in enumerate(every):
        chain = numbers.setdefault(one.chain, len(numbers))
        members[chain].append(index)
        mentions.append(structs.replace(one, chain=chain))
    roles = tuple(structs.replace(one, chain=numbers[one.chain]) for one in held.stated)
    chains = [
        Chain(
            kind=groups[group].kind,
            name=_fullest(groups[group]),
            mentions=tuple(members[chain]),
            historical=history.why(joined, [mentions[index] for index in members[chain]], roles, chain)
            if groups[group].kind == "person"
            else "",
        )
        for group, chain in numbers.items()
    ]
    withheld = sorted([*unlinked, *held.unlinked], key=lambda one: (one.paragraph, one.start, one.end, one.reason))
    return Linked(mentions=tuple(mentions), chains=tuple(chains), roles=roles, unlinked=tuple(withheld))


def _place(one: Mention) -> tuple[int, int, int]:
    return one.paragraph, one.start, one.end


def _fullest(group: Group) -> str:
    """Choose the form to call an actor by: most words, then most frequent, then longest, then by letters."""
    return min(group.forms, key=lambda text: (-len(text.split()), -group.forms[text], -len(text), text))
