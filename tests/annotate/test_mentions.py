from itertools import pairwise

import pytest

from tests.annotate.build import annotation


def kinds(text: str, labels: dict[str, str] | None = None) -> dict[str, str]:
    return {one.text: one.kind for one in annotation(text, labels).names if one.kind}


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("He met Defense Secretary Lloyd J Austin.", {"Defense Secretary Lloyd J Austin": "ORG"}, "Lloyd J Austin"),
        ("COAS Gen Noor’s visit", {"COAS Gen Noor’s": "ORG"}, "Noor"),
        ("They saw Antony J Blake there.", {"Antony J": "PERSON", "Blake": "GPE"}, "Antony J Blake"),
        ("They saw Michael Erik Stone there.", {"Michael Erik": "PERSON"}, "Michael Erik Stone"),
        ("They saw Tobias Stone there.", {}, "Tobias Stone"),
        ("They saw Zork Blat there.", {}, ""),
        ("They saw Toby Stone there.", {"Toby Stone": "ORG"}, "Toby Stone"),
        ("Then Theresa May spoke.", {"Theresa May": "PERSON"}, "Theresa May"),
        ("Abu Bakr al-Baghdadi hid.", {"Abu Bakr": "PERSON"}, "Abu Bakr al-Baghdadi"),
        ("President Moon Jae In came.", {"Moon Jae": "PERSON"}, "Moon Jae In"),
        ("State Secretary Antony J. Blake came.", {"Antony": "PERSON", "J. Blake": "PERSON"}, "Antony J. Blake"),
        ("Bill de Blasio spoke.", {"Bill": "PERSON", "Blasio": "PERSON"}, "Bill de Blasio"),
    ],
)  # fmt: skip
def test_a_persons_name_has_clean_edges(text: str, labels: dict[str, str], expected: str) -> None:
    found = [name for name, kind in kinds(text, labels).items() if kind == "person"]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The Embassy opened.", {"Embassy": "PERSON"}),
        ("General (Retd) spoke.", {"Retd": "PERSON"}),
        ("He owns Grump Tower.", {"Grump Tower": "PERSON"}),
        ("It is in Bristol, Chester, Exeter and Norwich.", {"Chester": "PERSON", "Exeter": "GPE", "Norwich": "GPE"}),
        ("The nationalist party Coalicio Compro won.", {"Coalicio Compro": "PERSON"}),
        ("They live in Sendai.", {"Sendai": "PERSON"}),
        ("It fell on Tuesday.", {"Tuesday": "PERSON"}),
        ("General Motors grew.", {"General Motors": "ORG"}),
        ("He led Alpha Natural Resources.", {"Alpha Natural Resources": "PERSON"}),
        ("Said R-Fla. and D-Mass. men.", {"R-Fla": "PERSON"}),
        ("Pelican, the Sand Party and the Reed Union met.", {"Pelican": "PERSON", "the Sand Party": "ORG"}),
        (
            "They asked the PRX, QVN, Yunit Zevod and the Reed Party.",
            {"Yunit Zevod": "PERSON", "PRX": "ORG", "QVN": "ORG"},
        ),
        (
            "They fly to Bristol, Chester, Exeter and Marsa Lagon.",
            {"Chester": "GPE", "Exeter": "GPE", "Marsa Lagon": "PERSON"},
        ),
        ("Zwirner said on Monday that it would cut jobs.", {"Zwirner": "ORG"}),
        ("The Secretary of Grain, Deputy Secretary of State for the poor, met.", {"Grain": "ORG"}),
        ("They left Sri Lanka.", {"Lanka": "PERSON"}),
        ("The Bristol Roadmap was signed.", {"Bristol Roadmap": "PERSON"}),
        ("They met in Russell Square.", {"Russell Square": "PERSON"}),
        ("The polls put Grann na Dorla ahead.", {"Grann na Dorla": "PERSON"}),
        ("FOREIGN MINISTER WANTS STRONGER TIES SOON", {"WANTS STRONGER": "PERSON"}),
    ],
)
def test_what_is_no_person(text: str, labels: dict[str, str]) -> None:
    assert "person" not in kinds(text, labels).values()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Zwirner and the Sand Party want a deal.", {"Zwirner": "PERSON", "the Sand Party": "ORG"}),
        ("Zwirner said he would cut jobs.", {"Zwirner": "ORG"}),
        ("Zwirner ran for mayor.", {"Zwirner": "ORG"}),
        ("Then Zwirner, executive secretary of the league, spoke.", {"Zwirner": "ORG"}),
    ],
)
def test_what_is_a_person_all_the_same(text: str, labels: dict[str, str]) -> None:
    """One party beside a name tells nothing of it, and of what companies do too a pronoun tells who did it."""
    assert kinds(text, labels)["Zwirner"] == "person"


