"""What pages of several kinds list: events, differences, sentences by article, what the briefing rests on."""

from generator.nouns.page.text import Link, SentenceView, SourceView, View


class EventView(View, frozen=True, kw_only=True):
    """What happened at ``date`` (ISO at its precision): one sentence that says so, and who else does.

    ``id`` is the anchor of its date on the page, for the first of each date. Of the others that tell it, ``also`` has
    a few and ``others`` their number; ``more`` other events of that date are at ``more_href``.
    """

    id: str = ""
    date: str
    sentence: SentenceView
    also: tuple[SourceView, ...] = ()
    others: int = 0
    more: int = 0
    more_href: str = ""
    background: bool = False
    reason: str = ""


class DifferenceView(View, frozen=True, kw_only=True):
    """One disagreement: each value with the sentences that state it."""

    kind: str
    subject: str
    values: tuple[tuple[str, tuple[SentenceView, ...]], ...]
    reason: str = ""


class CoverageView(View, frozen=True, kw_only=True):
    """What the briefing rests on; ``skipped`` are paths and reasons."""

    articles: int
    outlets: int
    accounts: int
    first: str = ""
    last: str = ""
    undated: int = 0
    skipped: tuple[tuple[str, str], ...] = ()


class OthersView(View, frozen=True, kw_only=True):
    """Articles that are listed without their sentences: the latest of ``total``."""

    articles: tuple[Link, ...] = ()
    total: int = 0


class MentionsView(View, frozen=True, kw_only=True):
    """The sentences of one article that name the actor, or that stand in the topic."""

    article: Link
    label: str
    date: str = ""
    sentences: tuple[SentenceView, ...] = ()
