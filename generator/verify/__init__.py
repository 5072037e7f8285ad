"""Proof that every published sentence stands in its source: when it is made, and later, from a site's data alone."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from generator.errors import InputError, PublishError, UsageError
from generator.nouns.briefing import Briefing, Statement
from generator.nouns.evidence import Citation
from generator.nouns.problem import Problem
from generator.nouns.source import Source
from generator.safe import files
from generator.verify.listed import LISTED, Read, misplaced
from generator.verify.records import NESTING, Paragraph, paragraphs_in, rows, written_out
from generator.verify.spans import Original, digests_in, original, span_fault, spans_in, within

__all__ = ["LISTED", "Read", "check", "fault", "misplaced", "statements", "verify"]

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


def fault(citation: Mapping[str, Any], digest: object, originals: Mapping[str, Original]) -> str:
    """Say in plain words what is wrong with a citation of a source of this digest; empty if it stands."""
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
    if source.digest != digest:
        return f"{article} was changed since (the cited words themselves still stand)"
    return ""


def statements(briefing: Briefing) -> Iterator[Statement]:
    """Give every statement of a briefing, home page first; one that stands on two pages comes twice."""
    yield from briefing.bottom_line.statements
    for briefs in (briefing.topics.items(), briefing.articles.items(), briefing.actors.items()):
        for _, brief in sorted(briefs, key=itemgetter(0)):
            yield from brief.statements


def check(briefing: Briefing, places: Iterable[tuple[str, int]], sources: Iterable[Source]) -> None:
    """Check paragraphs and statements before they are published. Raises PublishError at the first that does not stand.

    ``places`` are the articles with what ``misplaced`` says of each.
    """
    for article, line in places:
        if line:
            told = "the source does not have the words of this paragraph in its place"
            raise PublishError(told, path=article, line=line, hint="please report this")
    cited = {one.article for statement in statements(briefing) for one in _all(statement)}
    originals = {str(source.id): original(source.content) for source in sources if source.id in cited}
    for statement in statements(briefing):
        _check_statement(statement, originals)


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


def _check_statement(statement: Statement, originals: Mapping[str, Original]) -> None:
    for one in _all(statement):
        plain = {"article": one.article, "start": one.start, "end": one.end, "exact": one.exact}
        if told := fault(plain, one.digest, originals):
            raise PublishError(f"the statement {statement.id} is not covered: {told}", hint="please report this")
    parts = [{"kind": part.kind, "text": part.text, "citation": part.citation} for part in statement.parts]
    if told := _parts_fault(parts, [{"exact": one.exact} for one in statement.citations]):
        raise PublishError(f"the statement {statement.id} is not covered: {told}", hint="please report this")


def _statement_faults(
    path: str, statement: Mapping[str, Any], digests: Mapping[str, str], originals: Mapping[str, Original]
) -> Iterator[Problem]:
    citations = _citations(statement)
    told = [text for one in citations if (text := fault(one, digests.get(str(one.get("article"))), originals))]
    if not citations:
        told.append("it cites nothing")
    if text := _parts_fault(statement.get("parts"), statement.get("citations")):
        told.append(text)
    for text in told:
        what = f"statement {statement.get('id', '?')} {_words(statement)!r} fails: {text}"
        yield Problem(path=path, what=what, severity="error")


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
        if part.get("kind") == "span" and not within(str(part.get("text")), str(citations[number].get("exact"))):
            return f"the words {str(part.get('text'))[:120]!r} are not those cited"
    return ""


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
