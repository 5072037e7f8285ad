"""Which mentions of one article mean one actor: full names first; the unsure stay unlinked, with the reason."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from msgspec import structs

from generator.annotate import history, holders, knowledge, names, words
from generator.annotate.lexicon import Joined, Known, form
from generator.annotate.evidence import single
from generator.nouns.account import ActorKind, Chain, Mention, StatedRole, Unlinked
from generator.nouns.annotation import NameCandidate

NEAREST = 40  # full names with one family name that a name is compared with, latest first


@dataclass(frozen=True, kw_only=True)
class Linked:
    """What linking gives: the account's mentions, chains, stated roles and what was withheld."""

    mentions: tuple[Mention, ...]
    chains: tuple[Chain, ...]
    roles: tuple[StatedRole, ...]
    unlinked: tuple[Unlinked, ...]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A candidate in its paragraph, as it is understood so far."""

    paragraph: int
    start: int
    end: int
    text: str
    sentence: int
    kind: str
    label: str
    title: str
    sure: bool
    opens: bool


@dataclass
class _Group:
    """A chain in the making."""

    kind: ActorKind
    members: list[int] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)
    rules: dict[int, str] = field(default_factory=dict)
    full: dict[str, int] = field(default_factory=dict)
    feminine: bool = False
    masculine: bool = False


def link(joined: Joined) -> Linked:
    """Link the mentions of an article."""
    seen = [_seen(number, one) for number, annotation in enumerate(joined.annotations) for one in annotation.names]
    authors = {names.parse(one.name).parts for one in joined.article.bylines if one.kind == "person"}
    seen, unlinked = _relabelled(seen, joined)
    kept = []
    for one in seen:
        if one.kind == "person" and names.parse(one.text).parts in authors:
            unlinked.append(_withheld(one, "the article's author, not someone it writes about"))
        else:
            kept.append(one)
    people = _people(kept, joined.known, unlinked)
    things = _things(kept, joined)
    return _assembled(joined, kept, people, things, unlinked)


def _seen(paragraph: int, one: NameCandidate) -> Seen:
    return Seen(
        paragraph=paragraph, start=one.start, end=one.end, text=one.text, sentence=one.sentence, kind=one.kind, label=one.label,
        title=one.title, sure=one.sure, opens=one.opens,
    )  # fmt: skip


def _withheld(one: Seen, reason: str) -> Unlinked:
    return Unlinked(paragraph=one.paragraph, start=one.start, end=one.end, text=one.text, reason=reason)


def _relabelled(seen: list[Seen], joined: Joined) -> tuple[list[Seen], list[Unlinked]]:
    """Let names that the article, or else the corpus, is sure of override what a paragraph alone made of them."""
    here: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one in seen:
        if one.kind == "person" and one.sure:
            parts = tuple(form(one.text).split())
            here[parts[-1]].add(parts)
            if parts[0] in knowledge.words("family_first"):
                here[parts[0]].add(parts)
    known = joined.known
    made: list[Seen] = []
    unlinked: list[Unlinked] = []
    for one in seen:
        if one.kind == "person":
            verdict = known.kinds.get(form(one.text), "")
            if not one.sure and verdict in {"place", "organisation"} and form(one.text) not in here:
                made.append(replace(one, kind=verdict))
            else:
                made.append(one)
            continue
        found = list(_inside(one, here, known.names))
        if found:
            made.extend(found)
        elif _called_person(one, known):
            made.append(replace(one, kind="person", sure=False))
        elif one.kind:
            made.append(one)
        elif not one.label and not one.opens:
            unlinked.append(_withheld(one, "capitalised, but nothing tells what it names"))
    return made, unlinked


def _called_person(one: Seen, known: Known) -> bool:
    """Whether one word means, wherever else the corpus has it, a person, and nothing here speaks against it."""
    key = form(one.text)
    if " " in key or one.label in {"GPE", "LOC", "NORP", "FAC"} or single(one.text) or (one.opens and not one.label):
        return False
    return known.kinds.get(key) == "person" and key in known.names


def _inside(one: Seen, here: dict[str, set[tuple[str, ...]]], known: dict[str, tuple[str, ...]]) -> Iterator[Seen]:
    """Find known persons in words that the model took for something else, or for nothing."""
    tokens = [token for token in words.tokens(one.text) if token.text[0].isalnum()]
    at = 0
    while at < len(tokens):
        size = _known_name(tokens, at, here, known)
        after = tokens[at + size].key if at + size < len(tokens) else ""
        lone = size == 1
        if not size or (lone and after in knowledge.words("thing_after")):
            yield from _hyphened(one, tokens[at], here)
            at += 1
            continue
        if lone and one.kind and (len(tokens) > 1 or single(tokens[at].text) == "place"):
            at += 1
            continue
        yield _part(one, tokens[at].start, tokens[at + size - 1].end, sure=not lone)
        at += size


def _part(one: Seen, start: int, end: int, *, sure: bool) -> Seen:
    return replace(
        one, start=one.start + start, end=one.start + end, text=one.text[start:end], kind="person", sure=sure
    )


def _hyphened(one: Seen, token: words.Token, here: dict[str, set[tuple[str, ...]]]) -> Iterator[Seen]:
    """Find family names of this article grown together with other words: "the Trump-Abe summit", "anti-Obama"."""
    parts = token.text.split("-")
    if len(parts) != 2:
        return
    start = token.start
    for part in parts:
        if knowledge.key(part) in here and part[:1].isupper() and not single(part):
            yield _part(one, start, start + len(part), sure=False)
        start += len(part) + 1


def _known_name(
    tokens: list[words.Token], at: int, here: dict[str, set[tuple[str, ...]]], known: dict[str, tuple[str, ...]]
) -> int:
    """Give how many words from ``at`` on are a known person's name: a full one, or a family name of this article."""
    for size in range(min(6, len(tokens) - at), 1, -1):
        parts = tuple(part for token in tokens[at : at + size] for part in token.key.split("-"))
        if parts in here.get(parts[-1], ()) or " ".join(parts) in known.get(parts[-1], ()):
            return size
    token = tokens[at]
    if token.key in here and single(token.text) not in {"place", "people"} and token.capital:
        return 1
    return 0


