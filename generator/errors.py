"""The exceptions that a person can mend, and the tree they hang in.

BriefbookError            anything with a message for a person; never shown as a traceback
├── UsageError            the command line or the configuration cannot be used: exit 2
├── InputError            one file of the input cannot be used; the others can
└── PublishError          the site could not be written or is not ours to overwrite: exit 1
"""


class BriefbookError(Exception):
    """A fault with one plain message, and where it stands if it stands in a file."""

    def __init__(self, what: str, *, path: str = "", line: int = 0, hint: str = "") -> None:
        """Keep the parts apart so that the report can lay them out as ``path:line: what (hint)``."""
        super().__init__(what)
        self.what = what
        self.path = path
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        return place + self.what + (f" ({self.hint})" if self.hint else "")


class UsageError(BriefbookError):
    """The command line or the configuration cannot be used.

    ``others`` are further faults found in the same run, so that one run shows them all.
    """

    def __init__(
        self, what: str, *, path: str = "", line: int = 0, hint: str = "", others: "tuple[UsageError, ...]" = ()
    ) -> None:
        super().__init__(what, path=path, line=line, hint=hint)
        self.others = others


class InputError(BriefbookError):
    """One file of the input cannot be used; the others can."""


class PublishError(BriefbookError):
    """The site could not be written, or the output folder is not ours to overwrite."""
