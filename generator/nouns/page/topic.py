"""Pages of topics."""

from generator.nouns.page.drawings import AccountView, Moment
from generator.nouns.page.lists import DifferenceView, EventView, MentionsView, OthersView
from generator.nouns.page.text import Link, StatementView, View


class TopicView(View, frozen=True, kw_only=True, tag=True):
    """A topic."""

    title: str
    description: str = ""
    note: str = ""
    brief: tuple[StatementView, ...] = ()
    people: tuple[Link, ...] = ()
    organisations: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    events: tuple[EventView, ...] = ()
    events_total: int = 0
    moments: tuple[Moment, ...] = ()
    timeline_href: str = ""
    differences: tuple[DifferenceView, ...] = ()
    passages: tuple[MentionsView, ...] = ()
    other_passages: OthersView = OthersView()
    related: tuple[Link, ...] = ()
    articles: int = 0
    accounts: int = 0
    tellings: tuple[AccountView, ...] = ()
