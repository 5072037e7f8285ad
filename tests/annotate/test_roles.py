from pathlib import Path

import pytest
import yaml

from tests.annotate.build import account_of, annotation, chain, roles_of

CASES = Path(__file__).parent.parent / "cases" / "roles"


@pytest.mark.parametrize(
    ("text", "found", "rank", "office", "organisation", "qualifier"),
    [
        ("Chief of Army Staff (COAS), General Amir Dar", "Chief of Army Staff (COAS), General", "General",
         "Chief of Army Staff", "", ""),
        ("US State Department Spokesperson Ann Hill", "US State Department Spokesperson", "", "Spokesperson",
         "US State Department", ""),
        ("Deputy National Security Adviser Ann Hill", "Deputy National Security Adviser", "",
         "National Security Adviser", "", "deputy"),
        ("Pakistan’s Foreign Minister Amir Dar", "Pakistan’s Foreign Minister", "", "Foreign Minister", "Pakistan",
         ""),
        ("retired General Lee Cole", "retired General", "General", "", "", "retired"),
        ("General (Retd) Lee Cole", "General (Retd)", "General", "", "", "retired"),
        ("US Special Representative for Afghanistan Thomas Cole", "US Special Representative for Afghanistan", "",
         "Representative", "US, Afghanistan", "special"),
        ("Secretary of State Antony Cole", "Secretary of State", "", "Secretary of State", "", ""),
        ("Secretary of Defence General Lloyd J. Cole", "Secretary of Defence General", "General",
         "Secretary of Defence", "", ""),
        ("the de facto Pakistan chief executive", "de facto Pakistan chief executive", "", "chief executive",
         "Pakistan", "de facto"),
        ("President-elect Ann Hill", "President-elect", "", "President-elect", "", "designate"),
        ("then Prime Minister Amir Dar", "then Prime Minister", "", "Prime Minister", "", "then"),
        ("his chief economic adviser spoke", "chief economic adviser", "", "chief economic adviser", "", ""),
        ("the former New York mayor Amir Dar", "former New York mayor", "", "mayor", "New York", "former"),
        ("New Zealand Prime Minister Ann Hill", "New Zealand Prime Minister", "", "Prime Minister", "New Zealand", ""),
        ("the new Foreign Minister Ann Hill", "new Foreign Minister", "", "Foreign Minister", "", "new"),
        ("North Korean leader Ri Dok spoke", "North Korean leader", "", "leader", "North Korean", ""),
    ],
)  # fmt: skip
def test_a_role_phrase_is_found_whole_and_split(
    text: str, found: str, *, rank: str, office: str, organisation: str, qualifier: str
) -> None:
    phrase = annotation(text).phrases[0]
    assert phrase.text == found
    assert (phrase.rank, phrase.office, phrase.organisation, phrase.qualifier) == (
        rank, office, organisation, qualifier,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["They head south.", "He made a major step.", "It works in private."])
def test_common_words_are_no_titles(text: str) -> None:
    assert annotation(text).phrases == ()


LISTED = "He met Victoria Moor, Deputy Secretary of State, Jonathan Pace, Deputy National Security Advisor, and others."
LABELS = {
    "Victoria Moor": "PERSON", "Jonathan Pace": "PERSON", "Amir Dar": "PERSON", "Lee Cole": "PERSON",
    "Charles Q Frost": "PERSON", "Michael Stone": "PERSON", "Antony Blake": "PERSON", "Dar": "PERSON",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("The army chief met Michael Stone, the commander of the US Central Command.", "Michael Stone",
         ["commander of the US Central Command"]),
        (LISTED, "Jonathan Pace", ["Deputy National Security Advisor"]),
        (LISTED, "Victoria Moor", ["Deputy Secretary of State"]),
        ("He met Secretary of State Antony Blake, Defense Secretary Lee Cole and others.", "Antony Blake",
         ["Secretary of State"]),
        ("It was retired General Lee Cole who serves as Secretary of Defense.", "Lee Cole",
         ["retired General", "Secretary of Defense"]),
        ("Amir Dar is considered the de facto chief executive.", "Amir Dar", ["de facto chief executive"]),
        ("Secretary of Defense Lee Cole (retired), spoke.", "Lee Cole", ["Secretary of Defense", "retired"]),
        ("It was Amir Dar's first trip since assuming the role of Chief of Army Staff.", "Amir Dar",
         ["Chief of Army Staff"]),
        ("As the 17th Chief of the Pakistan Army, General Amir Dar came.", "Amir Dar",
         ["17th Chief of the Pakistan Army", "General"]),
        ("The Mission's Acting Spokesperson, Jonathan Pace, said so.", "Jonathan Pace",
         ["Mission's Acting Spokesperson"]),
        ("He met the Secretary of Defense, General (Retd) Lee Cole; others came.", "Lee Cole",
         ["Secretary of Defense", "General (Retd)"]),
        ("He met retired General Lee Cole, now Secretary of Defense.", "Lee Cole",
         ["retired General", "Secretary of Defense"]),
        ("If Amir Dar is elected president, he will move.", "Amir Dar", []),
    ],
)  # fmt: skip
def test_a_role_goes_to_the_name_beside_it(text: str, name: str, roles: list[str]) -> None:
    assert roles_of(account_of(text, labels=LABELS), name) == roles


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "stated.yaml").read_text(encoding="utf-8")))
def test_stated_roles(case: list[str]) -> None:
    """The cases of ``tests/cases/roles``: who is called what in a sentence, and how the office is said to be held."""
    text, name, *told = case
    made = account_of(text, labels={name: "PERSON"})
    number = made.chains.index(chain(made, name))
    assert [[one.text, one.office, one.qualifier] for one in made.roles if one.chain == number] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Retired General Lee Cole spoke. He said that the generals were reduced to rubble.",
        "General Lee Cole spoke. Some ask if age allows Lee Cole to serve as President.",
    ],
)
def test_what_is_wished_for_and_what_several_are_is_nobodys_role(text: str) -> None:
    made = account_of(text, labels={"Lee Cole": "PERSON"})
    assert {one.lower() for one in roles_of(made, "Lee Cole")} <= {"general", "retired general"}
