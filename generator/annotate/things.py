"""Organisations and places in a paragraph: the model's entities, with clean edges."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from generator.annotate import knowledge
from generator.annotate.parsed import Entity, Parsed
from generator.annotate.words import Token
from generator.nouns.account import ActorKind
from generator.nouns.annotation import NameCandidate

_KINDS: dict[str, ActorKind] = {"ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}
_ARTICLES = frozenset({"the", "a", "an", "'s"})


def find(parsed: Parsed, taken: AbstractSet[int]) -> list[NameCandidate]:
    """Find the organisations and places of a paragraph; ``taken`` are the tokens of its persons."""
    found = []
    for entity in parsed.entities:
        kind = _KINDS.get(entity.label)
        span = _edges(parsed, entity)
        if kind is None or span is None or not _names(parsed, span, taken):
            continue
        low, high = span
        start, end = parsed.tokens[low].start, parsed.end_of(high)
        whole = parsed.whole(low, high)
        if whole in knowledge.places().known:
            kind = "place"
        elif whole in knowledge.places().organisations or _body(parsed, low, high):
            kind = "organisation"
        found.append(
            NameCandidate(
                start=start,
                end=end,
                text=parsed.text[start:end],
                sentence=parsed.sentence_of[low],
                kind=kind,
                label=entity.label,
                opens=parsed.opens(low),
                shouted=parsed.sentence_of[low] in parsed.shouting,
            )
        )
    return found


def _edges(parsed: Parsed, entity: Entity) -> tuple[int, int] | None:
    """Cut articles, possessives and brackets from an entity; of "Smith's State Department" keep what he owns."""
    low, high = entity.start, entity.end
    tokens = parsed.tokens
    while low < high and (tokens[low].key in _ARTICLES or not tokens[low].text[0].isalnum()):
        low += 1
    while high > low and (tokens[high - 1].key == "'s" or not tokens[high - 1].text[0].isalnum()):
        high -= 1
    while high > low and (_of_a_role(parsed, high - 1) or tokens[high - 1].key in knowledge.words("matters")):
        high -= 1  # "U.S. Mission Acting Spokesperson", "the Kashmir issue"
    opened = [at for at in range(low, high) if tokens[at].text == "("]
    if opened and not any(tokens[at].text == ")" for at in range(opened[0], high)):
        high = opened[0]
    owned = [at for at in range(low + 1, high - 1) if tokens[at].key == "'s"]
    if owned and owned[0] - low <= 2:
        low = owned[0] + 1
    return (low, high) if low < high else None


def _names(parsed: Parsed, span: tuple[int, int], taken: AbstractSet[int]) -> bool:
    """Whether a span names something: capitals, no person in it, no mere role, people, date or amount."""
    low, high = span
    words = parsed.tokens[low:high]
    if any(at in taken for at in range(low, high)) or not words[0].capital or len(words[0].text) == 1:
        return False
    if (high - low == 1 and _compound(words[0])) or _generic(words):
        return False
    if high - low == 1 and words[0].key in knowledge.titles().modifiers and _in_role(parsed, words[0].start):
        return False  # the Defense of "Secretary of Defense"
    if any(word.text == "%" or word.key in {"percent", "cent"} for word in words):
        return False
    whole = parsed.whole(low, high)
    return whole not in knowledge.places().people and whole not in knowledge.words("calendar")


def _of_a_role(parsed: Parsed, at: int) -> bool:
    """Whether a word is of a role's own words, its qualifier among them."""
    token = parsed.tokens[at]
    return at in parsed.titled or ((token.key,) in knowledge.titles().qualifiers and _in_role(parsed, token.start))


def _compound(word: Token) -> bool:
    """Whether a place is but the first part of a word: "US-led", "Pakistan-US"; not Guinea-Bissau."""
    first, _, last = word.key.rpartition("-")
    return _land(first) and (_land(last) or word.text.rpartition("-")[2].islower())


def _land(form: str) -> bool:
    return form in knowledge.places().known or form in knowledge.places().people


def _generic(words: Sequence[Token]) -> bool:
    """Whether words name no one body or place: "the Army", "US Government and Military", "Pak US".

    They are such when all are of the common words for bodies, with a country at the most; a country alone, or a body of
    a country ("Pakistan Army"), is a name.
    """
    keys = [word.key for word in words if word.text not in {"-", "/"}]
    bodies = sum(key in knowledge.words("common_bodies") for key in keys)
    lands = sum(key in knowledge.places().known or key in knowledge.words("short_lands") for key in keys)
    joins = sum(key in {"and", "&"} for key in keys)
    if bodies + lands + joins < len(keys):
        return False
    return (
        (bodies == 1 and len(keys) == 1) or (bodies > 0 and joins > 0) or (bodies == 0 and lands > 1 and _bound(words))
    )


def _bound(words: Sequence[Token]) -> bool:
    """Whether countries are written as one word or side by side: relations of theirs, not a place."""
    whole = " ".join(word.key for word in words)
    return whole not in knowledge.places().known and not any(word.key in {"and", "&"} for word in words)


def _in_role(parsed: Parsed, at: int) -> bool:
    return any(phrase.start <= at < phrase.end for phrase in parsed.phrases)


def _body(parsed: Parsed, low: int, high: int) -> bool:
    """Whether words that the model calls a place or building are a body: "Embassy of Pakistan"."""
    return any(word.key in knowledge.words("bodies") for word in parsed.tokens[low:high])
