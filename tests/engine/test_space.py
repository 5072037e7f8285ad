"""What is free is given back after much work, and never by a process that runs again."""

import gc
import weakref

import pytest

from generator.engine.space import MUCH, Space


class Ring:
    """Something that only looking for cycles frees."""

    def __init__(self) -> None:
        self.own = self


@pytest.mark.parametrize(
    ("made", "stays", "freed"), [(MUCH, False, True), (MUCH - 1, False, False), (MUCH, True, False)]
)
def test_what_is_free_is_looked_for_where_that_is_worth_it(made: int, stays: bool, freed: bool) -> None:
    space = Space(stays=stays)
    space.made = made
    gc.disable()
    try:
        ring = weakref.ref(Ring())
        space.tidy()
        assert (ring() is None) == freed
    finally:
        gc.enable()
