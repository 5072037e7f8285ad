"""The data say what the pages say, can be checked from themselves alone, and are documented key by key."""

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.verify import fault
from generator.verify.records import paragraphs_in, written_out
from tests.pages.test_plan import A, whole

SOURCE = "! Harbour opens\nAnn Lee opened the harbour. She thanked Bob Stone.\nA storm came. Bob Stone left."


def packed(settings: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        path: json.loads(one.body)
        for path, one in whole(settings).items()
        if path.startswith("data/") and path.endswith(".json") and one.body
    }


def files(settings: dict[str, Any] | None = None) -> dict[str, Any]:
    """Give every file as whoever reads it wants it."""
    every = packed(settings)
    texts = {str(value["id"]): paragraphs_in(value) for value in every.values() if "paragraphs" in value}
    return {path: written_out(value, texts) for path, value in every.items()}


def walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(one)


def article(every: dict[str, Any], identity: str) -> dict[str, Any]:
    listed = every["data/articles.json"]["articles"]
    found: dict[str, Any] = every["data/" + next(one["file"] for one in listed if one["id"] == identity)]
    return found


def test_every_statement_is_there_with_what_checking_takes() -> None:
    every = files()
    holders = (
        every["data/index.json"]["bottom_line"],
        every["data/topics.json"]["topics"][0]["brief"],
        every["data/people/ann-lee.json"]["brief"],
        article(every, A)["summary"],
    )
    for statements in holders:
        (one,) = statements
        assert one["citations"][0]["exact"] == "Ann Lee opened the harbour."
        assert [part["text"] for part in one["parts"]] == ["Ann Lee opened the harbour."]
        assert [link["actor"] for link in one["links"]] == ["person:ann-lee"]
        assert "wrong" not in fault(one["citations"][0], "", {})
    told = [one for value in every.values() for one in walk(value) if "parts" in one and "citations" in one]
    assert len(told) == len(holders)


def test_offsets_lead_to_the_words_in_the_source() -> None:
    one = article(files(), A)
    mentions = [SOURCE[each["start"] : each["end"]] for each in one["mentions"]]
    assert mentions == [each["text"] for each in one["mentions"]] == [each["exact"] for each in one["mentions"]]
    assert {each["form"] for each in one["mentions"]} == {"name", "pronoun"}
    for paragraph in one["paragraphs"]:
        assert SOURCE[paragraph["start"] : paragraph["end"]] == paragraph["text"]
        assert [SOURCE[each["start"] : each["end"]] for each in paragraph["sentences"]] == [
            each["text"] for each in paragraph["sentences"]
        ]
    assert [each["id"] for each in one["paragraphs"][1]["sentences"]] == ["s-1-0", "s-1-1"]


def test_a_text_that_may_not_be_republished_stands_nowhere_but_in_cited_sentences() -> None:
    every = files({"republish": "none"})
    one = article(every, A)
    assert [each["text"] for each in one["paragraphs"][1:]] == [None, None]
    assert [each["text"] for each in one["paragraphs"][1]["excerpts"]] == ["Ann Lee opened the harbour."]
    assert {each["text"] for each in one["mentions"]} >= {"Ann Lee", "Bob Stone"}
    assert "A storm came" not in json.dumps(every)


def test_words_stand_once_and_everything_else_leads_to_them() -> None:
    """A site's data would be many times its articles if every name and finding brought its words along."""
    told = [json.dumps(value) for path, value in packed().items() if path != "data/index.json"]
    assert sum(one.count("Ann Lee met Bob Stone at the harbour.") for one in told) == 1
    assert all(
        '"exact"' not in json.dumps(packed()[f"data/{name}.json"]) for name in ("meetings", "timeline", "stories")
    )


def test_the_documented_way_to_read_a_table_reads_it() -> None:
    body = whole()["data/README.md"].body
    assert body
    (code,) = re.findall(r"```python\n(.*?)```", body.decode(), re.DOTALL)
    known: dict[str, Any] = {}
    exec(code, known)  # noqa: S102 - our own document
    (table, plain) = ((every["data/timeline.json"]["events"]) for every in (packed(), files()))
    read = known["records"](table)
    assert [(one["date"], one["precision"], one["topics"]) for one in read] == [
        (one["date"], one["precision"], one["topics"]) for one in plain
    ]
    assert read[0]["topics"] == ["harbour"]


def test_every_page_and_file_that_is_named_exists() -> None:
    site = whole()
    for value in packed().values():
        for one in walk(value):
            assert one.get("page", "index.html") in site
            assert f"data/{one.get('file', 'index.json')}" in site


def test_every_key_is_documented() -> None:
    body = whole()["data/README.md"].body
    assert body
    text = re.sub(r"```.*?```", "", body.decode(), flags=re.DOTALL)
    words = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", text))))
    every = [one for value in packed().values() for one in walk(value)]
    keys = {key for one in every for key in one} | {name for one in every for name in one.get("columns", ())}
    assert keys - words == set()


def test_the_same_briefing_gives_the_same_bytes_and_nothing_that_ends_a_script() -> None:
    one, other = whole(), whole()
    assert [page.body for page in one.values()] == [page.body for page in other.values()]
    hostile = whole({"title": "</script><!-- \u2028 &"})["data/index.json"].body
    assert hostile
    assert not set(hostile.decode()) & set("<>&\u2028")
    assert json.loads(hostile)["title"] == "</script><!-- \u2028 &"
