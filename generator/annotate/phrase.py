"""A role phrase as read, and as it is told: split into rank, office, organisation and qualifier."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from generator.annotate import knowledge, titles
from generator.annotate.words import Token
from generator.nouns.annotation import RolePhrase

_DETERMINERS = frozenset({
    "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "that", "another", "no", "any",
})  # fmt: skip
# What is a title in small letters too.
_SMALL_HONORIFICS = frozenset({"sheikh", "pope", "ayatollah", "professor", "cardinal", "archbishop", "bishop"})
_SMALL_RANKS = frozenset({
    "general", "admiral", "brigadier", "colonel", "major general", "lieutenant general", "field marshal",
})  # fmt: skip
_ADJECTIVES = frozenset({"general", "chief", "head", "chair"})
_DEPARTMENTS = frozenset({"minister", "secretary"})
_BODIES = frozenset({
    "department", "mission", "embassy", "command", "ministry", "office", "bureau", "committee", "council", "house",
    "senate",
    "party", "agency", "board", "court", "bank", "company", "group", "team", "club", "league", "university", "college",
    "school", "hospital", "church", "museum", "force", "police", "navy", "government", "cabinet",
})  # fmt: skip


@dataclass
class Phrase:
    """A role phrase while it is being read, by token indexes.

    ``before`` is what it belongs to as far as it stands before the office, ``tail`` as far as it stands after.
    """

    start: int
    end: int
    kinds: list[str] = field(default_factory=list)
    rank: tuple[int, int] | None = None
    office: tuple[int, int] | None = None
    plain_rank: str = ""
    plain_office: str = ""
    honorific: str = ""
    qualifiers: list[str] = field(default_factory=list)
    before: tuple[int, int] | None = None
    tail: tuple[int, int] | None = None

    def outside(self) -> set[int]:
        """Give the tokens that name what the role belongs to: they may be names in their own right."""
        return {at for span in (self.before, self.tail) if span for at in range(*span)}


def phrase_of(
    tokens: Sequence[Token], text: str, phrase: Phrase, sentence_of: Sequence[int], heads: frozenset[int]
) -> RolePhrase | None:
    """Tell a phrase that was read, or nothing if its small letters show that it is none."""
    table = knowledge.titles()
    honorific = phrase.kinds == ["honorific"]
    head = phrase.office or phrase.rank or (phrase.start, phrase.end)
    plain = phrase.plain_office or phrase.plain_rank
    if not tokens[head[0]].capital and not _small(phrase, head, plain, heads):
        return None
    if plain in _DEPARTMENTS:
        plain = f"{_department(tokens, phrase)} {plain}".strip()
    determiner, outer = _determiner(tokens, phrase.start, sentence_of)
    office, organisation = _split(tokens, text, phrase)
    start, end = tokens[phrase.start].start, tokens[phrase.end - 1].end
    return RolePhrase(
        start=start,
        end=end,
        outer=outer,
        text=text[start:end],
        sentence=sentence_of[head[0]],
        key=plain or phrase.honorific,
        rank=_words(tokens, text, phrase.rank),
        office=office,
        organisation=organisation,
        qualifier=", ".join(dict.fromkeys(phrase.qualifiers)),
        determiner=determiner,
        honorific=honorific,
        standing=(
            plain.split(" ")[-1] in table.standing or plain in table.standing or bool(phrase.rank and not phrase.office)
        )
        and not honorific,
    )


def _department(tokens: Sequence[Token], phrase: Phrase) -> str:
    """Give what a minister or secretary is for: "defense" of both "Defence Secretary" and "Secretary of Defense"."""
    spans = [range(*span) for span in (phrase.before, phrase.tail) if span]
    words = [tokens[at].key for span in spans for at in span if tokens[at].key in knowledge.titles().modifiers]
    return " ".join({"defence": "defense"}.get(word, word) for word in words if word not in _BODIES)


def _small(phrase: Phrase, head: tuple[int, int], plain: str, heads: frozenset[int]) -> bool:
    """Whether a title in small letters is one: not the head of "head south", nor the general of "general public"."""
    if phrase.kinds == ["honorific"]:
        return phrase.honorific in _SMALL_HONORIFICS
    if phrase.office is None and plain not in _SMALL_RANKS:
        return False
    if plain in knowledge.titles().loose and phrase.tail is None and phrase.start == head[0]:
        return False
    return not (phrase.end - 1 in heads and phrase.end == head[1] and plain in _ADJECTIVES)


def _determiner(tokens: Sequence[Token], start: int, sentence_of: Sequence[int]) -> tuple[str, int]:
    """Give the determiner right before a phrase, and where the phrase begins with it."""
    before = start - 1
    if before < 0 or not titles.close(tokens, before) or sentence_of[before] != sentence_of[start]:
        return "", tokens[start].start
    if tokens[before].key in _DETERMINERS:
        return tokens[before].key, tokens[before].start
    return ("'s" if tokens[before].key == "'s" else ""), tokens[start].start


def _words(tokens: Sequence[Token], text: str, span: tuple[int, int] | None) -> str:
    return text[tokens[span[0]].start : tokens[span[1] - 1].end] if span and span[1] > span[0] else ""


def qualifies(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word says how an office is held: "new" does, the "New" of "New York" does not."""
    if (tokens[at].key,) not in knowledge.titles().qualifiers:
        return False
    return at + 1 == len(tokens) or f"{tokens[at].key} {tokens[at + 1].key}" not in knowledge.places().known


def _split(tokens: Sequence[Token], text: str, phrase: Phrase) -> tuple[str, str]:
    """Give the office with the kinds that belong to it ("National Security Adviser"), and the organisation.

    Kinds such as "foreign", "campaign", "national security" right before the office are the office's; so is what
    follows "of" if it names a department only ("Secretary of Defense").
    """
    low, high = phrase.before or (phrase.start, phrase.start)
    core = phrase.office or phrase.rank or (phrase.start, phrase.end)
    start = core[0]
    while phrase.office and high > low and _of_office(tokens[high - 1].key):
        high -= 1
        start = high
    while high > low and tokens[high - 1].key == "'s":
        high -= 1
    while high > low and qualifies(tokens, low):
        low += 1
    while high > low and qualifies(tokens, high - 1):
        high -= 1
    kept = [
        at
        for at in range(low, high)
        if tokens[at].key not in _aside() and not qualifies(tokens, at) and not tokens[at].key[0].isdigit()
    ]
    before = _words(tokens, text, (kept[0], kept[-1] + 1)) if kept else ""
    if kept and titles.prefixed(tokens[kept[0]].key):
        before = before.partition("-")[2]  # "then-White House chief of staff"
    office = ""
    tail = _words(tokens, text, phrase.tail)
    if phrase.office:
        end = phrase.office[1]
        if phrase.tail and all(_of_office(token.key) for token in tokens[slice(*phrase.tail)]):
            end, tail = phrase.tail[1], ""
        office = _words(tokens, text, (start, end))
    return office, ", ".join(part for part in (before, tail) if part)


def _of_office(form: str) -> bool:
    """Whether a word tells what an office is for, and is no body that it is of."""
    return form in knowledge.titles().modifiers and form not in _BODIES


@cache
def _aside() -> frozenset[str]:
    """Give the words of which qualifiers of several words are made."""
    return frozenset(word for words in knowledge.titles().qualifiers if len(words) > 1 for word in words)
