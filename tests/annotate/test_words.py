import pytest

from generator.annotate import words


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words.sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Lt. Gen. Amir Dar met Mr. Hill.", "They spoke."],
        ["He flew to the U.S. government's guest house.", "Then he left."],
        ["It ended in the U.S.", "The talks went on."],
        ["He lately visited the US.", "Gen Dar met the minister."],
        ["It was raised at the UN.", "Envoys left."],
        ["“We agree.”", "The minister left."],
        ["It cost $1.5 million.", "Nobody paid."],
        ["The firm is Acme Inc. of Ohio.", "It grew."],
        ["George W. Ball spoke.", "A. B. Cole did not."],
        ["He came at 10 a.m. Tuesday.", "She came later."],
        ["What now?", "Nothing."],
        ["No mark at the end"],
    ],
)
def test_sentences_end_where_they_end(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_the_model_decides_only_where_the_marks_leave_it_open() -> None:
    text = "“Why now?” Hill asked. “Why not?” Nobody knew."
    asked, nobody = text.index("Hill"), text.index("Nobody")
    spans = words.sentence_spans(text, frozenset({0, text.index("“Why not"), nobody}))
    assert asked not in {start for start, _ in spans}
    assert nobody in {start for start, _ in spans}


def test_spans_cover_all_but_white_space() -> None:
    text = "  One.  Two!  Three "
    assert [text[a:b] for a, b in words.sentence_spans(text)] == ["One.", "Two!", "Three"]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("However, talks went on.", "connective"),
        ("In addition, talks went on.", "connective"),
        ("He left.", "pronoun"),
        ("“Its army left.”", "pronoun"),
        ("The former left.", "reference"),
        ("The minister left.", "plain"),
        ("Butter is dear.", "plain"),
    ],
)
def test_a_sentence_tells_what_it_leans_on(text: str, opening: str) -> None:
    (sentence,) = words.sentences(text, frozenset(), [3])
    assert sentence.opening == opening


def test_a_sentence_is_complete_with_a_finite_verb_and_an_end() -> None:
    assert words.sentences("He left.", frozenset(), [3])[0].complete
    assert not words.sentences("He left.", frozenset(), [])[0].complete
    assert not words.sentences("He left", frozenset(), [3])[0].complete


def test_terms_are_stemmed_content_words_with_repeats() -> None:
    found = words.terms("The Generals' defence talks, and talking about defense in the US.")
    assert found.count("talk") == 2
    assert found.count("defens") == 2
    assert "us" in found
    assert "the" not in found


def test_offsets_of_tokens_are_those_of_the_text() -> None:
    text = "Mr. O’Neill’s U.S. visit — d’Estaing, Jong-un."
    assert all(text[token.start : token.end] == token.text for token in words.tokens(text))
    assert [token.text for token in words.tokens(text)][:4] == ["Mr.", "O’Neill", "’s", "U.S."]
