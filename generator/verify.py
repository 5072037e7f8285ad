"""Proof that every published sentence stands in its source: when it is made, and later, from a site's data alone."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from typing import Any

from generator.errors import InputError, PublishError, UsageError
from generator.nouns.briefing import Briefing, Statement
from generator.nouns.evidence import Citation
from generator.nouns.problem import Problem
from generator.nouns.source import Source
from generator.safe import characters, files

DATA = "data"
_DATA_LIMIT = 512 * 1024 * 1024
_NESTING = 60


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What was checked, and which statements failed."""

    statements: int
    citations: int
    articles: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True)
class Original:
    """A source as citations count in it."""

    digest: str
    text: str


def original(content: bytes) -> Original:
    """Decode a source's bytes as reading does."""
    return Original(digest=sha256(content).hexdigest(), text=characters.decode(content).text)


def fault(citation: Mapping[str, Any], originals: Mapping[str, Original]) -> str:
    """Say in plain words what is wrong with a citation; empty if it stands."""
    article, exact = str(citation.get("article", "")), citation.get("exact")
    start, end = citation.get("start"), citation.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not isinstance(exact, str) or not exact:
        return "it has a citation without place or words"
    source = originals.get(article)
    if source is None:
        return f"{article} is not among the articles"
    stands = 0 <= start < end and source.text[start:end] == exact
    if not stands:
        there = " ".join(source.text[max(start, 0) : end].split())[:120]
        return f"{article} does not have its words at {start}-{end}, but {there!r}"
    if source.digest != citation.get("digest"):
        return f"{article} was changed since (the cited words themselves still stand)"
    return ""


def statements(briefing: Briefing) -> Iterator[Statement]:
    """Give every statement of a briefing, home page first; one that stands on two pages comes twice."""
    yield from briefing.bottom_line.statements
    for briefs in (briefing.topics.items(), briefing.articles.items(), briefing.actors.items()):
        for _, brief in sorted(briefs, key=itemgetter(0)):
            yield from brief.statements


def check_citations(briefing: Briefing, sources: Iterable[Source]) -> None:
    """Check every statement before it is published. Raises PublishError at the first that does not stand."""
    cited = {one.article for statement in statements(briefing) for one in _all(statement)}
    originals = {str(source.id): original(source.content) for source in sources if source.id in cited}
    for statement in statements(briefing):
        for one in _all(statement):
            plain = {
                "article": one.article,
                "digest": one.digest,
                "start": one.start,
                "end": one.end,
                "exact": one.exact,
            }
            if told := fault(plain, originals):
                raise PublishError(f"the statement {statement.id} is not covered: {told}", hint="please report this")
        parts = [{"kind": part.kind, "text": part.text, "citation": part.citation} for part in statement.parts]
        if told := _parts_fault(parts, [{"exact": one.exact} for one in statement.citations]):
            raise PublishError(f"the statement {statement.id} is not covered: {told}", hint="please report this")


def verify(public: Path, sources: Path) -> Verified:
    """Check every statement in ``public``'s data against the articles in ``sources``, a folder or one file.

    Raises UsageError when there is no such site or folder.
    """
    found = list(_published(public))
    cited = {str(one.get("article")) for _, statement in found for one in _citations(statement)}
    originals = dict(_originals(sources, cited))
    problems: list[Problem] = []
    count = 0
    for path, statement in found:
        citations = _citations(statement)
        count += len(citations)
        told = [text for one in citations if (text := fault(one, originals))]
        if not citations:
            told.append("it cites nothing")
        if text := _parts_fault(statement.get("parts"), statement.get("citations")):
            told.append(text)
        problems.extend(
            Problem(
                path=path,
                what=f"statement {statement.get('id', '?')} {_words(statement)!r} fails: {text}",
                severity="error",
            )
            for text in told
        )
    return Verified(
        statements=len({str(one.get("id", position)) for position, (_, one) in enumerate(found)}),
        citations=count,
        articles=len(originals),
        problems=tuple(sorted(set(problems))),
    )


def _all(statement: Statement) -> Iterator[Citation]:
    yield from statement.citations
    yield from statement.support


def _citations(statement: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    lists = (statement.get("citations"), statement.get("support"))
    return [one for some in lists if isinstance(some, list) for one in some if isinstance(one, dict)]


def _parts_fault(parts: object, citations: object) -> str:
    """Check that the words shown are the words cited: cleaning may have dropped characters, never added any."""
    if not isinstance(parts, list) or not isinstance(citations, list):
        return "its parts are missing"
    for part in parts:
        if not isinstance(part, dict):
            return "its parts are damaged"
        if part.get("kind") == "cut":
            continue
        number = part.get("citation")
        if not isinstance(number, int) or not 0 <= number < len(citations):
            return f"the words {part.get('text')!r} cite nothing"
        # What stands in brackets may be worked out (a date from "Tuesday"): its citation says from what.
        if part.get("kind") == "span" and not _within(str(part.get("text")), str(citations[number].get("exact"))):
            return f"the words {str(part.get('text'))[:120]!r} are not those cited"
    return ""


def _within(shown: str, exact: str) -> bool:
    letters = iter(_letters(exact))
    return all(letter in letters for letter in _letters(shown))


def _letters(text: str) -> Iterator[str]:
    return (character for character in unicodedata.normalize("NFD", text) if not character.isspace())


def _published(public: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every statement of a site's data files, with the file it stands in."""
    if not (public / DATA).is_dir():
        raise UsageError("this is not a published site: it has no data/", path=str(public))
    for file in files.walk(public / DATA, limit=_DATA_LIMIT, accept=lambda path: path.endswith(".json")):
        path = f"{DATA}/{file.path}"
        if isinstance(file, files.Skipped):
            raise UsageError(f"it cannot be read: {file.reason}", path=path)
        try:
            value = json.loads(file.content)
        except (ValueError, RecursionError):
            raise UsageError("this is not JSON", path=path, hint="publish the site again") from None
        yield from ((path, one) for one in _found(value))


def _found(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _NESTING:
        return
    if isinstance(value, dict):
        if "citations" in value and "parts" in value:
            yield value
        for inside in value.values():
            yield from _found(inside, depth + 1)
    elif isinstance(value, list):
        for inside in value:
            yield from _found(inside, depth + 1)


def _originals(sources: Path, cited: set[str]) -> Iterator[tuple[str, Original]]:
    folder, only = (sources.parent, sources.name) if sources.is_file() else (sources, "")
    if not folder.is_dir():
        raise UsageError("there is no such folder of articles", path=str(sources))

    def accept(path: str) -> bool:
        return characters.plain(path) in cited and (not only or path == only)

    try:
        for file in files.walk(folder, accept=accept):
            if isinstance(file, files.File):
                yield characters.plain(file.path), original(file.content)
    except InputError as error:
        raise UsageError(error.what, path=error.path) from None


def _words(statement: Mapping[str, Any]) -> str:
    parts = statement.get("parts")
    texts = (
        [str(part.get("text", "")) or "…" for part in parts if isinstance(part, dict)]
        if isinstance(parts, list)
        else []
    )
    return " ".join("".join(texts).split())[:160]
