"""The stage that tells in short what came of reading a source, and whether its article stands there word by word."""

from collections.abc import Iterator, Sequence

import msgspec

from generator.engine.stage import Stage
from generator.nouns.article import Article, Listed, Reading, card_of
from generator.nouns.source import Source
from generator.verify.spans import original


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """A reading beside the source that it was made of."""

    reading: Reading
    source: Source


def run(_context: None, inputs: Sequence[Read]) -> Iterator[Listed]:
    """List readings, one by one."""
    return (listed(one.reading, one.source) for one in inputs)


LISTED: Stage[Read, Listed, None] = Stage(name="card", version=1, run=run, output=Listed)


def listed(reading: Reading, source: Source) -> Listed:
    """List one reading."""
    article = reading.article
    return Listed(
        id=reading.id,
        card=card_of(article) if article else None,
        skipped=reading.skipped,
        problems=reading.problems,
        misplaced=misplaced(article, source) if article else 0,
    )


def misplaced(article: Article, source: Source) -> int:
    """Give the line of the first paragraph whose words its source does not have in its place; 0 if it has all.

    Where every paragraph is a slice of its source, whatever span of it is published stands there too.
    """
    there = original(source.content)
    for one in article.paragraphs:
        if there.digest != article.digest or there.text[one.start : one.end] != (one.raw or one.text):
            return one.line
    return 0
