"""A data file written out: its tables as lists of records, its numbers as the articles and actors that they stand for,
and beside every place the words that stand there.

A published site says each of these once (``data/README.md`` tells how); whoever reads it wants them where they belong.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from generator.pages.addresses import anchor

NESTING = 60
"""How deep data are looked into: ours are less than ten deep."""

_SPANS = ("about", "passages", "spans", "support")
_ACTOR, _ACTORS = ("actor", "place"), ("actors", "participants")
_ARTICLE, _ARTICLES = ("article",), ("articles", "main")
_PLACED = ("dates", "mentions", "quotes", "roles", "withheld")
_SPAN = ("article", "paragraph", "sentence", "start", "end", "exact")
_WHOLE = 3  # numbers of a span that is a whole sentence
_PART = ("kind", "citation", "text")
_LINK = ("part", "start", "end", "actor")


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Where a paragraph stands in its source, and the pieces of it that are published: where each begins, and the
    source's words there. One that may be shown ``whole`` is one piece. ``sentences`` are where each begins.
    """

    start: int
    end: int
    pieces: tuple[tuple[int, str], ...]
    whole: bool
    sentences: tuple[int, ...] = ()

    def sentence(self, number: object) -> tuple[int, int] | None:
        """Give the place of a sentence, without the blanks after it; None if there is no such."""
        if not isinstance(number, int) or not 0 <= number < len(self.sentences):
            return None
        start = self.sentences[number]
        end = self.sentences[number + 1] if number + 1 < len(self.sentences) else self.end
        words = self.words(start, end) or ""
        return start, start + len(words.rstrip()) if words else end

    def words(self, start: object, end: object) -> str | None:
        """Give the source's words at a place: none where it is not in the paragraph, None where they are withheld."""
        if not isinstance(start, int) or not isinstance(end, int) or not self.start <= start < end <= self.end:
            return ""
        for at, exact in self.pieces:
            if at <= start and end <= at + len(exact):
                return exact[start - at : end - at]
        return "" if self.whole else None


Paragraphs = Mapping[str, Sequence[Paragraph]]


def written_out(value: object, texts: Paragraphs) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Give the records of a data file. What is not as it should be is left as it is, for those who check it."""
    keys = value.get("keys") if isinstance(value, dict) else None
    listed = keys if isinstance(keys, dict) else {}
    return _File(_list(listed.get("articles")), _list(listed.get("actors")), texts).value(value, "", 0)


def paragraphs_in(value: object) -> list[Paragraph]:
    """Give the paragraphs of an article's file."""
    return [_paragraph(one) for one in rows(value.get("paragraphs"))] if isinstance(value, dict) else []


def _paragraph(one: Mapping[str, Any]) -> Paragraph:
    start, end = one.get("start"), one.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        start = end = -1
    pieces = [
        (piece["start"], str(piece.get("exact") or piece["text"]))
        for piece in (one, *rows(one.get("excerpts")))
        if isinstance(piece.get("start"), int) and piece.get("text")
    ]
    begins = _list(one.get("sentences"))
    return Paragraph(
        start=start,
        end=end,
        pieces=tuple(pieces),
        whole=bool(one.get("text")),
        sentences=tuple(begins) if all(isinstance(begin, int) for begin in begins) else (),
    )


