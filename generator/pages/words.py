"""Small pieces of text as views carry them: in order, cut to length, made sentences, or proven addresses."""

import re
from datetime import date
from functools import lru_cache

from generator.safe.web import is_web

_PERIOD = re.compile(r"(\d{4})-(?:W(\d{2})|Q([1-4]))")
_SPACE = re.compile(r"\s+")


def rank(value: str) -> str:
    """Give what puts ISO dates of any precision in order: a week or a quarter counts from its first day."""
    found = _PERIOD.fullmatch(value)
    if not found:
        return value
    year, week, quarter = found.groups()
    if quarter:
        return f"{year}-{3 * int(quarter) - 2:02d}"
    try:
        return date.fromisocalendar(int(year), int(week), 1).isoformat()
    except ValueError:
        return value


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


@lru_cache(maxsize=4096)  # every sentence of an article asks for it
def original(url: str) -> str:
    """Give the address of the original if it is one of the web, with nothing hidden in it, else nothing."""
    return url if url.isprintable() and is_web(url) else ""
