"""How long a saved edit takes to be served, and whether any is lost."""

import http.client
import os
import random
import socket
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

POLL = 0.005
PATIENCE = 120.0
LONG = 1800.0
"""Seconds for what a server does once: the first build, and the first edit, for which it may read what it remembers."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """An article that is edited, and the page that shows it."""

    path: Path
    url: str


class Server:
    """A development server, started in a site's folder and ended with the block."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self.port = free_port()
        log = (folder / ".bench-serve-log").open("wb")
        self.process = subprocess.Popen(
            [*command, str(self.port)], cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        log.close()
        self.line: http.client.HTTPConnection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def get(self, url: str) -> bytes:
        """Give a page's bytes, or nothing where there is no such page (yet)."""
        for _ in range(2):
            try:
                if self.line is None:
                    self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                self.line.request("GET", url)
                answer = self.line.getresponse()
                content = answer.read()
                if answer.will_close:
                    self.line = None
            except (OSError, http.client.HTTPException):
                self.line = None
            else:
                return content if answer.status == http.client.OK else b""
        return b""

    def until(self, url: str, words: bytes, patience: float = PATIENCE) -> float:
        """Ask until a page has the words; give the seconds it took, infinitely many if it never did."""
        start = time.perf_counter()
        while time.perf_counter() - start < patience and self.process.poll() is None:
            if words in self.get(url):
                return time.perf_counter() - start
            time.sleep(POLL)
        return float("inf")


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def save(path: Path, token: str) -> None:
    """Change the last word of an article's first paragraph, and write it as an editor does, to the disk."""
    head, first, rest = path.read_text(encoding="utf-8").split("\n\n", 2)
    first = first.rsplit(" Seen as ", 1)[0] + f" Seen as {token}."
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{head}\n\n{first}\n\n{rest}")
        file.flush()
        os.fsync(file.fileno())


def latency(command: Sequence[str], folder: Path, subjects: Sequence[Subject], *, edits: int) -> list[float]:
    """Give the seconds from save to served, of edits at random moments, each after the last one was served.

    The first is saved three seconds after the first page was served, and may have to wait for what is only read once.
    """
    dice = random.Random("latency")
    spent = []
    with Server(command, folder) as server:
        if server.until(subjects[0].url, b"</html>", LONG) == float("inf"):
            return []
        time.sleep(3)
        for number in range(edits + 1):
            one, token = subjects[number % len(subjects)], f"edit{number}in{os.getpid()}"  # other words in each run
            save(one.path, token)
            spent.append(server.until(one.url, f"{token}.".encode(), PATIENCE if number else LONG))
            time.sleep(0.6 + dice.random())  # a random phase: some servers look twice a second
    return spent


def lost(command: Sequence[str], folder: Path, subjects: Sequence[Subject], *, edits: int) -> int:
    """Save many edits at random moments, while it rebuilds and not; give how many were never served.

    Later edits of one article replace earlier ones, which counts as served; what must be served is the last of each.
    """
    dice = random.Random("lost")
    last: dict[Subject, str] = {}
    with Server(command, folder) as server:
        if server.until(subjects[0].url, b"</html>", LONG) == float("inf"):
            return edits
        for number in range(edits):
            one = dice.choice(subjects)
            last[one] = f"random{number}in{os.getpid()}"
            save(one.path, last[one])
            time.sleep(dice.random() * 0.04)
        return sum(server.until(one.url, f"{token}.".encode(), 60) == float("inf") for one, token in last.items())


def median(seconds: Sequence[float]) -> float:
    """Give the middle one; infinitely many seconds if there are none."""
    return statistics.median(seconds) if seconds else float("inf")
