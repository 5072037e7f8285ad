"""Dates of an article as its page states them: "Published: January 2, 2024 at 10:05 am EST"."""

import re
from datetime import date

import msgspec

from generator.nouns.article import Dating
from generator.read.knowledge import zones

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<m{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_TIME = (
    r"(?:T|,? (?:at )?|\s*[|·-]\s*)(?P<h>[01]?\d|2[0-3])[:.](?P<min>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?"
    r"\s*(?P<ampm>[ap]\.?m\.?)?"
    r"\s*(?P<zone>Z\b|[+-]\d\d:?\d\d|\b[A-Z]{3,4}\b)?"
)
STAMP = re.compile(
    rf"\b(?:{_MONTH.format(1)} (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH.format(2)},?[ -](?P<y2>(?:19|20)\d\d)"
    rf"|(?P<y3>(?:19|20)\d\d)[-/](?P<n3>\d\d)[-/](?P<d3>\d\d)"
    rf"|(?P<a4>\d{{1,2}})[./](?P<b4>\d{{1,2}})[./](?P<y4>(?:19|20)\d\d))(?!\d)(?:{_TIME})?",
    re.IGNORECASE,
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = re.compile(r"\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NEAR = 31
"""Days that may lie between a dateline's day and the publication."""
WINDOW = 5
"""Years that an undated dispatch may be younger than the last year it names."""


def stamp(match: re.Match[str]) -> str:
    """Write a matched date in ISO 8601, to the minute where a time is stated; empty if there is no such day."""
    day = _day(match)
    if day is None:
        return ""
    if not match["h"]:
        return day
    hour = int(match["h"])
    half = (match["ampm"] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return day
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{day}T{hour:02}:{match['min']}{_zone(match['zone'] or '')}"


def _zone(text: str) -> str:
    if not text or text in {"Z", "z"}:
        return "+00:00" if text else ""
    if text[0] in "+-":
        return text if ":" in text else f"{text[:3]}:{text[3:]}"
    return zones().get(text.upper(), "")


def _day(match: re.Match[str]) -> str | None:
    if match["y3"]:
        year, month, day = int(match["y3"]), int(match["n3"]), int(match["d3"])
    elif match["y4"]:
        first, second = int(match["a4"]), int(match["b4"])
        if (first > 12) == (second > 12) and first != second:
            return None
        year, month, day = (int(match["y4"]), second, first) if first > 12 else (int(match["y4"]), first, second)
    else:
        which = "1" if match["y1"] else "2"
        year, day = int(match[f"y{which}"]), int(match[f"d{which}"])
        month = _MONTHS.index(match[f"m{which}"][:3].lower()) + 1
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def stated(value: str, words: str, line: int) -> Dating:
    """Make the dating of a date that the text states in full."""
    precision = "minute" if "T" in value else ("", "year", "month", "day")[min(value.count("-") + 1, 3)]
    return Dating(value=value, precision=precision, origin="stated", stated=words, line=line)  # type: ignore[arg-type]


def placed(dating: Dating, start: int, end: int) -> Dating:
    """Say where in the source the words of a dating stand."""
    return msgspec.structs.replace(dating, start=start, end=end) if dating != Dating() else dating


def beside(filed: Dating, published: Dating) -> Dating:
    """Give a dateline's day the year that puts it next to the date of publication, where nothing else gave it one."""
    match = re.fullmatch(r"([A-Z][a-z]{2})[a-z]* (\d{1,2})", filed.stated)
    if filed.value or not match or published.origin != "stated" or len(published.value) < 10:
        return filed
    day = date.fromisoformat(published.value[:10])
    tail = f"{_MONTHS.index(match[1].lower()) + 1:02}-{int(match[2]):02}"
    for year in (day.year, day.year - 1, day.year + 1):
        try:
            near = date.fromisoformat(f"{year}-{tail}")
        except ValueError:
            continue
        if abs((near - day).days) <= NEAR:
            reason = f"The year is that of the date of publication, {day.isoformat()}, close by."
            return msgspec.structs.replace(
                filed, value=near.isoformat(), precision="day", origin="inferred", reason=reason
            )
    return filed


def dateline(month: str, day: str, text: str, *, line: int, words: str, others: tuple[str, ...]) -> Dating:
    """Give a dateline's day its year, if the text carries one: never silently, and never by the clock.

    A full date elsewhere in the file with the same day and month settles it. Else the year is the only one, from the
    last that the text names onwards, in which that day falls on a weekday that the text names.
    """
    number = _MONTHS.index(month[:3].lower()) + 1
    tail = f"{number:02}-{int(day):02}"
    same = sorted({value[:4] for value in others if value[5:10] == tail})
    if len(same) == 1:
        return Dating(
            value=f"{same[0]}-{tail}", precision="day", origin="inferred", stated=words, line=line,
            reason=f"The year is that of the full date given elsewhere in the source, {same[0]}-{tail}.",
        )  # fmt: skip
    named = sorted({_WEEKDAYS.index(name.lower()) for name in _NAMED.findall(text)})
    years = sorted({int(year) for year in _YEAR.findall(text)})
    if named and years:
        fitting = []
        for year in range(years[-1], years[-1] + WINDOW):
            try:
                weekday = date(year, number, int(day)).weekday()
            except ValueError:
                continue
            if weekday in named:
                fitting.append((year, weekday))
        if len(fitting) == 1:
            year, weekday = fitting[0]
            reason = (
                f"The source says “{words}” and gives no year. It names no year after {years[-1]}, and among "
                f"{years[-1]}–{years[-1] + WINDOW - 1} that day falls on a weekday it names only in {year} "
                f"({_WEEKDAYS[weekday].capitalize()})."
            )
            return Dating(
                value=f"{year}-{tail}", precision="day", origin="inferred", stated=words, line=line, reason=reason
            )
    return Dating(stated=words, line=line, reason="The source gives no year, and nothing in it settles which.")
