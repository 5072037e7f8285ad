"""Names in a paragraph: the model's entities with their edges mended, and the capitalised words that it missed."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.annotate import knowledge
from generator.annotate.words import Token
from generator.nouns.account import ActorKind
from generator.nouns.annotation import Acronym, NameCandidate, RolePhrase

_KINDS: dict[str, ActorKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
LONGEST_NAME = 6


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


def single(word: str) -> str:
    """Give what a one-word text surely is: "place", "people", "function", "calendar", or "" when it may be a name."""
    form = knowledge.key(word)
    if form in knowledge.places().people:
        return "people"
    if form in knowledge.places().known:
        return "place"
    if form in knowledge.words("calendar"):
        return "calendar"
    return "function" if form in knowledge.words("function") and not (word.isupper() and len(word) > 1) else ""


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
    while at < count:
        if not nameable(parsed, at):
            at += 1
            continue
        end = at + 1
        while end < count and _joined(parsed, end - 1):
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


def name_shaped(words: Sequence[Token]) -> bool:
    """Whether words look like a person's name: letters only, no word that names things, no lone country or acronym."""
    core = [word for word in words if word.key not in knowledge.words("suffixes")]
    if not core or len(core) > LONGEST_NAME or any(letter.isdigit() for word in core for letter in word.text):
        return False
    if all(word.initial for word in core):
        return False
    if any(word.key in knowledge.words("never_person") or "/" in word.text or "&" in word.text for word in core):
        return False
    if len(core) == 1:
        text = core[0].text
        return len(text) > 1 and not single(text) and not (text.isupper() and len(text) <= 5)
    return (
        knowledge.key(" ".join(word.text for word in core)) not in knowledge.places().known
        and core[0].key not in knowledge.places().people
    )


def find(parsed: Parsed) -> list[NameCandidate]:
    """Find the candidates of a paragraph, in order."""
    owner: dict[int, int] = {}
    for number, entity in enumerate(parsed.entities):
        for at in range(entity.start, entity.end):
            owner[at] = number
    ends = {phrase.end: phrase for phrase in parsed.phrases}
    found: list[NameCandidate] = []
    taken: set[int] = set()
    for start, end in runs(parsed):
        for piece in _pieces(parsed, start, end, owner, ends):
            found.append(piece[2])
            if piece[2].kind:
                taken.update(range(piece[0], piece[1]))
    for entity in parsed.entities:
        found.extend(_thing(parsed, entity, taken))
    return sorted(_without_overlaps(found), key=lambda one: (one.start, one.end))


def _title(parsed: Parsed, at: int, ends: dict[int, RolePhrase]) -> RolePhrase | None:
    """Find the role phrase right before a token: "General", or "Spokesperson," with its comma when the phrase is long."""
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
) -> list[tuple[int, int, NameCandidate]]:
    """Cut a run into names by the model's entities, and decide for each whether it is a person's."""
    groups: list[tuple[int, int, str]] = []
    at = start
    while at < end:
        stop = at + 1
        while stop < end and owner.get(stop, -1) == owner.get(at, -1):
            stop += 1
        label = parsed.entities[owner[at]].label if at in owner else ""
        groups.append((at, stop, label))
        at = stop
    title = _title(parsed, start, ends)
    pieces = []
    index = 0
    while index < len(groups):
        low, high, label = groups[index]
        index += 1
        titled = title if low == start else None
        person = label == "PERSON" or (titled is not None and _titles_person(parsed, low, high, titled))
        if person:
            while index < len(groups) and groups[index][2] == "" and _grows(parsed, groups[index][0], groups[index][1]):
                high = groups[index][1]
                index += 1
            if (
                pieces
                and pieces[-1][2].kind == ""
                and pieces[-1][2].label == ""
                and pieces[-1][1] == low
                and _grows(parsed, pieces[-1][0], low)
            ):
                low = pieces.pop()[0]
        pieces.append(_candidate(parsed, low, high, label, titled, person=person))
    return pieces


def _titles_person(parsed: Parsed, low: int, high: int, title: RolePhrase) -> bool:
    """Whether a title before these words makes them a person: not "General Motors", "President of France"."""
    words = parsed.tokens[low:high]
    if title.text.islower() and len(words) < 2 and not title.honorific:
        return False
    return name_shaped(words) and single(words[0].text) not in {"people", "place"}


