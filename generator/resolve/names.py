"""Personal names taken apart: words in comparable letters, generation, particles, and which end the family name is on.

Nothing here decides who is who; `likeness` compares two names, `actors` joins people.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

import msgspec
from anyascii import anyascii

from generator.safe import yaml

# A syllable as romanised Chinese, Korean and Vietnamese given names are made of; a word has one or two of them.
_SYLLABLE = r"[bcdfghjklmnpqrstwxyz]{0,2}[aeiouy]{1,3}(?:ng|nh|ch|w|n|r|k|l|m|p|t|c|h)?"
_SYLLABIC = re.compile(rf"{_SYLLABLE}(?:{_SYLLABLE})?")
_DOTTED = re.compile(r"\b((?:[^\W\d_]\.){2,})", re.UNICODE)
_ASIDE = re.compile(r"\([^()]*\)|[\"“”„«»‘][^\"“”„«»]{1,40}[\"“”«»’]")
_SPLIT = re.compile(r"[\s\-‐‑–/]+")
_PLAIN = re.compile(r"[^a-z0-9]+")


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What `data/personal_names.yaml` and `data/nicknames.yaml` tell.

    ``spelling`` maps a word to its group, ``variant`` one that is a name of its own as well.
    """

    suffixes: dict[str, str]
    after: frozenset[str]
    particles: frozenset[str]
    openers: frozenset[str]
    honorific: frozenset[str]
    family_first: frozenset[str]
    common_family: frozenset[str]
    spelling: dict[str, str]
    variant: dict[str, str]
    given: frozenset[str]
    nicknames: dict[str, frozenset[str]]


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """A personal name. ``words`` are its names and initials in order, folded to plain lower-case letters, without
    particles, generation and letters after the name; an initial is one letter. ``lone``: only a family name or only a
    given name is stated. ``family_first``: Chinese, Korean or Vietnamese by its shape. ``key`` is equal for two texts
    that write one name.
    """

    text: str
    words: tuple[str, ...]
    particles: tuple[str, ...] = ()
    suffix: str = ""
    lone: bool = False
    family_first: bool = False
    key: str = ""


@cache
def known() -> Known:
    """Load what is generally known of personal names, once."""
    names = _data("personal_names.yaml")
    short: dict[str, set[str]] = {}
    for full, nicks in _mapping(_data("nicknames.yaml")).items():
        for nick in nicks:
            short.setdefault(nick, set()).add(full)
    suffixes = names["suffixes"]
    assert isinstance(suffixes, dict)  # noqa: S101 - our own file
    return Known(
        suffixes={word: key for key, words in suffixes.items() for word in str(words).split()},
        after=_words(names["after_name"]),
        particles=_words(names["particles"]),
        openers=_words(names["openers"]),
        honorific=_words(names["honorific_names"]),
        family_first=_words(names["family_first"]),
        common_family=_words(names["common_family"]),
        spelling=_groups(names["spellings"]),
        variant=_groups(names["variants"]),
        given=_words(names["given"]),
        nicknames={nick: frozenset(fulls) for nick, fulls in short.items()},
    )


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Reduce a word to plain lower-case letters and digits: ``Márquez`` and ``Marquez`` are equal, ``O'Neill`` one
    word.
    """
    return _PLAIN.sub("", (word if word.isascii() else anyascii(word)).lower())


@lru_cache(maxsize=65536)
def parse(text: str) -> Name:
    """Take a name apart. A comma turns "Khan, Imran" round unless what follows it is a generation."""
    facts = known()
    text = " ".join(text.split())[:200]
    plain = _ASIDE.sub(" ", text) if len(text.split()) > 1 else text
    plain = _DOTTED.sub(lambda match: match.group(1).replace(".", " ") + " ", plain)
    before, comma, behind = plain.partition(",")
    if comma and behind.strip() and fold(behind.split()[0]) not in facts.suffixes.keys() | facts.after:
        plain = f"{behind.replace(',', ' ')} {before}"
    pieces = plain.replace(",", " ").split()
    words: list[str] = []
    particles: list[str] = []
    suffix = ""
    spaced = 0
    for place, piece in enumerate(pieces):
        before_it = len(words)
        parts = [part for part in _SPLIT.split(_apostrophe(piece)) if fold(part)]
        for part in parts:
            word = fold(part)
            if place and word in facts.suffixes and len(word) > 1:
                suffix = suffix or facts.suffixes[word]
            elif place and words and word in facts.after and place >= len(pieces) - 2:
                continue
            elif word in facts.particles and _is_particle(
                word, part, opens=not words, joined=len(parts) > 1, last=piece is pieces[-1]
            ):
                particles.append(word)
            else:
                words.append(word)
        spaced += len(words) > before_it
    if not words:
        words, particles = particles, []
    patronymic = [word for word in particles if word in {"bin", "ibn", "bint", "binti", "ben"}]
    return Name(
        key=" ".join([*words, *patronymic[:1], suffix]).strip(),
        text=text,
        words=tuple(words),
        particles=tuple(particles),
        suffix=suffix,
        lone=len(words) == 1 or spaced <= 1,
        family_first=len(words) > 1
        and words[0] in facts.family_first
        and len(words) <= 3
        and all(_SYLLABIC.fullmatch(word) for word in words[1:]),
    )


def _is_particle(word: str, part: str, *, opens: bool, joined: bool, last: bool) -> bool:
    """Tell a particle from a name of the same letters: "Al Gore" from "al-Assad", "Van Jones" from "van Rompuy"."""
    if last and not joined:
        return False
    if opens and not joined and part[:1].isupper() and word in known().openers:
        return False
    return not (len(word) == 1 and part[:1].isupper())


def _apostrophe(piece: str) -> str:
    """Drop a possessive ending, and part a particle that an apostrophe joins to its name (``d’Estaing`` stays)."""
    return re.sub(r"['’]s?$", "", piece.rstrip(".,;:")) + ("." if piece.endswith(".") else "")


def _groups(value: object) -> dict[str, str]:
    """Map each word of each group to the first of its group."""
    return {word: group.split()[0] for group in _list(value) for word in group.split()}


def _words(value: object) -> frozenset[str]:
    return frozenset(str(value).split())


def _list(value: object) -> list[str]:
    assert isinstance(value, list)  # noqa: S101 - our own file
    return [str(one) for one in value]


def _mapping(value: dict[str, object]) -> dict[str, list[str]]:
    return {key: _list(inner) for key, inner in value.items()}


def _data(name: str) -> dict[str, object]:
    content = (files("generator") / "data" / name).read_bytes()
    value = yaml.load(content, name).value
    assert isinstance(value, dict)  # noqa: S101 - our own file
    return dict(value)
