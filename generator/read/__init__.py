"""Sources to articles: what is found, decoded, cleaned and dated; and what editors write."""

from generator.read.article import ARTICLE
from generator.read.content import content
from generator.read.find import Found, again, context, find

__all__ = ["ARTICLE", "Found", "again", "content", "context", "find"]
