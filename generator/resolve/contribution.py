"""What one article contributes to the findings, apart from all others, so that an edit changes its own part only."""

from collections.abc import Iterable, Sequence

import msgspec

from generator.engine.executor import Engine
from generator.engine.stage import Stage
from generator.nouns.account import Account, StatedRole
from generator.nouns.article import Article
from generator.nouns.corpus import Corpus, Part
from generator.nouns.evidence import Locus
from generator.nouns.ids import ArticleId
from generator.resolve.disagreements.actions import Deed, deeds_of
from generator.resolve.disagreements.figures import Counts, counts_of
from generator.resolve.facts import Around, Fact, around_of, facts_of, firsts_of
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


def contributions(corpus: Corpus, engine: Engine) -> dict[ArticleId, Contribution]:
    """Give the contribution of each article, in the order of the corpus."""
    marks = [corpus.marks[key] for key in corpus.order]
    made = engine.marked(
        CONTRIBUTION, marks, None, lambda places: (corpus.part(corpus.order[place]) for place in places)
    )
    return {key: one.output or Contribution() for key, one in zip(corpus.order, made, strict=True)}
