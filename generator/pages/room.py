"""How much of a long list a page shows. On a small site a page tells everything; where there are many articles, each
person is named in so many that the latest say more, and where the others stand is told.
"""

from dataclasses import dataclass

SMALL = 120
"""Articles up to which a site is small."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """The most that a page shows: the latest ``events``, each with so many other articles that tell it (``also``), the
    latest ``meetings`` with so many sentences each (``told``), the latest ``quotes``, articles that state a role
    (``stated``), sentences that name an actor (``mentions``), ``passages`` of a topic, articles ``listed`` without
    their sentences, ``associates``, how many of them are drawn (``around``), ``backlinks`` of an article,
    and sentences that say what a statement about an actor or an article does (``support``).
    """

    events: int
    also: int
    meetings: int
    told: int
    quotes: int
    stated: int
    mentions: int
    passages: int
    listed: int
    associates: int
    around: int
    backlinks: int
    support: int


WHOLE = Room(
    events=24,
    also=3,
    meetings=60,
    told=12,
    quotes=60,
    stated=4,
    mentions=48,
    passages=60,
    listed=60,
    associates=60,
    around=12,
    backlinks=6,
    support=12,
)
LATEST = Room(
    events=6,
    also=1,
    meetings=5,
    told=2,
    quotes=5,
    stated=2,
    mentions=8,
    passages=30,
    listed=12,
    associates=8,
    around=6,
    backlinks=2,
    support=2,
)


def room(articles: int) -> Room:
    """Give the room that the pages of a site of so many articles have."""
    return WHOLE if articles <= SMALL else LATEST
