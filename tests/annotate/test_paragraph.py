import sys
from itertools import pairwise

import pytest

from generator.annotate import paragraph, pipeline
from generator.errors import UsageError
from generator.nouns.annotation import Annotation, Passage
from generator.settings import Settings


def test_a_missing_model_says_how_to_install_it() -> None:
    with pytest.raises(UsageError) as caught:
        pipeline.describe(Settings(model="en_core_web_nowhere"))
    assert "spacy download en_core_web_nowhere" in caught.value.hint
    assert "pip install en" not in caught.value.hint


def test_a_package_that_is_no_model_is_not_run() -> None:
    with pytest.raises(UsageError, match="no language model"):
        pipeline.describe(Settings(model="pytest"))


@pytest.mark.model
def test_describing_the_model_does_not_load_it() -> None:
    before = "spacy" in sys.modules
    made = pipeline.describe(Settings())
    assert made.name in made.fingerprint
    assert ("spacy" in sys.modules) == before


def test_chunks_cover_the_text_and_stay_short() -> None:
    text = "One sentence here. " * 40 + "x" * 300
    pieces = pipeline.chunks(text, 100)
    assert "".join(piece for _, piece in pieces) == text
    assert all(len(piece) <= 100 and text[offset : offset + len(piece)] == piece for offset, piece in pieces)


def read(*texts: str) -> list[Annotation]:
    model = pipeline.describe(Settings())
    return list(paragraph.run(model, [Passage(kind="paragraph", text=text) for text in texts]))


@pytest.mark.model
def test_a_paragraph_is_a_function_of_its_text_alone() -> None:
    texts = [
        "General Asim Munir met Lloyd Austin in Washington.",
        "",
        "He left.",
        "Nothing, said Ann Hill of Acme Inc.",
    ]
    assert read(*texts) == [one for text in texts for one in read(text)]


@pytest.mark.model
def test_a_long_text_is_read_in_pieces_with_true_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "General Asim Munir met Lloyd Austin on Tuesday. “It went well,” Munir said. " * 6
    whole = read(text)[0]
    cut = pipeline.chunks
    monkeypatch.setattr(pipeline, "chunks", lambda one: cut(one, 200))
    pieces = read(text)[0]
    assert [(one.start, one.end) for one in pieces.sentences] == [(one.start, one.end) for one in whole.sentences]
    assert [(one.start, one.text, one.sentence) for one in pieces.names] == [
        (one.start, one.text, one.sentence) for one in whole.names
    ]
    assert all(text[one.start : one.end] == one.text for one in pieces.names)
    assert all(text[one.start : one.end] == one.text for one in pieces.phrases)
    assert all(text[one.start : one.end] == one.text for one in pieces.dates)


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["", " ", "…", "((((", "\u200bA", "“" * 500, "A. " * 400, "Mr. " * 300, "al-" * 300 + "X"]
)
def test_odd_text_is_read(text: str) -> None:
    (made,) = read(text)
    assert all(left.end <= right.start for left, right in pairwise(made.sentences))
