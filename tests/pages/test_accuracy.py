"""The figures of the analyser, as the about page shows them."""

import msgspec
import pytest

from generator import language
from generator.pages import accuracy
from generator.pages.accuracy import Figures, Measured

ENGLISH = language.load("en")
ONE = Measured(name="mill", articles=1, tasks={"dates": {"value.f1": 0.5}, "extract": {"f1": 0.12345}})


def test_the_shipped_figures_can_be_read_and_shown() -> None:
    view = accuracy.accuracy(ENGLISH)
    assert view.rows
    assert view.date[-4:].isdigit()


def test_rows_come_by_what_is_measured_with_the_set() -> None:
    told = list(accuracy.rows(Figures(date="2024-01-02", analyser="a", sets=(ONE,)), ENGLISH))
    assert [(one.set, one.value) for one in told] == [("mill, 1 article", "0.123"), ("mill, 1 article", "0.500")]
    assert told[1].measure == ENGLISH.words["measure_dates_value_f1"]


def test_figures_of_another_version_are_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, current in ((accuracy.analyser(), True), ("another", False)):
        made = Figures(date="2024-01-02", analyser=name, sets=(ONE,))
        monkeypatch.setattr(accuracy, "figures", lambda made=made: made)
        assert accuracy.accuracy(ENGLISH).current is current


def test_the_name_of_the_analyser_does_not_hang_on_the_figures() -> None:
    assert len(accuracy.analyser()) == 16
    assert "pages" not in accuracy._ANALYSER


def test_figures_survive_their_file() -> None:
    made = Figures(date="2024-01-02", analyser="a", sets=(ONE,))
    assert msgspec.json.decode(msgspec.json.encode(made), type=Figures) == made
