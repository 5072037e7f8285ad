"""What pages of several kinds list: events, differences, sentences by article, what the briefing rests on."""

from generator.nouns.page.text import Link, SentenceView, View


class EventView(View, frozen=True, kw_only=True):
    """What happened at ``date`` (ISO at its precision), with each sentence that says so."""

    date: str
    sentences: tuple[SentenceView, ...]
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


class MentionsView(View, frozen=True, kw_only=True):
    """The sentences of one article that name the actor."""

    article: Link
    label: str
    date: str = ""
    sentences: tuple[SentenceView, ...] = ()
