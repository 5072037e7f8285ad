"""Feeds: the newest articles with what the briefing says of each, for the site, every topic and every person.

Only checked statements are published here, each with a link to its very sentence. An entry's date is its article's: an
article whose date nobody knows is in no feed. Feeds need addresses of the web, and there are none without ``base_url``.
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from generator.nouns.briefing import Brief, Statement
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.nouns.page import Page
from generator.pages.desk import Desk
from generator.pages.dossiers import OTHER
from generator.pages.head import FEED, JSON_FEED
from generator.pages.sheet import Sheet
from generator.pages.subject import Register, Subject
from generator.pages.told import words_of
from generator.pages.xml import document

NEWEST = 40
"""Entries of the site's feed."""

OWN = 20
"""Entries of a feed of one topic or person."""

_NEVER = "1970-01-01T00:00:00Z"
_ATOM, _XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One article in a feed; ``published`` and ``updated`` are instants of RFC 3339."""

    title: str
    url: str
    published: str
    updated: str
    authors: tuple[str, ...]
    original: str
    topics: tuple[str, ...]
    body: ET.Element


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed: ``url`` is its own address, ``home`` that of the page it belongs to."""

    title: str
    subtitle: str
    url: str
    home: str
    entries: tuple[Entry, ...]


def pages(register: Register) -> Iterator[Subject]:
    """Give all feeds, if the site has an address."""
    if not register.hosted:
        return
    yield Subject(id="feed atom", page=_site_atom)
    yield Subject(id="feed json", page=_site_json)
    yield from (Subject(id=f"feed topic {key}", page=partial(_topic, key=key)) for key in register.topics)
    yield from (Subject(id=f"feed actor {key}", page=partial(_person, key=key)) for key in register.of("person"))


def _site_atom(desk: Desk) -> Page:
    settings = desk.site.settings
    return Page(url=FEED, path=FEED, body=atom(_newest(desk), settings.title, settings.language))


def _site_json(desk: Desk) -> Page:
    body = json_feed(_newest(desk), Sheet(desk, "").absolute(JSON_FEED), desk.site.settings.language)
    return Page(url=JSON_FEED, path=JSON_FEED, body=body)


def _newest(desk: Desk) -> Feed:
    settings = desk.site.settings
    return _feed(Sheet(desk, ""), settings.title, list(desk.credits), subtitle=settings.description, most=NEWEST)


def _topic(desk: Desk, key: TopicId) -> Page:
    sheet, topic = Sheet(desk, desk.titled[key].folder), desk.sketches[key]
    brief = desk.briefing.topics.get(key)
    return _own(_feed(sheet, topic.title, desk.dossiers[key].articles, brief=brief, subtitle=topic.description), sheet)


def _person(desk: Desk, key: ActorId) -> Page:
    sheet, one = Sheet(desk, desk.called[key].folder), desk.actors[key]
    return _own(_feed(sheet, one.name, one.articles, brief=desk.briefing.actors.get(key)), sheet)


def _own(feed: Feed, sheet: Sheet) -> Page:
    settings = sheet.desk.site.settings
    path = f"{sheet.path}{FEED}"
    return Page(url=path, path=path, body=atom(feed, settings.title, settings.language))


def _feed(
    sheet: Sheet,
    title: str,
    articles: Iterable[ArticleId],
    *,
    brief: Brief | None = None,
    subtitle: str = "",
    most: int = OWN,
) -> Feed:
    site = sheet.desk.site.settings.title
    dated = [(when, key) for key in articles if (when := instant(sheet.desk.credits[key].published))]
    dated.sort(key=lambda one: (one[0], sheet.desk.order[one[1]]), reverse=True)
    return Feed(
        title=title if title == site else f"{title} – {site}",
        subtitle=subtitle,
        url=sheet.absolute(f"{sheet.path}{FEED}"),
        home=sheet.absolute(sheet.path),
        entries=tuple(_entry(sheet, key, when, brief) for when, key in dated[:most]),
    )


