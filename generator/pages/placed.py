"""Where findings stand in their sources, as the data say it: found once, and again only where a paragraph has moved."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from typing import TypeVar

from generator.errors import PublishError
from generator.nouns.article import Paragraph
from generator.nouns.corpus import verbatim
from generator.nouns.evidence import Locus
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
        return self._every("stories", self._sentences.findings.stories, lambda one: one.loci, lambda one: one.id)

    @cached_property
    def events(self) -> tuple[Rows, ...]:
        """Where each event is told."""
        return self._every("events", self._sentences.findings.events, lambda one: one.loci)

    @cached_property
    def meetings(self) -> tuple[Rows, ...]:
        """Where it is told what each meeting was about, then that it was."""
        return self._every("meetings", self._sentences.findings.meetings, lambda one: (*one.about, *one.evidence.loci))

    def _every(
        self,
        name: str,
        every: Iterable[Finding],
        loci: Callable[[Finding], Sequence[Locus]],
        key: Callable[[Finding], Hashable] = id,  # what has no name of its own is the same while it is the same object
    ) -> tuple[Rows, ...]:
        moved = self._sentences.moved
        found = self._sentences.tables.table(
            f"places of {name}",
            ((key(one), (one,)) for one in every),
            lambda one: tuple(map(self._row, loci(one))),
            rests=lambda one: {locus.article for locus in loci(one)},
            moved=moved,
            mend=lambda rows, one: tuple(
                [self._row(locus) if row[0] in moved else row for row, locus in zip(rows, loci(one), strict=True)]
            ),
        )
        return tuple(found[key(one)] for one in every)

    def _row(self, locus: Locus) -> tuple[ArticleId, Address]:
        one, span = self._sentences.quotable[locus.article], (locus.paragraph, locus.start, locus.end)
        known = one.addresses.get(span)
        if known is None:
            spot = locus.article, locus.paragraph
            extract = one.extracts[spot]
            known = one.addresses[span] = whole(locus, extract) or partial(locus, extract, one.paragraphs[spot])
        return locus.article, known


def whole(locus: Locus, extract: Extract) -> Address:
    """Address a span that is a whole sentence; nothing where it is none."""
    sentence = at(extract.starts, locus.start)
    same = locus.start == extract.starts[sentence] and locus.end == extract.ends[sentence]
    return (locus.paragraph, sentence) if same and locus.start < locus.end else ()


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
