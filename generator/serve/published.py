"""The published site as it is served: files below its folder and nothing else, each opened before it is described."""

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from generator.engine.digest import digest

_PAGE = "text/html"
_TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".html": _PAGE,
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Stated here and not asked of the system, which may take a script for plain text."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A file below the site's folder, opened: ``descriptor`` is the caller's to close."""

    descriptor: int
    status: os.stat_result
    type: str


def find(root: Path, path: str) -> Found | str | None:
    """Open the file that a path (relative, decoded) names below ``root``.

    Gives the path with a slash at its end where it names a folder without one, and None where there is nothing: a
    name with a dot before it, a link that leads out, anything that is no regular file. Folders are never listed.
    """
    parts = path.split("/")
    if any(part.startswith(".") or "\0" in part for part in parts) or "" in parts[:-1]:
        return None
    try:
        base = root.resolve()
        target = (base / path).resolve()
        folder = target.is_dir()
    except (OSError, RuntimeError, ValueError):  # too long a name, links in a ring
        return None
    if not target.is_relative_to(base):
        return None
    if folder:
        if parts[-1]:
            return path + "/"
        target /= "index.html"
    elif not parts[-1]:
        return None
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(target, flags)
    except (OSError, ValueError):
        return None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return None
    suffix = target.suffix.lower()
    return Found(descriptor=descriptor, status=status, type=_TYPES.get(suffix, "application/octet-stream"))


def answer(found: Found, script: str, status: int = 200) -> Response:
    """Serve a file; a page with ``script`` in its head, and tagged by its own bytes, without it."""
    if found.type != _PAGE:
        return _Opened(found)
    with os.fdopen(found.descriptor, "rb") as file:
        content = file.read()
    return page(content, script, status)


def page(content: bytes, script: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Serve a page. ``script`` may hold ``{tag}``, which stands for the digest of the page as published."""
    tag = digest(content).hex()
    end = content.lower().find(b"</head>")
    end = end if end >= 0 else len(content)
    whole = content[:end] + script.replace("{tag}", tag).encode() + content[end:]
    return Response(whole, status, {"ETag": f'"{tag}"', **(headers or {})}, "text/html")


class _Opened(FileResponse):
    """A file that stays the same while it is sent: publishing may exchange what its path names at any moment."""

    def __init__(self, found: Found) -> None:
        self.descriptor = found.descriptor
        super().__init__(f"/dev/fd/{found.descriptor}", media_type=found.type, stat_result=found.status)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            with suppress(OSError):
                os.close(self.descriptor)
