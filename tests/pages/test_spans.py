"""A part of a data file is taken from the file before only where it would be written just so."""

from collections.abc import Hashable, Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

import msgspec
import pytest

from generator.nouns.ids import ActorId, ArticleId
from generator.pages.entries import ENCODER, Written
from generator.pages.spans import Keys, Record

if TYPE_CHECKING:
    from generator.pages.desk import Desk

Told = tuple[str, ...]


def written(
    every: Mapping[str, Told], before: Mapping[Hashable, Written] | None = None
) -> tuple[bytes, dict[Hashable, Written], list[Told]]:
    """Write a file of things that name articles, and actors after them; tell what was written anew."""
    keys, made = Keys(cast("Desk", None), before), []

    def record(keys: Keys, one: Told) -> Record:
        made.append(one)
        actors = keys.actors(ActorId(key) for key in one if key.isupper())
        return {"b": keys.articles(ArticleId(key) for key in one if key.islower()), "a": actors}

    parts = [keys.part(name, (one,), partial(record, one=one)) for name, one in every.items()]
    return ENCODER.encode(keys.closed({"parts": parts})), keys.parts, list(dict.fromkeys(made))


FIRST: dict[str, Told] = {"one": ("a", "b", "A"), "two": ("b", "c", "A", "B"), "three": ("c",)}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (FIRST, []),
        ({**FIRST, "three": ("d",)}, [("d",)]),
        ({**FIRST, "one": ("b", "a", "A")}, [("b", "a", "A"), FIRST["two"]]),
        ({"two": FIRST["two"], "three": FIRST["three"]}, [FIRST["two"], FIRST["three"]]),
        ({"one": FIRST["one"], "new": ("e",), "two": FIRST["two"]}, [("e",), FIRST["two"]]),
    ],
)
def test_what_is_written_anew_is_what_changed_or_has_other_numbers(now: dict[str, Told], expected: list[Told]) -> None:
    before = written(FIRST)[1]
    text, parts, made = written(now, before)
    assert made == expected
    assert text == written(now)[0]
    assert parts.keys() == now.keys()
    assert written(now, parts)[2] == []


def test_a_part_is_known_by_the_objects_that_it_is_made_of() -> None:
    """Not by their equals: whether two are equal may not tell all that is written of them."""
    _, parts, _ = written(FIRST)
    assert written({**FIRST, "three": ("".join(FIRST["three"]),)}, parts)[2] == [("c",)]


def test_keys_stand_in_the_order_in_which_they_are_used() -> None:
    record = msgspec.json.decode(written(FIRST)[0])
    assert record["keys"] == {"articles": ["a", "b", "c"], "actors": ["A", "B"]}
    assert record["parts"][1] == {"a": [0, 1], "b": [1, 2]}
