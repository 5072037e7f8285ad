"""Where findings stand in their sources, as the data say it: found once, and again only where a paragraph has moved."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import compress, count
from typing import TypeVar

from generator.errors import PublishError
from generator.nouns.article import Paragraph
from generator.nouns.corpus import verbatim
from generator.nouns.evidence import Locus
from generator.nouns.findings import Meeting, Story
from generator.nouns.ids import ArticleId
from generator.pages.extracts import Extract, at
from generator.pages.sentences import Sentences

Finding = TypeVar("Finding")

Address = tuple[int, ...]
"""Paragraph and sentence as the article's page counts them, and offsets in the source where it is no whole sentence."""

Rows = tuple[tuple[ArticleId, Address], ...]


class Placed:
    """The places of all stories, events and meetings: rows for each, in their order."""

    def __init__(self, sentences: Sentences) -> None:
        self._sentences = sentences

    @cached_property
    def stories(self) -> tuple[Rows, ...]:
        """Where the passages of each story stand."""
        every = self._sentences.tables.one("stories by id", _by_id, self._sentences.findings.stories)
        return self._every("stories", every, lambda one: one.loci)

    @cached_property
    def events(self) -> tuple[Rows, ...]:
        """Where each event is told."""
        return self._every("events", self._sentences.events, lambda one: one.loci)

    @cached_property
    def meetings(self) -> tuple[tuple[Rows, tuple[ArticleId, ...]], ...]:
        """Where it is told what each meeting was about, then that it was; and the articles that tell that it was."""
        every, order = self._sentences.encounters, self._sentences.order
        rows = self._every("meetings", every, lambda one: (*one.about, *one.evidence.loci))
        articles = self._sentences.tables.each("articles of meetings", _articles, every, shared=(order,))
        return tuple(zip(rows, articles.values(), strict=True))

    def _every(
        self, name: str, every: Mapping[Hashable, Finding], loci: Callable[[Finding], Sequence[Locus]]
    ) -> tuple[Rows, ...]:
        sentences = self._sentences
        found = sentences.tables.each(
            f"places of {name}",
            lambda one: self._rows(loci(one)),
            every,
            rests=lambda one: [locus.article for locus in loci(one)],
            over=(sentences.quotable,),
            mend=lambda rows, one, moved: self._again(rows, loci(one), moved),
        )
        return tuple(found.values())

    def _again(self, rows: Rows, loci: Sequence[Locus], moved: AbstractSet[ArticleId]) -> Rows:
        """Look again only at the places in articles that are other ones: a story may have ten thousands."""
        found, due = list(rows), list(compress(count(), [article in moved for article, _ in rows]))
        for number, row in zip(due, self._rows([loci[number] for number in due]), strict=True):
            found[number] = row
        return tuple(found)

    def _rows(self, loci: Iterable[Locus]) -> Rows:
        quotable, found = self._sentences.quotable, []
        for locus in loci:
            article, paragraph = locus.article, locus.paragraph
            one = quotable[article]
            extract = one.extracts.every[paragraph]
            address = whole(locus, extract) or partial(locus, extract, one.paragraphs.every[paragraph])
            found.append((article, address))
        return tuple(found)


def _by_id(stories: Iterable[Story]) -> dict[Hashable, Story]:
    return {one.id: one for one in stories}


def _articles(one: Meeting, order: Mapping[ArticleId, int]) -> tuple[ArticleId, ...]:
    return tuple(sorted({locus.article for locus in one.evidence.loci}, key=order.__getitem__))


def whole(locus: Locus, extract: Extract) -> Address:
    """Address a span that is a whole sentence; nothing where it is none."""
    start, starts = locus.start, extract.starts
    sentence = bisect_right(starts, start) - 1
    if sentence < 0 or start != starts[sentence] or locus.end != extract.ends[sentence] or start >= locus.end:
        return ()
    return locus.paragraph, sentence


def partial(locus: Locus, extract: Extract, paragraph: Paragraph) -> Address:
    """Address any span. Raises PublishError when it is none of its paragraph."""
    start, end, _ = proven(paragraph, locus.start, locus.end)
    return locus.paragraph, at(extract.starts, locus.start), start, end


def proven(paragraph: Paragraph, start: int, end: int) -> tuple[int, int, str]:
    """Give a span's place and words in the source, of which a build has proven that paragraphs are slices.

    Raises PublishError when the span is none of its paragraph.
    """
    begin, finish, exact = verbatim(paragraph, start, end)
    if not 0 <= start < end <= len(paragraph.text) or not exact or len(exact) != finish - begin:
        told = f"a finding rests on {start}..{end} of the paragraph in line {paragraph.line}, which has no such words"
        raise PublishError(told, hint="please report this")
    return begin, finish, exact
