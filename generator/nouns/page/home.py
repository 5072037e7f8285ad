"""The home page."""

from generator.nouns.page.drawings import CoverageChart
from generator.nouns.page.lists import CoverageView, DifferenceView, EventView
from generator.nouns.page.text import Link, StatementView, View


class TopicLead(View, frozen=True, kw_only=True):
    """A topic on the home page with its first statement; ``topic.count`` is its passages."""

    topic: Link
    description: str = ""
    statement: StatementView | None = None


class PersonCard(View, frozen=True, kw_only=True):
    """A person on the home page, with the role last stated."""

    person: Link
    role: str = ""
    as_of: str = ""
    articles: int = 0


class HomeView(View, frozen=True, kw_only=True, tag=True):
    """The home page. ``description`` is the site's own; ``note`` is Markdown."""

    description: str = ""
    coverage: CoverageView
    note: str = ""
    bottom_line: tuple[StatementView, ...] = ()
    topics: tuple[TopicLead, ...] = ()
    people: tuple[PersonCard, ...] = ()
    people_total: int = 0
    people_href: str = ""
    events: tuple[EventView, ...] = ()
    timeline_href: str = ""
    differences: tuple[DifferenceView, ...] = ()
    differences_total: int = 0
    differences_href: str = ""
    chart: CoverageChart = CoverageChart()
