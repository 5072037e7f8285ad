"""What a reader makes of a source before it becomes an article: pieces, cuts and what the page says of itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.nouns.article import Byline, Cut, Dating, Paragraph, Segment
from generator.safe import characters

Kind = Literal["headline", "standfirst", "heading", "paragraph", "item"]
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
SHOWN = 2_000
"""Characters of a cut that are kept for showing; a cut of a whole page would be larger than the article."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run of the source that is kept; ``new`` replaces its words (an entity, an escape)."""

    start: int
    end: int
    new: str | None = None


@dataclass(kw_only=True)
class Draft:
    """An article in the making. Offsets are those of the decoded source."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    headline: str = ""
    outlet: str = ""
    agency: str = ""
    bylines: list[Byline] = field(default_factory=list)
    published: Dating = field(default_factory=Dating)
    updated: Dating = field(default_factory=Dating)
    filed: Dating = field(default_factory=Dating)
    dateline: str = ""
    sections: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    url: str = ""
    language: str = ""
    skipped: str = ""
    doubts: list[tuple[int, str, str]] = field(default_factory=list)
    """What the source says of itself in vain: line, what is wrong, and how to mend it."""


def paragraph(source: str, start: int, end: int, kind: Kind, line: int) -> Paragraph:
    """Clean ``source[start:end]`` into a paragraph whose every character knows its place."""
    return gathered(source, [Run(start=start, end=end)], kind, line)


def gathered(source: str, runs: Sequence[Run], kind: Kind, line: int) -> Paragraph:
    """Make one paragraph of several runs of the source, in order; what lies between them is left out."""
    start, end = runs[0].start, runs[-1].end
    raw = source[start:end]
    if len(runs) == 1 and runs[0].new is None and characters.is_clean(raw) and raw == raw.strip():
        return Paragraph(kind=kind, text=raw, start=start, end=end, line=line)
    text = ""
    segments: list[Segment] = []
    for run in runs:
        words = source[run.start : run.end] if run.new is None else run.new
        clean, pieces = characters.clean(f"\ufdd0{words}\ufdd0" if not words.strip() else words)
        lead = " " if words[:1].isspace() else ""
        tail = " " if words[-1:].isspace() and clean else ""
        if lead and text and not text.endswith(" "):
            segments.append(Segment(at=len(text), source=run.start, length=1))
            text += lead
        base = len(text)
        for at, where, length, span in pieces:
            if run.new is not None:
                continue
            segments.append(Segment(at=base + at, source=run.start + where, length=length, span=span))
        if run.new is not None and clean:
            segments.append(Segment(at=base, source=run.start, length=len(clean), span=run.end - run.start))
        text += clean
        if tail:
            segments.append(Segment(at=len(text), source=run.end - 1, length=1))
            text += tail
    stripped = text.rstrip()
    segments = [one for one in _joined(segments) if one.at < len(stripped)]
    segments = [
        one if one.span >= 0 or one.at + one.length <= len(stripped)
        else Segment(at=one.at, source=one.source, length=len(stripped) - one.at)
        for one in segments
    ]  # fmt: skip
    if not segments:
        return Paragraph(kind=kind, text="", start=start, end=end, line=line, raw=raw)
    first, last = segments[0], segments[-1]
    start = first.source
    end = last.source + (last.length if last.span < 0 else last.span)
    raw = source[start:end]
    aligned = len(segments) == 1 and first.span < 0
    return Paragraph(
        kind=kind, text=stripped, start=start, end=end, line=line,
        raw="" if aligned and raw == stripped else raw, segments=() if aligned else tuple(segments),
    )  # fmt: skip


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    out: list[Segment] = []
    for one in segments:
        if out and one.span < 0 and out[-1].span < 0:
            before = out[-1]
            if before.at + before.length == one.at and before.source + before.length == one.source:
                out[-1] = Segment(at=before.at, source=before.source, length=before.length + one.length)
                continue
        out.append(one)
    return out


def cut(source: str, start: int, end: int, lines: tuple[int, int], reason: str) -> Cut:
    """Note a piece that is left out. E-mail addresses in it are masked, and a long one is shortened."""
    text = EMAIL.sub("[e-mail address]", characters.plain(source[start:end][: SHOWN * 2]))
    if len(text) > SHOWN:
        text = text[:SHOWN].rsplit(" ", 1)[0] + " …"
    return Cut(first_line=lines[0], last_line=lines[1], start=start, end=end, text=text, reason=reason)
