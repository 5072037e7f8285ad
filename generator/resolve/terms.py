"""Words of a text brought to roots, so that "terrorist" meets "terrorism", and phrases found among them."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from generator.safe import yaml

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENING = re.compile(r"[.!?:“\"]")
_INITIALISMS = frozenset({"US", "U.S.", "UN", "U.N.", "IT"})

Roots = tuple[str, ...]


class Word(NamedTuple):
    """One word: its place, its root, and whether it carries meaning (is no function word),
    and whether it has a capital where none is due.
    """

    start: int
    end: int
    root: str
    content: bool
    capital: bool = False


@cache
def _data() -> dict[str, yaml.Value]:
    value = yaml.load((files("generator") / "data" / "topics.yaml").read_bytes(), "generator/data/topics.yaml").value
    if not isinstance(value, dict):
        raise TypeError("generator/data/topics.yaml is no mapping")
    return value


@cache
def _knowledge() -> dict[str, tuple[str, ...]]:
    return {name: _strings(group) for name, group in _data().items() if isinstance(group, list)}


def _strings(group: yaml.Value) -> tuple[str, ...]:
    return tuple(word for word in group if isinstance(word, str)) if isinstance(group, list) else ()


@cache
def _alike() -> dict[tuple[str, ...], str]:
    """Give the plain words of long names and the short form that stands for them."""
    given = _data()["alike"]
    return {
        tuple(long.split()): short
        for short, group in (given.items() if isinstance(given, dict) else ())
        for long in _strings(group)
    }


@cache
def _closing() -> frozenset[str]:
    """Give the words that long names of ``_alike`` end with: only after these is one looked for."""
    return frozenset(long[-1] for long in _alike())


@cache
def light() -> frozenset[str]:
    """Give the words that tell nothing of a topic."""
    return frozenset(_knowledge()["light"])


@cache
def _calendar() -> frozenset[str]:
    return frozenset(root(word) for word in _knowledge()["calendar"])


def dated(one: str) -> bool:
    """Tell whether a root says when or how many, and not what: a day, a month, a number."""
    return one[:1].isdigit() or one in _calendar()


@cache
def common() -> frozenset[str]:
    """Give the roots of words that any article may say."""
    return frozenset(root(word) for word in _knowledge()["common"])


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """Cut a lower-case word to what its relatives share; words of four letters and fewer, but for a plural, stay.

    Endings of number, tense and derivation are taken off one after the other, as long as four letters are left (after
    Lovins' and Porter's lists, shorter): "resettlement", "resettled", "resettling" become one; British spelling too.
    """
    if not word.isalpha():
        return word
    knowledge = _knowledge()
    for prefix in knowledge["prefixes"]:
        if word.startswith(prefix) and len(word) >= len(prefix) + 5:
            word = word[len(prefix) :]
            break
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    word = word.replace("isation", "ization").replace("isi", "izi").replace("efence", "efense")
    cut = True
    while cut:
        cut = False
        for ending in knowledge["endings"]:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word, cut = word[: -len(ending)], True
                break
    if len(word) > 4 and word[-1] in "eiy":
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Cut a text into words with their roots; parts of hyphened words are words, initialisms lose their dots.

    Of ``text[start:end]`` alone, as if nothing stood around it; places count in the whole text.
    """
    found: list[Word] = []
    plains: list[str] = []
    closing = _closing()
    last = start
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word, (begins, ends) = match.group(), match.span()
        capital = bool(found) and word[0].isupper() and not _OPENING.search(text, last, begins)
        last = ends
        plain, stem, content, initials = _known(word)
        plains.append(plain)
        if plain in closing and _joined(found, plains, begins, ends):
            plains = []
        elif plain:
            found.append(Word(begins, ends, stem, content, capital or initials))
    return found


@lru_cache(maxsize=65536)
def _known(word: str) -> tuple[str, str, bool, bool]:
    """Give a word in plain letters, its root, whether it carries meaning, and whether it is "US" and not "us"."""
    plain = _POSSESSIVE.sub("", word).replace(".", "").replace("’", "'").lower()
    if word in _INITIALISMS:
        return plain, plain + ".", True, True
    return plain, root(plain), plain not in light() and len(plain) > 1, False


def _joined(found: list[Word], plains: Sequence[str], start: int, end: int) -> bool:
    """Put the short form for the words of a long name that ends here, if one does; the longest comes first."""
    for length in (4, 3, 2, 1):
        short = _alike().get(tuple(plains[-length:]))
        if short and length <= len(plains) and len(found) >= length - 1:
            begins = found[-(length - 1)].start if length > 1 else start
            del found[len(found) - length + 1 :]
            found.append(Word(begins, end, short, content=True, capital=True))
            return True
    return False


def phrase(text: str) -> Roots:
    """Give the roots of a term: its content words, or all of them if it has none."""
    found = words(text)
    return tuple(word.root for word in found if word.content) or tuple(word.root for word in found)


def acronyms(text: str) -> list[tuple[Roots, Roots]]:
    """Find short forms that a text defines in brackets after the long one: "Tehreek-e-Taliban Pakistan (TTP)".

    The initials must agree, letter by letter, with the words before; small words may be skipped.
    """
    found = []
    for match in re.finditer(r"\(([A-Z][A-Za-z]{1,9})\)", text):
        letters = [letter.lower() for letter in match.group(1) if letter.isupper()]
        before = list(_WORD.finditer(text[max(0, match.start() - 120) : match.start()]))
        taken: list[str] = []
        while before and letters:
            word = before.pop().group().lower()
            if word[0] == letters[-1]:
                letters.pop()
            elif word not in light() and len(word) > 1:
                break
            taken.append(word)
        if not letters and len(taken) >= 2:
            found.append((phrase(" ".join(reversed(taken))), phrase(match.group(1))))
    return found
