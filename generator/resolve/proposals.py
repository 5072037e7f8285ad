"""Topics proposed for a corpus that has none: each group of articles, with a title and terms in its own words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.ids import ArticleId
from generator.resolve import terms
from generator.resolve.groups import Group, groups
from generator.resolve.vocabulary import BODY, Text
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


def proposals(texts: Sequence[Text], corpus: Corpus) -> tuple[Proposal, ...]:
    """Propose a topic for each group of articles, in the groups' order; none where nothing groups."""
    by_article: dict[ArticleId, list[Text]] = {}
    for text in texts:
        by_article.setdefault(text.article, []).append(text)
    holding = Counter(root for mine in by_article.values() for root in {root for text in mine for root in text.roots})
    made = []
    for group in groups(texts):
        mine = [text for key in group.articles for text in by_article[key]]
        if told := _terms(group, mine, corpus, holding):
            made.append((group, mine, told, _title(told)))
    names = slug.assign({group.articles[0]: title for group, _, _, title in made}, ["other"])
    return tuple(
        Proposal(
            TopicSettings(id=names[group.articles[0]], title=title, terms=tuple(told)),
            group.articles,
            _evidence(group, mine, corpus, told, alone=len(group.articles) == len(by_article)),
        )
        for group, mine, told, title in made
    )


def _title(told: Sequence[str]) -> str:
    title = ", ".join(told[:_TITLE])
    return title[0].upper() + title[1:]


def _evidence(group: Group, texts: Sequence[Text], corpus: Corpus, told: Sequence[str], *, alone: bool) -> Evidence:
    shown = ", ".join(f"“{term}”" for term in told[:_TITLE])
    return Evidence(
        rule="articles-of-one-event",
        reason=f"{len(group.articles)} articles have {shown} among the words that "
        + ("they share" if alone else "set them apart from the others"),
        score=round(min(1.0, group.cohesion), 3),
        loci=tuple(_examples(group, texts, corpus)),
    )


def _terms(group: Group, texts: Sequence[Text], corpus: Corpus, holding: Mapping[str, int]) -> list[str]:
    """Give the names, phrases and words that tell a group, the most telling first, as its articles write them.

    ``holding`` counts the articles of the corpus that have a root: what the others say as well tells less.
    """
    others = max(1, len(corpus.order) - len(group.articles))
    inside = Counter(root for _, root in {(text.article, root) for text in texts for root in text.roots})
    worth = {
        root: value
        * (1 - _ELSEWHERE * (holding[root] - inside[root]) / others)
        * (_COMMON if root in terms.common() else 1.0)
        for root, value in group.terms.items()
    }
    named = _names(group, corpus)
    shapes = _shapes(group, texts, corpus)
    found: list[str] = []
    covered: set[str] = set()
    for root in sorted(worth, key=lambda root: (-worth[root], root)):
        if root in covered or (root,) not in shapes or terms.dated(root):
            continue
        if name := named.get(root):
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


def _shapes(group: Group, texts: Sequence[Text], corpus: Corpus) -> dict[terms.Roots, Counter[str]]:
    """Count how the group's terms are written, alone and in runs of words that are no names and stand side by side."""
    found: defaultdict[terms.Roots, Counter[str]] = defaultdict(Counter)
    for text in texts:
        names = text.names
        line = _line(text, corpus)
        for start, root in enumerate(text.roots):
            if root not in group.terms:
                continue
            found[root,][text.shown(line, start, start + 1)] += 1
            for end in range(start + 2, min(start + _LONGEST, len(text.roots)) + 1):
                roots = text.roots[start:end]
                apart = line[text.words.end(end - 2) : text.words.start(end - 1)]
                if apart not in {" ", "-"} or not group.terms.keys() >= set(roots) or not names.isdisjoint(roots):
                    break
                found[roots][text.shown(line, start, end)] += 1
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
