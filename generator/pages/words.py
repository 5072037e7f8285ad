"""Small pieces of English that views carry as plain text: dates, counts, lists."""

import re
from collections.abc import Sequence
from datetime import date as Day  # noqa: N812 - `date` here says one in words

from generator.nouns.findings import Topic

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
_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?(?:T.*)?")
_PERIOD = re.compile(r"(\d{4})-(?:W(\d{2})|Q([1-4]))")
_SPACE = re.compile(r"\s+")


def date(value: str) -> str:
    """Say a month or day as a reader would: ``2024-01-02`` is ``2 January 2024``; another value stays as it is."""
    found = _DATE.fullmatch(value)
    if not found:
        return value
    year, month, day = found.groups()
    return f"{int(day)} {_MONTHS[int(month)]} {year}" if day else f"{_MONTHS[int(month)]} {year}"


def month(value: str) -> str:
    """Give the month of an ISO date in words, or its year where no month is known."""
    return date(value[:7]) if _DATE.fullmatch(value) else value[:4]


def rank(value: str) -> str:
    """Give what puts ISO dates of any precision in order: a week or a quarter counts from its first day."""
    found = _PERIOD.fullmatch(value)
    if not found:
        return value
    year, week, quarter = found.groups()
    if quarter:
        return f"{year}-{3 * int(quarter) - 2:02d}"
    try:
        return Day.fromisocalendar(int(year), int(week), 1).isoformat()
    except ValueError:
        return value


def topic_told(topic: Topic) -> str:
    """Describe a topic in the editor's words; one that no editor set by what proposed it."""
    return topic.description or (f"Proposed by the program: {topic.proposed.reason}." if topic.proposed else "")


def count(number: int, one: str, many: str = "") -> str:
    """Count things: ``1 article``, ``3 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Join names as in a sentence: ``A, B and C``."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def clipped(text: str, length: int) -> str:
    """Shorten to ``length`` characters between words."""
    plain = _SPACE.sub(" ", text).strip()
    if len(plain) <= length:
        return plain
    kept = plain[: length - 1]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,;:.–-") + "…"


def capital(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Make a reason a sentence: a capital first, a full stop last."""
    plain = _SPACE.sub(" ", text).strip()
    if not plain:
        return ""
    closed = plain.rstrip("”’\"')").endswith((".", "!", "?", "…"))
    return capital(plain) + ("" if closed else ".")
