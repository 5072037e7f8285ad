"""What a text names as its source: a press release, a statement, an agency."""

import re

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
_BEFORE = 2000
"""So many characters before a sentence may still name its source: hardly a paragraph is longer, and none is read anew
from its beginning for each of its sentences.
"""


def named(text: str, start: int, end: int) -> str:
    """Give what the sentence ``start..end`` of a paragraph, or the paragraph before it, names as its source, or ""."""
    for match in _TOLD.finditer(text, max(0, start - _BEFORE), end):
        if match.start() >= start or match.end() <= start:
            return _source(match)
    return ""


def _source(match: re.Match[str]) -> str:
    """Give a source as the text names it: a paper that somebody issued is called by both."""
    if match.group("paper"):
        return f"{match.group('paper')} by {match.group('who').strip()}"
    return (match.group("whom") or match.group("what")).strip()
