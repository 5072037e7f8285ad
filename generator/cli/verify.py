"""The command that audits a published site."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.console import FAILED, FINE, counted, say, show, told
from generator.cli.options import Verbose


def verify(
    public: Annotated[Path, typer.Argument(help="A published site.")],
    sources: Annotated[Path, typer.Argument(help="The folder of articles it was made from.")],
    *,
    verbose: Verbose = False,
) -> None:
    """Check a published site against its articles: every statement and finding, from its own data."""
    with told(verbose=verbose):
        from generator.verify import verify as check_site  # noqa: PLC0415

        result = check_site(public, sources)
        show(result.problems)
        say(
            f"{counted(result.statements, 'statement')} with {counted(result.citations, 'citation')} and "
            f"{counted(result.spans, 'span')} of findings checked against {counted(result.articles, 'article')}: "
            + (f"{counted(len(result.problems), 'fault')}" if result.problems else "every one stands in its source")
        )
    raise typer.Exit(FAILED if result.problems else FINE)
