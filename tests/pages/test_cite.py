"""References come back from others' parsers as they were meant, whatever a headline or a name is made of."""

import json
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from generator.nouns.page import ArticleView
from generator.pages import cite
from generator.pages.writers import Writer, parted, writer
from tests.pages.test_plan import whole

HARD = r"50% off_shore & {more} \ $5 #1 ~ ^ “Straße” {"


def made(**more: Any) -> cite.Reference:
    given = {
        "key": "harbour-opens",
        "title": "Harbour opens",
        "writers": (Writer(given="Ann", family="van der Berg"), Writer(literal="Foreign Desk")),
        "container": "The Post",
        "date": ("2024", "01", "02"),
        "url": "https://example.org/a?b=1&c=%20{x}",
        "language": "en",
    }
    return cite.Reference(**{**given, **more})


def fields(text: str) -> dict[str, str]:
    library = parse_string(text)
    assert not library.failed_blocks
    assert len(library.entries) == 1
    return {"kind": library.entries[0].entry_type, "key": library.entries[0].key, **dict(library.entries[0].items())}


def test_bibtex_is_read_back() -> None:
    found = fields(cite.bibtex(made()))
    assert (found["kind"], found["key"]) == ("article", "harbour-opens")
    assert found["author"] == "van der Berg, Ann and {Foreign Desk}"
    assert found["title"] == "{Harbour opens}"
    assert (found["journal"], found["year"], found["month"]) == ("The Post", "2024", "1")
    assert found["url"] == "https://example.org/a?b=1&c=%20%7Bx%7D"


def test_bibtex_survives_every_sign_that_it_gives_a_meaning_to() -> None:
    found = fields(cite.bibtex(made(title=HARD, container=HARD, writers=(Writer(literal=HARD),))))
    for name in ("title", "journal", "author"):
        value = found[name]
        assert value.count("{") == value.count("}")
        assert r"50\% off\_shore \& \textbraceleft{}more\textbraceright{} \textbackslash{} \$5 \#1" in value


def test_a_reference_of_which_little_is_known_says_no_more() -> None:
    bare = made(writers=(), container="", date=(), url="")
    assert set(fields(cite.bibtex(bare))) == {"kind", "key", "ENTRYTYPE", "ID", "title", "langid"}
    assert fields(cite.bibtex(bare))["kind"] == "misc"
    assert set(rispy.loads(cite.ris(bare))[0]) == {"type_of_reference", "id", "title", "language"}
    assert set(cite.csl(bare)) == {"id", "type", "title", "language"}


def test_ris_is_read_back_as_a_newspapers_article() -> None:
    (found,) = rispy.loads(cite.ris(made(title=HARD)))
    assert found["type_of_reference"] == "NEWS"
    assert found["title"] == HARD
    assert found["authors"] == ["van der Berg, Ann", "Foreign Desk"]
    assert found["secondary_title"] == "The Post"
    assert (found["year"], found["date"]) == ("2024", "2024/01/02/")
    assert found["urls"] == ["https://example.org/a?b=1&c=%20{x}"]


def test_a_date_known_in_part_is_told_in_part() -> None:
    assert "DA  - 2024/01//\n" in cite.ris(made(date=("2024", "01")))
    assert cite.csl(made(date=("2024",)))["issued"] == {"date-parts": [[2024]]}


def test_csl_is_an_item_of_a_newspaper() -> None:
    assert cite.csl(made()) == {
        "id": "harbour-opens",
        "type": "article-newspaper",
        "title": "Harbour opens",
        "author": [{"family": "van der Berg", "given": "Ann"}, {"literal": "Foreign Desk"}],
        "container-title": "The Post",
        "issued": {"date-parts": [[2024, 1, 2]]},
        "URL": "https://example.org/a?b=1&c=%20{x}",
        "language": "en",
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Lee", Writer(given="Ann", family="Lee")),
        ("Ludwig van der Berg", Writer(given="Ludwig", family="van der Berg")),
        ("Robert F. Stone Jr.", Writer(given="Robert F.", family="Stone", suffix="Jr.")),
        ("Li Na", Writer(literal="Li Na")),
        ("Madonna", Writer(literal="Madonna")),
        ("Ann Lee and Bob Stone", Writer(literal="Ann Lee and Bob Stone")),
        ("عاصم منیر", Writer(literal="عاصم منیر")),
        ("van Berg", Writer(given="van", family="Berg")),
    ],
)
def test_names_are_taken_apart_only_where_it_is_sure(name: str, expected: Writer) -> None:
    assert parted(name) == expected


def test_a_desk_is_no_person() -> None:
    assert writer("Foreign Desk", "desk") == Writer(literal="Foreign Desk")


def test_the_site_has_all_references_in_each_format_and_each_article_its_own() -> None:
    site = whole()
    bodies = {ending: site[f"articles/citations.{ending}"].body or b"" for ending in ("bib", "ris", "json")}
    keys = {one.key for one in parse_string(bodies["bib"].decode()).entries}
    assert len(keys) == 2
    assert {one["id"] for one in rispy.loads(bodies["ris"].decode())} == keys
    assert {one["id"] for one in json.loads(bodies["json"])} == keys
    for page in site.values():
        if isinstance(page.view, ArticleView):
            assert [one.format for one in page.view.references] == ["BibTeX", "RIS", "CSL-JSON"]
            assert all(f"articles/{one.library.rpartition('/')[2]}" in site for one in page.view.references)
