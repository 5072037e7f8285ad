"""What an editor may want to decide, gathered from the published data: it always speaks of the site that is shown."""

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from generator.errors import InputError
from generator.nouns.problem import Problem
from generator.pages.sheet import judgement
from generator.safe import files
from generator.verify.records import paragraphs_in, written_out

MOST = 1000
"""Pairs, and withheld names, that are listed; further ones are counted."""

_LIMIT = 256 * 1024 * 1024

Record = dict[str, Any]
Shape = TypeVar("Shape")


class _Evidence(msgspec.Struct, frozen=True, kw_only=True):
    reason: str


class _Pair(msgspec.Struct, frozen=True, kw_only=True):
    left: str
    right: str
    evidence: _Evidence


class _Judgement(msgspec.Struct, frozen=True, kw_only=True):
    kind: str
    names: tuple[str, ...]
    article: str = ""


class _Decisions(msgspec.Struct, frozen=True, kw_only=True):
    held_apart: tuple[_Pair, ...] = ()
    judgements: tuple[_Judgement, ...] = ()


class _Actor(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    page: str
    names: tuple[str, ...] = ()


class _Actors(msgspec.Struct, frozen=True, kw_only=True):
    actors: tuple[_Actor, ...] = ()


class _Listed(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    file: str
    page: str


class _Articles(msgspec.Struct, frozen=True, kw_only=True):
    articles: tuple[_Listed, ...] = ()


class _Sentence(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    start: int
    end: int


class _Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    sentences: tuple[_Sentence, ...] = ()


class _Withheld(msgspec.Struct, frozen=True, kw_only=True):
    start: int
    text: str
    reason: str


class _Article(msgspec.Struct, frozen=True, kw_only=True):
    withheld: tuple[_Withheld, ...] = ()
    paragraphs: tuple[_Paragraph, ...] = ()


Place = tuple[str, str, str]
"""Words withheld, the reason, and the link to their sentence."""


class Review:
    """Reads the data of a site; what it read of an article is kept for as long as that file stays as it is."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[Path, tuple[tuple[int, ...], tuple[Place, ...]]] = {}

    def record(self, root: Path, problems: tuple[Problem, ...]) -> Record:
        """Give pairs held apart, names withheld, and problems, with lines for ``judgements.yaml`` where one helps."""
        decisions = _read(root, "decisions.json", _Decisions)
        actors = {one.id: one for one in _read(root, "actors.json", _Actors).actors}
        settled = _settled(decisions)
        pairs = [
            one
            for one in decisions.held_apart
            if one.left in actors and one.right in actors and not _in(settled, actors[one.left], actors[one.right])
        ]
        withheld: dict[tuple[str, str], list[Record]] = {}
        for article, (text, reason, href) in self._places(root):
            withheld.setdefault((text, reason), []).append({"article": article, "href": href})
        return {
            "pairs": [_pair(actors[one.left], actors[one.right], one.evidence.reason) for one in pairs[:MOST]],
            "pairs_total": len(pairs),
            "withheld": [
                {"text": text, "reason": reason, "places": places[:5], "count": len(places)}
                for (text, reason), places in sorted(withheld.items())[:MOST]
            ],
            "withheld_total": len(withheld),
            "problems": [msgspec.to_builtins(one) for one in problems],
        }

    def _places(self, root: Path) -> Iterator[tuple[str, Place]]:
        known, self._known = self._known, {}
        for one in _read(root, "articles.json", _Articles).articles:
            path = root / "data" / one.file
            try:
                status = path.lstat()
            except OSError:
                continue
            mark = (status.st_ino, status.st_size, status.st_mtime_ns)
            kept = known.get(path)
            if kept is None or kept[0] != mark:
                kept = mark, tuple(_withheld(_article(root, one.file), one.page))
            self._known[path] = kept
            yield from ((one.id, place) for place in kept[1])


def _article(root: Path, name: str) -> _Article:
    """Read an article's file with its records written out; one that is not there is empty."""
    value = _read(root, name, dict)
    try:
        return msgspec.convert(written_out(value, {str(value.get("id")): paragraphs_in(value)}), _Article)
    except msgspec.ValidationError:
        return _Article()


def _read(root: Path, name: str, shape: type[Shape]) -> Shape:
    """Read one file of the data; what is not there, as between two builds, is empty."""
    try:
        return msgspec.json.decode(files.read(root, f"data/{name}", limit=_LIMIT), type=shape)
    except (OSError, InputError, msgspec.MsgspecError):
        return shape()


def _settled(decisions: _Decisions) -> frozenset[frozenset[str]]:
    """Give the pairs of names that an editor has said are two, wherever they stand."""
    splits = [one.names for one in decisions.judgements if one.kind == "split" and not one.article]
    return frozenset(frozenset(pair) for names in splits for pair in combinations(names, 2))


def _in(settled: frozenset[frozenset[str]], left: _Actor, right: _Actor) -> bool:
    names = product({left.name, *left.names}, {right.name, *right.names})
    return bool(settled) and any(frozenset(pair) in settled for pair in names)


def _pair(left: _Actor, right: _Actor, reason: str) -> Record:
    names = (left.name, right.name)
    # Two that bear one name cannot be told apart by it: they are judged on their own pages.
    lines = [judgement(kind, names) for kind in ("merge", "split")] if left.name != right.name else []
    return {
        "left": {"name": left.name, "href": left.page},
        "right": {"name": right.name, "href": right.page},
        "reason": reason,
        "lines": lines,
    }


def _withheld(article: _Article, page: str) -> Iterator[Place]:
    sentences = [one for paragraph in article.paragraphs for one in paragraph.sentences]
    for one in article.withheld:
        ids = [sentence.id for sentence in sentences if sentence.start <= one.start < sentence.end]
        yield one.text, one.reason, f"{page}#{ids[0]}" if ids else page