def test_those_named_in_a_list_of_persons_are_persons() -> None:
    labels = {"Sunetro Zarkel": "ORG", "Wes Stone": "PERSON", "Nikki Marsh": "PERSON"}
    found = kinds("They sat beside Sunetro Zarkel, Wes Stone and Nikki Marsh.", labels)
    assert found["Sunetro Zarkel"] == "person"


def test_demonyms_are_no_places_and_countries_are() -> None:
    found = kinds("Pakistani men left Pakistan for the U.S. and the US.", {"Pakistani": "GPE", "U.S.": "ORG"})
    assert found == {"Pakistan": "place", "U.S.": "place", "US": "place"}


def test_a_body_keeps_the_place_in_its_name() -> None:
    labels = {"the Embassy of Pakistan": "FAC", "Harvard University's": "ORG"}
    found = kinds("At the Embassy of Pakistan and Harvard University's gates.", labels)
    assert found == {"Embassy of Pakistan": "organisation", "Harvard University": "organisation"}


@pytest.mark.parametrize(
    "name", ["Army", "US Government and Military", "Pak US", "Embassy", "Pakistan-US", "India China"]
)
def test_what_every_country_has_names_none(name: str) -> None:
    for label in ("ORG", "GPE"):
        assert kinds(f"They spoke of the {name} at length.", {name: label}) == {}


@pytest.mark.parametrize("name", ["Pakistan Army", "Police Department", "New York", "Embassy of Pakistan"])
def test_what_is_told_apart_names_one(name: str) -> None:
    assert list(kinds(f"They spoke of the {name} at length.", {name: "ORG"})) == [name]


def test_titles_and_departments_are_no_organisations() -> None:
    assert kinds("He is Secretary of Defense and Army Chief.", {"Defense": "ORG", "Army Chief": "ORG"}) == {}


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        (
            "Then the U.S. Mission Acting Spokesperson spoke.",
            {"U.S. Mission Acting Spokesperson": "ORG"},
            "U.S. Mission",
        ),
        ("On the Kashmir Issue they differ.", {"Kashmir Issue": "LOC"}, "Kashmir"),
        ("Then the US-led forces left.", {"US-led": "GPE"}, ""),
        ("They flew to Guinea-Bissau today.", {"Guinea-Bissau": "GPE"}, "Guinea-Bissau"),
        ("Then Kim's State Department spoke.", {"Kim's State Department": "ORG"}, "State Department"),
        ("He took 13 percent.", {"13 percent": "ORG"}, ""),
    ],
)
def test_a_thing_has_clean_edges(text: str, labels: dict[str, str], expected: str) -> None:
    assert [name for name, kind in kinds(text, labels).items() if kind != "person"] == ([expected] if expected else [])


def test_a_defined_name_is_one_body_however_the_model_cut_it() -> None:
    text = "The banned Tehreek-e-Taliban Pakistan (TTP) and the US Central Command (Centcom) spoke."
    found = kinds(text, {"Tehreek-e-Taliban": "ORG", "the US Central Command": "ORG", "TTP": "GPE"})
    assert {name for name, kind in found.items() if kind == "organisation"} == {
        "Tehreek-e-Taliban Pakistan", "TTP", "US Central Command", "Centcom",
    }  # fmt: skip


def test_acronyms_are_matched_letter_by_letter() -> None:
    text = "The Tehreek-e-Taliban Pakistan (TTP) and the Central Command (Centcom), said Mr Hill (R-Ky)."
    assert [(one.long, one.short) for one in annotation(text).acronyms] == [
        ("Tehreek-e-Taliban Pakistan", "TTP"),
        ("Central Command", "Centcom"),
    ]


def test_candidates_never_overlap_and_stand_where_they_say() -> None:
    text = "Gen. Asad Noor, Lee Cole's aide, flew from New York to Paris with the US State Department's Ann Hill."
    labels = {"Asad Noor": "PERSON", "Lee Cole's": "ORG", "New York": "GPE", "US State Department": "ORG"}
    made = annotation(text, labels).names
    assert all(text[one.start : one.end] == one.text for one in made)
    assert all(left.end <= right.start for left, right in pairwise(made))
