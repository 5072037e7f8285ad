"""Figures: how many were killed, hurt, arrested in one event, as each article counts them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from generator.nouns.account import Account
from generator.nouns.article import Article
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve import terms
from generator.resolve.disagreements.counting import counting_words, counts_in
from generator.resolve.disagreements.draft import Draft, firsts

_LEAD = 4
"""Paragraphs in which an article says how many in all; further down it counts parts, and recalls other events."""
_LIKE = 0.25
"""Leads that share this part of the shorter one's words tell of one event."""
_LEAST = 3
"""So many words in common at least, without names and those that every count of victims uses."""
_SPAN = 21  # days between two articles on one event
_CROWD = 48
"""Articles that name one place and count one thing: of more, only neighbours in time are compared."""


class Figure(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number of something in one article. ``rough``: the number is a round one or a bound."""

    article: ArticleId
    number: int
    rough: bool
    locus: Locus


class Counts(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one article counts at its beginning: the first figure of each kind, and the words that it begins with."""

    figures: dict[str, Figure] = {}
    roots: frozenset[str] = frozenset()


Places = Mapping[int, frozenset[ActorId]]
"""The places that an article names, by paragraph."""


class Lead(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How an article begins: its words by root, the places it names there, and its day."""

    roots: frozenset[str]
    places: frozenset[ActorId]
    day: str


def counted(
    corpus: Corpus,
    counts: Mapping[ArticleId, Counts],
    places: Mapping[ArticleId, Places],
    names: Mapping[ActorId, str],
) -> Iterator[Draft]:
    """Find events whose victims and the like are counted differently.

    ``counts`` are those of articles that count anything, ``places[article][paragraph]`` the places named there.
    Articles are on one event if they name a place in common at their beginning, at most three weeks apart, and begin in
    like words.
    """
    leads: dict[ArticleId, Lead] = {}
    blocks: dict[tuple[str, ActorId], list[Figure]] = {}
    for key in corpus.order:
        own = counts.get(key)
        if own is not None:
            leads[key] = lead = _lead(corpus.articles[key], own.roots, places.get(key, {}))
            for what, figure in own.figures.items():
                for place in lead.places:
                    blocks.setdefault((what, place), []).append(figure)
    told: set[tuple[str, tuple[ArticleId, ...]]] = set()
    for (what, place), block in sorted(blocks.items()):
        for event in _events(block, leads):
            mark = what, tuple(sorted(one.article for one in event))
            sides = _sides(event)
            if mark in told or len(sides) < 2:
                continue
            told.add(mark)
            days = sorted(day for one in event if (day := leads[one.article].day))
            when = f", {days[0][:7]}" if days else ""
            yield Draft(
                kind="number",
                subject=f"How many were {what} ({names[place]}{when})",
                sides=sides,
                actors=(place,),
                rule="figures",
                reason="Articles on one event count differently",
                score=0.9,
            )


def counts_of(article: Article, account: Account) -> Counts:
    """Give what an article counts at its beginning."""
    figures = _figures(article, account)
    return Counts(figures=figures, roots=_roots(article)) if figures else Counts()


def _figures(article: Article, account: Account) -> dict[str, Figure]:
    """Give the first figure of each kind at the beginning of an article, unless its sentence is of another time."""
    found: dict[str, Figure] = {}
    seen = 0
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.kind not in {"paragraph", "item", "standfirst"}:
            continue
        seen += 1
        if seen > _LEAD:
            break
        for sentence in account.sentences[number] if number < len(account.sentences) else ():
            text = paragraph.text[sentence.start : sentence.end]
            if _elsewhen(account, number, sentence.start, sentence.end, article.published.value):
                continue
            for one in counts_in(text):
                if one.what not in found:
                    start, end = sentence.start + one.start, sentence.start + one.end
                    locus = Locus(article=article.id, paragraph=number, start=start, end=end)
                    found[one.what] = Figure(article=article.id, number=one.number, rough=one.rough, locus=locus)
    return found


def _elsewhen(account: Account, paragraph: int, start: int, end: int, published: str) -> bool:
    """Tell whether a sentence is dated long before its article, and so recalls another event."""
    for one in account.dates:
        if one.paragraph == paragraph and start <= one.start < end and one.value and published:
            long_ago = one.value[:4] < published[:4] and one.precision in {"year", "decade"}
            fine = one.precision in {"month", "day"} and len(published) >= len("2024-01")
            months = fine and _months(published) - _months(one.value) > 1
            if long_ago or months:
                return True
    return False


def _months(value: str) -> int:
    return 12 * int(value[:4]) + int(value[5:7])


def _beginning(article: Article) -> list[int]:
    """Give the paragraphs that an article begins with."""
    kinds = {"headline", "standfirst", "paragraph"}
    return [number for number, one in enumerate(article.paragraphs) if one.kind in kinds][: _LEAD + 1]


def _roots(article: Article) -> frozenset[str]:
    plain = counting_words()
    return frozenset(
        word.root
        for at in _beginning(article)
        for word in terms.words(article.paragraphs[at].text)
        if word.content and not word.capital and word.root not in plain and not word.root.isdigit()
    )


def _lead(article: Article, roots: frozenset[str], places: Mapping[int, frozenset[ActorId]]) -> Lead:
    return Lead(
        roots=roots,
        places=frozenset(place for at in _beginning(article) for place in places.get(at, ())),
        day=article.published.value[:10] if len(article.published.value) >= 10 else "",
    )


def _events(figures: Sequence[Figure], leads: Mapping[ArticleId, Lead]) -> Iterator[list[Figure]]:
    """Put figures of one event together, each with the first that its article is like."""
    ordered = sorted(figures, key=lambda one: (leads[one.article].day, one.article))
    events: list[list[Figure]] = []
    for one in ordered:
        for event in events[-_CROWD:]:
            if any(_alike(leads[one.article], leads[other.article]) for other in event[-3:]):
                event.append(one)
                break
        else:
            events.append([one])
    yield from (event for event in events if len(event) > 1)


def _alike(left: Lead, right: Lead) -> bool:
    if left.day and right.day and abs((date.fromisoformat(left.day) - date.fromisoformat(right.day)).days) > _SPAN:
        return False
    return len(left.roots & right.roots) >= max(_LEAST, _LIKE * min(len(left.roots), len(right.roots)))


def _sides(event: Sequence[Figure]) -> tuple[tuple[str, tuple[Locus, ...]], ...]:
    """Give each number with its places, the smallest first; round numbers go with the exact ones that they round."""
    by: dict[int, list[Figure]] = {}
    for one in event:
        by.setdefault(one.number, []).append(one)
    for low, high in pairwise(sorted(by)):
        if high <= 1.1 * low and (all(one.rough for one in by[low]) or all(one.rough for one in by[high])):
            by[high] = [*by.pop(low), *by[high]]
    return tuple((f"{number:,}", firsts(one.locus for one in by[number])) for number in sorted(by))
