from generator.annotate.lexicon import Known
from tests.annotate.build import account_of, chain, mentions_of, texts_of

NAMES = [
    "Asad Imran Noor", "Asad Noor", "Ann Hill", "Bob Hill", "Ann P. Hill", "Llyod Cole", "Lloyd J. Cole", "Kim Jong-un",
    "Lee Cole Jr.", "Lee Cole Sr.", "Thomas West", "Thomas East", "Melania Stone",
]  # fmt: skip
LABELS = dict.fromkeys(NAMES, "PERSON")


def test_a_family_name_goes_to_the_full_name_before_or_after_it() -> None:
    made = account_of("Noor in town", "Gen Asad Noor spoke. Noor's aide left.", labels=LABELS)
    assert texts_of(made, "Asad Noor") == ["Noor", "Asad Noor", "Noor"]
    assert {one.rule for one in mentions_of(made, "Asad Noor")} == {"family-name", "full-name"}


def test_a_title_with_the_given_name_means_the_same_person() -> None:
    made = account_of("General Asad Noor spoke.", "General Asad stressed peace.", labels=LABELS)
    assert texts_of(made, "Asad Noor") == ["Asad Noor", "Asad"]


def test_middle_names_initials_and_slips_are_variants() -> None:
    made = account_of("Asad Imran Noor met Llyod Cole.", "Asad Noor thanked Lloyd J. Cole.", labels=LABELS)
    assert texts_of(made, "Asad Imran Noor") == ["Asad Imran Noor", "Asad Noor"]
    assert texts_of(made, "Lloyd J. Cole") == ["Llyod Cole", "Lloyd J. Cole"]


def test_two_people_with_one_surname_stay_two_and_the_lone_name_is_withheld() -> None:
    made = account_of("Ann P. Hill met Bob Hill.", "Then it rained.", "Hill left.", labels=LABELS)
    assert texts_of(made, "Ann P. Hill") == ["Ann P. Hill"]
    assert texts_of(made, "Bob Hill") == ["Bob Hill"]
    assert [(one.text, one.reason) for one in made.unlinked] == [
        ("Hill", "more than one person of that name in this article")
    ]


def test_the_paragraph_or_the_corpus_may_single_one_out() -> None:
    made = account_of("Ann Hill met Bob Hill.", "Ann Hill spoke, and Hill left.", labels=LABELS)
    assert texts_of(made, "Ann Hill")[-1] == "Hill"
    known = Known(usual={"hill": "bob hill"})
    made = account_of("Ann Hill met Bob Hill.", "Then it rained. Hill left.", labels=LABELS, known=known)
    assert texts_of(made, "Bob Hill")[-1] == "Hill"


def test_mr_is_not_his_wife() -> None:
    made = account_of("Melania Stone smiled.", "Mr. Stone did not. Mrs. Stone did.", labels=LABELS)
    assert texts_of(made, "Melania Stone") == ["Melania Stone", "Stone"]
    assert len(chain(made, "Stone").mentions) == 1


def test_whom_the_corpus_means_by_a_name_is_not_the_one_named_in_passing() -> None:
    known = Known(usual={"stone": "donald stone"})
    made = account_of("President Stone and Melania Stone came.", "Stone spoke.", labels=LABELS, known=known)
    assert len(chain(made, "Melania Stone").mentions) == 1
    assert len(chain(made, "Stone").mentions) == 2


def test_generations_are_a_barrier() -> None:
    made = account_of("Lee Cole Jr. met Lee Cole Sr. yesterday.", labels=LABELS)
    assert {one.name for one in made.chains} == {"Lee Cole Jr.", "Lee Cole Sr."}


