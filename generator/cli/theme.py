"""The commands about how a site looks."""

from typing import Annotated

import typer

from generator.cli.console import say, told
from generator.cli.options import Config, Root, Verbose, located

app = typer.Typer(help="Change how the site looks.", no_args_is_help=True)


@app.command()
def eject(
    *,
    template: Annotated[str, typer.Argument(help="A template of the theme, such as `home` or `parts/text`.")],
    name: Annotated[str, typer.Option("--name", help="What the site's own theme is called if it is made now.")] = "own",
    root: Root = None,
    config: Config = None,
    verbose: Verbose = False,
) -> None:
    """Copy a template into the site's own theme, to change it there."""
    with told(verbose=verbose):
        from generator.render.eject import eject as copy  # noqa: PLC0415

        made = copy(located(root=root, config=config), template, name)
        say(f"{made.original} is now {made.path}: change it there")
        if made.theme:
            say(f"themes/{made.theme} is new; to use it, write in site.yaml: theme: {{name: {made.theme}}}")
        if made.blocks:
            say(f'to change a part of it only, extend "{made.original}" and replace a block: {", ".join(made.blocks)}')
