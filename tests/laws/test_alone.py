"""What a paragraph means does not depend on the paragraphs that are read with it: else memory would change results."""

import pytest

from generator.annotate import pipeline
from generator.annotate.paragraph import PARAGRAPH
from generator.annotate.pipeline import Model
from generator.nouns.annotation import Passage
from tests.laws import vocabulary

pytestmark = pytest.mark.model


def test_a_paragraph_is_read_alike_in_any_company() -> None:
    model = Model(name=pipeline.DEFAULT, fingerprint="any")
    texts = [*vocabulary.PARAGRAPHS, *vocabulary.WIRE, *vocabulary.HEADLINES]
    inputs = [Passage(kind="paragraph", text=text) for text in texts]
    together = list(PARAGRAPH.run(model, inputs))
    alone = [next(iter(PARAGRAPH.run(model, [one]))) for one in inputs]
    by_length = sorted(range(len(inputs)), key=lambda number: (len(texts[number]), number), reverse=True)
    sorted_ = dict(zip(by_length, PARAGRAPH.run(model, [inputs[number] for number in by_length]), strict=True))
    assert together == alone
    assert [sorted_[number] for number in range(len(inputs))] == alone
