"""From a published site's ``data/``, its records written out, to the scorer's format.

What is read, and nothing more (offsets are half-open, in characters of the source):

- ``articles.json``: ``articles``: ``id``, ``file``; and each such file: ``id``, ``headline``,
  ``headline_derived``, ``outlet``, ``agency``, ``bylines``
  (``name``, ``kind``, ``spans``), ``published``
  (``value``, ``origin``, ``stated``, ``start``, ``end``), ``filed`` (the same),
  ``paragraphs`` (``kind``, ``text``, ``start``, ``end``, ``line``,
  ``topics``: ids), ``mentions`` (``start``, ``end``, ``text``, ``kind``, ``form``, ``actor``), ``roles`` (``actor``,
  ``text``), ``quotes`` (``start``, ``end``, ``text``, ``kind``, ``speaker``,
  ``speaker_span``, ``actor``), ``dates`` (``start``,
  ``end``, ``text``, ``value``, ``kind``), ``summary`` (statements);
- ``actors.json``: ``actors``: ``id``, ``name``;
- ``topics.json``: ``topics``: ``id``, ``main`` (articles' ids), ``brief`` (statements: ``parts`` with
  ``kind`` and ``text``);
- ``meetings.json``: ``meetings``: ``participants`` (actors' ids), ``groups``, ``articles`` (ids);
- ``stories.json``: ``stories``: ``passages`` (``article``, ``paragraph``: its index).
"""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

from generator.verify.records import paragraphs_in, written_out

Record = dict[str, Any]
TYPES = {"person": "PER", "organisation": "ORG", "place": "LOC"}


def converted(data: Path, gold: Record) -> Record:
    """Convert the data of a site built from the gold's articles."""
    names = {one["id"]: one["name"] for one in _read(data, "actors")}
    articles = {one["id"]: load(data / one["file"]) for one in _read(data, "articles")}
    ids = {str(one["file"]).removeprefix("articles/"): one["id"] for one in gold["articles"]}
    return {
        "format": "newskit/1",
        "articles": [
            _article(articles[path], identity, names) if path in articles else {"id": identity}
            for path, identity in ids.items()
        ],
        "groups": _groups(data, gold),
        "duplicates": _duplicates(_read(data, "stories"), articles, ids),
        "meetings": _meetings(_read(data, "meetings"), names, ids),
    }


def labelled(data: Path, gold: Record) -> dict[str, list[str]]:
    """Give the topic that each of the gold's articles runs on, by the gold's ids; none where the site gives none."""
    of = {article: [one["id"]] for one in _read(data, "topics") for article in one["main"]}
    return {one["id"]: of.get(str(one["file"]).removeprefix("articles/"), []) for one in gold["articles"]}


def _read(data: Path, kind: str) -> list[Record]:
    found: list[Record] = load(data / f"{kind}.json")[kind]
    return found


def load(path: Path) -> Record:
    """Read a file of the data."""
    value = json.loads(path.read_text(encoding="utf-8"))
    found: Record = written_out(value, {str(value.get("id")): paragraphs_in(value)})
    return found


def _article(one: Record, identity: str, names: dict[str, str]) -> Record:
    paragraphs = [each for each in one["paragraphs"] if each["kind"] != "headline"]
    made: Record = {
        "id": identity,
        "text": "\n".join(each["text"] for each in paragraphs),
        "title": "" if one["headline_derived"] else one["headline"],
        "byline": [each["name"] for each in one["bylines"]],
        "outlet": one["outlet"] or one["agency"],
        "mentions": [
            {**_span(each), "type": TYPES[each["kind"]], "form": each["form"]}
            | ({"actor": each["actor"]} if each["actor"] else {})
            for each in one["mentions"]
        ]
        + _authors(one),
        "passages": [{"start": each["start"], "end": each["end"], "labels": each["topics"]} for each in paragraphs],
        "roles": [{"person": names[each["actor"]], "role": each["text"]} for each in one["roles"]],
        "quotes": [_quote(each, names) for each in one["quotes"] if each["kind"] == "direct"],
        "dates": _own_dates(one)
        + [{**_span(each), "value": each["value"], "kind": each["kind"]} for each in one["dates"]],
        "summary": " ".join(_text(each) for each in one["summary"]),
    }
    # An inferred date is published with its reason, so it is scored like a stated one.
    if one["published"]["value"]:
        made["published"] = one["published"]["value"]
    return made


def _authors(one: Record) -> list[Record]:
    """Give the places where authors are named: they are people in the gold, though no actors of the briefing."""
    return [
        {**_span(spot), "type": "PER", "form": "name", "actor": f"author:{author['name']}"}
        for author in one["bylines"]
        if author["kind"] == "person"
        for spot in author["spans"]
    ]


def _own_dates(one: Record) -> list[Record]:
    """Give the days that the page states of the article itself, in its time line and its wire's dateline."""
    own = [each for each in (one["published"], one["filed"]) if each and each["value"]]
    found = {each["start"]: each for each in own if each["start"] >= 0}
    return [
        {"start": start, "end": each["end"], "text": each["stated"], "value": each["value"][:10], "kind": "DATE"}
        for start, each in sorted(found.items())
    ]


def _span(one: Record) -> Record:
    return {key: one[key] for key in ("start", "end", "text")}


def _quote(one: Record, names: dict[str, str]) -> Record:
    speaker = names.get(one["actor"] or "", one["speaker"])
    made = {**_span(one), **({"speaker": speaker} if speaker else {})}
    if speaker and one["speaker_span"]:
        made["speaker_start"], made["speaker_end"] = one["speaker_span"]
    return made


def _text(statement: Record) -> str:
    return " ".join(part["text"].strip() for part in statement["parts"] if part["kind"] != "cut")


def _groups(data: Path, gold: Record) -> list[Record]:
    briefs = {one["id"]: " ".join(_text(each) for each in one["brief"]) for one in _read(data, "topics")}
    groups = gold.get("groups") or []
    return [{"id": one["id"], "summary": briefs.get(str(one["id"]).lower(), "")} for one in groups]


def _duplicates(stories: list[Record], articles: dict[str, Record], ids: dict[str, str]) -> list[list[str]]:
    pairs = set()
    for story in stories:
        places = {
            (ids[one["article"]], int(articles[one["article"]]["paragraphs"][one["paragraph"]]["line"]))
            for one in story["passages"]
        }
        for left, right in combinations(sorted(places), 2):
            if left[0] != right[0]:
                pairs.add((f"{left[0]}:p{left[1]}", f"{right[0]}:p{right[1]}"))
    return [list(pair) for pair in sorted(pairs)]


def _meetings(meetings: list[Record], names: dict[str, str], ids: dict[str, str]) -> list[Record]:
    return [
        {"article": ids[article], "participants": [*(names[each] for each in one["participants"]), *one["groups"]]}
        for one in meetings
        for article in one["articles"]
    ]
