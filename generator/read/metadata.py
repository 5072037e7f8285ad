"""What an article says of itself around the body: headline, byline, dates, outlet, dateline, sign-off."""

import re
from collections.abc import Sequence

from generator.nouns.article import Byline, Dating, NameSpan
from generator.read import when
from generator.read.knowledge import shapes
from generator.read.lines import TERMINAL, Block

_LETTER = "A-Za-zÀ-ɏ"
_PARTICLE = r"(?:(?:de|da|del|der|van|von|bin|al|el|la|le|di|du|ibn)\s+)*"
_NAME = rf"[A-ZÀ-Þ][{_LETTER}.’'-]*(?:\s+{_PARTICLE}[A-ZÀ-Þ][{_LETTER}.’'-]*){{1,4}}"
NAME = re.compile(rf"^{_NAME}$")
BYLINE = re.compile(r"^(?:by|written by|reported by|author)\b\s*[:：]?\s*(?P<names>\S.*)$", re.IGNORECASE)
DATELINE = re.compile(
    rf"^(?P<whole>(?:(?P<place>[A-ZÀ-Þ][{_LETTER}.’' -]{{1,40}}(?:,\s*[A-ZÀ-Þ][{_LETTER}. ]{{1,25}})?"
    rf"(?:/[A-Z][{_LETTER} ]{{1,25}})?)"
    r"(?:,?\s+(?P<month>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
    r"\s+(?P<day>\d{1,2})(?:,?\s+(?P<year>(?:19|20)\d\d))?)?"
    r"\s*)?(?:\((?P<agency>[A-Z][A-Za-z./ -]{1,24})\)\s*)?\s*(?:\.?\s?[–—-]{1,2}|:)\s+)(?=[\"“‘']?[A-ZÀ-Þ0-9])"
)
SIGN_OFF = re.compile(r"^[a-z]{1,4}(?:[-/][a-z]{1,5}){1,3}$|^(?:#{2,}|-30-|ends?|\*{3,})$")
LABELS = re.compile(
    r"^(?:first |last |date )?(?P<label>published|updated|posted|modified|created|date|last updated|issued)\b"
    r"(?: on| at)?\s*[:：]?\s*",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s+[|·•/]\s+|\s*\|\s*")
_TIME_WORDS = frozenset(
    ["at", "on", "by", "of", "updated", "published", "posted", "am", "pm", "ago", "hours", "min", "read", "minutes"]
)
_LOWER = frozenset(["of", "the", "for", "and", "in", "on", "to", "from", "at", "by", "with"])


def dates(block: Block) -> list[tuple[str, str, int]]:
    """Give the full dates of a line: ISO value, the words before it (lower case), and where it starts."""
    return [
        (value, block.text[max(0, match.start() - 24) : match.start()].lower(), match.start())
        for match in when.STAMP.finditer(block.text[:600])
        if (value := when.stamp(match))
    ]


def about_dates(block: Block) -> tuple[Dating, Dating, str] | None:
    """Read a time line: published, updated, and what stands before and after the dates. None if it is none.

    A line is a time line when taking the dates and their labels away leaves little: a byline, an outlet, a place.
    """
    text = block.text
    stamps = list(when.STAMP.finditer(text[:600]))
    if not stamps or block.words > 24:
        return None
    published = updated = Dating()
    rest = text
    for match in reversed(stamps):
        value = when.stamp(match)
        before = text[max(0, match.start() - 24) : match.start()]
        label = re.search(
            r"(updated|modified|published|posted|issued|created|date)\W*(?:on|at|:)?\s*\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?$",
            before,
            re.IGNORECASE,
        )
        if value:
            words = match.group().strip()
            dating = when.placed(
                when.stated(value, words, block.line),
                block.start + match.start(),
                block.start + match.start() + len(words),
            )
            if label and label[1].lower() in {"updated", "modified"}:
                updated = dating
            else:
                published = dating
        start = match.start() - (len(before) - label.start() if label else 0)
        rest = rest[:start] + " | " + rest[match.end() :]
    rest = re.sub(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b,?", " ", rest)
    left = re.sub(r"[\s|·•,:–—-]+", " ", rest).strip()
    told = sum(word.islower() and word not in _TIME_WORDS for word in left.split())
    if len(left.split()) > 9 or told > 3 or (TERMINAL.search(left) and len(left.split()) > 4):
        return None  # more than three plain words: a sentence or a headline that names a day
    return published, updated, rest


def byline(text: str, *, bare: bool = False) -> list[Byline]:
    """Read who signed. ``bare``: there is no "By", so that only a name or a desk will do."""
    match = BYLINE.match(text)
    if not match and not bare:
        return []
    names = re.split(r"\s*(?:,\s*|\s+and\s+|\s*&\s*|;)\s*", (match["names"] if match else text).strip(" .:|"))
    out = []
    for raw in names[:6]:
        name = raw.strip(" .:|–—-")
        words = name.split()
        if not words or len(words) > 6:
            continue
        if shapes().desks.search(name) and all(word[0].isupper() or word in _LOWER for word in words):
            out.append(Byline(name=name, kind="desk"))
        elif NAME.match(name) and not any(word.lower() in _LOWER for word in words):
            out.append(Byline(name=_cased(name)))
        elif match and len(words) == 1 and name[0].isupper() and len(names) == 1:
            out.append(Byline(name=_cased(name), kind="desk"))
    return out


def _cased(name: str) -> str:
    """Write a name in capitals as names are written."""
    if not name.isupper():
        return name
    return re.sub(rf"[{_LETTER}]+", lambda match: match[0].capitalize(), name)


def is_headline(block: Block) -> bool:
    """Tell whether a line could be a headline: three to thirty words that do not end as a sentence does."""
    return 3 <= block.words <= 30 and not re.search(r"[.,;:…][\"”’)]*$", block.text)


def is_title_case(text: str) -> bool:
    """Tell a line in which nearly all words but the small ones begin with a capital, as in many headlines."""
    words = [word.lstrip("\"'“‘«([") for word in text.split()[1:]]
    long_ones = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long_ones) > 2 and sum(word[0].isupper() for word in long_ones) >= 0.8 * len(long_ones)


def spans(name: str, blocks: Sequence[Block]) -> tuple[NameSpan, ...]:
    """Find where a name, or one of its words alone, stands in lines that are about its bearer."""
    words = sorted({name, *(word for word in name.split() if len(word) > 2)}, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words), re.IGNORECASE)
    return tuple(
        NameSpan(start=one.start + match.start(), end=one.start + match.end(), text=match.group())
        for one in blocks
        for match in pattern.finditer(one.text)
    )


