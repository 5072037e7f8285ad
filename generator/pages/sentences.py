"""What each article says, sentence by sentence, and how much of it may be shown."""

from bisect import bisect_right
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from generator.engine.digest import digest, encode
from generator.engine.executor import Engine
from generator.engine.tables import Tables
from generator.nouns.account import ActorKind
from generator.nouns.article import Card, Paragraph
from generator.nouns.briefing import Briefing
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.findings import Actor, Event, Findings, Meeting
from generator.nouns.ids import ActorId, ArticleId
from generator.pages.addresses import anchor
from generator.pages.briefs import checkable, shown
from generator.pages.entries import Credit
from generator.pages.extracts import Extract, Place, Spot, at, rested
from generator.pages.press import Press
from generator.pages.quotable import Given, Inside, Quotable, every_quoted, quotable
from generator.pages.tables import by_article, by_object, by_subject, every_statement, joined, merged
from generator.pages.words import original
from generator.settings import Republish, Settings


class Sentences:
    """The sentences of a corpus, with the actors that the findings see in them."""

    def __init__(  # noqa: PLR0917 - each is of its own type
        self,
        briefing: Briefing,
        findings: Findings,
        corpus: Corpus,
        settings: Settings,
        tables: Tables,
        engine: Engine | None,
    ) -> None:
        self._briefing = briefing
        self.findings = findings
        self.corpus = corpus
        self.press = Press(settings)
        self.tables = tables
        self._engine = engine
        self.actors: dict[ActorId, Actor] = tables.one("actors", _by_id, findings.actors)
        self.order: Mapping[ArticleId, int] = tables.one("order", _places, corpus.order)

    @cached_property
    def briefing(self) -> Briefing:
        """What is published, as pages show it."""
        return shown(self._briefing, self.tables)

    @cached_property
    def checkable(self) -> Briefing:
        """What is published, with all that checking it takes."""
        return checkable(self._briefing, self.tables)

    @cached_property
    def credits(self) -> Mapping[ArticleId, Credit]:
        """What is said of each article where its words are quoted."""
        return self.tables.each("credits", self._credit, self.corpus.cards, self.quotable)

    def _credit(self, card: Card, one: Quotable) -> Credit:
        return Credit(
            headline=card.headline,
            label=self.press.label(card),
            publisher=self.press.publisher(card),
            published=card.published.value,
            updated=card.updated.value,
            bylines=tuple((one.name, one.kind) for one in card.bylines),
            language=card.language,
            original=original(card.url),
            head=one.head,
            allowed=self.press.republish(card),
        )

    @cached_property
    def kinds(self) -> Mapping[ActorId, ActorKind]:
        """What each actor is."""
        return self.tables.each("kinds", attrgetter("kind"), self.actors)

    @cached_property
    def owners(self) -> Mapping[ArticleId, Mapping[int, ActorId]]:
        """Whose each chain of an article is."""
        return self.tables.turned("owners", self.actors, _chains, merged)

    @cached_property
    def speakers(self) -> Mapping[ArticleId, Mapping[int, ActorId | None]]:
        """Who said each quote of an article, by its index; unsure ones have nobody."""
        return self.tables.one(
            "speakers",
            lambda every: by_article((one.article, one.quote, one.actor) for one in every),
            self.findings.quotations,
        )

    @cached_property
    def quotable(self) -> Mapping[ArticleId, Quotable]:
        """What each article gives to those who quote it."""
        made_of = (self.owners, self.speakers, self._met, self._allowed, self.cited, self.evidence)
        marks = self.tables.each("marks of quotable", _marked, self.corpus.cards, self.corpus.marks, *made_of)
        due = {key: marks[key][1] for key in self.tables.due("quotable", marks)}
        found = every_quoted(self._engine, due, self._given)
        names: dict[ActorId, ActorId] = {}
        return self.tables.each("quotable", lambda row: quotable(found[row[0]], names), marks)

    def _given(self, key: ArticleId) -> Given:
        part, speakers, allowed = self.corpus.part(key), self.speakers.get(key, {}), self._allowed[key]
        rests = rested(part.account, speakers, self.evidence.get(key, ())) if allowed == "excerpts" else set()
        return Given(
            article=part.article,
            account=part.account,
            owners=self.owners.get(key, {}),
            speakers=speakers,
            met=self._met.get(key, ()),
            shown=rests.union(self.cited.get(key, ())),
        )

    @cached_property
    def _met(self) -> Mapping[ArticleId, Sequence[tuple[Locus, tuple[ActorId, ...]]]]:
        """The places of each article that tell of a meeting, with those who met."""
        return self.tables.turned("met", self.encounters, _met, joined)

    @cached_property
    def _allowed(self) -> Mapping[ArticleId, Republish]:
        """How much of each article may be shown."""
        return self.tables.each("allowed", self.press.republish, self.corpus.cards)

    @cached_property
    def _partly(self) -> set[ArticleId]:
        """The articles of which not all may be shown: what is cited of them may, and what is evidence."""
        return {key for key, allowed in self._allowed.items() if allowed != "full"}

    @cached_property
    def encounters(self) -> Mapping[Hashable, Meeting]:
        """All meetings, in their order."""
        return self.tables.one("encounters", by_object, self.findings.meetings)

    @cached_property
    def events(self) -> Mapping[Hashable, Event]:
        """All events, in their order."""
        return self.tables.one("events", by_object, self.findings.events)

    @cached_property
    def extracts(self) -> Mapping[Spot, Extract]:
        """What each paragraph gives to those who quote it."""
        return Inside(self.quotable, attrgetter("extracts"))

    @cached_property
    def paragraphs(self) -> Mapping[Spot, Paragraph]:
        """Each paragraph as it stands in its source."""
        return Inside(self.quotable, attrgetter("paragraphs"))

    def place(self, locus: Locus) -> Place:
        """Give the sentence in which a span begins."""
        extract = self.extracts[locus.article, locus.paragraph]
        return locus.article, locus.paragraph, at(extract.starts, locus.start)

    def stands(self, locus: Locus) -> Place:
        """Give the same without a note of who reads it, and quicker: tables ask for a hundred thousand."""
        article, paragraph = locus.article, locus.paragraph
        starts = self.quotable[article].extracts.every[paragraph].starts
        return article, paragraph, bisect_right(starts, locus.start) - 1

    def locus(self, place: Place) -> Locus:
        """Give the span of a sentence."""
        article, paragraph, sentence = place
        start, end = self.extracts[article, paragraph].span(sentence)
        return Locus(article=article, paragraph=paragraph, start=start, end=end)

    @cached_property
    def cited(self) -> Mapping[ArticleId, Collection[tuple[int, int]]]:
        """The sentences that a published statement cites of each article of which not all may be shown, by their
        paragraphs.
        """
        every = (
            (one.article, (one.paragraph, one.sentence))
            for statement in (every_statement(self.briefing) if self._partly else ())
            for one in (*statement.citations, *statement.support)
            if one.article in self._partly
        )
        return {key: set(some) for key, some in by_subject(every).items()}

    @cached_property
    def evidence(self) -> Mapping[ArticleId, Sequence[Locus]]:
        """The places of each article of which not all may be shown that findings rest on: a role, a meeting, an event
        or a disagreement.
        """
        findings = self.findings if self._partly else Findings()
        loci = [locus for role in findings.roles for locus in role.loci]
        loci += [locus for meeting in findings.meetings for locus in meeting.evidence.loci]
        loci += [locus for event in findings.events for locus in event.loci]
        loci += [locus for one in findings.disagreements for locus in one.evidence.loci]
        return by_subject((locus.article, locus) for locus in loci if locus.article in self._partly)

    def headline(self, article: ArticleId) -> int:
        """Give the paragraph that is the article's headline, -1 where it states none."""
        return self.credits[article].head

    def anchor(self, place: Place) -> str:
        """Give the id of a sentence in its article's page; nothing where the page does not show it."""
        article, paragraph, sentence = place
        if paragraph < 0 or not self.shown(place):
            return ""
        return anchor(paragraph, 0 if paragraph == self.headline(article) else sentence)

    def shown(self, place: Place) -> bool:
        """Tell whether a sentence may be shown, by what the editor allows of its outlet. A headline always may."""
        article, paragraph, sentence = place
        credit = self.credits[article]
        if credit.allowed == "full" or paragraph == credit.head:
            return True
        return sentence in self.extracts[article, paragraph].shown


