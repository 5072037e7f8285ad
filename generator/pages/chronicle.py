"""Events as pages show them: in order of time, each told once, and where the timeline has them."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from generator.nouns.findings import Event
from generator.nouns.page import EventView
from generator.pages.desk import Desk
from generator.pages.sheet import Sheet
from generator.pages.whom import stands
from generator.pages.words import rank

WHOLE = 200
"""Events that the timeline shows on one page; more are divided by month."""

MONTHLY = 6000
"""Events up to which months are short enough; more are divided by day."""


def folder(desk: Desk, one: Event) -> str:
    """Give the page of the timeline that has an event."""
    size = len(desk.findings.events)
    if size <= WHOLE:
        return "timeline/"
    return f"timeline/{one.date[:4] if one.background else rank(one.date)[: 7 if size <= MONTHLY else 10]}/"


def anchor(date: str) -> str:
    """Give the id of a date on the pages that tell its events."""
    return f"d-{date}"


def ordered(events: Iterable[Event]) -> list[Event]:
    """Put events in order of time; those of one day in the order of the corpus."""
    return sorted(events, key=lambda one: (rank(one.date), one.loci))


def views(sheet: Sheet, events: Iterable[Event], latest: int = 0) -> tuple[EventView, ...]:
    """Show events in order of time, or the latest of them; the first of each date is the place to link to."""
    return tuple(_views(sheet, ordered(events)[-latest:]))


def _views(sheet: Sheet, events: Iterable[Event]) -> Iterator[EventView]:
    last = ""
    for one in events:
        yield view(sheet, one, anchor(one.date) if one.date != last else "")
        last = one.date


def view(sheet: Sheet, one: Event, place: str = "", more: int = 0) -> EventView:
    """Show an event by the first sentence that stands alone of those that tell it; on an actor's page, of those that
    name the actor. One that may not be shown is named only where there is no other.
    """
    named = sheet.desk.mentions.get(sheet.own, {}) if sheet.own else {}
    order = sheet.desk.order
    loci = sorted(one.loci, key=lambda locus: (order[locus.article], locus))
    naming = [locus for locus in loci if sheet.desk.place(locus) in named] or loci
    naming = [locus for locus in naming if sheet.desk.shown(sheet.desk.place(locus))] or naming
    quoted = next((locus for locus in naming if stands(sheet.desk, locus)), naming[0])
    elsewhere = [locus for locus in loci if locus.article != quoted.article]
    others = [next(inside) for _, inside in groupby(elsewhere, key=lambda locus: locus.article)]
    return EventView(
        id=place,
        date=one.date,
        sentence=sheet.sentence(quoted),
        also=tuple(sheet.source(sheet.desk.place(locus)) for locus in others[: sheet.desk.room.also]),
        others=len(others),
        more=more,
        more_href=sheet.href(folder(sheet.desk, one), anchor(one.date)) if more else "",
        background=one.background,
        reason=one.reason,
    )
