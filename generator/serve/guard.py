"""Who may ask for what: only this machine's own pages, only reading, only plain paths. Everything else is refused.

A page of any site that is open in the same browser can send requests to this server, and a name that its owner points
here (DNS rebinding) even lets it read the answers: hence the exact list of hosts, the refusal of foreign origins, and
headers that keep others from embedding what is served.
"""

import asyncio
import re
from ipaddress import ip_address
from itertools import chain

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from generator.serve.board import RESERVED, Board

HEADERS = 16 * 1024
"""Bytes of a request's path, query and headers, at most."""

LONGEST = 60.0
"""Seconds that one answer may take, streams apart: who does not read does not hold a connection."""

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}
_FRAMES = "frame-ancestors 'none'"

# In the path as it was sent: what would be a separator once decoded, and what no path of ours has.
_UNWANTED = re.compile(rb"%(?:2f|5c|00)|[\x00-\x20\x7f\\#]|//", re.IGNORECASE)


class Guard:
    """Lets through what may be asked, with the path decoded once, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, board: Board, hosts: frozenset[str], port: int, *, literals: bool) -> None:
        """Allow ``hosts`` (names or addresses, as a URL writes them) at ``port``.

        ``literals``: also any IP address, for a server that listens on all of them; a rebound name is none.
        """
        self.app = app
        self.board = board
        self.hosts = hosts
        self.port = port
        self.literals = literals

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        response = self._refusal(scope)
        app = self.app if response is None else response
        seconds = None if response is None and scope["path"] == f"{self.board.prefix}{RESERVED}events" else LONGEST

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                policy = headers.get("Content-Security-Policy")
                headers["Content-Security-Policy"] = f"{policy}; {_FRAMES}" if policy else _FRAMES
            await send(message)

        try:
            async with asyncio.timeout(seconds):
                await app(scope, receive, guarded)
        except TimeoutError:
            return

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """Say why a request is refused, never in its own words; None where it is not."""
        headers: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.lower(), []).append(value)
        sent = len(scope["raw_path"]) + len(scope["query_string"]) + sum(map(len, chain(*scope["headers"])))
        if sent > HEADERS:
            return _refused(431, "The request is too long.")
        if scope["method"] not in {"GET", "HEAD"}:
            return _refused(405, "Only GET and HEAD are answered here.", {"Allow": "GET, HEAD"})
        hosts = headers.get(b"host", [])
        if len(hosts) != 1 or not self._ours(hosts[0]):
            return _refused(421, "This server answers only to the address that it was started with.")
        if not self._asked_here(headers):
            return _refused(403, "Pages of other sites may not ask here.")
        if not plain(scope["raw_path"], scope["path"]):
            return _refused(400, "There is no such path here.")
        return None

    def _ours(self, host: bytes) -> bool:
        text = host.decode("latin-1").lower()
        name, colon, port = text.rpartition(":")
        if not colon or "]" in port:  # without a port
            name, port = text, "80"
        if port != str(self.port):
            return False
        return name in self.hosts or (self.literals and _literal(name))

    def _asked_here(self, headers: dict[bytes, list[bytes]]) -> bool:
        for origin in headers.get(b"origin", ()):
            scheme, _, host = origin.partition(b"://")
            if scheme != b"http" or not self._ours(host):
                return False
        fetched = headers.get(b"sec-fetch-site", [b"none"])
        if fetched == [b"same-site"]:  # another port of this machine: its pages may link here, no more
            return headers.get(b"sec-fetch-mode") == [b"navigate"]
        return fetched in ([b"same-origin"], [b"none"])


def plain(raw: bytes, path: str) -> bool:
    """Tell whether a path, as sent and as decoded once, is a plain one from the root."""
    if not raw.startswith(b"/") or _UNWANTED.search(raw) or not path.isprintable() or "\ufffd" in path:
        return False
    return not any(part in {".", ".."} or "\\" in part for part in path.split("/"))


def _refused(status: int, text: str, headers: dict[str, str] | None = None) -> PlainTextResponse:
    return PlainTextResponse(text + "\n", status, {"Connection": "close", **(headers or {})})


def _literal(host: str) -> bool:
    try:
        ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
