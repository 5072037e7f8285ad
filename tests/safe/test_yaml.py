"""YAML from strangers: plain values come out as text, everything clever is refused with a line."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import InputError
from generator.safe import yaml
from tests.steps import steps

REFUSED = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", 3, "again"),
    "nested duplicate key": ("x:\n  - a: 1\n    a: 2\n", 3, "again"),
    "alias": ("a: [1]\nb: *a\n", 2, "alias"),
    "anchor": ("a: &x 1\n", 1, "anchor"),
    "merge": ("a:\n  <<: {b: 1}\n", 2, "merge"),
    "python tag": ("a: !!python/object/apply:os.system [ls]\n", 1, "tag"),
    "local tag": ("a: !secret x\n", 1, "tag"),
    "standard tag": ("a: !!int '1'\n", 1, "tag"),
    "deep flow": ("a: " + "[" * 1000, 1, "deeper"),
    "deep block": ("".join("  " * i + "a:\n" for i in range(40)), 21, "deeper"),
    "two documents": ("a: 1\n---\nb: 2\n", 2, "second document"),
    "key that is a list": ("? [a, b]\n: 1\n", 1, "plain text"),
    "key that is a mapping": ("{a: 1}: 2\n", 1, "plain text"),
    "tab": ("a:\n\tb: 1\n", 2, "not valid"),
    "unclosed": ("a: 'x\n\n", 3, "not valid"),
    "NUL": ('a: "\\0"\n', 1, "control"),
    "escape": ('a: "\\e[31m"\n', 1, "control"),
    "bell": ("a: ü\nb: '\u202e\x07'\n", 2, "U+0007"),
    "surrogate escape": ('a: "\\ud800"\n', 1, ""),
    "surrogate": ("a: 1\nb: \ud800\n", 2, "surrogate"),
    "not UTF-8": (b"a: 1\nb: \xff\n", 2, "UTF-8"),
    "too long": ("a: " + "x" * 70_000, 1, "more than"),
}


@pytest.mark.parametrize(("content", "line", "word"), REFUSED.values(), ids=REFUSED)
def test_refused_with_path_and_line(content: str | bytes, line: int, word: str) -> None:
    with pytest.raises(InputError) as caught:
        yaml.load(content, "some.yaml")
    assert caught.value.path == "some.yaml"
    assert caught.value.line == line
    assert word in caught.value.what


def test_lines_are_counted_from_where_the_text_starts() -> None:
    for content in ("a: \ud800\n", b"a: \xff\n", "a: \x07\n", "a: [\n"):
        with pytest.raises(InputError) as caught:
            yaml.load(content, "some.md", first_line=7)
        assert caught.value.line in {7, 8}


def test_scalars_stay_text() -> None:
    document = yaml.load("a: NO\nb: 12:30\nc: 1.10\nd: 2024-01-02\ne: ~\nf: 0o17\ng: " + "9" * 5000, "x")
    assert isinstance(document.value, dict)
    assert [document.value[key] for key in "abcdef"] == ["NO", "12:30", "1.10", "2024-01-02", "~", "0o17"]
    assert document.value["g"] == "9" * 5000


def test_lines_of_keys_and_items() -> None:
    document = yaml.load("a: 1\n\nb:\n  - x: 1\n    y: 2\n  -\n    x: 3\n", "x", first_line=10)
    assert document.line(("b",)) == 12
    assert document.line(("b", 0, "y")) == 14
    assert document.line(("b", 1, "x")) == 16
    assert document.line(("b", 1, "x", "unknown")) == 16
    assert document.line(("unknown",)) == 10


@pytest.mark.parametrize("content", ["", "\n\n", "# only a comment\n", "---\n", b"\xef\xbb\xbf"])
def test_nothing_is_an_empty_mapping(content: str | bytes) -> None:
    assert yaml.load(content, "x").value in ({}, "")


def test_a_quoted_merge_key_is_just_a_key() -> None:
    assert yaml.load("'<<': 1\n", "x").value == {"<<": "1"}


def test_a_bomb_is_refused_at_once() -> None:
    levels = "\n".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30))

    def read() -> None:
        with pytest.raises(InputError):
            yaml.load("a0: &a0 [lol]\n" + levels, "x")

    assert steps(read) < 100_000


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200), st.text("[]{}:-?,&*!|>'\"%@` \nab\t#", max_size=80)))
def test_whatever_comes_it_is_a_document_or_an_input_error(content: str | bytes) -> None:
    with contextlib.suppress(InputError):
        assert isinstance(yaml.load(content, "x").value, str | list | dict)
