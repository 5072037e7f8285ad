"""Topics proposed for a corpus that has none: each group of articles, with a title and terms in its own words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.ids import ArticleId
from generator.resolve import terms
from generator.resolve.groups import Group, Grouper
from generator.resolve.texts import Split
from generator.resolve.vocabulary import BODY, Text, texts
from generator.safe import slug
from generator.settings import TopicSettings

_TERMS = 8
_TITLE = 3
"""How many terms tell a topic, and how many of them name it."""
_TOGETHER = 0.5
"""Neighbouring words are one term if this part of the places of the telling one are in it."""
_LONGEST = 3
_ELSEWHERE = 0.7
"""A word that all other articles have too loses this part of what it tells …"""
_COMMON = 0.6
"""… and one that any article may say keeps this part."""
_EXAMPLES = 3


class Proposal(NamedTuple):
    """A topic as it could stand in ``site.yaml``, the articles that it was made from, and why they are one group."""

    settings: TopicSettings
    articles: tuple[ArticleId, ...]
    evidence: Evidence


class _Draft(NamedTuple):
    """What the articles of one group say by themselves: how they write its terms, how many of them have each, and
    which passages show it best.
    """

    group: Group
    marks: tuple[bytes, ...]
    inside: Mapping[str, int]
    named: Mapping[str, str]
    shapes: Mapping[terms.Roots, Counter[str]]
    examples: tuple[Locus, ...]


class _Told(NamedTuple):
    """The terms of a draft, as they follow from how many articles there are, and how many have each of its words."""

    draft: _Draft
    counts: tuple[int, ...]
    terms: tuple[str, ...]


class Proposer:
    """Proposes topics, again and again; what it knows of a group stands as long as the group and its articles do."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._grouper = Grouper()
        self._drafts: dict[tuple[ArticleId, ...], _Draft] = {}
        self._told: dict[tuple[ArticleId, ...], _Told] = {}

    def proposals(
        self,
        corpus: Corpus,
        gone: Iterable[ArticleId],
        now: Mapping[ArticleId, Split],
        words: Callable[[Mapping[ArticleId, bytes]], Mapping[ArticleId, Split]],
    ) -> tuple[Proposal, ...]:
        """Propose a topic for each group of articles, in the groups' order; none where nothing groups.

        ``gone`` and ``now`` are the articles that are no more what they were, and those that are new; ``words`` splits
        others.
        """
        groups = self._grouper.groups(gone, now, corpus.order)
        marks = {one.articles: tuple(corpus.marks[key] for key in one.articles) for one in groups}
        former, self._drafts = self._drafts, {}
        stale = [one for one in groups if not _stands(former.get(one.articles), one, marks[one.articles])]
        splits = words({key: corpus.marks[key] for one in stale for key in one.articles}) if stale else {}
        made = {one.articles: _draft(one, marks[one.articles], splits, corpus) for one in stale}
        drafts = self._drafts = {one.articles: made.get(one.articles) or former[one.articles] for one in groups}
        size = len(corpus.order)
        told = {key: one for key, draft in drafts.items() if (one := self._terms(draft, size))}
        self._told = {key: one for key, one in self._told.items() if key in drafts}
        names = slug.assign({key[0]: _title(one) for key, one in told.items()}, ["other"])
        return tuple(
            Proposal(
                TopicSettings(id=names[key[0]], title=_title(one), terms=one),
                key,
                _evidence(drafts[key], one, alone=len(key) == size),
            )
            for key, one in told.items()
        )

    def _terms(self, draft: _Draft, size: int) -> tuple[str, ...]:
        """Give the terms that tell a group: those of before, if no more articles have any of its words than had."""
        holding = self._grouper.nearest.holding
        key, counts = draft.group.articles, (size, *(holding[root] for root in draft.group.terms))
        former = self._told.get(key)
        if former is not None and former.draft is draft and former.counts == counts:
            return former.terms
        self._told[key] = _Told(draft, counts, tuple(_terms(draft, holding, size)))
        return self._told[key].terms


def _title(told: Sequence[str]) -> str:
    title = ", ".join(told[:_TITLE])
    return title[0].upper() + title[1:]


def _evidence(draft: _Draft, told: Sequence[str], *, alone: bool) -> Evidence:
    shown = ", ".join(f"“{term}”" for term in told[:_TITLE])
    return Evidence(
        rule="articles-of-one-event",
        reason=f"{len(draft.group.articles)} articles have {shown} among the words that "
        + ("they share" if alone else "set them apart from the others"),
        score=round(min(1.0, draft.group.cohesion), 3),
        loci=draft.examples,
    )


def _stands(draft: _Draft | None, group: Group, marks: tuple[bytes, ...]) -> bool:
    return draft is not None and draft.group is group and draft.marks == marks