def _people(seen: list[Seen], known: Known, unlinked: list[Unlinked]) -> list[_Group]:
    """Chain persons: full names by their forms, then lone names to the one full name that they can mean."""
    groups: list[_Group] = []
    by_form: dict[names.Name, int] = {}
    by_last: dict[str, list[int]] = defaultdict(list)
    by_first: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(seen):
        name = names.parse(one.text)
        if one.kind != "person" or not name.full:
            continue
        group = by_form.get(name)
        if group is None:
            group = _fitting(name, groups, by_last, by_first)
            if group is None:
                group = len(groups)
                groups.append(_Group(kind="person"))
            by_form[name] = group
            for table, word in ((by_last, name.last), (by_first, name.parts[0])):
                if group not in table[word]:
                    table[word].append(group)
        _join(groups[group], index, one)
    lone: dict[str, int] = {}
    for index, one in enumerate(seen):
        name = names.parse(one.text)
        if one.kind != "person" or name.full:
            continue
        choice = _owner(one, name, groups, by_last, by_first, known)
        if choice is None:
            unlinked.append(_withheld(one, "more than one person of that name in this article"))
            continue
        if choice < 0:
            word = name.last
            if word not in lone:
                lone[word] = len(groups)
                groups.append(_Group(kind="person"))
            choice = lone[word]
        groups[choice].rules[index] = "family-name"
        _join(groups[choice], index, one)
    return groups


def _join(group: _Group, index: int, one: Seen) -> None:
    group.members.append(index)
    group.forms[one.text] = group.forms.get(one.text, 0) + 1
    if one.kind == "person" and names.parse(one.text).full:
        group.full[one.text] = group.full.get(one.text, 0) + 1
    title = knowledge.key(one.title).split()
    first = names.parse(one.text)
    woman = first.full and first.parts[0] in knowledge.feminine()
    group.feminine = group.feminine or woman or any(word in knowledge.titles().feminine for word in title)
    group.masculine = group.masculine or any(word in knowledge.titles().masculine for word in title)


def _fitting(
    name: names.Name, groups: list[_Group], by_last: dict[str, list[int]], by_first: dict[str, list[int]]
) -> int | None:
    """Find the one chain that a full name fits; none when it fits two."""
    near = dict.fromkeys([*by_last.get(name.last, ())[-NEAREST:], *by_first.get(name.parts[0], ())[-NEAREST:]])
    fits = [group for group in near if all(names.fits(name, names.parse(other)) for other in groups[group].forms)]
    return fits[0] if len(fits) == 1 else None


