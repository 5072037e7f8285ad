"""What pages say of themselves in schema.org's words, as JSON-LD: what they are about, and what they rest on.

Addresses are whole ones where the site has a ``base_url``; else they are relative, and read from where the page stands.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from generator.nouns.findings import Actor
from generator.nouns.ids import ArticleId
from generator.nouns.page import Link
from generator.pages.entries import Credit
from generator.pages.sheet import Sheet

LISTED = 50
"""Entries of an index that are told to machines: the page has all of them, once is enough."""

Node = dict[str, Any]


def document(sheet: Sheet, kind: str, title: str, **more: Any) -> str:  # noqa: ANN401 - JSON
    """Write the page's node of kind ``WebPage`` or a narrower one; what is empty is left out.

    The page's description stands in its head already, twice.
    """
    node = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": title,
        "url": sheet.absolute(sheet.path),
        "inLanguage": sheet.desk.site.settings.language,
        "isPartOf": {
            "@type": "WebSite",
            "name": sheet.desk.site.settings.title,
            "url": sheet.absolute("") or sheet.href(""),
        },
        **more,
    }
    return json.dumps(_full(node), ensure_ascii=False, separators=(",", ":"))


def person(one: Actor, role: str) -> Node:
    """Describe a person: the names that the articles use, and the role as last stated."""
    return {**_named(one, "Person"), "jobTitle": role}


def actor(one: Actor) -> Node:
    """Describe an organisation or a place."""
    return _named(one, "Organization" if one.kind == "organisation" else "Place")


def _named(one: Actor, kind: str) -> Node:
    others = list(dict.fromkeys(variant.text for variant in one.variants if variant.text != one.name))
    return {"@type": kind, "name": one.name, "alternateName": others}


def news(article: Credit) -> Node:
    """Describe the newspaper's article that a page rests on, as its source has it: not the page that shows it."""
    kinds = {"person": "Person", "desk": "Organization"}
    return {
        "@type": "NewsArticle",
        "headline": article.headline,
        "author": [{"@type": kinds[kind], "name": name} for name, kind in article.bylines],
        "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else {},
        "datePublished": article.published,
        "dateModified": article.updated,
        "inLanguage": article.language,
        "url": article.original,
    }


def sources(sheet: Sheet, articles: Iterable[ArticleId]) -> list[Node]:
    """Describe the articles that a page's statements cite, each once."""
    return [news(sheet.desk.credits[key]) for key in dict.fromkeys(articles)]


def listing(sheet: Sheet, links: Sequence[Link]) -> Node:
    """Describe a list of pages."""
    return {
        "@type": "ItemList",
        "numberOfItems": len(links),
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": one.text, "url": sheet.web(one.href)}
            for place, one in enumerate(links[:LISTED], 1)
        ],
    }


def _full(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Leave out what says nothing."""
    if isinstance(value, dict):
        kept = {key: _full(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in ("", [], {}, None)}
    if isinstance(value, list):
        return [_full(one) for one in value]
    return value
