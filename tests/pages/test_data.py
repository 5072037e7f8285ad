"""The data say what the pages say, can be checked from themselves alone, and are documented key by key."""

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.verify import fault
from tests.pages.test_plan import A, whole


def files() -> dict[str, Any]:
    return {
        path: json.loads(one.body)
        for path, one in whole().items()
        if path.startswith("data/") and path.endswith(".json") and one.body
    }


def walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(one)


def test_every_statement_is_there_with_its_page_and_what_checking_takes() -> None:
    statements = [one for value in files().values() for one in walk(value) if "parts" in one and "citations" in one]
    assert {one["page"] for one in statements} == {
        "index.html",
        "topics/harbour/index.html",
        "people/ann-lee/index.html",
        next(one["page"] for one in files()["data/articles.json"]["articles"] if one["id"] == A),
    }
    for one in statements:
        assert one["citations"][0]["exact"] == "Ann Lee opened the harbour."
        assert "wrong" not in fault(one["citations"][0], {})


def test_offsets_lead_to_the_words_in_the_source() -> None:
    source = "! Harbour opens\nAnn Lee opened the harbour. She thanked Bob Stone.\nA storm came. Bob Stone left."
    listed = files()["data/articles.json"]["articles"]
    article = files()["data/" + next(one["file"] for one in listed if one["id"] == A)]
    assert [source[one["start"] : one["end"]] for one in article["mentions"]] == [
        one["text"] for one in article["mentions"]
    ]
    assert {one["form"] for one in article["mentions"]} == {"name", "pronoun"}
    for one in article["paragraphs"]:
        assert source[one["start"] : one["end"]] == one["text"]
        assert [source[each["start"] : each["end"]].rstrip() for each in one["sentences"]] == [
            each["text"] for each in one["sentences"]
        ]


def test_every_page_and_file_that_is_named_exists() -> None:
    site = whole()
    for value in files().values():
        for one in walk(value):
            assert one.get("page", "index.html") in site
            assert f"data/{one.get('file', 'index.json')}" in site


def test_every_key_is_documented() -> None:
    body = whole()["data/README.md"].body
    assert body
    words = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", body.decode()))))
    keys = {key for value in files().values() for one in walk(value) for key in one}
    assert keys - words == set()


def test_the_same_briefing_gives_the_same_bytes_and_nothing_that_ends_a_script() -> None:
    one, other = whole(), whole()
    assert [page.body for page in one.values()] == [page.body for page in other.values()]
    hostile = whole({"title": "</script><!-- \u2028 &"})["data/index.json"].body
    assert hostile
    assert not set(hostile.decode()) & set("<>&\u2028")
    assert json.loads(hostile)["title"] == "</script><!-- \u2028 &"
