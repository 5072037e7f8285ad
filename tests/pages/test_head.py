"""What a page tells machines is what it tells people: read with others' parsers, never more than the articles say."""

import json
from typing import Any

import pytest
from pyld import jsonld

from generator.nouns.page import Page
from tests.pages.test_plan import A, whole

BASE = "https://example.org/a/b/"
SCHEMA = {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}}


def offline(url: str, _options: Any) -> dict[str, Any]:
    assert url == "https://schema.org"
    return {"contextUrl": None, "documentUrl": url, "document": SCHEMA}


def linked(page: Page) -> Any:
    """Read a page's JSON-LD as its standard does; gives it with terms shortened again."""
    assert page.frame
    assert page.frame.head
    value = json.loads(page.frame.head.linked_data)
    expanded = jsonld.expand(value, {"documentLoader": offline, "base": BASE + page.url})
    assert len(expanded) == 1
    return jsonld.compact(expanded, SCHEMA, {"documentLoader": offline})


def tags(page: Page) -> dict[str, str]:
    assert page.frame
    assert page.frame.head
    return {name: one.content for one in page.frame.head.tags for name in (one.name, one.property) if name}


def article(site: dict[str, Page]) -> Page:
    return next(
        one for one in site.values() if one.template == "article" and "s-1-0" in str(one.view) and A in str(one.view)
    )


@pytest.mark.parametrize("settings", [{}, {"base_url": BASE}, {"base_url": BASE.rstrip("/")}])
def test_every_page_but_404_describes_itself(settings: dict[str, str]) -> None:
    for path, page in whole(settings).items():
        if page.frame is None or path == "404.html":
            continue
        assert page.frame.head
        told = linked(page)
        assert (told["name"], told["inLanguage"]) == (page.frame.title, "en")
        assert tags(page)["og:title"] == page.frame.title
        assert page.frame.head.canonical == (BASE + page.url if settings else "")
        assert told.get("url", "") == page.frame.head.canonical


def test_a_page_that_is_not_there_has_no_address() -> None:
    frame = whole({"base_url": BASE})["404.html"].frame
    assert frame
    assert frame.head is None


def test_an_article_is_a_page_based_on_a_newspapers_article() -> None:
    told = linked(article(whole({"base_url": BASE})))
    assert told["@type"] == "WebPage"
    based = told["isBasedOn"]
    assert (based["@type"], based["headline"], based["datePublished"]) == ("NewsArticle", "Harbour opens", "2024-01-02")
    assert based["publisher"]["name"] == "SPW"


def test_reference_managers_are_told_what_is_cited() -> None:
    told = tags(article(whole()))
    assert told["DC.type"] == "newspaperArticle"
    assert (told["DC.title"], told["DC.source"], told["DC.date"]) == ("Harbour opens", "SPW", "2024-01-02")
    assert told["og:type"] == "article"
    others = [
        name
        for page in whole().values()
        if page.template != "article" and page.frame and page.frame.head
        for name in tags(page)
    ]
    assert not [name for name in others if name.startswith("DC.")]


def test_a_person_is_the_subject_of_a_profile_with_their_role_and_all_names() -> None:
    page = whole()["people/ann-lee/index.html"]
    told = linked(page)
    assert told["@type"] == "ProfilePage"
    subject = told["mainEntity"]
    assert (subject["@type"], subject["name"], subject["jobTitle"]) == ("Person", "Ann Lee", "Mayor")
    assert tags(page)["og:type"] == "profile"


def test_an_index_lists_its_pages() -> None:
    told = linked(whole({"base_url": BASE})["people/index.html"])["mainEntity"]
    assert (told["@type"], told["numberOfItems"]) == ("ItemList", 2)
    assert [(one["position"], one["name"], one["url"]) for one in told["itemListElement"]] == [
        (1, "Ann Lee", f"{BASE}people/ann-lee/"),
        (2, "Bob Stone", f"{BASE}people/bob-stone/"),
    ]


def test_without_an_address_links_are_read_from_the_page() -> None:
    told = linked(whole()["people/index.html"])["mainEntity"]
    assert told["itemListElement"][0]["url"] == f"{BASE}people/ann-lee/index.html"
