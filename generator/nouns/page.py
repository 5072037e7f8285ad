"""What a page shows, decided: templates compute nothing. Every ``href`` is relative to the page, with its file name.

``Run`` is the atom of quoted text; a ``Sentence`` is runs with where they stand.

Longer than other files on purpose: it is the whole contract between what decides a page and what draws it, and whoever
writes a theme reads it from top to bottom.
"""

from typing import Literal

import msgspec

from generator.nouns.account import ActorKind


class View(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Base of all views."""


class Run(View, frozen=True, kw_only=True):
    """A piece of text: ``bracket`` is from another place of the source, ``cut`` is a […]; ``href`` an actor's page."""

    text: str = ""
    kind: Literal["text", "bracket", "cut"] = "text"
    href: str = ""
    actor: Literal["", "person", "organisation", "place"] = ""


class Link(View, frozen=True, kw_only=True):
    """A link to a page of the site. ``detail`` is a word of explanation, ``count`` a number to show, 0 for none."""

    text: str
    href: str = ""
    kind: Literal["", "person", "organisation", "place", "topic", "article", "outlet"] = ""
    detail: str = ""
    count: int = 0


class SourceView(View, frozen=True, kw_only=True):
    """Where a sentence stands: ``label`` is the outlet, else the agency, else the headline. ``date`` ISO or empty.

    ``number`` counts through the page; one sentence cited twice keeps its number. In a statement ``kind`` is ``source``
    (its own words), ``context`` (what its brackets were taken from) or ``also`` (another article that says the same,
    in the words of ``text``).
    """

    number: int = 0
    label: str
    date: str = ""
    headline: str = ""
    href: str
    kind: Literal["source", "context", "also"] = "source"
    text: str = ""


class StatementView(View, frozen=True, kw_only=True):
    """A published sentence with its numbered sources."""

    id: str
    runs: tuple[Run, ...]
    sources: tuple[SourceView, ...]
    accounts: int = 1
    date: str = ""


class SentenceView(View, frozen=True, kw_only=True):
    """A sentence of an article, quoted elsewhere, with its source; ``speaker`` where it is a quote."""

    runs: tuple[Run, ...]
    source: SourceView
    speaker: Link | None = None
    note: str = ""


class Frame(View, frozen=True, kw_only=True):
    """What every page has around its text."""

    title: str
    site_title: str
    description: str = ""
    language: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"
    root: str
    navigation: tuple["NavItem", ...] = ()
    crumbs: tuple[Link, ...] = ()


class NavItem(View, frozen=True, kw_only=True):
    """One entry of the site's navigation; ``current`` on the page that it leads to."""

    text: str
    href: str
    current: bool = False


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


class HomeView(View, frozen=True, kw_only=True):
    """The home page. ``note`` is Markdown."""

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


class RoleView(View, frozen=True, kw_only=True):
    """One line of the role ledger, from ``first`` to ``last`` at least (ISO)."""

    text: str
    wordings: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    sentences: tuple[SentenceView, ...] = ()
    judged: str = ""


class MeetingView(View, frozen=True, kw_only=True):
    """A meeting seen from one person: whom they met."""

    date: str = ""
    kind: str = "met"
    people: tuple[Link, ...] = ()
    groups: tuple[str, ...] = ()
    place: Link | None = None
    sentences: tuple[SentenceView, ...] = ()


class MentionsView(View, frozen=True, kw_only=True):
    """The sentences of one article that name the actor."""

    article: Link
    label: str
    date: str = ""
    sentences: tuple[SentenceView, ...] = ()


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


class ActorView(View, frozen=True, kw_only=True):
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
    meetings: tuple[MeetingView, ...] = ()
    quotes: tuple[SentenceView, ...] = ()
    mentions: tuple[MentionsView, ...] = ()
    topics: tuple[Link, ...] = ()
    associates: tuple[AssociateView, ...] = ()
    variants: tuple[VariantView, ...] = ()
    held_apart: tuple[HeldApartView, ...] = ()
    judged: tuple[str, ...] = ()


class SentenceInText(View, frozen=True, kw_only=True):
    """A sentence in its article, with the anchor that citations lead to."""

    id: str
    runs: tuple[Run, ...]


class ParagraphView(View, frozen=True, kw_only=True):
    """A paragraph of an article. ``shared``: articles with the same text; ``gap``: text before it is left out."""

    kind: Literal["headline", "standfirst", "heading", "paragraph", "item"]
    sentences: tuple[SentenceInText, ...]
    topics: tuple[Link, ...] = ()
    shared: tuple[Link, ...] = ()
    gap: bool = False


class CutView(View, frozen=True, kw_only=True):
    """A piece of the source that is not in the text, by lines, and why."""

    first_line: int
    last_line: int
    text: str
    reason: str


class ArticleView(View, frozen=True, kw_only=True):
    """An article. ``published_words`` says how the date is known when it is not simply stated.

    ``headline_id`` is the anchor of the page's heading and ``headline_runs`` its text with links, where the source has
    a headline; it is then not among ``paragraphs``.
    """

    headline: str
    headline_id: str = ""
    headline_runs: tuple[Run, ...] = ()
    headline_derived: bool = False
    outlet: str = ""
    outlet_href: str = ""
    agency: str = ""
    bylines: tuple[str, ...] = ()
    published: str = ""
    published_words: str = ""
    updated: str = ""
    dateline: str = ""
    original: str = ""
    note: str = ""
    brief: tuple[StatementView, ...] = ()
    people: tuple[Link, ...] = ()
    organisations: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    topics: tuple[Link, ...] = ()
    republish: Literal["full", "excerpts", "none"] = "full"
    paragraphs: tuple[ParagraphView, ...] = ()
    shared: tuple[Link, ...] = ()
    cuts: tuple[CutView, ...] = ()
    cite: str = ""
    path: str = ""
    digest: str = ""


class TopicView(View, frozen=True, kw_only=True):
    """A topic."""

    title: str
    description: str = ""
    note: str = ""
    brief: tuple[StatementView, ...] = ()
    people: tuple[Link, ...] = ()
    organisations: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    events: tuple[EventView, ...] = ()
    differences: tuple[DifferenceView, ...] = ()
    passages: tuple[MentionsView, ...] = ()
    related: tuple[Link, ...] = ()
    articles: int = 0
    accounts: int = 0


class IndexGroup(View, frozen=True, kw_only=True):
    """Entries under one heading of an index; ``id`` is its anchor, if others link to it."""

    id: str = ""
    title: str = ""
    entries: tuple[Link, ...] = ()


class IndexView(View, frozen=True, kw_only=True):
    """A list of pages."""

    title: str
    intro: str = ""
    groups: tuple[IndexGroup, ...] = ()


class TimelineView(View, frozen=True, kw_only=True):
    """All dated events; ``background`` are those from long before."""

    title: str
    events: tuple[EventView, ...] = ()
    background: tuple[EventView, ...] = ()


class WithheldView(View, frozen=True, kw_only=True):
    """Something that was too uncertain to publish: the words, where they stand, and why they were withheld."""

    text: str
    reason: str
    source: SourceView


class PairView(View, frozen=True, kw_only=True):
    """Two actors that were held apart, and why."""

    left: Link
    right: Link
    reason: str
    merge: str = ""


class AboutView(View, frozen=True, kw_only=True):
    """How the briefing was made, what was withheld, and what editors decided. ``note`` is Markdown."""

    coverage: CoverageView
    note: str = ""
    cuts: tuple[tuple[str, int], ...] = ()
    held_apart: tuple[PairView, ...] = ()
    withheld: tuple[WithheldView, ...] = ()
    withheld_total: int = 0
    judgements: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()


class NoView(View, frozen=True, kw_only=True):
    """404 has none."""


Views = HomeView | ActorView | ArticleView | TopicView | IndexView | TimelineView | AboutView | NoView


class Page(View, frozen=True, kw_only=True):
    """A file of the site: drawn by ``template`` from ``frame`` and ``view``, or ``body`` as it is.

    ``url`` is the page's address below the site (a folder), ``path`` the file.
    """

    url: str
    path: str
    template: str = ""
    frame: Frame | None = None
    view: Views | None = None
    body: bytes | None = None
