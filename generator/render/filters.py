"""What templates may do with a value besides showing it: say a date in words, count a thing, shorten a label."""

import datetime as dt
import re

# English whatever the locale; month 0 does not exist.
_MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LONG_MONTH = re.compile("|".join(month for month in _MONTHS if len(month) > 4))
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"[1-9]\d{3}")
_DECADE = re.compile(r"(\d{3})X?")
_DAY_OF_YEAR = re.compile(r"--(\d{2})-(\d{2})")
_QUARTERS = ("first", "second", "third", "fourth")


def plain_date(value: str) -> str:
    """Say an ISO 8601 date, at whatever precision it has, as a reader would: ``2024-01`` is ``January 2024``.

    A value of another shape comes back as it is.
    """
    if found := _DAY.fullmatch(value):
        year, month, day, time, zone = found.groups()
        words = f"{int(day)} {_month(month)} {year}"
        return f"{words}, {time}{_zone(zone)}" if time else words
    if found := _MONTH.fullmatch(value):
        return f"{_month(found[2])} {found[1]}"
    if found := _WEEK.fullmatch(value):
        return _week(int(found[1]), int(found[2]))
    if found := _QUARTER.fullmatch(value):
        return f"{_QUARTERS[int(found[2]) - 1]} quarter of {found[1]}"
    if found := _DECADE.fullmatch(value):
        return f"{found[1]}0s"
    if found := _DAY_OF_YEAR.fullmatch(value):
        return f"{int(found[2])} {_month(found[1])}"
    return value


def html_date(value: str) -> bool:
    """Tell whether HTML takes the value as a ``datetime``: decades, quarters and weeks of old are words only."""
    return any(shape.fullmatch(value) for shape in (_DAY, _MONTH, _WEEK, _YEAR, _DAY_OF_YEAR))


def period(first: str, last: str) -> str:
    """Say from when to when: one date where both are the same, and no year twice within one."""
    first, last = plain_date(first), plain_date(last)
    return first if first == last or not last else f"{first} to {last}" if first else last


def short(words: str) -> str:
    """Cut the names of months to three letters: ``15 Dec 2023``."""
    return _LONG_MONTH.sub(lambda found: found[0][:3], words)


def plural(count: int, one: str, many: str = "") -> str:
    """Count things: ``1 article``, ``1,200 articles``, ``no articles``."""
    number = f"{count:,}" if count else "no"
    return f"{number} {one if count == 1 else many or one + 's'}"


def clip(text: str, length: int) -> str:
    """Shorten a label to ``length`` characters where it cannot wrap, between words if there is room for that."""
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    space = kept.rfind(" ")
    return (kept[:space] if space > length // 2 else kept).rstrip(" ,;:.-") + "…"


def _month(number: str) -> str:
    return _MONTHS[int(number)] if 1 <= int(number) <= 12 else number


def _week(year: int, week: int) -> str:
    """Name a week by its Monday; few readers count weeks."""
    try:
        monday = dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        return f"week {week} of {year}"
    return f"week of {monday.day} {_MONTHS[monday.month]} {monday.year}"


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    return " UTC" if zone in {"Z", "+00:00"} else f" (UTC{zone.replace('-', '−')})"
