"""A clean text and the source it came from agree, character by character: what citations stand on."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from generator.nouns.article import Paragraph
from generator.nouns.corpus import source_span
from generator.read.draft import Run, cut, gathered, paragraph

SOURCES = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab .\n\r\t"),
        st.sampled_from("e\u0301\u0323\u200b\u202e\ufeff\x00\u00a0\u2028\ufdd0\u1100\u1161\ud800"),
        st.characters(),
    ),
    max_size=50,
)


def agrees(one: Paragraph, source: str) -> None:
    """Law 3 for every character and every stretch: the exact text stands at its offsets and cleans to what is shown."""
    raw = one.raw or one.text
    assert source[one.start : one.end] == raw
    before = one.start
    for at, letter in enumerate(one.text):
        start, end = source_span(one, at, at + 1)
        assert before <= start < end <= one.end
        exact = source[start:end]
        assert exact == raw[start - one.start : end - one.start]
        assert letter in unicodedata.normalize("NFC", exact) or (letter == " " and exact[0].isspace())
        before = start
    for start in range(0, len(one.text), 5):
        begin, finish = source_span(one, start, len(one.text))
        assert one.start <= begin < finish <= one.end


@given(SOURCES, st.integers(0, 50), st.integers(0, 50))
@example("a \n b", 0, 5)
@example("\u200bA\u0301\u200b b\u200b", 0, 7)
@example("\u1100\u1161\u1100\u1161 x", 0, 6)
def test_every_character_maps_back(source: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(source)), min(second, len(source))))
    one = paragraph(source, start, end, "paragraph", 1)
    if one.text:
        agrees(one, source)


@given(SOURCES, st.lists(st.integers(0, 50), min_size=2, max_size=8, unique=True))
def test_every_character_of_gathered_runs_maps_back(source: str, places: list[int]) -> None:
    bounds = sorted({min(place, len(source)) for place in places})
    runs = [Run(start=a, end=b) for a, b in zip(bounds[::2], bounds[1::2], strict=False)]
    if runs and (one := gathered(source, runs, "paragraph", 1)).text:
        agrees(one, source)


def test_a_replaced_run_maps_to_what_it_replaced() -> None:
    source = "Tom &amp; Ann met."
    runs = [Run(start=0, end=4), Run(start=4, end=9, new="&"), Run(start=9, end=18)]
    one = gathered(source, runs, "paragraph", 1)
    assert one.text == "Tom & Ann met."
    assert source_span(one, 4, 5) == (4, 9)
    assert source_span(one, 6, 9) == (10, 13)


def test_wrapped_lines_keep_their_length() -> None:
    source = "one line\nand the next"
    one = paragraph(source, 0, len(source), "paragraph", 1)
    assert one.text == "one line and the next"
    assert source_span(one, 9, 12) == (9, 12)
    assert one.raw == source


def test_a_cut_masks_addresses_and_stays_short() -> None:
    source = "Write to jane.sample@example.org. " + "word " * 2000
    one = cut(source, 0, len(source), (1, 1), "about the author")
    assert "jane.sample" not in one.text
    assert "[e-mail address]" in one.text
    assert len(one.text) < 2_100
