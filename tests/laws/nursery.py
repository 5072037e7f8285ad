"""The process that loads the model once and forks others, which build.

To build a site in a new process costs seconds, for the language model alone. So one process loads the model, lets it
read the vocabulary, builds one site of quite other words, for which it loads all else, and forks: each child knows
nothing of the sites to come, and has the words' parses at hand. Only spaCy's own function from a text to its parse is
remembered; every line of ours runs, from an empty store where a clean build is asked for. ``test_alone`` proves that a
parse does not depend on its neighbours, without which this would hide something.

This module, run with the path of a socket, is that process; ``builders`` calls it.
"""

import faulthandler
import gc
import io
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, suppress
from dataclasses import replace
from multiprocessing.connection import Connection, Listener, wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.annotate import pipeline
from generator.cli import commands
from generator.engine import executor, pool, store
from generator.engine.executor import Engine
from generator.engine.memory import Memory
from generator.engine.store import Store
from tests.laws import vocabulary
from tests.laws.builders import Order, Outcome

BATCH = 4
"""Inputs of a batch: small, so that small sites have work for two processes."""
OTHER = """Choir wins in Trondheim

Aftenbladet, June 4, 2019

“We sang for our lives,” said conductor Astrid Berge in Trondheim on Sunday. She met Mayor Ola Haug and thanked the
University of Tromsø.
"""
MEMORY = Memory()
"""What this process has in its hands from one build to the next, as a server's: builds by one process use it."""
MORTAL = frozenset({"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir", "store"})
"""Audit events at which a process may be killed: what it does to files, and each entry that it remembers."""


def main(address: str) -> None:
    """Load, read, and fork a child for each caller."""
    faulthandler.enable()
    # Workers are forked too, with the parses at hand; ``test_determinism`` has them spawned, as people have.
    vars(pool)["get_context"] = lambda _method: multiprocessing.get_context("fork")
    vars(executor)["Engine"] = _Small
    vars(store)["Store"] = _Mortal
    _remember()
    with TemporaryDirectory() as folder:
        Path(folder, "seeds").mkdir()
        Path(folder, "seeds/other.txt").write_text(OTHER, encoding="utf-8")
        _build(Order(root=Path(folder), output=Path(folder, "public"), cache=Path(folder, "cache")))
    gc.collect()
    gc.freeze()
    listener = Listener(address)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    door: Any = listener._listener._socket  # type: ignore[attr-defined]
    caller = sys.stdin.fileno()
    while caller not in wait([door, caller]):
        line = listener.accept()
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:  # those whose work is done
                pass
        if os.fork():
            line.close()
            continue
        door.close()
        try:
            _attend(line)
        finally:
            os._exit(0)


def _remember() -> None:
    """Load the model and let it read every paragraph that a site may have."""
    nlp = pipeline.load(pipeline.DEFAULT)
    read = pipeline.read
    known: dict[str, Any] = {}

    def remembered(nlp: Any, texts: Iterable[str]) -> Iterator[Any]:
        wanted = list(texts)
        fresh = [text for text in dict.fromkeys(wanted) if text not in known]
        known.update(zip(fresh, read(nlp, fresh), strict=True))
        return iter([known[text] for text in wanted])

    vars(pipeline)["read"] = remembered
    remembered(nlp, [*vocabulary.PARAGRAPHS, *vocabulary.WIRE, *vocabulary.HEADLINES])


class _Mortal(Store):
    """A store in whose transactions the process may be killed."""

    def put(self, entries: Iterable[tuple[bytes, bytes]], *, passing: bool = False) -> None:
        super().put(self._counted(entries), passing=passing)

    def _counted(self, entries: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bytes]]:
        for entry in entries:
            sys.audit("store")
            yield entry


class _Small(Engine):
    """An engine that hands out small batches, and to workers even a few."""

    def __init__(self, store: Store, **options: Any) -> None:
        memory = MEMORY if options["jobs"] == 1 else None
        super().__init__(store, **{**options, "worth": 1, "memory": memory})

    def map(self, stage: Any, inputs: Any, context: Any) -> Any:
        return super().map(replace(stage, batch=BATCH), inputs, context)

    def marked(self, stage: Any, marks: Any, context: Any, inputs: Any) -> Any:
        return super().marked(replace(stage, batch=BATCH), marks, context, inputs)


def _attend(line: Connection) -> None:
    """Build as ordered until nobody asks any more."""
    left = 0

    def heed(event: str, _: object) -> None:
        nonlocal left
        if left and event in MORTAL:
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heed)
    line.send(os.getpid())
    while True:
        try:
            order: Order = line.recv()
        except EOFError:
            return
        left = order.moment
        outcome = _build(order)
        left = 0
        line.send(outcome)


def _build(order: Order) -> Outcome:
    """Run the command."""
    os.chdir(order.root)
    command = ["build", "-o", str(order.output), "--cache", str(order.cache), "--jobs", str(order.jobs), "-q"]
    told = io.StringIO()
    with redirect_stderr(told):
        try:
            commands.app(command)
        except SystemExit as end:
            MEMORY.turn()
            return Outcome(code=int(end.code or 0), told=told.getvalue())
    raise AssertionError("the command did not end")


if __name__ == "__main__":
    main(sys.argv[1])
