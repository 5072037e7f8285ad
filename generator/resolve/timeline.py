"""The timeline: dated sentences, those of several articles that tell the same put together."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from generator.engine.stage import Stage
from generator.nouns.account import Account, DateExpression
from generator.nouns.article import Article
from generator.nouns.evidence import Locus
from generator.nouns.findings import Event
from generator.nouns.ids import ActorId, TopicId

STATED = "as stated"  # the reason of a date that was not reckoned
PRECISIONS = frozenset({"year", "month", "week", "day"})
LONG_AGO = 365  # days before the earliest article: what is dated earlier is background
ALIKE = 0.6  # share of the shorter sentence's words that the other must have to tell the same
RARE = 4  # words by which sentences of one date are looked up, the rarest
CROWD = 40  # sentences that one word may bring together
_YEAR_STANDS = re.compile(
    r"(?:^|\b(?:in|since|from|until|during|by|of|early|late|mid|around|about))[ -]$", re.IGNORECASE
)
# What a day but names: "the 7 July bombers", "the flood of 26 December". What is told of it may be of another time.
_THE = re.compile(r"\b(?:the|this|that|these|those) $", re.IGNORECASE)
_THING = re.compile(
    r" (?!(?:and|or|to|in|on|at|by|when|where|that|which|who|with|for|from|until|through|after|before|the|an?|was|were"
    r"|is|are|had|has|have|as|but|if|he|she|it|they|we|his|her|their|its|there|some|more|of)\b)[^\W\d_]{3}"
)
_OF = re.compile(r"\b([a-z]+) of (?:the )?$", re.IGNORECASE)
_PARTS = frozenset({
    "morning", "afternoon", "evening", "night", "nights", "hours", "day", "days", "week", "weeks", "weekend", "month",
    "months", "start", "end", "beginning", "middle", "close", "eve", "dawn", "part", "half", "as", "date", "course",
})  # fmt: skip
_NAMED = re.compile(r"^(?:['’]s?|-\w| (?:elections?|budget|census|constitution|World Cup|Olympics)\b)", re.IGNORECASE)


class Dated(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One dated sentence, with its date as in ``DateExpression``.

    ``words`` are its content words, each once, sorted and one on a line: by themselves they were most of what is known
    of the articles. ``chains`` are those that it names.
    """

    value: str
    precision: str
    reason: str
    locus: Locus
    words: str
    chains: tuple[int, ...]

    @property
    def terms(self) -> frozenset[str]:
        """Give its content words."""
        return frozenset(self.words.splitlines())


class Tie(NamedTuple):
    """What sentences may have in common: a text that is shared, a meeting, a word."""

    kind: str
    what: str | int


