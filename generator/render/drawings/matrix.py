"""People by topic: a square in each cell, its area by the number of passages."""

import msgspec

from generator.nouns.page import Matrix
from generator.render.drawings.scale import BESIDE, room

ROW, WIDTH = 24, 720.0
LABEL = 24
"""Letters of a person's name that are shown."""

_COLUMN = 120.0
_LINE = 15
_LINES = 4
_LETTER = 6.6  # a letter's usual width at the size of titles


class Square(msgspec.Struct, frozen=True, kw_only=True):
    """A cell that is not empty."""

    row: int
    column: int
    x: float
    y: float
    size: float
    count: int


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A topic's title above its column, broken into lines, the last of which stands on the drawing's head."""

    x: float
    lines: tuple[tuple[float, str], ...]


class Squares(msgspec.Struct, frozen=True, kw_only=True):
    """The drawing; labels end at ``label``, ``rows`` are the middles of the people's rows."""

    width: float
    height: float
    label: float
    left: float
    head: float
    rows: tuple[float, ...]
    columns: tuple[Column, ...]
    squares: tuple[Square, ...]


def squares(matrix: Matrix) -> Squares:
    """Lay out a matrix."""
    label = room((one.text for one in matrix.people), LABEL)
    left = label + BESIDE
    wide = min(_COLUMN, (WIDTH - left) / max(len(matrix.topics), 1))
    titles = [_broken(one.text, int((wide - 8) / _LETTER)) for one in matrix.topics]
    head = max((len(lines) for lines in titles), default=0) * _LINE + 10.0
    columns = []
    for number, lines in enumerate(titles):
        top = head - 10 - (len(lines) - 1) * _LINE
        placed = tuple((top + at * _LINE, text) for at, text in enumerate(lines))
        columns.append(Column(x=round(left + (number + 0.5) * wide, 1), lines=placed))
    most = max((count for row in matrix.counts for count in row), default=1) or 1
    drawn = []
    for row, counts in enumerate(matrix.counts):
        for column, count in enumerate(counts):
            if count:
                size = round(4 + 14 * (count / most) ** 0.5, 1)
                x = round(left + (column + 0.5) * wide - size / 2, 1)
                y = round(head + row * ROW + (ROW - size) / 2, 1)
                drawn.append(Square(row=row, column=column, x=x, y=y, size=size, count=count))
    return Squares(
        width=round(left + wide * len(titles), 1),
        height=head + len(matrix.people) * ROW,
        label=label,
        left=left,
        head=head,
        rows=tuple(head + row * ROW + ROW / 2 for row in range(len(matrix.people))),
        columns=tuple(columns),
        squares=tuple(drawn),
    )


def _broken(text: str, room: int) -> list[str]:
    """Break a title into a few lines of ``room`` letters; what does not fit is cut with an ellipsis."""
    lines, room = [""], max(room, 4)
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= room or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    kept = lines[:_LINES]
    if len(lines) > _LINES:
        kept[-1] += " …"
    return [line if len(line) <= room + 1 else f"{line[: room - 1]}…" for line in kept]
