"""Whether a sentence is whole, and whether its head leans on what stands before it."""

import re
from collections.abc import Sequence
from functools import cache

from generator.summarise.words import Word, group, opening

_INCHES = re.compile(r"(?<=\d)[\"”]")

_PAIRED = re.compile(r"[“”\"()\[\]‘]")
_PICTURED = re.compile(
    r"^(?:An?|The|This|In (?:an?|this))\s+(?:[\w-]+\s+){0,2}(?:photo|photograph|picture|image)\b"
    r".{0,80}?\bshow(?:s|ing)?\b"
    r"|,\s(?:left|right|cent(?:re|er)|(?:second|third) from (?:left|right))(?:,|\sand\b)"
    r"|\((?:left|right|cent(?:re|er)|L|R|C)\)"
)


def pictured(body: str) -> bool:
    """Tell whether the words stand under a picture and say who or what is to be seen in it."""
    return bool(_PICTURED.search(body))


def balanced(body: str) -> bool:
    """Tell whether quotation marks and brackets open and close within the sentence."""
    if not _PAIRED.search(body):
        return True
    body = _INCHES.sub("", body)
    return (
        body.count("“") == body.count("”")
        and body.count('"') % 2 == 0
        and body.count("(") == body.count(")")
        and body.count("[") == body.count("]")
        and body.count("‘") <= body.count("’")
    )


def joint(body: str, found: Sequence[Word]) -> int:
    """Give where the sentence begins once a joint at its head is cut, 0 if there is none."""
    if not found or found[0][0] > 0:
        return 0
    for length in opening("joints").get(found[0][2], ()):
        if length < len(found) and _joined(found[:length]) in group("joints"):
            after = found[length - 1][1]
            if body[after : after + 1] == "," and body[after + 1 : found[length][0]].isspace():
                return found[length][0]
    return 0


def leans(body: str, bare: Sequence[Word], *, reference: bool) -> bool:
    """Tell whether the head points back: a speaker's own "we" does not, nor do "the talks between A and B"."""
    start, end, first = bare[0]
    if body[start:end] in {"US", "U.S"} or (first in group("first") and body[start - 1 : start] in {"“", '"'}):
        return False
    for length in opening("leaning").get(first, ()):
        if _joined(bare[:length]) in group("leaning"):
            return not _told_whose(body, bare, length)
    if reference:
        return not _told_whose(body, bare, 2)
    return first in group("joints")


def _joined(found: Sequence[Word]) -> str:
    return " ".join([word for _, _, word in found])


def _told_whose(body: str, bare: Sequence[Word], length: int) -> bool:
    """Tell whether what would point back is named at once: "Both Pakistan and …", "The talks between Jilani and …"."""
    after = bare[length : length + 2]
    if bare[0][2] == "both" and length == 1:
        return bool(after) and body[after[0][0]].isupper()
    return len(after) == 2 and after[0][2] in group("naming") and body[after[1][0]].isupper()


def echoes(bare: Sequence[Word]) -> float:
    """Value (0..1) how little a sentence points at others without leaning on them: "too", "elsewhere"."""
    ease = 1.0
    for _ in frozenset(_echoing().findall(f"{_joined(bare)} ")):
        ease *= 0.8
    return ease


@cache
def _echoing() -> re.Pattern[str]:
    longest_first = sorted(group("echoing"), key=lambda echo: (-len(echo), echo))
    return re.compile(rf" ({'|'.join(map(re.escape, longest_first))})(?= )")
