"""Nothing explodes: an article with thousands of names is linked in time that grows with it."""

import time

import pytest

from generator.annotate import roles, words
from tests.annotate.build import account_of


def seconds(count: int, shape: str) -> float:
    letters = "abcdefghijklmnopqrst"
    texts = []
    for number in range(count // 10):
        names = []
        for inside in range(10):
            digits = number * 10 + inside
            coined = "".join(letters[digits // 20**place % 20] for place in range(4)).capitalize()
            names.append(shape.format(coined))
        texts.append("Mr. " + ", Mr. ".join(names) + " met the general.")
    begin = time.process_time()
    account_of(*texts)
    return time.process_time() - begin


@pytest.mark.parametrize("shape", ["John {}son", "{} Smith", "{}", "Lee {} Cole"])
def test_five_thousand_names(shape: str) -> None:
    seconds(200, shape)
    small, large = seconds(1000, shape), seconds(5000, shape)
    assert large < 15 * max(small, 0.2)


@pytest.mark.parametrize(
    "word", ["general ", "chief of ", "deputy ", "General Secretary of the ", "’s ", "a.b.", "Army-"]
)
def test_hostile_runs_of_title_words(word: str) -> None:
    text = word * 4000
    begin = time.process_time()
    tokens = words.tokens(text)
    roles.phrases(tokens, text, [0] * len(tokens))
    words.sentence_spans(text)
    assert time.process_time() - begin < 5
