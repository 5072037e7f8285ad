"""Whether a sentence stands alone on a page, and of whom it speaks where it opens with a pronoun."""

import re
from bisect import bisect_left

from generator.nouns.evidence import Locus
from generator.nouns.ids import ActorId
from generator.pages.desk import Desk

_PRONOUN = re.compile(r"\W*(he|she|it)\b", re.IGNORECASE)


def stands(desk: Desk, locus: Locus) -> bool:
    """Tell whether nothing at the head of the sentence in which a span begins points back."""
    article, paragraph, number = desk.place(locus)
    every = desk.corpus.accounts[article].sentences
    inside = every[paragraph] if paragraph < len(every) else ()
    return number >= len(inside) or inside[number].opening == "plain"


def whom(desk: Desk, locus: Locus) -> tuple[str, ActorId] | None:
    """Give the pronoun with which the sentence of a span opens, and the one actor that it is known to mean: who speaks
    in it ("It said that …"), or who met those that it names ("She met …"). Nothing where that is not told.
    """
    if stands(desk, locus):
        return None
    place = article, paragraph, number = desk.place(locus)
    whole = desk.locus(place)
    found = _PRONOUN.match(desk.corpus.articles[article].paragraphs[paragraph].text, whole.start)
    if found is None:
        return None
    quotes = desk.corpus.accounts[article].quotes
    meant: set[ActorId] = set()
    index = bisect_left(quotes, (paragraph, number), key=lambda one: (one.paragraph, one.sentence))
    while index < len(quotes) and (quotes[index].paragraph, quotes[index].sentence) == (paragraph, number):
        actor = desk.speakers.get((article, index))
        opens = quotes[index].speaker_start == found.start(1) and quotes[index].speaker_paragraph == paragraph
        elsewhere = found.group(1).lower() == "it" and (
            quotes[index].speaker_paragraph != paragraph or quotes[index].speaker_start < whole.start
        )
        if actor is not None and (opens or elsewhere):
            meant.add(actor)
        index += 1
    for meeting in (one for sentence, one in desk.met.get((article, paragraph), ()) if sentence == number):
        others = [one for one in meeting.participants if place not in desk.mentions.get(one, {})]
        if len(others) == 1:
            meant.add(others[0])
    return (found.group(1), next(iter(meant))) if len(meant) == 1 else None
