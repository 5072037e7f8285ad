"""What was read while something was made, remembered with what came of it: while all of that is as it was, so is this.

A maker reads tables by key, and what it reads is noted. The next time the marks of just these entries are compared with
those of then. Nobody has to say beforehand what a result depends on, and nothing that it read can be forgotten.
(Verifying traces: Mokhov, Mitchell and Peyton Jones, “Build systems à la carte”, 2018.)
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, Generic, TypeVar

import msgspec

from generator.engine.digest import digest, encode
from generator.engine.executor import Engine
from generator.engine.stage import Piece

Key = TypeVar("Key", bound=Hashable)
Text = TypeVar("Text", bound=str)
Entry = TypeVar("Entry")
Other = TypeVar("Other")
Value = TypeVar("Value")

_WAVE = 256
"""Drafts that are looked up together; what is made of them is in memory together."""

_ALL = "\0"
"""In place of a key, where not one entry was read but the table as a whole."""

_NONE = b"\0"
"""The mark of an entry that is not there."""

Reads = tuple[tuple[int, tuple[str, ...]], ...]
"""What was read: tables by their numbers, and keys of entries in each."""


class UnwatchedError(LookupError, AttributeError):
    """Something was read that nobody watches: what comes of it cannot be remembered."""


class Notebook:
    """Notes what is read of its tables, and gives marks of entries."""

    def __init__(self) -> None:
        """Begin with no table."""
        self._tables: list[_Table[Any, Any]] = []

    def table(
        self, source: Callable[[], Mapping[Key, Entry]], mark: Callable[[str], bytes] | None = None
    ) -> "Watched[Key, Entry]":
        """Give a table by text that is watched. It is made when first asked for; ``mark`` tells an entry by more than
        itself. Tables must always be asked for in the same order: they are known by their numbers.
        """
        made: Watched[Key, Entry] = Watched(source)
        self._tables.append(_Table(table=made, mark=mark or made.entry_mark))
        return made

    def grouped(self, source: Callable[[], Mapping[tuple[Text, int], Entry]]) -> "Grouped[Text, Entry]":
        """Give a table by text and number. All entries with one text are taken for one: they change together."""
        made = Grouped(source)
        self._tables.append(_Table(table=made, mark=made.group_mark))
        return made

    def forget(self) -> None:
        """Begin to note anew."""
        for one in self._tables:
            one.table.seen.clear()

    def reads(self) -> Reads:
        """Give what was noted, in one order."""
        return tuple(
            (number, tuple(sorted(one.table.seen))) for number, one in enumerate(self._tables) if one.table.seen
        )

    def proof(self, reads: Reads) -> bytes:
        """Digest the entries that were read as they are now."""
        return digest(*(self._tables[number].proof(keys) for number, keys in reads))


class Watched(Mapping[Key, Entry]):
    """A table whose readers are noted: ``seen`` are the keys that they asked for."""

    def __init__(self, source: Callable[[], Mapping[Key, Entry]]) -> None:
        """Watch the table that ``source`` gives, which is asked for it when it is first needed."""
        self.seen: set[str] = set()
        self.note: Callable[[Any], None] = self.seen.add
        self._source = source

    @cached_property
    def all(self) -> Mapping[Key, Entry]:
        """The table itself, unwatched."""
        return self._source()

    def beside(self, source: Callable[[], Mapping[Key, Other]]) -> "Watched[Key, Other]":
        """Give another table by the same keys: to read its entry is to read this one's, whose mark tells of both."""
        made: Watched[Key, Other] = Watched(source)
        made.note = self.note
        return made

    def entry_mark(self, key: str) -> bytes:
        """Digest an entry as it is."""
        table: Mapping[Any, Entry] = self.all
        if key not in table:
            return _NONE
        value = table[key]
        return digest(encode(list(value.items()) if isinstance(value, Mapping) else value))

    def __getitem__(self, key: Key) -> Entry:
        self.note(key)
        return self.all[key]

    def get(self, key: Key, default: Any = None) -> Any:  # noqa: ANN401 - as Mapping has it
        """Give an entry, or ``default``: that there is none is noted too."""
        self.note(key)
        return self.all.get(key, default)

    def __contains__(self, key: object) -> bool:
        self.note(key)
        return key in self.all

    def __iter__(self) -> Iterator[Key]:
        self.note(_ALL)
        return iter(self.all)

    def __len__(self) -> int:
        self.note(_ALL)
        return len(self.all)


