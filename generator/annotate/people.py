"""Which names of one article mean one person: full names first; a lone name goes to the one whom it can mean."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.annotate import knowledge, names
from generator.annotate.known import Seen, withheld
from generator.annotate.lexicon import Known
from generator.nouns.account import ActorKind, Unlinked

NEAREST = 40  # full names with one family name that a name is compared with, latest first
_FORMS = 12  # forms of one person that a name is compared with
_FORMAL = frozenset({"mr", "mrs", "ms", "miss", "senator", "sen", "rep", "justice", "judge"})


@dataclass
class Group:
    """A chain in the making. ``members`` are indexes of what was seen, ``forms`` and ``full`` count its spellings."""

    kind: ActorKind
    members: list[int] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)
    full: dict[str, int] = field(default_factory=dict)
    rules: dict[int, str] = field(default_factory=dict)
    paragraphs: set[int] = field(default_factory=set)
    feminine: bool = False
    masculine: bool = False

    def join(self, index: int, one: Seen, rule: str) -> None:
        """Take a mention in."""
        self.members.append(index)
        self.rules[index] = rule
        self.forms[one.text] = self.forms.get(one.text, 0) + 1
        if self.kind != "person":
            return
        name = names.parse(one.text)
        if name.full:
            self.full[one.text] = self.full.get(one.text, 0) + 1
            self.paragraphs.add(one.paragraph)
            self.feminine = self.feminine or name.parts[0] in knowledge.feminine()
        title = knowledge.key(one.title).split()
        self.feminine = self.feminine or any(word in knowledge.titles().feminine for word in title)
        self.masculine = self.masculine or any(word in knowledge.titles().masculine for word in title)


class _People:
    """The persons of one article, by their family and first names."""

    def __init__(self, known: Known) -> None:
        self.groups: list[Group] = []
        self._known = known
        self._by_name: dict[names.Name, int] = {}
        self._by_last: dict[str, list[int]] = defaultdict(list)
        self._by_first: dict[str, list[int]] = defaultdict(list)
        self._lone: dict[str, int] = {}

    def full(self, index: int, one: Seen, name: names.Name) -> None:
        """Put a full name to the one person whom it fits, or begin a new one."""
        number = self._by_name.get(name)
        if number is None:
            number = self._fitting(name)
            self._by_name[name] = number
            for table, word in ((self._by_last, name.last), (self._by_first, name.parts[0])):
                if number not in table[word][-NEAREST:]:
                    table[word].append(number)
        self.groups[number].join(index, one, "full-name")

    def _fitting(self, name: names.Name) -> int:
        fits: list[int]
        near = [*self._by_last.get(name.last, ())[-NEAREST:], *self._by_first.get(name.parts[0], ())[-NEAREST:]]
        fits = [
            number
            for number in dict.fromkeys(near)
            if all(names.fits(name, names.parse(other)) for other in list(self.groups[number].full)[:_FORMS])
        ]
        if len(fits) == 1:
            return fits[0]
        self.groups.append(Group(kind="person"))
        return len(self.groups) - 1

    def lone(self, index: int, one: Seen, name: names.Name) -> bool:
        """Put a lone name to the one person whom it can mean, or let it stand for itself; False if it is unsure."""
        number, rule = self._owner(one, name)
        if number is None:
            return False
        if number < 0:
            key = f"{name.last} {name.suffix}"
            number = self._lone.get(key, -1)
            if number < 0:
                number = self._lone[key] = len(self.groups)
                self.groups.append(Group(kind="person"))
        self.groups[number].join(index, one, rule)
        return True

    def _owner(self, one: Seen, name: names.Name) -> tuple[int | None, str]:
        """Find whom a lone name means: -1 nobody with a full name here, None more than one."""
        word, rule = name.last, "family-name"
        owners = self._by_last.get(word, [])[-NEAREST:]
        if word in knowledge.words("family_first"):
            owners = list(dict.fromkeys([*owners, *self._by_first.get(word, [])[-NEAREST:]]))
        title = knowledge.key(one.title).split()
        if not owners and (not title or title[-1] not in _FORMAL):
            rule = "given-name"
            owners = self._by_first.get(word, [])[-NEAREST:]
            if len(owners) > 1:
                return None, ""
        if name.suffix:  # "Trump Jr." is no other Trump, however often the article names one
            owners = [number for number in owners if self._suffixes(number) == {name.suffix}]
            return (owners[0], rule) if len(owners) == 1 else (None if owners else -1, "lone-name")
        owners = self._of_sex(owners, title)
        usual = self._known.usual.get(word, "")
        if not owners or (len(owners) == 1 and self._overshadowed(owners[0], usual)):
            return -1, "lone-name"
        return (owners[0] if len(owners) == 1 else self._foremost(owners, usual, one)), rule

    def _suffixes(self, number: int) -> set[str]:
        """Give the generations under which a group's full names go, "" for none."""
        return {names.parse(text).suffix for text in self.groups[number].full}

    def _of_sex(self, owners: Sequence[int], title: Sequence[str]) -> list[int]:
        """Leave out whom "Mr" or "Mrs" cannot mean."""
        if any(part in knowledge.titles().feminine for part in title):
            return [number for number in owners if not self.groups[number].masculine]
        if any(part in knowledge.titles().masculine for part in title):
            return [number for number in owners if not self.groups[number].feminine]
        return list(owners)

    def _overshadowed(self, number: int, usual: str) -> bool:
        """Whether the corpus means another person by this name, and the article names this one but in passing."""
        full = self.groups[number].full
        if not usual or sum(full.values()) >= 3:
            return False
        return not any(names.fits(names.parse(text), names.parse(usual)) for text in full)

    def _foremost(self, owners: Sequence[int], usual: str, one: Seen) -> int | None:
        """Choose among several bearers of a name where one is plainly the one that is meant by it.

        That is the only one whom the paragraph names in full; or the one whom the corpus means by it; or the only one
        without "Jr"; or the one whose full name this article gives at least twice as often as any other's, and more
        than once. Otherwise nobody.
        """
        here = [number for number in owners if one.paragraph in self.groups[number].paragraphs]
        meant = [
            number
            for number in owners
            if usual and any(names.parse(text).parts == names.parse(usual).parts for text in self.groups[number].full)
        ]
        elder = [number for number in owners if not any(names.parse(text).suffix for text in self.groups[number].full)]
        for choice in (meant, elder, here):
            if len(choice) == 1:
                return choice[0]
        counts = sorted(((sum(self.groups[number].full.values()), -number) for number in owners), reverse=True)
        if counts[0][0] > 1 and counts[0][0] >= 2 * counts[1][0]:
            return -counts[0][1]
        return None


def chained(seen: Sequence[Seen], known: Known, unlinked: list[Unlinked]) -> list[Group]:
    """Chain the persons of an article; whom a lone name means in vain is added to ``unlinked``."""
    people = _People(known)
    lone = []
    for index, one in enumerate(seen):
        if one.kind != "person":
            continue
        name = names.parse(one.text)
        if name.parts[0] in knowledge.words("suffixes"):
            unlinked.append(withheld(one, "a generation without a name"))
        elif name.full:
            people.full(index, one, name)
        else:
            lone.append((index, one, name))
    for index, one, name in lone:
        if not people.lone(index, one, name):
            unlinked.append(withheld(one, "more than one person of that name in this article"))
    return people.groups
