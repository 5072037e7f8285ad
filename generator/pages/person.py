"""People: who they are as the sources say, what they did, said, and whom they met."""

from collections.abc import Iterator

from generator.nouns.page import Page
from generator.pages import actor
from generator.pages.desk import Desk


def pages(desk: Desk) -> Iterator[Page]:
    """Write a page for every person, however briefly named."""
    yield from (actor.page(desk, one) for one in desk.findings.actors if one.kind == "person")
