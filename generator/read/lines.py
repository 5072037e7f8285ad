"""Lines of a raw text, and the blocks they make: one paragraph, heading or scrap of the page each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = (
    " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\ufeff\u200b"
    "\x1c\x1d\x1e\x1f"
)
TERMINAL = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
# No run before the stop: `\S*` in front of it takes time squared on a word without end.
SENTENCE_END = re.compile(r"(?P<stop>[.!?…])[\"'”’»)\]]{0,4}\s+(?=[\"'“‘«(\[]*[A-ZÀ-Þ0-9])|[。！？]")
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:[A-Za-z]|[A-Z]\.[A-Z]|U\.S|U\.N|U\.K|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Prof|St|Jr|Sr|No|vs"
    r"|Co|Inc|Ltd|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Retd|Hon|Rev|a\.m|p\.m)\.$"
)
WRAP_LEAST = 45
"""A line shorter than this was not broken because it was full."""
SPLIT_FROM = 1_200
SPLIT_ABOUT = 450


@dataclass(frozen=True, kw_only=True)
class Block:
    """A run of the source, ``start..end``, without white space around it; ``line`` counts from 1."""

    start: int
    end: int
    line: int
    last_line: int
    text: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def lines(text: str, start: int = 0, line: int = 1) -> Iterator[Block]:
    """Give every line, blank ones too, with its place in the source."""
    at = start
    while at <= len(text):
        match = _BREAK.search(text, at)
        stop = match.start() if match else len(text)
        left = at
        while left < stop and text[left] in _SPACE:
            left += 1
        right = stop
        while right > left and text[right - 1] in _SPACE:
            right -= 1
        yield Block(start=left, end=right, line=line, last_line=line, text=text[left:right])
        if not match:
            return
        at = match.end()
        line += 1


def blocks(text: str, start: int = 0, line: int = 1) -> list[Block]:
    """Make blocks of a text: a line each, but hard-wrapped lines joined, and one endless line parted."""
    found = list(lines(text, start, line))
    width = _wrap_width(found)
    out: list[Block] = []
    previous: Block | None = None
    for one in found:
        if not one.text:
            previous = None
            continue
        if previous is not None and out and width and _full(previous, one, width):
            first = out[-1]
            out[-1] = Block(
                start=first.start, end=one.end, line=first.line, last_line=one.line, text=text[first.start : one.end]
            )
        else:
            out.append(one)
        previous = one
    whole = sum(len(one.text) for one in out)
    return [part for one in out for part in _parted(one, whole)]


def _wrap_width(found: Sequence[Block]) -> int:
    """Give the width at which lines were broken, 0 if they were not.

    Lines were broken at a width when nearly none is longer, and most that have a successor could not have taken its
    first word.
    """
    lengths = sorted(len(one.text) for one in found if len(one.text) >= WRAP_LEAST)
    if len(lengths) < 4 or lengths[-1] > 130:
        return 0
    width = lengths[-1]
    pairs = [(a, b) for a, b in pairwise(found) if a.text and b.text and len(a.text) >= WRAP_LEAST]
    full = sum(_full(a, b, width) for a, b in pairs)
    return width if len(pairs) >= 3 and full * 3 >= len(pairs) * 2 else 0


def _full(one: Block, after: Block, width: int) -> bool:
    if len(one.text) < WRAP_LEAST:
        return False
    runs_on = not TERMINAL.search(one.text) and after.text[0].islower()
    return runs_on or len(one.text) + 1 + len(after.text.split(None, 1)[0]) > width - 12


def sentence_ends(text: str) -> list[int]:
    """Give the places where a new sentence starts. Linear; knows the common abbreviations only."""
    return [
        match.end()
        for match in SENTENCE_END.finditer(text)
        if match["stop"] is None or not _ABBREVIATION.search(text[max(match.end("stop") - 8, 0) : match.end("stop")])
    ]


def _parted(one: Block, whole: int) -> list[Block]:
    """Part a block that holds nearly the whole text: three or four sentences make a paragraph."""
    if len(one.text) < SPLIT_FROM or len(one.text) * 5 < whole * 3:
        return [one]
    out: list[Block] = []
    start = 0
    ends = [*sentence_ends(one.text), len(one.text)]
    for end in ends:
        if end - start >= SPLIT_ABOUT or end == len(one.text):
            piece = one.text[start:end]
            left = len(piece) - len(piece.lstrip())
            body = piece.strip()
            if len(body) < SPLIT_ABOUT // 3 and out and end == len(one.text):
                body_start = out[-1].start
                out[-1] = Block(
                    start=body_start, end=one.end, line=one.line, last_line=one.last_line,
                    text=one.text[body_start - one.start :],
                )  # fmt: skip
            elif body:
                at = one.start + start + left
                out.append(Block(start=at, end=at + len(body), line=one.line, last_line=one.last_line, text=body))
            start = end
    return out
