"""Puts the temporal expressions of one article on the calendar.

A bare day or month needs a year to reckon from, and "the next day" a day: the article's date, or the event dated last.
Values follow TIMEX3, as ``grammar`` says.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import msgspec

from generator.annotate.grammar import find
from generator.nouns.account import DateExpression
from generator.nouns.annotation import FoundDate
from generator.nouns.article import Dating

SOON = 45  # days after publication
Precision = Literal["", "decade", "year", "quarter", "month", "week", "day", "minute"]

__all__ = ["find", "resolve"]


class _Clock(msgspec.Struct):
    """What dates are reckoned from, as the reading goes on."""

    published: str
    narrative: str = ""
    lost: bool = False  # the story has moved to a day that is not known
    history: bool = False


def resolve(found: Sequence[Sequence[FoundDate]], published: Dating) -> tuple[DateExpression, ...]:
    """Put the expressions of one article's paragraphs on the calendar, in reading order.

    Bare days and months, and "the next day", need a year or a day to reckon from: the date of publication, or, in a
    text that tells history (its full dates lie years before publication, or it has no date), the event last dated.
    """
    anchor = published.value[:10] if published.origin != "unknown" else ""
    clock = _Clock(published=anchor, history=_tells_history(found, anchor))
    out = []
    for index, row in enumerate(found):
        for one in row:
            value, reason = _value(one, clock)
            if re.fullmatch(r"\d{4}-\d\d-\d\d", value) and not _exists(value):
                value, reason = "", "there is no such day in the year that it would have"
            if one.kind == "DATE" and not _aside(one, clock):
                moved = _narrative(value, clock.narrative)
                clock.lost = (clock.lost and moved == clock.narrative) or (not value and _moves(one.form))
                clock.narrative = moved
            out.append(
                DateExpression(
                    paragraph=index, sentence=one.sentence, start=one.start, end=one.end, text=one.text,
                    value=value, precision=_precision(value), kind=one.kind, reason=reason,
                )
            )  # fmt: skip
    return tuple(out)


def _tells_history(found: Sequence[Sequence[FoundDate]], anchor: str) -> bool:
    """Tell a history: most of its years lie well before publication, or it has full dates and none of its own."""
    forms = [one.form for row in found for one in row if one.form.startswith(("day:", "month:", "year:"))]
    years = sorted(int(form.split(":")[1][:4]) for form in forms)
    if not anchor:
        return any(form.startswith("day:") for form in forms)
    return bool(years) and years[len(years) // 2] < int(anchor[:4]) - 1


def _aside(one: FoundDate, clock: _Clock) -> bool:
    """In a history, a bare year about the time of writing is an aside, and moves the story nowhere."""
    return (
        clock.history
        and bool(clock.published)
        and one.form.startswith("year:")
        and int(one.form[5:9]) >= int(clock.published[:4]) - 1
    )


def _moves(form: str) -> bool:
    """Whether an expression takes the story to another time, though none that can be reckoned: "last October"."""
    rule, _, rest = form.partition(":")
    return rule in {"baremonth", "monthday", "season"} and rest.rpartition(":")[2] == "-1"


def _narrative(value: str, before: str) -> str:
    """Move the story to a date, but not from a day to the year that holds it."""
    if not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", value) or before.startswith(value):
        return before
    return value


@lru_cache(maxsize=4096)
def _precision(value: str) -> Precision:
    shapes: tuple[tuple[str, Precision], ...] = (
        (r"\d{4}-\d\d-\d\d", "day"),
        (r"\d{4}-\d\d", "month"),
        (r"\d{4}", "year"),
        (r"\d{4}-W\d\d", "week"),
        (r"\d{4}-[QH]\d", "quarter"),
        (r"\d{3}", "decade"),
    )
    return next((name for pattern, name in shapes if re.fullmatch(pattern, value)), "")


def _value(one: FoundDate, clock: _Clock) -> tuple[str, str]:  # noqa: C901, PLR0911 - one case a form reads best
    """Give value and reason of one expression; an empty value where nothing carries it."""
    rule, _, rest = one.form.partition(":")
    told = f"reckoned from {clock.published}, the date of the article"
    match rule:
        case "day" | "month" | "year" | "literal" | "duration":
            return rest, "as stated"
        case "monthday" | "baremonth":
            return _without_year(one, rest, clock, told)
        case "storymonth":
            month, _, sign = rest.partition(":")
            base = "" if clock.lost else clock.narrative or clock.published
            return _beside(base, month, int(sign)), f"reckoned from {base}" if base else "nothing to reckon from"
        case "ofyear":
            tail, base, sign = rest.split(":")
            year = (clock.narrative or clock.published)[:4] if base == "narrative" else clock.published[:4]
            return (
                (f"{int(year) + int(sign)}-{tail}", "the year that it points to")
                if year
                else ("", "no year to point to")
            )
        case "weekday":
            day = _as_day(clock.published)
            if day is None or clock.history:
                return "", "no date to reckon from"
            number, _, sign = rest.partition(":")
            return _weekday(day, int(number), one.tense == "future", sign).isoformat(), told
        case "quarter":
            return _quarter(int(rest), clock.published, future=one.tense == "future"), told if clock.published else ""
        case "unplaced":
            return "", "it names an event by its day, and not the year"
        case "season":
            season, _, sign = rest.partition(":")
            year = clock.narrative[:4] if clock.history else clock.published[:4]
            return (f"{int(year) + int(sign or 0)}-{season}", told) if year else ("", "no date to reckon from")
        case "publication":
            shift, unit = rest.split(":")
            return _shift(
                clock.published, int(shift), unit
            ), told if clock.published else "the article has no date to reckon from"
        case "narrative":
            if clock.lost:
                return "", "the date before it could not be reckoned"
            shift, unit = rest.split(":")
            base = clock.narrative or clock.published
            return _shift(
                base, int(shift), unit
            ), f"reckoned from {base}, dated before it" if base else "nothing to reckon from"
    return "", ""


def _without_year(one: FoundDate, rest: str, clock: _Clock, told: str) -> tuple[str, str]:
    """Give a day or month its year: from the story so far, from its weekday, or from the publication."""
    tail, sign, weekday = (*rest.split(":"), "", "")[:3]
    if clock.history and clock.lost and not clock.published:
        return "", "the date before it could not be reckoned"
    if clock.history and clock.narrative and not sign:
        return _onwards(clock.narrative, tail), f"the year of the event dated before it, {clock.narrative}"
    if not clock.published:
        return "", "the article has no date to reckon from"
    if weekday:
        return _year_of(tail, int(weekday), clock.published), f"{told}, and from the weekday"
    return _near_year(tail, clock.published, future=one.tense == "future", sign=sign), told


def _onwards(narrative: str, tail: str) -> str:
    """Go forwards, as a history does: January told after December is the next year's."""
    year = int(narrative[:4])
    leap = len(narrative) >= 7 and int(narrative[5:7]) - int(tail[:2]) >= 8
    return f"{year + leap}-{tail}"


