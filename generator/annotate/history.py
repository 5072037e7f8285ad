"""Persons of whom an article speaks as of the past."""

import re
from collections.abc import Sequence

from generator.annotate.lexicon import Joined
from generator.nouns.account import Mention, StatedRole

_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b(?![,.]\d)")
LONG_AGO = 30  # years before the article, or before the latest year it names


def why(joined: Joined, mentions: Sequence[Mention], roles: Sequence[StatedRole], chain: int) -> str:
    """Give the reason why a person is historical, or nothing: called late, or told of only in years long past."""
    for role in roles:
        if role.chain == chain and "late" in role.qualifier.split(", "):
            return f"called “{role.text}”"
    published = joined.article.published.value[:4]
    oldest = ""
    for mention in mentions:
        years = [int(year) for year in _YEAR.findall(_sentence(joined, mention))]
        if not years:
            return ""
        now = int(published) if published.isdigit() else _latest(joined)
        if max(years) > now - LONG_AGO:
            return ""
        oldest = oldest or str(max(years))
    return f"the article speaks of {oldest}" if oldest else ""


def _sentence(joined: Joined, mention: Mention) -> str:
    sentences = joined.annotations[mention.paragraph].sentences
    if mention.sentence >= len(sentences):
        return ""
    sentence = sentences[mention.sentence]
    return joined.article.paragraphs[mention.paragraph].text[sentence.start : sentence.end]


def _latest(joined: Joined) -> int:
    years = [int(year) for one in joined.article.paragraphs for year in _YEAR.findall(one.text)]
    return max(years, default=0)
