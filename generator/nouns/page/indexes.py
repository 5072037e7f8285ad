"""Indexes and the timeline."""

from generator.nouns.page.drawings import CoverageChart, Matrix, Moment, Network
from generator.nouns.page.lists import EventView
from generator.nouns.page.text import Link, View


class IndexGroup(View, frozen=True, kw_only=True):
    """Entries under one heading of an index; ``id`` is its anchor, if others link to it."""

    id: str = ""
    title: str = ""
    entries: tuple[Link, ...] = ()


class IndexView(View, frozen=True, kw_only=True, tag=True):
    """A list of pages, and a drawing of what they have in common; what is empty is not drawn.

    A long list may be narrowed by words, and by ``facets``, of which ``facet`` says what they are.
    """

    title: str
    intro: str = ""
    narrow: bool = False
    facet: str = ""
    facets: tuple[str, ...] = ()
    groups: tuple[IndexGroup, ...] = ()
    chart: CoverageChart = CoverageChart()
    network: Network = Network()
    matrix: Matrix = Matrix()


class TimelineView(View, frozen=True, kw_only=True, tag=True):
    """Dated events, all or those of a chapter; ``background`` are those from long before.

    A long timeline is divided: its first page has the latest events, and ``chapters`` lead to all, by year.
    """

    title: str
    intro: str = ""
    chapters: tuple[IndexGroup, ...] = ()
    events: tuple[EventView, ...] = ()
    moments: tuple[Moment, ...] = ()
    background: tuple[EventView, ...] = ()
