"""What the server shows at this moment, and who waits to hear of the next."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from generator.serve.builder import Outcome
from generator.settings import Site

RESERVED = "_briefbook/"
"""The folder, below the site's prefix, of what the server itself answers; no page of a site has such a path."""

STREAMS = 40
"""Pages that are told of builds at once. One more ends the oldest: to refuse the new would lock out a real page."""

BEAT = 15.0
"""Seconds after which a stream without news sends a sign of life, by which it finds that the page has gone."""

RETRY = 500
"""Milliseconds after which a page that lost its stream asks for another."""


@dataclass(kw_only=True)
class Board:
    """The last outcome. Everything here happens in the server's loop; only ``post`` may be called from elsewhere."""

    site: Site
    outcome: Outcome | None = None
    _streams: dict[int, asyncio.Event] = field(default_factory=dict)
    _next: int = 0
    _ended: bool = False
    _loop: asyncio.AbstractEventLoop | None = None

    def open(self) -> None:
        """Take outcomes from now on, in the loop that is running."""
        self._loop = asyncio.get_running_loop()

    @property
    def number(self) -> int:
        """Count what was posted: 0 before the first build is done."""
        return self.outcome.number if self.outcome else 0

    @property
    def prefix(self) -> str:
        """Give the path that the site is served under, decoded, with a slash at both ends: the one of ``base_url``."""
        path = unquote(urlsplit(self.site.settings.base_url).path).strip("/")
        return f"/{path}/" if path else "/"

    def post(self, outcome: Outcome) -> None:
        """Show an outcome from now on, and wake every stream. After the end it is shown to nobody."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop was closed at this very moment
                self._loop.call_soon_threadsafe(self._show, outcome)

    def _show(self, outcome: Outcome) -> None:
        self.outcome, self.site = outcome, outcome.site
        for woken in self._streams.values():
            woken.set()

    def end(self) -> None:
        """End every stream."""
        self._ended = True
        for woken in self._streams.values():
            woken.set()

    async def stream(self) -> AsyncIterator[bytes]:
        """Tell of builds as server-sent events; each carries its number and nothing else."""
        me, woken = self._next, asyncio.Event()
        self._next += 1
        self._streams[me] = woken
        while len(self._streams) > STREAMS:
            self._streams.pop(next(iter(self._streams))).set()
        told = -1
        try:
            yield f"retry: {RETRY}\n\n".encode()
            while not self._ended and me in self._streams:
                woken.clear()
                if told == self.number:
                    yield b":\n\n"
                else:
                    told = self.number
                    yield f"data: {told}\n\n".encode()
                try:
                    await asyncio.wait_for(woken.wait(), BEAT)
                except TimeoutError:
                    continue
        finally:
            self._streams.pop(me, None)
