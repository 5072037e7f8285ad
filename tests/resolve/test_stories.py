import msgspec
import pytest

from generator.nouns.corpus import Corpus
from generator.nouns.findings import Story, Telling
from generator.resolve.stories import ToldTwice
from tests.texts import corpus, splitting

WIRE = (
    "The ministry of works said on Friday that the northern bridge would stay closed until engineers had replaced "
    "both of its corroded main cables."
)
LIGHTLY = (
    "The northern bridge would stay closed until engineers had replaced both corroded main cables, "
    "the ministry of works said."
)
OWN = "Fishermen in the harbour complained that the ferry had doubled its fares overnight."


def found(made: Corpus) -> tuple[tuple[Story, ...], tuple[Telling, ...]]:
    return ToldTwice().told_twice(made, splitting(made))


def stories(made: Corpus) -> tuple[Story, ...]:
    return found(made)[0]


def tellings(made: Corpus) -> tuple[Telling, ...]:
    return found(made)[1]


def groups(made: Corpus) -> list[list[tuple[str, int]]]:
    return [[(str(one.article), one.paragraph) for one in story.loci] for story in stories(made)]


def test_a_sentence_copied_into_another_text_is_found() -> None:
    made = corpus({"a.txt": f"{WIRE}\n{OWN}", "b.txt": f"Rain fell in the hills all day long. {WIRE}"})
    assert groups(made) == [[("a.txt", 0), ("b.txt", 0)]]


def test_light_rewording_is_found_and_its_evidence_is_told() -> None:
    made = corpus({"a.txt": WIRE, "b.txt": LIGHTLY})
    story = stories(made)[0]
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(story), type=Story) == story
    assert len(story.loci) == 2
    assert 0.25 <= story.evidence.score < 1
    assert "2 articles share" in story.evidence.reason


def test_the_locus_is_the_shared_sentence() -> None:
    text = f"Rain fell in the hills all day long. {WIRE}"
    made = corpus({"a.txt": WIRE, "b.txt": text})
    second = stories(made)[0].loci[1]
    assert text[second.start : second.end] == WIRE


def test_long_names_and_titles_alone_are_no_shared_text() -> None:
    made = corpus(
        {
            "a.txt": "A critic of Special Envoy for Northern Waterways Maria da Silva Pereira lost the vote.",
            "b.txt": "Tea was served while Special Envoy for Northern Waterways Maria da Silva Pereira slept.",
        }
    )
    assert groups(made) == []


def test_headlines_and_standfirsts_are_left_out() -> None:
    made = corpus({"a.txt": f"! {WIRE}\n> {WIRE}\n{WIRE}"})
    assert groups(made) == []


def test_the_origin_is_what_the_text_names() -> None:
    told = WIRE.replace("The ministry of works said on Friday", "According to the ministry of works, engineers said")
    made = corpus({"a.txt": told, "b.txt": told})
    assert stories(made)[0].origin == "the ministry of works"


@pytest.mark.parametrize(
    ("opening", "origin"),
    [
        ("In a press statement released on Friday, the army said that", "press statement by the army"),
        ("A statement issued by the Northern Mission outlined how", "statement issued by the Northern Mission"),
        ("In a separate statement, Mayor Ann Lee said", "statement by Mayor Ann Lee"),
        ("In a poll on Friday, the army said that", ""),
    ],
)
def test_a_paper_that_somebody_issued_is_an_origin(opening: str, origin: str) -> None:
    told = WIRE.replace("The ministry of works said on Friday that", opening)
    made = corpus({"a.txt": told, "b.txt": told})
    assert stories(made)[0].origin == origin


def test_sentences_reworded_one_after_the_other_are_found() -> None:
    first = (
        "The governor underscored the importance of understanding the views of both towns on coastal safety issues and "
        "developments affecting trade along the river. In this context, he highlighted the need of "
        "replacing the cables of the bridge in accordance with national law and the relevant building rules."
    )
    second = (
        "Ms Lee stressed the importance of knowing and understanding opinions of both towns on coastal safety matters "
        "and the impact of developments on commerce by the river. In particular, she spoke for the need of changing "
        "cables of the bridge by national law and relevant building codes."
    )
    assert len(groups(corpus({"a.txt": first, "b.txt": second}))) == 2
    alone = second.partition(". In")[0] + "."
    assert groups(corpus({"a.txt": first.partition(". In")[0] + ".", "b.txt": alone})) == []


def test_who_did_something_is_no_shared_text_where_the_rest_differs() -> None:
    who = "Chief of Army Staff General Omar Khalid’s recent visit"
    made = corpus(
        {
            "a.txt": f"As part of ongoing diplomatic efforts between both countries, {who} was arranged in spring.",
            "b.txt": f"The discussions were centred on various aspects of trade, including {who} and customs duties.",
        }
    )
    assert groups(made) == []


def test_a_common_agency_is_the_origin_where_the_text_names_none() -> None:
    made = corpus({"a.txt": WIRE, "b.txt": WIRE}, agencies={"a.txt": "Wire", "b.txt": "Wire"})
    assert stories(made)[0].origin == "Wire"


def test_copies_of_one_text_are_one_telling_and_every_article_has_one() -> None:
    made = corpus({"a.txt": f"{WIRE}\n{OWN}", "b.txt": f"{WIRE}\n{OWN} It rained.", "c.txt": "The choir sang well."})
    one_telling = tellings(made)
    assert [one.articles for one in one_telling] == [("a.txt", "b.txt"), ("c.txt",)]
    assert "2 articles" in one_telling[0].reason


def test_one_shared_quotation_does_not_make_one_telling() -> None:
    made = corpus(
        {
            "a.txt": f"{WIRE}\n{OWN}\nThe opera house opened its doors to children from the valley for one evening.",
            "b.txt": f"{WIRE}\nBakers warned of dearer bread before the feast of Saint Martin.\n"
            "The mayor planted forty young lime trees along the canal.",
        }
    )
    assert len(tellings(made)) == 2


def test_without_articles_or_words_nothing_is_shared() -> None:
    assert found(corpus({})) == ((), ())
    assert [one.articles for one in tellings(corpus({"a.txt": "Yes.", "b.txt": "! No"}))] == [("a.txt",), ("b.txt",)]


def test_order_of_input_changes_nothing() -> None:
    texts = {"a.txt": WIRE, "b.txt": LIGHTLY, "c.txt": f"{OWN} {WIRE}"}
    assert stories(corpus(texts)) == stories(corpus(dict(reversed(texts.items()))))


def test_a_phrase_that_everybody_uses_is_no_shared_text() -> None:
    made = corpus({f"{n}.txt": f"Police said number {n} was under control and item{n} moved." for n in range(400)})
    assert stories(made) == ()


def test_a_sentence_goes_with_the_one_that_it_shares_most_with() -> None:
    first = "Engineers of the northern yard said cables snapped near midnight when lorries crowded onto both icy lanes."
    second = (
        "Cables snapped near midnight while farmers from the southern valley drove sheep along muddy winding paths."
    )
    mixed = "Engineers of the northern yard said cables snapped near midnight while farmers waited."
    made = corpus({"a.txt": first, "b.txt": first, "c.txt": second, "d.txt": second, "e.txt": mixed})
    assert groups(made) == [[("a.txt", 0), ("b.txt", 0), ("e.txt", 0)], [("c.txt", 0), ("d.txt", 0)]]