def _year_of(tail: str, weekday: int, published: str) -> str:
    """Give a day the year nearest to publication in which it falls on its weekday; empty where none does."""
    year = int(published[:4])
    for near in (year, year - 1, year + 1):
        stamp = f"{near}-{tail}"
        if _exists(stamp) and date.fromisoformat(stamp).weekday() == weekday:
            return stamp
    return ""


def _quarter(which: int, published: str, *, future: bool) -> str:
    """Give the last such quarter that had begun when the article came out, or the next where the clause looks ahead."""
    if len(published) < 7:
        return ""
    now = (int(published[5:7]) + 2) // 3
    year = int(published[:4]) + (which < now if future else -(which > now))
    return f"{year}-Q{which}"


def _near_year(tail: str, published: str, *, future: bool, sign: str) -> str:
    """Choose the year that puts a bare month or day last before publication, or next where the clause looks ahead."""
    year = int(published[:4])
    here = f"{year}-{tail}"
    now = published[: len(here)]
    if sign == "-1":
        return here if here < now else f"{year - 1}-{tail}"
    if sign == "1" or future:
        return here if here >= now else f"{year + 1}-{tail}"
    return here if here <= now or _soon(here, published) else f"{year - 1}-{tail}"


def _soon(day: str, published: str) -> bool:
    """Tell a day so shortly after publication that nobody would mean that of the year before without saying so."""
    if len(day) < 10 or len(published) < 10 or not _exists(day):
        return False
    return (date.fromisoformat(day) - date.fromisoformat(published)).days <= SOON


def _beside(base: str, month: str, sign: int) -> str:
    """Give the last such month before a date, or the first after it; empty where the date has no month."""
    if len(base) < 7:
        return ""
    year, here = int(base[:4]), base[5:7]
    return f"{year + sign * (month >= here if sign < 0 else month <= here)}-{month}"


def _as_day(value: str) -> date | None:
    return date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def _exists(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _weekday(day: date, number: int, future: bool, sign: str) -> date:  # noqa: FBT001 - private, named at the call
    """Take the last such weekday up to the day of publication, or the next where the clause looks ahead.

    "This Friday" is that of the week, unless it is over: then the one to come.
    """
    if sign == "this":
        return day + timedelta(days=(number - day.weekday()) % 7)
    back = (day.weekday() - number) % 7
    if sign == "1" or (future and back):
        return day + timedelta(days=7 - back)
    return day - timedelta(days=back + (7 if sign == "-1" and back == 0 else 0))


def _shift(base: str, by: int, unit: str) -> str:
    """Move a date by so many units, at the unit's precision; empty where the base is too coarse for the unit."""
    if not base:
        return ""
    year = int(base[:4])
    if unit in {"Y", "DE", "CE"}:
        year += by * {"Y": 1, "DE": 10, "CE": 100}[unit]
        if not 0 < year < 10_000:
            return ""
        return f"{year:04}"[: {"Y": 4, "DE": 3, "CE": 2}[unit]]
    if unit == "M" and len(base) >= 7:
        index = year * 12 + int(base[5:7]) - 1 + by
        return f"{index // 12:04}-{index % 12 + 1:02}" if 12 <= index < 120_000 else ""
    day = _as_day(base)
    if day is None or abs(by) > 100_000:
        return ""
    moved = day + timedelta(days=by * {"D": 1, "W": 7, "W2": 14}.get(unit, 0))
    if unit in {"D", "W2"}:
        return moved.isoformat()
    if unit == "W":
        iso = moved.isocalendar()
        return f"{iso.year}-W{iso.week:02}" if abs(by) <= 1 else moved.isoformat()
    return ""
