"""The command: reads what was typed, calls, prints. Nothing else prints, reads the clock or the environment."""

import os
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from generator.engine.report import line_of
from generator.errors import BriefbookError, UsageError
from generator.nouns.problem import Problem
from generator.safe.terminal import plain

if TYPE_CHECKING:
    from generator.engine.executor import Engine
    from generator.settings import Site

FINE, FAILED, MISUSED = 0, 1, 2

app = typer.Typer(
    name="briefbook",
    help="Turn a folder of news articles into a briefing site that can be checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Sources = Annotated[Path | None, typer.Argument(help="Folder of articles, or one article; default: `site.yaml`'s.")]
Root = Annotated[Path | None, typer.Option("-C", "--site", help="The site's folder; default: this one.")]
Config = Annotated[Path | None, typer.Option("--config", help="Settings; default: `site.yaml` in the site's folder.")]
ContentDir = Annotated[Path | None, typer.Option("--content", help="Folder of what editors write.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Folder to write the site to; it is replaced.")]
Cache = Annotated[Path | None, typer.Option("--cache", help="Folder of the store, which may be deleted at any time.")]
Strict = Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")]
Clean = Annotated[bool, typer.Option("--clean", help="Forget the store and make everything anew.")]
Jobs = Annotated[int, typer.Option("--jobs", min=0, max=64, help="Processes to work with; 0: one per processor.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print problems only.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Print where time went, stage by stage.")]


@app.command()
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
        site = _locate(sources=sources, root=root, config=config, content=content, output=output, cache=cache)
        start = time.perf_counter()
        with engine_for(site, jobs=jobs, clean=clean, quiet=quiet) as engine:
            from generator.build import build as make  # noqa: PLC0415 - imported when needed: --help is instant

            done = make(site, engine)
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
                f"{_count(len(made.corpus.articles), 'article')}, {_count(people, 'person', 'people')}, "
                f"{_count(topics, 'topic')}, {_count(len(problems), 'problem')} "
                f"in {time.perf_counter() - start:.1f} s ({', '.join(seconds)}); "
                f"{done.published.written} files written, {done.published.kept} kept: "
                f"{_near(site.output / 'index.html')}"
            )
    raise typer.Exit(_verdict(problems, strict=strict))


@app.command()
def verify(
    public: Annotated[Path, typer.Argument(help="A published site.")],
    sources: Annotated[Path, typer.Argument(help="The folder of articles it was made from.")],
    *,
    verbose: Verbose = False,
) -> None:
    """Check a published site against its articles: every statement, from the site's own data."""
    with told(verbose=verbose):
        from generator.verify import verify as check_site  # noqa: PLC0415

        result = check_site(public, sources)
        show(result.problems)
        say(
            f"{_count(result.statements, 'statement')} with {_count(result.citations, 'citation')} checked against "
            f"{_count(result.articles, 'article')}: "
            + (f"{_count(len(result.problems), 'fault')}" if result.problems else "every one stands in its source")
        )
    raise typer.Exit(FAILED if result.problems else FINE)


@app.command()
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
        site = _locate(sources=sources, root=root, config=config, content=content, cache=cache)
        with engine_for(site, jobs=jobs, clean=False, quiet=quiet) as engine:
            from generator.check import check as check_site  # noqa: PLC0415

            result = check_site(site, engine)
        show(result.problems)
        if not quiet:
            say(
                f"{_count(result.pages, 'page')}, {_count(result.links, 'link')} and "
                f"{_count(result.anchors, 'anchor')} checked: {_count(len(result.problems), 'problem')}"
            )
    raise typer.Exit(_verdict(result.problems, strict=strict))


@app.command()
def explain(
    *,
    what: Annotated[str, typer.Argument(help="A page's address, a name, an article's path or a statement's id.")],
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
        site = _locate(sources=sources, root=root, config=config, content=content, cache=cache)
        with engine_for(site, jobs=jobs, clean=False, quiet=True) as engine:
            from generator.build import make  # noqa: PLC0415
            from generator.explain import explain as tell  # noqa: PLC0415

            made = make(site, engine)
        for line in tell(what, made):
            say(line)


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


def say(line: str) -> None:
    """Print one line on standard output."""
    sys.stdout.write(plain(line) + "\n")


def complain(line: str) -> None:
    """Print one line on standard error, in colour on a terminal."""
    kind, _, rest = plain(line).partition(":")
    colour = {"error": "red", "warning": "yellow"}.get(kind, "")
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    console.print(f"[{colour}]{kind}[/]:{escape(rest)}" if colour else escape(plain(line)))


def show(problems: tuple[Problem, ...]) -> None:
    """Print problems as ``path:line: what (how to mend)``."""
    for problem in problems:
        complain(f"{problem.severity}: {line_of(problem)}")


@contextmanager
def told(*, verbose: bool) -> Iterator[None]:
    """Turn what goes wrong into one line for a person, and the exit code that it means."""
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
        last = traceback.extract_tb(error.__traceback__)[-1]
        if verbose:
            for line in "".join(traceback.format_exception(error)).splitlines():
                sys.stderr.write(plain(line) + "\n")
        complain(
            f"error: a fault of the program: {type(error).__name__}: {' '.join(str(error).split())[:300]} "
            f"in {Path(last.filename).name}:{last.lineno} (the old site stands; please report this, with -v)"
        )
        raise typer.Exit(FAILED) from None


@contextmanager
def engine_for(site: "Site", *, jobs: int, clean: bool, quiet: bool) -> "Iterator[Engine]":
    """Open the store, and show progress while the engine runs: a bar on a terminal, nothing in a pipe."""
    from generator.engine.executor import Engine  # noqa: PLC0415
    from generator.engine.report import Report  # noqa: PLC0415
    from generator.engine.store import Store  # noqa: PLC0415

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description:<12}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    )
    tasks: dict[str, TaskID] = {}

    def progress(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(escape(stage), total=total)
        bar.update(tasks[stage], completed=done, total=total)

    store = Store(site.cache)
    if clean:
        store.clear()
    try:
        with bar:
            report = Report(clock=time.perf_counter, progress=progress)
            yield Engine(store, jobs=jobs or min(len(os.sched_getaffinity(0)), 4), report=report)
    finally:
        store.close()


def _locate(**places: Path | None) -> "Site":
    from generator.settings import locate  # noqa: PLC0415

    return locate(**places)


def _verdict(problems: tuple[Problem, ...], *, strict: bool) -> int:
    bad = any(strict or problem.severity == "error" for problem in problems)
    return FAILED if bad else FINE


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _near(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


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
