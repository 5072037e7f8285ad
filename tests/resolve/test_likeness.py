"""Names by pairs: the verdicts that keep people apart matter most."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.resolve.likeness import liken, relation
from generator.resolve.names import parse

CASES = Path(__file__).parent.parent / "cases" / "names"


def cases(*names: str) -> list[list[str]]:
    return [case for name in names for case in yaml.safe_load((CASES / name).read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("left", "right", "level", "rule"), cases("same.yaml", "likely.yaml", "never.yaml"))
def test_two_names(left: str, right: str, level: str, rule: str) -> None:
    found = liken(parse(left), parse(right))
    assert (found.level, found.rule) == (level, rule), found.reason


@pytest.mark.parametrize(("left", "right", "level", "rule"), cases("same.yaml", "likely.yaml", "never.yaml"))
def test_order_of_the_two_changes_nothing(left: str, right: str, level: str, rule: str) -> None:
    found = liken(parse(right), parse(left))
    assert (found.level, found.rule) == (level, rule)


@pytest.mark.parametrize(("text", "words", "suffix", "alone"), cases("parts.yaml"))
def test_parts_of_a_name(text: str, words: str, suffix: str, alone: str) -> None:
    name = parse(text)
    assert " ".join(name.words) == words
    assert name.suffix == suffix
    assert name.lone == (alone == "lone")


def test_the_reason_names_both_and_says_why() -> None:
    found = liken(parse("Lloyd Austin"), parse("Llyod Austin"))
    assert "“Lloyd Austin”" in found.reason
    assert "“Llyod Austin”" in found.reason
    assert "swapped" in found.reason


def test_two_known_given_names_are_never_a_slip() -> None:
    assert relation("martin", "marvin", given=True) == "clash"
    assert relation("martin", "marvin", given=False) == "near"


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_taken(left: str, right: str) -> None:
    a, b = parse(left), parse(right)
    assert liken(a, b).level == liken(b, a).level


@given(st.text(alphabet="aA -.,'“”()bÉß", max_size=200))
def test_a_name_is_like_itself(text: str) -> None:
    name = parse(text)
    assert liken(name, name).level == "same" or not name.words
