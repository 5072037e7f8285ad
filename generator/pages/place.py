"""Places, in the same way as people."""

from collections.abc import Iterator

from generator.pages import actor
from generator.pages.subject import Register, Subject


def pages(register: Register) -> Iterator[Subject]:
    """Give a page to every place."""
    yield from actor.pages(register, "place")
