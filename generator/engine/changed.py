"""What is other in a mapping than it was before."""

from collections.abc import Iterator, Mapping
from itertools import compress, repeat
from operator import is_not
from typing import Any

_MISSING = object()
"""In place of an entry that is not there."""

_FLAT = frozenset({bytes, str, int})
"""Types of values that surely hold no mapping: to ask that of each takes longer than to compare them."""


def changed(before: Mapping[Any, Any], now: Mapping[Any, Any]) -> Iterator[Any]:
    """Give the keys of entries that are other ones now, come or gone. One that is the same object costs next to
    nothing.
    """
    if before is now:
        return
    keys, come = list(now), 0
    in_place = len(before) == len(keys) and list(before) == keys
    olds = before.values() if in_place else map(before.get, keys, repeat(_MISSING))
    for key in list(compress(keys, map(is_not, olds, now.values()))):
        old, new = before.get(key, _MISSING), now[key]
        if old is _MISSING:
            come += 1
            yield key
        elif not same(old, new):
            yield key
    if len(before) + come > len(keys):
        yield from (key for key in before if key not in now)


def same(old: object, new: object) -> bool:
    """Tell whether two entries are equal, in the order of what they hold, too, and mappings in them likewise."""
    if old is new:
        return True
    if old != new:
        return False
    if type(old) in _FLAT or not (isinstance(old, Mapping) and isinstance(new, Mapping)):
        return True
    return list(old) == list(new) and all(same(one, new[key]) for key, one in old.items() if isinstance(one, Mapping))
