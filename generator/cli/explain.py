"""The command that tells why a page says what it says."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.console import say, told
from generator.cli.options import Cache, Config, ContentDir, Jobs, Root, Verbose, engine_for, located


def explain(
    *,
    what: Annotated[str, typer.Argument(help="A page's address, a name, an article, a date or a statement's id.")],
    sources: Annotated[Path | None, typer.Option("--sources", help="Folder of articles, or one article.")] = None,
    root: Root = None,
    config: Config = None,
    content: ContentDir = None,
    cache: Cache = None,
    jobs: Jobs = 0,
    verbose: Verbose = False,
) -> None:
    """Tell why a page says what it says: inputs, decisions, evidence."""
    with told(verbose=verbose):
        site = located(sources=sources, root=root, config=config, content=content, cache=cache)
        with engine_for(site, jobs=jobs, clean=False, quiet=True) as engine:
            from generator.build import make  # noqa: PLC0415
            from generator.explain import explain as tell  # noqa: PLC0415

            made = make(site, engine)
        for line in tell(what, made):
            say(line)