def test_a_short_name_with_a_generation_means_that_generation() -> None:
    labels = {"Lee Cole": "PERSON", "Lee Cole Jr.": "PERSON", "Cole Jr.": "PERSON"}
    made = account_of("Lee Cole met Ann Hill.", "Lee Cole Jr. came.", "Cole Jr. left.", labels=labels | LABELS)
    assert texts_of(made, "Lee Cole") == ["Lee Cole"]
    assert texts_of(made, "Lee Cole Jr.") == ["Lee Cole Jr.", "Cole Jr."]
    made = account_of("Lee Cole spoke. Lee Cole smiled.", "Cole Jr. left.", labels=labels | LABELS)
    assert texts_of(made, "Lee Cole") == ["Lee Cole", "Lee Cole"]


def test_two_with_one_given_name_stay_two() -> None:
    made = account_of("Thomas West met Thomas East.", "Thomas spoke.", labels=LABELS | {"Thomas": "PERSON"})
    assert texts_of(made, "Thomas West") == ["Thomas West"]
    assert "Thomas" in [one.text for one in made.unlinked]


def test_family_names_first() -> None:
    made = account_of(
        "Kim Jong-un spoke.", "Mr. Kim left. Kim Jong Un came.", labels=LABELS | {"Kim Jong Un": "PERSON"}
    )
    assert len(made.chains) == 1


def test_names_grown_together_with_others_are_found() -> None:
    made = account_of(
        "Asad Noor met Bob Hill.", "The Noor-Hill summit drew anti-Noor crowds.", labels=LABELS | {"Noor-Hill": "ORG"}
    )
    assert texts_of(made, "Asad Noor") == ["Asad Noor", "Noor", "Noor"]


def test_a_headlines_capitals_are_cut_from_a_known_name() -> None:
    made = account_of(
        "Crooked Bob Hill Slams Critics Again", "Bob Hill spoke.", labels={"Crooked Bob Hill": "PERSON"} | LABELS
    )
    assert texts_of(made, "Bob Hill") == ["Bob Hill", "Bob Hill"]


def test_authors_are_no_actors() -> None:
    made = account_of(
        "By Asad Noor", "Asad wrote it. Ann Hill did not.", labels=LABELS | {"Asad": "GPE"}, byline="Asad Noor"
    )
    assert [one.name for one in made.chains] == ["Ann Hill"]
    assert {one.reason for one in made.unlinked} == {"the article's author, not someone it writes about"}


def test_a_name_of_the_corpus_is_found_where_the_model_is_blind() -> None:
    known = Known(names={"austin": ("lloyd austin",)}, kinds={"blome": "person"}, usual={})
    made = account_of("Then Lloyd Austin came.", labels={"Then Lloyd Austin": "ORG"}, known=known)
    assert [(one.kind, one.name) for one in made.chains] == [("person", "Lloyd Austin")]


def test_organisations_by_acronym_and_alias() -> None:
    made = account_of(
        "The Foreign Office (FO) and the United States spoke.",
        "The FO wrote. The US did too.",
        labels={"Foreign Office": "ORG", "FO": "ORG", "United States": "GPE", "US": "GPE"},
    )
    assert [(one.name, len(one.mentions)) for one in made.chains] == [("Foreign Office", 3), ("United States", 2)]


def test_bodies_that_rest_on_a_headlines_capitals_are_withheld() -> None:
    made = account_of(
        "Leaders Reaffirm Commitment To Strengthen Bilateral Ties",
        "Nothing more.",
        labels={"Reaffirm Commitment": "ORG"},
    )
    assert made.chains == ()


def test_persons_of_the_past_are_told_apart() -> None:
    labels = {"Omar Ali Shah": "PERSON", "Bob Hill": "PERSON"}
    made = account_of(
        "It began in 1950 when Omar Ali Shah visited.", "Bob Hill came in 2024.", labels=labels, published="2024-01-02"
    )
    assert chain(made, "Omar Ali Shah").historical == "the article speaks of 1950"
    assert chain(made, "Bob Hill").historical == ""
    made = account_of("Late Prime Minister Omar Ali Shah visited.", labels=labels, published="2024-01-02")
    assert chain(made, "Omar Ali Shah").historical == "called “Late Prime Minister”"
