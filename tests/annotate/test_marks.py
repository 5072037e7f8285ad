"""Quotation marks pair by what stands beside them; a missing one costs no more than its own words."""

import pytest

from generator.annotate import marks, words
from tests.steps import steps


def spans(text: str) -> list[str]:
    starts = [start for start, _ in words.sentence_spans(text)]
    return [text[one.start : one.end] for one in marks.find(text, starts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes, we do,” she said.", ["“Yes, we do,”"]),
        ('"Yes, we do," she said. "Always."', ['"Yes, we do,"', '"Always."']),
        ("She called it ”a mess” and left.", ["”a mess”"]),
        ('He said “no evidence" was found.', ['“no evidence"']),
        ('"He told me “go home” twice," she said.', ['"He told me “go home” twice,"']),
        ('The 12" pipe and the 14" pipe burst.', []),
        ("It’s the ministers’ view.", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    """Curly, straight, wrongly curled, mixed and nested marks; inches and apostrophes are none."""
    assert spans(text) == expected


def test_words_whose_closing_mark_is_missing_run_to_the_end_and_are_open() -> None:
    found = marks.find("He said, “We go on. We never stop.", [0])
    assert [(one.start, one.open) for one in found] == [(9, True)]


def test_words_whose_opening_mark_is_missing_begin_with_their_sentence() -> None:
    assert spans("“We wait,” Ann said. We have waited long.”") == ["“We wait,”", "We have waited long.”"]


@pytest.mark.parametrize("piece", ['x" ', '. X" ', '"', "“ ", ' "x', "”"])
def test_work_on_hostile_text_grows_with_its_length(piece: str) -> None:
    def work(count: int) -> int:
        text = piece * count
        return steps(lambda: marks.find(text, range(0, len(text), 3)))

    work(10)  # what is done once is done
    assert work(8000) < 6 * max(work(2000), 1000), "four times as long"
