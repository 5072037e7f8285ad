"""Whether a sentence is whole, and whether its head leans on what stands before it."""

import re
from collections.abc import Sequence

from generator.summarise.words import Word, group, longest

_INCHES = re.compile(r"(?<=\d)[\"”]")

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
    plain = [word for _, _, word in found[: longest("joints")]]
    for length in range(min(len(plain), len(found) - 1), 0, -1):
        if " ".join(plain[:length]) in group("joints"):
            after = found[length - 1][1]
            if body[after : after + 1] == "," and body[after + 1 : found[length][0]].isspace():
                return found[length][0]
    return 0


def leans(body: str, bare: Sequence[Word], *, reference: bool) -> bool:
    """Tell whether the head points back: a speaker's own "we" does not, nor do "the talks between A and B"."""
    plain = [word for _, _, word in bare[: longest("leaning")]]
    head = body[bare[0][0] : bare[0][1]]
    if head in {"US", "U.S"} or (plain[0] in group("first") and body[bare[0][0] - 1 : bare[0][0]] in {"“", '"'}):
        return False
    for length in range(len(plain), 0, -1):
        if " ".join(plain[:length]) in group("leaning"):
            return not _told_whose(body, bare, length)
    if reference:
        return not _told_whose(body, bare, 2)
    return plain[0] in group("joints")


def _told_whose(body: str, bare: Sequence[Word], length: int) -> bool:
    """Tell whether what would point back is named at once: "Both Pakistan and …", "The talks between Jilani and …"."""
    after = bare[length : length + 2]
    if bare[0][2] == "both" and length == 1:
        return bool(after) and body[after[0][0]].isupper()
    return len(after) == 2 and after[0][2] in group("naming") and body[after[1][0]].isupper()


def echoes(bare: Sequence[Word]) -> float:
    """Value (0..1) how little a sentence points at others without leaning on them: "too", "elsewhere"."""
    plain = f"{' '.join([word for _, _, word in bare])} "
    ease = 1.0
    for echo in group("echoing"):
        if f" {echo} " in plain:
            ease *= 0.8
    return ease
