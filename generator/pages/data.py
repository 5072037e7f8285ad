"""The whole briefing as JSON, so that others can check it and build on it; ``data.md`` beside this file documents it.

What an edit changes is in the file of its article and of the actors that it names, so that little is written anew.
"""

from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

import msgspec

from generator.nouns.briefing import Brief, Statement
from generator.nouns.evidence import Evidence
from generator.nouns.findings import Actor, Role
from generator.nouns.page import Page
from generator.pages.data_articles import article_record
from generator.pages.desk import OTHER, Desk
from generator.pages.differing import anchor
from generator.pages.spans import Record, span
from generator.safe.embed import embedded

FORMAT = "briefbook/1"
_ENCODER = msgspec.json.Encoder(order="sorted")
_FILES = ("articles", "actors", "topics", "meetings", "timeline", "stories", "differences", "decisions")


def pages(desk: Desk) -> Iterator[Page]:
    """Write every file of ``data/``."""
    yield _file("data/index.json", _index(desk))
    yield _file("data/articles.json", {"articles": [_listed(desk, key) for key in desk.corpus.order]})
    for key in desk.corpus.order:
        summary = statements(desk.briefing.articles.get(key), desk.addresses.articles[key])
        yield _file(f"data/{_path(desk.addresses.articles[key])}", {**article_record(desk, key), "summary": summary})
    yield _file("data/actors.json", {"actors": [_actor(desk, one) for one in desk.findings.actors]})
    for one in desk.findings.actors:
        yield _file(f"data/{_path(desk.addresses.actors[one.id])}", _person(desk, one))
    yield _file("data/topics.json", {"topics": list(_topics(desk))})
    yield _file("data/meetings.json", {"meetings": list(_meetings(desk))})
    yield _file("data/timeline.json", {"events": list(_events(desk))})
    yield _file("data/stories.json", {"stories": list(_stories(desk)), "tellings": list(_tellings(desk))})
    yield _file("data/differences.json", {"differences": list(_differences(desk))})
    yield _file("data/decisions.json", _decisions(desk))
    readme = (files("generator.pages") / "data.md").read_bytes()
    yield Page(url="data/README.md", path="data/README.md", body=readme)


def statements(brief: Brief | None, page: str) -> list[Record]:
    """Give statements with all that checking them takes, and the page that shows them."""
    return [_statement(one, page) for one in brief.statements] if brief else []


def _statement(one: Statement, page: str) -> Record:
    return {
        "id": one.id,
        "page": f"{page}index.html",
        "parts": [{"kind": part.kind, "text": part.text, "citation": part.citation} for part in one.parts],
        "citations": [_fields(citation, _CITATION) for citation in one.citations],
        "support": [_fields(citation, _CITATION) for citation in one.support],
        "accounts": one.accounts,
        "date": one.date,
        "links": [_fields(link, ("part", "start", "end", "actor")) for link in one.links],
    }


_CITATION = ("article", "digest", "start", "end", "exact", "paragraph", "sentence")


def _fields(one: object, names: Iterable[str]) -> Record:
    return {name: getattr(one, name) for name in names}


def _file(path: str, value: Record) -> Page:
    """Encode the same value to the same bytes: keys in order, scores as ``_score`` rounds them."""
    text = _ENCODER.encode(value)
    # Whoever embeds a file in a page must not be able to end the script that it stands in.
    return Page(url=path, path=path, body=embedded(text) + b"\n")


def _score(one: float) -> float:
    """Show no more of a score than it can tell."""
    return round(one, 4)


def _path(folder: str) -> str:
    return folder.rstrip("/") + ".json"


def _index(desk: Desk) -> Record:
    coverage = desk.briefing.coverage
    return {
        "format": FORMAT,
        "title": desk.site.settings.title,
        "description": desk.site.settings.description,
        "coverage": {
            **_fields(coverage, ("articles", "outlets", "accounts", "first", "last", "undated")),
            "skipped": [{"path": path, "reason": reason} for path, reason in coverage.skipped],
        },
        "bottom_line": statements(desk.briefing.bottom_line, ""),
        "files": [f"{name}.json" for name in _FILES],
    }


def _listed(desk: Desk, key: Any) -> Record:  # noqa: ANN401 - an ArticleId
    article = desk.corpus.articles[key]
    return {
        "id": key,
        "file": _path(desk.addresses.articles[key]),
        "page": f"{desk.addresses.articles[key]}index.html",
        "digest": article.digest,
        "headline": article.headline,
        "outlet": article.outlet,
        "agency": article.agency,
        "published": article.published.value,
    }


def _actor(desk: Desk, one: Actor) -> Record:
    folder = desk.addresses.actors[one.id]
    return {
        "id": one.id,
        "kind": one.kind,
        "name": one.name,
        "file": _path(folder),
        "page": f"{folder}index.html",
        "names": [variant.text for variant in one.variants],
        "articles": len(one.articles),
    }


