from tests.annotate.build import account_of, chain, roles_of, texts_of

LABELS = {"Asad Noor": "PERSON", "Noor": "PERSON", "Lee Cole": "PERSON", "Ann Hill": "PERSON", "Cole": "PERSON"}


def test_a_role_mention_goes_to_its_one_holder() -> None:
    made = account_of(
        "COAS Gen Asad Noor visited the US.",
        "The COAS met Ann Hill. Army Chief spoke to the COAS staff.",
        labels=LABELS,
    )
    assert texts_of(made, "Asad Noor") == ["Asad Noor", "The COAS", "Army Chief", "the COAS"]
    assert {one.form for one in made.mentions if one.text == "The COAS"} == {"role"}
    assert "COAS" in roles_of(made, "Asad Noor")


def test_among_several_holders_the_only_one_spoken_of_is_meant() -> None:
    made = account_of(
        "General Asad Noor met General Lee Cole.",
        "Nothing else happened.",
        "Then it rained.",
        "General Noor reiterated this. The General left.",
        labels=LABELS,
    )
    assert "The General" in texts_of(made, "Asad Noor")


def test_among_several_spoken_of_nobody_is_meant_and_it_is_told() -> None:
    made = account_of("General Asad Noor met General Lee Cole. The general left.", labels=LABELS)
    assert all(one.form == "name" for one in made.mentions)
    assert any("more than one person" in one.reason for one in made.unlinked)


def test_another_country_or_organisation_is_another_holder() -> None:
    made = account_of(
        "Pakistan's Foreign Minister Asad Noor spoke.", "The Indian foreign minister did not.", labels=LABELS
    )
    assert texts_of(made, "Asad Noor") == ["Asad Noor"]
    made = account_of("CIA Director Ann Hill met Ann Hill's aides.", "The director of the FBI did not.", labels=LABELS)
    assert all(one.form == "name" for one in made.mentions)


def test_a_former_holder_is_not_called_by_the_role() -> None:
    made = account_of("Then Prime Minister Asad Noor left. Noor spoke.", "The prime minister came.", labels=LABELS)
    assert "The prime minister" not in texts_of(made, "Asad Noor")


def test_a_deputy_is_not_the_one_whose_deputy_he_is() -> None:
    made = account_of(
        "Secretary of State Lee Cole spoke. Cole left.", "The deputy secretary of state came.", labels=LABELS
    )
    assert len(chain(made, "Lee Cole").mentions) == 2


def test_an_indefinite_or_addressed_role_calls_nobody() -> None:
    made = account_of(
        "President Ann Hill spoke. Hill left.", "A president decides.", "“Mr. President, will you?”", labels=LABELS
    )
    assert all(one.form == "name" for one in made.mentions)


def test_headlines_drop_articles() -> None:
    made = account_of(
        "FM Noor praises ties", "In a meeting, foreign minister praises ties", "Foreign Minister Asad Noor spoke.",
        labels=LABELS, kinds=["headline", "standfirst", "paragraph"],
    )  # fmt: skip
    assert "foreign minister" in texts_of(made, "Asad Noor")
