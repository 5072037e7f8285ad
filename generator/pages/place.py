"""Places, in the same way as people."""

from collections.abc import Iterator

from generator.nouns.page import Page
from generator.pages import actor
from generator.pages.desk import Desk


def pages(desk: Desk) -> Iterator[Page]:
    """Write a page for every place."""
    yield from (actor.page(desk, one) for one in desk.findings.actors if one.kind == "place")
