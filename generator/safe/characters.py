"""Characters at the boundary: bytes to text, once, and text to clean text that knows where it came from.

Decoding changes nothing but the byte-order mark, so that offsets in the decoded text are offsets in the source.
Cleaning composes (NFC), drops what nobody can see (controls, zero-width and bidirectional marks, noncharacters), caps
runs of combining marks and turns every run of white space into one space.
"""

import re
import unicodedata
from dataclasses import dataclass

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
COMBINING_LIMIT = 4
"""Marks kept on one letter: more than any living script stacks."""

_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\U0001fffe\U0001ffff\U0010fffe\U0010ffff\U000e0000-\U000e007f"
)
_SPACE = "\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 "
DIRTY = re.compile(
    f"[{_INVISIBLE}\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]|  "
)
INVISIBLE = re.compile(f"[{_INVISIBLE}]")
# A letter with the marks upon it; a run of white space; one invisible character.
CLUSTER = re.compile(f"(?P<invisible>[{_INVISIBLE}]+)|(?P<space>[{_SPACE}]+)|.", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """Text, the encoding it was in, and what is to be said of it (empty if nothing)."""

    text: str
    encoding: str
    note: str = ""


def decode(content: bytes) -> Decoded:
    """Decode by byte-order mark, else as UTF-8, else by the likeliest encoding; never fail.

    A text that is nearly all ASCII gives a guess too little to go by: it is taken for Windows-1252, as browsers take
    English pages. Bytes that no guess explains become U+FFFD, and ``note`` says so.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, errors="replace")
            return Decoded(text=text, encoding=encoding, note=_replaced(text))
    try:
        return Decoded(text=content.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        pass
    mended = content.decode("utf-8", errors="replace")
    high = sum(byte >= 0x80 for byte in content)
    if mended.count("\ufffd") * 100 <= high:
        return Decoded(text=mended, encoding="utf-8", note=_replaced(mended))
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most sites have no such file, and it is slow to import

    best = from_bytes(content[:65_536]).best() if high * 10 > len(content) else None
    encoding = best.encoding if best else "cp1252"
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        encoding = "cp1252"
        text = content.decode(encoding, errors="replace")
    return Decoded(text=text, encoding=encoding, note=f"the text is not UTF-8; it was read as {encoding}")


def _replaced(text: str) -> str:
    count = text.count("\ufffd")
    return f"{count} broken characters were replaced" if count else ""


def is_clean(text: str) -> bool:
    """Tell whether cleaning would change nothing."""
    return not DIRTY.search(text) and unicodedata.is_normalized("NFC", text) and not _stacked(text)


def _stacked(text: str) -> bool:
    return not text.isascii() and any(
        sum(map(bool, map(unicodedata.combining, text[at : at + COMBINING_LIMIT + 1]))) > COMBINING_LIMIT
        for at in range(len(text))
        if unicodedata.combining(text[at])
    )


Piece = tuple[int, int, int, int]
"""Where a run stands in the clean text, where in the source, its length there, and its span here (-1: the same)."""


def clean(text: str) -> tuple[str, list[Piece]]:
    """Clean a text; say for each run of what is left where it stood. White space at either end goes."""
    out: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for start, end, new in _runs(text):
        if new == " " and (not out or out[-1].endswith(" ")):
            continue
        same = len(new) == end - start
        if pieces and same and _follows(pieces[-1], at, start):
            first = pieces[-1]
            pieces[-1] = (first[0], first[1], first[2] + len(new), -1)
        else:
            pieces.append((at, start, len(new), -1 if same else end - start))
        out.append(new)
        at += len(new)
    if out and out[-1] == " ":
        out.pop()
        last = pieces.pop()
        if last[2] > 1:
            pieces.append((last[0], last[1], last[2] - 1, -1))
    return "".join(out), pieces


def _follows(piece: Piece, at: int, start: int) -> bool:
    return piece[3] < 0 and piece[0] + piece[2] == at and piece[1] + piece[2] == start


def _runs(text: str) -> list[tuple[int, int, str]]:
    """Cut a text into what is kept: a letter with its marks, or a space. Linear."""
    runs: list[tuple[int, int, str]] = []
    marks = 0
    for match in CLUSTER.finditer(text):
        start, end = match.span()
        if match["invisible"]:
            continue
        if match["space"]:
            runs.append((start, start + 1, " "))
            marks = 0
            continue
        letter = match[0]
        if unicodedata.combining(letter) and runs and runs[-1][2] != " ":
            marks += 1
            if marks <= COMBINING_LIMIT:
                first = runs[-1]
                runs[-1] = (first[0], end, unicodedata.normalize("NFC", first[2] + letter))
            continue
        marks = 0
        if not letter.isascii() and runs and _composes(runs[-1][2][-1], letter):
            first = runs[-1]
            runs[-1] = (first[0], end, unicodedata.normalize("NFC", first[2] + letter))
            continue
        runs.append((start, end, unicodedata.normalize("NFC", letter)))
    return runs


def _composes(before: str, letter: str) -> bool:
    """Tell letters that become one though neither is a mark: parts of a Hangul syllable, vowels of Indic scripts."""
    joined = unicodedata.normalize("NFC", before + letter)
    return before != " " and joined != before + unicodedata.normalize("NFC", letter)


def plain(text: str) -> str:
    """Clean a text whose place does not matter: a setting, a name from front matter, a path."""
    if text.isascii() and text.isprintable() and text == text.strip(" ") and "  " not in text:
        return text  # as most are: ten thousand paths are looked at for each edit
    return clean(text)[0]