class Grouped(Watched[tuple[Text, int], Entry], Generic[Text, Entry]):
    """A table by text and number, of which readers are noted by the text."""

    def __init__(self, source: Callable[[], Mapping[tuple[Text, int], Entry]]) -> None:
        """Watch the table that ``source`` gives."""
        super().__init__(source)
        add = self.seen.add
        self.note = lambda key: add(key[0])

    @cached_property
    def _groups(self) -> dict[str, list[tuple[int, Entry]]]:
        found: dict[str, list[tuple[int, Entry]]] = {}
        for (text, number), one in self.all.items():
            found.setdefault(text, []).append((number, one))
        return found

    def group_mark(self, key: str) -> bytes:
        """Digest all entries with one text."""
        return digest(encode(self._groups[key])) if key in self._groups else _NONE


@dataclass(frozen=True, kw_only=True)
class _Table(Generic[Key, Entry]):
    """A watched table, and the marks of its entries as far as they are known."""

    table: Watched[Key, Entry]
    mark: Callable[[str], bytes]
    marks: dict[str, bytes] = field(default_factory=dict)

    def proof(self, keys: Iterable[str]) -> bytes:
        known = self.marks
        return b"".join([known.get(key) or self._marked(key) for key in keys])

    def _marked(self, key: str) -> bytes:
        made = self._whole() if key == _ALL else self.mark(key)
        self.marks[key] = made
        return made

    def _whole(self) -> bytes:
        keys = sorted({key if isinstance(key, str) else str(key[0]) for key in self.table.all})  # type: ignore[index]
        return digest(*(part for key in keys for part in (key.encode(), self.mark(key))))


class Trace(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What a draft became: its name and key as a piece, the proof of what was read, and that."""

    name: str
    key: bytes
    proof: bytes
    reads: Reads


@dataclass(frozen=True, kw_only=True)
class Draft(Generic[Value]):
    """Something to be made, called ``id``. ``whole`` gives it with its name; ``make``, if there is one, does the same
    and reads a notebook's tables and nothing else that may change. Without it, or where it raises UnwatchedError, there
    is nothing to remember, and it is always made.
    """

    id: str
    whole: Callable[[], tuple[str, Value]]
    make: Callable[[], tuple[str, Value]] | None = None


def traced(
    engine: Engine, stage: str, notebook: Notebook, drafts: Iterable[Draft[Value]], context: bytes
) -> Iterator[Piece[Value]]:
    """Make drafts, in order, but for those of which all is as it was. ``context`` is a mark of all that no table has.

    What is made, or found, is told under the name of ``stage``.
    """
    decoder = msgspec.msgpack.Decoder(Trace)
    source = iter(drafts)
    while True:
        with engine.report.timed(stage) as tally:
            wave = list(islice(source, _WAVE))
            if not wave:
                return
            keys = [digest(b"trace", context, one.id.encode()) if one.make else b"" for one in wave]
            standing = _standing(engine, notebook, [key for key in keys if key], decoder)
            pieces: list[Piece[Value]] = []
            entries: dict[bytes, bytes] = {}
            for one, key in zip(wave, keys, strict=True):
                if (known := standing.get(key)) is not None:
                    tally.hits += 1
                    pieces.append(Piece(name=known.name, key=known.key))
                    continue
                tally.misses += 1
                name, value, reads = _made(one, notebook)
                payload = encode(value)
                piece = Piece(name=name, key=digest(payload), value=value)
                entries[piece.key] = payload
                pieces.append(piece)
                if reads is not None:
                    trace = Trace(name=name, key=piece.key, proof=notebook.proof(reads), reads=reads)
                    entries[key] = encode(trace)
            there = engine.store.known([piece.key for piece in pieces if piece.value is not None])
            new = [(key, payload) for key, payload in entries.items() if key not in there]
            engine.store.put(new, passing=True)
        yield from pieces


def _made(draft: Draft[Value], notebook: Notebook) -> tuple[str, Value, Reads | None]:
    """Make a draft, and tell what was read for it, or None if that is not known."""
    if draft.make is not None:
        notebook.forget()
        with suppress(UnwatchedError):
            return (*draft.make(), notebook.reads())
    return (*draft.whole(), None)


def _standing(
    engine: Engine, notebook: Notebook, keys: list[bytes], decoder: "msgspec.msgpack.Decoder[Trace]"
) -> dict[bytes, Trace]:
    """Give the traces of which everything is as it was, and of which the store still has what came of them."""
    found: dict[bytes, Trace] = {}
    for key, payload in engine.store.get(keys).items():
        try:
            trace = decoder.decode(payload)
        except msgspec.DecodeError:
            continue
        if notebook.proof(trace.reads) == trace.proof:
            found[key] = trace
    kept = engine.store.known([trace.key for trace in found.values()])
    return {key: trace for key, trace in found.items() if trace.key in kept}
