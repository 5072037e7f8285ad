"""Pages of people, organisations and places."""

from generator.nouns.account import ActorKind
from generator.nouns.page.drawings import Moment, Network
from generator.nouns.page.lists import DifferenceView, EventView, MentionsView, OthersView
from generator.nouns.page.text import Link, SentenceView, SourceView, StatementView, View


class RoleView(View, frozen=True, kw_only=True):
    """One line of the role ledger, from ``first`` to ``last`` at least (ISO): ``sources`` are the outlets that state
    it, ``sources_more`` the number of others.
    """

    text: str
    wordings: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    sources: tuple[SourceView, ...] = ()
    sources_more: int = 0
    judged: str = ""


class MeetingView(View, frozen=True, kw_only=True):
    """A meeting seen from one person: whom they met. ``about``: what was talked about, in the words of the sources.

    ``kind`` says how, where they did not simply meet; ``sentences_more`` counts the sentences that tell of it and are
    not shown.
    """

    date: str = ""
    kind: str = ""
    people: tuple[Link, ...] = ()
    groups: tuple[str, ...] = ()
    place: Link | None = None
    about: tuple[str, ...] = ()
    sentences: tuple[SentenceView, ...] = ()
    sentences_more: int = 0


class AssociateView(View, frozen=True, kw_only=True):
    """Somebody named with the person in ``count`` sentences; ``met`` if a meeting is reported."""

    person: Link
    count: int
    met: bool = False
    reason: str = ""


class VariantView(View, frozen=True, kw_only=True):
    """A way the name is written, why it is the same actor, and the lines to paste that split it off."""

    text: str
    count: int
    articles: tuple[Link, ...] = ()
    reason: str = ""
    split: str = ""


class HeldApartView(View, frozen=True, kw_only=True):
    """An actor that may be the same, why it was held apart, and the lines to paste that merge the two."""

    other: Link
    reason: str = ""
    merge: str = ""


class ActorView(View, frozen=True, kw_only=True, tag=True):
    """A person, organisation or place."""

    kind: ActorKind
    name: str
    role: str = ""
    role_as_of: str = ""
    role_source: SourceView | None = None
    articles: int = 0
    accounts: int = 0
    mentions_total: int = 0
    historical: str = ""
    note: str = ""
    brief: tuple[StatementView, ...] = ()
    roles: tuple[RoleView, ...] = ()
    events: tuple[EventView, ...] = ()
    events_total: int = 0
    moments: tuple[Moment, ...] = ()
    timeline_href: str = ""
    meetings: tuple[MeetingView, ...] = ()
    meetings_total: int = 0
    differences: tuple[DifferenceView, ...] = ()
    quotes: tuple[SentenceView, ...] = ()
    quotes_total: int = 0
    mentions: tuple[MentionsView, ...] = ()
    other_mentions: OthersView = OthersView()
    topics: tuple[Link, ...] = ()
    associates: tuple[AssociateView, ...] = ()
    network: Network = Network()
    variants: tuple[VariantView, ...] = ()
    held_apart: tuple[HeldApartView, ...] = ()
    judged: tuple[str, ...] = ()
