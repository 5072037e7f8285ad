"""What a process that runs again and again need not take from the store, and decode, each time."""

from typing import Any


class Memory:
    """Results as they were decoded, by the keys that the store has them under.

    Holds what the last whole run asked for, and what was asked for since: not more than a run has in its hands anyway.
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._before: dict[bytes, Any] = {}
        self._now: dict[bytes, Any] = {}

    def get(self, key: bytes) -> Any:  # noqa: ANN401 - whatever the stage makes
        """Give a result, or None if it is not known."""
        known = self._now.get(key)
        if known is None and (known := self._before.get(key)) is not None:
            self._now[key] = known
        return known

    def keep(self, key: bytes, result: object) -> None:
        """Remember a result, which nobody changes: stages give frozen values."""
        self._now[key] = result

    def turn(self) -> None:
        """Let go of all that was not asked for since the last turn: a run has ended."""
        self._before, self._now = self._now, {}
