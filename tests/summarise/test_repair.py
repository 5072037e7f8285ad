import msgspec
import pytest

from generator.nouns.article import Cut
from generator.nouns.corpus import Corpus
from generator.summarise.dates import source
from generator.summarise.placed import placed
from generator.summarise.repair import Mended, mended
from tests.texts import corpus


def told(made: Corpus, sentence: int = 0, paragraph: int = 0, article: str = "a.txt") -> str | None:
    """Write a mended sentence as a page shows it."""
    key = next(one for one in made.order if one == article)
    sentences = placed(made.articles[key], made.accounts[key])
    at = next(one for one in sentences if (one.paragraph, one.number) == (paragraph, sentence))
    found: Mended | None = mended(at, source(made.articles[key]))
    if found is None:
        return None
    shown = ""
    for piece in found.pieces:
        words = ""
        if piece.at is not None:
            words = made.articles[key].paragraphs[piece.at.paragraph].text[piece.at.start : piece.at.end]
        shown += "[…]" if piece.kind == "cut" else f"[{words or piece.text}]" if piece.kind == "bracket" else words
    return shown


def one(text: str, **more: object) -> str | None:
    return told(corpus({"a.txt": text}, **more))  # type: ignore[arg-type]


def test_a_sentence_that_stands_alone_stays_as_it_is() -> None:
    text = "Mayor Ada Rossi opened the new bridge over the Arno on foot."
    assert one(text, names=["Ada Rossi"]) == text


@pytest.mark.parametrize(
    "text",
    [
        "This was the largest flood that the old town had ever seen.",
        "These included larger dykes and many new pumps for the town.",
        "It rose over the dykes in the middle of the night.",
        "Both sides promised to keep talking until the spring of next year.",
        "The two countries also addressed other issues of shared interest in Rome.",
        "There the river had already taken two of the oldest bridges.",
        "But the river had already taken two of the oldest bridges.",
        "The mayor of Pisa met them and their lawyers, and these issues were settled.",
        "We have repaired all of the pumps in the old town.",
        "The general said that the pumps were working again by noon.",
        "Engineers said “the pumps are working again in the old town.",
        "Engineers repaired the pumps (all of them old in the town.",
        "A photograph released by the town of Pisa shows Mayor Ada Rossi on the flood barrier on Friday.",
        "Mayor Ada Rossi, left, and the engineers of Pisa on the flood barrier on Friday.",
        "Mayor Ada Rossi (right) opens the flood barrier of Pisa in heavy rain.",
        "The pumps in the old town",
        "Pumps work.",
    ],
)
def test_what_points_out_of_itself_or_is_broken_is_refused(text: str) -> None:
    assert one(text) is None


@pytest.mark.parametrize("joint", ["Moreover", "In particular", "In a related development", "On the other hand"])
def test_a_joint_at_the_head_is_cut(joint: str) -> None:
    rest = "Ada Rossi opened the new bridge over the Arno on foot."
    assert one(f"{joint}, {rest}", names=["Ada Rossi"]) == f"[…]{rest}"


def test_a_pronoun_is_replaced_by_the_fullest_name_of_its_chain() -> None:
    made = corpus(
        {"a.txt": "Ada Rossi opened the bridge. She praised the engineers of the Arno valley warmly. Rossi left."},
        names=["Ada Rossi", "Rossi"],
        pronouns={("a.txt", "She"): "Ada Rossi"},
    )
    assert told(made, 1) == "[Ada Rossi] praised the engineers of the Arno valley warmly."


def test_a_pronoun_that_nobody_linked_is_refused() -> None:
    made = corpus(
        {"a.txt": "Ada Rossi opened the bridge. She praised the engineers of the Arno valley warmly."},
        names=["Ada Rossi"],
    )
    assert told(made, 1) is None


def test_an_owner_is_replaced_only_by_a_name_that_owns() -> None:
    texts = {
        "a.txt": "Ada Rossi’s bridge opened. Her plan for the valley of the Arno took nine years.",
        "b.txt": "Ada Rossi opened it. Her plan for the valley of the Arno took nine years.",
    }
    made = corpus(
        texts,
        names=["Ada Rossi"],
        pronouns={("a.txt", "Her"): "Ada Rossi", ("b.txt", "Her"): "Ada Rossi"},
    )
    assert told(made, 1) is None or "Ada Rossi’s" in str(told(made, 1))
    assert told(made, 1, article="b.txt") is None


