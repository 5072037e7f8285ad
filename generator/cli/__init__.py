"""The command: reads what was typed, calls, prints. Nothing else prints, reads the clock or the environment.

One file for each command. What a command works with is imported when it runs, so that ``--help`` is instant.
"""

import os
import sys

import typer

from generator.cli import build, check, explain, serve, theme, topics, verify
from generator.cli.console import FAILED

app = typer.Typer(
    name="briefbook",
    help="Turn a folder of news articles into a briefing site that can be checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (build.build, serve.serve, verify.verify, check.check, explain.explain, topics.topics):
    app.command()(command)
app.add_typer(theme.app, name="theme")


def run() -> int:
    """Run the command line and give the exit code; nobody sees a traceback."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - as long as the process
        else:
            stream.reconfigure(errors="backslashreplace")  # an ASCII terminal shows names all the same
    try:
        app()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else FAILED
    except BrokenPipeError:
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
