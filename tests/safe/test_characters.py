import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.safe import characters

DIRTY = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "e\u0301\u0323\u200b\u202e\ufeff\x00\x85\u2028\r\n\t \u00a0\ufdd0\u0344\u1100\u1161\u11a8A\u030a"
        ),
    ),
    max_size=60,
)


@given(DIRTY)
@example("\u1100\u1161\u11a8")
@example("\u09c7\u09be")
@example("e\u0301\u200b\u0323")
@example("\ud800 \udc00")
@example("\uff9e\u3099\u304b\u3099")
def test_clean_text_shows_all_that_is_in_it(text: str) -> None:
    clean, _ = characters.clean(text)
    assert unicodedata.is_normalized("NFC", clean)
    assert clean == clean.strip()
    assert "  " not in clean
    assert not characters.INVISIBLE.search(clean)
    assert not set(clean) & set("\n\r\t\x0b\x0c\x85\u2028\u2029\u00a0")
    assert characters.clean(clean)[0] == clean
    assert characters.is_clean(clean)
    clean.encode("utf-8")


@given(DIRTY)
def test_what_is_called_clean_would_not_change(text: str) -> None:
    if characters.is_clean(text):
        assert characters.clean(text)[0] == text.strip()


@given(DIRTY)
def test_every_clean_character_knows_its_place(text: str) -> None:
    clean, pieces = characters.clean(text)
    assert sum(length for _, _, length, _ in pieces) == len(clean)
    at = 0
    before = 0
    for where, source, length, span in pieces:
        assert where == at
        assert source >= before
        stop = source + (length if span < 0 else span)
        if span < 0:
            kept = text[source:stop]
            assert all(
                new == unicodedata.normalize("NFC", old) or (new == " " and old.isspace())
                for new, old in zip(clean[at : at + length], kept, strict=True)
            )
        at += length
        before = stop
    assert before <= len(text)


@given(st.text(alphabet=" -./Aaz0~", max_size=12))
def test_plain_english_is_what_cleaning_makes_of_it(text: str) -> None:
    assert characters.plain(text) == characters.clean(text)[0]


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        (b"caf\xc3\xa9", "café", "utf-8"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café", "utf-8"),
        ("café".encode("utf-16"), "café", "utf-16-le"),
        (b"\xfe\xff" + "café".encode("utf-16-be"), "café", "utf-16-be"),
        (b"", "", "utf-8"),
    ],
)
def test_decoding_keeps_all_but_the_mark(content: bytes, text: str, encoding: str) -> None:
    decoded = characters.decode(content)
    assert (decoded.text, decoded.encoding, decoded.note) == (text, encoding, "")


def test_another_encoding_is_guessed_and_told() -> None:
    text = "Der Präsident erklärte, die Gespräche würden nächste Woche fortgeführt. “Gut”, sagte er. " * 5
    decoded = characters.decode(text.encode("cp1252"))
    assert decoded.text == text
    assert "not UTF-8" in decoded.note


@pytest.mark.parametrize("text", ["Señora Núñez met María Okonjo in Zürich on Friday.", "“Café,” she said – twice."])
def test_an_accent_or_a_quote_in_english_text_makes_it_no_chinese(text: str) -> None:
    assert characters.decode(text.encode("cp1252")).text == text


def test_a_text_in_another_script_is_guessed() -> None:
    text = "Президент заявил, что переговоры продолжатся на следующей неделе. " * 5
    assert characters.decode(text.encode("cp1251")).text == text


def test_one_broken_byte_does_not_change_the_encoding_of_the_rest() -> None:
    content = ("“Größe” – ça va, señor. " * 40).encode() + b"\xff" + b"Ende"
    decoded = characters.decode(content)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1
    assert "1 broken character" in decoded.note


@given(st.binary(max_size=200))
def test_decoding_never_fails(content: bytes) -> None:
    assert characters.decode(content) == characters.decode(content)


def test_marks_without_end_are_capped() -> None:
    clean, _ = characters.clean("Z" + "\u0335" * 500 + "algo")
    assert clean.endswith("algo")
    assert len(clean) <= 10
