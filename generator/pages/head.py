"""The head of a page: how search engines, previews, feed readers and reference managers are told what it is."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from generator.nouns.article import Article
from generator.nouns.page import FeedLink, Frame, Head, Tag
from generator.pages import linked
from generator.pages.sheet import Sheet
from generator.pages.words import original

FEED, JSON_FEED = "feed.xml", "feed.json"
_SHARED = {"ProfilePage": "profile"}
_ALIKE = {("DC.title", "og:title"), ("DC.date", "article:published_time")}


def described(
    sheet: Sheet,
    frame: Frame,
    kind: str = "WebPage",
    *,
    article: Article | None = None,
    feed: bool = False,
    facets: Iterable[tuple[str, str]] = (),
    **more: Any,  # noqa: ANN401 - JSON
) -> Frame:
    """Give a page's frame its head: ``kind`` and ``more`` are schema.org's, ``feed`` tells that it has one of its own,
    ``article`` is what the page republishes, if it does; ``facets`` are by what a search finds the page, besides
    what its template marks of what the page shows anyway.
    """
    shared = _preview(sheet, frame, _SHARED.get(kind, "article" if article else "website"))
    head = Head(
        canonical=sheet.absolute(sheet.path),
        tags=tuple(_joined(shared, _cited(sheet, article))),
        feeds=tuple(_feeds(sheet, frame.title, own=feed)),
        linked_data=linked.document(sheet, kind, frame.title, **more),
    )
    searched = tuple(dict.fromkeys(one for one in facets if one[1])) if sheet.desk.site.settings.search else ()
    return msgspec.structs.replace(frame, head=head, facets=searched)


def _preview(sheet: Sheet, frame: Frame, kind: str) -> Iterator[Tag]:
    """Say in OpenGraph's words what a link to the page shows; the description is the page's own."""
    values = {
        "og:type": kind,
        "og:title": frame.title,
        "og:url": sheet.absolute(sheet.path),
        "og:site_name": frame.site_title,
    }
    yield from (Tag(property=name, content=value) for name, value in values.items() if value)


def _joined(shared: Iterable[Tag], cited: Iterable[Tag]) -> Iterator[Tag]:
    """Say once what previews and references are told alike: the title, and when an article was published."""
    own = list(cited)
    for one in (*shared, *(each for each in own if each.property)):
        alike = next((each for each in own if (each.name, one.property) in _ALIKE and each.content == one.content), one)
        yield Tag(name=alike.name, property=one.property, content=one.content)
        if alike is not one:
            own.remove(alike)
    yield from (each for each in own if each.name)


def _cited(sheet: Sheet, article: Article | None) -> Iterator[Tag]:
    """Say in Dublin Core's words what is cited. With a type among them, Zotero takes it for what it is, a newspaper's
    article, and the outlet for its newspaper; with titles alone it would guess a journal.
    """
    if article is None:
        return
    if article.published.value:
        yield Tag(property="article:published_time", content=article.published.value)
    values = [
        ("title", article.headline),
        *(("creator", one.name) for one in article.bylines),
        ("source", sheet.desk.press.publisher(article)),
        ("date", article.published.value[:10]),
        ("type", "newspaperArticle"),
        ("language", article.language),
        ("identifier", original(article.url)),
    ]
    yield from (Tag(name=f"DC.{name}", content=value) for name, value in values if value)


def _feeds(sheet: Sheet, title: str, *, own: bool) -> Iterator[FeedLink]:
    """Name the site's feeds, and the page's own; there are none where the site has no address on the web."""
    if not sheet.absolute(""):
        return
    site = sheet.desk.site.settings.title
    yield FeedLink(title=site, href=f"{sheet.root}{FEED}", kind="application/atom+xml")
    yield FeedLink(title=site, href=f"{sheet.root}{JSON_FEED}", kind="application/feed+json")
    if own:
        yield FeedLink(title=f"{title} – {site}", href=FEED, kind="application/atom+xml")
