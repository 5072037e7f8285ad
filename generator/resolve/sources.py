"""What a text names as its source: a press release, a statement, an agency."""

import re
from collections.abc import Sequence

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus

_PAPER = r"(?:[Pp]ress (?:release|statement|note)|[Ss]tatement|communiqu[eé])"
_ENDS = r"(?=\s+(?:said|stated|outlined|read|added|noted)\b|[,.;(]|$)"
_TOLD = re.compile(
    r"\b(?:[Aa]ccording to (?P<whom>(?:the |an? )?[^,.;“”\"]{3,60}?)(?=[,.;]|$)"
    rf"|(?P<what>{_PAPER} (?:issued |released )?(?:by|from) (?:the )?[A-Z][^,.;“”\"]{{2,50}}?){_ENDS})"
)


def origin(corpus: Corpus, loci: Sequence[Locus]) -> str:
    """Give what the shared passages, or the paragraphs they stand in, name as their source, or else their agency."""
    for locus in loci:
        text = corpus.articles[locus.article].paragraphs[locus.paragraph].text
        for match in _TOLD.finditer(text[: locus.end]):
            if match.start() >= locus.start or match.end() <= locus.start:
                return (match.group("whom") or match.group("what")).strip()
    agencies = {corpus.articles[locus.article].agency for locus in loci}
    return agencies.pop() if len(agencies) == 1 else ""
