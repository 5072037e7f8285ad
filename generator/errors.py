"""The exceptions that a person can mend, and the tree they hang in.

    BriefbookError            anything with a message for a person; never shown as a traceback
    ├── UsageError            the command line or the configuration cannot be used: exit 2
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


class UsageError(BriefbookError):
    """The command line or the configuration cannot be used."""


class PublishError(BriefbookError):
    """The site could not be written, or the output folder is not ours to overwrite."""
