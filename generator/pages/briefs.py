"""The briefing as pages show it, and as the data do. Both have no more of what it cites than they tell, so that an edit
leaves a brief as it is that cites another place of the same article.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

import msgspec

from generator.engine.tables import Tables
from generator.nouns.briefing import Brief, Briefing, Statement
from generator.nouns.evidence import Citation
from generator.nouns.ids import SourceDigest

Key = TypeVar("Key", bound=str)


def checkable(briefing: Briefing, tables: Tables) -> Briefing:
    """Give the briefing without the digests of what it cites: the data of an article state its own."""
    return _made("checkable", briefing, tables, lambda one: msgspec.structs.replace(one, digest=SourceDigest("")))


def shown(briefing: Briefing, tables: Tables) -> Briefing:
    """Give the briefing with only the sentences that it cites: where these stand in the source no page shows, and an
    edit moves all that stands after it.
    """
    return _made("shown", briefing, tables, _sentence)


def _sentence(one: Citation) -> Citation:
    return msgspec.structs.replace(one, digest=SourceDigest(""), start=0, end=0, exact="")


def _made(name: str, briefing: Briefing, tables: Tables, cite: Callable[[Citation], Citation]) -> Briefing:
    brief = partial(_brief, cite)

    def every(kind: str, briefs: Mapping[Key, Brief]) -> dict[Key, Brief]:
        return tables.each(f"{name} briefs of {kind}", brief, briefs)

    return Briefing(
        coverage=briefing.coverage,
        bottom_line=tables.one(f"{name} bottom line", brief, briefing.bottom_line),
        topics=every("topics", briefing.topics),
        articles=every("articles", briefing.articles),
        actors=every("actors", briefing.actors),
    )


def _brief(cite: Callable[[Citation], Citation], one: Brief) -> Brief:
    return Brief(statements=tuple(_statement(cite, each) for each in one.statements))


def _statement(cite: Callable[[Citation], Citation], one: Statement) -> Statement:
    return msgspec.structs.replace(
        one, citations=tuple(map(cite, one.citations)), support=tuple(map(cite, one.support))
    )
