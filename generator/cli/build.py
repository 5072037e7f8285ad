"""The command that makes the site."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.cli.console import counted, near, say, show, show_stages, told, verdict
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
from generator.engine import standing

if TYPE_CHECKING:
    from generator.nouns.problem import Problem
    from generator.settings import Site


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What there is to tell of a build, whether it ran just now or all stands as it left it."""

    articles: int
    people: int
    topics: int
    written: int
    kept: int
    index: str
    problems: "tuple[Problem, ...]"
    atomic: bool = True
    stages: tuple[tuple[str, float, int, int], ...] = ()


def build(
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
        outcome = None if clean else _recalled(usual, call)
        if outcome is None:
            site = located(**places)
            outcome = None if clean or site.cache == usual else _recalled(site.cache, call)
            outcome = outcome or _made(site, call, config, jobs=jobs, clean=clean, quiet=quiet)
        if verbose:
            show_stages(outcome.stages)
        if not outcome.atomic:
            say("note: this file system cannot exchange two folders at once; the site was away for a moment")
        if not quiet:
            stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds, _, _ in outcome.stages)
            say(
                f"{counted(outcome.articles, 'article')}, {counted(outcome.people, 'person', 'people')}, "
                f"{counted(outcome.topics, 'topic')}, {counted(len(outcome.problems), 'problem')} "
                f"in {time.perf_counter() - start:.1f} s ({stages or 'all stands as it was'}); "
                f"{outcome.written} files written, {outcome.kept} kept: {near(Path(outcome.index))}"
            )
    raise typer.Exit(verdict(outcome.problems, strict=strict))


def _made(site: "Site", call: str, config: Path | None, *, jobs: int, clean: bool, quiet: bool) -> Outcome:
    """Build, tell the problems, and remember them as long as all that was read and written stands as it is."""
    with engine_for(site, jobs=jobs, clean=clean, quiet=quiet) as engine:
        from generator.build import build as make  # noqa: PLC0415 - imported when needed: --help is instant
        from generator.build import reads  # noqa: PLC0415

        places = (*reads(site), *([standing.Place(path=config)] if config else []))
        before = standing.Standing.before(site.cache, call, places)
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
        index=str(site.output / "index.html"),
        problems=problems,
        atomic=published.atomic,
        stages=tuple((name, one.seconds, one.hits, one.misses) for name, one in engine.report.tallies.items()),
    )
    before.keep(
        site.output,
        published.tree,
        {
            "counts": [outcome.articles, outcome.people, outcome.topics, outcome.written + outcome.kept],
            "index": outcome.index,
            "problems": [[one.path, one.line, one.what, one.hint, one.severity] for one in problems],
        },
    )
    return outcome


def _recalled(folder: Path, call: str) -> Outcome | None:
    """Tell again what the last build told, if nothing has changed since: then there is nothing to do, nor to import."""
    value = standing.recall(folder, call)
    if value is None:
        return None
    problems = []
    for path, line, what, hint, severity in value["problems"]:
        from generator.nouns.problem import Problem  # noqa: PLC0415 - most builds have none

        problems.append(Problem(path=path, line=line, what=what, hint=hint, severity=severity))
    show(tuple(problems))
    articles, people, topics, files = value["counts"]
    return Outcome(
        articles=articles,
        people=people,
        topics=topics,
        written=0,
        kept=files,
        index=value["index"],
        problems=tuple(problems),
    )
