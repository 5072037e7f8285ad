"""What a brief says and rests on, for those who do not see the page: search engines, previews, feeds."""

from collections.abc import Iterable

from generator.nouns.briefing import Brief, Statement
from generator.nouns.ids import ArticleId


def said(brief: Brief | None) -> str:
    """Give the words of a brief's first statement, for search engines and previews."""
    return words_of(brief.statements[0]) if brief and brief.statements else ""


def words_of(statement: Statement) -> str:
    """Give a statement as plain text, with its brackets and cuts."""
    shapes = {"span": "{}", "bracket": "[{}]", "cut": "[…]"}
    return "".join(shapes[part.kind].format(part.text) for part in statement.parts)


def cited_by(brief: Brief | None) -> Iterable[ArticleId]:
    """Give the articles that a brief's statements are taken from, each once, in their order."""
    return dict.fromkeys(
        one.article for statement in (brief.statements if brief else ()) for one in statement.citations
    )
