"""What one article contributes to the findings, apart from all others, so that an edit changes its own part only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from generator.engine.executor import Engine
from generator.engine.marked import Marked
from generator.engine.stage import Stage
from generator.nouns.account import Account, StatedRole
from generator.nouns.article import Article
from generator.nouns.corpus import Corpus, Part
from generator.nouns.evidence import Locus
from generator.nouns.ids import ArticleId
from generator.resolve.disagreements.actions import Deed, deeds_of
from generator.resolve.disagreements.figures import Counts, counts_of
from generator.resolve.facts import Around, Fact, around_of, facts_of, firsts_of
from generator.resolve.index import Place
from generator.resolve.meetings import Told, told_of
from generator.resolve.rechain import LEFT_OUT
from generator.resolve.timeline import Dated, dated_of


class Contribution(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One article's actors, meetings and dated sentences, what it counts, and what it says is done with whom.

    ``firsts`` are where its chains are first named, by their numbers; ``left_out`` are texts that an editor unlinked.
    ``roles`` are as the account has them, ``speakers`` the chains that its quotes are given to.
    """

    facts: tuple[Fact, ...] = ()
    firsts: tuple[Locus | None, ...] = ()
    left_out: frozenset[str] = frozenset()
    around: Around = Around()
    roles: tuple[StatedRole, ...] = ()
    speakers: tuple[int, ...] = ()
    told: tuple[Told, ...] = ()
    dated: tuple[Dated, ...] = ()
    counts: Counts = Counts()
    deeds: tuple[tuple[Deed, tuple[Locus, ...]], ...] = ()


def run(_context: None, inputs: Sequence[Part]) -> Iterable[Contribution]:
    """Reduce articles with their accounts."""
    return (contribution(one.article, one.account) for one in inputs)


CONTRIBUTION: Stage[Part, Contribution, None] = Stage(name="contribution", version=1, run=run, output=Contribution)


def contribution(article: Article, account: Account) -> Contribution:
    """Reduce one article."""
    return Contribution(
        facts=facts_of(article, account),
        firsts=firsts_of(account),
        left_out=frozenset(one.text for one in account.unlinked if one.reason.startswith(LEFT_OUT)),
        around=around_of(account),
        roles=account.roles,
        speakers=tuple(quote.chain for quote in account.quotes),
        told=tuple(told_of(article, account)),
        dated=tuple(dated_of(article, account)),
        counts=counts_of(article, account),
        deeds=tuple(deeds_of(article).items()),
    )


class Parts(Mapping[ArticleId, Contribution]):
    """What all articles contribute, in the order of the corpus, each read when somebody asks for it."""

    def __init__(self, made: Mapping[ArticleId, Marked[Contribution]]) -> None:
        """Take them unread."""
        self._made = made
        self._read: dict[ArticleId, Contribution] = {}

    def __getitem__(self, key: ArticleId) -> Contribution:
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._made[key].output or Contribution()
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._made

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


@dataclass(frozen=True, kw_only=True)
class Edits:
    """The ``articles`` that are new or gone, or say something else than in the run before; what those that were there
    contributed then, as far as that is known, and where all stood in the order of the corpus.
    """

    articles: set[ArticleId]
    were: Mapping[ArticleId, Contribution] = field(default_factory=dict)
    stood: Mapping[ArticleId, Place] = field(default_factory=dict)


def contributions(corpus: Corpus, engine: Engine) -> Parts:
    """Give the contribution of each article, in the order of the corpus."""
    marks = [corpus.marks[key] for key in corpus.order]
    made = engine.marked(
        CONTRIBUTION, marks, None, lambda places: (corpus.part(corpus.order[place]) for place in places)
    )
    return Parts(dict(zip(corpus.order, made, strict=True)))


def edits(corpus: Corpus, marks: Mapping[ArticleId, bytes], stood: Mapping[ArticleId, Place], engine: Engine) -> Edits:
    """Tell what is another than in the run before, when articles had other ``marks`` and ``stood`` elsewhere."""
    articles = {key for key, _ in marks.items() ^ corpus.marks.items()}
    known = [key for key in articles if key in marks]
    were = engine.recall(CONTRIBUTION, [marks[key] for key in known], None)
    return Edits(
        articles=articles,
        were={key: one for key, one in zip(known, were, strict=True) if one is not None},
        stood=stood,
    )