def _grows(parsed: Parsed, low: int, high: int) -> bool:
    """Whether words beside a person's name belong to it: proper nouns, no country, no word that names things."""
    words = parsed.tokens[low:high]
    return (
        high - low <= 2
        and all(at in parsed.proper or parsed.tokens[at].initial for at in range(low, high))
        and not any(single(word.text) for word in words)
        and not any(word.key in knowledge.words("never_person") for word in words)
        and not (parsed.opens(low) and low not in parsed.proper)
    )


def _candidate(
    parsed: Parsed, low: int, high: int, label: str, title: RolePhrase | None, *, person: bool
) -> tuple[int, int, NameCandidate]:
    tokens = parsed.tokens
    first, last = low, high
    while last - first > 1 and single(tokens[first].text) == "people" and person:
        first += 1
    words = tokens[first:last]
    after = tokens[last].key if last < len(tokens) and _joined(parsed, last - 1) else ""
    thing = after in knowledge.words("thing_after") and tokens[last].capital if after else False
    shaped = person and name_shaped(words) and not thing
    known = knowledge.key(" ".join(word.text for word in words))
    kind: ActorKind | str = "person" if shaped else ""
    if kind == "" and label not in {"NORP", "PERSON"} and known in knowledge.places().known:
        kind = "place"
    start, end = tokens[first].start, _trimmed(parsed, last)
    return (
        first,
        last,
        NameCandidate(
            start=start,
            end=end,
            text=parsed.text[start:end],
            sentence=parsed.sentence_of[first],
            kind=kind,  # type: ignore[arg-type]
            label=label,
            title=title.text if title else "",
            sure=shaped and (title is not None or len(words) > 1),
            opens=parsed.opens(first),
        ),
    )


def _trimmed(parsed: Parsed, last: int) -> int:
    """Give the end of a name without a dot that closes the sentence."""
    token = parsed.tokens[last - 1]
    if token.text.endswith(".") and (
        last >= len(parsed.tokens) or parsed.sentence_of[last] != parsed.sentence_of[last - 1]
    ):
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


def acronyms(parsed: Parsed) -> list[Acronym]:
    """Find short forms in brackets after the words they shorten, letter by letter."""
    found = []
    tokens = parsed.tokens
    for at in range(1, len(tokens) - 2):
        if tokens[at].text != "(" or tokens[at + 2].text != ")":
            continue
        short = tokens[at + 1]
        letters = "".join(letter for letter in short.text if letter.isalnum())
        if not 2 <= len(letters) <= 8 or not short.capital:
            continue
        start = _expansion(parsed, at, letters)
        if start >= 0:
            long_start, long_end = tokens[start].start, tokens[at - 1].end
            found.append(
                Acronym(
                    start=long_start,
                    end=long_end,
                    short_start=short.start,
                    short_end=short.end,
                    long=parsed.text[long_start:long_end],
                    short=short.text,
                )
            )
    return found


def _expansion(parsed: Parsed, bracket: int, letters: str) -> int:
    """Find where the words begin whose initials a short form takes; small words may be skipped."""
    tokens = parsed.tokens
    wanted = letters.lower()
    low = max(0, bracket - 2 * len(letters) - 2)
    for start in range(bracket - 1, low - 1, -1):
        if not tokens[start].capital or parsed.sentence_of[start] != parsed.sentence_of[bracket]:
            continue
        words = [part for token in tokens[start:bracket] for part in token.key.split("-") if part[:1].isalnum()]
        initials = "".join(word[0] for word in words)
        content = "".join(word[0] for word in words if word not in {"of", "the", "and", "for", "in", "e", "to", "on"})
        joined = "".join(words)
        if wanted in (initials, content) or (
            len(words) > 1 and joined.startswith(wanted[:3]) and not letters.isupper()
        ):
            return start
        if not letters.isupper() and _syllables(wanted, words):
            return start
    return -1


def _syllables(short: str, words: Sequence[str]) -> bool:
    """Whether a short form is made of the beginnings of words: Central Command, Centcom."""
    if len(words) < 2:
        return False
    at = 0
    for word in words:
        size = 0
        while size < len(word) and at + size < len(short) and word[size] == short[at + size]:
            size += 1
        if size == 0:
            return False
        at += size
    return at == len(short)
