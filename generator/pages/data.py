"""The whole briefing as JSON, so that others can check it and build on it; ``data.md`` beside this file documents it.

What an edit changes is in the file of its article and of the actors that it names, so that little is written anew.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.resources import files

import msgspec

from generator.nouns.findings import Actor, Role, Topic, TopicMatch
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.nouns.page import Page
from generator.pages.data_articles import article_record
from generator.pages.data_evidence import evidence, fields, score
from generator.pages.data_findings import differences, events, meetings, stories
from generator.pages.data_statements import statements
from generator.pages.desk import Desk
from generator.pages.dossiers import OTHER
from generator.pages.entries import ENCODER
from generator.pages.spans import Keys, Record, columns, table
from generator.pages.subject import Register, Subject
from generator.safe.embed import embedded

FORMAT = "briefbook/2"


def pages(register: Register) -> Iterator[Subject]:
    """Give every file of ``data/``."""
    for name, record in _RECORDS.items():
        yield Subject(id=f"data {name}", page=partial(_file, name=name, record=record))
    for key in register.articles:
        yield Subject(id=f"data article {key}", page=partial(_article_file, key=key))
    for _, actor in register.actors:
        yield Subject(id=f"data actor {actor}", page=partial(_actor_file, key=actor))
    yield Subject(id="data readme", page=_readme)


def _file(desk: Desk, name: str, record: Callable[[Keys], Record]) -> Page:
    """Encode the same value to the same bytes: keys in order, scores as ``score`` rounds them."""
    path = f"data/{name}.json"
    keys = Keys(desk, (desk.written or {}).get(path))
    text = ENCODER.encode(keys.closed(record(keys)))
    if keys.parts and desk.written is not None:
        desk.written[path] = keys.parts
    # Whoever embeds a file in a page must not be able to end the script that it stands in.
    return Page(url=path, path=path, body=embedded(text) + b"\n")


def _readme(_: Desk) -> Page:
    body = (files("generator.pages") / "data.md").read_bytes()
    return Page(url="data/README.md", path="data/README.md", body=body)


def _index(keys: Keys) -> Record:
    desk = keys.desk
    coverage = desk.briefing.coverage
    return {
        "format": FORMAT,
        "title": desk.site.settings.title,
        "description": desk.site.settings.description,
        "coverage": {
            **fields(coverage, ("articles", "outlets", "accounts", "first", "last", "undated")),
            "skipped": [{"path": path, "reason": reason} for path, reason in coverage.skipped],
        },
        "bottom_line": statements(keys, desk.checkable.bottom_line),
        "files": [f"{name}.json" for name in _RECORDS if name != "index"],
    }


def _article_file(desk: Desk, key: ArticleId) -> Page:
    return _file(desk, desk.headings[key].folder.rstrip("/"), partial(_article, key=key))


def _actor_file(desk: Desk, key: ActorId) -> Page:
    return _file(desk, desk.called[key].folder.rstrip("/"), partial(_person, one=desk.actors[key]))


def _article(keys: Keys, key: ArticleId) -> Record:
    record = article_record(keys, key)
    return {**record, "summary": statements(keys, keys.desk.checkable.articles.get(key))}


def _articles(keys: Keys) -> Record:
    return {"articles": [msgspec.Raw(one) for one in keys.desk.catalogue.articles.values()]}


def _actors(keys: Keys) -> Record:
    return {"actors": [msgspec.Raw(one) for one in keys.desk.catalogue.actors.values()]}


def _person(keys: Keys, one: Actor) -> Record:
    desk = keys.desk
    return {
        "id": one.id,
        "kind": one.kind,
        "name": one.name,
        "page": f"{desk.called[one.id].folder}index.html",
        "articles": keys.articles(one.articles),
        "accounts": desk.accounts[one.id],
        "variants": [
            {
                "text": variant.text,
                "count": variant.count,
                "articles": keys.articles(variant.articles),
                "evidence": evidence(keys, variant.evidence),
            }
            for variant in one.variants
        ],
        "historical": evidence(keys, one.historical),
        "judged": list(one.judged),
        "roles": table((_role(keys, role) for role in desk.roles.get(one.id, ())), spare=("wordings", "judged")),
        "brief": statements(keys, desk.checkable.actors.get(one.id)),
    }


def _role(keys: Keys, one: Role) -> Record:
    names = ("text", "rank", "office", "organisation", "qualifier", "first", "last")
    return {
        **fields(one, names),
        "judged": one.judged or None,
        "wordings": list(one.wordings) or None,
        "spans": keys.spans(one.loci),
    }


def _topics(keys: Keys) -> Record:
    return {"topics": list(_each_topic(keys))}


def _each_topic(keys: Keys) -> Iterator[Record]:
    desk = keys.desk
    for one in desk.findings.topics:
        yield {
            "id": one.id,
            "title": one.title,
            "description": one.description,
            "page": f"{desk.titled[one.id].folder}index.html",
            "terms": list(one.terms),
            "proposed": evidence(keys, one.proposed) if one.proposed else None,
            "main": keys.articles(one.main),
            "brief": statements(keys, desk.checkable.topics.get(one.id)),
            "passages": keys.part(one.id, (one,), partial(_passages, topic=one)),
        }


def _passages(keys: Keys, topic: Topic) -> Record:
    found = [_match(one.matches, topic.id) for one in topic.passages]
    return columns(
        {
            "article": keys.articles(one.article for one in topic.passages),
            "paragraph": [one.paragraph for one in topic.passages],
            "score": [score(one.score) for one in found],
            "margin": [score(one.margin) for one in found],
            "words": [list(one.words) for one in found],
            "reason": [one.reason for one in found],
        },
        coded=("words", "reason"),
    )


def _match(matches: Iterable[TopicMatch], topic: TopicId) -> TopicMatch:
    for one in matches:
        if one.topic == topic:
            return one
    return TopicMatch(topic=topic, score=0.0, reason="it fits no topic" if topic == OTHER else "")


def _decisions(keys: Keys) -> Record:
    desk = keys.desk
    return {
        "held_apart": [
            {"left": one.left, "right": one.right, "evidence": evidence(keys, one.evidence)}
            for one in desk.findings.held_apart
        ],
        "differences_withheld": [
            {
                **fields(one, ("kind", "subject")),
                "values": [version.value for version in one.versions],
                "evidence": evidence(keys, one.evidence),
            }
            for one in desk.findings.crowded
        ],
        "judgements": [
            {
                **fields(one, ("kind", "to", "article", "since", "until", "reason", "path", "line")),
                "names": list(one.names),
            }
            for one in desk.content.judgements
        ],
    }


_RECORDS: dict[str, Callable[[Keys], Record]] = {
    "index": _index,
    "articles": _articles,
    "actors": _actors,
    "topics": _topics,
    "meetings": meetings,
    "timeline": events,
    "stories": stories,
    "differences": differences,
    "decisions": _decisions,
}
