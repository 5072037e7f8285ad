"""Where the parts of a drawing stand: numbers only; how it looks is the theme's."""

from collections.abc import Sequence

import msgspec

ROW = 28
"""Height of one row, in the drawing's own units (pixels when not scaled)."""


class Spoke(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a fan, from the hub to its label. ``path`` is an SVG path, ``width`` the stroke's."""

    index: int
    y: float
    path: str
    width: float


class Fan(msgspec.Struct, frozen=True, kw_only=True):
    """One hub on the left and its spokes one under another on the right: labels cannot overlap, however many."""

    height: int
    hub: float
    spokes: tuple[Spoke, ...]


def fan(weights: Sequence[int]) -> Fan:
    """Lay out one spoke for each weight, in order; the heaviest is drawn four times as wide as the lightest."""
    height = max(len(weights), 1) * ROW
    hub = height / 2
    most = max(weights, default=1) or 1
    spokes = []
    for index, weight in enumerate(weights):
        y = index * ROW + ROW / 2
        path = f"M14 {hub:g}C78 {hub:g} 58 {y:g} 132 {y:g}"
        spokes.append(Spoke(index=index, y=y, path=path, width=round(1 + 3 * weight / most, 2)))
    return Fan(height=height, hub=hub, spokes=tuple(spokes))
