"""What a text names as its source: a press release, a statement, an agency."""

import re
from collections.abc import Sequence

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus

_TOLD = re.compile(
    r"\b(?:[Aa]ccording to (?P<whom>(?:the |an? )?[^,.;“”\"]{3,60}?)(?=[,.;]|$)"
    r"|(?P<what>(?:[Pp]ress (?:release|statement|note)|[Ss]tatement|communiqu[eé]) (?:issued |released )?(?:by|from) (?:the )?[A-Z][^,.;“”\"]{2,50}?)"
    r"(?=\s+(?:said|stated|outlined|read|added|noted)\b|[,.;(]|$))"
)


def origin(corpus: Corpus, loci: Sequence[Locus]) -> str:
    """Give what the shared passages, or the paragraphs they stand in, name as their source; else their common agency."""
    for locus in loci:
        text = corpus.articles[locus.article].paragraphs[locus.paragraph].text
        for match in _TOLD.finditer(text[: locus.end]):
            if match.start() >= locus.start or match.end() <= locus.start:
                return (match.group("whom") or match.group("what")).strip()
    agencies = {corpus.articles[locus.article].agency for locus in loci}
    return agencies.pop() if len(agencies) == 1 else ""
