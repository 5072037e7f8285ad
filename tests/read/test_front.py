"""Front matter outranks detection: every key by every name it goes by, and what is done with nonsense."""

import json

import pytest

from generator.nouns.article import Article
from generator.read.front import KEYS
from tests.read.test_article import PROSE, article, reading

GIVEN = {
    "title": "Talks on the river",
    "subtitle": "A new round begins",
    "published": "2024-01-02",
    "updated": "2024-01-03",
    "authors": "Jane Sample",
    "outlet": "Azure Courier",
    "agency": "EWA",
    "url": "https://example.org/a",
    "tags": "rivers, borders",
    "sections": "World",
    "language": "fr",
}


def fronted(front: str, body: str = PROSE * 3, path: str = "a.md") -> Article:
    return article(f"---\n{front}\n---\n\n{body}\n", path)


def value(one: Article, name: str) -> object:
    return {
        "title": one.headline,
        "subtitle": next((each.text for each in one.paragraphs if each.kind == "standfirst"), ""),
        "published": one.published.value,
        "updated": one.updated.value,
        "authors": ", ".join(each.name for each in one.bylines),
        "outlet": one.outlet,
        "agency": one.agency,
        "url": one.url,
        "tags": ", ".join(one.tags),
        "sections": ", ".join(one.sections),
        "language": one.language,
    }[name]


@pytest.mark.parametrize(("name", "key"), [(name, key) for name in GIVEN for key in KEYS[name]])
@pytest.mark.parametrize("path", ["a.md", "a.txt"])
def test_every_key_by_every_name(name: str, key: str, path: str) -> None:
    one = fronted(f"{key}: {json.dumps(GIVEN[name])}", path=path)
    assert value(one, name) == GIVEN[name]
    assert [(cut.reason, cut.first_line, cut.last_line) for cut in one.cuts] == [("front matter", 1, 3)]


def test_keys_go_by_any_case_and_dash() -> None:
    assert fronted("Last-Updated: 2024-01-03\nTITLE: Talks").updated.value == "2024-01-03"


@pytest.mark.parametrize("wrong", ["[]", "{}", "[[1, [2]], {}]", "{a: {b: c}}", "''", "~"])
@pytest.mark.parametrize("name", [name for name in KEYS if name != "draft"])
def test_a_wrong_type_stops_nothing(name: str, wrong: str) -> None:
    made = reading(f"---\n{KEYS[name][0]}: {wrong}\n---\n\n{PROSE * 3}\n", "a.md")
    assert made.article is not None
    assert made.article.headline


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("authors: [Jane Sample, John Other]", ["Jane Sample", "John Other"]),
        ("author: By Jane Sample and John Other", ["Jane Sample", "John Other"]),
        ("authors:\n  - name: Jane Sample\n  - name: John Other", ["Jane Sample", "John Other"]),
        ("author:\n  name: Jane Sample", ["Jane Sample"]),
    ],
)
def test_authors_in_every_common_form(given: str, names: list[str]) -> None:
    one = fronted(given)
    assert [each.name for each in one.bylines] == names
    source = f"---\n{given}\n---\n"
    for each in one.bylines:
        assert [source[span.start : span.end] for span in each.spans] == [each.name]


def test_a_desk_is_no_person() -> None:
    assert [each.kind for each in fronted("author: Web Desk").bylines] == ["desk"]


@pytest.mark.parametrize("true", ["true", "True", "yes", "on", "1"])
def test_a_draft_is_skipped(true: str) -> None:
    made = reading(f"---\ntitle: Talks\ndraft: {true}\n---\n{PROSE}\n", "a.md")
    assert made.article is None
    assert made.skipped == "it is marked as a draft"
    assert made.problems == ()


def test_what_is_no_draft_is_read() -> None:
    assert fronted("title: Talks\ndraft: false").headline == "Talks"


@pytest.mark.parametrize(
    ("date", "value", "precision"),
    [
        ("2024", "2024", "year"),
        ("2024-01", "2024-01", "month"),
        ("2 January 2024", "2024-01-02", "day"),
        ("2024-01-02T10:05:00-05:00", "2024-01-02T10:05-05:00", "minute"),
        ("Dec 15", "", ""),
        ("2024-02-30", "", ""),
        ("soon", "", ""),
    ],
)
def test_dates_keep_their_precision(date: str, value: str, precision: str) -> None:
    one = fronted(f"title: Talks\ndate: {date}").published
    assert (one.value, one.precision) == (value, precision)
    assert (one.line, one.stated, one.origin) == ((3, date, "stated") if value else (0, "", "unknown"))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "//example.org/a", "https://user@example.org/", "https://", "ftp://a.org",
        "https://example.org:port/", "https://a.org/ b", 'https://a.org/"x', "https://a.org/\\b", "http://[::1",
    ],
)  # fmt: skip
def test_an_unsafe_address_is_no_link(url: str) -> None:
    assert fronted(f"title: Talks\nurl: {json.dumps(url)}").url == ""


