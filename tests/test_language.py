"""The pages' own words: the same in every language, and each language's own way with dates, numbers and lists."""

import re
import string
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator import language
from generator.errors import UsageError
from generator.nouns.account import Encounter
from generator.nouns.findings import DisagreementKind
from generator.nouns.page import Page
from generator.render.theme import shipped
from generator.settings import load
from tests.pages.test_plan import whole
from tests.render.filler import Filler
from tests.render.handmade import KINDS, OURS, drawn

ENGLISH, GERMAN = language.load("en"), language.load("de")
CODES = language.known()


def test_there_is_more_than_one() -> None:
    assert {"en", "de"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_every_key_and_no_other(code: str) -> None:
    english, own = language.read("en"), language.read(code)
    for part in ("words", "counts"):
        assert set(own[part]) == set(english[part]), f"{code}: {sorted(set(own[part]) ^ set(english[part]))}"
    assert set(own) == set(english)


@pytest.mark.parametrize("code", CODES)
def test_words_are_filled_in_with_the_same_names_in_every_language(code: str) -> None:
    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    own = language.load(code)
    for key, text in ENGLISH.words.items():
        assert names(own.words[key]) == names(text), key
    assert (len(own.months), len(own.short_months), len(own.quarters)) == (12, 12, 4)


def test_a_key_that_is_missing_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    whole_file = language.read("de")
    bare = {**whole_file, "words": {"topics": "Themen"}, "counts": {}}
    del bare["decade"]
    files = {"en": language.read("en"), "xx": bare}
    monkeypatch.setattr(language, "read", files.__getitem__)
    made = language.load.__wrapped__("xx")
    assert (made.words["topics"], made.words["people"]) == ("Themen", "People")
    assert made.count(2, "article") == "2 articles"
    assert made.date("195") == "1950s"


def test_an_unknown_language_is_told_with_those_there_are(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: x\nlanguage: tlh\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"site.yaml:2: .*no language 'tlh'; there are de, en"):
        load(tmp_path)


def test_every_word_that_a_template_asks_for_is_known_and_every_word_is_asked_for() -> None:
    root = Path(__file__).parents[1]
    templates = [path.read_text(encoding="utf-8") for path in sorted(shipped().glob("*/templates/**/*.html"))]
    code = [path.read_text(encoding="utf-8") for path in sorted((root / "generator" / "pages").glob("*.py"))]
    asked = {key for text in templates for key in re.findall(r"\bsay\.(\w+)", text)}
    assert asked <= set(ENGLISH.words)
    unused = [key for key in ENGLISH.words if key not in asked and not any(_asks(text, key) for text in code)]
    assert unused == []


@pytest.mark.parametrize(
    "template", sorted(shipped().glob("*/templates/**/*.html")), ids=lambda path: "/".join(path.parts[-4:])
)
def test_no_template_has_words_of_its_own(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
    heard = re.findall(r'\b(?:alt|aria-label|placeholder|title)="([^"]*)"', text)
    # Macros give attributes, and a page what else its policy lets run.
    seen = re.sub(r"""<[^>]*>|[\w-]+="[^"]*"|'[\w-]+'""", "\n", text).replace("content/judgements.yaml", "")
    assert re.findall(r"[^\W\d_]{2,}", "\n".join((seen, *heard))) == []


@pytest.mark.parametrize("code", CODES)
def test_kinds_of_findings_are_said_in_the_language_too(code: str) -> None:
    words = language.load(code).words
    assert {f"how_{kind}" for kind in get_args(get_type_hints(Encounter)["kind"])} - {"how_met"} <= set(words)
    assert {f"differ_{kind}" for kind in get_args(DisagreementKind)} <= set(words)


def _asks(text: str, key: str) -> bool:
    """Tell whether code names a key whole, or by a beginning or an end that stands beside a value."""
    if f'"{key}"' in text or f"'{key}'" in text:
        return True
    beginning, _, end = key.partition("_")
    return any(f"{one}{{" in text for one in (f"{beginning}_",)) or (bool(end) and f"}}_{end}" in text)


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_of_another_language_has_words_of_its_own_in_english(kind: str) -> None:
    """Drawn from the same values, a German page shares with an English one no more than the values."""
    one, other = (drawn(Filler("Xyz", texts=OURS), code=code)[KINDS[kind]].decode() for code in ("en", "de"))
    same = texts(one) & texts(other) - {"content/judgements.yaml"} - set(GERMAN.words.values())
    assert [text for text in sorted(same) if re.search(r"[a-z]{3}", text) and "Xyz" not in text] == []


def texts(page: str) -> set[str]:
    """Give a page's own words: what its elements say and what only those hear who do not see it."""
    nodes = LexborHTMLParser(page).css("body *")
    said = [node.text(deep=False) for node in nodes] + [node.attributes.get("aria-label") or "" for node in nodes]
    return {text.strip(" \n,.:;–…[]()+0123456789") for text in said}


def pages(code: str) -> dict[str, Page]:
    return whole({"language": code})


def test_pages_speak_the_language_and_say_so() -> None:
    site = pages("de")
    frame = site["people/ann-lee/index.html"].frame
    assert frame
    assert (frame.language, frame.direction) == ("de", "ltr")
    assert [one.text for one in frame.navigation][:3] == ["Themen", "Personen", "Organisationen"]
    index = site["articles/index.html"].frame
    assert index
    assert index.title == "Artikel"
    assert set(site) == set(pages("en")), "addresses do not change with the language"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-01-02", "2 January 2024"),
        ("2024-01-02T21:02", "2 January 2024, 21:02"),
        ("2024-01-02T10:05-05:00", "2 January 2024, 10:05 (UTC−05:00)"),
        ("2024-01-02T10:05Z", "2 January 2024, 10:05 UTC"),
        ("2024-01-02T10:05:31", "2 January 2024, 10:05"),
        ("2023-12", "December 2023"),
        ("2021", "2021"),
        ("2024-W01", "week of 1 January 2024"),
        ("2023-W49", "week of 4 December 2023"),
        ("2023-W99", "week 99 of 2023"),
        ("2023-Q4", "fourth quarter of 2023"),
        ("195", "1950s"),
        ("195X", "1950s"),
        ("--12-15", "15 December"),
        ("", ""),
        ("last week", "last week"),
        ("2024-99-01", "1 99 2024"),
    ],
)
def test_dates_are_said_in_words(value: str, words: str) -> None:
    assert ENGLISH.date(value) == words


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        ("15 December 2023", "15 Dec 2023"),
        ("September 2023", "Sep 2023"),
        ("2 May 2024", "2 May 2024"),
        ("1950s", "1950s"),
    ],
)
def test_months_are_cut_short_in_the_margin(words: str, cut: str) -> None:
    assert ENGLISH.short(words) == cut


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2023-12-15", "2024-01-02", "15 December 2023 to 2 January 2024"),
        ("2024-01-02", "2024-01-02", "2 January 2024"),
        ("2024-01-02", "", "2 January 2024"),
        ("", "2024-01-02", "2 January 2024"),
        ("", "", ""),
    ],
)
def test_periods_say_a_date_once(first: str, last: str, words: str) -> None:
    assert ENGLISH.span(first, last) == words


