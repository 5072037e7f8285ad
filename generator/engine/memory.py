"""What a process that runs again and again need not take from the store, and decode, each time."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory:
    """Results as they were decoded, by the keys that the store has them under, and what stages left for their next run.

    Holds what the last whole run asked for, and what was asked for since: not more than a run has in its hands anyway.
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._before: dict[bytes, Any] = {}
        self._now: dict[bytes, Any] = {}
        self._states: dict[str, Any] = {}
        self._out: set[str] = set()
        self._owed: dict[str, Callable[[], object]] = {}

    def get(self, key: bytes) -> Any:  # noqa: ANN401 - whatever the stage makes
        """Give a result, or None if it is not known."""
        known = self._now.get(key)
        if known is None and (known := self._before.get(key)) is not None:
            self._now[key] = known
        return known

    def keep(self, key: bytes, result: object) -> None:
        """Remember a result, which nobody changes: stages give frozen values."""
        self._now[key] = result

    def take(self, name: str, *, held: bool = True) -> Any:  # noqa: ANN401 - whatever the stage left
        """Give what was left under a name, once: a run that ends midway has not left it half changed.

        While it is ``held`` the run had better not be stopped: to make it anew takes longer than to go on from it.
        """
        if held and name in self._states:
            self._out.add(name)
        return self._states.pop(name, None)

    @property
    def whole(self) -> bool:
        """Whether a run can be stopped now without a state being lost."""
        return not self._out

    def holds(self, name: str) -> bool:
        """Tell whether something was left under a name."""
        return name in self._states

    def leave(self, name: str, state: object) -> None:
        """Leave something under a name for the next run."""
        self._out.discard(name)
        self._states[name] = state

    def owe(self, name: str, work: Callable[[], object]) -> None:
        """Put work off that only another process will profit from. Later work of a name is done in place of the
        earlier, and when its own turn comes.
        """
        self._owed.pop(name, None)
        self._owed[name] = work

    def cancel(self, name: str) -> None:
        """Leave work undone that was put off."""
        self._owed.pop(name, None)

    def settle(self) -> bool:
        """Do one piece of what was put off; tell whether there was any."""
        if not self._owed:
            return False
        self._owed.pop(next(iter(self._owed)))()
        return True

    def begin(self) -> None:
        """Begin a run: what the last one took and did not leave is gone."""
        self._out.clear()

    def turn(self) -> None:
        """Let go of all that was not asked for since the last turn: a run has ended. One that asked for nothing, since
        it found all its pages planned, lets go of nothing: the next may need it.
        """
        if self._now:
            self._before, self._now = self._now, {}


def alike(new: Mapping[Key, Value], before: Mapping[Key, Value]) -> dict[Key, Value]:
    """Give ``new`` with the former object wherever the former value is equal: whoever compares them then is quick."""
    found = {}
    for key, value in new.items():
        old = before.get(key)
        found[key] = old if old is not None and old == value else value
    return found
