"""Slugs: plain, bounded, never two alike, whatever the names and their order."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from generator.safe.slug import LENGTH, RESERVED, assign, marked, plain

SHAPE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def test_a_name_becomes_letters_digits_and_hyphens() -> None:
    assert plain("Sir Keir O’Neill, KCB") == "sir-keir-o-neill-kcb"
    assert plain("Łukasz Żółć") == "lukasz-zolc"


def test_other_scripts_are_spelt_out() -> None:
    assert SHAPE.fullmatch(plain("آصف علی زرداری"))
    assert SHAPE.fullmatch(plain("習近平"))


def test_names_that_are_no_folder_of_ours_get_a_mark() -> None:
    names = {"a": "CON", "b": "index", "c": "404", "d": "", "e": "…", "f": "com1"}
    for slug in assign(names).values():
        assert SHAPE.fullmatch(slug)
        assert slug not in RESERVED


def test_names_that_mean_something_to_a_program_are_plain_names() -> None:
    assert assign({"a": "constructor", "b": "__proto__"}) == {"a": "constructor", "b": "proto"}


def test_all_who_share_a_slug_are_marked_whatever_the_order() -> None:
    one = assign({"x": "Ann Lee", "y": "ann-lee", "z": "Bob"})
    other = assign({"z": "Bob", "y": "ann-lee", "x": "Ann Lee"})
    assert one == other
    assert one["z"] == "bob"
    assert one["x"] != one["y"]
    assert {slug.startswith("ann-lee-") for slug in (one["x"], one["y"])} == {True}


def test_composed_and_decomposed_names_have_one_slug() -> None:
    assert plain("José") == plain(unicodedata.normalize("NFD", "José")) == "jose"
    assert marked("x", "José") == marked("x", unicodedata.normalize("NFD", "José"))


def test_a_name_that_looks_like_a_marked_one_does_not_take_its_place() -> None:
    taken = assign({"x": "index"})["x"]
    given_both = assign({"x": "index", "y": taken})
    assert len(set(given_both.values())) == 2
    assert given_both["x"] == taken


def test_long_names_are_cut_and_then_told_apart() -> None:
    slugs = assign({"x": "a" * 255, "y": "a" * 254 + "b"})
    assert slugs["x"] != slugs["y"]
    assert all(len(slug) <= LENGTH for slug in slugs.values())


def test_what_a_caller_reserves_is_marked() -> None:
    assert assign({"x": "Other"}, reserved=["other"])["x"] != "other"


@given(
    st.dictionaries(
        st.text(max_size=8), st.text(max_size=70) | st.sampled_from(["index", "CON", "a", "A"]), max_size=12
    )
)
def test_slugs_are_shaped_bounded_distinct_and_order_free(names: dict[str, str]) -> None:
    names = {unicodedata.normalize("NFC", key): name for key, name in names.items()}
    slugs = assign(names)
    assert len(set(slugs.values())) == len(names)
    assert all(SHAPE.fullmatch(slug) and len(slug) <= LENGTH and slug not in RESERVED for slug in slugs.values())
    assert assign(dict(reversed(names.items()))) == slugs
