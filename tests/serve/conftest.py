"""A server on a real socket, over a hand-made published site; and the patience that a busy machine needs."""

import socket
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Event, Thread

import pytest

from generator.engine.publish import publish
from generator.serve import server
from generator.serve.app import App
from generator.serve.board import Board
from generator.serve.guard import Guard
from generator.settings import Settings, Site

PAGE = b"<!doctype html><html><head><title>t</title></head><body><p>Home</p></body></html>\n"
FILES = {
    "index.html": PAGE,
    "404.html": PAGE.replace(b"Home", b"Nothing here"),
    "people/a-b/index.html": PAGE.replace(b"Home", b"A B"),
    "assets/style.css": b"p { color: red }\n" * 100,
    "data/index.json": b"{}\n",
}


def site_of(root: Path, base_url: str = "") -> Site:
    """Give a site with every folder in ``root``."""
    return Site(
        root=root,
        settings=Settings(base_url=base_url),
        sources=root / "seeds",
        content=root / "content",
        output=root / "public",
        cache=root / ".cache",
    )


def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait for a condition, for as long as a busy machine may need."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.01)


class Served:
    """A running server and ways to ask it."""

    def __init__(self, board: Board, port: int) -> None:
        self.board = board
        self.port = port

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers={key.replace("_", "-"): value for key, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def status(self, path: str, method: str = "GET", **headers: str) -> int:
        return self.ask(path, method, **headers)[0].status

    def raw(self, request: bytes) -> bytes:
        """Send bytes as they are; give all that comes back until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall(request)
            parts = []
            try:
                while part := connection.recv(65536):
                    parts.append(part)
            except ConnectionError:
                pass
            return b"".join(parts)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    publish(tmp_path / "public", list(FILES.items()))
    (tmp_path / "secret.html").write_bytes(b"secret")
    return tmp_path


def started(site: Site, *, literals: bool = False) -> Iterator[Served]:
    """Run a server in a thread, and end it."""
    taken = server.listen("127.0.0.1", 0)
    port = taken.getsockname()[1]
    board, ready = Board(site=site), Event()
    app = Guard(App(board), board, frozenset({"127.0.0.1", "localhost"}), port, literals=literals)

    def begun() -> None:
        board.open()
        ready.set()

    one = server.made(app, board, begun)
    thread = Thread(target=one.run, kwargs={"sockets": [taken]}, daemon=True)
    thread.start()
    assert ready.wait(20)
    yield Served(board, port)
    one.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


@pytest.fixture
def served(root: Path) -> Iterator[Served]:
    yield from started(site_of(root))


@pytest.fixture
def below(root: Path) -> Iterator[Served]:
    """The same under a sub-path."""
    yield from started(site_of(root, "https://example.org/a/b/"))
