"""Which accounts are independent: a row for each, a dot for each article, a line where they are one."""

from collections.abc import Sequence

import msgspec

from generator.nouns.page import AccountView
from generator.render.drawings.scale import Axis, Tick, days

ROW, LEFT, WIDTH = 24, 290.0, 720.0
_EDGE = 34.0


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """One account: the places of its dated articles, each with its place in the account."""

    y: float
    first: float
    last: float
    dots: tuple[tuple[int, float], ...]


class Tracks(msgspec.Struct, frozen=True, kw_only=True):
    """The drawing."""

    width: float
    height: float
    left: float
    tracks: tuple[Track, ...]
    ticks: tuple[Tick, ...]
    foot: float


def tracks(accounts: Sequence[AccountView]) -> Tracks:
    """Lay out accounts in their order; an article without a date has no dot."""
    dated = [
        [(number, found) for number, one in enumerate(account.articles) if (found := days(one.date))]
        for account in accounts
    ]
    axis = Axis((found for row in dated for _, found in row), LEFT + _EDGE, WIDTH - _EDGE)
    made = []
    for place, row in enumerate(dated):
        dots = tuple((number, axis.centre(found)) for number, found in row)
        where = [x for _, x in dots]
        y = place * ROW + ROW / 2
        made.append(Track(y=y, first=min(where, default=0.0), last=max(where, default=0.0), dots=dots))
    foot = len(accounts) * ROW + 18.0
    ticks = axis.ticks() if any(dated) else ()
    return Tracks(width=WIDTH, height=foot + 6, left=LEFT, tracks=tuple(made), ticks=ticks, foot=foot)
