"""The sentences that could be published, each with what choosing among them needs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.nouns.account import Account, Sentence
from generator.nouns.article import Article
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings, TopicMatch
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.summarise.dates import sorting, told_date
from generator.summarise.faithful import faithful
from generator.summarise.repair import Mended, mended
from generator.summarise.words import group, words

Gram = tuple[str, ...]
OTHER = TopicId("other")

_UNTOLD = 0.4
"""What a sentence without a word of the passage's topic is worth to it, beside one that has."""


class Candidate(NamedTuple):
    """A sentence. ``rank`` counts the article's own sentences from 0; ``telling`` is its independent account.

    ``said`` are the terms that tell something: no names, no titles, no verbs of saying; ``names`` are what names and
    titles are made of. ``people`` are the persons in it. ``topics`` says how much it tells of each topic (0..1).
    ``mended`` is None for a sentence that cannot stand alone: it can support others, and never be published. One that
    is not ``faithful`` to the source's letters is not cited at all.
    """

    article: ArticleId
    paragraph: int
    number: int
    start: int
    end: int
    length: int
    terms: tuple[str, ...]
    grams: frozenset[Gram]
    said: frozenset[str]
    names: frozenset[str]
    rank: int
    telling: int
    topics: Mapping[TopicId, float]
    actors: Mapping[ActorId, float]
    people: frozenset[ActorId]
    date: str
    when: str
    mended: Mended | None
    faithful: bool = True


class _Knowns(NamedTuple):
    """What findings say of places in articles."""

    topics: Mapping[tuple[ArticleId, int], tuple[TopicMatch, ...]]
    actors: Mapping[tuple[ArticleId, int], ActorId]
    telling: Mapping[ArticleId, int]


def candidates(corpus: Corpus, findings: Findings) -> list[Candidate]:
    """List every sentence of the articles' own text, in the order of corpus and text."""
    telling = {key: i for i, one in enumerate(findings.tellings) for key in one.articles}
    for i, key in enumerate(corpus.order):
        telling.setdefault(key, len(findings.tellings) + i)
    knowns = _Knowns(
        topics={(one.article, one.paragraph): one.matches for one in findings.passages},
        actors={(ref.article, ref.chain): actor.id for actor in findings.actors for ref in actor.chains},
        telling=telling,
    )
    found: list[Candidate] = []
    for key in corpus.order:
        found += _of(corpus.articles[key], corpus.accounts[key], knowns)
    return found


def _of(article: Article, account: Account, knowns: _Knowns) -> list[Candidate]:
    found: list[Candidate] = []
    seen: Counter[str] = Counter()
    named = _named(account)
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.kind not in {"paragraph", "item"} or number >= len(account.sentences):
            continue
        matches = knowns.topics.get((article.id, number), ())
        for i, one in enumerate(account.sentences[number]):
            text = paragraph.text[one.start : one.end]
            seen[text] += 1
            actors, people = _actors(account, (number, i), one, knowns)
            date = told_date(article, account, number, i)
            said, names = _said(one, named.get((number, i), frozenset()))
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
                    said=said,
                    names=names,
                    rank=len(found),
                    telling=knowns.telling[article.id],
                    topics=_topics(text, matches),
                    actors=actors,
                    people=people,
                    date=date,
                    when=sorting(date),
                    mended=_publishable(article, account, number, i) if seen[text] == 1 else None,
                    faithful=faithful(paragraph, one.start, one.end),
                )
            )
    return found


def _publishable(article: Article, account: Account, paragraph: int, number: int) -> Mended | None:
    """Mend a sentence; one whose words, or those of its brackets, the source does not have as they are stays unused."""
    found = mended(article, account, paragraph, number)
    if found is None:
        return None
    one = account.sentences[paragraph][number]
    spans = [(paragraph, one.start, one.end)]
    spans += [(at.paragraph, at.start, at.end) for piece in found.pieces if (at := piece.locus) is not None]
    return found if all(faithful(article.paragraphs[at], start, end) for at, start, end in spans) else None


def grams(terms: Sequence[str]) -> frozenset[Gram]:
    """Give the single terms and the pairs of neighbours."""
    return frozenset((term,) for term in terms) | frozenset(pairwise(terms))


def _named(account: Account) -> dict[tuple[int, int], frozenset[str]]:
    """Give the words of names and titles in each sentence."""
    found: dict[tuple[int, int], set[str]] = {}
    spans = [(one.paragraph, one.sentence, one.text) for one in account.mentions]
    spans += [(one.paragraph, one.sentence, one.text) for one in account.roles]
    for paragraph, sentence, text in spans:
        found.setdefault((paragraph, sentence), set()).update(word for _, _, word in words(text))
    return {key: frozenset(value) for key, value in found.items()}


def _said(one: Sentence, named: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Part what is told from what names and titles are made of (terms are stems of their words); no verbs of saying."""
    light = group("saying")
    stems = {word[: max(3, len(word) - cut)] for word in named for cut in range(4)}
    meeting = group("meeting")
    names = frozenset(term for term in one.terms if term in stems)
    told = frozenset("meet" if term in meeting else term for term in one.terms if term not in stems | light)
    return told, names


def _actors(
    account: Account, place: tuple[int, int], one: Sentence, knowns: _Knowns
) -> tuple[dict[ActorId, float], frozenset[ActorId]]:
    """Give the actors of a sentence with how early they come (1 at its head), and the persons among them."""
    actors: dict[ActorId, float] = {}
    people: set[ActorId] = set()
    for mention in account.mentions:
        if (mention.paragraph, mention.sentence) != place:
            continue
        actor = knowns.actors.get((account.article, mention.chain))
        if actor is not None:
            early = 1 - (mention.start - one.start) / max(1, one.end - one.start)
            actors[actor] = max(actors.get(actor, 0.0), early)
            if mention.kind == "person":
                people.add(actor)
    return actors, frozenset(people)


def _topics(text: str, matches: Sequence[TopicMatch]) -> dict[TopicId, float]:
    """Say how much one sentence tells of each topic of its passage: those whose words it holds itself come first."""
    if not matches:
        return {OTHER: 1.0}
    holds = {match.topic: not match.words or any(word in text for word in match.words) for match in matches}
    strong = {match.topic for match in matches if match.words and holds[match.topic]}
    found = {}
    for match in matches:
        if holds[match.topic]:
            found[match.topic] = match.score
        elif not strong and len(matches) == 1:
            found[match.topic] = _UNTOLD * match.score
    return found
