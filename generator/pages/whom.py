"""Whether a sentence stands alone on a page, and of whom it speaks where it opens with a pronoun."""

import re

from generator.nouns.evidence import Locus
from generator.nouns.ids import ActorId
from generator.pages.desk import Desk
from generator.pages.extracts import at

_PRONOUN = re.compile(r"\W*(he|she|it)\b", re.IGNORECASE)


def stands(desk: Desk, locus: Locus) -> bool:
    """Tell whether nothing at the head of the sentence in which a span begins points back."""
    extract = desk.extracts[locus.article, locus.paragraph]
    return extract.plain[at(extract.starts, locus.start)]


def whom(desk: Desk, locus: Locus) -> tuple[str, ActorId] | None:
    """Give the pronoun with which the sentence of a span opens, and the one actor that it is known to mean: who speaks
    in it ("It said that …"), or who met those that it names ("She met …"). Nothing where that is not told.
    """
    extract = desk.extracts[locus.article, locus.paragraph]
    number = at(extract.starts, locus.start)
    if extract.plain[number]:
        return None
    start = extract.starts[number]
    found = _PRONOUN.match(extract.text, start)
    if found is None:
        return None
    meant: set[ActorId] = set()
    for one in (one for one in extract.said if one.sentence == number):
        opens = one.start == found.start(1) and one.paragraph == locus.paragraph
        elsewhere = found.group(1).lower() == "it" and (one.paragraph != locus.paragraph or one.start < start)
        if opens or elsewhere:
            meant.add(one.actor)
    named = extract.names(number)
    for people in (people for sentence, people in extract.met if sentence == number):
        others = [one for one in people if one not in named]
        if len(others) == 1:
            meant.add(others[0])
    return (found.group(1), next(iter(meant))) if len(meant) == 1 else None
