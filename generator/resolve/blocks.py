"""Which names are worth comparing: pairs that share a key, so that the work grows with the names and not their square.

Each key is one way in which two names of a person may differ. A group too large to be compared by pairs is split
further, or left: where hundreds fit, a name tells nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from generator.resolve.likeness import sound
from generator.resolve.names import Name, known

_SMALL = 16
_MANY = 8

Pair = tuple[int, int]


def pairs(names: Sequence[Name]) -> list[Pair]:
    """Give the pairs of indices to compare, sorted, each once; lone names take no part."""
    full = [(place, name) for place, name in enumerate(names) if not name.lone and len(name.words) > 1]
    found: set[Pair] = set()
    for source in (_ends, _initials, _slips, _dropped, _turned):
        found.update((min(pair), max(pair)) for pair in source(full))
    return sorted(found)


def families(names: Sequence[Name]) -> dict[str, list[int]]:
    """Give the indices of full names by family name, in the spelling that sounds alike."""
    found: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        if not name.lone:
            found.setdefault(sound(_spelled(family(name))), []).append(place)
    return found


def family(name: Name) -> str:
    """Give the word that most tells the family: the first of a Chinese or Korean name, the last of others."""
    return name.words[0] if name.family_first else name.words[-1]


def _ends(full: Iterable[tuple[int, Name]]) -> Iterator[Pair]:
    """Pair names whose first and last words are alike: dropped middle names, familiar forms, spellings by ear."""
    groups: dict[tuple[str, str], list[tuple[int, Name]]] = {}
    for place, name in full:
        for last in {sound(_spelled(name.words[-1]))}:
            for first in _firsts(name.words[0]):
                groups.setdefault((first, last), []).append((place, name))
    for group in groups.values():
        if len(group) <= _SMALL:
            yield from combinations(sorted(place for place, _ in group), 2)
            continue
        inner: dict[str, list[int]] = {}
        for place, name in group:
            middle = name.words[1] if len(name.words) > 2 else ""
            for key in {middle, middle[:1]} if len(middle) == 1 else {middle}:
                inner.setdefault(key, []).append(place)
        yield from _within(inner.values())


def _initials(full: Iterable[tuple[int, Name]]) -> Iterator[Pair]:
    """Pair "A. Munir" with the given names that begin so, while they are few."""
    short: dict[tuple[str, str], list[int]] = {}
    whole: dict[tuple[str, str], list[int]] = {}
    for place, name in full:
        first = name.words[0]
        (short if len(first) == 1 else whole).setdefault((first[0], sound(_spelled(name.words[-1]))), []).append(place)
    for key, some in short.items():
        others = whole.get(key, [])
        if len(some) * len(others) <= _SMALL * _MANY:
            yield from ((a, b) for a in some for b in others)


def _slips(full: Iterable[tuple[int, Name]]) -> Iterator[Pair]:
    """Pair names of which one end is equal and the other begins alike: misspellings. Large groups are split by what
    is left of the other word when one letter is struck out, so that only words one letter apart meet.
    """
    groups: dict[tuple[str, str, str], list[tuple[int, str]]] = {}
    for place, name in full:
        first, last = name.words[0], name.words[-1]
        groups.setdefault(("last", _spelled(first), last[0]), []).append((place, last))
        groups.setdefault(("first", _spelled(last), first[0]), []).append((place, first))
    for group in groups.values():
        if len(group) <= _MANY:
            yield from combinations(sorted(place for place, _ in group), 2)
            continue
        struck: dict[str, set[int]] = {}
        for place, word in group:
            if len(word) >= 4:
                struck.setdefault(word, set()).add(place)
                for at in range(1, len(word)):
                    struck.setdefault(word[:at] + word[at + 1 :], set()).add(place)
        yield from _within(sorted(places) for places in struck.values())


def _dropped(full: Iterable[tuple[int, Name]]) -> Iterator[Pair]:
    """Pair a name with longer ones that end or begin with it, while they are few."""
    whole: dict[tuple[str, ...], list[int]] = {}
    parts: dict[tuple[str, ...], list[int]] = {}
    for place, name in full:
        words = tuple(_spelled(word) for word in name.words)
        whole.setdefault(words, []).append(place)
        for cut in range(1, len(words) - 1):
            for part in {words[cut:], words[:-cut]}:
                parts.setdefault(part, []).append(place)
    for words, longer in parts.items():
        some = whole.get(words, [])
        if some and len(longer) <= _MANY and len(some) <= _MANY:
            yield from ((a, b) for a in some for b in longer if a != b)


def _turned(full: Iterable[tuple[int, Name]]) -> Iterator[Pair]:
    """Pair names of the same words in another order, or written apart and together."""
    groups: dict[str, list[int]] = {}
    for place, name in full:
        keys = {" ".join(sorted(name.words)), "".join(name.words)}
        for key in keys:
            groups.setdefault(key, []).append(place)
    yield from _within(groups.values())


def _within(groups: Iterable[Sequence[int]]) -> Iterator[Pair]:
    """Pair what is in one group; in a group that stays large, only neighbours in its order."""
    for group in groups:
        if len(group) <= 3 * _SMALL:
            yield from combinations(sorted(group), 2)
        else:
            ordered = sorted(group)
            yield from pairwise(ordered)


def _firsts(word: str) -> set[str]:
    """Give what a first word may be grouped under: its sound, and the full names that it is a familiar form of."""
    one = _spelled(word)
    return {sound(one), *(sound(_spelled(full)) for full in known().nicknames.get(one, ()))}


def _spelled(word: str) -> str:
    facts = known()
    return facts.spelling.get(word) or facts.variant.get(word, word)
