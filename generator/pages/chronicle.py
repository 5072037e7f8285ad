"""Events on pages: in order of time, each told once, and where the timeline has them."""

from collections.abc import Iterable, Iterator
from itertools import chain

from generator.nouns.page import EventView
from generator.pages.occasions import Day, Occasion
from generator.pages.sheet import Sheet
from generator.pages.whom import stands


def anchor(date: str) -> str:
    """Give the id of a date on the pages that tell its events."""
    return f"d-{date}"


def views(sheet: Sheet, occasions: Iterable[Occasion]) -> tuple[EventView, ...]:
    """Show events in the order given; the first of each date is the place to link to."""
    return tuple(_views(sheet, occasions))


def _views(sheet: Sheet, occasions: Iterable[Occasion]) -> Iterator[EventView]:
    last = ""
    for one in occasions:
        yield view(sheet, one, anchor(one.date) if one.date != last else "")
        last = one.date


def day(sheet: Sheet, one: Day) -> EventView:
    """Show a date by one event, with a link to the others."""
    link = sheet.href(one.folder, anchor(one.occasion.date)) if one.more else ""
    return view(sheet, one.occasion, more=one.more, link=link)


def view(sheet: Sheet, one: Occasion, place: str = "", more: int = 0, link: str = "") -> EventView:
    """Show an event by the first sentence that stands alone of those that tell it. One that may not be shown is named
    only where there is no other.
    """
    desk = sheet.desk
    loci = filter(lambda locus: desk.shown(desk.place(locus)), one.loci)
    first = next(loci, None)
    shown = one.loci if first is None else chain((first,), loci)
    quoted = next((locus for locus in shown if stands(desk, locus)), first or one.loci[0])
    others = [locus for locus in one.first if locus.article != quoted.article]
    return EventView(
        id=place,
        date=one.date,
        sentence=sheet.sentence(quoted),
        also=tuple(sheet.source(desk.place(locus)) for locus in others[: desk.room.also]),
        others=one.articles - 1,
        more=more,
        more_href=link,
        background=one.background,
        reason=one.reason,
    )
