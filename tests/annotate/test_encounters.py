"""Meetings are those that took place: not wished for, denied or talked about."""

from pathlib import Path

import pytest
import yaml

from generator.annotate.article import account
from generator.annotate.lexicon import Joined, Known
from tests.annotate.test_quotes import read

pytestmark = pytest.mark.model
CASES = Path(__file__).parent.parent / "cases" / "meetings"


def met(*texts: str) -> list[tuple[str, list[str]]]:
    article, annotations = read(*texts)
    made = account(Joined(article=article, annotations=annotations, known=Known()))
    return [
        (one.kind, [*(made.chains[chain].name for chain in one.participants), *one.groups]) for one in made.encounters
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Lopez met John Smith in Geneva on Monday.", ("met", ["Maria Lopez", "John Smith"])),
        ("Maria Lopez held talks with John Smith, the envoy.", ("met", ["Maria Lopez", "John Smith"])),
        ("Maria Lopez spoke by phone with John Smith on Monday.", ("telephoned", ["Maria Lopez", "John Smith"])),
        ("Maria Lopez hosted John Smith at her office.", ("hosted", ["Maria Lopez", "John Smith"])),
        ("Maria Lopez and John Smith met on Monday.", ("met", ["Maria Lopez", "John Smith"])),
        ("Maria Lopez met members of the press corps.", ("met", ["Maria Lopez", "members of the press corps"])),
        (
            "Maria Lopez met senior officials, including John Smith, Anna Weber and Peter Brown, who leads the bank.",
            ("met", ["Maria Lopez", "John Smith", "Anna Weber", "Peter Brown"]),
        ),
        ("The tower was lit when Maria Lopez met John Smith in Rome.", ("met", ["Maria Lopez", "John Smith"])),
    ],
)  # fmt: skip
def test_who_met(text: str, expected: tuple[str, list[str]]) -> None:
    assert met(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lopez refused to meet John Smith.",
        "Maria Lopez did not meet John Smith.",
        "Maria Lopez will meet John Smith on Monday.",
        "Maria Lopez wants to meet John Smith.",
        "Reporters asked whether Maria Lopez met John Smith.",
        "Peter Brown said that he did not know when Maria Lopez had spoken with John Smith.",
        "Peter Brown said when asked that he would resign if Maria Lopez met John Smith.",
        "Reporters asked where Maria Lopez met John Smith.",
        "Maria Lopez called on John Smith to resign.",
        "Maria Lopez spoke to reporters.",
        "Maria Lopez met the deadline.",
    ],
)
def test_what_is_no_meeting(text: str) -> None:
    assert met(text) == []


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "told.yaml").read_text(encoding="utf-8")))
def test_cases(case: list[str | list[str]]) -> None:
    """The cases of ``tests/cases/meetings``: a text; of each meeting that it tells, its kind and who took part."""
    text, *told = case
    assert [[kind, *who] for kind, who in met(str(text))] == told


@pytest.mark.parametrize(("when", "expected"), [("", []), (" on June 6, 2023", ["June 6, 2023"])])
def test_a_day_that_a_speaker_names_is_not_the_day_of_the_meeting(when: str, expected: list[str]) -> None:
    text = (
        f"“We want the work done by June 4, 2025,” Maria Lopez told reporters after meeting John Smith in Rome{when}."
    )
    article, annotations = read(text)
    made = account(Joined(article=article, annotations=annotations, known=Known()))
    assert len(made.encounters) == 1
    assert [made.dates[one.date].text.removeprefix("on ") for one in made.encounters if one.date >= 0] == expected
