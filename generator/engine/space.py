"""Memory that is not needed any more, given back: what one large piece of work leaves, the next would add to."""

import gc
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ctypes

PATIENCE = 200_000
"""New objects after which a process looks for cycles; Python does so after 700 by itself. Here nearly all are values,
by the million, that hold none, and to look at them again and again was a fifth of the time."""

MUCH = 4096
"""Results from which on the run that makes them has used memory that is worth giving back."""

RARELY = 2_000_000
"""New objects after which a process looks for cycles that has rested: more than an edit makes."""


class Space:
    """What a run has used. ``stays``: the process runs again, and needs the next time what it has now."""

    def __init__(self, *, stays: bool) -> None:
        """Begin a run."""
        self.made = 0
        self.stays = stays

    def count(self, made: int) -> None:
        """Count results that are being made."""
        if self.made < MUCH <= self.made + made and not gc.get_threshold()[0]:
            gc.freeze()  # it would look at all that has come so far
            patient()
        self.made += made

    @property
    def ample(self) -> bool:
        """Whether there is much to give back that nobody will need again."""
        return self.made >= MUCH and not self.stays

    def tidy(self) -> None:
        """Give back what is free after a large piece of work, if that is worth the time that looking for it takes."""
        if not self.ample:
            return
        gc.collect()
        self.trim()

    def trim(self) -> None:
        """Give back what is free, without a look for what else could be."""
        if self.ample and (trim := _trim()) is not None:
            trim(0)


def patient() -> None:
    """Look for cycles now and then."""
    gc.set_threshold(PATIENCE)


def wait() -> None:
    """Look for no cycles until much is made: where little is, a run reads what it keeps, and ends.

    By the threshold: who loads spaCy's model switches the collector off and then on, whatever it was before.
    """
    gc.set_threshold(0)


def part() -> None:
    """Set all that a process has at hand apart: from now on it looks for cycles only in what is new, and when asked.

    An edit replaces a small part of what stands, and to look at the whole took longer than most of its stages.
    """
    gc.freeze()
    gc.set_threshold(RARELY)


def rest() -> None:
    """Free the cycles in all that a process has at hand, which takes a while, and set the rest apart."""
    gc.unfreeze()
    gc.collect()
    part()


def sift() -> None:
    """Free the cycles among what is new."""
    gc.collect()


@cache
def _trim() -> "ctypes._NamedFuncPointer | None":
    """Give what the C library has for this, if it is glibc: it keeps most of what is freed."""
    import ctypes  # noqa: PLC0415 - of no use where little is made

    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return None
