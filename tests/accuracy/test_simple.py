from typing import Any

from tests.accuracy.simple import briefs, sentences

ARTICLES = (
    ("The river rose over the dykes of the town.", "The river and its boats.", "A cat slept on."),
    ("The river flooded the old town by night.", "The mayor sent boats to the river.", "Bread became dearer."),
)


def test_lead_takes_first_sentences_in_turn() -> None:
    assert briefs(ARTICLES, 17)["lead"] == f"{ARTICLES[0][0]} {ARTICLES[1][0]}"


def test_ranked_sentences_are_near_many_others_and_fit_the_length() -> None:
    for name in ("LexRank", "TextRank"):
        brief = briefs(ARTICLES, 8)[name]
        assert len(brief.split()) <= 8
        assert "river" in brief
        assert "cat" not in brief


def test_nothing_is_taken_twice() -> None:
    twice = (ARTICLES[0], ARTICLES[0])
    assert all(brief.count(ARTICLES[0][0]) <= 1 for brief in briefs(twice, 50).values())


def test_no_article_gives_no_brief() -> None:
    assert briefs([], 50) == {"lead": "", "LexRank": "", "TextRank": ""}


def test_sentences_are_those_of_the_text() -> None:
    article: dict[str, Any] = {
        "paragraphs": [
            {"kind": "headline", "sentences": [{"text": "Flood"}]},
            {"kind": "paragraph", "sentences": [{"text": "It  rained. "}, {"text": None}]},
        ]
    }
    assert sentences(article) == ["It rained."]