@pytest.mark.parametrize(
    ("count", "words"), [(0, "no articles"), (1, "1 article"), (5, "5 articles"), (1200, "1,200 articles")]
)
def test_things_are_counted(count: int, words: str) -> None:
    assert ENGLISH.count(count, "article") == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-01-02", "2. Januar 2024"),
        ("2023-03", "März 2023"),
        ("2023-W49", "Woche vom 4. Dezember 2023"),
        ("2023-Q4", "viertes Quartal 2023"),
        ("195", "1950er-Jahre"),
        ("--12-15", "15. Dezember"),
        ("last week", "last week"),
    ],
)
def test_german_dates(value: str, words: str) -> None:
    assert GERMAN.date(value) == words


def test_german_months_numbers_and_lists() -> None:
    assert GERMAN.short("15. Dezember 2023") == "15. Dez. 2023"
    assert GERMAN.span("2023-12", "2024-01") == "Dezember 2023 bis Januar 2024"
    assert GERMAN.count(1200, "independent account") == "1.200 unabhängige Berichte"
    assert GERMAN.count(0, "article") == "keine Artikel"
    assert GERMAN.listed(["A", "B", "C"]) == "A, B und C"


def test_lists_of_one_and_of_none() -> None:
    assert (ENGLISH.listed([]), ENGLISH.listed(["A"]), ENGLISH.listed(["A", "B"])) == ("", "A", "A and B")


def test_irregular_plurals_are_known_and_unknown_things_counted_all_the_same() -> None:
    assert ENGLISH.count(2, "person") == "2 people"
    assert ENGLISH.count(2, "ox", "oxen") == "2 oxen"


@pytest.mark.parametrize(("value", "words"), [("2024-01-02T10:00", "January 2024"), ("2021", "2021"), ("", "")])
def test_the_month_of_a_date(value: str, words: str) -> None:
    assert ENGLISH.month_of(value) == words
