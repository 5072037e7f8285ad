"""Short forms that a paragraph defines in brackets."""

from collections.abc import Sequence

from generator.annotate.parsed import Parsed
from generator.nouns.annotation import Acronym


def find(parsed: Parsed) -> list[Acronym]:
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
