"""The command that makes the site."""

import time

import typer

from generator.cli.console import counted, near, say, show, told, verdict
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
        site = located(sources=sources, root=root, config=config, content=content, output=output, cache=cache)
        start = time.perf_counter()
        with engine_for(site, jobs=jobs, clean=clean, quiet=quiet) as engine:
            from generator.build import build as make  # noqa: PLC0415 - imported when needed: --help is instant

            try:
                done = make(site, engine)
            finally:  # what led to a failure is told before it
                problems = engine.report.problems
                show(problems)
        if verbose:
            for name, tally in engine.report.tallies.items():
                say(f"{name:<12} {tally.seconds:8.3f} s  {tally.hits:6d} found  {tally.misses:6d} made")
        if not done.published.atomic:
            say("note: this file system cannot exchange two folders at once; the site was away for a moment")
        if not quiet:
            made = done.made
            topics = sum(1 for topic in made.findings.topics if topic.id != "other")
            people = sum(1 for actor in made.findings.actors if actor.kind == "person")
            seconds = [f"{name} {tally.seconds:.1f}" for name, tally in engine.report.tallies.items()]
            say(
                f"{counted(len(made.corpus.articles), 'article')}, {counted(people, 'person', 'people')}, "
                f"{counted(topics, 'topic')}, {counted(len(problems), 'problem')} "
                f"in {time.perf_counter() - start:.1f} s ({', '.join(seconds)}); "
                f"{done.published.written} files written, {done.published.kept} kept: "
                f"{near(site.output / 'index.html')}"
            )
    raise typer.Exit(verdict(problems, strict=strict))
