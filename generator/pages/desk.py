"""What all pages are written from: the findings, turned so that each subject finds its own without a search."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from generator.language import load
from generator.nouns.article import Article
from generator.nouns.briefing import Briefing
from generator.nouns.content import Content
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.findings import Actor, Event, Findings, HeldApart, Meeting, Passage, Quotation, Role, Topic
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.nouns.problem import Problem
from generator.pages.addresses import Addresses, addresses, anchor
from generator.pages.backlinks import Backlinks
from generator.pages.company import Company, Place
from generator.pages.copies import Copies
from generator.pages.differing import Differing
from generator.pages.entries import Called, Heading, Named, Titled
from generator.pages.notes import Notes
from generator.pages.press import Press
from generator.pages.room import room
from generator.pages.sentences import Sentences
from generator.pages.tables import by_subject, every_statement
from generator.settings import Republish, Site

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
        super().__init__(corpus)
        self.briefing = briefing
        self.findings = findings
        self.site = site
        self.content = content
        self.problems = problems
        self.actors: dict[ActorId, Actor] = {one.id: one for one in findings.actors}
        self.topics: dict[TopicId, Topic] = {one.id: one for one in findings.topics}
        self.order: Mapping[ArticleId, int] = {key: place for place, key in enumerate(corpus.order)}
        self.room = room(len(corpus.order))
        self.language = load(site.settings.language)
        self.say = self.language.words
        self.press = Press(corpus, site.settings)
        self.notes = Notes(content, findings)
        self.backlinks = Backlinks(briefing)
        self.owners = {(ref.article, ref.chain): one.id for one in findings.actors for ref in one.chains}

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
    def cited(self) -> set[Place]:
        """Every sentence that a published statement cites."""
        return {
            (one.article, one.paragraph, one.sentence)
            for statement in every_statement(self.briefing)
            for one in (*statement.citations, *statement.support)
        }

    @cached_property
    def evidence(self) -> set[Place]:
        """Every sentence that a role, a meeting, an event, a quote or a disagreement rests on."""
        loci = [locus for role in self.findings.roles for locus in role.loci]
        loci += [locus for meeting in self.findings.meetings for locus in meeting.evidence.loci]
        loci += [locus for event in self.findings.events for locus in event.loci]
        loci += [locus for one in self.findings.disagreements for locus in one.evidence.loci]
        places = {place for locus in loci for place in self.places(locus)}
        for one in self.findings.quotations:
            quote = self.corpus.accounts[one.article].quotes[one.quote]
            locus = Locus(article=one.article, paragraph=quote.paragraph, start=quote.start, end=quote.end)
            places.update(self.places(locus))
        return places

    def headline(self, article: ArticleId) -> int:
        """Give the paragraph that is the article's headline, -1 where it states none."""
        return self._headlines.get(article, -1)

    @cached_property
    def _headlines(self) -> dict[ArticleId, int]:
        return {
            key: number
            for key, article in self.corpus.articles.items()
            for number, one in reversed(list(enumerate(article.paragraphs)))
            if one.kind == "headline" and not article.headline_derived
        }

    def anchor(self, place: Place) -> str:
        """Give the id of a sentence in its article's page; nothing where the page does not show it."""
        article, paragraph, sentence = place
        if paragraph < 0 or not self.shown(place):
            return ""
        return anchor(paragraph, 0 if paragraph == self.headline(article) else sentence)

    def shown(self, place: Place) -> bool:
        """Tell whether a sentence may be shown, by what the editor allows of its outlet. A headline always may."""
        allowed = self.allowed[place[0]]
        if allowed == "full" or place[1] == self.headline(place[0]):
            return True
        return place in self.cited or (allowed == "excerpts" and place in self.evidence)

    @cached_property
    def allowed(self) -> dict[ArticleId, Republish]:
        """How much of each article may be shown."""
        return {key: self.press.republish(article) for key, article in self.corpus.articles.items()}

    # Actors

    @cached_property
    def called(self) -> Mapping[ActorId, Called]:
        """What is said of each actor where a page leads to it."""
        folders = self.addresses.actors
        return {key: Called(name=one.name, kind=one.kind, folder=folders[key]) for key, one in self.actors.items()}

    @cached_property
    def named(self) -> dict[tuple[ArticleId, int], tuple[Named, ...]]:
        """Mentions with an actor, by article and paragraph, in the order of the text; none overlaps another."""
        found: dict[tuple[ArticleId, int], list[Named]] = defaultdict(list)
        for article in self.corpus.order:
            ends: dict[int, int] = {}
            mentions = self.corpus.accounts[article].mentions
            for one in sorted(mentions, key=lambda one: (one.paragraph, one.start, -one.end)):
                actor = self.owners.get((article, one.chain))
                if actor is not None and one.start >= ends.get(one.paragraph, 0):
                    ends[one.paragraph] = one.end
                    found[article, one.paragraph].append(Named(start=one.start, end=one.end, actor=actor, mention=one))
        return {place: tuple(inside) for place, inside in found.items()}

    @cached_property
    def mentions(self) -> dict[ActorId, dict[Place, list[Locus]]]:
        """The sentences that name each actor, in the order of the corpus, with the places where they do."""
        found: dict[ActorId, dict[Place, list[Locus]]] = defaultdict(dict)
        for (article, paragraph), inside in self.named.items():
            for one in inside:
                locus = Locus(article=article, paragraph=paragraph, start=one.start, end=one.end)
                found[one.actor].setdefault(self.place(locus), []).append(locus)
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
    def met(self) -> dict[tuple[ArticleId, int], list[tuple[int, Meeting]]]:
        """Meetings by the paragraphs that tell of them, each with the number of the sentence."""
        told = [(self.place(locus), one) for one in self.findings.meetings for locus in one.evidence.loci]
        return by_subject((place[:2], (place[2], one)) for place, one in told)

    @cached_property
    def quotations(self) -> dict[ActorId, list[Quotation]]:
        """Quotes of each actor."""
        return by_subject((one.actor, one) for one in self.findings.quotations if one.actor is not None)

    @cached_property
    def speakers(self) -> dict[tuple[ArticleId, int], ActorId | None]:
        """Who said each quote of an article, by its index; unsure ones have nobody."""
        return {(one.article, one.quote): one.actor for one in self.findings.quotations}

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
    def passages(self) -> dict[tuple[ArticleId, int], Passage]:
        """Passages by their place: a headline is none."""
        return {(one.article, one.paragraph): one for one in self.findings.passages}

    @cached_property
    def topic_actors(self) -> dict[TopicId, Counter[ActorId]]:
        """How many passages of a topic name an actor."""
        found: dict[TopicId, Counter[ActorId]] = defaultdict(Counter)
        for topic in self.findings.topics:
            for passage in topic.passages:
                inside = self.named.get((passage.article, passage.paragraph), ())
                found[topic.id].update({one.actor for one in inside})
        return found

    @cached_property
    def actor_topics(self) -> dict[ActorId, Counter[TopicId]]:
        """How many passages of each topic name an actor, seen from the actor."""
        found: dict[ActorId, Counter[TopicId]] = defaultdict(Counter)
        for topic, actors in self.topic_actors.items():
            if topic != OTHER:
                for actor, count in actors.items():
                    found[actor][topic] = count
        return found
