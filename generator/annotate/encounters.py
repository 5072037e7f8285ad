"""Encounters: found in a paragraph, their parties linked to chains article by article."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.nouns.account import Chain, DateExpression, Encounter, Mention, Sentence
from generator.nouns.annotation import Annotation, FoundEncounter, Passage
from generator.nouns.article import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find(doc: "Doc", passage: Passage, sentences: Sequence[Sentence]) -> tuple[FoundEncounter, ...]:
    """Find the clauses of a paragraph that tell of a meeting."""
    del doc, passage, sentences
    return ()


def resolve(
    article: Article,
    annotations: Sequence[Annotation],
    mentions: Sequence[Mention],
    chains: Sequence[Chain],
    dates: Sequence[DateExpression],
) -> tuple[Encounter, ...]:
    """Link the parties of an article's encounters to its chains."""
    del article, annotations, mentions, chains, dates
    return ()
