"""A file as found."""

import msgspec

from generator.nouns.ids import ArticleId, SourceDigest


class Source(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The bytes of one file of the sources folder, and what they are called."""

    id: ArticleId
    digest: SourceDigest
    content: bytes
