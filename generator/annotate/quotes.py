"""Quotes: found in a paragraph, given to their speakers article by article."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.nouns.account import Chain, Mention, Quote, Sentence
from generator.nouns.annotation import Annotation, FoundQuote, Passage
from generator.nouns.article import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find(doc: "Doc", passage: Passage, sentences: Sequence[Sentence]) -> tuple[FoundQuote, ...]:
    """Find the quotes of a paragraph."""
    del doc, passage, sentences
    return ()


def resolve(
    article: Article, annotations: Sequence[Annotation], mentions: Sequence[Mention], chains: Sequence[Chain]
) -> tuple[Quote, ...]:
    """Give the quotes of an article to the chains of their speakers."""
    del article, annotations, mentions, chains
    return ()
