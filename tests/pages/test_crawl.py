"""Crawlers are told of every page once."""

import xml.etree.ElementTree as ET

import pytest

from generator.pages import crawl
from tests.pages.test_plan import whole

BASE = "https://example.org/a/b/"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(body: bytes | None) -> list[str]:
    assert body
    return [one.text or "" for one in ET.fromstring(body).iterfind(".//s:loc", NAMES)]  # noqa: S314 - our own


def test_the_sitemap_has_every_page_once() -> None:
    site = whole({"base_url": BASE})
    pages = {BASE + one.url for path, one in site.items() if one.body is None and path != "404.html"}
    found = addresses(site["sitemap.xml"].body)
    assert len(found) == len(set(found))
    assert set(found) == pages


def test_a_sitemap_that_would_be_too_long_is_several(monkeypatch: pytest.MonkeyPatch) -> None:
    whole_map = addresses(whole({"base_url": BASE})["sitemap.xml"].body)
    monkeypatch.setattr(crawl, "MOST", 5)
    site = whole({"base_url": BASE})
    names = addresses(site["sitemap.xml"].body)
    assert names[0] == f"{BASE}sitemap-1.xml"
    parts = [addresses(site[name.removeprefix(BASE)].body) for name in names]
    assert all(len(part) <= 5 for part in parts)
    assert [one for part in parts for one in part] == whole_map


def test_robots_are_welcome_and_led_to_the_sitemap() -> None:
    assert whole()["robots.txt"].body == b"User-agent: *\nAllow: /\n"
    told = whole({"base_url": BASE})["robots.txt"].body or b""
    assert told.endswith(b"\nSitemap: https://example.org/a/b/sitemap.xml\n")
