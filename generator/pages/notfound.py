"""What a host shows where there is no page."""

from collections.abc import Iterator

from generator.nouns.page import NoView, Page
from generator.pages.desk import Desk
from generator.pages.sheet import Sheet


def pages(desk: Desk) -> Iterator[Page]:
    """Write the one page."""
    frame = Sheet(desk, "").frame(desk.say["not_found"], desk.say["not_found_why"])
    yield Page(url="404.html", path="404.html", template="404", frame=frame, view=NoView())
