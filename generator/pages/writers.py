"""Who wrote an article, as lists of references want it: given name, family name, and what comes after."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from generator.safe import yaml


@dataclass(frozen=True, kw_only=True)
class Writer:
    """A name in parts, or whole in ``literal`` where it is a desk or nothing tells which word is the family name."""

    given: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True, kw_only=True)
class _Known:
    suffixes: frozenset[str]
    particles: frozenset[str]
    family_first: frozenset[str]


def writer(name: str, kind: str) -> Writer:
    """Take the name of who signed apart; ``kind`` is a byline's."""
    return Writer(literal=name) if kind == "desk" else parted(name)


def parted(name: str) -> Writer:
    """Take a person's name apart: the family name is the last word, with small words before it (``van der Berg``).

    A name of one word, one of two people, one that may have its family name first (``Xi Jinping``) and one in letters
    without capitals stay whole: a reference with a wrong family name is found by nobody.
    """
    known = _known()
    words = name.split()
    suffix = words.pop() if len(words) > 2 and words[-1].strip(".").casefold() in known.suffixes else ""
    last = words[-1] if words else ""
    several = "," in name or "and" in words
    if len(words) < 2 or several or words[0].casefold() in known.family_first or last.lower() == last.upper():
        return Writer(literal=name)
    start = len(words) - 1
    while start > 1 and words[start - 1].islower() and words[start - 1] in known.particles:
        start -= 1
    return Writer(given=" ".join(words[:start]), family=" ".join(words[start:]), suffix=suffix)


@cache
def _known() -> _Known:
    content = (files("generator") / "data" / "personal_names.yaml").read_bytes()
    value = yaml.load(content, "personal_names.yaml").value
    assert isinstance(value, dict)  # noqa: S101 - our own file
    suffixes = value["suffixes"]
    assert isinstance(suffixes, dict)  # noqa: S101 - our own file
    return _Known(
        suffixes=frozenset(word for words in suffixes.values() for word in str(words).split()),
        particles=frozenset(str(value["particles"]).split()),
        family_first=frozenset(str(value["family_first"]).split()),
    )
