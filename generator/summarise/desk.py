"""What all briefs are made from, kept from one run of a process to the next: an edit costs what it touches.

What is chosen is a function of corpus and findings alone. A block is chosen anew when something is other than it was of
all that choosing reads: its sentences, their places, what they are worth, how those that were compared compare.

Longer than most files: the desk is one state, of which each part is turned, written down and read beside the others.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain
from operator import attrgetter

import msgspec

from generator.engine.executor import Engine
from generator.nouns.briefing import Brief
from generator.nouns.corpus import Corpus, Shelf
from generator.nouns.findings import Findings, Telling
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.settings import BriefSettings
from generator.summarise.accounts import Accounts
from generator.summarise.bearing import Bearings, Turned
from generator.summarise.blocks import Block, KeptBlock, KeptTopic, Readers, TopicBlock, led
from generator.summarise.candidates import Candidates, Former, candidates
from generator.summarise.choose import lead
from generator.summarise.cite import statement
from generator.summarise.columns import Table
from generator.summarise.named import Named
from generator.summarise.pool import KeptPool, Pool
from generator.summarise.sheet import Sentence
from generator.summarise.support import Echoes, KeptEchoes
from generator.summarise.weights import KeptWorth, Uses, Worth, uses

_STALE = 64
"""What was written down is written anew when more than this part of the articles is another: it is much to write."""


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """The desk as it is kept for another process: all but the candidates, which are remembered by themselves."""

    size: BriefSettings
    marks: dict[ArticleId, bytes]
    tellings: tuple[Telling, ...]
    pool: KeptPool
    worth: KeptWorth
    echoes: KeptEchoes
    topics: dict[TopicId, KeptTopic]
    articles: dict[ArticleId, KeptBlock]
    actors: dict[ActorId, tuple[KeptBlock, Table]]
    sentences: dict[TopicId, int]
    bottom: Brief


class Desk:
    """Every sentence with what it is worth, and the blocks that briefs are chosen from."""

    def __init__(self, size: BriefSettings, pool: Pool | None = None) -> None:
        """Begin with an empty corpus."""
        pool = pool or Pool()
        self.size = size
        self.worth = Worth(pool)
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
        self._tellings: Sequence[Telling] = ()
        self._readers = Readers()
        self._former: Former | None = None
        self._settled = True
        self._others = 0  # articles that are another than in what was written down last

    @classmethod
    def resumed(cls, kept: Kept, engine: Engine) -> "Desk":
        """Go on from what another process wrote down."""
        former, marks = Former(engine), kept.marks
        pool = Pool.resumed(kept.pool, lambda one: former.of(marks[one.key], one.bearing.topics))
        desk, places = cls(kept.size, pool), pool.places()
        desk._former, desk._marks, desk._tellings = former, marks, kept.tellings
        desk._bearings.of = {one.key: one.bearing for one in kept.pool.leaves}
        desk._accounts = Accounts(kept.tellings, marks)
        desk.worth.resume(kept.worth, places)
        desk.echoes.resume(kept.echoes, places)
        desk.sentences, desk._bottom = Counter(kept.sentences), kept.bottom
        for topic, told in kept.topics.items():
            desk.topics[topic] = one = TopicBlock(pool, topic, kept.size.topic, kept.size.topic_words)
            one.retell(told, places)
        for actor, (block, sentences) in kept.actors.items():
            desk.actors[actor] = about = Block(desk.worth, kept.size.actor, about=actor)
            about.resume(block, places)
            about.lay(partial(places.valued, sentences))
        for key, block in kept.articles.items():
            desk.articles[key] = whole = Block(desk.worth, kept.size.article)
            whole.resume(block, places)
            whole.lay(partial(led, pool.sheets[key].sentences))
        for reader in desk._blocks():
            desk._readers.note(reader)
        return desk

    def kept(self, *, ending: bool = False) -> Kept | None:
        """Write down what is here, for another process; nothing while it changes, once that was broken off, or where
        something failed, which is to be tried again. A desk that is ``ending`` lets go of each part as soon as it is
        written: what is here and what is written are both large.
        """
        if not self._settled:
            return None
        self._others = 0
        places, empty = self._pool.places(), vars(Desk(self.size))

        def past(*names: str) -> None:
            vars(self).update({name: empty[name] for name in names if ending})

        past("_readers", "_named", "_bearings", "_accounts")
        articles = {key: one.kept(places) for key, one in self.articles.items()}
        past("articles")
        actors = {key: (one.kept(places), places.values(one.places)) for key, one in self.actors.items()}
        past("actors")
        topics = {key: one.told(places) for key, one in self.topics.items()}
        past("topics")
        worth = self.worth.kept(places)
        past("worth")
        echoes = self.echoes.kept(places)
        past("echoes")
        return Kept(
            size=self.size,
            marks=dict(self._marks),
            tellings=tuple(self._tellings),
            pool=self._pool.kept(),
            worth=worth,
            echoes=echoes,
            topics=topics,
            articles=articles,
            actors=actors,
            sentences=dict(self.sentences),
            bottom=self._bottom,
        )

    def clear(self) -> None:
        """Let go of everything."""
        vars(self).update(vars(Desk(self.size)))

    @property
    def stale(self) -> bool:
        """Tell whether so much is another than what was written down that it should be written anew."""
        return self._others * _STALE > len(self._marks)

    def serves(self, corpus: Corpus, size: BriefSettings) -> bool:
        """Tell whether it is better to go on from what is here than to begin anew."""
        stand = sum(1 for key, mark in corpus.marks.items() if self._marks.get(key) == mark)
        return size == self.size and 2 * stand >= max(len(self._marks), len(corpus.marks))

    def alone(self, one: Sentence) -> float:
        """Value one sentence by itself, as choosing for its article does before it has taken any."""
        return self.worth.whole[one] * lead(one.rank)

    def turn(self, corpus: Corpus, findings: Findings, engine: Engine) -> None:
        """Take corpus and findings as they are now, and bring every brief up to them."""
        self._settled = False
        if self._former is not None:
            self._former.engine = engine
        if engine.warming:
            self._pool.open()
            for block in self._blocks():
                block.open()
        gone = self._marks.keys() - corpus.marks.keys()
        written = gone | {key for key, mark in corpus.marks.items() if self._marks.get(key) != mark}
        turned = self._bearings.turn(corpus, findings, written)
        edited = written | turned.keys()
        made = self._made(corpus, [key for key in corpus.order if key in edited], engine)
        self._others += len(edited)
        former, accounts = self._accounts, self._accounts.now(findings.tellings, corpus.order)
        self._marks, self._tellings = corpus.marks, findings.tellings
        self._named.turn(corpus)

        concerned = edited | accounts.moved(former)
        names = former.names(concerned) | accounts.names(concerned)
        known = {topic.id: topic for topic in findings.topics}
        before = dict(self._uses(former, names))  # before they change
        for key, topic in self.topics.items():
            topic.ask(known.get(key), former, accounts, names, corpus.marks)

        went, came = self._pool.turn(corpus, made, self._bearings.of, gone)
        moved = self.worth.turn(before, self._uses(accounts, names), went, came)
        stale = {*self._laid(went, came), *map(self._article, made)}
        stale.update([self.articles.pop(key).emptied() for key in gone])
        stale |= self._having(moved)
        fresh = self._pool.by_topic(made)
        for key in fresh.keys() - self.topics.keys():
            self.topics[key] = TopicBlock(self._pool, key, self.size.topic, self.size.topic_words)
            self.topics[key].ask(known.get(key), Accounts(), accounts, names, ())
        topics = self.topics.items()
        stale.update([one for key, one in topics if one.turn(self._pool, fresh.get(key, {}), edited, accounts)])
        self.sentences = +self.sentences
        self.topics = {key: one for key, one in topics if key in self.sentences}
        self._accounts = accounts

        otherwise, apart = self.echoes.turn(went, came, findings, concerned, self._readers.of)
        stale.update(self._readers.having(otherwise | apart))
        self._choose(stale, otherwise, written, turned)
        self._named.turn(corpus)  # so many mentions need not be kept
        self._settled = not engine.report.failures

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

    def _choose(
        self, stale: Iterable[Block], otherwise: AbstractSet[Sentence], written: AbstractSet[ArticleId], turned: Turned
    ) -> None:
        """Choose anew for stale blocks, and make the briefs anew that this, or what they cite, makes others.

        ``otherwise`` are sentences that others say now or no longer; articles are ``written`` otherwise than before, or
        ``turned``: some of their chains are others'.
        """
        remade = set()
        for block in stale:
            self._readers.forget(block)
            if block.choose(self.echoes) or not otherwise.isdisjoint(block.chosen.best):
                remade.add(block)
            self._readers.note(block)
        for block in self._blocks():
            if block in remade or not written.isdisjoint(block.articles) or (turned and block.names(turned)):
                brief = self._brief(block.chosen.best, block.about, names=not block.budget)
                if brief != block.brief:
                    block.put(brief)

    def _blocks(self) -> Iterator[Block]:
        return chain(self.topics.values(), self.articles.values(), self.actors.values())

    def _made(self, corpus: Corpus, edited: Sequence[ArticleId], engine: Engine) -> dict[ArticleId, Candidates]:
        """Give the candidates of edited articles: those that are known where only the actors in them are others."""
        sheets, bearing = self._pool.sheets, self._bearings.of
        known = {
            key: sheets[key].made
            for key in edited
            if key in sheets
            and sheets[key].bearing.topics == bearing[key].topics
            and self._marks[key] == corpus.marks[key]
        }
        return known | candidates(corpus, bearing, [key for key in edited if key not in known], engine)

    def _uses(self, accounts: Accounts, names: Iterable[ArticleId]) -> Mapping[ArticleId, Uses]:
        """Tell what accounts use, each under its name, when it is asked for: of all of them it is much."""
        sheets = self._pool.sheets
        told = {
            name: [one for key in articles if key in sheets for one in sheets[key].sentences]
            for name, articles in accounts.named(names).items()
        }
        return Shelf({name: partial(uses, sentences) for name, sentences in told.items()})

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

    def _article(self, key: ArticleId) -> Block:
        """Give the block of an article as it stands now."""
        block = self.articles.setdefault(key, Block(self.worth, self.size.article))
        block.places = led(self._pool.sheets[key].sentences)
        return block
