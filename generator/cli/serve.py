"""The command that shows the site while it is edited."""

import logging
import signal
import time
import webbrowser
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.console import counted, say, show, show_stages, told
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
    Verbose,
    located,
    processes,
)

if TYPE_CHECKING:
    from generator.serve import Outcome
    from generator.settings import Site


def serve(
    *,
    sources: Sources = None,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; others than this machine's own let others in.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0: any that is free.")] = 8000,
    watch: Annotated[bool, typer.Option("--watch/--no-watch", help="Build again when something changes.")] = True,
    browse: Annotated[bool, typer.Option("--open", help="Open the site in the browser.")] = False,
    root: Root = None,
    config: Config = None,
    content: ContentDir = None,
    output: Output = None,
    cache: Cache = None,
    clean: Clean = False,
    jobs: Jobs = 0,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Serve the site, build it anew at every change, and show the change in the open pages."""
    # Python's own handler: an interrupt ends the server, which then lets go of what it holds.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)

    def locate() -> "Site":
        return located(sources=sources, root=root, config=config, content=content, output=output, cache=cache)

    def begun(address: str) -> None:
        say(f"serving {address} (Ctrl-C ends it)")
        if browse:  # some browsers run in the terminal, and would keep the server waiting
            Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    def tell(outcome: "Outcome") -> None:
        with suppress(OSError):  # whoever closed the pipe wants no words, but may still want the pages
            show(outcome.problems)
            if verbose:
                show_stages(outcome.stages)
            if not quiet:
                say(_told(outcome))

    if not verbose:  # what libraries would print of strange clients and of folders that went is of no use here
        for name in ("asyncio", "uvicorn", "watchdog"):
            logging.getLogger(name).addHandler(logging.NullHandler())

    with told(verbose=verbose), suppress(KeyboardInterrupt):
        from generator.serve import serve as run  # noqa: PLC0415 - imported when needed: --help is instant

        run(
            locate,
            host=host,
            port=port,
            config=config,
            watching=watch,
            jobs=processes(jobs),
            clean=clean,
            clock=time.perf_counter,
            begun=begun,
            tell=tell,
        )


def _told(outcome: "Outcome") -> str:
    changed = outcome.changed
    led = "" if not changed else f"{changed[0]}: " if len(changed) == 1 else f"{counted(len(changed), 'change')}: "
    if outcome.build is None:
        return f"{led}not built; the last good site stands ({outcome.seconds:.2f} s)"
    files = outcome.build.published
    return (
        f"{led}built in {outcome.seconds:.2f} s, {counted(files.written, 'file')} written, {files.removed} removed, "
        f"{counted(len(outcome.problems), 'problem')}"
    )
