"""Where a finding stands in the text, and why it is believed."""

import msgspec

from generator.nouns.ids import ArticleId, SourceDigest


class Locus(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False, order=True):
    """A span of one paragraph's clean text, half-open, in characters."""

    article: ArticleId
    paragraph: int
    start: int
    end: int


class Citation(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False, order=True):
    """A checked span of a source.

    ``start`` and ``end`` are half-open character offsets in the source as decoded, with byte-order mark dropped and
    newlines untouched; ``exact`` is that slice, verbatim. ``paragraph`` and ``sentence`` address the place in the
    article's page (the first sentence that the span touches).
    """

    article: ArticleId
    digest: SourceDigest
    start: int
    end: int
    exact: str
    paragraph: int
    sentence: int


class Evidence(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What carries a decision: a score in 0..1, the rule's plain words, and the spans it rests on.

    ``rule`` is a short stable key (``surname-in-article``); ``reason`` is the one sentence that the reader sees.
    """

    rule: str
    reason: str
    score: float = 1.0
    loci: tuple[Locus, ...] = ()
