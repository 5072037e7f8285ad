"""Places in sources as the data give them: whoever has the source can check the words.

A data file says long things once: the articles and actors that it refers to stand in its ``keys``, and everything else
gives their numbers there; lists of many like records are tables; and words stand once, in the file of their article.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from operator import is_
from typing import Any, TypeVar

import msgspec

from generator.nouns.article import Paragraph
from generator.nouns.evidence import Citation, Locus
from generator.nouns.ids import ActorId, ArticleId
from generator.pages.desk import Desk
from generator.pages.entries import ENCODER, Written
from generator.pages.placed import Rows, partial, proven, whole

Key = TypeVar("Key")
Record = dict[str, Any]


class Keys:
    """The articles and actors that one data file refers to, numbered in the order in which it first does.

    ``before`` are the parts of the file as it was written the last time; ``parts`` are those of this time.
    """

    def __init__(self, desk: Desk, before: Mapping[Hashable, Written] | None = None) -> None:
        self.desk = desk
        self.parts: dict[Hashable, Written] = {}
        self._before = before or {}
        self._articles: dict[ArticleId, int] = {}
        self._actors: dict[ActorId, int] = {}

    def part(self, name: Hashable, given: tuple[object, ...], record: Callable[["Keys"], Record]) -> msgspec.Raw:
        """Give a record that is made of what is ``given`` and of nothing else, encoded: as it was before where that is
        the same objects, and where all that it refers to has the same numbers.
        """
        known = self._before.get(name)
        if known is None or not all(map(is_, known.given, given)) or self._numbers(known) != known.numbers:
            own = Keys(self.desk)
            record(own)  # to learn to what it refers, in which order
            text = msgspec.Raw(ENCODER.encode(record(self)))
            known = Written(given=given, articles=tuple(own._articles), actors=tuple(own._actors), text=text)
            known = known._replace(numbers=self._numbers(known))
        self.parts[name] = known
        return known.text

    def _numbers(self, part: Written) -> tuple[list[int], list[int]]:
        return _numbers(self._articles, part.articles), _numbers(self._actors, part.actors)

    def article(self, key: ArticleId) -> int:
        """Give an article's number."""
        return self._articles.setdefault(key, len(self._articles))

    def articles(self, keys: Iterable[ArticleId]) -> list[int]:
        """Give the numbers of several articles."""
        return _numbers(self._articles, keys)

    def actor(self, key: ActorId | None) -> int | None:
        """Give an actor's number; none where there is no actor."""
        return None if key is None else self._actors.setdefault(key, len(self._actors))

    def actors(self, keys: Iterable[ActorId]) -> list[int | None]:
        """Give the numbers of several actors."""
        return [self.actor(key) for key in keys]

    def span(self, locus: Locus) -> list[int]:
        """Address a span of an article: its number, paragraph and sentence as its page counts them, and the offsets in
        the source where it is not the whole sentence.

        Raises PublishError when the span is none of its paragraph.
        """
        spot = locus.article, locus.paragraph
        extract = self.desk.extracts[spot]
        address = whole(locus, extract) or partial(locus, extract, self.desk.paragraphs[spot])
        return [self.article(locus.article), *address]

    def spans(self, loci: Iterable[Locus]) -> list[list[int]]:
        """Address several spans."""
        return [self.span(locus) for locus in loci]

    def rows(self, rows: Rows) -> list[list[int]]:
        """Give places that were found before."""
        return [[self.article(article), *address] for article, address in rows]

    def cited(self, one: Citation) -> list[int]:
        """Address a checked span."""
        return [self.article(one.article), one.paragraph, one.sentence, one.start, one.end]

    def closed(self, record: Record) -> Record:
        """Give the file's whole value: the record, and the keys that it has come to use."""
        return {**record, "keys": {"articles": list(self._articles), "actors": list(self._actors)}}


def _numbers(known: dict[Key, int], keys: Iterable[Key]) -> list[int]:
    return [known.setdefault(key, len(known)) for key in keys]


def table(records: Iterable[Record], *, coded: Collection[str] = (), spare: Collection[str] = ()) -> Record:
    """Give records of one kind as columns and rows.

    What stands in a ``coded`` column are numbers that count in the column's list of different values, for lists those
    of their members. A ``spare`` column that says nothing in any row is left out.
    """
    every = list(records)
    names = every[0] if every else ()
    return columns({name: [one[name] for one in every] for name in names}, coded=coded, spare=spare)


def columns(given: Mapping[str, Sequence[Any]], *, coded: Collection[str] = (), spare: Collection[str] = ()) -> Record:
    """Give records that come as columns, all of one length, as ``table`` does; without a row there is no column."""
    shown = {
        name: column
        for name, column in given.items()
        if column and (name not in spare or any(one is not None for one in column))
    }
    values: dict[str, dict[Any, int]] = {name: {} for name in shown if name in coded}
    cells = [_coded(column, values[name]) if name in coded else column for name, column in shown.items()]
    return {
        "columns": list(shown),
        "coded": {name: list(known) for name, known in values.items()},
        "rows": list(zip(*cells, strict=True)),
    }


def _coded(column: Iterable[Any], known: dict[Any, int]) -> list[Any]:
    """Give numbers for the values of a column, for lists those of their members; ``known`` are those that have one."""
    return [
        [known.setdefault(inside, len(known)) for inside in one]
        if isinstance(one, list)
        else known.setdefault(one, len(known))
        for one in column
    ]


def words(paragraph: Paragraph, start: int, end: int, *, whole: bool, shown: bool = True) -> Record:
    """Give offsets in the source, and the words where they are not to be had from the paragraph beside it.

    ``whole`` tells whether the paragraph's text is given; then only words that cleaning changed have a ``text`` of
    their own. Otherwise words that are ``shown`` have one, and the source's own as ``exact`` where those are others.
    Raises PublishError when the span is none of its paragraph.
    """
    begin, finish, exact = proven(paragraph, start, end)
    text = paragraph.text[start:end]
    changed = text != exact
    return {
        "start": begin,
        "end": finish,
        "text": text if shown and (changed or not whole) else None,
        "exact": exact if shown and changed and not whole else None,
    }
