"""The timeline: every dated event of the site, as precisely as the sources date it."""

from collections.abc import Iterator

from generator.nouns.page import Page, TimelineView
from generator.pages.desk import Desk
from generator.pages.head import described
from generator.pages.sheet import Sheet


def pages(desk: Desk) -> Iterator[Page]:
    """Write the one page."""
    sheet = Sheet(desk, "timeline/")
    events = desk.findings.events
    view = TimelineView(
        title="Timeline",
        events=sheet.events(one for one in events if not one.background),
        background=sheet.events(one for one in events if one.background),
    )
    frame = described(sheet, sheet.frame("Timeline", "What happened when, as the articles date it."))
    yield Page(url="timeline/", path="timeline/index.html", template="timeline", frame=frame, view=view)
