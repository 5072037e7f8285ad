"""Spans of a site's data: what stands in a source at which place, found wherever it is said, and checked there."""

import html
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from generator.safe import characters
from generator.verify.records import NESTING

_FINDINGS = {
    "bylines": "byline",
    "dates": "date",
    "differences": "difference",
    "differences_withheld": "withheld difference",
    "events": "event of",
    "held_apart": "pair held apart:",
    "meetings": "meeting of",
    "mentions": "mention",
    "paragraphs": "paragraph",
    "quotes": "quote",
    "roles": "role",
    "stories": "shared passage",
    "topics": "topic",
    "variants": "name",
    "withheld": "withheld name",
}
_LABELS = ("subject", "text", "name", "title", "participants", "left", "date", "id")
_PLACED = ("about", "dates", "mentions", "paragraphs", "quotes", "sentences", "spans", "withheld")
"""Lists of nothing but spans: what has no place there is a fault."""


@dataclass(frozen=True, kw_only=True)
class Original:
    """A source as citations count in it."""

    digest: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Span:
    """A place in a source as data state it; ``exact`` are the source's own words, ``shown`` what is made of them.

    ``finding`` names what rests on it, in words. A place that is missing or no number is None.
    """

    finding: str
    article: str
    start: int | None
    end: int | None
    exact: str | None = None
    shown: str | None = None


def original(content: bytes) -> Original:
    """Decode a source's bytes as reading does."""
    return Original(digest=sha256(content).hexdigest(), text=characters.decode(content).text)


def spans_in(value: object) -> Iterator[Span]:
    """Give every span in a data file's value but those of statements, which are checked as such."""
    own = value if isinstance(value, dict) else {}
    of = str(own.get("id")) if "paragraphs" in own else ""
    name = f"{own.get('kind') or 'article'} {own.get('name') or of}" if "id" in own else ""
    yield from _inside(value, of, name, "", 0)


def digests_in(value: object) -> Iterator[tuple[str, str]]:
    """Give the digests of the articles that the list of all of them states."""
    listed = value.get("articles") if isinstance(value, dict) else None
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and "digest" in one:
            yield str(one.get("id")), str(one["digest"])


def span_fault(one: Span, originals: Mapping[str, Original]) -> str:
    """Say in plain words what is wrong with a span; empty if it stands."""
    if one.start is None or one.end is None:
        return "it rests on words without a place"
    source = originals.get(one.article)
    if source is None:
        return f"{one.article} is not among the articles"
    there = source.text[max(one.start, 0) : one.end]
    place = f"{one.article} does not have its words at {one.start}-{one.end}"
    if not 0 <= one.start < one.end <= len(source.text):
        return f"{place}: it has {len(source.text)} characters"
    if one.exact is not None and one.exact != there:
        return f"{place}, but {' '.join(there.split())[:120]!r}"
    if one.shown is not None and not (within(one.shown, there) or within(one.shown, html.unescape(there))):
        return f"{place}: the words {one.shown[:120]!r} are made of others"
    return ""


def within(shown: str, exact: str) -> bool:
    """Tell whether words are those of the source: cleaning may have dropped characters, never added any."""
    if shown.strip() in exact:  # most are the very words
        return True
    letters = iter(_letters(exact))
    return all(letter in letters for letter in _letters(shown))


def _letters(text: str) -> Iterator[str]:
    seen = unicodedata.normalize("NFD", characters.INVISIBLE.sub("", text))
    return (character for character in seen if not character.isspace())


def _inside(value: object, article: str, finding: str, key: str, depth: int) -> Iterator[Span]:
    if depth > NESTING:
        return
    if isinstance(value, list):
        for inside in value:
            yield from _inside(inside, article, finding, key, depth + 1)
    elif key in _PLACED and not isinstance(value, dict):
        yield Span(finding=f"the {finding}", article=article, start=None, end=None)
    elif isinstance(value, dict) and not ("citations" in value and "parts" in value):
        if key in _FINDINGS:
            finding = f"{_FINDINGS[key]} {_label(value)}"
        if key in _PLACED or ("start" in value and value["start"] != -1):
            yield _span(value, article, finding)
        if spoken := value.get("speaker_span"):
            start, end = spoken if isinstance(spoken, list) and len(spoken) == 2 else (None, None)
            yield _span(
                {"start": start, "end": end, "stated": value.get("speaker")}, article, f"speaker of the {finding}"
            )
        for name, inside in value.items():
            if name != "speaker_span" and isinstance(inside, dict | list):
                yield from _inside(inside, article, finding, name, depth + 1)


def _span(value: Mapping[str, Any], article: str, finding: str) -> Span:
    start, end = value.get("start"), value.get("end")
    exact, text = value.get("exact"), value.get("text")
    shown = text or value.get("stated")
    return Span(
        finding=f"the {finding}",
        article=str(value.get("article", article)),
        start=start if isinstance(start, int) else None,
        end=end if isinstance(end, int) else None,
        # Words alone are the source's own: where it has others, the data give both.
        exact=exact if isinstance(exact, str) else text if isinstance(text, str) else None,
        shown=shown if isinstance(shown, str) and shown else None,
    )


def _label(value: Mapping[str, Any]) -> str:
    found = next((value[name] for name in _LABELS if value.get(name)), "")
    told = " and ".join(map(str, found)) if isinstance(found, list) else str(found)
    return repr(" ".join(told.split())[:120])
