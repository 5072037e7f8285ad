"""Meetings, events, stories and differences as JSON: what the articles together say, each with its places."""

from collections.abc import Iterable, Iterator
from functools import partial

from generator.nouns.findings import Meeting, Story
from generator.nouns.ids import ArticleId
from generator.pages.data_evidence import evidence, fields, reasoned
from generator.pages.differing import anchor
from generator.pages.placed import Rows
from generator.pages.spans import Keys, Record, table


def meetings(keys: Keys) -> Record:
    """Give all meetings."""
    every = zip(keys.desk.findings.meetings, keys.desk.placed.meetings, strict=True)
    told = [
        keys.part(id(one), (one, rows, articles), partial(_meeting, one=one, rows=rows, articles=articles))
        for one, (rows, articles) in every
    ]
    return {"meetings": told}


def _meeting(keys: Keys, one: Meeting, rows: Rows, articles: Iterable[ArticleId]) -> Record:
    about = len(one.about)
    return {
        "participants": keys.actors(one.participants),
        "groups": list(one.groups),
        "kind": one.kind,
        "place": keys.actor(one.place),
        "date": one.date,
        "about": keys.rows(rows[:about]),
        "articles": keys.articles(articles),
        "evidence": {**reasoned(one.evidence), "spans": keys.rows(rows[about:])},
    }


def events(keys: Keys) -> Record:
    """Give all events."""
    every = zip(keys.desk.findings.events, keys.desk.placed.events, strict=True)
    told = (
        {
            "date": one.date,
            "precision": one.precision,
            "background": one.background,
            "reason": one.reason,
            "actors": keys.actors(one.actors),
            "topics": list(one.topics),
            "spans": keys.rows(rows),
        }
        for one, rows in every
    )
    return {"events": table(told, coded=("precision", "reason", "topics"))}


def stories(keys: Keys) -> Record:
    """Give all stories."""
    every = zip(keys.desk.findings.stories, keys.desk.placed.stories, strict=True)
    told = [keys.part(one.id, (one, rows), partial(_story, one=one, rows=rows)) for one, rows in every]
    return {"stories": told, "tellings": list(_tellings(keys))}


def _story(keys: Keys, one: Story, rows: Rows) -> Record:
    return {"id": one.id, "origin": one.origin, **reasoned(one.evidence), "passages": keys.rows(rows)}


def _tellings(keys: Keys) -> Iterator[Record]:
    for one in keys.desk.findings.tellings:
        yield {"articles": keys.articles(one.articles), "reason": one.reason}


def differences(keys: Keys) -> Record:
    """Give all differences."""
    return {"differences": list(_each_difference(keys))}


def _each_difference(keys: Keys) -> Iterator[Record]:
    for one in keys.desk.findings.disagreements:
        yield {
            **fields(one, ("kind", "subject", "updated", "settled", "judged")),
            "page": f"differences/index.html#{anchor(one)}",
            "actors": keys.actors(one.actors),
            "versions": [
                {**fields(version, ("value", "accounts", "first", "last")), "spans": keys.spans(version.loci)}
                for version in one.versions
            ],
            "evidence": evidence(keys, one.evidence),
        }