@pytest.mark.parametrize(
    ("front", "what"),
    [
        ("date: Dec 15", "'Dec 15' is not a date with its year"),
        ("updated: 2024-02-30", "'2024-02-30' is not a date with its year"),
        ("date: [a, b]", "\"['a', 'b']\" is not a date with its year"),
        ("url: /posts/one", "'/posts/one' is not an address on the web"),
    ],
)
def test_what_the_front_matter_says_in_vain_is_told_with_its_line(front: str, what: str) -> None:
    one = reading(f"---\ntitle: Talks\n{front}\n---\n\n{PROSE * 3}\n", "a.md")
    assert one.article is not None
    assert [(problem.line, problem.what) for problem in one.problems] == [(3, what)]
    assert one.problems[0].hint


def test_a_line_that_only_looks_like_a_headers_is_no_fault() -> None:
    one = reading(f"Title: Talks on the river\nDate: this morning\n\n{PROSE * 3}\n", "a.txt")
    assert one.article is not None
    assert one.article.headline == "Talks on the river"
    assert one.problems == ()


@pytest.mark.parametrize(
    ("given", "code"), [("de-AT", "de"), ("EN_gb", "en"), ("ckb", "ckb"), ("German", "en"), ('}{"', "en"), ("x", "en")]
)
def test_a_language_is_its_code(given: str, code: str) -> None:
    assert fronted(f"title: Talks\nlanguage: {json.dumps(given)}").language == code


def test_a_source_that_is_an_address_gives_the_outlet_its_host() -> None:
    one = fronted("title: Talks\nsource: https://courier.example.org/a/b")
    assert (one.url, one.outlet) == ("https://courier.example.org/a/b", "courier.example.org")


def test_front_matter_wins_over_what_is_detected() -> None:
    body = f"# Another headline\n\n{PROSE * 3}"
    one = fronted("title: Talks on the river", body)
    assert one.headline == "Talks on the river"
    assert [each.text for each in one.paragraphs if each.kind == "headline"] == ["Talks on the river"]


def test_the_same_title_is_not_said_twice() -> None:
    one = fronted("title: Talks on the river", f"# Talks on the River\n\n{PROSE * 3}")
    assert [each.line for each in one.paragraphs if each.kind == "headline"] == [5]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks(ending: str, mark: str) -> None:
    text = mark + f"---\ntitle: Talks\ndate: 2024-01-02\n---\n\n{PROSE * 3}\n".replace("\n", ending)
    for path in ("a.md", "a.txt"):
        one = article(text, path)
        assert (one.headline, one.published.value, one.published.line) == ("Talks", "2024-01-02", 3)


@pytest.mark.parametrize(
    ("front", "line"),
    [("title: a\ntitle: b", 3), ("title: [a", 2), ("a: &x 1\nb: *x", 2), ("a: !!python/name:os 1", 2)],
)
def test_broken_front_matter_is_told_with_its_line(front: str, line: int) -> None:
    made = reading(f"---\n{front}\n---\n{PROSE}\n", "a.md")
    assert made.article is None
    (problem,) = made.problems
    assert problem.severity == "error"
    assert problem.path == "a.md"
    assert problem.line >= line
    assert problem.hint


def test_front_matter_without_an_end_is_told_and_read_as_text() -> None:
    one = reading(f"---\ntitle: Talks\n\n{PROSE * 3}\n", "a.md")
    assert one.article is not None
    assert [(problem.line, problem.what) for problem in one.problems] == [
        (1, "the front matter has no end, and is read as text")
    ]


def test_a_rule_of_dashes_is_no_front_matter() -> None:
    one = article(f"---\n{PROSE}\n---\n{PROSE * 2}\n", "a.txt")
    assert next(each.text for each in one.paragraphs if each.kind == "paragraph") == PROSE.strip()


def test_a_loose_header_of_a_text() -> None:
    text = (
        f"Title: Talks on the river\nDate: 2 January 2024\nAuthor: Jane Sample\nSource: Azure Courier\n\n{PROSE * 3}\n"
    )
    one = article(text)
    assert (one.headline, one.published.value, one.outlet) == ("Talks on the river", "2024-01-02", "Azure Courier")
    assert one.published.line == 2
    assert [each.name for each in one.bylines] == ["Jane Sample"]
    assert next((cut.reason, cut.first_line, cut.last_line) for cut in one.cuts) == ("front matter", 1, 4)


def test_a_headline_with_a_colon_is_no_header() -> None:
    assert article(f"Source: envoy to visit Port Azure soon\n{PROSE}\n{PROSE}\n").outlet == ""
