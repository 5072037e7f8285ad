"""Short forms that a paragraph defines in brackets."""

from collections.abc import Iterator, Sequence

from generator.annotate.parsed import Entity
from generator.annotate.words import Token
from generator.nouns.annotation import Acronym

_SMALL = frozenset({"of", "the", "and", "for", "in", "e", "to", "on"})


def find(text: str, tokens: Sequence[Token], sentence_of: Sequence[int]) -> list[Acronym]:
    """Find short forms in brackets after the words they shorten, letter by letter."""
    return [
        Acronym(
            start=tokens[start].start,
            end=tokens[short - 2].end,
            short_start=tokens[short].start,
            long=text[tokens[start].start : tokens[short - 2].end],
            short=tokens[short].text,
        )
        for start, short in _defined(tokens, sentence_of)
    ]


def covered(tokens: Sequence[Token], sentence_of: Sequence[int], entities: Sequence[Entity]) -> list[Entity]:
    """Let the words that a short form stands for, and the short form, be one body each, however the model cut them."""
    made = list(entities)
    for start, short in _defined(tokens, sentence_of):
        long = [one for one in made if one.start < short - 1 and start < one.end]
        whole = {one.label for one in long if one.start <= start and short - 1 <= one.end}
        if "PERSON" in whole:
            continue
        label = "GPE" if "GPE" in whole else "ORG"
        wider = min((one.start for one in long if one.label == label), default=start)  # "the US Central Command"
        made = [one for one in made if one not in long and not one.start <= short < one.end]
        made.append(Entity(start=min(start, wider), end=short - 1, label=label))
        made.append(Entity(start=short, end=short + 1, label=label))
    return sorted(made, key=lambda one: one.start)


def _defined(tokens: Sequence[Token], sentence_of: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the tokens at which the long forms begin and the short forms stand."""
    for at in [at for at, token in enumerate(tokens) if token.text == "("]:
        if not 0 < at < len(tokens) - 2 or tokens[at + 2].text != ")":
            continue
        short = tokens[at + 1]
        letters = "".join(letter for letter in short.text if letter.isalnum())
        if not 2 <= len(letters) <= 8 or not short.capital or sum(letter.isupper() for letter in letters) == 0:
            continue
        start = _expansion(tokens, sentence_of, at, letters)
        if start >= 0:
            yield start, at + 1


def _expansion(tokens: Sequence[Token], sentence_of: Sequence[int], bracket: int, letters: str) -> int:
    """Find where the words begin whose initials a short form takes; small words may be skipped."""
    wanted = letters.lower()
    low = max(0, bracket - 2 * len(letters) - 2)
    for start in range(bracket - 1, low - 1, -1):
        if not tokens[start].capital or sentence_of[start] != sentence_of[bracket]:
            continue
        words = [part for token in tokens[start:bracket] for part in token.key.split("-") if part[:1].isalnum()]
        initials = "".join(word[0] for word in words)
        content = "".join(word[0] for word in words if word not in _SMALL)
        if wanted in {initials, content}:
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
