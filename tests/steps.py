"""How much work something is, as a count that no other load of the machine can move."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(work: Callable[[], object]) -> int:
    """Run ``work`` and count the lines of Python that it executes.

    What one line does inside a library or a regular expression is not seen: ``tests/bench/growth.py`` times that.
    """
    count = 0

    def line(_: FrameType, event: str, __: object) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
