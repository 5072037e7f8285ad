"""The command that looks a site over without touching it."""

import typer

from generator.cli.console import counted, say, show, told, verdict
from generator.cli.options import (
    Cache,
    Config,
    ContentDir,
    Jobs,
    Quiet,
    Root,
    Sources,
    Strict,
    Verbose,
    engine_for,
    located,
)


def check(
    *,
    sources: Sources = None,
    root: Root = None,
    config: Config = None,
    content: ContentDir = None,
    cache: Cache = None,
    strict: Strict = False,
    jobs: Jobs = 0,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check configuration, content, links, anchors and collisions, without touching the site."""
    with told(verbose=verbose):
        site = located(sources=sources, root=root, config=config, content=content, cache=cache)
        with engine_for(site, jobs=jobs, clean=False, quiet=quiet) as engine:
            from generator.check import check as check_site  # noqa: PLC0415

            result = check_site(site, engine)
        show(result.problems)
        if not quiet:
            say(
                f"{counted(result.pages, 'page')}, {counted(result.links, 'link')} and "
                f"{counted(result.anchors, 'anchor')} checked: {counted(len(result.problems), 'problem')}"
            )
    raise typer.Exit(verdict(result.problems, strict=strict))
