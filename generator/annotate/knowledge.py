"""What the analyser knows of English: titles, words and places, read once from ``generator/data``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from unicodedata import combining, normalize

from generator.safe.yaml import Value, load

# Arabic and French articles grown on to a name: al-Baghdadi, d’Estaing.
_ARTICLED = re.compile(r"(?:al|el|ul|ur|as|ad|ar|an|ash|at|az|ibn|bin|d|l|o|de)[-‐’'](?=[^\W\d_])(?![a-z])")
REMEMBERED = 32_768
"""Words of which is remembered what follows from the word alone: more than one corpus uses often."""


@lru_cache(maxsize=REMEMBERED)
def key(word: str) -> str:
    """Give the form under which a word is looked up: lower case, plain apostrophe, no dots, no accents."""
    plain = word.lower().replace("’", "'").replace(".", "")
    if plain.isascii():
        return plain
    return "".join(letter for letter in normalize("NFD", plain) if not combining(letter))


@lru_cache(maxsize=REMEMBERED)
def capital(word: str) -> bool:
    """Whether a word starts with a capital letter, its article apart."""
    return word[0].isupper() or bool(_ARTICLED.match(word))


@cache
def read(name: str) -> Mapping[str, Value]:
    """Read a mapping from ``generator/data``, once for all who take a part of it."""
    content = files("generator").joinpath("data", name).read_bytes()
    value = load(content, f"generator/data/{name}").value
    if not isinstance(value, dict):
        raise TypeError(f"generator/data/{name} is no mapping")
    return value


def words_of(value: Value) -> tuple[str, ...]:
    """Give the items of a list of words."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


@dataclass(frozen=True, kw_only=True)
class Title:
    """One entry of the titles: its class, and the plain form that all its spellings share."""

    kind: str
    plain: str


@dataclass(frozen=True, kw_only=True)
class Titles:
    """Titles by their words: ``entries[words]``, and how many words the longest that begins with a word has."""

    entries: Mapping[tuple[str, ...], Title]
    longest: Mapping[str, int]
    qualifiers: Mapping[tuple[str, ...], str]
    modifiers: frozenset[str]
    loose: frozenset[str]
    standing: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]


def _split(text: str) -> tuple[str, ...]:
    return tuple(key(text).split())


@cache
def titles() -> Titles:
    """Ranks, offices, honorifics and what may stand before them."""
    data = read("titles.yaml")
    entries: dict[tuple[str, ...], Title] = {}
    for kind, group in (("office", data["offices"]), ("rank", data["ranks"])):
        if isinstance(group, dict):
            for plain, forms in group.items():
                for form in words_of(forms):
                    entries.setdefault(_split(form), Title(kind=kind, plain=plain))
    for form in words_of(data["honorifics"]):
        entries[_split(form)] = Title(kind="honorific", plain=form)
    longest: dict[str, int] = {}
    for words in entries:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    qualifiers: dict[tuple[str, ...], str] = {}
    group = data["qualifiers"]
    if isinstance(group, dict):
        for plain, forms in group.items():
            for form in words_of(forms):
                qualifiers[_split(form)] = plain
    return Titles(
        entries=entries,
        longest=longest,
        qualifiers=qualifiers,
        modifiers=frozenset(words_of(data["modifiers"])),
        loose=frozenset(words_of(data["loose"])),
        standing=frozenset(words_of(data["standing"])),
        feminine=frozenset(words_of(data["feminine"])),
        masculine=frozenset(words_of(data["masculine"])),
    )


@cache
def words(group: str) -> frozenset[str]:
    """Give one list of ``words.yaml``."""
    return frozenset(words_of(read("words.yaml")[group]))


@cache
def phrases(group: str) -> tuple[str, ...]:
    """Give one list of ``words.yaml``, longest first."""
    return tuple(sorted(words(group), key=lambda one: (-len(one), one)))


@cache
def feminine() -> frozenset[str]:
    """Give common given names of women."""
    return frozenset(key(one) for one in words_of(read("given.yaml")["feminine"]))


@cache
def given() -> frozenset[str]:
    """Give common given names."""
    return frozenset(key(one) for one in words_of(read("given.yaml")["given"]))


@dataclass(frozen=True, kw_only=True)
class Places:
    """Countries and other well-known places by key, their shown names, and the words for their people."""

    known: frozenset[str]
    shown: Mapping[str, str]
    organisations: Mapping[str, str]
    people: frozenset[str]


@cache
def places() -> Places:
    """Countries, cities that a model of news must know, demonyms."""
    data = read("places.yaml")
    shown: dict[str, str] = {}
    organisations: dict[str, str] = {}
    for target, group in ((shown, data["aliases"]), (organisations, data["organisations"])):
        if isinstance(group, dict):
            for name, forms in group.items():
                for form in words_of(forms):
                    target[key(form)] = name
    known = {key(one) for group in ("countries", "cities") for one in words_of(data[group])} | set(shown)
    return Places(
        known=frozenset(known),
        shown=shown,
        organisations=organisations,
        people=frozenset(words_of(data["people"])),
    )


_AMERICAN = {"defenc": "defens", "labour": "labor", "neighbour": "neighbor", "harbour": "harbor"}


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """Cut a lower-case word to a stem: plural, past and -ing endings, British spelling (after Porter's first step)."""
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    word = word.replace("isation", "ization").replace("ising", "izing").replace("ised", "ized")
    if word.endswith("sses") or (word.endswith("ies") and len(word) > 4):
        word = word[:-2]
    elif word.endswith("s") and word[-2] not in "su":
        word = word[:-1]
    word = _without_participle(word)
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    return _AMERICAN.get(word, word)


def _without_participle(word: str) -> str:
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= 3 and any(letter in "aeiouy" for letter in root):
            if root.endswith(("at", "bl", "iz")):
                return root + "e"
            return root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
    return word
