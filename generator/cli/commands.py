"""The commands, as one command line."""

import typer

from generator.cli import build, check, explain, serve, theme, topics, verify

app = typer.Typer(
    name="briefbook",
    help="Turn a folder of news articles into a briefing site that can be checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (build.build, serve.serve, verify.verify, check.check, explain.explain, topics.topics):
    app.command()(command)
app.add_typer(theme.app, name="theme")
