"""What a host shows where there is no page, at whatever address was asked for."""

from collections.abc import Iterator

from generator.nouns.page import NoView, Page
from generator.pages.addresses import home
from generator.pages.desk import Desk
from generator.pages.sheet import Sheet
from generator.pages.subject import Register, Subject


def pages(_: Register) -> Iterator[Subject]:
    """Give the one page."""
    yield Subject(id="404", page=page)


def page(desk: Desk) -> Page:
    """Write the page of what is not there."""
    sheet = Sheet(desk, "", up=home(desk.site.settings.base_url))
    frame = sheet.frame(desk.say["not_found"], desk.say["not_found_why"])
    return Page(url="404.html", path="404.html", template="404", frame=frame, view=NoView())
