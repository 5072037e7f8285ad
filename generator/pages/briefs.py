"""The briefing as pages and data show it."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from generator.engine.tables import Tables
from generator.nouns.briefing import Brief, Briefing, Statement
from generator.nouns.evidence import Citation
from generator.nouns.ids import SourceDigest

Key = TypeVar("Key", bound=str)


def shown(briefing: Briefing, tables: Tables) -> Briefing:
    """Give the briefing without the digests of what it cites: only an article's own page and data state its digest. So
    an edit leaves a brief as it is that cites another place of the same article.
    """

    def every(name: str, briefs: Mapping[Key, Brief]) -> dict[Key, Brief]:
        return tables.table(f"briefs of {name}", ((key, (one,)) for key, one in briefs.items()), _brief)

    return Briefing(
        coverage=briefing.coverage,
        bottom_line=tables.one("bottom line", _brief, briefing.bottom_line),
        topics=every("topics", briefing.topics),
        articles=every("articles", briefing.articles),
        actors=every("actors", briefing.actors),
    )


def _brief(one: Brief) -> Brief:
    return Brief(statements=tuple(map(_statement, one.statements)))


def _statement(one: Statement) -> Statement:
    return msgspec.structs.replace(
        one, citations=tuple(map(_citation, one.citations)), support=tuple(map(_citation, one.support))
    )


def _citation(one: Citation) -> Citation:
    return msgspec.structs.replace(one, digest=SourceDigest(""))
