"""People: who they are as the sources say, what they did, said, and whom they met."""

from collections.abc import Iterator

from generator.pages import actor
from generator.pages.subject import Register, Subject


def pages(register: Register) -> Iterator[Subject]:
    """Give a page to every person, however briefly named."""
    yield from actor.pages(register, "person")
