"""The command that proposes topics."""

from generator.cli.console import say, show, told
from generator.cli.options import Cache, Config, ContentDir, Jobs, Root, Sources, Verbose, engine_for, located


def topics(
    *,
    sources: Sources = None,
    root: Root = None,
    config: Config = None,
    content: ContentDir = None,
    cache: Cache = None,
    jobs: Jobs = 0,
    verbose: Verbose = False,
) -> None:
    """Propose topics for the articles, to paste into `site.yaml`."""
    with told(verbose=verbose):
        site = located(sources=sources, root=root, config=config, content=content, cache=cache)
        with engine_for(site, jobs=jobs, clean=False, quiet=True) as engine:
            from generator.build import make  # noqa: PLC0415
            from generator.propose import proposed, without_topics  # noqa: PLC0415

            made = make(without_topics(site), engine)
        show(tuple(one for one in engine.report.problems if one.severity == "error"))  # notes on set topics match none
        for line in proposed(made):
            say(line)
