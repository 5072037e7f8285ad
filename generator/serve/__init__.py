"""Edit and see: builds as soon as something changes, serves the last good site, and tells the open pages.

There is no other way of building here than ``build``'s, and no other site than the published one.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from generator.engine.report import Clock
from generator.serve import server
from generator.serve.app import App
from generator.serve.board import Board
from generator.serve.builder import Builder, Outcome
from generator.serve.guard import Guard
from generator.serve.maker import Maker
from generator.settings import Site

__all__ = ["Outcome", "serve"]

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_ANY = ("0.0.0.0", "::")  # noqa: S104 - not bound here: recognised when a person asks for it


def serve(
    locate: Callable[[], Site],
    *,
    host: str,
    port: int,
    config: Path | None,
    watching: bool,
    jobs: int,
    clean: bool,
    clock: Clock,
    begun: Callable[[str], None],
    tell: Callable[[Outcome], None],
) -> None:
    """Build, serve and build again, until interrupted.

    ``locate`` reads the settings, before every build. ``begun`` gets the address once it is answered; ``tell`` gets
    every outcome, in another thread. Raises UsageError when the site cannot be located at the start, or the port not
    be had.
    """
    site = locate()
    taken = server.listen(host, port)
    port = taken.getsockname()[1]
    board = Board(site=site)

    def post(outcome: Outcome) -> None:
        board.post(outcome)
        tell(outcome)

    maker = Maker(locate=locate, site=site, jobs=jobs, clean=clean, clock=clock)
    builder = Builder(maker=maker, tell=post, config=config, watching=watching)

    def ready() -> None:
        board.open()
        begun(f"http://{_shown(host)}:{port}{quote(board.prefix)}")
        builder.start()

    names = {_shown(one) for one in (host.lower(), *(_LOOPBACK if host in (*_LOOPBACK, *_ANY) else ()))}
    app = Guard(App(board), board, frozenset(names), port, literals=host in _ANY)
    try:
        server.made(app, board, ready).run(sockets=[taken])
    finally:
        builder.end()


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
