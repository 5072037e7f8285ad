"""From articles to accounts: who is named, what is said, when. The only package that meets spaCy.

Paragraphs are read one by one, what they make sure of is collected in a lexicon, and each article is then put together
from its paragraphs and the part of the lexicon that its words touch (``accounts``, imported where there is something to
understand).
"""

from generator.annotate.pipeline import Model, describe

context = describe

__all__ = ["Model", "context"]