def _entry(sheet: Sheet, key: ArticleId, published: str, brief: Brief | None) -> Entry:
    """Say of an article what the subject's own brief takes from it, then its summary."""
    desk = sheet.desk
    article = desk.credits[key]
    own = [one for one in (brief.statements if brief else ()) if one.citations[0].article == key]
    whole = desk.briefing.articles.get(key)
    statements = {one.id: one for one in (*own, *(whole.statements if whole else ()))}
    found = desk.passages.get(key, {})
    matches = [match.topic for at in sorted(found) for match in found[at].matches]
    return Entry(
        title=article.headline,
        url=sheet.absolute(desk.headings[key].folder),
        published=published,
        updated=max(published, instant(article.updated)),
        authors=tuple(name for name, _ in article.bylines) or ((article.publisher,) if article.publisher else ()),
        original=article.original,
        topics=tuple(desk.titled[one].title for one in dict.fromkeys(matches) if one in desk.titled and one != OTHER),
        body=_body(sheet, statements.values()),
    )


def instant(value: str) -> str:
    """Give the instant at which a date begins, as RFC 3339 in UTC; empty where the value names no day of a calendar.

    A time without a zone is taken for UTC: feeds know no other way to say it.
    """
    shape = {4: "-01-01", 7: "-01"}.get(len(value), "")
    try:
        when = datetime.fromisoformat(value + shape)
        exact = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return exact.isoformat(timespec="seconds").replace("+00:00", "Z")


def _body(sheet: Sheet, statements: Iterable[Statement]) -> ET.Element:
    body = ET.Element("div")
    for one in statements:
        paragraph = ET.SubElement(body, "p")
        paragraph.text = words_of(one) + " "
        source = sheet.source((one.citations[0].article, one.citations[0].paragraph, one.citations[0].sentence))
        link = ET.SubElement(paragraph, "a", {"href": sheet.web(source.href)})
        link.text = f"({', '.join(part for part in (source.label, sheet.desk.language.date(source.date)) if part)})"
    return body


def atom(feed: Feed, author: str, language: str) -> bytes:
    """Write a feed as Atom (RFC 4287)."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    _put(root, "title", feed.title)
    if feed.subtitle:
        _put(root, "subtitle", feed.subtitle)
    _put(root, "id", feed.url)
    _put(root, "updated", max((one.updated for one in feed.entries), default=_NEVER))
    _put(root, "link", rel="self", href=feed.url, type="application/atom+xml")
    _put(root, "link", rel="alternate", href=feed.home, type="text/html")
    _put(_put(root, "author"), "name", author)
    _put(root, "generator", "Briefbook")
    for one in feed.entries:
        entry = _put(root, "entry")
        _put(entry, "title", one.title)
        _put(entry, "id", one.url)
        _put(entry, "published", one.published)
        _put(entry, "updated", one.updated)
        _put(entry, "link", rel="alternate", href=one.url, type="text/html")
        if one.original:
            _put(entry, "link", rel="via", href=one.original)
        for name in one.authors:
            _put(_put(entry, "author"), "name", name)
        for topic in one.topics:
            _put(entry, "category", term=topic)
        content = _put(entry, "content", type="xhtml")
        body = ET.SubElement(content, "div", {"xmlns": _XHTML})
        body.extend(one.body)
    return document(root)


def _put(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, name, attributes)
    made.text = text or None
    return made


def json_feed(feed: Feed, url: str, language: str) -> bytes:
    """Write a feed as JSON Feed 1.1."""
    items = [
        {
            "id": one.url,
            "url": one.url,
            **({"external_url": one.original} if one.original else {}),
            "title": one.title,
            "content_html": "".join(ET.tostring(part, encoding="unicode", method="html") for part in one.body),
            "date_published": one.published,
            "date_modified": one.updated,
            "authors": [{"name": name} for name in one.authors],
            "tags": list(one.topics),
        }
        for one in feed.entries
    ]
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home,
        "feed_url": url,
        "language": language,
        "items": items,
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
