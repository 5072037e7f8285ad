"""Events on an axis: a day is a column, a week, month or year a bar as long as it lasts."""

from collections.abc import Sequence

import msgspec

from generator.nouns.page import Moment
from generator.render.drawings.scale import Axis, Tick, days

WIDTH, LANE = 720.0, 16.0
_EDGE = 34.0  # room for half a label
_HIGHEST = 44.0
_STEP = 9.0


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """The events of one date: ``index`` is its place among the moments."""

    index: int
    x: float
    y: float
    width: float = 0.0
    height: float = 0.0


class Strip(msgspec.Struct, frozen=True, kw_only=True):
    """Days stand above ``axis``, longer spans below it, in lanes so that none covers another."""

    width: float
    height: float
    axis: float
    left: float
    right: float
    days: tuple[Mark, ...]
    spans: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    foot: float


def strip(moments: Sequence[Moment]) -> Strip:
    """Lay out moments; the column of a day is as high as its events are many, up to a bound."""
    known = [(index, one, found) for index, one in enumerate(moments) if (found := days(one.date))]
    axis = Axis((found for _, _, found in known), _EDGE, WIDTH - _EDGE)
    top = _HIGHEST + 8
    standing, lying, lanes = [], [], list[int]()
    for index, one, found in sorted(known, key=lambda item: (item[2], item[0])):
        if found[0] == found[1]:
            height = min(one.count * _STEP, _HIGHEST)
            width = round(max(4.0, min(10.0, axis.step - 1)), 1)
            x = round(axis.centre(found) - width / 2, 1)
            standing.append(Mark(index=index, x=x, y=top - height, width=width, height=height))
            continue
        lane = next((number for number, last in enumerate(lanes) if last < found[0]), len(lanes))
        lanes[lane:] = [found[1], *lanes[lane + 1 :]]
        y = top + 7 + lane * LANE
        lying.append(Mark(index=index, x=axis.start(found), y=y, width=axis.width(found), height=LANE - 6))
    foot = top + 4 + len(lanes) * LANE + 18
    return Strip(
        width=WIDTH,
        height=foot + 6,
        axis=top,
        left=_EDGE,
        right=WIDTH - _EDGE,
        days=tuple(standing),
        spans=tuple(lying),
        ticks=axis.ticks() if known else (),
        foot=foot,
    )
