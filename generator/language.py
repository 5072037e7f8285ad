"""The language of the pages' own words: texts, names of months, how dates are said and things are counted.

Each language is one file in ``data/language``; English has every key, and stands in where another file lacks one.
What articles say and the reasons of rules stay as they are.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from generator.safe import yaml

ENGLISH = "en"

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_DECADE = re.compile(r"(\d{3})X?")
_DAY_OF_YEAR = re.compile(r"--(\d{2})-(\d{2})")


class Language(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One language. ``counts`` has the word for one thing and for several, by the English word for one."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"]
    thousands: str
    none: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    day: str
    day_of_year: str
    month: str
    week: str
    week_number: str
    quarter: str
    quarters: tuple[str, ...]
    decade: str
    period: str
    and_: str = msgspec.field(name="and")
    counts: dict[str, tuple[str, str]]
    words: dict[str, str]

    def date(self, value: str) -> str:
        """Say an ISO 8601 date, at whatever precision it has, as a reader would: ``2024-01`` is ``January 2024``.

        A value of another shape comes back as it is.
        """
        if found := _DAY.fullmatch(value):
            year, month, day, time, zone = found.groups()
            words = self.day.format(day=int(day), month=self._month(month), year=year)
            return f"{words}, {time}{_zone(zone)}" if time else words
        if found := _MONTH.fullmatch(value):
            return self.month.format(month=self._month(found[2]), year=found[1])
        if found := _WEEK.fullmatch(value):
            return self._week(int(found[1]), int(found[2]))
        if found := _QUARTER.fullmatch(value):
            return self.quarter.format(number=self.quarters[int(found[2]) - 1], year=found[1])
        if found := _DECADE.fullmatch(value):
            return self.decade.format(year=f"{found[1]}0")
        if found := _DAY_OF_YEAR.fullmatch(value):
            return self.day_of_year.format(day=int(found[2]), month=self._month(found[1]))
        return value

    def month_of(self, value: str) -> str:
        """Say the month of an ISO date, or its year where no month is known."""
        return self.date(value[:7]) if _MONTH.fullmatch(value[:7]) else value[:4]

    def span(self, first: str, last: str) -> str:
        """Say from when to when: one date where both are the same, and no year twice within one."""
        first, last = self.date(first), self.date(last)
        return first if first == last or not last else self.period.format(first=first, last=last) if first else last

    def short(self, words: str) -> str:
        """Cut the names of months short: ``15 Dec 2023``."""
        return self._long_months.sub(lambda found: self._shorter[found[0]], words)

    def count(self, number: int, thing: str, things: str = "") -> str:
        """Count things: ``1 article``, ``1,200 articles``, ``no articles``.

        ``thing`` is the English word for one; ``things`` is for one that no file knows.
        """
        one, several = self.counts.get(thing, (thing, things or f"{thing}s"))
        shown = f"{number:,}".replace(",", self.thousands) if number else self.none
        return f"{shown} {one if number == 1 else several}"

    def listed(self, some: Sequence[str]) -> str:
        """Join names as in a sentence: ``A, B and C``."""
        if len(some) < 2:
            return "".join(some)
        return self.and_.format(some=", ".join(some[:-1]), last=some[-1])

    def _month(self, number: str) -> str:
        return self.months[int(number) - 1] if 1 <= int(number) <= 12 else number

    def _week(self, year: int, week: int) -> str:
        """Name a week by its Monday; few readers count weeks."""
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            return self.week_number.format(number=week, year=year)
        return self.week.format(day=self.date(monday.isoformat()))

    @cached_property
    def _shorter(self) -> dict[str, str]:
        return dict(zip(self.months, self.short_months, strict=True))

    @cached_property
    def _long_months(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, self.months), key=len, reverse=True)))


@lru_cache(maxsize=8)
def load(code: str) -> Language:
    """Read a language; what its file lacks is English. Raises FileNotFoundError where there is none of that code."""
    english, own = read(ENGLISH), read(code)
    merged = {**english, **own}
    for part in ("counts", "words"):
        merged[part] = {**english[part], **own.get(part, {})}
    for part in ("months", "short_months", "quarters"):
        merged[part] = merged[part].split()
    return msgspec.convert({**merged, "code": code}, Language)


def read(code: str) -> dict[str, Any]:
    """Give a language's file as it stands."""
    content = (files("generator") / "data" / "language" / f"{code}.yaml").read_bytes()
    value = yaml.load(content, f"{code}.yaml").value
    assert isinstance(value, dict)  # noqa: S101 - our own file
    return value


def known() -> tuple[str, ...]:
    """Give the codes of all languages there are."""
    folder = files("generator") / "data" / "language"
    return tuple(sorted(one.name.removesuffix(".yaml") for one in folder.iterdir() if one.name.endswith(".yaml")))


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    return " UTC" if zone in {"Z", "+00:00"} else f" (UTC{zone.replace('-', '−')})"
