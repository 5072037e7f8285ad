"""Markdown sources: text out, never markup, with every character's place in the source."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.nouns.article import Byline, NameSpan
from generator.read import clean, metadata
from generator.read.draft import Draft, Kind, Run, cut, gathered
from generator.read.knowledge import shapes
from generator.read.lines import TERMINAL, Block

if TYPE_CHECKING:
    from markdown_it.token import Token

LIMIT = 40_000
"""Characters that are parsed as Markdown; a longer source is read as plain text."""
_TARGET = re.compile(r"\]\([^\n]*?\)")


def read(source: str, start: int = 0, line: int = 1) -> Draft:
    """Read a Markdown body that starts at ``start`` of the source, on line ``line``."""
    from generator.read import text  # noqa: PLC0415 - the plain reader is the fallback, and needs nothing of this one

    body = source[start:]
    if len(body) > LIMIT or "\r" in body.replace("\r\n", ""):
        return text.read(source, start, line)
    from markdown_it import MarkdownIt  # noqa: PLC0415 - most builds have no Markdown that is new

    parser = MarkdownIt("js-default", {"html": True, "linkify": False, "typographer": False})
    parser.disable("text_join")  # joined, an entity no longer says which words of the source it stands for
    offsets = _line_offsets(body)
    draft = Draft()
    kept: list[tuple[Kind, list[Run], int, str]] = []
    item = False
    for at, token in enumerate(tokens := parser.parse(body)):
        item = (item or token.type == "list_item_open") and token.type != "list_item_close"
        if token.type in {"html_block", "fence", "code_block", "hr"} and token.map:
            first, last = token.map
            if body[offsets[first] : offsets[last]].strip() and token.type != "hr":
                _cut(
                    source,
                    (start + offsets[first], start + offsets[last]),
                    (line + first, line + last - 1),
                    "markup",
                    draft,
                )
        if token.type != "inline" or not token.map or not token.children:
            continue
        opened = tokens[at - 1]
        first, last = token.map
        runs = _runs(token.children, source, start + offsets[first], start + offsets[min(last, len(offsets) - 1)])
        if not runs:
            continue
        kind: Kind = "heading" if opened.type == "heading_open" else "item" if item else "paragraph"
        if opened.type == "heading_open" and opened.tag == "h1" and not draft.headline and not kept:
            kind = "headline"
        kept.append((kind, runs, line + first, _emphasis(token.children)))
        if kind == "headline":
            draft.headline = gathered(source, runs, kind, line + first).text
    _write(source, kept, draft)
    return draft


def _write(source: str, kept: Sequence[tuple[Kind, list[Run], int, str]], draft: Draft) -> None:
    body_seen = False
    for at, (kind, runs, line, emphasis) in enumerate(kept):
        one = gathered(source, runs, kind, line)
        if not one.text:
            continue
        block = Block(start=one.start, end=one.end, line=line, last_line=line, text=one.text)
        reason = clean.noise(block) if kind != "headline" else ""
        late = at >= len(kept) - 3
        if (
            not reason
            and late
            and block.words < 60
            and (shapes().bios.search(one.text) or (emphasis and shapes().biographic.search(one.text)))
        ):
            reason = "about the author"
            _author(one.text, one.start, draft)
        if reason:
            _cut(source, (one.start, one.end), (line, line), reason, draft)
            continue
        if kind == "paragraph" and emphasis and not body_seen and at <= 1 and TERMINAL.search(one.text):
            one = gathered(source, runs, "standfirst", line)
        elif kind == "paragraph":
            body_seen = True
        draft.paragraphs.append(one)


def _author(text: str, start: int, draft: Draft) -> None:
    """Note where an author's note names its author, for a byline that the front matter gives."""
    match = re.match(metadata.NAME.pattern.rstrip("$"), text)
    if match:
        span = NameSpan(start=start, end=start + match.end(), text=match.group())
        draft.bylines.append(Byline(name=match.group(), spans=(span,)))


def _cut(source: str, span: tuple[int, int], lines: tuple[int, int], reason: str, draft: Draft) -> None:
    draft.cuts.append(cut(source, *span, lines, reason))


def _line_offsets(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\n", text)), len(text)]


def _emphasis(children: "Sequence[Token]") -> str:
    """Tell whether the whole of a paragraph is emphasised: a standfirst, or a note of the author."""
    visible = [one for one in children if not (one.type == "text" and not one.content)]
    return visible[0].type if visible and visible[0].type == "em_open" and visible[-1].type == "em_close" else ""


def _runs(children: "Sequence[Token]", source: str, start: int, end: int) -> list[Run]:
    """Find each text of an inline run in the source, in order. What cannot be found is left out."""
    runs: list[Run] = []
    at = start
    for one in children:
        if one.type in {"softbreak", "hardbreak"}:
            found = source.find("\n", at, end)
            if found >= 0:
                runs.append(Run(start=found, end=found + 1))
                at = found + 1
        elif one.type in {"text", "code_inline"} and one.content:
            # A line break within code has become a space: as many characters, other ones.
            same = re.compile(re.escape(one.content).replace(r"\ ", r"\s")) if one.type == "code_inline" else None
            found = source.find(one.content, at, end) if same is None else _first(same.search(source, at, end))
            if found >= 0:
                runs.append(Run(start=found, end=found + len(one.content)))
                at = found + len(one.content)
        elif one.type == "text_special" and one.markup:
            found = source.find(one.markup, at, end)
            if found >= 0:
                runs.append(Run(start=found, end=found + len(one.markup), new=one.content))
                at = found + len(one.markup)
        elif one.type == "link_close":
            target = _TARGET.match(source, at, end)
            at = target.end() if target else at
        elif one.type == "image":
            found = source.find(")", at, end)
            at = found + 1 if found >= 0 else at
    return _adjoined(runs)


def _first(match: re.Match[str] | None) -> int:
    return match.start() if match else -1


def _adjoined(runs: Sequence[Run]) -> list[Run]:
    out: list[Run] = []
    for one in runs:
        if out and one.new is None and out[-1].new is None and out[-1].end == one.start:
            out[-1] = Run(start=out[-1].start, end=one.end)
        else:
            out.append(one)
    return out
