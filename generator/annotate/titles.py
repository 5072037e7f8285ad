"""Titles in a text: ranks, offices and polite forms, matched word by word."""

from collections.abc import Sequence
from functools import lru_cache

from generator.annotate import knowledge
from generator.annotate.words import Token

_PREFIXES = {"ex-": "former", "vice-": "vice", "then-": "then"}
_SUFFIXES = {"-elect": "designate", "-designate": "designate"}
# Titles that are given or family names too: "Major Garrett", "Judge Reinhold".
_NAMES = frozenset({"major", "justice", "king", "prince", "dean", "marshal", "judge", "bishop", "pope", "duke"})


def match(tokens: Sequence[Token], at: int) -> tuple[int, knowledge.Title, str] | None:
    """Give the end of the longest title that begins at a token, the title, and a qualifier that its word carries."""
    first, qualifier, longest = _begins(tokens[at].key)
    for length in range(min(longest, len(tokens) - at), 0, -1):
        words = (first, *(token.key for token in tokens[at + 1 : at + length]))
        entry = knowledge.titles().entries.get(words)
        if entry and all(close(tokens, i) for i in range(at, at + length - 1)) and not _place(tokens, at, at + length):
            return at + length, entry, qualifier
    return None


@lru_cache(maxsize=knowledge.REMEMBERED)
def _begins(word: str) -> tuple[str, str, int]:
    """Give a title's first word, what is joined to it, and how many words the longest title has that it begins."""
    longest = knowledge.titles().longest
    first, qualifier = word, ""
    for prefix, meaning in _PREFIXES.items():
        if first.startswith(prefix) and first not in longest:
            first, qualifier = first.removeprefix(prefix), meaning
    for suffix, meaning in _SUFFIXES.items():
        if first.endswith(suffix) and first not in longest:
            first, qualifier = first.removesuffix(suffix), meaning
    return first, qualifier, longest.get(first, 0)


def begins(token: Token) -> bool:
    """Whether any title begins with a word."""
    return _begins(token.key)[2] > 0


def prefixed(word: str) -> str:
    """Give the qualifier that is joined to a word by a hyphen, or nothing."""
    return next((meaning for prefix, meaning in _PREFIXES.items() if word.startswith(prefix) and word != prefix), "")


def _place(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a title's words begin the name of a known place: Sri Lanka, Prince Edward Island."""
    last = end
    while last < min(end + 2, len(tokens)) and close(tokens, last - 1) and tokens[last].capital:
        last += 1
        if " ".join(token.key for token in tokens[at:last]) in knowledge.places().known:
            return True
    return False


def close(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but one space, or nothing, stands between a token and the next."""
    return at + 1 < len(tokens) and tokens[at + 1].start - tokens[at].end <= 1


def qualifies(tokens: Sequence[Token], at: int, plain: str) -> bool:
    """Whether a title word here is part of a longer one: "chief economic adviser", "Department of Justice"."""
    if plain == "justice" and at and tokens[at - 1].key in {"of", "and"}:
        return True
    if plain not in {"chief", "head"} or not close(tokens, at):
        return False
    step = at + 1
    limit = min(at + 4, len(tokens) - 1)
    while step < limit and close(tokens, step - 1) and tokens[step].key in knowledge.titles().modifiers:
        step += 1
    hit = match(tokens, step) if step < len(tokens) and close(tokens, step - 1) else None
    return hit is not None and hit[1].kind == "office" and (tokens[step].capital or not tokens[at].capital)


def name_like(token: Token) -> bool:
    """Whether a title word may itself be the first word of a name ("Major Garrett")."""
    return token.key in _NAMES
