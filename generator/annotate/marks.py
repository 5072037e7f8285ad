"""Quotation marks of a paragraph, paired: curly and straight, one of a pair missing, quotes within quotes."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_MARK = re.compile('["“”„‟«»＂]')  # not two apostrophes: those set italics and count seconds
_INCHES = re.compile(r"\d$")
_AFTER = ".,;:!?)]}…—–-―’'"
_BEFORE = "([{—–-―‘'/"


@dataclass(frozen=True, kw_only=True)
class Marked:
    """Quoted words, marks included. ``open``: no closing mark follows; ``unopened``: none stands before."""

    start: int
    end: int
    open: bool = False
    unopened: bool = False


def find(text: str, starts: Sequence[int]) -> list[Marked]:
    """Pair the double marks of a paragraph. ``starts`` are the places where its sentences begin.

    A mark opens or closes by what stands beside it, whichever way it is curled: typists and converters err. Words
    whose closing mark is missing run to the next opening one, or to the end of the paragraph; words whose opening
    mark is missing begin with their sentence. Straight marks of an even number open and close in turn, though a space
    may stand on their wrong side.
    """
    paired = (
        sum(_side(text, one, opened=False) != "inches" for one in _MARK.finditer(text) if one.group() == '"') % 2 == 0
    )
    found: list[Marked] = []
    begun = -1
    nested = ""
    last = 0
    for mark in _MARK.finditer(text):
        side = _side(text, mark, opened=begun >= 0)
        if paired and not nested and mark.group() == '"' and side != "inches":
            side = _in_turn(text, side, begun)
        if side == "open" and begun < 0:
            begun = mark.start()
        elif side == "open" and (mark.group() == '"') != (text[begun] == '"'):
            nested = mark.group()  # marks of another kind: a quote within the quote
        elif side == "close" and nested and (mark.group() == '"') == (nested == '"'):
            nested = ""
        elif side == "open":
            found.append(Marked(start=begun, end=_cut(text, begun, mark.start()), open=True))
            begun, nested = mark.start(), ""
        elif side == "close" and begun >= 0:
            if text[begun + 1 : mark.start()].strip(" ,."):
                found.append(Marked(start=begun, end=mark.end()))
            begun, nested = -1, ""
            last = mark.end()
        elif side == "close":
            number = bisect_left(starts, mark.start()) - 1
            if number >= 0 and starts[number] >= last:
                found.append(Marked(start=starts[number], end=mark.end(), unopened=True))
            last = mark.end()
    if begun >= 0 and text[begun + 1 :].strip():
        found.append(Marked(start=begun, end=len(text.rstrip()), open=True))
    return found


def _in_turn(text: str, side: str, begun: int) -> str:
    """Let a straight mark close what a straight mark opened, and open where nothing is open."""
    if begun < 0:
        return "open"
    return "close" if text[begun] == '"' else side


def _side(text: str, mark: re.Match[str], *, opened: bool) -> str:
    """Tell whether a mark opens or closes, or measures inches."""
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    left = before.isspace() or before in _BEFORE
    right = after.isspace() or after in _AFTER
    if left and not right:
        return "open"
    if right and not left:
        if mark.group() == '"' and not opened and _INCHES.search(before):
            return "inches"
        return "close" if mark.group() not in "“„«" or opened or mark.start() + 1 >= len(text) else "open"
    if mark.group() in {"“", "„", "«"}:
        return "open"
    if mark.group() in {"”", "»"}:
        return "close"
    return "close" if opened else "open"


def _cut(text: str, start: int, end: int) -> int:
    """End words without closing mark where the last sentence before the next quotation ends, or right before it."""
    return start + len(text[start:end].rstrip())
