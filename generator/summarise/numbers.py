"""Numbers for words, so that they are compared and counted as numbers."""

from typing import TypeVar

Key = TypeVar("Key", str, tuple[int, int])


class Numbers(dict[Key, int]):
    """A number for each key, in the order in which they are asked for."""

    def __missing__(self, key: Key) -> int:
        """Give a new key the next number."""
        self[key] = number = len(self)
        return number
