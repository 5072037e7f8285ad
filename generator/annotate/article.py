"""The stage that puts an article together: short names to full names, role mentions to their holders."""

from collections.abc import Iterable, Sequence

from generator.annotate import chains, dates, parties, quotes
from generator.annotate.lexicon import Joined
from generator.annotate.pipeline import Model
from generator.engine.stage import Stage
from generator.nouns.account import Account


def run(context: Model, inputs: Sequence[Joined]) -> Iterable[Account]:
    """Make the account of each article."""
    del context
    return [account(one) for one in inputs]


ARTICLE: Stage[Joined, Account, Model] = Stage(name="article", version=1, run=run, output=Account, held=1024)


def account(joined: Joined) -> Account:
    """Put one article together."""
    article, annotations = joined.article, joined.annotations
    linked = chains.link(joined)
    sentences = tuple(one.sentences for one in annotations)
    when = dates.resolve([one.dates for one in annotations], article.published)
    return Account(
        article=article.id,
        sentences=sentences,
        mentions=linked.mentions,
        chains=linked.chains,
        roles=linked.roles,
        quotes=quotes.resolve(article, annotations, linked.mentions, linked.chains),
        dates=when,
        encounters=parties.resolve(article, annotations, linked.mentions, linked.chains, when),
        unlinked=linked.unlinked,
    )