def _owner(
    one: Seen,
    name: names.Name,
    groups: list[_Group],
    by_last: dict[str, list[int]],
    by_first: dict[str, list[int]],
    known: Known,
) -> int | None:
    """Find whom a lone name means: -1 nobody with a full name here, None more than one."""
    word = name.last
    owners = list(by_last.get(word, ()))
    if word in knowledge.words("family_first"):
        owners += [group for group in by_first.get(word, ()) if group not in owners]
    if not owners and not _formal(one.title):
        owners = list(by_first.get(word, ()))
        if len(owners) > 1:
            return None
    title = knowledge.key(one.title).split()
    if any(part in knowledge.titles().feminine for part in title):
        owners = [group for group in owners if not groups[group].masculine]
    elif any(part in knowledge.titles().masculine for part in title):
        owners = [group for group in owners if not groups[group].feminine]
    if len(owners) == 1 and _overshadowed(groups[owners[0]], known.usual.get(word, "")):
        return -1
    if len(owners) <= 1:
        return owners[0] if owners else -1
    return _foremost(owners, groups, known.usual.get(word, ""))


def _overshadowed(group: _Group, usual: str) -> bool:
    """Whether the corpus means another person by this family name, and the article names this one but in passing."""
    return bool(
        usual
        and sum(group.full.values()) < 3
        and not any(names.fits(names.parse(text), names.parse(usual)) for text in group.full)
    )


def _foremost(owners: list[int], groups: list[_Group], usual: str) -> int | None:
    """Choose among several bearers of a family name, where one is plainly the one that is meant by it.

    That is the one whom the corpus means by it; or the only one without "Jr"; or the one whose full name this article
    gives at least twice as often as any other's, and more than once. Otherwise nobody.
    """
    for owner in owners:
        if usual and any(names.parse(text) == names.parse(usual) for text in groups[owner].forms):
            return owner
    plain = [owner for owner in owners if not any(names.parse(text).suffix for text in groups[owner].forms)]
    if len(plain) == 1:
        return plain[0]
    counts = sorted(((sum(groups[owner].full.values()), -owner) for owner in owners), reverse=True)
    if counts[0][0] > 1 and counts[0][0] >= 2 * counts[1][0]:
        return -counts[0][1]
    return None


def _formal(title: str) -> bool:
    """Whether a title goes with a family name: Mr, Mrs, Senator; not "General Asim"."""
    words_of_title = knowledge.key(title).split()
    return bool(words_of_title) and words_of_title[-1] in {
        "mr",
        "mrs",
        "ms",
        "miss",
        "senator",
        "sen",
        "rep",
        "justice",
        "judge",
    }


def _things(seen: list[Seen], joined: Joined) -> list[_Group]:
    """Chain organisations and places by name, known alias and the article's own acronyms."""
    long = {}
    for annotation in joined.annotations:
        for one in annotation.acronyms:
            long.setdefault(one.short, form(one.long))
    groups: list[_Group] = []
    table: dict[tuple[str, str], int] = {}
    for index, one in enumerate(seen):
        if one.kind not in {"organisation", "place"}:
            continue
        key = form(one.text).removeprefix("the ")
        key = long.get(one.text, key)
        shown = knowledge.places().shown.get(key) or knowledge.places().organisations.get(key)
        kind: ActorKind = "organisation" if one.kind == "organisation" else "place"
        slot = (kind, form(shown) if shown else key)
        if slot not in table:
            table[slot] = len(groups)
            groups.append(_Group(kind=kind))
        _join(groups[table[slot]], index, one)
    return groups


def _assembled(
    joined: Joined, seen: list[Seen], people: list[_Group], things: list[_Group], unlinked: list[Unlinked]
) -> Linked:
    """Put mentions in the order of the text, role mentions among them, and chains in the order of their first one."""
    groups = [group for group in (*people, *things) if group.members]
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
            rule=groups[number].rules.get(index, "name"),
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


def _fullest(group: _Group) -> str:
    """Choose the form to call an actor by: most words, then most frequent, then longest, then by letters."""
    return min(group.forms, key=lambda text: (-len(text.split()), -group.forms[text], -len(text), text))
