"""The timeline: every dated event of the site, as precisely as the sources date it, on one page or by chapters."""

from collections.abc import Iterator
from itertools import groupby

from generator.nouns.findings import Event
from generator.nouns.page import IndexGroup, Link, Page, TimelineView
from generator.pages import chronicle, pictures
from generator.pages.desk import Desk
from generator.pages.head import described
from generator.pages.sheet import Sheet

LATEST = 40
"""Events on the first page of a timeline that is divided."""


def pages(desk: Desk) -> Iterator[Page]:
    """Write the one page, or the first page and the chapters."""
    chapters: dict[str, list[Event]] = {}
    for one in chronicle.ordered(desk.findings.events):
        chapters.setdefault(chronicle.folder(desk, one), []).append(one)
    sheet = Sheet(desk, "timeline/")
    if set(chapters) <= {sheet.path}:
        yield _page(sheet, desk.say["timeline"], desk.findings.events)
        return
    latest = [one for one in chronicle.ordered(desk.findings.events) if not one.background][-LATEST:]
    intro = desk.say["latest_of"].format(count=desk.language.count(len(desk.findings.events), "event"))
    yield _page(sheet, desk.say["timeline"], latest, intro, tuple(_chapters(sheet, chapters)))
    for path, events in chapters.items():
        yield _page(Sheet(desk, path), f"{desk.say['timeline']}, {_title(sheet, path)}", events)


def _page(
    sheet: Sheet,
    title: str,
    events: tuple[Event, ...] | list[Event],
    intro: str = "",
    chapters: tuple[IndexGroup, ...] = (),
) -> Page:
    view = TimelineView(
        title=title,
        intro=intro,
        chapters=chapters,
        moments=pictures.moments(events),
        events=chronicle.views(sheet, (one for one in events if not one.background)),
        background=chronicle.views(sheet, (one for one in events if one.background)),
    )
    crumbs = () if sheet.path == "timeline/" else (sheet.index("timeline"),)
    frame = described(sheet, sheet.frame(title, sheet.desk.say["timeline_told"], *crumbs))
    return Page(url=sheet.path, path=f"{sheet.path}index.html", template="timeline", frame=frame, view=view)


def _chapters(sheet: Sheet, chapters: dict[str, list[Event]]) -> Iterator[IndexGroup]:
    for year, paths in groupby(chapters, key=lambda path: _key(path)[:4]):
        links = (Link(text=_title(sheet, path), href=sheet.href(path), count=len(chapters[path])) for path in paths)
        yield IndexGroup(title=year, entries=tuple(links))


def _key(path: str) -> str:
    return path.strip("/").rpartition("/")[2]


def _title(sheet: Sheet, path: str) -> str:
    return sheet.desk.language.date(_key(path))