@dataclass(frozen=True)
class _File:
    articles: list[Any]
    actors: list[Any]
    texts: Paragraphs

    def value(self, value: Any, key: str, depth: int) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Write out what stands under ``key``."""
        if depth > NESTING:
            return value
        if isinstance(value, list):
            return self.members(value, key, depth)
        if not isinstance(value, dict):
            return _decoded(value, self.listed(key, _ACTOR, _ARTICLE), value)
        if "rows" in value and "columns" in value:
            return self.value(rows(value), key, depth + 1)
        made = {name: self.value(one, name, depth + 1) for name, one in value.items() if name != "keys"}
        if "paragraphs" in value:
            return self.article(made)
        return self.statement(made) if "parts" in value and "citations" in value else made

    def members(self, value: list[Any], key: str, depth: int) -> list[Any]:
        """Write out a list."""
        if key in _SPANS and all(isinstance(one, list) for one in value):
            return [self.span(one) for one in value]
        listed = self.listed(key, _ACTORS, _ARTICLES)
        return [self.value(one, "", depth + 1) if listed is None else _decoded(one, listed, one) for one in value]

    def listed(self, key: str, actors: Sequence[str], articles: Sequence[str]) -> list[Any] | None:
        """Give the list that numbers under ``key`` count in, if they count in one."""
        return self.actors if key in actors else self.articles if key in articles else None

    def span(self, row: list[Any]) -> dict[str, Any]:
        """Name the parts of a span, and give the words that its paragraph has there."""
        one = dict(zip(_SPAN, row, strict=False))
        number = one.get("article")
        one["article"] = _decoded(number, self.articles, "")
        place = self.texts.get(str(one["article"]), ())
        paragraph = one.get("paragraph")
        inside = place[paragraph] if isinstance(paragraph, int) and 0 <= paragraph < len(place) else None
        if len(row) == _WHOLE and inside and (found := inside.sentence(one["sentence"])):
            one["start"], one["end"] = found
        one.setdefault("exact", inside.words(one.get("start"), one.get("end")) if inside else "")
        return one

    def statement(self, one: dict[str, Any]) -> dict[str, Any]:
        citations = [self.span(row) for row in _list(one["citations"]) if isinstance(row, list)]
        parts = [dict(zip(_PART, row, strict=False)) for row in _list(one["parts"]) if isinstance(row, list)]
        for part in parts:
            number = part.get("citation")
            cited = citations[number] if isinstance(number, int) and 0 <= number < len(citations) else {}
            part.setdefault("text", "" if part.get("kind") == "cut" else cited.get("exact", ""))
        links = [dict(zip(_LINK, row, strict=False)) for row in _list(one.get("links")) if isinstance(row, list)]
        for link in links:
            link["actor"] = _decoded(link.get("actor"), self.actors)
        return {**one, "citations": citations, "parts": parts, "links": links}

    def article(self, one: dict[str, Any]) -> dict[str, Any]:
        """Give the words of all that is placed in an article, and its sentences with their anchors and ends."""
        own = self.texts.get(str(one.get("id")), ())
        for name in _PLACED:
            for placed in _list(one.get(name)):
                if isinstance(placed, dict) and placed.get("exact") is None:
                    text, start = placed.get("text"), placed.get("start")
                    around = _around(own, start)
                    exact = around.words(start, placed.get("end")) if around else ""
                    placed["text"] = exact if text is None else text
                    placed["exact"] = text if exact is None else exact
        for number, (paragraph, inside) in enumerate(zip(_list(one.get("paragraphs")), own, strict=False)):
            paragraph["sentences"] = [
                {
                    "id": anchor(number, 0 if paragraph.get("kind") == "headline" else index),
                    "start": place[0],
                    "end": place[1],
                    "text": inside.words(*place),
                }
                for index in range(len(inside.sentences))
                if (place := inside.sentence(index))
            ]
        return one


def _around(paragraphs: Sequence[Paragraph], start: object) -> Paragraph | None:
    """Find the paragraph that a place is in: they stand in the order of their source."""
    if not isinstance(start, int):
        return None
    found = bisect_right(paragraphs, start, key=attrgetter("start")) - 1
    return paragraphs[found] if found >= 0 and start < paragraphs[found].end else None


def rows(value: object) -> list[dict[str, Any]]:
    """Give the records of a table; a list of records is taken as it is."""
    if isinstance(value, list):
        return [one for one in value if isinstance(one, dict)]
    if not isinstance(value, dict):
        return []
    columns, coded = _list(value.get("columns")), value.get("coded")
    lists = {name: _list(one) for name, one in coded.items()} if isinstance(coded, dict) else {}
    return [
        {str(name): _decoded(cell, lists.get(str(name))) for name, cell in zip(columns, row, strict=False)}
        for row in _list(value.get("rows"))
        if isinstance(row, list)
    ]


def _decoded(cell: Any, values: list[Any] | None, other: Any = None) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Give what a number counts in ``values``; what is no such number is ``other``."""
    if values is None:
        return cell
    if isinstance(cell, list):
        return [_decoded(one, values) for one in cell]
    counts = isinstance(cell, int) and not isinstance(cell, bool) and 0 <= cell < len(values)
    return values[cell] if counts else other


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
