"""The command: reads what was typed, calls, prints. Nothing else prints, reads the clock or the environment.

One file for each command. What a command works with is imported when it runs, so that ``--help`` is instant; and where
a build has nothing to do, not even what reads a command line.
"""

import os
import sys

from generator.cli.console import FAILED
from generator.cli.outcome import again


def run() -> int:
    """Run the command line and give the exit code; nobody sees a traceback."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - as long as the process
        else:
            stream.reconfigure(errors="backslashreplace")  # an ASCII terminal shows names all the same
    typed = sys.argv[1:]
    try:
        code = again(typed)
        if code is None:
            from generator.cli.commands import app  # noqa: PLC0415 - a tenth of a second

            app(obj=typed)
            code = FAILED  # it ends by SystemExit
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else FAILED
    except OSError:  # nobody reads any more, or the disk is full: what was to be told cannot be
        code = FAILED
    return _let_go(code)


def _let_go(code: int) -> int:
    """Flush while a broken pipe can still be caught: at exit Python would complain about it."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        null = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(null, stream.fileno())
    return code
