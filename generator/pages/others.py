"""How much of a long list a page shows: the latest articles with their sentences, the others by name."""

from collections.abc import Mapping

from generator.nouns.ids import ArticleId
from generator.nouns.page import OthersView
from generator.pages.sheet import Sheet


def latest(sheet: Sheet, sizes: Mapping[ArticleId, int], most: int) -> tuple[list[ArticleId], OthersView]:
    """Choose the latest articles that together have no more than ``most`` sentences, and list the others; the index
    of articles has all.

    ``sizes`` are articles in the order of the corpus and how many sentences of each are meant; at least one article
    is chosen.
    """
    articles, kept, taken = list(sizes), 0, 0
    for article in reversed(articles):
        taken += sizes[article]
        if kept and taken > most:
            break
        kept += 1
    others = articles[: len(articles) - kept]
    listed = others[-sheet.desk.room.listed :]
    links = (sheet.article(one, detail=sheet.desk.headings[one].imprint) for one in listed)
    return articles[len(others) :], OthersView(articles=tuple(links), total=len(others))
