"""What a page shows, decided: templates compute nothing. Every ``href`` is relative to the page, with its file name.

This is the whole contract between what decides a page and what draws it, one module for each kind of page; ``text``
has what all are made of.
"""

from generator.nouns.page.about import AboutView, AccuracyRow, AccuracyView, PairView, WithheldView
from generator.nouns.page.actor import ActorView, AssociateView, HeldApartView, MeetingView, RoleView, VariantView
from generator.nouns.page.article import (
    ArticleView,
    BacklinkView,
    CutView,
    ParagraphView,
    ReferenceView,
    SentenceInText,
)
from generator.nouns.page.differences import DifferenceGroup, DifferencesView
from generator.nouns.page.drawings import AccountView, CoverageChart, CoverageRow, Matrix, Moment, Network, Tie
from generator.nouns.page.frame import Frame, NavItem
from generator.nouns.page.head import FeedLink, Head, Tag
from generator.nouns.page.home import HomeView, PersonCard, TopicLead
from generator.nouns.page.indexes import IndexGroup, IndexView, TimelineView
from generator.nouns.page.lists import CoverageView, DifferenceView, EventView, MentionsView, OthersView, VersionView
from generator.nouns.page.search import SearchEntry, SearchGroup, SearchView
from generator.nouns.page.text import Link, Run, SentenceView, SourceView, StatementView, View
from generator.nouns.page.topic import TopicView

__all__ = [
    "AboutView",
    "AccountView",
    "AccuracyRow",
    "AccuracyView",
    "ActorView",
    "ArticleView",
    "AssociateView",
    "BacklinkView",
    "CoverageChart",
    "CoverageRow",
    "CoverageView",
    "CutView",
    "DifferenceGroup",
    "DifferenceView",
    "DifferencesView",
    "EventView",
    "FeedLink",
    "Frame",
    "Head",
    "HeldApartView",
    "HomeView",
    "IndexGroup",
    "IndexView",
    "Link",
    "Matrix",
    "MeetingView",
    "MentionsView",
    "Moment",
    "NavItem",
    "Network",
    "NoView",
    "OthersView",
    "Page",
    "PairView",
    "ParagraphView",
    "PersonCard",
    "ReferenceView",
    "RoleView",
    "Run",
    "SearchEntry",
    "SearchGroup",
    "SearchView",
    "SentenceInText",
    "SentenceView",
    "SourceView",
    "StatementView",
    "Tag",
    "Tie",
    "TimelineView",
    "TopicLead",
    "TopicView",
    "VariantView",
    "VersionView",
    "View",
    "Views",
    "WithheldView",
]


class NoView(View, frozen=True, kw_only=True, tag=True):
    """404 has none."""


Views = (
    HomeView
    | ActorView
    | ArticleView
    | TopicView
    | IndexView
    | TimelineView
    | DifferencesView
    | AboutView
    | SearchView
    | NoView
)


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
