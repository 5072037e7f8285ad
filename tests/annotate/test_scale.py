"""Nothing explodes: an article with thousands of names is linked in work that grows with it."""

import pytest

from generator.annotate import roles, words
from tests.annotate.build import account_of
from tests.steps import steps


def crowd(count: int, shape: str) -> list[str]:
    letters = "abcdefghijklmnopqrst"
    texts = []
    for number in range(count // 10):
        names = []
        for inside in range(10):
            digits = number * 10 + inside
            coined = "".join(letters[digits // 20**place % 20] for place in range(4)).capitalize()
            names.append(shape.format(coined))
        texts.append("Mr. " + ", Mr. ".join(names) + " met the general.")
    return texts


SHAPES = ["John {}son", "{} Smith", "{}", "Lee {} Cole"]


@pytest.mark.parametrize("shape", SHAPES)
def test_thousands_of_names(shape: str) -> None:
    few, many = crowd(400, shape), crowd(2000, shape)
    account_of(*few[:2])  # what is done once is done
    assert steps(lambda: account_of(*many)) < 10 * steps(lambda: account_of(*few)), "five times as many names"


HOSTILE = ["general ", "chief of ", "deputy ", "General Secretary of the ", "’s ", "a.b.", "Army-"]


def phrased(text: str) -> None:
    tokens = words.tokens(text)
    roles.phrases(tokens, text, [0] * len(tokens))
    words.sentence_spans(text)


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_runs_of_title_words(word: str) -> None:
    phrased(word * 10)
    assert steps(lambda: phrased(word * 4000)) < 7 * max(steps(lambda: phrased(word * 800)), 1000)