class Tied(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a dated sentence may have in common with others of its date: its words, and by numbers that mean nothing
    beyond that date the article, the story that it is of (none: -1), and the meetings that it tells of.
    """

    article: int
    terms: frozenset[str]
    story: int = -1
    meetings: tuple[int, ...] = ()


class Occurrence(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A dated sentence with what the corpus knows of it: whom it names, what it is about, the story and
    the meetings that it tells of.
    """

    dated: Dated
    actors: tuple[ActorId, ...] = ()
    topics: tuple[TopicId, ...] = ()
    story: str = ""
    meetings: tuple[str, ...] = ()


Groups = tuple[tuple[int, ...], ...]
"""Sentences that tell the same, by their numbers."""


def run(_context: None, dates: Sequence[tuple[Tied, ...]]) -> Iterator[Groups]:
    """Put together what tells the same, of all sentences of one date."""
    return map(_grouped, dates)


EVENTS: Stage[tuple[Tied, ...], Groups, None] = Stage(name="events", version=2, run=run, output=Groups)


def dated_of(article: Article, account: Account) -> Iterator[Dated]:
    """Give the sentences of an article that tell of something at a date; the most precise one where there are two."""
    best: dict[tuple[int, int], DateExpression] = {}
    spoken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for quote in account.quotes:
        if quote.kind == "direct":
            spoken[quote.paragraph].append((quote.start, quote.end))
    for one in account.dates:
        if one.reason != STATED and any(start <= one.start < end for start, end in spoken[one.paragraph]):
            continue  # "today" of somebody's speech is the day of the speech
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
        yield Dated(
            value=when.value,
            precision=when.precision,
            reason=when.reason,
            locus=locus,
            words="\n".join(sorted(set(sentence.terms))),
            chains=chains,
        )


def _tells(text: str, one: DateExpression, published: str) -> bool:
    """Whether a date says when something was, rather than standing in a name, a plan or a passing word."""
    if one.kind != "DATE" or one.precision not in PRECISIONS or not one.value:
        return False
    if published and one.value[:4] > published[:4]:
        return False
    if published and _begins(one.value) > published[: len(_begins(one.value))]:
        return False  # what is to come has not happened
    before, after = text[max(0, one.start - 24) : one.start], text[one.end : one.end + 16]
    if one.precision != "year":
        return not _names(before, after)
    if published and one.value == published[:4]:
        return False  # "in 2024", told in 2024, dates nothing
    return bool(_YEAR_STANDS.search(before)) and not _NAMED.match(after)


def _begins(value: str) -> str:
    """Give what a value begins with: of a week its first day."""
    return date.fromisocalendar(int(value[:4]), int(value[6:8]), 1).isoformat() if "W" in value else value


def _names(before: str, after: str) -> bool:
    """Whether a day or month is part of what something is called, by the words around it."""
    if _THE.search(before) and _THING.match(after):
        return True
    of = _OF.search(before)
    return of is not None and of.group(1).lower() not in _PARTS


def _grouped(some: Sequence[Tied]) -> Groups:
    """Put together sentences of one date that share a story, a meeting or most of their words."""
    parent = list(range(len(some)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    counts = Counter(term for one in some for term in one.terms)
    index: dict[Tie, list[int]] = defaultdict(list)
    for i, one in enumerate(some):
        mine = i
        keys = [Tie("text", one.story)] if one.story >= 0 else []
        keys += [Tie("meeting", meeting) for meeting in one.meetings]
        keys += [Tie("word", term) for term in sorted(one.terms, key=lambda term: (counts[term], term))[:RARE]]
        seen: set[int] = set()
        for key in keys:
            for j in index[key][-CROWD:]:
                if j in seen:
                    continue
                seen.add(j)
                other = root(j)
                if other != mine and _same(one, some[j], key.kind):
                    parent[mine] = mine = other
            index[key].append(i)
    groups: dict[int, list[int]] = {}
    for i in range(len(some)):
        groups.setdefault(root(i), []).append(i)
    return tuple(map(tuple, groups.values()))


def _same(left: Tied, right: Tied, tie: str) -> bool:
    """Whether two sentences of one date tell the same: one meeting, one text, or most of the shorter one's words."""
    if left.article == right.article:
        return False
    if tie == "meeting":
        return True
    shared = len(left.terms & right.terms)
    least = min(len(left.terms), len(right.terms))
    return least > 0 and shared / least >= (ALIKE / 2 if tie == "text" else ALIKE) and shared >= min(4, least)


def event_of(group: Sequence[Occurrence], horizon: str) -> Event:
    """Make the event that some sentences tell. What ends before ``horizon`` is background."""
    first = group[0].dated
    return Event(
        date=first.value,
        precision=first.precision,
        loci=tuple(one.dated.locus for one in group),
        actors=tuple(dict.fromkeys(actor for one in group for actor in one.actors)),
        topics=tuple(dict.fromkeys(topic for one in group for topic in one.topics)),
        background=bool(horizon) and _end(first.value) < horizon,
        reason=first.reason,
    )


def _end(value: str) -> str:
    """Give a day by which whatever a value means was over, for comparing."""
    if "W" in value:
        return date.fromisocalendar(int(value[:4]), int(value[6:8]), 7).isoformat()
    return {4: f"{value}-12-31", 7: f"{value}-31"}.get(len(value), value)
