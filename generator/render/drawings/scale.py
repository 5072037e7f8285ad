"""Dates on an axis."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

import msgspec

GAP = 78.0
"""Least room between the labels of an axis."""

LETTER = 7.4
"""A letter's usual width at the size of labels, rounded up."""

BESIDE = 14.0
"""From a label to what it names."""

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"\d{4}")


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """A label of an axis: where, and the ISO date that it names."""

    x: float
    date: str


def days(value: str) -> tuple[int, int] | None:
    """Give the first and the last day of an ISO date of any precision, counted from year 1; None if it is none."""
    try:
        if found := _DAY.fullmatch(value[:10]):
            day = dt.date(int(found[1]), int(found[2]), int(found[3])).toordinal()
            return day, day
        if found := _MONTH.fullmatch(value):
            return _months(int(found[1]), int(found[2]), 1)
        if found := _WEEK.fullmatch(value):
            monday = dt.date.fromisocalendar(int(found[1]), int(found[2]), 1).toordinal()
            return monday, monday + 6
        if found := _QUARTER.fullmatch(value):
            return _months(int(found[1]), 3 * int(found[2]) - 2, 3)
        if _YEAR.fullmatch(value):
            return _months(int(value), 1, 12)
    except ValueError:
        return None  # a thirteenth month, a year 0
    return None


def _months(year: int, month: int, number: int) -> tuple[int, int]:
    following = year * 12 + month - 1 + number
    end = dt.date(following // 12, following % 12 + 1, 1)
    return dt.date(year, month, 1).toordinal(), end.toordinal() - 1


def room(labels: Iterable[str], most: int) -> float:
    """Give where labels of at most ``most`` letters end, and the drawing itself begins a little further."""
    return round(min(max(map(len, labels), default=0), most) * LETTER + 4, 1)


class Axis:
    """Days from ``first`` to ``last`` on the units from ``left`` to ``right``."""

    def __init__(self, spans: Iterable[tuple[int, int]], left: float, right: float) -> None:
        every = list(spans)
        self.first = min((first for first, _ in every), default=0)
        self.last = max((last for _, last in every), default=0)
        self.left, self.right = left, right
        self.step = (right - left) / (self.last - self.first + 1)

    def centre(self, span: tuple[int, int]) -> float:
        """Give the middle of a span of days."""
        return round(self.left + ((span[0] + span[1] + 1) / 2 - self.first) * self.step, 1)

    def start(self, span: tuple[int, int]) -> float:
        """Give where a span of days begins."""
        return round(self.left + (span[0] - self.first) * self.step, 1)

    def width(self, span: tuple[int, int]) -> float:
        """Give how long a span of days is."""
        return round((span[1] - span[0] + 1) * self.step, 1)

    def ticks(self) -> tuple[Tick, ...]:
        """Name the first day, the last, and between them the beginnings of months that have room."""
        made = [self._tick(self.first)]
        end = self._tick(self.last)
        for day in self._beginnings():
            one = self._tick(day)
            if one.x - made[-1].x >= GAP and end.x - one.x >= GAP:
                made.append(one)
        return (*made, end) if end.x - made[0].x >= GAP else tuple(made)

    def _tick(self, day: int) -> Tick:
        return Tick(x=self.centre((day, day)), date=dt.date.fromordinal(max(day, 1)).isoformat())

    def _beginnings(self) -> Iterator[int]:
        first = dt.date.fromordinal(max(self.first, 1))
        months = first.year * 12 + first.month
        while (day := dt.date(months // 12, months % 12 + 1, 1).toordinal()) < self.last:
            yield day
            months += 1
