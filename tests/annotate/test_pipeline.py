from typing import TYPE_CHECKING

import pytest

from generator.annotate import pipeline
from tests.bench.corpus import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

pytestmark = pytest.mark.model

TEXTS = [text for piece in corpus(4) for text in piece.paragraphs]
ODD = ["", " ", "No.", "\n\n", "Ann", "😀 “", "He met Ann Hill of Acme Inc. in Rome. " * 60, ". . .", "the " * 400]


@pytest.fixture(name="nlp")
def loaded() -> "Language":
    return pipeline.load(pipeline.DEFAULT)


def told(docs: "Iterator[Doc]") -> list[object]:
    return [
        (
            doc.text,
            [(ent.start, ent.end, ent.label_) for ent in doc.ents],
            [(token.tag_, token.dep_, token.head.i, token.is_sent_start, token.ent_iob) for token in doc],
        )
        for doc in docs
    ]


@pytest.mark.parametrize("texts", [TEXTS, ODD, [""], []], ids=["news", "odd", "empty", "none"])
def test_texts_are_analysed_as_by_spacy_itself(nlp: "Language", texts: list[str]) -> None:
    assert told(pipeline.read(nlp, texts)) == told(nlp.pipe(texts, batch_size=4))


def test_texts_are_analysed_alike_however_many_go_together(nlp: "Language", monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(pipeline.read(nlp, TEXTS + ODD))
    monkeypatch.setattr(pipeline, "TOGETHER", 50)
    assert told(pipeline.read(nlp, TEXTS + ODD)) == whole


def test_only_some_texts_are_in_memory_at_once(nlp: "Language", monkeypatch: pytest.MonkeyPatch) -> None:
    source = iter(TEXTS)
    monkeypatch.setattr(pipeline, "TOGETHER", 50)
    next(pipeline.read(nlp, source))
    assert len(list(source)) > len(TEXTS) / 2
