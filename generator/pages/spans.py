"""Places in sources as the data give them: whoever has the source can check the words."""

from typing import Any

from generator.errors import PublishError
from generator.nouns.article import Paragraph
from generator.nouns.corpus import verbatim
from generator.nouns.evidence import Locus
from generator.pages.desk import Desk

Record = dict[str, Any]


def span(desk: Desk, locus: Locus) -> Record:
    """Address a span of an article: paragraph and sentence as its page numbers them, offsets in its source, its words.

    Words that may not be republished are left out. Raises PublishError when the span is none of its paragraph.
    """
    start, end, exact = _proven(desk.corpus.articles[locus.article].paragraphs[locus.paragraph], locus.start, locus.end)
    return {
        "article": locus.article,
        "paragraph": locus.paragraph,
        "sentence": desk.place(locus)[2],
        "start": start,
        "end": end,
        "exact": exact if all(desk.shown(place) for place in desk.places(locus)) else None,
    }


def words(paragraph: Paragraph, start: int, end: int, *, shown: bool = True) -> Record:
    """Give offsets in the source, the words as cleaned, and the source's own where they differ from these.

    ``shown`` tells whether they may be republished. Raises PublishError when the span is none of its paragraph.
    """
    begin, finish, exact = _proven(paragraph, start, end)
    text = paragraph.text[start:end]
    record: Record = {"start": begin, "end": finish, "text": text if shown else None}
    return record if text == exact or not shown else {**record, "exact": exact}


def _proven(paragraph: Paragraph, start: int, end: int) -> tuple[int, int, str]:
    """Give a span's place and words in the source, of which a build has proven that paragraphs are slices."""
    begin, finish, exact = verbatim(paragraph, start, end)
    if not 0 <= start < end <= len(paragraph.text) or not exact or len(exact) != finish - begin:
        told = f"a finding rests on {start}..{end} of the paragraph in line {paragraph.line}, which has no such words"
        raise PublishError(told, hint="please report this")
    return begin, finish, exact
