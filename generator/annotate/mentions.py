"""Names in a paragraph: the model's entities with their edges mended, and the capitalised words that it missed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from generator.annotate import knowledge, things
from generator.annotate.evidence import PERSON, Around, Fellows, name_shaped, names_thing, single, weight
from generator.annotate.parsed import SYLLABLES, Parsed, runs
from generator.annotate.words import Token
from generator.nouns.account import ActorKind
from generator.nouns.annotation import NameCandidate, RolePhrase

_INSIDE = frozenset({"of", "the"})


def find(parsed: Parsed) -> list[NameCandidate]:
    """Find the candidates of a paragraph, in order."""
    owner: dict[int, int] = {}
    for number, entity in enumerate(parsed.entities):
        for at in range(entity.start, entity.end):
            owner[at] = number
    ends = {phrase.end: phrase for phrase in parsed.phrases}
    pieces = [piece for start, end in runs(parsed) for piece in _pieces(parsed, start, end, owner, ends)]
    fellows = _fellows(parsed, pieces)
    found: list[NameCandidate] = []
    taken: set[int] = set()
    for number, piece in enumerate(pieces):
        made = _candidate(parsed, piece, fellows[number])
        found.append(made)
        if made.kind == "person":
            taken.update(range(piece.low, piece.high))
    found.extend(things.find(parsed, taken))
    return sorted(_without_overlaps(found), key=lambda one: (one.start, one.end))


class Piece(Struct, frozen=True, kw_only=True):
    """A part of a run, by token indexes, with the model's label and the title before it."""

    low: int
    high: int
    label: str
    title: RolePhrase | None


def _title(parsed: Parsed, at: int, ends: dict[int, RolePhrase]) -> RolePhrase | None:
    """Find the role phrase right before a token: "General", or "General (Retd)," with its comma."""
    if at == 0:
        return None
    before = parsed.tokens[at - 1]
    if before.text == "," and at > 1:
        phrase = ends.get(parsed.tokens[at - 2].end)
        return phrase if phrase and phrase.text.endswith(")") else None
    phrase = ends.get(before.end)
    return phrase if phrase and parsed.tokens[at].start - before.end == 1 else None


def _pieces(
    parsed: Parsed, start: int, end: int, owner: dict[int, int], ends: dict[int, RolePhrase]
) -> Iterator[Piece]:
    """Cut a run by the model's entities, and let a person's name grow over what the model left of it."""
    groups: list[tuple[int, int, str]] = []
    at = start
    while at < end:
        stop = at + 1
        while stop < end and owner.get(stop, -1) == owner.get(at, -1):
            stop += 1
        groups.append((at, stop, _label(parsed, owner[at]) if at in owner else ""))
        at = stop
    title = _title(parsed, start, ends)
    index = 0
    while index < len(groups):
        low, high, label = groups[index]
        index += 1
        titled = title if low == start else None
        person = label == "PERSON" or (titled is not None and name_shaped(parsed.tokens[low:high]))
        if not person and index < len(groups) and _leads(parsed, groups[index - 1], groups[index][2]):
            high, label, person = groups[index][1], "PERSON", True
            index += 1
        while (
            person
            and index < len(groups)
            and _grows(parsed, *groups[index], dangling=_dangling(parsed.tokens[high - 1]))
        ):
            high = groups[index][1]
            index += 1
        while person and label == "PERSON" and high - low > 1 and _stands_apart(parsed, low, high):
            yield Piece(low=low, high=low + 1, label="GPE", title=None)
            low += 1
        yield Piece(low=low, high=high, label=label, title=titled)


def _label(parsed: Parsed, number: int) -> str:
    """Give the model's label, unless it calls a person what no person's name holds: a small word of no known kind."""
    one = parsed.entities[number]
    inner, particles = parsed.tokens[one.start + 1 : one.end - 1], knowledge.words("particles")
    odd = one.label == "PERSON" and any(
        word.text.isalpha() and word.text.islower() and word.key not in _INSIDE and word.key not in particles
        for word in inner
    )
    return "" if odd else one.label


