"""What is answered to a request that may be asked: the published site, and beside it what an editor needs."""

import asyncio
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from generator.engine.digest import digest
from generator.serve import published
from generator.serve.board import RESERVED, Board
from generator.serve.review import Review

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
_CLIENT = {
    "live.js": "text/javascript",
    "live.css": "text/css",
    "review.js": "text/javascript",
    "review.css": "text/css",
}

GLIMPSE = 0.05
"""Seconds to wait where there is no site: a file system that cannot exchange two folders lacks one for a moment."""


class App:
    """Answers below the site's prefix; ``_briefbook/`` there is the server's own."""

    def __init__(self, board: Board) -> None:
        """Serve what the board shows."""
        self.board = board
        self.review = Review()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self._answer(scope["path"])
        if scope["method"] == "HEAD" and isinstance(response, StreamingResponse):
            response = Response(media_type=response.media_type)  # a stream without a body would be one without end
        await response(scope, receive, send)

    async def _answer(self, path: str) -> Response:
        prefix = self.board.prefix
        if not path.startswith(prefix):
            return RedirectResponse(quote(prefix), 302) if path in {"/", prefix.rstrip("/")} else await self._absent()
        inside = path.removeprefix(prefix)
        if inside.startswith(RESERVED):
            return await self._own(inside.removeprefix(RESERVED))
        if not self.board.site.output.is_dir() and self.board.number:
            await asyncio.sleep(GLIMPSE)
        found = published.find(self.board.site.output, inside)
        if isinstance(found, str):
            return RedirectResponse(quote(prefix + found), 302)
        return published.answer(found, self._script()) if found else await self._absent()

    async def _absent(self) -> Response:
        found = published.find(self.board.site.output, "404.html")
        if isinstance(found, published.Found):
            return published.answer(found, self._script(), 404)
        return published.page(_client("waiting.html"), self._script(), 503)

    async def _own(self, name: str) -> Response:
        """Answer for what is the server's own."""
        if name == "events":
            headers = {"Connection": "close"}  # a stream that was ended has nothing to wait for
            return StreamingResponse(self.board.stream(), headers=headers, media_type="text/event-stream")
        if name == "problems.json":
            return JSONResponse(self._problems())
        if name == "review.json":
            outcome = self.board.outcome
            problems = outcome.problems if outcome else ()
            record = await asyncio.to_thread(self.review.record, self.board.site.output, problems)
            return JSONResponse(record)
        if name == "review/":
            return published.page(_client("review.html"), self._script(), headers={"Content-Security-Policy": _POLICY})
        if name in _CLIENT:
            content = _client(name)
            return Response(content, headers={"ETag": f'"{digest(content).hex()}"'}, media_type=_CLIENT[name])
        return await self._absent()

    def _problems(self) -> dict[str, Any]:
        outcome = self.board.outcome
        problems = outcome.problems if outcome else ()
        return {
            "number": self.board.number,
            "failed": outcome is not None and outcome.build is None,
            "problems": [msgspec.to_builtins(one) for one in problems],
        }

    def _script(self) -> str:
        """Give the one element that the server adds to a page; no published file has it."""
        source = f"{quote(self.board.prefix)}{RESERVED}live.js"
        return f'<script src="{source}" data-tag="{{tag}}" data-build="{self.board.number}" defer></script>\n'


def _client(name: str) -> bytes:
    return (files("generator.serve") / "client" / name).read_bytes()