def _draft(group: Group, marks: tuple[bytes, ...], splits: Mapping[ArticleId, Split], corpus: Corpus) -> _Draft:
    said = [text for key in group.articles for text in texts(key, splits[key])]
    inside = Counter(root for _, root in {(text.article, root) for text in said for root in text.roots})
    return _Draft(
        group=group,
        marks=marks,
        inside={root: inside[root] for root in group.terms},
        named=_names(group, corpus),
        shapes=_shapes(group, said, splits, corpus),
        examples=tuple(_examples(group, said, corpus)),
    )


def _terms(draft: _Draft, holding: Mapping[str, int], size: int) -> list[str]:
    """Give the names, phrases and words that tell a group, the most telling first, as its articles write them.

    ``holding`` counts the articles of the corpus that have a root: what the others say as well tells less. ``size`` is
    the number of all articles.
    """
    group, shapes = draft.group, draft.shapes
    others = max(1, size - len(group.articles))
    worth = {
        root: value
        * (1 - _ELSEWHERE * (holding[root] - draft.inside[root]) / others)
        * (_COMMON if root in terms.common() else 1.0)
        for root, value in group.terms.items()
    }
    found: list[str] = []
    covered: set[str] = set()
    for root in sorted(worth, key=lambda root: (-worth[root], root)):
        if root in covered or (root,) not in shapes or terms.dated(root):
            continue
        if name := draft.named.get(root):
            found.append(name)
            covered.update(terms.phrase(name))
        else:
            roots = _longest(root, shapes)
            covered.update(roots)
            found.append(min(shapes[roots], key=lambda words: (-shapes[roots][words], words)))
        if len(found) == _TERMS:
            break
    return found


def _names(group: Group, corpus: Corpus) -> dict[str, str]:
    """Give for each root the name that most of the group's articles have with it, the longest of equally many."""
    holding: Counter[str] = Counter()
    for key in group.articles:
        holding.update({chain.name for chain in corpus.accounts[key].chains})
    best: dict[str, tuple[int, int, str]] = {}
    for name, count in sorted(holding.items()):
        if count > 1:
            for root in terms.phrase(name):
                best[root] = max(best.get(root, (0, 0, "")), (count, len(name), name))
    return {root: name for root, (_, _, name) in best.items()}


def _shapes(
    group: Group, texts: Sequence[Text], splits: Mapping[ArticleId, Split], corpus: Corpus
) -> dict[terms.Roots, Counter[str]]:
    """Count how the group's terms are written, alone and in runs of words that are no names and stand side by side."""
    found: defaultdict[terms.Roots, Counter[str]] = defaultdict(Counter)
    for text in texts:
        names = text.names
        line, words = _line(text, corpus), splits[text.article].paragraphs[text.paragraph]
        for start, root in enumerate(text.roots):
            if root not in group.terms:
                continue
            found[root,][words.shown(line, start, start + 1)] += 1
            for end in range(start + 2, min(start + _LONGEST, len(text.roots)) + 1):
                roots = text.roots[start:end]
                apart = line[words.end(end - 2) : words.start(end - 1)]
                if apart not in {" ", "-"} or not group.terms.keys() >= set(roots) or not names.isdisjoint(roots):
                    break
                found[roots][words.shown(line, start, end)] += 1
    return dict(found)


def _longest(root: str, shapes: Mapping[terms.Roots, Counter[str]]) -> terms.Roots:
    """Give the longest run around a root that most places of the root are part of, the most frequent of a length."""
    best: terms.Roots = (root,)
    runs = (roots for roots in shapes if root in roots and len(roots) > 1)
    for roots in sorted(runs, key=lambda roots: (len(roots), -shapes[roots].total(), roots)):
        often = shapes[roots].total() >= max(2, _TOGETHER * shapes[root,].total())
        if len(roots) > len(best) and often and not any(terms.dated(one) for one in roots):
            best = roots
    return best


def _examples(group: Group, texts: Sequence[Text], corpus: Corpus) -> Iterator[Locus]:
    """Give the passages that say most of what the group shares, each of another article."""
    told: dict[ArticleId, tuple[float, int, Text]] = {}
    for text in texts:
        if text.kind in BODY:
            value = sum(group.terms.get(root, 0.0) for root in sorted(set(text.roots)))
            best = (-value, text.paragraph, text)
            told[text.article] = min(told.get(text.article, best), best, key=lambda one: one[:2])
    for _, _, text in sorted(told.values(), key=lambda one: (one[0], one[2].article))[:_EXAMPLES]:
        yield Locus(article=text.article, paragraph=text.paragraph, start=0, end=len(_line(text, corpus)))


def _line(text: Text, corpus: Corpus) -> str:
    return corpus.articles[text.article].paragraphs[text.paragraph].text