def _dangling(token: Token) -> bool:
    """Whether a name cannot end here: after an initial, or a particle in small letters."""
    return token.initial or token.text.islower()


def _leads(parsed: Parsed, group: tuple[int, int, str], following: str) -> bool:
    """Whether words that the model left out are the given name of the person that follows."""
    low, high, label = group
    given = parsed.tokens[low].key in knowledge.given()
    return label == "" and following == "PERSON" and given and _grows(parsed, low, high, "")


def _stands_apart(parsed: Parsed, low: int, high: int) -> bool:
    """Whether the first word of a name is a demonym or country before it; Victoria and Israel are given names too."""
    kind = single(parsed.tokens[low].text)
    given = parsed.tokens[low].key in knowledge.given()
    return kind == "people" or (kind == "place" and not given and high - low > 2)


def _grows(parsed: Parsed, low: int, high: int, label: str, *, dangling: bool = False) -> bool:
    """Whether words right after a person's name belong to it: proper nouns, no country, no word that names things.

    The model often breaks a name it does not know in two, and calls the rest a place or body. ``dangling``: the name so
    far ends in an initial, so that a family name must follow.
    """
    words = parsed.tokens[low:high]
    if label == "PERSON":
        return dangling or words[0].initial
    if parsed.sentence_of[low] in parsed.shouting and not dangling:
        return False
    if all(word.text.islower() for word in words) or (high - low == 1 and words[0].text in SYLLABLES):
        return True
    return (
        high - low <= (2 if label == "" else 1)
        and (dangling or all(at in parsed.proper or parsed.tokens[at].initial for at in range(low, high)))
        and (dangling or label in {"", "GPE", "NORP", "ORG"})
        and not any(single(word.text) for word in words)
        and not any(names_thing(word) and word.key not in knowledge.words("either") for word in words)
        and not any(len(word.text) > 1 and word.text.isupper() and len(word.text) < 5 and label for word in words)
    )


def _fellows(parsed: Parsed, pieces: Sequence[Piece]) -> list[Fellows]:
    """For each piece count what the others in its list ("A, B and C") look like, short forms in brackets apart."""
    found = [Fellows()] * len(pieces)
    outside = [number for number, piece in enumerate(pieces) if not _bracketed(parsed, piece)]
    at = 0
    while at < len(outside):
        end = at + 1
        while end < len(outside) and _listed(parsed, pieces[outside[end - 1]], pieces[outside[end]]):
            end += 1
        if end - at > 1:
            votes = Counter(_vote(parsed, pieces[number]) for number in outside[at:end])
            for number in outside[at:end]:
                own = _vote(parsed, pieces[number])
                found[number] = Fellows(
                    places=votes["place"] - (own == "place"),
                    persons=votes["person"] - (own == "person"),
                    bodies=votes["body"] - (own == "body"),
                )
        at = end
    return found


def _bracketed(parsed: Parsed, piece: Piece) -> bool:
    return piece.low > 0 and parsed.tokens[piece.low - 1].text == "("


def _listed(parsed: Parsed, one: Piece, other: Piece) -> bool:
    """Whether but a comma, "and" or "or" stands between two pieces, beside "the" and a short form in brackets."""
    between = [token.text for token in parsed.tokens[one.high : min(other.low, one.high + 7)]]
    if between[:1] == ["("] and ")" in between:
        between = between[between.index(")") + 1 :]
    if between[-1:] == ["the"] and _thing(parsed, other):
        between.pop()
    return between in ([","], ["and"], ["or"], ["&"], [",", "and"], [",", "or"]) and (
        parsed.sentence_of[one.low] == parsed.sentence_of[other.low]
    )


