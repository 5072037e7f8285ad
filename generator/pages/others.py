"""How much of a long list a page shows: the latest articles with their sentences, the others by name."""

from collections.abc import Mapping

from generator.nouns.ids import ArticleId


def parted(sizes: Mapping[ArticleId, int], most: int) -> tuple[list[ArticleId], list[ArticleId]]:
    """Choose the latest articles that together have no more than ``most`` sentences; give these, and the others.

    ``sizes`` are articles in the order of the corpus and how many sentences of each are meant; at least one article
    is chosen.
    """
    articles, kept, taken = list(sizes), 0, 0
    for article in reversed(articles):
        taken += sizes[article]
        if kept and taken > most:
            break
        kept += 1
    number = len(articles) - kept
    return articles[number:], articles[:number]
