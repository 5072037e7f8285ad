"""What a host shows where there is no page, at whatever address was asked for."""

from collections.abc import Iterator

from generator.nouns.page import NoView, Page
from generator.pages.addresses import home
from generator.pages.desk import Desk
from generator.pages.sheet import Sheet


def pages(desk: Desk) -> Iterator[Page]:
    """Write the one page."""
    sheet = Sheet(desk, "", up=home(desk.site.settings.base_url))
    frame = sheet.frame(desk.say["not_found"], desk.say["not_found_why"])
    yield Page(url="404.html", path="404.html", template="404", frame=frame, view=NoView())
