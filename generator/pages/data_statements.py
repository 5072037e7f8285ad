"""Statements as JSON: their words once, and every place that they rest on."""

from typing import Any

from generator.nouns.briefing import Brief, Part, Statement
from generator.pages.spans import Keys, Record


def statements(keys: Keys, brief: Brief | None) -> list[Record]:
    """Give statements with all that checking them takes."""
    return [_statement(keys, one) for one in brief.statements] if brief else []


def _statement(keys: Keys, one: Statement) -> Record:
    return {
        "id": one.id,
        "parts": [_part(one, part) for part in one.parts],
        "citations": [[*keys.cited(citation), citation.exact] for citation in one.citations],
        "support": [keys.cited(citation) for citation in one.support],
        "accounts": one.accounts,
        "date": one.date,
        "links": [[link.part, link.start, link.end, keys.actor(link.actor)] for link in one.links],
    }


def _part(one: Statement, part: Part) -> list[Any]:
    """Give a part of a statement; its words only where they are not all of those that it cites."""
    told = part.kind == "cut" or part.text == one.citations[part.citation].exact
    return [part.kind, part.citation] if told else [part.kind, part.citation, part.text]
