"""HTTP by Uvicorn and h11, with bounds on what a client may cost, and an end that waits for nobody."""

import asyncio
import errno
import socket
from collections.abc import Callable
from typing import Any

import h11
from starlette.types import ASGIApp
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from generator.errors import UsageError
from generator.serve.board import Board
from generator.serve.guard import HEADERS

PATIENCE = 5.0
"""Seconds within which a client must have sent its headers, from its first byte or from connecting."""

CONNECTIONS = 300
"""Connections at once; a further one is closed."""


class Bounded(H11Protocol):
    """One connection that is closed when its request does not come, or when there are too many."""

    _hurry: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        if len(self.connections) > CONNECTIONS:
            transport.abort()
        else:
            self._expect()

    def data_received(self, data: bytes) -> None:
        """Take bytes; a request whose headers are not whole has its time running."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._relax()
        elif self._hurry is None and not self.transport.is_closing():
            self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let the time go with the connection."""
        self._relax()
        super().connection_lost(exc)

    def _expect(self) -> None:
        self._hurry = self.loop.call_later(PATIENCE, self.transport.abort)

    def _relax(self) -> None:
        if self._hurry is not None:
            self._hurry.cancel()
            self._hurry = None


class _Ending(Server):
    """A server that ends its streams first: it would wait for them, and they for it."""

    def __init__(self, config: Config, board: Board, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self.board = board
        self.begun = begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.begun()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.board.end()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """Take a port; 0 takes any that is free. Raises UsageError if it cannot be had."""
    try:
        (family, *_, address), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        made = socket.create_server(address[:2], family=family, backlog=CONNECTIONS)
    except OSError as error:
        taken = error.errno in {errno.EADDRINUSE, errno.EACCES}
        hint = "another port: --port 8001, or --port 0 for any" if taken else "give --host an address of this machine"
        # What Python adds to the system's words (the address again) is left out.
        told = (error.strerror or "it cannot be used").partition(" (")[0].lower()
        raise UsageError(f"cannot listen on {host} port {port}: {told}", hint=hint) from None
    # Each connection has it from here. Without it the end of an answer waits until the browser has said that it has the
    # beginning, which browsers put off: 40 ms for each file.
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    made.setblocking(False)  # noqa: FBT003 - the socket's own signature
    return made


def made(app: ASGIApp, board: Board, begun: Callable[[], None]) -> Server:
    """Make the server, to be run on a socket. ``begun`` is called in its loop once it answers."""
    options: dict[str, Any] = {
        "http": Bounded,
        "ws": "none",
        "lifespan": "off",
        "log_config": None,
        "access_log": False,
        "proxy_headers": False,
        "server_header": False,
        "limit_concurrency": CONNECTIONS + 1,  # the protocol's own bound comes first
        "h11_max_incomplete_event_size": HEADERS,  # of what has not come whole; Guard counts what has
        "timeout_graceful_shutdown": 2,
    }
    return _Ending(Config(app, **options), board, begun)
