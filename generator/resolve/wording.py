"""Words of roles and names of bodies in one form: "FM" is "Foreign Minister", "defence" is "defense"."""

import re
from functools import cache, lru_cache
from importlib.resources import files

from generator.resolve.names import fold
from generator.safe import yaml

_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*\.?", re.UNICODE)
_SEAT = re.compile(r"\s*(?:[Nn]ew )?([^\W\d_]+)[’']s\s")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_LIGHT = frozenset({"the", "of", "a", "an", "for", "and", "to", "in", "at", "on", "with", "as", "who", "is", "was"})


@cache
def phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give the phrases of `data/titles.yaml` and `data/places.yaml` with what they stand for, as folded words."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    titles, places = _data("titles.yaml"), _data("places.yaml")
    for table in (
        places.get("aliases"),
        places.get("organisations"),
        titles.get("ranks"),
        titles.get("offices"),
        titles.get("qualifiers"),
    ):
        if not isinstance(table, dict):
            continue
        for name, forms in table.items():
            for form in forms if isinstance(forms, list) else ():
                found.setdefault(_fold(str(form)), _fold(str(name)))
            found.setdefault(_fold(str(name)), _fold(str(name)))
    for old, new in _SPELLING:
        found.setdefault((old,), (new,))
    for people, country in _demonyms(places).items():
        found.setdefault((people,), country)
    return {form: name for form, name in found.items() if form}


_SPELLING = (
    ("defence", "defense"),
    ("advisor", "adviser"),
    ("centre", "center"),
    ("labour", "labor"),
    ("organisation", "organization"),
    ("programme", "program"),
    ("counterterrorism", "counter terrorism"),
    ("chairwoman", "chairman"),
    ("chairperson", "chairman"),
    ("spokesman", "spokesperson"),
    ("spokeswoman", "spokesperson"),
    ("caretaker", "interim"),
)


@lru_cache(maxsize=16384)
def canonical(text: str) -> tuple[str, ...]:
    """Give the words of a role or a name in one form, in order, the longest known phrase at each place replaced."""
    words, table, found = _fold(text), phrases(), []
    place = 0
    while place < len(words):
        for length in range(min(6, len(words) - place), 0, -1):
            phrase = words[place : place + length]
            if phrase in table:
                found += [dict(_SPELLING).get(word, word) for word in table[phrase]]
                place += length
                break
        else:
            found.append(words[place])
            place += 1
    return tuple(found)


def thing_key(name: str) -> str:
    """Give what is equal for two spellings of one body's or place's name; a people at its end stays a people. What an
    unclosed bracket opens is no part of the name.
    """
    name = name.split(" (", maxsplit=1)[0] if name.count("(") > name.count(")") else name
    words = name.split()
    if len(words) > 1 and fold(words[-1]) in peoples():
        found = (*canonical(" ".join(words[:-1])), fold(words[-1]))
    elif len(words) == 1 and fold(name) in peoples():
        return fold(name)
    else:
        found = canonical(name)
    return " ".join(found[1:] if len(found) > 1 and found[0] == "the" else found)


@lru_cache(maxsize=65536)
def meaning(text: str) -> frozenset[str]:
    """Give the words that make out what a role is, in one form and in no order."""
    seat = _SEAT.match(text)
    if seat and (country := seats().get(fold(seat.group(1)))):
        text = f"{country} {text[seat.end() :]}"
    words = frozenset(word for word in canonical(text) if word not in _LIGHT and not _ORDINAL.fullmatch(word))
    where = words & countries()
    return _offices().get(words - where, words - where) | where


@cache
def peoples() -> frozenset[str]:
    """Give the names of peoples, each folded to one word."""
    people = _data("places.yaml").get("people")
    return frozenset(fold(str(one)) for one in people) if isinstance(people, list) else frozenset()


@cache
def countries() -> frozenset[str]:
    """Give the words that name a country or its people, in one form."""
    places = _data("places.yaml")
    names: list[str] = []
    for table in (places.get("aliases"), places.get("countries"), places.get("people")):
        names += [str(name) for name in table] if isinstance(table, (list, dict)) else []
    return frozenset(word for name in names for word in canonical(name)) - _LIGHT - {"state"}


@cache
def proper() -> dict[str, str]:
    """Give the proper names of `data/places.yaml` by their words in one form."""
    places = _data("places.yaml")
    tables = [table for table in (places.get("aliases"), places.get("organisations")) if isinstance(table, dict)]
    return {" ".join(_fold(str(name))): str(name) for table in tables for name in table}


@cache
def _offices() -> dict[frozenset[str], frozenset[str]]:
    """Give what an office is called in full by the words of its other forms: "chief of the army" is "army chief"."""
    table = _data("titles.yaml").get("offices")
    found: dict[frozenset[str], frozenset[str]] = {}
    for name, forms in table.items() if isinstance(table, dict) else ():
        for form in forms if isinstance(forms, list) else ():
            words = frozenset(_fold(str(form))) - _LIGHT
            if len(words) > 1:
                found.setdefault(words, frozenset(_fold(str(name))) - _LIGHT)
    return found


@cache
def seats() -> dict[str, str]:
    """Give the countries that seats of government stand for."""
    table = _data("offices.yaml")["seats"]
    return {fold(seat): str(country) for seat, country in table.items()} if isinstance(table, dict) else {}


@cache
def word_list(name: str) -> frozenset[str]:
    """Give a list of `data/offices.yaml` as a set."""
    return frozenset(str(_data("offices.yaml")[name]).split())


def plain(text: str) -> frozenset[str]:
    """Give the words of a text as they are written, folded."""
    return frozenset(_fold(text))


def _fold(text: str) -> tuple[str, ...]:
    pieces = (piece for match in _WORD.finditer(text) for piece in re.split(r"[’'](?=s\b)", match.group()))
    return tuple(word for piece in pieces if (word := fold(piece)) and word != "s")


def _demonyms(places: dict[str, object]) -> dict[str, tuple[str, ...]]:
    """Pair the names of peoples with their countries where the words show it: "Pakistani", "Pakistan"."""
    people, countries = places.get("people"), places.get("countries")
    if not isinstance(people, list) or not isinstance(countries, list):
        return {}
    starts: dict[str, str] = {}
    for country in sorted((str(one) for one in countries), key=lambda one: (len(one), one)):
        if " " not in country:
            starts.setdefault(country[:5], country)
    found = {one: _fold(starts[one[:5]]) for one in map(str, people) if one[:5] in starts}
    return found | {"american": ("united", "states"), "british": ("united", "kingdom"), "saudi": ("saudi", "arabia")}


def _data(name: str) -> dict[str, object]:
    value = yaml.load((files("generator") / "data" / name).read_bytes(), name).value
    return dict(value) if isinstance(value, dict) else {}
