"""Dates of sentences: which one orders a statement, and what a relative one means."""

import datetime as dt
import re
from typing import NamedTuple

from generator.nouns.account import DateExpression
from generator.nouns.article import Article
from generator.summarise.placed import Placed
from generator.summarise.words import group

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_CLAUSE = re.compile(r"\b(?:who|whose|which|that [a-z]+ed)\b[^,;]*$")
_FINE = {"minute": 0, "day": 0, "week": 1, "month": 2}


class Source(NamedTuple):
    """Where an article states its date: source offsets, and the words."""

    start: int
    end: int
    exact: str


def told_date(at: Placed) -> str:
    """Give the date that orders a sentence: the finest it states that is not after the article's, else the article's.

    A date that only tells which thing is meant ("victims of the flood of 26 December", "the July 7 attacks") says not
    when the sentence's own matter was, and is passed over. ISO 8601 at the precision known; empty where nothing is.
    """
    published = at.article.published.value[:10]
    if not at.dates:
        return published
    stated = [
        (_FINE[one.precision], one.start, one.value[:10])
        for one in at.dates
        if one.precision in _FINE
        and one.kind in {"DATE", "TIME"}
        and one.value[:4].isdigit()
        and not _aside(at.text, at.one.start, one)
        and (not published or sorting(one.value[:10]) <= sorting(published))
    ]
    return min(stated)[2] if stated else published


def _aside(text: str, begins: int, one: DateExpression) -> bool:
    """Tell whether a date belongs to a noun beside it or to a clause about one, and not to what the sentence tells."""
    before = text[begins : one.start].rstrip()
    words = before.split()
    last = words[-1].lower() if words else ""
    if last == "of":
        return len(words) > 1 and words[-2].lower() not in group("time")
    follows = text[one.end : one.end + 1] == " " and text[one.end + 1 : one.end + 2].isalpha()
    return (last == "the" and follows) or bool(_CLAUSE.search(before))


def sorting(value: str) -> str:
    """Give a key that sorts dates of any precision: a month in its middle, a week at its end, nothing last."""
    if "-W" in value:
        day = _monday(value)
        return (day + dt.timedelta(days=6)).isoformat() if day else "9999"
    if len(value) == 7:
        return f"{value}-15"
    return value[:10] or "9999"


def _monday(value: str) -> dt.date | None:
    year, _, week = value.partition("-W")
    if not (year.isdigit() and week[:2].isdigit()):
        return None
    try:
        return dt.date.fromisocalendar(int(year), int(week[:2]), 1)
    except ValueError:
        return None


def meaning(one: DateExpression) -> str:
    """Put what a relative expression means in plain words: "2 January 2024", "December 2023"; empty if it is plain.

    Of a month that is named only the year is added.
    """
    value = one.value[:10]
    if one.kind not in {"DATE", "TIME"} or any(letter.isdigit() for letter in one.text) or not value[:4].isdigit():
        return ""
    if any(month in one.text for month in _MONTHS):
        return value[:4] if one.precision == "month" else ""
    if one.precision in {"day", "minute"} and len(value) == 10:
        return f"{int(value[8:])} {_MONTHS[int(value[5:7]) - 1]} {value[:4]}"
    if one.precision == "month" and len(value) == 7:
        return f"{_MONTHS[int(value[5:7]) - 1]} {value[:4]}"
    if one.precision == "week" and (day := _monday(value)):
        return f"week of {day.day} {_MONTHS[day.month - 1]} {day.year}"
    return ""


def source(article: Article) -> Source | None:
    """Find where the article states its date, in a line that was cut from the text; None if it cannot be cited."""
    published = article.published
    if published.origin != "stated" or published.precision not in {"day", "minute"} or not published.stated:
        return None
    for cut in article.cuts:
        at = cut.text.find(published.stated)
        if cut.first_line <= published.line <= cut.last_line and at >= 0 and len(cut.text) == cut.end - cut.start:
            return Source(cut.start + at, cut.start + at + len(published.stated), published.stated)
    return None