def _vote(parsed: Parsed, piece: Piece) -> str:
    words = parsed.tokens[piece.low : piece.high]
    if parsed.whole(piece.low, piece.high) in knowledge.places().known or piece.label in {"GPE", "LOC"}:
        return "place"
    if piece.title or (len(words) > 1 and words[0].key in knowledge.given()):
        return "person"
    if _thing(parsed, piece):
        return "body"
    return "person" if len(words) > 1 and piece.label == "PERSON" else ""


def _thing(parsed: Parsed, piece: Piece) -> bool:
    """Whether words plainly name a body: a known one, a word for bodies in it, or capitals that are no person's."""
    words = parsed.tokens[piece.low : piece.high]
    if parsed.whole(piece.low, piece.high) in knowledge.places().organisations or any(map(names_thing, words)):
        return True
    return piece.label != "PERSON" and len(words) == 1 and words[0].text.isupper() and 2 < len(words[0].text) < 7


def _candidate(parsed: Parsed, piece: Piece, fellows: Fellows) -> NameCandidate:
    tokens = parsed.tokens
    low, high, title = piece.low, piece.high, piece.title
    words = tokens[low:high]
    opens, shouted = parsed.opens(low), parsed.sentence_of[low] in parsed.shouting
    score = weight(
        words,
        piece.label,
        _around(parsed, piece, fellows),
        title=title.text if title and not shouted else "",
        honorific=bool(title and title.honorific),
    )
    if shouted and all(word.text.isupper() for word in words):
        score -= 0.0 if words[0].key in knowledge.given() else 2.0  # "MINISTER WANTS STRONGER TIES"
    shaped = score >= PERSON and name_shaped(words) and not (opens and low not in parsed.proper and score < 3)
    kind: ActorKind | Literal[""] = "person" if shaped else _otherwise(parsed, piece, fellows)
    start, end = tokens[low].start, parsed.end_of(high)
    return NameCandidate(
        start=start,
        end=end,
        text=parsed.text[start:end],
        sentence=parsed.sentence_of[low],
        kind=kind,
        label=piece.label,
        title=title.text if title else "",
        sure=shaped and (title is not None or len(words) > 1),
        opens=opens,
        shouted=shouted,
    )


def _otherwise(parsed: Parsed, piece: Piece, fellows: Fellows) -> ActorKind | Literal[""]:
    """Tell what words that are no person's name surely are: a place or body that everybody knows."""
    whole = parsed.whole(piece.low, piece.high)
    if piece.label == "NORP":
        return ""
    listed = piece.label == "PERSON" and piece.high - piece.low == 1 and fellows.places > fellows.persons
    if whole in knowledge.places().known or listed:
        return "place"
    return "organisation" if whole in knowledge.places().organisations else ""


def _around(parsed: Parsed, piece: Piece, fellows: Fellows) -> Around:
    tokens, sentence = parsed.tokens, parsed.sentence_of[piece.low]
    before = range(piece.low - 1, max(piece.low - 3, -1), -1)
    after = range(piece.high, min(piece.high + 6, len(tokens)))
    following = tokens[piece.high] if piece.high < len(tokens) and parsed.joined(piece.high - 1) else None
    return Around(
        before=tuple(tokens[at].key for at in before if parsed.sentence_of[at] == sentence),
        after=tuple(tokens[at].key for at in after if parsed.sentence_of[at] == sentence),
        next_capital=bool(following and following.capital),
        next_small=bool(following and following.text.islower() and following.text.isalpha()),
        fellows=fellows,
    )


def _without_overlaps(found: list[NameCandidate]) -> list[NameCandidate]:
    """Where two candidates overlap, keep the one with a kind, then the longer, then the earlier."""
    kept: list[NameCandidate] = []
    covered: set[int] = set()
    for one in sorted(found, key=lambda c: (c.kind == "", c.kind != "person", -(c.end - c.start), c.start)):
        span = range(one.start, one.end)
        if covered.isdisjoint(span):
            kept.append(one)
            covered.update(span)
    return kept
