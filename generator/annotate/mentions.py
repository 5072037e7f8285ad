"""Names in a paragraph: the model's entities with their edges mended, and the capitalised words that it missed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.annotate import knowledge
from generator.annotate.evidence import PERSON, Around, name_shaped, names_thing, single, weight
from generator.annotate.words import Token
from generator.nouns.account import ActorKind
from generator.nouns.annotation import NameCandidate, RolePhrase

_KINDS: dict[str, ActorKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}


@dataclass(frozen=True, kw_only=True)
class Entity:
    """An entity as the model gives it, by token indexes."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """What names are found from: tokens, the sentence of each, entities, which tokens are proper nouns, role phrases."""

    text: str
    tokens: Sequence[Token]
    sentence_of: Sequence[int]
    entities: Sequence[Entity]
    proper: frozenset[int]
    phrases: Sequence[RolePhrase]
    titled: frozenset[int]
    shouting: bool = False

    def opens(self, at: int) -> bool:
        """Whether a token opens its sentence, or follows an opening quote there."""
        if at == 0 or self.sentence_of[at - 1] != self.sentence_of[at]:
            return True
        return self.tokens[at - 1].text in '"“‘«:•–—-' and not self.tokens[at - 1].text.isalnum()


def nameable(parsed: Parsed, at: int) -> bool:
    """Whether a token may stand in a name."""
    token = parsed.tokens[at]
    if not token.capital or at in parsed.titled or token.key == "'s":
        return False
    kind = single(token.text)
    if kind == "function":
        return False
    if kind == "calendar":  # Theresa May, not "in May"
        before = at - 1
        return (
            before >= 0
            and token.key in {"may", "april", "june", "august", "jan"}
            and _joined(parsed, before)
            and nameable(parsed, before)
        )
    return True


def _joined(parsed: Parsed, at: int) -> bool:
    """Whether a token and the next stand in one sentence with nothing but a space between them."""
    tokens = parsed.tokens
    return (
        at + 1 < len(tokens)
        and tokens[at + 1].start - tokens[at].end == 1
        and parsed.sentence_of[at] == parsed.sentence_of[at + 1]
    )


def runs(parsed: Parsed) -> list[tuple[int, int]]:
    """Find the runs of words that may stand in a name, with lower-case particles between two of them."""
    found = []
    at = 0
    count = len(parsed.tokens)
    particles = knowledge.words("particles")
    breaks = {phrase.end for phrase in parsed.phrases}
    while at < count:
        if not nameable(parsed, at):
            at += 1
            continue
        end = at + 1
        while end < count and _joined(parsed, end - 1) and parsed.tokens[end - 1].end not in breaks:
            if nameable(parsed, end):
                end += 1
            elif parsed.tokens[end].key in particles and parsed.tokens[end].text.islower():
                skip = end + 1
                while (
                    skip < count
                    and parsed.tokens[skip].key in particles
                    and _joined(parsed, skip - 1)
                    and parsed.tokens[skip].text.islower()
                ):
                    skip += 1
                if skip < count and _joined(parsed, skip - 1) and nameable(parsed, skip):
                    end = skip + 1
                else:
                    break
            else:
                break
        found.append((at, end))
        at = end
    return found


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
        if made.kind:
            taken.update(range(piece.low, piece.high))
    for entity in parsed.entities:
        found.extend(_thing(parsed, entity, taken))
    return sorted(_without_overlaps(found), key=lambda one: (one.start, one.end))


@dataclass(frozen=True, kw_only=True)
class Piece:
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
        groups.append((at, stop, parsed.entities[owner[at]].label if at in owner else ""))
        at = stop
    title = _title(parsed, start, ends)
    index = 0
    while index < len(groups):
        low, high, label = groups[index]
        index += 1
        titled = title if low == start else None
        person = label == "PERSON" or (titled is not None and name_shaped(parsed.tokens[low:high]))
        if not person and label == "" and index < len(groups) and groups[index][2] == "PERSON":
            if _grows(parsed, low, high, "") and parsed.tokens[low].key in knowledge.given():
                low, high, label = low, groups[index][1], "PERSON"
                index += 1
                person = True
        while (
            person and index < len(groups) and _grows(parsed, *groups[index], dangling=parsed.tokens[high - 1].initial)
        ):
            high = groups[index][1]
            index += 1
        while person and label == "PERSON" and high - low > 1 and _stands_apart(parsed, low, high):
            yield Piece(low=low, high=low + 1, label="GPE", title=None)
            low += 1
        yield Piece(low=low, high=high, label=label, title=titled)


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
        return dangling
    return (
        high - low <= (2 if label == "" else 1)
        and (dangling or all(at in parsed.proper or parsed.tokens[at].initial for at in range(low, high)))
        and (dangling or label in {"", "GPE", "NORP", "ORG"})
        and not any(single(word.text) for word in words)
        and not any(names_thing(word) and word.key not in knowledge.words("either") for word in words)
        and not any(len(word.text) > 1 and word.text.isupper() and len(word.text) < 5 and label for word in words)
    )


def _fellows(parsed: Parsed, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """For each piece count how many others in its list ("A, B and C") look like places, and like persons."""
    found = [(0, 0)] * len(pieces)
    at = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and _listed(parsed, pieces[end - 1], pieces[end]):
            end += 1
        if end - at > 1:
            votes = [_vote(parsed, piece) for piece in pieces[at:end]]
            places, persons = votes.count("place"), votes.count("person")
            for index in range(at, end):
                own = votes[index - at]
                found[index] = (places - (own == "place"), persons - (own == "person"))
        at = end
    return found


def _listed(parsed: Parsed, one: Piece, other: Piece) -> bool:
    between = [token.text for token in parsed.tokens[one.high : other.low]]
    return between in ([","], ["and"], ["or"], ["&"], [",", "and"], [",", "or"]) and (
        parsed.sentence_of[one.low] == parsed.sentence_of[other.low]
    )


def _vote(parsed: Parsed, piece: Piece) -> str:
    words = parsed.tokens[piece.low : piece.high]
    whole = knowledge.key(" ".join(word.text for word in words))
    if whole in knowledge.places().known or piece.label in {"GPE", "LOC"}:
        return "place"
    if piece.title or (len(words) > 1 and (piece.label == "PERSON" or words[0].key in knowledge.given())):
        return "person"
    return ""


def _candidate(parsed: Parsed, piece: Piece, fellows: tuple[int, int]) -> NameCandidate:
    tokens = parsed.tokens
    low, high = piece.low, piece.high
    words = tokens[low:high]
    around = _around(parsed, piece, fellows)
    title = piece.title
    score = weight(
        words, piece.label, around, title=title.text if title else "", honorific=bool(title and title.honorific)
    )
    shaped = (
        score >= PERSON and name_shaped(words) and not (parsed.opens(low) and low not in parsed.proper and score < 3)
    )
    whole = knowledge.key(" ".join(word.text for word in words))
    kind: ActorKind | Literal[""] = "person" if shaped else ""
    if kind == "" and piece.label != "NORP":
        if whole in knowledge.places().known or (
            piece.label == "PERSON" and len(words) == 1 and fellows[0] > fellows[1]
        ):
            kind = "place"
        elif whole in knowledge.places().organisations:
            kind = "organisation"
    start, end = tokens[low].start, _trimmed(parsed, high)
    return NameCandidate(
        start=start,
        end=end,
        text=parsed.text[start:end],
        sentence=parsed.sentence_of[low],
        kind=kind,
        label=piece.label,
        title=title.text if title else "",
        sure=shaped and (title is not None or len(words) > 1),
        opens=parsed.opens(low),
    )


def _around(parsed: Parsed, piece: Piece, fellows: tuple[int, int]) -> Around:
    tokens, sentence = parsed.tokens, parsed.sentence_of[piece.low]
    before = range(piece.low - 1, max(piece.low - 3, -1), -1)
    after = range(piece.high, min(piece.high + 6, len(tokens)))
    following = tokens[piece.high] if piece.high < len(tokens) and _joined(parsed, piece.high - 1) else None
    return Around(
        before=tuple(tokens[at].key for at in before if parsed.sentence_of[at] == sentence),
        after=tuple(tokens[at].key for at in after if parsed.sentence_of[at] == sentence),
        next_capital=bool(following and following.capital),
        next_small=bool(following and following.text.islower() and following.text.isalpha()),
        fellows_places=fellows[0],
        fellows_persons=fellows[1],
    )


def _trimmed(parsed: Parsed, last: int) -> int:
    """Give the end of a name without a dot that closes the sentence."""
    token = parsed.tokens[last - 1]
    closing = last >= len(parsed.tokens) or parsed.sentence_of[last] != parsed.sentence_of[last - 1]
    if token.text.endswith(".") and closing:
        return token.end if token.text.count(".") > 1 or token.key in knowledge.words("suffixes") else token.end - 1
    return token.end


def _thing(parsed: Parsed, entity: Entity, taken: set[int]) -> list[NameCandidate]:
    """Make an organisation or place of the model's entity, less its article and possessive, unless a person is in it."""
    kind = _KINDS.get(entity.label)
    if kind is None or kind == "person":
        return []
    low, high = entity.start, entity.end
    tokens = parsed.tokens
    while low < high and (tokens[low].key in {"the", "a", "an", "'s"} or not tokens[low].text[0].isalnum()):
        low += 1
    while high > low and (tokens[high - 1].key == "'s" or not tokens[high - 1].text[0].isalnum()):
        high -= 1
    if (
        low >= high
        or any(at in taken for at in range(low, high))
        or not any(token.capital for token in tokens[low:high])
    ):
        return []
    if all(at in parsed.titled for at in range(low, high)):
        return []
    if all(token.key in knowledge.titles().modifiers for token in tokens[low:high]):
        return []  # the Defense of "Secretary of Defense"
    start, end = tokens[low].start, _trimmed(parsed, high)
    text = parsed.text[start:end]
    form = knowledge.key(text)
    if form in knowledge.places().people or form in knowledge.words("calendar"):
        return []
    if form in knowledge.places().known:
        kind = "place"
    elif form in knowledge.places().organisations:
        kind = "organisation"
    return [
        NameCandidate(
            start=start,
            end=end,
            text=text,
            sentence=parsed.sentence_of[low],
            kind=kind,
            label=entity.label,
            opens=parsed.opens(low),
        )
    ]


def _without_overlaps(found: list[NameCandidate]) -> list[NameCandidate]:
    """Where two candidates overlap, keep the one with a kind, then the longer, then the earlier."""
    kept: list[NameCandidate] = []
    covered: set[int] = set()
    for one in sorted(found, key=lambda c: (c.kind == "", c.kind != "person", -(c.end - c.start), c.start)):
        span = range(one.start, one.end)
        if not any(at in covered for at in span):
            kept.append(one)
            covered.update(span)
    return kept
