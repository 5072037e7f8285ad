"""A fault in the input that a person can mend."""

from typing import Literal

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One line of the report: ``path:line: what (hint)``.

    ``path`` is relative to the site, or as the user gave it; ``line`` counts from 1, 0 where there is none.
    """

    path: str
    line: int = 0
    what: str
    hint: str = ""
    severity: Literal["error", "warning"] = "warning"
