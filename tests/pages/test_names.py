"""Names from articles become pages without escaping their folder or taking one another's place."""

import re

import msgspec

from generator.nouns.findings import Actor, Findings
from generator.nouns.ids import ActorId
from tests.pages import made
from tests.texts import corpus

NAMES = [
    "constructor",
    "__proto__",
    "index",
    "404",
    "CON",
    "🙂",
    "زرداری",
    "x" * 255,
    "Ann-Lee",
    "Ann Lee",
    "../../etc",
    "<b>",
]
SHAPE = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/){1,2}index\.html")


def findings(names: list[str]) -> Findings:
    """Make actors of any names, with ids that carry them unmended."""
    return Findings(
        actors=tuple(
            Actor(id=ActorId(f"person:{name}"), kind="person", name=name, variants=(), chains=(), articles=())
            for name in names
        )
    )


def test_every_name_has_a_page_of_its_own_in_a_plain_folder() -> None:
    texts = corpus({"a.txt": "Nobody is named."})
    site = made.pages(texts, findings(NAMES))
    people = {path: one for path, one in site.items() if path.startswith("people/") and path != "people/index.html"}
    assert sorted(one.view.name for one in people.values()) == sorted(NAMES)  # type: ignore[union-attr]
    assert all(SHAPE.fullmatch(path) for path in people), sorted(people)
    assert len({path.casefold() for path in site}) == len(site)
    assert made.broken(site) == []


def test_the_order_of_names_changes_no_page() -> None:
    texts = corpus({"a.txt": "Nobody is named."})
    one, other = made.pages(texts, findings(NAMES)), made.pages(texts, findings(NAMES[::-1]))
    people = [path for path in one if path.startswith("people/") and path != "people/index.html"]
    assert [one[path] for path in people] == [other[path] for path in people]
    assert one["people/index.html"] == other["people/index.html"]


def test_articles_of_one_name_in_different_folders_have_different_pages() -> None:
    texts = corpus({"a/index.md": "One.", "b/index.md": "Two.", "c/404.txt": "Three.", "d/é.txt": "Four."})
    site = made.pages(texts, Findings())
    folders = [path.split("/")[1] for path in site if re.fullmatch(r"articles/[^/]+/index\.html", path)]
    assert len(folders) == 4
    assert "e" in folders
    assert not {"index", "404"} & set(folders)


def test_names_reach_the_views_as_plain_text() -> None:
    texts = corpus({"a.txt": "Nobody is named."})
    site = made.pages(texts, findings(["<b>Ann & Bob</b>"]))
    told = msgspec.json.encode([one.view for one in site.values() if one.body is None])
    assert b"<b>Ann & Bob</b>" in told
    assert b"&lt;" not in told
