"""What templates may do with a value besides showing it; dates and numbers are said by the site's language."""

import re
from collections.abc import Iterable

from generator.nouns.page import Run, SentenceInText

# Days, months, weeks, years and days without a year: what HTML takes for a point in time.
_HTML_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?|\d{4}-\d{2}|\d{4}-W\d{2}|[1-9]\d{3}|--\d{2}-\d{2}"
)


def html_date(value: str) -> bool:
    """Tell whether HTML takes the value as a ``datetime``: decades, quarters and weeks of old are words only."""
    return _HTML_DATE.fullmatch(value) is not None


def clip(text: str, length: int) -> str:
    """Shorten a label to ``length`` characters where it cannot wrap, between words if there is room for that."""
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    space = kept.rfind(" ")
    return (kept[:space] if space > length // 2 else kept).rstrip(" ,;:.-") + "…"


_TURNING = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")


def turning(value: str | Iterable[Run | SentenceInText]) -> bool:
    """Tell whether a text has letters of a script that is written from right to left: what stands around it needs to
    be kept apart, and its own direction told. Runs, and sentences of runs, count by their text.
    """
    if isinstance(value, str):
        return not value.isascii() and _TURNING.search(value) is not None
    for one in value:  # asked of every sentence: a generator would take as long as the answer
        if isinstance(one, Run):
            if not one.text.isascii() and _TURNING.search(one.text) is not None:
                return True
        elif turning(one.runs):
            return True
    return False
