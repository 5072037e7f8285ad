"""The grammar of temporal expressions: what a paragraph says of dates, before they are put on the calendar.

The grammar and the forms of values follow TIMEX3 (Pustejovsky et al., ISO-TimeML): days, months, ISO weeks, years,
``195`` for a decade, ``2008-H2``, ``2007-SU``, durations ``P3D``. Finding looks at nothing but the paragraph's text, so
that a paragraph is read once wherever it stands.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from generator.annotate import knowledge, tense
from generator.nouns.account import Sentence
from generator.nouns.annotation import FoundDate
from generator.safe.yaml import Value

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_OF = {name[:length]: i + 1 for i, name in enumerate(MONTHS) for length in (3, 4, len(name))}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
UNITS = {
    "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W2", "month": "M", "year": "Y",
    "decade": "DE", "century": "CE",
}  # fmt: skip
KINDS: dict[str, Literal["DURATION", "SET"]] = {"duration": "DURATION", "set": "SET"}
HOLIDAYS = {
    "new year's day": "01-01", "new year's eve": "12-31", "christmas": "12-25", "christmas day": "12-25",
    "christmas eve": "12-24", "boxing day": "12-26", "valentine's day": "02-14", "may day": "05-01",
    "halloween": "10-31", "fourth of july": "07-04",
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SHIFTS = {
    "last": -1, "previous": -1, "preceding": -1, "prior": -1, "before": -1, "earlier": -1,
    "next": 1, "coming": 1, "following": 1, "after": 1, "later": 1,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A pattern, and what must stand in a text that it matches: letters of each of the kinds in ``needs``."""

    name: str
    pattern: re.Pattern[str]
    needs: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """Rules, in order of precedence among matches of one start and length, and the letters of each kind of sign."""

    rules: tuple[Rule, ...]
    signs: Mapping[str, tuple[str, ...]]


@cache
def grammar() -> Grammar:
    """Read ``generator/data/dates.yaml``."""
    document = knowledge.read("dates.yaml")
    parts = {name: _text(value) for name, value in _mapping(document["parts"]).items()}

    def spelled(pattern: str) -> str:
        return re.sub(r"<([A-Z_]+)>", lambda match: spelled(parts[match[1]]), pattern)

    return Grammar(
        rules=tuple(
            Rule(
                name=name,
                pattern=re.compile(spelled(_text(_mapping(rule)["reads"]))),
                needs=frozenset(knowledge.words_of(_mapping(rule)["needs"])),
            )
            for name, rule in _mapping(document["rules"]).items()
        ),
        signs={name: knowledge.words_of(value) for name, value in _mapping(document["signs"]).items()},
    )


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _mapping(value: Value) -> dict[str, Value]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


PREPOSITION = re.compile(
    r"(?:\b(?:in|of|since|by|until|till|from|during|to|and|on|through|between|for|early|mid|late|last|next|this|as"
    r"|before|after|throughout|or)[ -]|[–(,]\s?)$",
    re.IGNORECASE,
)
AMBIGUOUS_MONTHS = {"May", "March", "August"}


def find(text: str, sentences: Sequence[Sentence]) -> tuple[FoundDate, ...]:
    """Find the temporal expressions of a paragraph, in order, none overlapping. Linear in the text."""
    known = grammar()
    signs = shown(text)
    hits: list[tuple[int, int, int, re.Match[str]]] = []
    for priority, rule in enumerate(known.rules):
        if rule.needs <= signs:
            hits += [
                (match.start(), -match.end(), priority, match) for match in rule.pattern.finditer(text) if match.group()
            ]
    hits.sort(key=lambda hit: hit[:3])
    starts = [one.start for one in sentences]
    found: list[FoundDate] = []
    reached = 0
    for start, _, priority, match in hits:
        name = known.rules[priority].name
        if start < reached or not _plausible(name, match, text):
            continue
        form = _form(name, {key: value for key, value in match.groupdict().items() if value})
        if form is None:
            continue
        reached = match.end()
        found.append(
            FoundDate(
                start=start,
                end=match.end(),
                text=match.group(),
                form=form,
                kind=KINDS.get(form.partition(":")[0], "DATE"),
                sentence=max(bisect_right(starts, start) - 1, 0),
                tense="future" if tense.ahead(text, start, match.end()) else "",
            )
        )
    return tuple(found)


def shown(text: str) -> set[str]:
    """Tell which kinds of signs a text shows."""
    found = set()
    for name, letters in grammar().signs.items():
        for one in letters:
            if one in text:
                found.add(name)
                break
    return found


def _plausible(rule: str, match: re.Match[str], text: str) -> bool:
    """Tell a month from a name or a verb: "May" and "March" need a preposition before them when they stand alone."""
    if rule != "month":
        return True
    before = text[max(0, match.start("m") - 12) : match.start("m")]
    name = match["m"]
    if name in AMBIGUOUS_MONTHS or name.rstrip(".") not in {month.capitalize() for month in MONTHS}:
        return bool(PREPOSITION.search(before))
    return True


def _number(word: str) -> str:
    word = word.lower()
    return str(NUMBERS[word]) if word in NUMBERS else word


def _unit(word: str) -> str:
    word = word.lower()
    return UNITS["century"] if word.startswith("centur") else UNITS[word.rstrip("s")]


