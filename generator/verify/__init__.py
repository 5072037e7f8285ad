"""Proof that every published sentence stands in its source: when it is made, and later, from a site's data alone."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import InputError, UsageError
from generator.nouns.problem import Problem
from generator.safe import files
from generator.verify.faults import fault, parts_fault
from generator.verify.listed import LISTED, Read, misplaced
from generator.verify.proof import Proof, statements
from generator.verify.records import NESTING, Paragraph, paragraphs_in, rows, written_out
from generator.verify.spans import Original, digests_in, original, span_fault, spans_in

__all__ = ["LISTED", "Proof", "Read", "fault", "misplaced", "statements", "verify"]

DATA = "data"
_LISTED = "articles.json"
_DATA_LIMIT = 512 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What was checked, and which statements and findings failed. ``spans`` are those that findings rest on."""

    statements: int
    citations: int
    spans: int
    articles: int
    problems: tuple[Problem, ...]


def verify(public: Path, sources: Path) -> Verified:
    """Check all that ``public``'s data say to stand in an article against those in ``sources``, a folder or one file.

    These are statements with their citations, and the spans of everything else: names, roles, quotes, dates, meetings,
    events, differences, shared passages. Raises UsageError when there is no such site or folder.
    """
    listed = [value for _, value in _published(public, _LISTED)]
    if not listed:
        raise UsageError(f"this is not a published site: it has no {DATA}/{_LISTED}", path=str(public))
    digests = {key: digest for value in listed for key, digest in digests_in(value)}
    originals = dict(_originals(sources, digests))
    problems = [
        Problem(path=article, what="it was changed since this site was made of it", severity="error")
        for article, source in originals.items()
        if source.digest != digests[article]
    ]
    texts = dict(_texts(public, listed))
    told, cited, spans = set[str](), 0, 0
    for path, plain in _published(public):
        value = written_out(plain, texts)
        for statement in _found(value):
            told.add(str(statement.get("id", f"{path} {len(told)}")))
            cited += len(_citations(statement))
            problems.extend(_statement_faults(path, statement, digests, originals))
        for one in spans_in(value):
            spans += 1
            if text := span_fault(one, originals):
                problems.append(Problem(path=path, what=f"{one.finding} fails: {text}", severity="error"))
    return Verified(
        statements=len(told),
        citations=cited,
        spans=spans,
        articles=len(originals),
        problems=tuple(sorted(set(problems))),
    )


def _statement_faults(
    path: str, statement: Mapping[str, Any], digests: Mapping[str, str], originals: Mapping[str, Original]
) -> Iterator[Problem]:
    citations = _citations(statement)
    told = [text for one in citations if (text := fault(one, digests.get(str(one.get("article"))), originals))]
    if not citations:
        told.append("it cites nothing")
    if text := parts_fault(statement.get("parts"), statement.get("citations")):
        told.append(text)
    for text in told:
        what = f"statement {statement.get('id', '?')} {_words(statement)!r} fails: {text}"
        yield Problem(path=path, what=what, severity="error")


def _citations(statement: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    lists = (statement.get("citations"), statement.get("support"))
    return [one for some in lists if isinstance(some, list) for one in some if isinstance(one, dict)]


def _published(public: Path, *only: str) -> Iterator[tuple[str, object]]:
    """Give the values of a site's data files, or of some of them, each with its path."""
    if not (public / DATA).is_dir():
        raise UsageError("this is not a published site: it has no data/", path=str(public))
    some = frozenset(only)
    for file in files.walk(
        public / DATA, limit=_DATA_LIMIT, accept=lambda path: path in some if some else path.endswith(".json")
    ):
        path = f"{DATA}/{file.path}"
        if isinstance(file, files.Skipped):
            if file.harmless:
                continue
            raise UsageError(f"it cannot be read: {file.reason}", path=path, hint=file.hint)
        try:
            value = json.loads(file.content)
        except (ValueError, RecursionError):
            raise UsageError("this is not JSON", path=path, hint="publish the site again") from None
        yield path, value


def _texts(public: Path, listed: Iterable[object]) -> Iterator[tuple[str, list[Paragraph]]]:
    """Give the paragraphs of each article: every place elsewhere is one of theirs."""
    every = [one for value in listed if isinstance(value, dict) for one in rows(value.get("articles"))]
    wanted = {str(one.get("file")): str(one.get("id")) for one in every}
    for path, value in _published(public, *wanted) if wanted else ():
        yield wanted[path.removeprefix(f"{DATA}/")], paragraphs_in(value)


def _found(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > NESTING:
        return
    if isinstance(value, dict):
        if "citations" in value and "parts" in value:
            yield value
        for inside in value.values():
            yield from _found(inside, depth + 1)
    elif isinstance(value, list):
        for inside in value:
            yield from _found(inside, depth + 1)


def _originals(sources: Path, cited: Mapping[str, str]) -> Iterator[tuple[str, Original]]:
    folder, only = (sources.parent, files.named(sources.name)) if sources.is_file() else (sources, "")
    if not folder.is_dir():
        raise UsageError("there is no such folder of articles", path=str(sources))

    def accept(path: str) -> bool:
        return files.shown(path) in cited and (not only or path == only)

    found: dict[str, str] = {}
    try:
        for file in files.walk(folder, accept=accept):
            # Of two names that look the same, reading keeps the one that is written as it looks.
            if isinstance(file, files.File) and found.get(name := files.shown(file.path)) != name:
                found[name] = file.path
                yield name, original(file.content)
    except InputError as error:
        raise UsageError(error.what, path=error.path, hint=error.hint) from None


def _words(statement: Mapping[str, Any]) -> str:
    parts = statement.get("parts")
    texts = (
        [str(part.get("text", "")) or "…" for part in parts if isinstance(part, dict)]
        if isinstance(parts, list)
        else []
    )
    return " ".join("".join(texts).split())[:160]
