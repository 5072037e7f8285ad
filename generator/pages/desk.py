"""What all pages are written from: the findings, turned so that each subject finds its own without a search."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from generator.language import load
from generator.nouns.article import Article
from generator.nouns.briefing import Briefing
from generator.nouns.content import Content
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.findings import Actor, Event, Findings, HeldApart, Meeting, Passage, Role, Topic
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.nouns.problem import Problem
from generator.pages.addresses import Addresses, addresses
from generator.pages.backlinks import Backlinks
from generator.pages.company import Company, Place
from generator.pages.copies import Copies
from generator.pages.differing import Differing
from generator.pages.entries import Called, Heading, Titled
from generator.pages.notes import Notes
from generator.pages.room import room
from generator.pages.sentences import Sentences
from generator.pages.tables import by_article, by_subject
from generator.settings import Site

OTHER = TopicId("other")


class Desk(Sentences):
    """Everything at hand, looked up by subject. Each table is made once, in one pass, when first asked for."""

    def __init__(
        self,
        *,
        briefing: Briefing,
        findings: Findings,
        corpus: Corpus,
        site: Site,
        content: Content,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        super().__init__(briefing, findings, corpus, site.settings)
        self.site = site
        self.content = content
        self.problems = problems
        self.actors: dict[ActorId, Actor] = {one.id: one for one in findings.actors}
        self.topics: dict[TopicId, Topic] = {one.id: one for one in findings.topics}
        self.order: Mapping[ArticleId, int] = {key: place for place, key in enumerate(corpus.order)}
        self.room = room(len(corpus.order))
        self.language = load(site.settings.language)
        self.say = self.language.words
        self.notes = Notes(content, findings)
        self.backlinks = Backlinks(briefing)

    # Articles

    @cached_property
    def addresses(self) -> Addresses:
        """Where each page stands."""
        return addresses(self.corpus, self.findings, self.press.outlets)

    @cached_property
    def headings(self) -> Mapping[ArticleId, Heading]:
        """What is said of each article where a page leads to it."""
        return {
            key: Heading(
                title=article.headline or key,
                imprint=self._imprint(article),
                published=article.published.value,
                folder=self.addresses.articles[key],
            )
            for key, article in self.corpus.articles.items()
        }

    def _imprint(self, article: Article) -> str:
        """Say who published an article and when, as far as either is known."""
        known = (self.press.publisher(article), self.language.date(article.published.value[:10]))
        return ", ".join(part for part in known if part)

    @cached_property
    def neighbours(self) -> Mapping[ArticleId, tuple[ArticleId | None, ArticleId | None]]:
        """The articles before and after each in time."""
        order = self.corpus.order
        return dict(zip(order, zip((None, *order), (*order[1:], None), strict=False), strict=True))

    @cached_property
    def tellings(self) -> dict[ArticleId, int]:
        """Articles that tell as one have one number."""
        return {key: number for number, one in enumerate(self.findings.tellings) for key in one.articles}

    @cached_property
    def tellers(self) -> Mapping[ArticleId, ArticleId]:
        """The first of the articles that tell as each does."""
        return {key: one.articles[0] for one in self.findings.tellings for key in one.articles}

    def accounts(self, articles: Iterable[ArticleId]) -> int:
        """Count independent accounts among articles."""
        return len({self.tellers.get(key, key) for key in articles})

    @cached_property
    def copies(self) -> Copies:
        """Passages that share their text."""
        return Copies(self.findings.stories, self.order)

    @cached_property
    def passages(self) -> Mapping[ArticleId, Mapping[int, Passage]]:
        """The passages of each article by the index of the paragraph: a headline is none."""
        return by_article((one.article, one.paragraph, one) for one in self.findings.passages)

    # Actors

    @cached_property
    def called(self) -> Mapping[ActorId, Called]:
        """What is said of each actor where a page leads to it."""
        folders = self.addresses.actors
        return {key: Called(name=one.name, kind=one.kind, folder=folders[key]) for key, one in self.actors.items()}

    @cached_property
    def mentions(self) -> Mapping[ActorId, Mapping[Place, Sequence[Locus]]]:
        """The sentences that name each actor, in the order of the corpus, with the places where they do."""
        found: dict[ActorId, dict[Place, Sequence[Locus]]] = defaultdict(dict)
        for one in self.quotable.values():
            for actor, places in one.mentions.items():
                found[actor].update(places)
        return dict(found)

    @cached_property
    def quotes(self) -> Mapping[ActorId, Sequence[Locus]]:
        """What each actor said in so many words, each sentence once, in the order of the corpus."""
        found: dict[ActorId, list[Locus]] = defaultdict(list)
        for one in self.quotable.values():
            for actor, loci in one.quotes.items():
                found[actor] += loci
        return dict(found)

    @cached_property
    def company(self) -> Company:
        """Who is named with whom, and who met whom."""
        people = {key for key, one in self.actors.items() if one.kind == "person"}
        return Company({key: self.mentions.get(key, {}) for key in people}, self.findings.meetings)

    @cached_property
    def roles(self) -> dict[ActorId, list[Role]]:
        """The role ledger of each person."""
        return by_subject((one.actor, one) for one in self.findings.roles)

    @cached_property
    def meetings(self) -> dict[ActorId, list[Meeting]]:
        """Meetings of each person."""
        return by_subject((actor, one) for one in self.findings.meetings for actor in one.participants)

    @cached_property
    def events(self) -> dict[ActorId, list[Event]]:
        """Events of each actor, in order of time."""
        return by_subject((actor, one) for one in self.findings.events for actor in one.actors)

    @cached_property
    def topic_events(self) -> dict[TopicId, list[Event]]:
        """Events of each topic, in order of time."""
        return by_subject((topic, one) for one in self.findings.events for topic in one.topics)

    @cached_property
    def held_apart(self) -> dict[ActorId, list[HeldApart]]:
        """Pairs that each actor is one of."""
        return by_subject((actor, one) for one in self.findings.held_apart for actor in (one.left, one.right))

    @cached_property
    def differing(self) -> Differing:
        """Differences by the page that they concern."""
        return Differing(self.findings.disagreements, self.passages)

    # Topics

    @cached_property
    def titled(self) -> Mapping[TopicId, Titled]:
        """What is said of each topic where a page leads to it."""
        return {key: Titled(title=one.title, folder=self.addresses.topics[key]) for key, one in self.topics.items()}

    @cached_property
    def topic_actors(self) -> dict[TopicId, Counter[ActorId]]:
        """How many passages of a topic name an actor."""
        found: dict[TopicId, Counter[ActorId]] = defaultdict(Counter)
        for topic in self.findings.topics:
            for passage in topic.passages:
                named = self.extracts[passage.article, passage.paragraph].named
                found[topic.id].update({one.actor for one in named})
        return dict(found)

    @cached_property
    def actor_topics(self) -> dict[ActorId, Counter[TopicId]]:
        """How many passages of each topic name an actor, seen from the actor."""
        found: dict[ActorId, Counter[TopicId]] = defaultdict(Counter)
        for topic, actors in self.topic_actors.items():
            if topic != OTHER:
                for actor, count in actors.items():
                    found[actor][topic] = count
        return dict(found)