def _by_id(actors: Iterable[Actor]) -> dict[ActorId, Actor]:
    return {one.id: one for one in actors}


def _places(order: Iterable[ArticleId]) -> dict[ArticleId, int]:
    return {key: place for place, key in enumerate(order)}


def _marked(  # noqa: PLR0917 - all that it is made of
    card: Card,
    mark: bytes,
    owners: Mapping[int, ActorId] | None,
    speakers: Mapping[int, ActorId | None] | None,
    met: Sequence[tuple[Locus, tuple[ActorId, ...]]] | None,
    allowed: Republish,
    cited: Collection[tuple[int, int]] | None,
    evidence: Sequence[Locus] | None,
) -> tuple[ArticleId, bytes]:
    """Give a mark of what ``Given`` is made of."""
    own, said = sorted((owners or {}).items()), sorted((speakers or {}).items())
    return card.id, digest(mark, encode((own, said, met, allowed, sorted(cited or ()), evidence)))


def _chains(actor: Actor) -> dict[ArticleId, dict[int, ActorId]]:
    return by_article((ref.article, ref.chain, actor.id) for ref in actor.chains)


def _met(one: Meeting) -> dict[ArticleId, list[tuple[Locus, tuple[ActorId, ...]]]]:
    """Give the places of each article that tell of a meeting, with those who met."""
    return by_subject((locus.article, (locus, one.participants)) for locus in one.evidence.loci)
