"""What the reader knows of the shapes of pages, read once from ``generator/data/boilerplate.yaml``."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from generator.safe.yaml import Value, load

_FILE = "boilerplate.yaml"


@dataclass(frozen=True, kw_only=True)
class Shapes:
    """Patterns by what they tell."""

    words: int
    lines: tuple[tuple[str, re.Pattern[str]], ...]
    notices: tuple[re.Pattern[str], ...]
    comments: re.Pattern[str]
    tails: re.Pattern[str]
    desks: re.Pattern[str]
    bios: re.Pattern[str]
    biographic: re.Pattern[str]
    outlets: re.Pattern[str]


@cache
def _document() -> dict[str, Value]:
    value = load(files("generator").joinpath("data", _FILE).read_bytes(), f"generator/data/{_FILE}").value
    if not isinstance(value, dict):
        raise TypeError(_FILE)
    return value


def _texts(value: Value) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _any(name: str, shape: str = "{}", flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(shape.format("|".join(f"(?:{one})" for one in _texts(_document()[name]))), flags)


@cache
def shapes() -> Shapes:
    """Give the compiled shapes."""
    groups = _document()["lines"]
    patterns = [
        (str(group["reason"]), re.compile("|".join(f"(?:{one})" for one in _texts(group["patterns"])), re.IGNORECASE))
        for group in (groups if isinstance(groups, list) else [])
        if isinstance(group, dict)
    ]
    return Shapes(
        words=int(str(_document()["words"])),
        lines=tuple(patterns),
        notices=tuple(re.compile(one, re.IGNORECASE) for one in _texts(_document()["notices"])),
        comments=_any("comments"),
        tails=_any("tails"),
        desks=_any("desks", r"\b(?:{})\b"),
        bios=_any("bios"),
        biographic=_any("biographic"),
        outlets=_any("outlets", r"\b(?:{})\b", 0),
    )


@cache
def function_words() -> frozenset[str]:
    """Give the words that every English text is full of, in lower case."""
    return frozenset(_texts(_document()["function"]))


@cache
def zones() -> dict[str, str]:
    """Give the offsets of the time zones whose short names mean one thing in news."""
    value = _document()["zones"]
    return {name: str(offset) for name, offset in value.items()} if isinstance(value, dict) else {}
