"""Dates, counts and labels in words."""

import pytest

from generator.render.filters import clip, period, plain_date, plural, short


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
    assert plain_date(value) == words


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
    assert short(words) == cut


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
    assert period(first, last) == words


@pytest.mark.parametrize(
    ("count", "words"), [(0, "no articles"), (1, "1 article"), (5, "5 articles"), (1200, "1,200 articles")]
)
def test_things_are_counted(count: int, words: str) -> None:
    assert plural(count, "article") == words


def test_irregular_plurals_are_given() -> None:
    assert plural(2, "person", "people") == "2 people"


def test_labels_are_cut_between_words() -> None:
    assert clip("General Syed Asim Munir Ahmed Shah", 20) == "General Syed Asim…"
    assert clip("Short", 20) == "Short"
    assert len(clip("x" * 400, 20)) == 20
