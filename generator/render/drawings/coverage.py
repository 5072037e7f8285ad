"""Articles by outlet and span of time: a row for each outlet, a column for each span, a dot by number."""

import msgspec

from generator.nouns.page import CoverageChart
from generator.render.drawings.scale import BESIDE, GAP, Tick, room

ROW, WIDTH = 24, 720.0
LABEL = 24
"""Letters of an outlet's name that are shown."""

_CELL = 22.0
_RADIUS = (3.0, 9.0)


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """Articles of one outlet in one span; ``row`` and ``span`` are their places in the chart."""

    row: int
    span: int
    x: float
    y: float
    radius: float
    count: int


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """The chart; labels end at ``label``: rows' middles by ``rows``, its foot with the labels of spans by ``ticks``."""

    width: float
    height: float
    label: float
    left: float
    rows: tuple[float, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    foot: float


def grid(chart: CoverageChart) -> Grid:
    """Lay out a chart; the area of a dot grows with the number of articles."""
    label = room((one.outlet.text for one in chart.rows), LABEL)
    left = label + BESIDE
    cell = min(_CELL, (WIDTH - left) / max(len(chart.spans), 1))
    most = max((count for row in chart.rows for count in row.counts), default=1) or 1
    least, largest = _RADIUS[0], min(_RADIUS[1], max(cell, 2 * _RADIUS[0]) / 2)
    dots = tuple(
        Dot(
            row=row,
            span=span,
            x=round(left + (span + 0.5) * cell, 1),
            y=row * ROW + ROW / 2,
            radius=round(max(least, largest * (count / most) ** 0.5), 2),
            count=count,
        )
        for row, one in enumerate(chart.rows)
        for span, count in enumerate(one.counts)
        if count
    )
    foot = len(chart.rows) * ROW + 18.0
    ticks: list[Tick] = []
    for span, date in enumerate(chart.spans):
        x = round(left + (span + 0.5) * cell, 1)
        if not ticks or x - ticks[-1].x >= GAP:
            ticks.append(Tick(x=x, date=date))
    return Grid(
        width=WIDTH,
        height=foot + 6,
        label=label,
        left=left,
        rows=tuple(row * ROW + ROW / 2 for row in range(len(chart.rows))),
        dots=dots,
        ticks=tuple(ticks),
        foot=foot,
    )