def _day(value: str) -> int:
    return int(re.sub(r"\D", "", value))


def _month(value: str) -> int:
    key = value.lower().rstrip(".")
    return MONTH_OF.get(key, MONTH_OF[key[:3]])


def _calendar(year: str | None, month: str, day: str) -> str | None:
    """Give a day, with or without its year; none if there is no such day."""
    stamp = f"{_month(month) if not month.isdigit() else int(month):02}-{_day(day):02}"
    try:
        date.fromisoformat(f"{year or 2000}-{stamp}")
    except ValueError:
        return None
    return f"day:{year}-{stamp}" if year else f"monthday:{stamp}"


def _form(rule: str, g: dict[str, str]) -> str | None:  # noqa: C901, PLR0911, PLR0912 - one case a rule reads best
    """Write what was read as a short form, ``rule:operands``, that ``dates.resolve`` puts on the calendar."""
    rel = g.get("rel", "").lower()
    match rule:
        case "set":
            return "set:"
        case "iso" | "dmy" | "mdy" | "range" | "md" | "dm":
            form = _calendar(g.get("y"), g["m"], g["d"])
            return f"{form}::{WEEKDAYS.index(g['w'].lower())}" if form and "w" in g and "y" not in g else form
        case "day_named":
            return "unplaced:"
        case "holiday":
            day = HOLIDAYS[g["f"].lower().replace("’", "'").removeprefix("the ")]
            return f"day:{g['y']}-{day}" if "y" in g else f"monthday:{day}:{_sign(rel) or ''}"
        case "my":
            return f"month:{g['y']}-{_month(g['m']):02}"
        case "month":
            return f"baremonth:{_month(g['m']):02}:"
        case "month_last":
            story = rel.startswith("the ")  # "the following May" follows what was told before
            return f"{'storymonth' if story else 'baremonth'}:{_month(g['m']):02}:{_sign(rel)}"
        case "month_that" | "day_that":
            tail = f"{_month(g['m']):02}" + (f"-{_day(g['d']):02}" if "d" in g else "")
            return f"ofyear:{tail}:{'narrative' if rel in ('that', 'the same') else 'publication'}:{_sign(rel)}"
        case "year" | "part_year":
            return f"year:{g['y']}"
        case "halves":
            return f"literal:{g['y']}-{'H1' if g['h'] == 'first' else 'H2'}"
        case "quarter":
            which = ("first", "second", "third", "fourth").index(g["q"].lower()) + 1
            return f"literal:{g['y']}-Q{which}" if "y" in g else f"quarter:{which}"
        case "season":
            return f"literal:{g['y']}-{SEASONS[g['s'].lower()]}"
        case "season_last":
            return f"season:{SEASONS[g['s']]}:{_sign(rel)}"
        case "bc":
            return f"literal:BC{int(g['y']):04}"
        case "decade_short":
            return f"literal:19{g['t']}"
        case "decade":
            return f"literal:{g['y']}{g['t']}"
        case "century":
            return f"literal:{int(g['c']) - 1:02}"
        case "weekday":
            sign = "this" if rel in {"this", "this coming"} else -1 if rel == "this past" else _sign(rel)
            return f"weekday:{WEEKDAYS.index(g['w'].lower())}:{sign}"
        case "deictic":
            key = g["k"].lower()
            shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(key, 2 if "after" in key else -2)
            return f"publication:{shift}:D"
        case "last_night":
            return f"publication:{-1 if g['k'].lower() == 'last night' else 0}:D"
        case "unit":
            unit = g["u"].replace("weekend", "week")
            return f"publication:{_sign(rel)}:{_unit(unit)}"
        case "anaphoric":
            shift = SHIFTS.get(rel.rpartition(" ")[2], 0)
            return f"narrative:{shift}:{_unit(g['u'])}"
        case "day_before":
            return f"narrative:{SHIFTS[rel]}:{_unit(g['u'])}"
        case "end_of":
            base = "narrative" if rel in {"the", "that"} else "publication"
            return f"{base}:{_sign(rel)}:{_unit(g['u'])}"
        case "offset":
            number = _number(g["n"])
            sign = "-" if rel in {"ago", "earlier", "before"} else ""
            if "." in number:
                return None
            base = "publication" if rel in {"ago", "from now", "hence"} else "narrative"
            return f"{base}:{sign}{number}:{_unit(g['u'])}"
        case "vague_offset":
            return "literal:PAST_REF" if rel in {"ago", "earlier"} else "literal:FUTURE_REF"
        case "past_duration" | "duration":
            number = _number(g["n"]) if "n" in g else "1" if not g["u"].endswith("s") else "X"
            return _duration(number if re.fullmatch(r"[\d.]+|X", number) else "X", _unit(g["u"]))
        case "present":
            return "literal:PRESENT_REF"
        case "past":
            return "literal:PAST_REF"
        case "future":
            return "literal:FUTURE_REF"
    return None


def _sign(rel: str) -> int:
    return SHIFTS.get(rel.removeprefix("the ").partition(" ")[0], 0)


def _duration(number: str, unit: str) -> str:
    if unit == "W2":
        return f"duration:P{2 * int(float(number)) if number != 'X' else 'X'}W"
    return f"duration:PT{number}{unit[1]}" if unit.startswith("T") else f"duration:P{number}{unit}"
