"""What is free is given back after much work, and never by a process that runs again."""

import gc
import weakref

import pytest

from generator.engine.space import MUCH, PATIENCE, RARELY, Space, part, rest, sift, wait


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


def test_a_process_that_waits_looks_for_cycles_once_much_is_made() -> None:
    threshold = gc.get_threshold()
    space = Space(stays=False)
    try:
        wait()
        gc.enable()  # as those do who load spaCy's model
        space.count(MUCH - 1)
        old = weakref.ref(Ring())
        many: list[list[int]] = [[] for _ in range(2 * PATIENCE)]
        assert old() is not None
        space.count(1)
        new = weakref.ref(Ring())
        many += [[] for _ in range(2 * PATIENCE)]
        assert (old() is None, new() is None) == (False, True)
    finally:
        gc.unfreeze()
        gc.set_threshold(*threshold)


def test_a_process_that_rests_looks_for_cycles_when_it_is_asked_to_and_only_in_what_is_new() -> None:
    threshold = gc.get_threshold()
    rings = [Ring()]
    old = weakref.ref(rings[0])
    try:
        rest()
        assert gc.get_threshold()[0] == RARELY
        rings.append(Ring())
        new = weakref.ref(rings[1])
        rings.clear()
        sift()
        assert (old() is None, new() is None) == (False, True)
    finally:
        gc.unfreeze()
        gc.set_threshold(*threshold)


def test_what_is_set_apart_in_a_hurry_is_looked_through_at_rest() -> None:
    threshold = gc.get_threshold()
    gc.disable()
    try:
        ring = weakref.ref(Ring())
        part()
        assert gc.get_threshold()[0] == RARELY
        sift()
        assert ring() is not None
        rest()
        assert ring() is None
    finally:
        gc.unfreeze()
        gc.set_threshold(*threshold)
        gc.enable()
