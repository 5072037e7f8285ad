"""What each article says, sentence by sentence, and how much of it may be shown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from generator.engine.tables import Tables
from generator.nouns.article import Card, Paragraph
from generator.nouns.briefing import Briefing
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.findings import Findings, Meeting
from generator.nouns.ids import ActorId, ArticleId
from generator.pages.addresses import anchor
from generator.pages.briefs import checkable, shown
from generator.pages.entries import Credit
from generator.pages.extracts import Extract, Place, Quotable, Spot, at, quotable, rested
from generator.pages.press import Press
from generator.pages.tables import by_article, by_subject, every_statement
from generator.pages.words import original
from generator.settings import Republish, Settings


class Sentences:
    """The sentences of a corpus, with the actors that the findings see in them."""

    def __init__(
        self, briefing: Briefing, findings: Findings, corpus: Corpus, settings: Settings, tables: Tables
    ) -> None:
        self._briefing = briefing
        self.findings = findings
        self.corpus = corpus
        self.press = Press(settings)
        self.tables = tables
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
        rows = ((key, (self.corpus.cards[key], one.head)) for key, one in self.quotable.items())
        return self.tables.table("credits", rows, self._credit)

    def _credit(self, card: Card, head: int) -> Credit:
        return Credit(
            headline=card.headline,
            label=self.press.label(card),
            publisher=self.press.publisher(card),
            published=card.published.value,
            updated=card.updated.value,
            bylines=tuple((one.name, one.kind) for one in card.bylines),
            language=card.language,
            original=original(card.url),
            head=head,
            allowed=self.press.republish(card),
        )

    @cached_property
    def owners(self) -> Mapping[ArticleId, Mapping[int, ActorId]]:
        """Whose each chain of an article is."""
        return by_article((ref.article, ref.chain, one.id) for one in self.findings.actors for ref in one.chains)

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
        met = self.tables.one("met", _met, self.findings.meetings)
        rows = (
            (
                key,
                (
                    key,
                    self.corpus.marks[key],
                    self.owners.get(key, {}),
                    self.speakers.get(key, {}),
                    met.get(key, []),
                    self._shown(key),
                ),
            )
            for key in self.corpus.order
        )
        return self.tables.table("quotable", rows, self._quotable)

    def _quotable(
        self,
        key: ArticleId,
        _mark: bytes,
        owners: Mapping[int, ActorId],
        speakers: Mapping[int, ActorId | None],
        met: Sequence[tuple[Locus, tuple[ActorId, ...]]],
        shown: tuple[Republish, Collection[tuple[int, int]], Sequence[Locus]],
    ) -> Quotable:
        part = self.corpus.part(key)
        allowed, cited, evidence = shown
        rests = rested(part.account, speakers, evidence) if allowed == "excerpts" else set()
        return quotable(part.article, part.account, owners, speakers, met, rests.union(cited))

    @cached_property
    def moved(self) -> set[ArticleId]:
        """The articles of which something else is said, or in another place, than in the last run of this process."""
        return self.tables.moved("quotable", self.quotable) | self.tables.moved("credits", self.credits)

    def _shown(self, key: ArticleId) -> tuple[Republish, Collection[tuple[int, int]], Sequence[Locus]]:
        """Tell how much of an article may be shown, and where not all may, what is cited of it and what is evidence."""
        allowed = self.press.republish(self.corpus.cards[key])
        if allowed == "full":
            return allowed, (), ()
        return allowed, self.cited.get(key, ()), self.evidence.get(key, ())

    @cached_property
    def extracts(self) -> Mapping[Spot, Extract]:
        """What each paragraph gives to those who quote it."""
        return self.tables.flat("extracts", {key: one.extracts for key, one in self.quotable.items()})

    @cached_property
    def paragraphs(self) -> Mapping[Spot, Paragraph]:
        """Each paragraph as it stands in its source."""
        return self.tables.flat("paragraphs", {key: one.paragraphs for key, one in self.quotable.items()})

    def place(self, locus: Locus) -> Place:
        """Give the sentence in which a span begins."""
        extract = self.extracts[locus.article, locus.paragraph]
        return locus.article, locus.paragraph, at(extract.starts, locus.start)

    def locus(self, place: Place) -> Locus:
        """Give the span of a sentence."""
        article, paragraph, sentence = place
        start, end = self.extracts[article, paragraph].span(sentence)
        return Locus(article=article, paragraph=paragraph, start=start, end=end)

    @cached_property
    def cited(self) -> Mapping[ArticleId, Collection[tuple[int, int]]]:
        """The sentences of each article that a published statement cites, by their paragraphs."""
        every = (
            (one.article, (one.paragraph, one.sentence))
            for statement in every_statement(self.briefing)
            for one in (*statement.citations, *statement.support)
        )
        return {key: set(some) for key, some in by_subject(every).items()}

    @cached_property
    def evidence(self) -> Mapping[ArticleId, Sequence[Locus]]:
        """The places of each article that a role, a meeting, an event or a disagreement rests on."""
        loci = [locus for role in self.findings.roles for locus in role.loci]
        loci += [locus for meeting in self.findings.meetings for locus in meeting.evidence.loci]
        loci += [locus for event in self.findings.events for locus in event.loci]
        loci += [locus for one in self.findings.disagreements for locus in one.evidence.loci]
        return by_subject((locus.article, locus) for locus in loci)

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


def _places(order: Iterable[ArticleId]) -> dict[ArticleId, int]:
    return {key: place for place, key in enumerate(order)}


def _met(meetings: Iterable[Meeting]) -> dict[ArticleId, list[tuple[Locus, tuple[ActorId, ...]]]]:
    """Give the places of each article that tell of a meeting, with those who met."""
    return by_subject((locus.article, (locus, one.participants)) for one in meetings for locus in one.evidence.loci)
