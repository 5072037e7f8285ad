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


class VersionView(View, frozen=True, kw_only=True):
    """One side of a difference, with the sentences that state it; ``accounts`` are the independent ones among them.

    ``more`` counts its sentences that are not shown; ``first`` and ``last`` are the days of the articles; ``taken``: an
    editor takes this one for right.
    """

    value: str
    sentences: tuple[SentenceView, ...]
    more: int = 0
    accounts: int = 1
    first: str = ""
    last: str = ""
    taken: bool = False


class DifferenceView(View, frozen=True, kw_only=True):
    """One difference: each version with the sentences that state it; ``id`` is its anchor on the page of all.

    ``state`` says in a word whether it is disputed, updated or settled; ``judged`` is the editor's reason. ``settle``
    is the line to paste that settles it.
    """

    id: str
    kind: str
    subject: str
    versions: tuple[VersionView, ...]
    reason: str = ""
    state: str = ""
    judged: str = ""
    settle: str = ""
    href: str = ""


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
    """The sentences of one article that name the actor, or that stand in the topic; ``original`` is its address on the
    web, for those who read on paper.
    """

    article: Link
    label: str
    date: str = ""
    original: str = ""
    sentences: tuple[SentenceView, ...] = ()
