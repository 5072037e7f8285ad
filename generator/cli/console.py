"""Speaking with the person at the keyboard: the only place that prints."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import BriefbookError, UsageError
from generator.safe.terminal import plain

if TYPE_CHECKING:
    from generator.nouns.problem import Problem

FINE, FAILED, MISUSED = 0, 1, 2

_REDRAWN = 0.1
"""Seconds between two states of the bar that shows progress."""


def say(line: str) -> None:
    """Print one line on standard output."""
    sys.stdout.write(plain(line) + "\n")
    sys.stdout.flush()  # who watches a pipe sees it when it happens


def complain(line: str) -> None:
    """Print one line on standard error, in colour on a terminal."""
    from rich.console import Console  # noqa: PLC0415 - where all is well, nothing is coloured
    from rich.markup import escape  # noqa: PLC0415

    kind, _, rest = plain(line).partition(":")
    colour = {"error": "red", "warning": "yellow"}.get(kind, "")
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    console.print(f"[{colour}]{kind}[/]:{escape(rest)}" if colour else escape(plain(line)))


def show(problems: "tuple[Problem, ...]") -> None:
    """Print problems as ``path:line: what (how to mend)``."""
    for problem in problems:
        from generator.engine.report import line_of  # noqa: PLC0415

        complain(f"{problem.severity}: {line_of(problem)}")


def show_stages(stages: tuple[tuple[str, float, int, int], ...]) -> None:
    """Print where time went: stages by name, with seconds, results found and results made."""
    for name, seconds, hits, misses in stages:
        say(f"{name:<12} {seconds:8.3f} s  {hits:6d} found  {misses:6d} made")


@contextmanager
def progress(*, shown: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Give what is told of a stage how much of it is done: that moves a bar on a terminal, and nothing in a pipe."""
    if not (shown and sys.stderr.isatty()):
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second, as much as an idle build takes
    from rich.markup import escape  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn())
    tasks: dict[str, TaskID] = {}
    shown_at = 0.0
    # Without a thread of its own, which draws the bar anew: a process that has one cannot be copied for a part of the
    # work.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:

        def advance(stage: str, done: int, total: int) -> None:
            nonlocal shown_at
            if stage not in tasks:
                tasks[stage] = bar.add_task(escape(stage), total=total)
            bar.update(tasks[stage], completed=done, total=total)
            if (now := time.monotonic()) - shown_at > _REDRAWN:
                bar.refresh()
                shown_at = now

        yield advance


@contextmanager
def told(*, verbose: bool) -> Iterator[None]:
    """Turn what goes wrong into one line for a person, and the exit code that it means."""
    import typer  # noqa: PLC0415 - whoever asks for this has it already

    try:
        yield
    except UsageError as error:
        for one in (error, *error.others):
            complain(f"error: {one}")
        raise typer.Exit(MISUSED) from None
    except BriefbookError as error:
        complain(f"error: {error}")
        raise typer.Exit(FAILED) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(f"error: {error.filename or 'system'}: {(error.strerror or type(error).__name__).lower()}")
        raise typer.Exit(FAILED) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:  # noqa: BLE001 - the last line of defence
        import traceback  # noqa: PLC0415 - it should never be needed

        last = traceback.extract_tb(error.__traceback__)[-1]
        if verbose:
            for line in "".join(traceback.format_exception(error)).splitlines():
                sys.stderr.write(plain(line) + "\n")
        complain(
            f"error: a fault of the program: {type(error).__name__}: {' '.join(str(error).split())[:300]} "
            f"in {Path(last.filename).name}:{last.lineno} (the old site stands; please report this, with -v)"
        )
        raise typer.Exit(FAILED) from None


def verdict(problems: "tuple[Problem, ...]", *, strict: bool) -> int:
    """Give the exit code that problems mean."""
    bad = any(strict or problem.severity == "error" for problem in problems)
    return FAILED if bad else FINE


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many, in the number that agrees."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def near(path: Path) -> str:
    """Name a place as it is seen from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
