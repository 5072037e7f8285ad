"""The sentences that a brief is chosen from, block by block: those of an article, of an actor, of a topic."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, groupby
from operator import attrgetter
from typing import TypeVar

import msgspec

from generator.nouns.briefing import Brief
from generator.nouns.corpus import Shelf
from generator.nouns.findings import Topic
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.summarise.accounts import Accounts
from generator.summarise.bearing import Turned
from generator.summarise.choose import Chosen, choose, lead
from generator.summarise.columns import Column, Places, Table
from generator.summarise.pool import Pool
from generator.summarise.sheet import Sentence
from generator.summarise.support import Echoes
from generator.summarise.weights import KeptWorth, Uses, Worth, uses

Key = TypeVar("Key", TopicId, ArticleId, ActorId)


class KeptBlock(msgspec.Struct, frozen=True, array_like=True):
    """What was chosen of a block, and the brief that was made of it, as they are kept for another process."""

    best: Column
    compared: Column
    brief: Brief


class KeptTopic(msgspec.Struct, frozen=True, array_like=True):
    """A topic's block as it is kept for another process, with its sentences; those ``speaking`` for it, if not all."""

    block: KeptBlock
    places: Table
    worth: KeptWorth
    speaking: frozenset[ArticleId] | None


class Block:
    """Sentences with the value of each one's place, what was chosen of them, and the brief that was made of that.

    At most ``most`` are chosen, of ``budget`` words together (0 for no limit). ``about`` is the actor that it is about,
    if it is one. ``articles`` are all that the brief cites.
    """

    __slots__ = ("_lay", "_places", "about", "articles", "brief", "budget", "chosen", "most", "worth")

    def __init__(self, worth: Worth, most: int, *, budget: int = 0, about: ActorId | None = None) -> None:
        """Begin without sentences."""
        self.worth, self.most, self.budget, self.about = worth, most, budget, about
        self.places = {}
        self.chosen = Chosen()
        self.brief = Brief()
        self.articles: frozenset[ArticleId] = frozenset()

    @property
    def places(self) -> dict[Sentence, float]:
        """Give the sentences, with the value of each one's place."""
        self.open()
        return self._places

    @places.setter
    def places(self, places: dict[Sentence, float]) -> None:
        self._places = places
        self._lay: Callable[[], dict[Sentence, float]] | None = None

    def lay(self, places: Callable[[], dict[Sentence, float]]) -> None:
        """Have sentences that are asked for when somebody looks at them."""
        self._lay = places

    def open(self) -> None:
        """Ask for the sentences, if nobody has."""
        if self._lay is not None:
            self.places = self._lay()

    def kept(self, places: Places) -> KeptBlock:
        """Write down what was chosen."""
        return KeptBlock(places.written(self.chosen.best), places.written(self.chosen.compared), self.brief)

    def resume(self, kept: KeptBlock, places: Places) -> None:
        """Go on from what was written down; sentences are put into it apart from that."""
        self.chosen = Chosen(tuple(places.read(kept.best)), tuple(places.read(kept.compared)))
        self.put(kept.brief)

    def put(self, brief: Brief) -> None:
        """Take the brief that was made of what was chosen."""
        self.brief, self.articles = brief, frozenset(_cited(brief))

    def choose(self, echoes: Echoes) -> bool:
        """Choose anew; tell whether others were chosen than before."""
        former, self.chosen = self.chosen, choose(self.places, self.worth, self.most, self.budget, echoes)
        return former.best != self.chosen.best

    def names(self, turned: Turned) -> bool:
        """Tell whether the brief may name somebody by one of some chains of some articles."""
        return any(one.article in turned and one.names(turned[one.article]) for one in self.chosen.best)

    def emptied(self) -> "Block":
        """Let go of all sentences."""
        self.places = {}
        return self


class Readers:
    """The blocks that compared each sentence to choose among theirs. ``of`` has no sentence that none compared."""

    def __init__(self) -> None:
        """Know of none yet."""
        self.of: dict[Sentence, set[Block]] = {}

    def note(self, block: Block) -> None:
        """Note what a block compared."""
        for one in block.chosen.compared:
            self.of.setdefault(one, set()).add(block)

    def forget(self, block: Block) -> None:
        """Forget what a block compared: it is to choose anew."""
        for one in block.chosen.compared:
            self.of[one].discard(block)
            if not self.of[one]:
                del self.of[one]

    def having(self, sentences: Iterable[Sentence]) -> Iterator[Block]:
        """Give the blocks that compared some sentences; one that compared several may come again."""
        return chain.from_iterable(self.of.get(one, ()) for one in sentences)


