"""Sentences that tell the same in the same order, told of by those that stand beside them.

Of a single sentence one order of words says no more than that both tell a fact. Where the sentences right before or
after are such a pair too, or share text, it is one text that was worded anew throughout.
"""

from collections.abc import Callable, Mapping

import numpy as np

from generator.resolve.links import Links, Web
from generator.resolve.rows import Places
from generator.resolve.sentences import Sentences
from generator.resolve.shingles import Flags

_NONE: frozenset[int] = frozenset()
Among = Callable[[Flags], Links]


def all_retold(sentences: Sentences, links: Links) -> Flags:
    """Tell of all links of a corpus which of them are retold."""
    in_order = links.verdicts < 0
    found = np.zeros(len(in_order), dtype=np.bool_)

    def among(some: Flags) -> Links:
        return _only(links, (links.verdicts != 0) & some[links.left] & some[links.right])

    found[in_order] = _retold(sentences, _only(links, in_order), among)
    return found


def retold_anew(sentences: Sentences, web: Web, changed: Places, beside: Places) -> Places:
    """Tell it anew where links of ``changed`` pieces did, or what stands ``beside`` pieces; give those of other bonds
    than before.
    """
    mine = np.zeros(len(sentences.texts), dtype=np.bool_)
    mine[changed] = True
    about = sentences.beside(mine)
    mine[beside] = True
    mine[[i for some in about.values() for i in some]] = True
    links, _ = web.of(np.flatnonzero(mine))
    links = _only(links, (links.verdicts < 0) & ((links.left < links.right) | ~mine[links.right]))

    def among(some: Flags) -> Links:
        found, _ = web.of(np.flatnonzero(some))
        return _only(found, some[found.right])

    return web.mark(links, _retold(sentences, links, among))


def _retold(sentences: Sentences, links: Links, among: Among) -> Flags:
    """Tell of links in one order whether they are retold; ``among`` gives all links among some pieces."""
    ends = np.zeros(len(sentences.texts), dtype=np.bool_)
    ends[links.left] = ends[links.right] = True
    beside = sentences.beside(ends)
    around = np.zeros(len(sentences.texts), dtype=np.bool_)
    around[[i for some in beside.values() for i in some]] = True
    others: dict[int, set[int]] = {}
    for i, j in zip(*(some.tolist() for some in among(around)[:2]), strict=True):
        others.setdefault(i, set()).add(j)
        others.setdefault(j, set()).add(i)
    found = [_meet(beside, others, i, j) for i, j in zip(links.left.tolist(), links.right.tolist(), strict=True)]
    return np.array(found, dtype=np.bool_)


def _meet(beside: Mapping[int, set[int]], others: Mapping[int, set[int]], i: int, j: int) -> bool:
    return any(not others.get(one, _NONE).isdisjoint(beside[j]) for one in beside[i])


def _only(links: Links, some: Flags) -> Links:
    return Links(links.left[some], links.right[some], links.verdicts[some])
