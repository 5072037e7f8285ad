"""Organisations, in the same way as people."""

from collections.abc import Iterator

from generator.pages import actor
from generator.pages.desk import Desk
from generator.pages.subject import Subject


def pages(desk: Desk) -> Iterator[Subject]:
    """Give a page to every organisation."""
    yield from actor.pages(desk, "organisation")
