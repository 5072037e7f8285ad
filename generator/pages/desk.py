"""What all pages are written from: the findings, turned so that each subject finds its own without a search.

Longer than most files: it is the one list of all tables that pages may ask for.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from operator import attrgetter
from typing import Any

from generator.engine.executor import Engine
from generator.engine.tables import Tables
from generator.language import load
from generator.nouns.account import ActorKind
from generator.nouns.article import Card
from generator.nouns.briefing import Briefing
from generator.nouns.content import Content
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.findings import Actor, Findings, HeldApart, Meeting, Passage, Role, Topic
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.nouns.problem import Problem
from generator.pages.addresses import Addresses, addresses
from generator.pages.backlinks import Backlinks
from generator.pages.catalogue import Catalogue
from generator.pages.company import Company
from generator.pages.copies import Copies
from generator.pages.differing import Differing
from generator.pages.dossiers import OTHER, Dossier, Sketch, dossier, involved, sketch, topic_actors
from generator.pages.doubts import Withheld
from generator.pages.entries import Called, Credit, Heading, Listed, Titled, Written
from generator.pages.extracts import Place
from generator.pages.ledger import Stated, last_role, ledgers
from generator.pages.notes import Notes
from generator.pages.occasions import Occasions
from generator.pages.placed import Placed
from generator.pages.quotable import Quotable
from generator.pages.room import room
from generator.pages.sentences import Sentences
from generator.pages.tables import by_article, by_subject, independent, joined, merged
from generator.pages.words import capital
from generator.settings import Site

FOREMOST = 8
"""People whom the home page names."""


class Desk(Sentences):
    """Everything at hand, looked up by subject. Each table is made once, in one pass, when first asked for.

    With an ``engine``, what each article gives is remembered. ``written`` are parts of data files, as they were written
    last, where a run follows that asks for them: see ``spans``.
    """

    def __init__(
        self,
        *,
        briefing: Briefing,
        findings: Findings,
        corpus: Corpus,
        site: Site,
        content: Content,
        problems: tuple[Problem, ...] = (),
        tables: Tables | None = None,
        engine: Engine | None = None,
        written: dict[str, Mapping[Hashable, Written]] | None = None,
    ) -> None:
        super().__init__(briefing, findings, corpus, site.settings, tables or Tables(), engine)
        self.site = site
        self.content = content
        self.problems = problems
        self.written = written
        self.topics: dict[TopicId, Topic] = {one.id: one for one in findings.topics}
        self.room = room(len(corpus.order))
        self.language = load(site.settings.language)
        self.say = self.language.words
        self.notes = Notes(content, findings)
        self.backlinks = Backlinks(self, self.room.backlinks)

    # Articles

    @cached_property
    def addresses(self) -> Addresses:
        """Where each page stands."""
        return self.tables.one(
            "addresses",
            lambda *_: addresses(self.corpus, self.findings, self.outlets),
            self.corpus.order,
            self.kinds,
            tuple(self.topics),
            tuple(self.outlets),
        )

    @cached_property
    def outlets(self) -> Mapping[str, tuple[ArticleId, ...]]:
        """Articles by who published them, in the order of names; those without outlet or agency are left out."""
        return self.tables.one("outlets", _by_publisher, self.credits)

    @cached_property
    def headings(self) -> Mapping[ArticleId, Heading]:
        """What is said of each article where a page leads to it."""
        return self.tables.each("headings", self._heading, self.corpus.cards, self.addresses.articles)

    def _heading(self, card: Card, folder: str) -> Heading:
        return Heading(
            title=card.headline or card.id, imprint=self._imprint(card), published=card.published.value, folder=folder
        )

    def _imprint(self, article: Card) -> str:
        """Say who published an article and when, as far as either is known."""
        known = (self.press.publisher(article), self.language.date(article.published.value[:10]))
        return ", ".join(part for part in known if part)

    @cached_property
    def neighbours(self) -> Mapping[ArticleId, tuple[ArticleId | None, ArticleId | None]]:
        """The articles before and after each in time."""
        return self.tables.one("neighbours", _neighbours, self.corpus.order)

    @cached_property
    def tellers(self) -> Mapping[ArticleId, ArticleId]:
        """The first of the articles that tell as each does."""
        return self.tables.one(
            "tellers",
            lambda some: {key: one.articles[0] for one in some for key in one.articles},
            self.findings.tellings,
        )

    @cached_property
    def accounts(self) -> Mapping[ActorId, int]:
        """How many independent accounts name each actor."""
        return self.tables.each(
            "accounts", lambda one, tellers: independent(one.articles, tellers), self.actors, shared=(self.tellers,)
        )

    @cached_property
    def catalogue(self) -> Catalogue:
        """All articles and actors as the data list them."""
        return Catalogue(self, self.addresses)

    @cached_property
    def copies(self) -> Copies:
        """Passages that share their text."""
        return self.tables.one("copies", Copies, self.findings.stories, self.order)

    @cached_property
    def passages(self) -> Mapping[ArticleId, Mapping[int, Passage]]:
        """The passages of each article by the index of the paragraph: a headline is none."""
        return self.tables.one(
            "passages",
            lambda every: by_article((one.article, one.paragraph, one) for one in every),
            self.findings.passages,
        )

    # Actors

    @cached_property
    def called(self) -> Mapping[ActorId, Called]:
        """What is said of each actor where a page leads to it."""
        return self.tables.each("called", _called, self.actors, self.addresses.actors)

    @cached_property
    def mentions(self) -> Mapping[ActorId, Mapping[Place, Sequence[Locus]]]:
        """The sentences that name each actor, in the order of the corpus, with the places where they do."""
        return self.tables.late("mentions", self._named, self.naming)

    def _named(self, actor: ActorId, articles: Iterable[tuple[ArticleId, bytes]]) -> Mapping[Place, Sequence[Locus]]:
        return merged(*(self.quotable[article].mentions(actor) for article, _ in articles))

    @cached_property
    def naming(self) -> Mapping[ActorId, tuple[tuple[ArticleId, bytes], ...]]:
        """The articles that name each actor, in the order of the corpus, with digests of where they do."""
        return self.tables.turned("naming", self.quotable, _naming, lambda *every: every)

    @cached_property
    def quotes(self) -> Mapping[ActorId, Sequence[Locus]]:
        """What each actor said in so many words, each sentence once, in the order of the corpus."""
        return self.tables.turned("quotes", self.quotable, attrgetter("quotes"), joined)

    @cached_property
    def listed(self) -> Mapping[ActorId, Listed]:
        """What lists of actors say of each."""
        return self.tables.each("listed", _listed, self.actors, self.ledgers, self.actor_topics)

    @cached_property
    def names(self) -> Mapping[ActorId, tuple[str, ...]]:
        """All names of each actor."""
        return self.tables.each("names", _names, self.actors)

    @cached_property
    def numbers(self) -> Mapping[ActorKind, int]:
        """How many actors there are of each kind."""
        return self.tables.one("numbers", lambda kinds: Counter(kinds.values()), self.kinds)

    @cached_property
    def foremost(self) -> Mapping[ActorKind, tuple[ActorId, ...]]:
        """The people of whom most independent accounts tell."""
        weights = self.tables.each("weights", _weight, self.actors, self.accounts)
        return self.tables.one("foremost", _foremost, weights)

    @cached_property
    def placed(self) -> Placed:
        """Where findings stand in their sources."""
        return Placed(self)

    @cached_property
    def company(self) -> Company:
        """Who is named with whom, and who met whom."""
        return Company(self)

    @cached_property
    def roles(self) -> dict[ActorId, list[Role]]:
        """The role ledger of each person."""
        return self.tables.one(
            "roles", lambda roles: by_subject((one.actor, one) for one in roles), self.findings.roles
        )

    @cached_property
    def ledgers(self) -> Mapping[ActorId, tuple[Stated, ...]]:
        """The roles of each person as pages tell them."""
        return ledgers(self, self.roles, self.room.stated)

    @cached_property
    def meetings(self) -> dict[ActorId, list[Meeting]]:
        """Meetings of each person."""
        return self.tables.one(
            "meetings",
            lambda meetings: by_subject((actor, one) for one in meetings for actor in one.participants),
            self.findings.meetings,
        )

    @cached_property
    def occasions(self) -> Occasions:
        """Events by the pages that tell them."""
        return Occasions(self, lambda: self.mentions, lambda: self.naming, lambda: self.tellers, self.room)

    @cached_property
    def held_apart(self) -> dict[ActorId, list[HeldApart]]:
        """Pairs that each actor is one of."""
        return self.tables.one("held apart", _by_actor, self.findings.held_apart)

    @cached_property
    def differing(self) -> Differing:
        """Differences by the page that they concern."""
        return self.tables.one("differing", Differing, self.findings.disagreements, self.passages)

    @cached_property
    def doubts(self) -> Withheld:
        """What was left out of the briefing."""
        return Withheld(self)

    # Topics

    @cached_property
    def titled(self) -> Mapping[TopicId, Titled]:
        """What is said of each topic where a page leads to it."""
        return {key: Titled(title=one.title, folder=self.addresses.topics[key]) for key, one in self.topics.items()}

    @cached_property
    def sketches(self) -> Mapping[TopicId, Sketch]:
        """Each topic in few words."""
        return {one.id: sketch(one) for one in self.findings.topics}

    @cached_property
    def dossiers(self) -> Mapping[TopicId, Dossier]:
        """What the page of each topic tells of its passages."""
        shared = (self.order, self.findings.tellings, self.room.passages)
        return self.tables.each("dossiers", dossier, self.topics, shared=shared)

    @cached_property
    def involved(self) -> Mapping[TopicId, tuple[tuple[ActorId, int], ...]]:
        """Whom most passages of each topic name."""
        return self.tables.each("involved", involved, self.topic_actors, shared=(self.called,))

    @cached_property
    def topic_actors(self) -> dict[TopicId, Counter[ActorId]]:
        """How many passages of a topic name an actor."""
        return topic_actors(self)

    @cached_property
    def actor_topics(self) -> dict[ActorId, Counter[TopicId]]:
        """How many passages of each topic name an actor, seen from the actor."""
        topics = {key: (key, counts) for key, counts in self.topic_actors.items() if key != OTHER}
        return self.tables.turned("actors' topics", topics, _counted, lambda *every: Counter(dict(every)))


def _by_publisher(articles: Mapping[ArticleId, Credit]) -> dict[str, tuple[ArticleId, ...]]:
    found = by_subject((one.publisher, key) for key, one in articles.items() if one.publisher)
    return {name: tuple(found[name]) for name in sorted(found, key=lambda one: (one.casefold(), one))}


def _neighbours(order: Sequence[ArticleId]) -> dict[ArticleId, tuple[ArticleId | None, ArticleId | None]]:
    places = zip(order, (None, *order), (*order[1:], None), strict=False)  # without articles there is none
    return {key: (before, after) for key, before, after in places}


def _naming(one: Quotable) -> dict[ActorId, tuple[ArticleId, bytes]]:
    return {actor: (one.article, mark) for actor, mark in one.named.items()}


def _weight(one: Actor, accounts: int) -> tuple[Any, ...] | None:
    """Give what puts a person before others; nothing for who is none."""
    if one.kind != "person":
        return None
    named = sum(variant.count for variant in one.variants)
    return one.historical is not None, -accounts, -len(one.articles), -named, one.name, one.id


def _foremost(weights: Mapping[ActorId, tuple[Any, ...] | None]) -> dict[ActorKind, tuple[ActorId, ...]]:
    people = nsmallest(FOREMOST, (one for one in weights.values() if one is not None))
    return {"person": tuple(one[-1] for one in people)}


def _by_actor(pairs: Iterable[HeldApart]) -> dict[ActorId, list[HeldApart]]:
    return by_subject((actor, one) for one in pairs for actor in (one.left, one.right))


def _called(one: Actor, folder: str) -> Called:
    return Called(name=one.name, kind=one.kind, folder=folder)


def _names(one: Actor) -> tuple[str, ...]:
    return (one.name, *(each.text for each in one.variants))


def _counted(topic: tuple[TopicId, Mapping[ActorId, int]]) -> dict[ActorId, tuple[TopicId, int]]:
    key, counts = topic
    return {actor: (key, count) for actor, count in counts.items()}


def _listed(one: Actor, ledger: tuple[Stated, ...] | None, topics: Mapping[TopicId, int] | None) -> Listed:
    role = last_role(ledger or ())
    return Listed(
        role=capital(role.text) if role else "",
        as_of=role.until[:10] if role and not role.past else "",
        articles=len(one.articles),
        topics=tuple(sorted(topics or ())),
    )
