"""What was read while something was made, remembered with what came of it: while all of that is as it was, so is this.

A maker reads tables by key, and what it reads is noted. The next time the marks of just these entries are compared with
those of then. Nobody has to say beforehand what a result depends on, and nothing that it read can be forgotten.
(Verifying traces: Mokhov, Mitchell and Peyton Jones, “Build systems à la carte”, 2018.)
"""

from collections.abc import Callable, Generator, Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import compress, islice
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import msgspec

from generator.engine.digest import digest, encode
from generator.engine.executor import Engine
from generator.engine.notebook import ALL, Name, Notebook, Reads, UnwatchedError
from generator.engine.others import Others
from generator.engine.stage import Piece
from generator.engine.store import Store

Value = TypeVar("Value")

_WAVE = 256
"""Drafts that are looked up together; what is made of them is in memory together."""


class Trace(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What a draft became: its name and key as a piece, the proof of what was read, and that."""

    name: str
    key: bytes
    proof: bytes
    reads: Reads


class Draft(Protocol):
    """Something to be made, known by its ``id``: all that it needs to be told from others."""

    @property
    def id(self) -> str:
        """The name that no other draft has."""


Drafted = TypeVar("Drafted", bound=Draft)


class Make(NamedTuple, Generic[Drafted, Value]):
    """What makes a value with its name of a draft: ``watched`` reads a notebook's tables and nothing else that may
    change; where it raises UnwatchedError the ``whole`` does the same, and there is nothing to remember.
    """

    watched: Callable[[Drafted], tuple[str, Value]]
    whole: Callable[[Drafted], tuple[str, Value]]


@dataclass(kw_only=True)
class _Standing:
    """What a process keeps of its last run: what the tables told, the drafts, their traces, and who read what.

    ``keys`` are those of all pieces, by their names. ``unsaved`` are the traces that the store does not have; their
    proofs, and all that were made here, are taken late.
    """

    context: bytes
    tables: list[Mapping[Any, Any]]
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    traces: dict[str, Trace] = field(default_factory=dict)
    readers: list[dict[Name, dict[str, None]]] = field(default_factory=list)
    keys: dict[str, bytes] = field(default_factory=dict)
    unsaved: set[str] = field(default_factory=set)

    def touched(self, notebook: Notebook) -> set[str]:
        """Name the drafts that read what is not as it was."""
        found: set[str] = set()
        for before, readers, one in zip(self.tables, self.readers, notebook.tables, strict=True):
            if not readers:
                continue
            now = one.state
            others = list(one.changes(before))
            found.update(draft for key in others for draft in readers.get(key, ()))
            if ALL in readers and (others or list(before) != list(now)):
                found.update(readers[ALL])
        return found

    def keep(self, run: "_Run[Any, Any]") -> None:
        """Take the traces of a whole run: only of drafts that it looked at may they be others."""
        traces, notebook = run.traces, run.notebook
        self.readers = self.readers or [{} for _ in notebook.tables]
        for draft in (*run.looked, *self.gone(run.drafts)):
            known, trace = self.traces.get(draft), traces.get(draft)
            if known is trace:
                continue
            if known is not None:
                self.keys.pop(known.name, None)
            if trace is None:
                del self.traces[draft]
                self.unsaved.discard(draft)
            else:
                self.traces[draft] = trace
            self._read(draft, known.reads if known else (), trace.reads if trace else ())
        self.keys |= {traces[one].name: traces[one].key for one in run.looked if one in traces}
        if len(self.keys) != len(self.traces):  # some had one name, which cannot be published; they may have no more
            self.keys = {one.name: one.key for one in self.traces.values()}
        self.unsaved.update(run.made)
        self.drafts = run.drafts
        self.tables = [one.state if readers else {} for one, readers in zip(notebook.tables, self.readers, strict=True)]

    def gone(self, drafts: Mapping[str, Draft]) -> AbstractSet[str]:
        """Name the drafts that are no more."""
        return self.traces.keys() - drafts.keys() if drafts is not self.drafts else frozenset()

    def _read(self, draft: str, before: Reads, now: Reads) -> None:
        """Note what a draft reads now, and no more what it read before. Mostly that is the same."""
        if before == now:
            return
        for number, keys in before:
            for key in keys:
                self.readers[number][key].pop(draft)
                if not self.readers[number][key]:
                    del self.readers[number][key]
        for number, keys in now:
            for key in keys:
                self.readers[number].setdefault(key, {})[draft] = None

    def save(self, store: Store, notebook: Notebook) -> None:
        """Give the store what it does not have: what was read is still as it was when it was noted."""
        late = {draft: self.traces[draft] for draft in sorted(self.unsaved)}
        self.traces |= {draft: _proven(one, notebook) for draft, one in late.items()}
        store.put([(_key(self.context, one), encode(self.traces[one])) for one in late], passing=True)
        self.unsaved.clear()


def _key(context: bytes, draft: str) -> bytes:
    return digest(b"trace", context, draft.encode())


def _proven(trace: Trace, notebook: Notebook) -> Trace:
    return msgspec.structs.replace(trace, proof=notebook.proof(trace.reads))


def traced(  # noqa: PLR0917 - each is of its own type
    engine: Engine,
    stage: str,
    notebook: Notebook,
    drafts: Mapping[str, Drafted],
    make: Make[Drafted, Value],
    context: bytes,
) -> Generator[Piece[Value] | Others, None, None]:
    """Make drafts, given by their ids, in order, but for those of which all is as it was. ``context`` is a mark of all
    that no table has.

    What is made, or found, is told under the name of ``stage``. A process that runs again looks only at what read
    entries that are other ones now, and gives all others at once if the engine is ``trusting``; a new one proves all
    that was read.
    """
    standing: _Standing | None = engine.take(stage, held=False)
    try:
        kept = standing if standing is not None and standing.context == context else None
        run = _Run(engine, notebook, drafts, make, context, kept)
        due: Iterable[str] = drafts
        if kept is not None and engine.trusting:
            with engine.report.timed(stage) as tally:
                due, others = run.parted()
                tally.hits += len(others.keys)
            yield others
        source = iter(due)
        while True:
            with engine.report.timed(stage) as tally:
                wave = list(islice(source, _WAVE))
                if not wave:
                    break
                pieces = run.pieces(wave)
                made = sum(1 for one in pieces if one.value is not None)
                tally.hits += len(pieces) - made
                tally.misses += made
            yield from pieces
        with engine.report.timed(stage):
            standing = run.ended()
    finally:
        engine.leave(stage, standing)  # a run that was stopped leaves what was there before it, as it was


class _Run(Generic[Drafted, Value]):
    """One run over drafts: ``traces`` are those of all that it came by, ``made`` those that it had to make, ``looked``
    the drafts at which it looked one by one.
    """

    def __init__(  # noqa: PLR0917 - as ``traced``
        self,
        engine: Engine,
        notebook: Notebook,
        drafts: Mapping[str, Drafted],
        make: Make[Drafted, Value],
        context: bytes,
        standing: _Standing | None,
    ) -> None:
        self.notebook = notebook
        self.drafts = drafts
        self.traces: dict[str, Trace] = {}
        self.made: dict[str, Trace] = {}
        self.looked: list[str] = []
        self._engine = engine
        self._make = make
        self._context = context
        self._standing = standing
        self._decoder = msgspec.msgpack.Decoder(Trace)

    @cached_property
    def _touched(self) -> set[str]:
        return self._standing.touched(self.notebook) if self._standing else set()

    def parted(self) -> tuple[list[str], Others]:
        """Tell the drafts that have to be looked at from all others."""
        standing, touched, drafts = self._standing, self._touched, self.drafts
        assert standing is not None  # noqa: S101 - it is what this goes on from
        due = touched & drafts.keys()
        if drafts is not standing.drafts or len(drafts) != len(standing.traces):
            due |= drafts.keys() - standing.traces.keys()
        self.traces, keys = dict(standing.traces), dict(standing.keys)
        others = (*due, *standing.gone(drafts))
        former = {one.name for draft in others if (one := self.traces.pop(draft, None)) is not None}
        for name in former:
            keys.pop(name, None)
        return list(compress(drafts, map(due.__contains__, drafts))), Others(keys=keys, former=former)

    def pieces(self, wave: list[str]) -> list[Piece[Value]]:
        """Give what drafts become, as it was or made anew."""
        standing = self._known(wave)
        self.looked += wave
        pieces: list[Piece[Value]] = []
        entries: dict[bytes, bytes] = {}
        for draft in wave:
            if (known := standing.get(draft)) is not None:
                self.traces[draft] = known
                pieces.append(Piece(name=known.name, key=known.key))
                continue
            name, value, reads = self._made(self.drafts[draft])
            payload = encode(value)
            piece = Piece(name=name, key=digest(payload), value=value)
            entries[piece.key] = payload
            pieces.append(piece)
            if reads is not None:
                self._note(draft, Trace(name=name, key=piece.key, proof=b"", reads=reads), entries)
        there = self._engine.store.known([piece.key for piece in pieces if piece.value is not None])
        new = [(key, payload) for key, payload in entries.items() if key not in there]
        self._engine.store.put(new, passing=True)
        return pieces

    def _made(self, draft: Drafted) -> tuple[str, Value, Reads | None]:
        """Make a draft, and tell what was read for it, or None if that is not known."""
        self.notebook.forget()
        with suppress(UnwatchedError):
            return (*self._make.watched(draft), self.notebook.reads())
        return (*self._make.whole(draft), None)

    def _note(self, draft: str, trace: Trace, entries: dict[bytes, bytes]) -> None:
        if self._engine.memory is None:
            entries[_key(self._context, draft)] = encode(_proven(trace, self.notebook))
        else:
            self.traces[draft] = self.made[draft] = trace

    def _known(self, drafts: list[str]) -> dict[str, Trace]:
        """Give the traces of which everything is as it was, and of which the store still has what came of them."""
        if self._standing is not None:
            traces, touched = self._standing.traces, self._touched
            found = {one: traces[one] for one in drafts if one in traces and one not in touched}
        else:
            found = self._proven(drafts)
        kept = self._engine.store.known([trace.key for trace in found.values()])
        return {draft: trace for draft, trace in found.items() if trace.key in kept}

    def _proven(self, drafts: list[str]) -> dict[str, Trace]:
        """Give the traces that the store has, and of which the proof is as it was."""
        keys = {_key(self._context, one): one for one in drafts}
        found: dict[str, Trace] = {}
        for key, payload in self._engine.store.get(list(keys)).items():
            with suppress(msgspec.DecodeError):
                trace = self._decoder.decode(payload)
                if self.notebook.proof(trace.reads) == trace.proof:
                    found[keys[key]] = trace
        return found

    def ended(self) -> _Standing | None:
        """Give what the next run of this process needs, and put off what only another process will need."""
        memory = self._engine.memory
        if memory is None:
            return None
        standing = self._standing or _Standing(context=self._context, tables=[])
        standing.keep(self)
        if standing.unsaved:
            memory.owe("traces", partial(standing.save, self._engine.store, self.notebook))
        return standing