def outlet_of(text: str) -> str:
    """Read the outlet from a line of copyright ("© 2024 The Example Courier. All rights reserved")."""
    match = re.search(
        r"(?:©|\(c\)|copyright)[\s,:©]*(?:\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,:]*(?:by )?"
        rf"(?P<name>[A-ZÀ-Þ][{_LETTER}0-9&.’' -]{{2,60}}?)"
        r"(?=\s*(?:[,|]|\.(?:\s|$)|\d{4}|all rights|inc\b|ltd\b|llc\b|$))",
        text,
        re.IGNORECASE,
    )
    if not match:
        return ""
    name = match["name"].strip(" .-")
    return name if name[:1].isupper() and not name.lower().startswith("all rights") else ""


def pieces(text: str) -> list[str]:
    """Part a line of data at its bars and dots."""
    return [one.strip() for one in _PIECES.split(text) if one.strip(" |·•,:–—-")]


def trail(text: str) -> list[str]:
    """Give the sections that a trail of links leads through, without the home page; none if the line is no trail."""
    parts = [one.strip() for one in re.split(r"\s[>»›]\s", text)]
    return [one for one in parts if one and one.casefold() != "home"] if 2 <= len(parts) <= 6 else []


def described(name: str, around: Sequence[Block]) -> str:
    """Read what an author is said to be, in the words of the line: "freelance journalist"; empty if it is not plain."""
    pattern = re.compile(
        rf"{re.escape(name)} is (?:an?|the) (?P<what>[\w’' -]{{3,80}}?)(?= who | that | and |[.,;(]|$)", re.IGNORECASE
    )
    found = next((match for one in around if (match := pattern.search(one.text))), None)
    return found["what"].strip() if found else ""


def looks_like_outlet(text: str) -> bool:
    """Tell a name that newspapers bear."""
    return 2 <= len(text.split()) <= 6 and bool(shapes().outlets.search(text)) and NAME.match(text) is not None