def test_a_pronoun_whose_antecedent_is_in_the_sentence_stays() -> None:
    text = "Ada Rossi said on the bridge that she would never build another tower."
    assert one(text, names=["Ada Rossi"]) == text


def test_an_object_pronoun_is_not_the_subject_of_its_clause() -> None:
    assert one("Deputy mayor Carlo Verdi met him in the new town hall of Pisa.", names=["Carlo Verdi"]) is None


@pytest.mark.parametrize(
    "text",
    [
        "According to the press office, he met officials of the delta, including mayor Ada Rossi of Pisa.",
        "After the storm, her plan was praised, said Ada Rossi of Pisa.",
        "Her plan for the delta of the Arno, Ada Rossi said, was praised.",
    ],
)
def test_a_pronoun_does_not_look_ahead_but_from_an_opening_phrase(text: str) -> None:
    assert one(text, names=["Ada Rossi"]) is None


def test_a_pronoun_with_two_possible_antecedents_is_refused() -> None:
    text = "Ada Rossi told Carla Verdi on the bridge that she would never build another tower."
    assert one(text, names=["Ada Rossi", "Carla Verdi"]) is None


def test_words_inside_quotation_marks_are_left_alone() -> None:
    text = "“We will repair all of these pumps before it rains,” Ada Rossi said on the bridge."
    assert one(text, names=["Ada Rossi"]) == text


def dated(words: str, value: str, text: str) -> Corpus:
    made = corpus({"a.txt": f"! Published January 2, 2024\n{text}"}, dates={("a.txt", words): value})
    key = made.order[0]
    head = "Published January 2, 2024"
    cut = Cut(first_line=1, last_line=1, start=2, end=2 + len(head), text=head, reason="time line")
    published = msgspec.structs.replace(made.articles[key].published, stated="January 2, 2024", line=1)
    article = msgspec.structs.replace(made.articles[key], cuts=(cut,), published=published)
    return msgspec.structs.replace(made, articles={key: article})


def test_a_relative_day_gets_its_date_in_brackets() -> None:
    made = dated("Tuesday", "2024-01-02", "Ada Rossi opened the bridge over the Arno on Tuesday and left.")
    assert told(made, 0, 1) == "Ada Rossi opened the bridge over the Arno on Tuesday[2 January 2024] and left."


def test_a_date_that_says_its_day_gets_none() -> None:
    made = dated("2 January", "2024-01-02", "Ada Rossi opened the bridge over the Arno on 2 January and left.")
    assert "[" not in str(told(made, 0, 1))


def test_an_article_that_does_not_state_its_date_dates_nothing() -> None:
    made = corpus(
        {"a.txt": "Ada Rossi opened the bridge over the Arno on Tuesday and left."},
        dates={("a.txt", "Tuesday"): "2024-01-02"},
    )
    assert "[" not in str(told(made))


@pytest.mark.parametrize(
    "text",
    [
        "Both Pisa and Lucca promised to build new dykes until spring.",
        "The talks between Rossi and Verdi turned on the flood barrier.",
        "US Mayor Ada Rossi opened the flood barrier in heavy rain.",
        "While on her visit to Pisa, Ada Rossi opened the flood barrier.",
        "US Mayor Ada Rossi left, and the flood barrier was closed by noon.",
        "The picture of the river that engineers of Pisa gave was a dark one.",
    ],
)
def test_what_is_named_at_once_stands(text: str) -> None:
    assert one(text, names=["Ada Rossi", "Rossi", "Verdi"]) == text


@pytest.mark.parametrize(
    ("loose", "plain"),
    [
        ("The town said that the two sides agreed to go on with the work.", 0.8),
        ("On Friday the town said that both parties agreed to go on with the work.", 0.8),
        ("Rossi of Pisa told Bini of Lucca that the two sides agreed to go on with the work.", 1.0),
        ("The town said that the two bridges would be closed for the work.", 1.0),
    ],
)
def test_two_sides_that_no_names_come_before_count_less(loose: str, plain: float) -> None:
    made = corpus({"a.txt": loose})
    found = mended(next(placed(made.articles[made.order[0]], made.accounts[made.order[0]])), None)
    assert found is not None
    assert found.ease == plain