class TopicBlock(Block):
    """The sentences of a topic, with weights of its own: how early each stands among its article's on the topic, and
    how surely it is about it.

    A topic that the articles propose is the event that some of them tell of: others that have its words tell of
    something else, and do not speak for it.
    """

    __slots__ = ("_asked", "_before", "_id", "_laid", "_speaking", "_swung")

    def __init__(self, pool: Pool, topic: TopicId, most: int, budget: int) -> None:
        """Begin without sentences."""
        super().__init__(Worth(pool, budget=budget), most, budget=budget)
        self._id = topic
        self._laid: dict[ArticleId, Sequence[Sentence]] = {}
        self._speaking: frozenset[ArticleId] | None = None  # None: all of them
        self._swung: frozenset[ArticleId] = frozenset()
        self._asked: set[ArticleId] = set()
        self._before: dict[ArticleId, Uses] = {}

    def told(self, places: Places) -> KeptTopic:
        """Write everything down."""
        return KeptTopic(self.kept(places), places.values(self.places), self.worth.kept(places), self._speaking)

    def retell(self, kept: KeptTopic, places: Places) -> None:
        """Go on from what was written down."""
        self.resume(kept.block, places)
        self.worth.resume(kept.worth, places)
        self.places = places.valued(kept.places)
        self._laid = {sheet.key: list(some) for sheet, some in groupby(self.places, key=attrgetter("sheet"))}
        self._speaking = kept.speaking

    def ask(
        self,
        topic: Topic | None,
        accounts: Accounts,
        later: Accounts,
        names: set[ArticleId],
        every: Iterable[ArticleId],
    ) -> None:
        """Note what ``accounts`` of some ``names`` use before articles change, or speak for the topic that did not."""
        speaking = frozenset(topic.main) if topic is not None and topic.proposed and topic.main else None
        if speaking != self._speaking:
            before, after = (frozenset(every) if one is None else one for one in (self._speaking, speaking))
            self._swung, self._speaking = before ^ after, speaking
            names = names | accounts.names(self._swung) | later.names(self._swung)
        else:
            self._swung = frozenset()
        self._asked = names
        self._before = dict(self._uses(accounts))  # before they change

    def turn(
        self,
        pool: Pool,
        fresh: Mapping[ArticleId, Sequence[Sentence]],
        edited: Collection[ArticleId],
        accounts: Accounts,
    ) -> bool:
        """Take the ``fresh`` sentences on the topic that ``edited`` articles have.

        Tells whether any is worth more or less than before, or stands in another place.
        """
        laid = {key: fresh.get(key, ()) for key in edited if key in fresh or key in self._laid}
        for key in self._swung.difference(edited).intersection(pool.sheets):
            laid[key] = [one for one in pool.sheets[key].sentences if self._id in one.one.topics]
        went: dict[Sentence, float] = {}
        came: dict[Sentence, float] = {}
        for key, sentences in laid.items():
            went |= {one: self.places.pop(one) for one in self._laid.pop(key, ())}
            if sentences and (self._speaking is None or key in self._speaking):
                self._laid[key] = sentences
                came |= {one: lead(rank) * one.one.topics[self._id] for rank, one in enumerate(sentences)}
        self.places |= came
        gone, new = [one for one in went if one not in came], [one for one in came if one not in went]
        moved = self.worth.turn(self._before, self._uses(accounts), gone, new)
        self._before = {}
        return bool(moved) or went != came

    def _uses(self, accounts: Accounts) -> Mapping[ArticleId, Uses]:
        """Tell what those accounts use on the topic that were asked for, each under its name; see ``Desk``."""
        told = {
            name: [one for key in articles for one in self._laid.get(key, ())]
            for name, articles in accounts.named(self._asked).items()
        }
        return Shelf({name: partial(uses, sentences) for name, sentences in told.items() if sentences})


def led(sentences: Iterable[Sentence]) -> dict[Sentence, float]:
    """Value the places of an article's sentences."""
    return {one: lead(rank) for rank, one in enumerate(sentences)}


def _cited(brief: Brief) -> Iterator[ArticleId]:
    for one in brief.statements:
        yield from [citation.article for citation in (*one.citations, *one.support)]


def briefs(blocks: Mapping[Key, Block], keys: Iterable[Key]) -> dict[Key, Brief]:
    """Give the briefs of those blocks from which anything was chosen, sorted as those are that come from the store."""
    return {key: blocks[key].brief for key in sorted(keys) if key in blocks and blocks[key].chosen.best}
