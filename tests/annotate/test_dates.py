"""Dates are read by grammar, and put on the calendar only where something carries them."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.annotate import dates, grammar
from generator.nouns.article import Dating

CASES = Path(__file__).parent.parent / "cases" / "dates"


def read(text: str, published: str = "2024-01-02") -> list[tuple[str, str]]:
    """Give text and value of every expression of a text of one paragraph a line."""
    found = [dates.find(line, ()) for line in text.split("\n")]
    stated = Dating(value=published, precision="day", origin="stated") if published else Dating()
    return [(one.text, one.value) for one in dates.resolve(found, stated)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 2 January 2024.", ("2 January 2024", "2024-01-02")),
        ("They met on Tuesday, January 2nd, 2024.", ("Tuesday, January 2nd, 2024", "2024-01-02")),
        ("They met on Tuesday.", ("Tuesday", "2024-01-02")),
        ("They met on Wednesday.", ("Wednesday", "2023-12-27")),
        ("They will meet on Wednesday.", ("Wednesday", "2024-01-03")),
        ("He flew out last month.", ("last month", "2023-12")),
        ("He said so last week.", ("Last week", "2023-W52")),
        ("He came in December.", ("December", "2023-12")),
        ("He will come in December.", ("December", "2024-12")),
        ("It began in early March 2021.", ("early March 2021", "2021-03")),
        ("It began three days ago.", ("three days ago", "2023-12-30")),
        ("It began in the 1950s.", ("the 1950s", "195")),
        ("Growth in the second half of 2023 slowed.", ("the second half of 2023", "2023-H2")),
        ("He came today.", ("today", "2024-01-02")),
        ("They meet this Friday.", ("this Friday", "2024-01-05")),
        ("They met this past Friday.", ("this past Friday", "2023-12-29")),
        ("The day is Tuesday, Jan. 9.", ("Tuesday, Jan. 9", "2024-01-09")),
        ("It opened on Jan. 15.", ("Jan. 15", "2024-01-15")),
        ("It opened on March 15.", ("March 15", "2023-03-15")),
        ("Sales fell in the third quarter.", ("the third quarter", "2023-Q3")),
        ("It rained on Christmas Eve.", ("Christmas Eve", "2023-12-24")),
        ("Music of the '60s.", ("the '60s", "196")),
        ("Prices rose in the past year.", ("the past year", "P1Y")),
        ("Every Monday they meet.", ("Every Monday", "")),
        ("He spoke of the Sept. 11 attacks.", ("Sept. 11", "")),
    ],
)
def test_values(text: str, expected: tuple[str, str]) -> None:
    """A value has the precision that the words have."""
    assert [(one.lower(), value) for one, value in read(text)] == [(expected[0].lower(), expected[1])]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The company said Wednesday it will cut jobs.", "2023-12-27"),
        ("She told reporters on Wednesday that she would resign.", "2023-12-27"),
        ("The bill will be signed Wednesday.", "2024-01-03"),
        ("She said the bill will be signed Wednesday.", "2024-01-03"),
        ("The vote is planned for Wednesday.", "2024-01-03"),
        ("On Wednesday, the court will hear the case.", "2024-01-03"),
        ("On Wednesday, the court heard the case.", "2023-12-27"),
        ("The vote on Wednesday will decide.", "2024-01-03"),
        ("She will meet the envoy who came on Wednesday.", "2023-12-27"),
    ],
)
def test_the_verb_nearest_before_a_day_tells_whether_it_is_over(text: str, value: str) -> None:
    """What somebody said on a day, about days to come, was said on a day that is over."""
    assert [found for _, found in read(text)] == [value]


def test_an_undated_article_gives_no_year_away() -> None:
    """Nothing is reckoned from a date that is not there."""
    assert read("He flew out last month, on December 15.", published="") == [("last month", ""), ("December 15", "")]


@pytest.mark.parametrize(
    "text",
    [
        "The May government fell.",
        "Troops march on.",
        "May they rest.",
        "Some 1500 people came.",
        "It cost $2000.",
        "Room 1945b",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Names, verbs and numbers are left alone."""
    assert read(text) == []


def test_a_history_reckons_from_its_own_events() -> None:
    """Bare days take the year of the event before them, and January follows December."""
    told = "On 7 December 1941 it began. On 11 December war was declared."
    told += "\nIn January the retreat went on. The next month it fell."
    assert [value for _, value in read(told, published="2009-12-19")] == [
        "1941-12-07",
        "1941-12-11",
        "1942-01",
        "1942-02",
    ]


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "calendar.yaml").read_text(encoding="utf-8")))
def test_cases(case: list[str]) -> None:
    """The cases of ``tests/cases/dates``: a text, its article's date, and the value of each expression."""
    text, published, *values = case
    assert [value for _, value in read(text, published=published)] == values


def test_no_such_day() -> None:
    """The thirtieth of February is no date, with or without a year."""
    assert read("On 30 February 2023 nothing happened; on 30 February neither.")[0][1] in {"2023", "2023-02"}
    assert ("29 February", "") in read("On 29 February it rained.", published="2023-03-05")


def test_expressions_do_not_overlap_and_stand_in_order() -> None:
    """The longest reading wins."""
    found = dates.find("From Monday, 1 January 2024 to early February 2024, and in 2025.", ())
    assert [one.text for one in found] == ["Monday, 1 January 2024", "early February 2024", "2025"]


def test_hostile_text_is_read_in_linear_time_and_never_raises() -> None:
    """Long runs of what starts a pattern are no trouble."""
    for piece in ("January ", "1 ", "the last two ", "19", "Monday, ", "early mid late "):
        dates.resolve([dates.find(piece * 4000, ())], Dating())


@pytest.mark.parametrize("rule", grammar.grammar().rules, ids=lambda rule: rule.name)
@given(data=st.data())
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_a_rule_reads_as_much_without_its_look_ahead_and_its_signs(rule: grammar.Rule, data: st.DataObject) -> None:
    bare = re.compile(re.sub(r"^\(\?=[^)]*\)", "", rule.pattern.pattern))
    text = data.draw(st.from_regex(bare))
    assert [match.span() for match in bare.finditer(text)] == [match.span() for match in rule.pattern.finditer(text)]
    for match in bare.finditer(text):
        assert rule.needs <= grammar.shown(text[match.start() :]), match.group()
