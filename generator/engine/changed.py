"""What is other in a mapping than it was before."""

from collections.abc import Iterator, Mapping
from typing import Any

_MISSING = object()
"""In place of an entry that is not there."""


def changed(before: Mapping[Any, Any], now: Mapping[Any, Any]) -> Iterator[Any]:
    """Give the keys of entries that are other ones now, come or gone. One that is the same object costs next to
    nothing.
    """
    if before is now:
        return
    former, come = before.get, 0
    for key, value in [item for item in now.items() if former(item[0], _MISSING) is not item[1]]:
        old = former(key, _MISSING)
        if old is _MISSING:
            come += 1
            yield key
        elif not same(old, value):
            yield key
    if len(before) + come > len(now):
        yield from (key for key in before if key not in now)


def same(old: object, new: object) -> bool:
    """Tell whether two entries are equal, in the order of what they hold, too, and mappings in them likewise."""
    if old is new:
        return True
    if old != new:
        return False
    if not (isinstance(old, Mapping) and isinstance(new, Mapping)):
        return True
    return list(old) == list(new) and all(same(one, new[key]) for key, one in old.items() if isinstance(one, Mapping))
