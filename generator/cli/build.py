"""The command that makes the site."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.cli.console import show, told
from generator.cli.options import (
    Cache,
    Clean,
    Config,
    ContentDir,
    Jobs,
    Output,
    Quiet,
    Root,
    Sources,
    Strict,
    Verbose,
    engine_for,
    located,
)
from generator.cli.outcome import Manner, Outcome, recalled, typed_call
from generator.engine import standing

if TYPE_CHECKING:
    from generator.settings import Site


def build(
    context: typer.Context,
    *,
    sources: Sources = None,
    root: Root = None,
    config: Config = None,
    content: ContentDir = None,
    output: Output = None,
    cache: Cache = None,
    strict: Strict = False,
    clean: Clean = False,
    jobs: Jobs = 0,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make the site."""
    with told(verbose=verbose):
        start = time.perf_counter()
        places = {
            "sources": sources,
            "root": root,
            "config": config,
            "content": content,
            "output": output,
            "cache": cache,
        }
        call = str([Path.cwd(), *places.values()])
        usual = Path.cwd() / (cache or (root or (config.parent if config else Path())) / ".cache")
        manner = Manner(quiet=quiet, verbose=verbose, strict=strict)
        outcome = None if clean else _recalled(usual, call)
        if outcome is None:
            site = located(**places)
            outcome = None if clean or site.cache == usual else _recalled(site.cache, call)
            # To make it anew from nothing is asked for each time; another call may be the same as one before.
            calls = (call, *([typed_call(context.obj)] if context.obj and not clean else []))
            outcome = outcome or _made(site, calls, config, manner, jobs=jobs, clean=clean)
        code = outcome.tell(manner, time.perf_counter() - start)
    raise typer.Exit(code)


def _made(
    site: "Site", calls: tuple[str, ...], config: Path | None, manner: Manner, *, jobs: int, clean: bool
) -> Outcome:
    """Build, tell the problems, and remember them as long as all that was read and written stands as it is."""
    with engine_for(site, jobs=jobs, clean=clean, quiet=manner.quiet) as engine:
        from generator.build import build as make  # noqa: PLC0415 - imported when needed: --help is instant
        from generator.build import reads  # noqa: PLC0415
        from generator.engine.space import wait  # noqa: PLC0415

        wait()
        places = (*reads(site), *([standing.Place(path=config)] if config else []))
        before = standing.Standing.before(site.cache, calls, places)
        try:
            done = make(site, engine)
        finally:  # what led to a failure is told before it
            problems = engine.report.problems
            show(problems)
    counts, published = done.counts, done.published
    outcome = Outcome(
        articles=counts.articles,
        people=counts.people,
        topics=counts.topics,
        written=published.written,
        kept=published.kept,
        home=str(site.output / "index.html"),
        problems=problems,
        atomic=published.atomic,
        stages=tuple((name, one.seconds, one.hits, one.misses) for name, one in engine.report.tallies.items()),
    )
    before.keep(site.output, published.tree, outcome.kept_as(manner))
    return outcome


def _recalled(folder: Path, call: str) -> Outcome | None:
    """Tell again what the last build told, if nothing has changed since: then there is nothing to do, nor to import."""
    value = standing.recall(folder, call)
    return recalled(value) if value is not None else None
