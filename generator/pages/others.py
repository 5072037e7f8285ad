"""How much of a long list a page shows: the latest articles with their sentences, the others by name."""

from collections.abc import Mapping

from generator.nouns.ids import ArticleId
from generator.nouns.page import OthersView
from generator.pages.sheet import Sheet

LISTED = 60
"""Articles that a page lists without their sentences; the index of articles has all."""


def latest(sheet: Sheet, sizes: Mapping[ArticleId, int], room: int) -> tuple[list[ArticleId], OthersView]:
    """Choose the latest articles that together have no more than ``room`` sentences, and list the others.

    ``sizes`` are articles in the order of the corpus and how many sentences of each are meant; at least one article
    is chosen.
    """
    articles, kept, taken = list(sizes), 0, 0
    for article in reversed(articles):
        taken += sizes[article]
        if kept and taken > room:
            break
        kept += 1
    others = articles[: len(articles) - kept]
    links = (sheet.article(one, detail=sheet.desk.imprint(one), number=sizes[one]) for one in others[-LISTED:])
    return articles[len(others) :], OthersView(articles=tuple(links), total=len(others))