def _person(desk: Desk, one: Actor) -> Record:
    folder = desk.addresses.actors[one.id]
    return {
        "id": one.id,
        "kind": one.kind,
        "name": one.name,
        "page": f"{folder}index.html",
        "articles": list(one.articles),
        "accounts": desk.accounts(one.articles),
        "variants": [
            {
                "text": variant.text,
                "count": variant.count,
                "articles": list(variant.articles),
                "evidence": _evidence(desk, variant.evidence),
            }
            for variant in one.variants
        ],
        "historical": _evidence(desk, one.historical),
        "judged": list(one.judged),
        "roles": [_role(desk, role) for role in desk.roles.get(one.id, ())],
        "brief": statements(desk.briefing.actors.get(one.id), folder),
    }


def _role(desk: Desk, one: Role) -> Record:
    names = ("text", "rank", "office", "organisation", "qualifier", "first", "last", "judged")
    return {**_fields(one, names), "wordings": list(one.wordings), "spans": [span(desk, locus) for locus in one.loci]}


def _evidence(desk: Desk, one: Evidence | None) -> Record | None:
    if one is None:
        return None
    return {
        **_fields(one, ("rule", "reason")),
        "score": _score(one.score),
        "spans": [span(desk, locus) for locus in one.loci],
    }


def _topics(desk: Desk) -> Iterator[Record]:
    for one in desk.findings.topics:
        folder = desk.addresses.topics[one.id]
        yield {
            "id": one.id,
            "title": one.title,
            "description": one.description,
            "page": f"{folder}index.html",
            "terms": list(one.terms),
            "proposed": _evidence(desk, one.proposed) if one.proposed else None,
            "main": list(one.main),
            "brief": statements(desk.briefing.topics.get(one.id), folder),
            "passages": [
                {"article": passage.article, "paragraph": passage.paragraph, **_match(passage.matches, one.id)}
                for passage in one.passages
            ],
        }


def _match(matches: Iterable[Any], topic: str) -> Record:
    found = next((one for one in matches if one.topic == topic), None)
    if found is None:
        return {"score": 0.0, "margin": 0.0, "words": [], "reason": "it fits no topic" if topic == OTHER else ""}
    return {
        "score": _score(found.score),
        "margin": _score(found.margin),
        "words": list(found.words),
        "reason": found.reason,
    }


def _meetings(desk: Desk) -> Iterator[Record]:
    for one in desk.findings.meetings:
        articles = sorted({locus.article for locus in one.evidence.loci}, key=desk.order.__getitem__)
        yield {
            "participants": list(one.participants),
            "groups": list(one.groups),
            "kind": one.kind,
            "place": one.place,
            "date": one.date,
            "about": [span(desk, locus) for locus in one.about],
            "articles": articles,
            "evidence": _evidence(desk, one.evidence),
        }


def _events(desk: Desk) -> Iterator[Record]:
    for one in desk.findings.events:
        yield {
            "date": one.date,
            "precision": one.precision,
            "background": one.background,
            "reason": one.reason,
            "actors": list(one.actors),
            "topics": list(one.topics),
            "spans": [span(desk, locus) for locus in one.loci],
        }


def _stories(desk: Desk) -> Iterator[Record]:
    for one in desk.findings.stories:
        evidence = {**_fields(one.evidence, ("rule", "reason")), "score": _score(one.evidence.score)}
        yield {"id": one.id, "origin": one.origin, **evidence, "passages": [span(desk, locus) for locus in one.loci]}


def _tellings(desk: Desk) -> Iterator[Record]:
    for one in desk.findings.tellings:
        yield {"articles": list(one.articles), "reason": one.reason}


def _differences(desk: Desk) -> Iterator[Record]:
    for one in desk.findings.disagreements:
        yield {
            **_fields(one, ("kind", "subject", "updated", "settled", "judged")),
            "page": f"differences/index.html#{anchor(one)}",
            "actors": list(one.actors),
            "versions": [
                {
                    **_fields(version, ("value", "accounts", "first", "last")),
                    "spans": [span(desk, locus) for locus in version.loci],
                }
                for version in one.versions
            ],
            "evidence": _evidence(desk, one.evidence),
        }


def _decisions(desk: Desk) -> Record:
    return {
        "held_apart": [
            {"left": one.left, "right": one.right, "evidence": _evidence(desk, one.evidence)}
            for one in desk.findings.held_apart
        ],
        "differences_withheld": [
            {
                **_fields(one, ("kind", "subject")),
                "values": [version.value for version in one.versions],
                "evidence": _evidence(desk, one.evidence),
            }
            for one in desk.findings.crowded
        ],
        "judgements": [
            {
                **_fields(one, ("kind", "to", "article", "since", "until", "reason", "path", "line")),
                "names": list(one.names),
            }
            for one in desk.content.judgements
        ],
    }
