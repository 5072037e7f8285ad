"""Whether the words about a date tell of what is to come: by the verb that stands nearest before it, else after it."""

import re

BEFORE = 80  # characters looked back through for a verb
AFTER = 40  # and forwards
_AHEAD = re.compile(
    r"\b(?:will|shall|would|(?:is|are) (?:due|set|about|scheduled|expected|planned|slated|likely|to)|due|upcoming"
    r"|scheduled|expected|planned|slated|set (?:to|for)|plan(?:s|ned)? to|ahead of|going to|(?:is|are) [a-z]+ing)\b"
    r"(?: (?:be|have|not|also|then|now|to|for|[a-z]+ly)\b){0,3}(?: [a-z]+)?"
    # What stands on a calendar is told in the present: "Talks begin on Monday".
    r"|(?<!\bthe )(?<!\bnot )(?<!\b(?:it|an) )(?<!\ba )\b(?:begins?|starts?|resumes?|(?:re)?convenes?|expires?"
    r"|kicks? off|(?:takes?|comes? into|goe?s? into) (?:effect|force)|goe?s? (?:to the polls|on trial|on sale))\b"
)
_BEHIND = re.compile(
    r"(?<!\bbe )(?<!\bbeing )"
    r"\b(?:[a-z]{2,}ed|was|were|had|did|said|told|went|came|met|held|took|made|began|left|gave|got|saw|found|won|lost"
    r"|fell|rose|led|sent|spoke|wrote|kept|flew|drove|became|brought|built|fought|hit|shot|struck|stood|sat|broke|chose"
    r"|grew|knew|ran|shook|sank|sold|bought|swore|taught|thought|withdrew|born|killed)\b"
)
_CLAUSE = re.compile(r"[;:.!?]\s|,\s(?:and|but|while|which|who|when|where)\s")


def ahead(text: str, start: int, end: int) -> bool:
    """Tell whether a date at ``start..end`` lies ahead, as far as its clause tells.

    "Said Friday it will close" tells of a Friday that is over: the verb nearest before the date decides, and only
    where none stands before it, the first one after it.
    """
    before = _CLAUSE.split(text[max(0, start - BEFORE) : start])[-1]
    coming = max((match.end() for match in _AHEAD.finditer(before)), default=-1)
    past = max((match.end() for match in _BEHIND.finditer(before)), default=-1)
    if coming >= 0 or past >= 0:
        return coming >= past
    after = _CLAUSE.split(text[end : end + AFTER])[0]
    to_come, over = _AHEAD.search(after), _BEHIND.search(after)
    return to_come is not None and (over is None or to_come.start() <= over.start())
