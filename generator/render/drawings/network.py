"""People in a column and an arc for each tie: no label can cover another, however many there are (an arc diagram)."""

import msgspec

from generator.nouns.page import Network
from generator.render.drawings.scale import BESIDE, room

ROW = 24
LABEL = 26
"""Letters of a person's name that are shown."""

_BULGE = 196.0
_SWEEPS = 12


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A person's place: ``index`` among the people of the network."""

    index: int
    y: float
    radius: float


class Arc(msgspec.Struct, frozen=True, kw_only=True):
    """A tie drawn: an SVG path, the stroke's width, and its place among the ties."""

    index: int
    path: str
    width: float


class Arcs(msgspec.Struct, frozen=True, kw_only=True):
    """The drawing; names end at ``label``, dots stand at ``left``."""

    width: float
    height: float
    label: float
    left: float
    rows: tuple[Row, ...]
    arcs: tuple[Arc, ...]


def arcs(network: Network) -> Arcs:
    """Lay out a network: whose network it is stands in the middle, the others so that arcs are short."""
    label = room((one.text for one in network.people), LABEL)
    left = label + BESIDE
    order = _around(network) if network.centre >= 0 else _near(network)
    y = {index: place * ROW + ROW / 2 for place, index in enumerate(order)}
    strength = dict.fromkeys(range(len(network.people)), 0)
    for tie in network.ties:
        strength[tie.left] += tie.count
        strength[tie.right] += tie.count
    most = max((one.count for one in network.ties), default=1) or 1
    strongest = max(strength.values(), default=1) or 1
    drawn = []
    for number, tie in enumerate(network.ties):
        above, below = sorted((y[tie.left], y[tie.right]))
        bulge = left + min(24 + (below - above) * 0.62, _BULGE)
        path = f"M{left:g} {above:g}C{bulge:g} {above:g} {bulge:g} {below:g} {left:g} {below:g}"
        drawn.append(Arc(index=number, path=path, width=round(1 + 3 * tie.count / most, 2)))
    rows = tuple(
        Row(index=index, y=y[index], radius=round(3 + 4 * (strength[index] / strongest) ** 0.5, 2)) for index in order
    )
    return Arcs(
        width=left + _BULGE, height=float(len(order) * ROW), label=label, left=left, rows=rows, arcs=tuple(drawn)
    )


def _around(network: Network) -> list[int]:
    """Put the centre in the middle and the others by turns above and below it, in their order."""
    others = [index for index in range(len(network.people)) if index != network.centre]
    return [*others[0::2][::-1], network.centre, *others[1::2]]


def _near(network: Network) -> list[int]:
    """Put each near those that it is tied to: sort by the mean place of these, a few times, and keep the best order."""
    near: dict[int, list[tuple[int, int]]] = {index: [] for index in range(len(network.people))}
    for tie in network.ties:
        near[tie.left].append((tie.right, tie.count))
        near[tie.right].append((tie.left, tie.count))

    def length(order: list[int]) -> int:
        place = {index: at for at, index in enumerate(order)}
        return sum(abs(place[tie.left] - place[tie.right]) * tie.count for tie in network.ties)

    order = best = list(near)
    for _ in range(_SWEEPS):
        place = {index: at for at, index in enumerate(order)}
        mean = {
            index: sum(place[other] * weight for other, weight in ties) / sum(weight for _, weight in ties)
            if ties
            else float(len(near))
            for index, ties in near.items()
        }
        order = sorted(near, key=lambda index: (mean[index] + place[index], index))
        best = min(best, order, key=length)
    return best
