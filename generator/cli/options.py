"""The options that commands share, and what is made of them: a site, and an engine to work on it."""

import os
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.console import progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.engine.executor import Engine
    from generator.settings import Site

Sources = Annotated[Path | None, typer.Argument(help="Folder of articles, or one article; default: `site.yaml`'s.")]
Root = Annotated[Path | None, typer.Option("-C", "--site", help="The site's folder; default: this one.")]
Config = Annotated[Path | None, typer.Option("--config", help="Settings; default: `site.yaml` in the site's folder.")]
ContentDir = Annotated[Path | None, typer.Option("--content", help="Folder of what editors write.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Folder to write the site to; it is replaced.")]
Cache = Annotated[Path | None, typer.Option("--cache", help="Folder of the store, which may be deleted at any time.")]
Strict = Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")]
Clean = Annotated[bool, typer.Option("--clean", help="Forget the store and make everything anew.")]
Jobs = Annotated[int, typer.Option("--jobs", min=0, max=64, help="Processes; 0: one per processor, 4 at most.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print problems only.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", "--profile", help="Print where time went, stage by stage.")]


def processes(jobs: int) -> int:
    """Give how many processes to work with: as asked, or one per processor, but few."""
    # Not every system tells which of its processors a process may use.
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return jobs or min(usable, 4)


def located(**places: Path | None) -> "Site":
    """Find the site that the options name."""
    from generator.settings import locate  # noqa: PLC0415

    return locate(**places)


@contextmanager
def engine_for(site: "Site", *, jobs: int, clean: bool, quiet: bool) -> "Iterator[Engine]":
    """Open the store, and show progress while the engine runs: a bar on a terminal, nothing in a pipe."""
    from generator.engine.executor import Engine  # noqa: PLC0415 - as is all that commands work with
    from generator.engine.report import Report  # noqa: PLC0415
    from generator.engine.store import Store  # noqa: PLC0415

    store = Store(site.cache)
    if clean:
        store.clear()
    try:
        with progress(shown=not quiet) as advance:
            report = Report(clock=time.perf_counter, progress=advance)
            yield Engine(store, jobs=processes(jobs), report=report)
    finally:
        store.close()
