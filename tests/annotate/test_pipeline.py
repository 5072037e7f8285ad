import subprocess
import sys
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


def test_spacy_comes_without_its_command_line_and_gives_it_to_whoever_asks() -> None:
    script = """
import sys
from generator.annotate import pipeline
pipeline.load(pipeline.DEFAULT)
print("weasel" in sys.modules, any(one.startswith("spacy.cli") for one in sys.modules))
import spacy
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__)
import spacy.cli
print(spacy.cli.info is sys.modules["spacy.cli.info"].info)
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "False", "True", "True"]


def test_spacy_that_is_there_already_is_left_as_it_is() -> None:
    script = """
import spacy
from generator.annotate import pipeline
before = spacy.info
pipeline.load(pipeline.DEFAULT)
print(spacy.info is before)
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["True"]
