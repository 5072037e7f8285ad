"""Memory that is not needed any more, given back: what one large piece of work leaves, the next would add to."""

import ctypes
import gc
from functools import cache

MUCH = 4096
"""Results from which on the run that makes them has used memory that is worth giving back."""


class Space:
    """What a run has used. ``stays``: the process runs again, and needs the next time what it has now."""

    def __init__(self, *, stays: bool) -> None:
        """Begin a run."""
        self.made = 0
        self.stays = stays

    @property
    def ample(self) -> bool:
        """Whether there is much to give back that nobody will need again."""
        return self.made >= MUCH and not self.stays

    def tidy(self) -> None:
        """Give back what is free after a large piece of work, if that is worth the time that looking for it takes."""
        if not self.ample:
            return
        gc.collect()
        if (trim := _trim()) is not None:
            trim(0)


@cache
def _trim() -> "ctypes._NamedFuncPointer | None":
    """Give what the C library has for this, if it is glibc: it keeps most of what is freed."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return None
