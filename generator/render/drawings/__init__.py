"""Where the parts of a drawing stand: numbers only, from what is drawn; how it looks is the theme's.

Lengths are in the drawing's own units, pixels when it is not scaled. Labels never overlap: each has a row of its own.
"""

from generator.render.drawings.accounts import tracks
from generator.render.drawings.coverage import grid
from generator.render.drawings.matrix import squares
from generator.render.drawings.moments import strip
from generator.render.drawings.network import arcs

FILTERS = {"arcs": arcs, "grid": grid, "squares": squares, "strip": strip, "tracks": tracks}
"""By the names that templates use."""

__all__ = ["FILTERS", "arcs", "grid", "squares", "strip", "tracks"]
