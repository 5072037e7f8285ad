"""The timeline: every dated event of the site, as precisely as the sources date it, on one page or by chapters."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby

from generator.nouns.page import IndexGroup, Link, Page, TimelineView
from generator.pages import chronicle, pictures
from generator.pages.desk import Desk
from generator.pages.head import described
from generator.pages.occasions import TIMELINE, Occasion
from generator.pages.sheet import Sheet
from generator.pages.subject import Register, Subject


def pages(register: Register) -> Iterator[Subject]:
    """Give the one page, or the first page and the chapters."""
    yield Subject(id="timeline", page=_front)
    yield from (Subject(id=f"timeline {path}", page=partial(_chapter, path=path)) for path in register.chapters)


def _front(desk: Desk) -> Page:
    sheet, front = Sheet(desk, TIMELINE), desk.occasions.front
    count = desk.language.count(front.total, "event")
    intro = desk.say["latest_of"].format(count=count) if front.chapters else ""
    return _page(sheet, desk.say["timeline"], front.occasions, intro, tuple(_chapters(sheet, dict(front.chapters))))


def _chapter(desk: Desk, path: str) -> Page:
    sheet = Sheet(desk, path)
    return _page(sheet, f"{desk.say['timeline']}, {_title(sheet, path)}", desk.occasions.chapters[path])


def _page(
    sheet: Sheet,
    title: str,
    occasions: Iterable[Occasion],
    intro: str = "",
    chapters: tuple[IndexGroup, ...] = (),
) -> Page:
    view = TimelineView(
        title=title,
        intro=intro,
        chapters=chapters,
        moments=pictures.moments(occasions),
        events=chronicle.views(sheet, (one for one in occasions if not one.background)),
        background=chronicle.views(sheet, (one for one in occasions if one.background)),
    )
    crumbs = () if sheet.path == TIMELINE else (sheet.index("timeline"),)
    frame = described(sheet, sheet.frame(title, sheet.desk.say["timeline_told"], *crumbs))
    return Page(url=sheet.path, path=f"{sheet.path}index.html", template="timeline", frame=frame, view=view)


def _chapters(sheet: Sheet, chapters: Mapping[str, int]) -> Iterator[IndexGroup]:
    for year, paths in groupby(chapters, key=lambda path: _key(path)[:4]):
        links = (Link(text=_title(sheet, path), href=sheet.href(path), count=chapters[path]) for path in paths)
        yield IndexGroup(title=year, entries=tuple(links))


def _key(path: str) -> str:
    return path.strip("/").rpartition("/")[2]


def _title(sheet: Sheet, path: str) -> str:
    return sheet.desk.language.date(_key(path))
