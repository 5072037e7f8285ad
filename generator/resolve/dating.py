"""Dates that an undated article leaves open, settled by dated articles that it shares the passage with.

The corpus is changed before anything is found in it, so that pages and findings speak of the same dates. Only an
article without a date of its own is helped, and only with words ("last month") that stand in a passage whose text
another article has too: copied words mean the day that they meant there. Where two dated articles mean different days
by them, nothing is settled.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

import msgspec

from generator.engine.digest import digest, mark
from generator.engine.executor import Engine
from generator.nouns.account import Account, DateExpression
from generator.nouns.corpus import Corpus, Part
from generator.nouns.ids import ArticleId
from generator.resolve.texts import split

MOST = 12  # dated articles of one story that are asked

_Place = tuple[ArticleId, int]
_Lenders = tuple[tuple[_Place, tuple[_Place, ...]], ...]


def dated(corpus: Corpus, engine: Engine) -> Corpus:
    """Give undated articles the dates that their dated tellings settle; doing it twice changes nothing more."""
    wanted = {one.text.casefold() for key in corpus.order if not _day(corpus, key) for one in _open(corpus, key)}
    if not wanted:
        return corpus
    accounts: dict[ArticleId, Account] = {}
    for (article, paragraph), others in _shared(corpus, wanted, engine).items():
        account = accounts.get(article, corpus.accounts[article])
        dates = tuple(
            _settled(corpus, one, others) if one.paragraph == paragraph and not one.value else one
            for one in account.dates
        )
        accounts[article] = msgspec.structs.replace(account, dates=dates)
    return corpus.add(
        Part(article=corpus.articles[key], account=account, mark=digest(corpus.marks[key], mark((account.dates,))))
        for key, account in accounts.items()
    )


def _day(corpus: Corpus, key: ArticleId) -> str:
    return corpus.cards[key].published.value[:10]


def _open(corpus: Corpus, key: ArticleId) -> Iterator[DateExpression]:
    return (one for one in corpus.accounts[key].dates if one.kind == "DATE" and not one.value)


def _reckoned(corpus: Corpus, key: ArticleId) -> Iterator[DateExpression]:
    """Give the expressions of an article that are reckoned from its own date."""
    day = _day(corpus, key)
    return (one for one in corpus.accounts[key].dates if day and one.value and f"from {day}" in one.reason)


def _shared(corpus: Corpus, wanted: set[str], engine: Engine) -> Mapping[_Place, tuple[_Place, ...]]:
    """Give for each paragraph with an open date the dated paragraphs that share its text and have words wanted."""
    kept = set()
    for key in corpus.order:
        found = _reckoned(corpus, key) if _day(corpus, key) else _open(corpus, key)
        if any(one.text.casefold() in wanted for one in found):
            kept.add(key)
    part = corpus.discard(corpus.articles.keys() - kept)
    return dict(engine.once(lenders, _Lenders, part.marks.values(), part, engine))


def lenders(part: Corpus, engine: Engine) -> _Lenders:
    """Give each undated paragraph that shares text with dated ones, and these. What was compared is left for the next
    run of this process.
    """
    from generator.resolve.stories import ToldTwice  # noqa: PLC0415 - numpy takes a quarter of a second to import

    shared: dict[_Place, dict[_Place, None]] = defaultdict(dict)
    kept: ToldTwice = engine.take(lenders.__name__) or ToldTwice()
    stories, _ = kept.told_twice(part, partial(split, part, engine))
    engine.leave(lenders.__name__, kept)
    for story in stories:
        places_of = list(dict.fromkeys((one.article, one.paragraph) for one in story.loci))
        dated_ones = [one for one in places_of if _day(part, one[0])][:MOST]
        for place in places_of:
            if not _day(part, place[0]):
                shared[place].update(dict.fromkeys(dated_ones))
    return tuple((place, tuple(others)) for place, others in shared.items() if others)


def _settled(corpus: Corpus, one: DateExpression, others: tuple[_Place, ...]) -> DateExpression:
    found = {
        (other.value, other.precision): article
        for article, paragraph in reversed(others)
        for other in _reckoned(corpus, article)
        if other.paragraph == paragraph and other.text.casefold() == one.text.casefold()
    }
    if len(found) != 1:
        return one
    (((value, precision), article),) = found.items()
    source = corpus.cards[article]
    reason = f"the passage shares its text with “{source.headline}” of {_day(corpus, article)}, where it means that"
    return msgspec.structs.replace(one, value=value, precision=precision, reason=reason)
