"""The sentences that could be published, each with what choosing among them needs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.nouns.account import Account
from generator.nouns.article import Article
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.summarise.repair import Mended, mended

Gram = tuple[str, ...]


class Candidate(NamedTuple):
    """A sentence. ``rank`` counts the article's own sentences from 0; ``telling`` is its independent account.

    ``mended`` is None for a sentence that cannot stand alone: it can support others, and never be published.
    """

    article: ArticleId
    paragraph: int
    number: int
    start: int
    end: int
    length: int
    terms: tuple[str, ...]
    grams: frozenset[Gram]
    rank: int
    telling: int
    topics: tuple[tuple[TopicId, float], ...]
    actors: frozenset[ActorId]
    date: str
    mended: Mended | None


def candidates(corpus: Corpus, findings: Findings) -> list[Candidate]:
    """List every sentence of the articles' own text, in the order of corpus and text."""
    telling = {key: i for i, one in enumerate(findings.tellings) for key in one.articles}
    topics = {
        (one.article, one.paragraph): tuple((match.topic, match.score) for match in one.matches)
        for one in findings.passages
    }
    actors: dict[tuple[ArticleId, int], ActorId] = {
        (ref.article, ref.chain): actor.id for actor in findings.actors for ref in actor.chains
    }
    found: list[Candidate] = []
    for place, key in enumerate(corpus.order):
        number = telling.get(key, len(findings.tellings) + place)
        found += _of(corpus.articles[key], corpus.accounts[key], number, topics, actors)
    return found


def _of(
    article: Article,
    account: Account,
    telling: int,
    topics: Mapping[tuple[ArticleId, int], tuple[tuple[TopicId, float], ...]],
    actors: Mapping[tuple[ArticleId, int], ActorId],
) -> list[Candidate]:
    here: dict[tuple[int, int], set[ActorId]] = {}
    for mention in account.mentions:
        actor = actors.get((article.id, mention.chain))
        if actor is not None:
            here.setdefault((mention.paragraph, mention.sentence), set()).add(actor)
    dates: dict[tuple[int, int], str] = {}
    for date in account.dates:
        if date.value[:4].isdigit() and date.precision in {"day", "minute"}:
            dates.setdefault((date.paragraph, date.sentence), date.value[:10])
    found: list[Candidate] = []
    seen: Counter[str] = Counter()
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.kind not in {"paragraph", "item"} or number >= len(account.sentences):
            continue
        for i, one in enumerate(account.sentences[number]):
            text = paragraph.text[one.start : one.end]
            seen[text] += 1
            found.append(
                Candidate(
                    article=article.id,
                    paragraph=number,
                    number=i,
                    start=one.start,
                    end=one.end,
                    length=len(text.split()),
                    terms=one.terms,
                    grams=grams(one.terms),
                    rank=len(found),
                    telling=telling,
                    topics=topics.get((article.id, number), ()),
                    actors=frozenset(here.get((number, i), ())),
                    date=dates.get((number, i), article.published.value[:10]),
                    mended=mended(article, account, number, i) if seen[text] == 1 else None,
                )
            )
    return found


def grams(terms: Sequence[str]) -> frozenset[Gram]:
    """Give the single terms and the pairs of neighbours."""
    return frozenset((term,) for term in terms) | frozenset(pairwise(terms))
