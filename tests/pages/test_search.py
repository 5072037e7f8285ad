"""The list of the search page has everything, by every name; what a search narrows down by is what pages say."""

import pytest

from generator.nouns.findings import Findings
from generator.nouns.page import Frame, Page, SearchView
from generator.pages import search
from tests.pages import made
from tests.pages.test_plan import whole
from tests.texts import corpus


def view(site: dict[str, Page]) -> SearchView:
    found = site["search/index.html"].view
    assert isinstance(found, SearchView)
    return found


def facets(page: Page) -> list[tuple[str, str]]:
    assert isinstance(page.frame, Frame)
    return list(page.frame.facets)


def test_everything_that_has_a_page_is_listed_once() -> None:
    site = whole()
    links = [entry.link.href.removeprefix("../") for group in view(site).groups for entry in group.entries]
    assert len(links) == len(set(links))
    own = {path for path, page in site.items() if page.body is None and path.count("/") == 2}
    assert set(links) == own


def test_a_person_is_listed_with_the_words_of_all_names_in_plain_letters() -> None:
    texts = corpus({"a.txt": "! News\nJosé Núñez spoke. Núñez left."}, names=["José Núñez", "Núñez"])
    site = made.pages(texts, Findings(actors=made.actors(texts)))
    (people,) = [group for group in view(site).groups if group.title == "People"]
    assert [entry.words for entry in people.entries] == ["jose nunez"]


def test_a_name_in_another_script_can_be_typed_in_latin_letters() -> None:
    texts = corpus({"a.txt": "! News\nالباجي قائد spoke."}, names=["الباجي قائد"])
    site = made.pages(texts, Findings(actors=made.actors(texts)))
    words = view(site).groups[0].entries[0].words
    assert words.isascii()
    assert len(words.split()) == 2


def test_of_very_many_only_the_index_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 1)
    (people,) = [group for group in view(whole()).groups if group.title == "People"]
    assert (people.total, people.entries, people.href) == (2, (), "../people/index.html")


def test_pages_say_by_what_a_search_may_narrow_them_down_besides_what_they_show() -> None:
    site = whole()
    assert facets(site["people/ann-lee/index.html"]) == [("kind", "Person")]
    assert ("kind", "Topic") in facets(site["topics/harbour/index.html"])
    article = next(page for page in site.values() if page.template == "article" and "Harbour opens" in str(page.frame))
    assert facets(article) == [
        ("kind", "Article"),
        ("outlet", "SPW"),
        ("date", "2024-01"),
    ]


def test_lists_of_pages_are_not_searched() -> None:
    site = whole()
    searched = {path for path, page in site.items() if page.frame and page.frame.facets}
    assert searched == {path for path, page in site.items() if page.body is None and path.count("/") == 2}


def test_without_search_no_page_carries_anything_for_it() -> None:
    site = whole({"search": False})
    assert not [path for path, page in site.items() if page.frame and page.frame.facets]
    assert view(site).index == ""
