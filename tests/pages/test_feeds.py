"""Feeds are what others' readers take them for, and say nothing but checked statements."""

import json
import posixpath
from typing import Any

import feedparser
import pytest

from generator.pages.feeds import instant
from tests.pages.test_plan import A, B, whole

BASE = "https://example.org/a/b/"


def parsed(path: str, **settings: Any) -> Any:
    body = whole({"base_url": BASE, **settings})[path].body
    assert body
    feed = feedparser.parse(body, response_headers={"content-type": "application/atom+xml; charset=utf-8"})
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


@pytest.mark.parametrize("path", ["feed.xml", "topics/harbour/feed.xml", "people/ann-lee/feed.xml"])
def test_site_topics_and_people_have_feeds_of_the_newest_articles_first(path: str) -> None:
    feed = parsed(path)
    assert feed.version == "atom10"
    assert feed.feed.id == BASE + path
    assert {"rel": "self", "href": BASE + path, "type": "application/atom+xml"} in feed.feed.links
    assert [one.title for one in feed.entries] == ["Ships return", "Harbour opens"]
    assert [one.updated for one in feed.entries] == ["2024-01-03T10:00:00Z", "2024-01-02T00:00:00Z"]
    assert feed.feed.updated == "2024-01-03T10:00:00Z"
    assert all(one.link.startswith(f"{BASE}articles/") and one.link.endswith("/") for one in feed.entries)
    assert feed.entries[0].tags[0].term == "The harbour"


def test_an_entry_has_the_statements_each_with_its_very_sentence() -> None:
    entry = parsed("feed.xml").entries[1]
    assert entry.content[0].type == "application/xhtml+xml"
    text = entry.content[0].value
    assert "Ann Lee opened the harbour." in text
    assert f'{entry.link}#s-1-0"' in text
    assert "She thanked Bob Stone." not in text, "what is no statement is not published in a feed"


def test_a_feed_of_one_person_is_called_after_them() -> None:
    assert parsed("people/ann-lee/feed.xml").feed.title == "Ann Lee – The briefing"
    assert parsed("feed.xml").feed.title == "The briefing"


def test_the_json_feed_says_the_same() -> None:
    body = whole({"base_url": BASE})["feed.json"].body
    assert body
    feed = json.loads(body)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (BASE, f"{BASE}feed.json")
    atom = parsed("feed.xml")
    assert [(one["id"], one["title"], one["date_published"]) for one in feed["items"]] == [
        (one.id, one.title, one.published) for one in atom.entries
    ]
    assert "Ann Lee opened the harbour." in feed["items"][1]["content_html"]


def test_without_an_address_there_are_no_feeds_and_no_page_names_one() -> None:
    site = whole()
    assert not [path for path in site if "feed" in path or "sitemap" in path]
    assert all(not one.frame.head.feeds for one in site.values() if one.frame and one.frame.head)


def test_every_feed_that_a_page_names_is_there() -> None:
    site = whole({"base_url": BASE})
    feeds = [
        (page.path, one) for page in site.values() if page.frame and page.frame.head for one in page.frame.head.feeds
    ]
    assert len({page for page, _ in feeds}) > 10
    for page, one in feeds:
        assert posixpath.normpath(posixpath.join(posixpath.dirname(page), one.href)) in site, (page, one)


def test_hostile_titles_stay_text() -> None:
    title = '</title><script>alert(1)</script>&"]]>'
    feed = parsed("feed.xml", title=title)
    assert feed.feed.author == title
    assert b"<script" not in (whole({"base_url": BASE, "title": title})["feed.xml"].body or b"")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024", "2024-01-01T00:00:00Z"),
        ("2024-02", "2024-02-01T00:00:00Z"),
        ("2024-02-29", "2024-02-29T00:00:00Z"),
        ("2024-01-02T21:02", "2024-01-02T21:02:00Z"),
        ("2024-01-02T21:02-05:00", "2024-01-03T02:02:00Z"),
        ("0001-01-01T00:00+05:00", ""),
        ("2023-02-30", ""),
        ("some day", ""),
        ("", ""),
    ],
)
def test_dates_become_instants(value: str, expected: str) -> None:
    assert instant(value) == expected


def test_entries_lead_to_articles_that_are_there() -> None:
    site = whole({"base_url": BASE})
    for one in parsed("feed.xml").entries:
        assert one.link.removeprefix(BASE) + "index.html" in site
    assert len({A, B}) == len(parsed("feed.xml").entries)
