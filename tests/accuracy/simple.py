"""Simple systems for briefs, to compare with: first sentences, LexRank, TextRank. They see the sentences that we see.

LexRank (Erkan and Radev 2004): PageRank over the cosine of TF-IDF vectors. TextRank (Mihalcea and Tarau 2004): the same
over shared words by length. Each takes its best sentences up to the words of a brief, and no sentence that has most of
its words in one taken before.

They are written here because the usual library for them, sumy (Apache-2.0, kept up), would bring six more packages into
the locked environment, hold setuptools back, and have docopt (2014, source only) built on every fresh machine. sumy
0.13.0 was tried once beside them, on the same sentences of multiling2011-dev, its scores taken best first up to 250
words: ROUGE-1 and -2 of 0.455 and 0.164 for its LexRank, 0.378 and 0.084 for its TextRank; these here have 0.444 and
0.144, 0.433 and 0.137.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

_WORD = re.compile(r"[a-z0-9]+")
_DAMPING = 0.85
_SAME = 0.6
"""A sentence that has this part of its words in one taken before is left out."""

Sentences = Sequence[Sequence[str]]
"""The sentences of each article, in order."""


def briefs(articles: Sentences, words: int) -> dict[str, str]:
    """Give each simple system's brief of up to ``words`` words on ``articles``."""
    every = [sentence for article in articles for sentence in article]
    if not every:
        return dict.fromkeys(("lead", "LexRank", "TextRank"), "")
    bags = [Counter(_WORD.findall(sentence.lower())) for sentence in every]
    return {
        "lead": _lead(articles, words),
        "LexRank": _ranked(every, bags, _cosines(bags), words),
        "TextRank": _ranked(every, bags, _overlaps(bags), words),
    }


def sentences(article: dict[str, Any]) -> list[str]:
    """Give the sentences of an article's own text from the site's data."""
    return [
        " ".join(one["text"].split())
        for paragraph in article["paragraphs"]
        if paragraph["kind"] in {"paragraph", "item"}
        for one in paragraph["sentences"]
        if one["text"]
    ]


def _lead(articles: Sentences, words: int) -> str:
    """Take first sentences of all articles in turn, then second ones, and so on."""
    turns = [article[n] for n in range(max(map(len, articles))) for article in articles if n < len(article)]
    return _taken(turns, [Counter(_WORD.findall(one.lower())) for one in turns], words)


def _ranked(every: Sequence[str], bags: Sequence[Counter[str]], near: np.ndarray, words: int) -> str:
    total = near.sum(axis=1, keepdims=True)
    steps = np.divide(near, total, out=np.full_like(near, 1 / len(near)), where=total > 0)
    rank = np.full(len(near), 1 / len(near))
    for _ in range(100):
        rank = (1 - _DAMPING) / len(near) + _DAMPING * steps.T @ rank
    order = sorted(range(len(every)), key=lambda i: (-round(float(rank[i]), 12), i))
    return _taken([every[i] for i in order], [bags[i] for i in order], words)


def _taken(every: Sequence[str], bags: Sequence[Counter[str]], words: int) -> str:
    taken: list[int] = []
    left = words
    for i, sentence in enumerate(every):
        length = len(sentence.split())
        mine = set(bags[i])
        repeats = any(len(mine & set(bags[j])) >= _SAME * max(1, len(mine)) for j in taken)
        if length <= left and not repeats:
            taken.append(i)
            left -= length
    return " ".join(every[i] for i in taken)


def _cosines(bags: Sequence[Counter[str]]) -> np.ndarray:
    holding = Counter(word for bag in bags for word in bag)
    column = {word: n for n, word in enumerate(sorted(holding))}
    table = np.zeros((len(bags), len(column)))
    for i, bag in enumerate(bags):
        for word, count in bag.items():
            table[i, column[word]] = count * math.log(len(bags) / holding[word])
    length = np.linalg.norm(table, axis=1, keepdims=True)
    table = np.divide(table, length, out=np.zeros_like(table), where=length > 0)
    near: np.ndarray = table @ table.T
    np.fill_diagonal(near, 0)
    return near


def _overlaps(bags: Sequence[Counter[str]]) -> np.ndarray:
    near = np.zeros((len(bags), len(bags)))
    for i, left in enumerate(bags):
        for j in range(i):
            size = math.log(max(1, len(left))) + math.log(max(1, len(bags[j])))
            if size > 0:
                near[i, j] = near[j, i] = len(left.keys() & bags[j].keys()) / size
    return near
