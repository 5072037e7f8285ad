"""What all briefs are made from, kept from one run of a process to the next: an edit costs what it touches.

What is chosen is a function of corpus and findings alone. A block is chosen anew when something is other than it was of
all that choosing reads: its sentences, their places, what they are worth, how those that were compared compare.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from operator import attrgetter

from generator.engine.executor import Engine
from generator.nouns.briefing import Brief
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.settings import BriefSettings
from generator.summarise.accounts import Accounts
from generator.summarise.bearing import Bearings
from generator.summarise.blocks import Block, TopicBlock
from generator.summarise.candidates import Candidates, candidates
from generator.summarise.choose import lead
from generator.summarise.cite import statement
from generator.summarise.named import Named
from generator.summarise.pool import Pool, Sentence
from generator.summarise.support import Echoes
from generator.summarise.weights import Uses, Worth, uses


class Desk:
    """Every sentence with what it is worth, and the blocks that briefs are chosen from."""

    def __init__(self, size: BriefSettings) -> None:
        """Begin with an empty corpus."""
        self.size = size
        self.worth = Worth(pool := Pool())
        self.echoes = Echoes(pool)
        self.topics: dict[TopicId, TopicBlock] = {}
        self.articles: dict[ArticleId, Block] = {}
        self.actors: dict[ActorId, Block] = {}
        self.sentences: Counter[TopicId] = Counter()
        self._pool = pool
        self._bottom = Brief()
        self._bearings = Bearings()
        self._named = Named(self._bearings.actors)
        self._marks: Mapping[ArticleId, bytes] = {}
        self._accounts = Accounts()
        self._readers: dict[Sentence, set[Block]] = {}

    def serves(self, corpus: Corpus, size: BriefSettings) -> bool:
        """Tell whether it is better to go on from what is here than to begin anew."""
        stand = sum(1 for key, mark in corpus.marks.items() if self._marks.get(key) == mark)
        return size == self.size and 2 * stand >= max(len(self._marks), len(corpus.marks))

    def alone(self, one: Sentence) -> float:
        """Value one sentence by itself, as choosing for its article does before it has taken any."""
        return self.worth.whole[one] * lead(one.rank)

    def turn(self, corpus: Corpus, findings: Findings, engine: Engine) -> None:
        """Take corpus and findings as they are now, and bring every brief up to them."""
        gone = self._marks.keys() - corpus.marks.keys()
        edited = gone | {key for key, mark in corpus.marks.items() if self._marks.get(key) != mark}
        edited |= self._bearings.turn(corpus, findings, edited)
        made = self._made(corpus, [key for key in corpus.order if key in edited], engine)
        self._marks = corpus.marks
        self._named.turn(corpus)

        former, accounts = self._accounts, Accounts(findings.tellings, corpus.order)
        concerned = edited | accounts.moved(former)
        names = former.names(concerned) | accounts.names(concerned)
        known = {topic.id: topic for topic in findings.topics}
        before = self._uses(former, names)
        for key, topic in self.topics.items():
            topic.ask(known.get(key), former, accounts, names, corpus.marks)

        went, came = self._pool.turn(corpus, made, self._bearings.of, gone)
        moved = self.worth.turn(before, self._uses(accounts, names), went, came)
        stale = {*self._laid(went, came), *self._renewed(made), *[self.articles.pop(key).emptied() for key in gone]}
        stale |= self._having(moved)
        fresh = self._by_topic(made)
        for key in fresh.keys() - self.topics.keys():
            self.topics[key] = TopicBlock(self._pool, key, self.size.topic, self.size.topic_words)
            self.topics[key].ask(known.get(key), Accounts(), accounts, names, ())
        topics = self.topics.items()
        stale.update([one for key, one in topics if one.turn(self._pool, fresh.get(key, {}), edited, accounts)])
        self.sentences = +self.sentences
        self.topics = {key: one for key, one in topics if key in self.sentences}
        self._accounts = accounts

        otherwise, apart = self.echoes.turn(went, came, findings, edited, self._readers)
        stale.update([block for one in otherwise | apart for block in self._readers.get(one, ())])
        self._choose(stale, otherwise, edited)
        self._named.turn(corpus)  # so many mentions need not be kept

    def bottom_line(self, chosen: Iterable[Sentence]) -> Brief:
        """Make the brief of the sentences that stand above all others; as long as it says the same it is the same."""
        made = self._brief(chosen)
        if made != self._bottom:
            self._bottom = made
        return self._bottom

    def _brief(self, chosen: Iterable[Sentence], about: ActorId | None = None, *, names: bool = True) -> Brief:
        """Make the brief of chosen sentences, in order of time; people come with their full ``names`` first.

        ``about`` is the actor whose page it stands on, and needs no name.
        """
        known: set[ActorId] | None = ({about} if about else set()) if names else None
        return Brief(
            statements=tuple(
                [
                    statement(one, self.echoes.of(one), self.echoes.agreed(one), self._named, known)
                    for one in sorted(chosen, key=attrgetter("when"))
                ]
            )
        )

    def _choose(self, stale: Iterable[Block], otherwise: AbstractSet[Sentence], edited: AbstractSet[ArticleId]) -> None:
        """Choose anew for stale blocks, and make the briefs anew that this, or what they cite, makes others.

        ``otherwise`` are sentences that others say now, or no longer.
        """
        remade = set()
        for block in stale:
            for one in block.chosen.compared:
                self._readers[one].discard(block)
                if not self._readers[one]:
                    del self._readers[one]
            if block.choose(self.echoes) or not otherwise.isdisjoint(block.chosen.best):
                remade.add(block)
            for one in block.chosen.compared:
                self._readers.setdefault(one, set()).add(block)
        for block in chain(self.topics.values(), self.articles.values(), self.actors.values()):
            if block in remade or not edited.isdisjoint(block.articles):
                brief = self._brief(block.chosen.best, block.about, names=not block.budget)
                if brief != block.brief:
                    block.brief, block.articles = brief, frozenset(_cited(brief))

    def _made(self, corpus: Corpus, edited: Sequence[ArticleId], engine: Engine) -> dict[ArticleId, Candidates]:
        """Give the candidates of edited articles: those that are known where only the actors in them are others."""
        sheets, bearing = self._pool.sheets, self._bearings.of
        known = {
            key: sheets[key].made
            for key in edited
            if key in sheets and sheets[key].topics == bearing[key].topics and self._marks[key] == corpus.marks[key]
        }
        return known | candidates(corpus, bearing, [key for key in edited if key not in known], engine)

    def _uses(self, accounts: Accounts, names: Iterable[ArticleId]) -> dict[ArticleId, Uses]:
        """Tell what accounts use, each under its name."""
        sheets = self._pool.sheets
        return {
            name: uses([one for key in articles if key in sheets for one in sheets[key].sentences])
            for name, articles in accounts.named(names).items()
        }

    def _having(self, sentences: Iterable[Sentence]) -> set[Block]:
        """Give the blocks of sentences that have no weights of their own."""
        actors = {actor for one in sentences for actor in one.actors}
        articles = {one.sheet.key for one in sentences}
        return {*[self.articles[key] for key in articles], *[self.actors[actor] for actor in actors]}

    def _laid(self, went: Iterable[Sentence], came: Iterable[Sentence]) -> set[Block]:
        """Put sentences into the blocks of those whom they name: best early, and not as one of many people.

        Gives the blocks that are not what they were.
        """
        named = set[ActorId]()
        for one in went:
            self.sentences.subtract(one.one.topics.keys())
            for actor in one.actors:
                del self.actors[actor].places[one]
            named.update(one.actors)
        laid: dict[ActorId, dict[Sentence, float]] = {}
        for one in came:
            self.sentences.update(one.one.topics.keys())
            single = 1 / math.sqrt(1 + len(one.people))
            for actor, early in one.actors.items():
                laid.setdefault(actor, {})[one] = (0.5 + early) * single
        for actor in laid.keys() - self.actors.keys():
            self.actors[actor] = Block(self.worth, self.size.actor, about=actor)
        for actor, places in laid.items():
            self.actors[actor].places |= places
        blocks = {actor: self.actors[actor] for actor in named.union(laid)}
        for actor, block in blocks.items():
            if not block.places:
                del self.actors[actor]
        return set(blocks.values())

    def _renewed(self, made: Iterable[ArticleId]) -> Iterator[Block]:
        """Give the blocks of articles as they stand now."""
        for key in made:
            block = self.articles.setdefault(key, Block(self.worth, self.size.article))
            block.places = {one: lead(rank) for rank, one in enumerate(self._pool.sheets[key].sentences)}
            yield block

    def _by_topic(self, made: Iterable[ArticleId]) -> dict[TopicId, dict[ArticleId, list[Sentence]]]:
        """Give the sentences of articles by the topics that they tell of."""
        found: dict[TopicId, dict[ArticleId, list[Sentence]]] = {}
        for key in made:
            for one in self._pool.sheets[key].sentences:
                for topic in one.one.topics:
                    found.setdefault(topic, {}).setdefault(key, []).append(one)
        return found


def _cited(brief: Brief) -> Iterator[ArticleId]:
    for one in brief.statements:
        yield from [citation.article for citation in (*one.citations, *one.support)]
