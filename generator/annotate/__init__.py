"""From articles to accounts: who is named, what is said, when. The only package that meets spaCy.

Paragraphs are read one by one (``PARAGRAPH``), what they make sure of is collected (``lexicon``), and each article is
then put together (``ARTICLE``) from its paragraphs and the part of the lexicon that its words touch (``joined``).
"""

from generator.annotate.article import ARTICLE
from generator.annotate.budget import passages
from generator.annotate.lexicon import Joined, Lexicon, joined, lexicon
from generator.annotate.paragraph import PARAGRAPH
from generator.annotate.pipeline import Model, describe

context = describe

__all__ = ["ARTICLE", "PARAGRAPH", "Joined", "Lexicon", "Model", "context", "joined", "lexicon", "passages"]
