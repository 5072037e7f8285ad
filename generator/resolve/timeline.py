"""The timeline: dated sentences, those of several articles that tell the same put together."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from generator.nouns.account import Account, DateExpression
from generator.nouns.article import Article
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.findings import Event, Passage, Story
from generator.nouns.ids import ArticleId, TopicId
from generator.resolve.facts import Owners

PRECISIONS = frozenset({"year", "month", "week", "day"})
LONG_AGO = 365  # days before the earliest article: what is dated earlier is background
ALIKE = 0.6  # share of the shorter sentence's words that the other must have to tell the same
RARE = 4  # words by which sentences of one date are looked up, the rarest
CROWD = 40  # sentences that one word may bring together
_YEAR_STANDS = re.compile(
    r"(?:^|\b(?:in|since|from|until|during|by|of|early|late|mid|around|about))[ -]$", re.IGNORECASE
)
_NAMED = re.compile(r"^(?:['’]s?|-\w| (?:elections?|budget|census|constitution|World Cup|Olympics)\b)", re.IGNORECASE)


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """One dated sentence. ``terms`` are its content words without repeats, ``chains`` those that it names."""

    when: DateExpression
    locus: Locus
    terms: frozenset[str]
    chains: tuple[int, ...]


def events(
    corpus: Corpus,
    dated: Mapping[ArticleId, Sequence[Dated]],
    of: Owners,
    passages: Sequence[Passage],
    stories: Sequence[Story],
) -> tuple[Event, ...]:
    """Find the dated events of a corpus, by date, then by where they are first told.

    ``dated`` are the sentences of each article that tell of something at a date.
    """
    found: dict[str, list[Dated]] = defaultdict(list)
    for article in corpus.order:
        for one in dated[article]:
            found[one.when.value].append(one)
    horizon = _horizon(corpus, found)
    order = {article: place for place, article in enumerate(corpus.order)}
    story_of = {(one.article, one.paragraph, one.start): story.id for story in stories for one in story.loci}
    topics = {(one.article, one.paragraph): tuple(match.topic for match in one.matches) for one in passages}
    made = [_event(group, of, topics, horizon) for value in sorted(found) for group in _grouped(found[value], story_of)]
    made = [one for one in made if one.background or not _bare(one, corpus)]
    made.sort(key=lambda one: (one.date, order[one.loci[0].article], one.loci[0].paragraph, one.loci[0].start))
    return tuple(made)


def dated_of(article: Article, account: Account) -> Iterator[Dated]:
    """Give the sentences of an article that tell of something at a date; the most precise one where there are two."""
    best: dict[tuple[int, int], DateExpression] = {}
    for one in account.dates:
        if not _tells(article.paragraphs[one.paragraph].text, one, article.published.value):
            continue
        place = (one.paragraph, one.sentence)
        if place not in best or len(one.value) > len(best[place].value):
            best[place] = one
    named: dict[tuple[int, int], dict[int, None]] = defaultdict(dict)
    for mention in account.mentions:
        named[mention.paragraph, mention.sentence][mention.chain] = None
    for (paragraph, number), when in sorted(best.items()):
        sentence = account.sentences[paragraph][number] if number < len(account.sentences[paragraph]) else None
        if sentence is None or not sentence.complete or article.paragraphs[paragraph].kind in {"headline", "heading"}:
            continue
        locus = Locus(article=account.article, paragraph=paragraph, start=sentence.start, end=sentence.end)
        chains = tuple(named.get((paragraph, number), ()))
        yield Dated(when=when, locus=locus, terms=frozenset(sentence.terms), chains=chains)


def _tells(text: str, one: DateExpression, published: str) -> bool:
    """Whether a date says when something was, rather than standing in a name, a plan or a passing word."""
    if one.kind != "DATE" or one.precision not in PRECISIONS or not one.value:
        return False
    if published and one.value[:4] > published[:4]:
        return False
    if published and "W" not in one.value and one.value > published[: len(one.value)]:
        return False  # what is to come has not happened
    if one.precision != "year":
        return True
    if published and one.value == published[:4]:
        return False  # "in 2024", told in 2024, dates nothing
    before, after = text[max(0, one.start - 12) : one.start], text[one.end : one.end + 16]
    return bool(_YEAR_STANDS.search(before)) and not _NAMED.match(after)


def _bare(one: Event, corpus: Corpus) -> bool:
    """Whether but a year dates an event, and nothing tells that the year was over when it was told."""
    return one.precision == "year" and not all(corpus.articles[locus.article].published.value for locus in one.loci)


def _horizon(corpus: Corpus, found: Mapping[str, Sequence[Dated]]) -> str:
    """Give the day before which an event is background: long before the earliest article, or the latest event."""
    days = [one.published.value[:10] for one in corpus.articles.values() if len(one.published.value) >= 10]
    known = min(days) if days else max((value for value in found if len(value) == 10), default="")
    return (date.fromisoformat(known) - timedelta(days=LONG_AGO)).isoformat() if known > "0002" else ""


def _grouped(some: Sequence[Dated], story_of: Mapping[tuple[ArticleId, int, int], str]) -> Iterator[list[Dated]]:
    """Put together sentences of one date that share a story or most of their words."""
    parent = list(range(len(some)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    counts = Counter(term for one in some for term in one.terms)
    index: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(some):
        mine = i
        story = story_of.get((one.locus.article, one.locus.paragraph, one.locus.start))
        keys = [f" {story}"] if story else []
        keys += sorted(one.terms, key=lambda term: (counts[term], term))[:RARE]
        seen: set[int] = set()
        for key in keys:
            for j in index[key][-CROWD:]:
                if j in seen:
                    continue
                seen.add(j)
                other = root(j)
                if other != mine and _same(one, some[j], told=key.startswith(" ")):
                    parent[mine] = mine = other
            index[key].append(i)
    groups: dict[int, list[Dated]] = {}
    for i, one in enumerate(some):
        groups.setdefault(root(i), []).append(one)
    yield from groups.values()


def _same(left: Dated, right: Dated, *, told: bool) -> bool:
    """Whether two sentences of one date tell the same: one text, or most of the shorter one's words."""
    if left.locus.article == right.locus.article:
        return False
    shared = len(left.terms & right.terms)
    least = min(len(left.terms), len(right.terms))
    return least > 0 and shared / least >= (ALIKE / 2 if told else ALIKE) and shared >= min(4, least)


def _event(
    group: Sequence[Dated], of: Owners, topics: Mapping[tuple[ArticleId, int], tuple[TopicId, ...]], horizon: str
) -> Event:
    first = group[0]
    owned = [(one, of.get(one.locus.article, {})) for one in group]
    found = [topic for one in group for topic in topics.get((one.locus.article, one.locus.paragraph), ())]
    return Event(
        date=first.when.value,
        precision=first.when.precision,
        loci=tuple(one.locus for one in group),
        actors=tuple(dict.fromkeys(own[chain] for one, own in owned for chain in one.chains if chain in own)),
        topics=tuple(dict.fromkeys(found)),
        background=bool(horizon) and _end(first.when.value) < horizon,
        reason=first.when.reason,
    )


def _end(value: str) -> str:
    """Give a day by which whatever a value means was over, for comparing."""
    if "W" in value:
        return date.fromisocalendar(int(value[:4]), int(value[6:8]), 7).isoformat()
    return {4: f"{value}-12-31", 7: f"{value}-31"}.get(len(value), value)
