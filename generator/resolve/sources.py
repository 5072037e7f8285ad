"""What a text names as its source: a press release, a statement, an agency."""

import re
from collections.abc import Sequence

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus

_PAPER = r"(?:[Pp]ress (?:release|statement|note)|[Ss]tatement|communiqu[eé])"
_NAMED = r"(?:[^,.;“”\"]|(?<=\b[A-Z])\.)"  # the dots of "U.S." are no end
_ENDS = r"(?=\s+(?:said|stated|outlined|read|added|noted)\b|[,;(]|(?<!\b[A-Z])\.|$)"
_SAYS = r"(?:said|says|stated|added|noted|announced|confirmed)"
_TOLD = re.compile(
    rf"\b(?:[Aa]ccording to (?P<whom>(?:the |an? )?{_NAMED}{{3,60}}?)(?=[,.;]|$)"
    rf"|(?P<what>{_PAPER} (?:issued |released )?(?:by|from) (?:the )?[A-Z]{_NAMED}{{2,60}}?){_ENDS}"
    rf"|[Ii]n (?:a|an|its|their|his|her) (?:\w+ )??(?P<paper>{_PAPER})(?: (?:issued|released|posted))?"
    rf"(?: (?:on|late|early) \w+)?, (?P<who>{_NAMED}{{3,70}}?) {_SAYS}\b)"
)


def origin(corpus: Corpus, loci: Sequence[Locus]) -> str:
    """Give what the shared passages, or the paragraphs they stand in, name as their source, or else their agency."""
    for locus in loci:
        text = corpus.articles[locus.article].paragraphs[locus.paragraph].text
        for match in _TOLD.finditer(text[: locus.end]):
            if match.start() >= locus.start or match.end() <= locus.start:
                return _source(match)
    agencies = {corpus.articles[locus.article].agency for locus in loci}
    return agencies.pop() if len(agencies) == 1 else ""


def _source(match: re.Match[str]) -> str:
    """Give a source as the text names it: a paper that somebody issued is called by both."""
    if match.group("paper"):
        return f"{match.group('paper')} by {match.group('who').strip()}"
    return (match.group("whom") or match.group("what")).strip()
