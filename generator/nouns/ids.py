"""Identifiers. Each is a pure function of corpus and judgements, never of history or order."""

from typing import NewType

ArticleId = NewType("ArticleId", str)
"""The source's path below the sources folder, with forward slashes: unique, and readable in a report."""

SourceDigest = NewType("SourceDigest", str)
"""SHA-256 of the source's bytes, in hex: what a citation is checked against."""

ActorId = NewType("ActorId", str)
"""Kind and slug, as in ``person:asim-munir``."""

TopicId = NewType("TopicId", str)
"""The topic's ``id`` in ``site.yaml``; ``other`` is the place of passages that fit none."""

StoryId = NewType("StoryId", str)
"""Digest of the passages that share text."""

StatementId = NewType("StatementId", str)
"""Digest of the statement's citations."""
