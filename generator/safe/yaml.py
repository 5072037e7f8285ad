"""YAML from outside, reduced to text, lists and mappings, with the line of every key.

The document is built from the parser's events, not by PyYAML's composer and constructors: those recurse (a nested
document ends in ``RecursionError``), expand aliases and merges (1.2 kB can take seconds), let the last of two equal
keys win in silence and read ``NO`` as false, ``12:30`` as 750. Here every scalar stays the text that was written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml
from yaml.reader import ReaderError

from generator.errors import InputError

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Address: TypeAlias = tuple[str | int, ...]

# Escapes such as "\\0" and, in the Python parser, "\\ud800" survive parsing and would break what is written later.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

LIMIT = 64 * 1024
DEPTH = 20

# libyaml's parser is ten times faster; where it was not compiled in, the other one reads the same.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, kw_only=True)
class Document:
    """What a document says, and where: ``lines[("topics", 2, "title")]`` is the line of that key, counted from 1."""

    value: Value
    path: str
    lines: dict[Address, int] = field(default_factory=dict)

    def line(self, address: Address) -> int:
        """Give the line of a key or item, or of the nearest one that encloses it."""
        while address and address not in self.lines:
            address = address[:-1]
        return self.lines.get(address, 0)


def load(content: str | bytes, path: str, *, first_line: int = 1, limit: int = LIMIT, depth: int = DEPTH) -> Document:
    """Read one document, at most ``limit`` bytes long and ``depth`` levels deep; an empty one is an empty mapping.

    ``path`` is for messages, ``first_line`` the line of the file on which ``content`` starts.
    Raises InputError, naming path and line, for anything else than plain mappings, lists and text.
    """
    text, size = _text(content, path, first_line)
    if size > limit:
        raise InputError(
            f"this is {size} bytes of YAML, more than {limit}", path=path, line=first_line, hint="split or shorten it"
        )
    builder = _Builder(path=path, offset=first_line, depth=depth)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (min(mark.line, text.count("\n")) if mark else 0)
        raise InputError(
            f"this is not valid YAML: {error.problem or error.context}",
            path=path,
            line=line,
            hint="check indentation, quotes and colons",
        ) from None
    except ReaderError as error:
        # Its position counts bytes or characters, as the parser was built; the first of these is the one it met.
        line = first_line + text[: max(text.find(chr(error.character)), 0)].count("\n")
        what = f"the character U+{error.character:04X} cannot stand in YAML"
        raise InputError(what, path=path, line=line, hint="remove it") from None
    except yaml.YAMLError as error:
        what = " ".join(str(error).split())
        raise InputError(f"this is not valid YAML: {what}", path=path, line=first_line) from None
    return Document(value=builder.root if builder.root is not None else {}, path=path, lines=builder.lines)


def _text(content: str | bytes, path: str, first_line: int) -> tuple[str, int]:
    try:
        if isinstance(content, bytes):
            return content.decode("utf-8-sig"), len(content)
        return content, len(content.encode())
    except UnicodeDecodeError as error:
        line = first_line + (content[: error.start].count(b"\n") if isinstance(content, bytes) else 0)
        raise InputError("this is not UTF-8", path=path, line=line, hint="save the file as UTF-8") from None
    except UnicodeEncodeError as error:
        line = first_line + error.object[: error.start].count("\n")
        raise InputError("half of a surrogate pair stands here", path=path, line=line, hint="remove it") from None


def _events(text: str) -> Iterator[yaml.Event]:
    # Parsing emits events only: no object is made from a tag, no alias is followed.
    yield from yaml.parse(text, Loader=_LOADER)


class _Builder:
    """Puts events together without recursion."""

    def __init__(self, *, path: str, offset: int, depth: int) -> None:
        self.path = path
        self.offset = offset
        self.depth = depth
        self.root: Value | None = None
        self.lines: dict[Address, int] = {}
        self.open: list[tuple[list[Value] | dict[str, Value], Address]] = []
        self.key: list[tuple[str, int] | None] = []
        self.documents = 0

    def line_of(self, event: yaml.Event) -> int:
        return self.offset + (event.start_mark.line if event.start_mark else 0)

    def fail(self, what: str, event: yaml.Event, hint: str = "") -> InputError:
        return InputError(what, path=self.path, line=self.line_of(event), hint=hint)

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self.fail("a second document starts here", event, "keep one document in a file")
        elif isinstance(event, yaml.AliasEvent):
            raise self.fail(f"the alias *{event.anchor} is not allowed", event, "write the value out")
        elif isinstance(event, yaml.ScalarEvent):
            self.check(event)
            self.scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self.check(event)
            self.start({}, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self.check(event)
            self.start([], event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.open.pop()
            self.key.pop()

    def check(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            raise self.fail(f"the anchor &{event.anchor} is not allowed", event, "write the value out where needed")
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise self.fail(f"the tag {tag} is not allowed", event, "put quotes around the value if it starts with !")

    def scalar(self, event: yaml.ScalarEvent) -> None:
        text = event.value
        if found := _CONTROL.search(text):
            raise self.fail(f"the control character U+{ord(found[0]):04X} is not allowed", event, "remove it")
        if self.open and isinstance(self.open[-1][0], dict) and self.key[-1] is None:
            self.take_key(text, event)
        else:
            self.place(text, event)

    def take_key(self, text: str, event: yaml.ScalarEvent) -> None:
        mapping, address = self.open[-1]
        if text == "<<" and not event.style:
            raise self.fail("the merge key << is not allowed", event, "write the keys out")
        if text in mapping:
            first = self.lines[(*address, text)]
            raise self.fail(f"the key {text!r} stands here again, first on line {first}", event, "keep one of the two")
        self.key[-1] = (text, self.line_of(event))

    def start(self, value: list[Value] | dict[str, Value], event: yaml.NodeEvent) -> None:
        if self.open and isinstance(self.open[-1][0], dict) and self.key[-1] is None:
            raise self.fail("a key must be plain text", event, "put quotes around it if it starts with [ or {")
        if len(self.open) >= self.depth:
            raise self.fail(f"this is nested deeper than {self.depth} levels", event, "make it flatter")
        address = self.place(value, event)
        self.open.append((value, address))
        self.key.append(None)

    def place(self, value: Value, event: yaml.NodeEvent) -> Address:
        """Put a value where it belongs, note its line, and give its address."""
        line = self.line_of(event)
        if not self.open:
            self.root = value
            self.lines[()] = line
            return ()
        container, address = self.open[-1]
        if isinstance(container, list):
            inside: Address = (*address, len(container))
            container.append(value)
        else:
            key = self.key[-1]
            if key is None:  # pragma: no cover - take_key and start see to it
                raise self.fail("a value without a key", event)
            text, line = key
            inside = (*address, text)
            container[text] = value
            self.key[-1] = None
        self.lines[inside] = line
        return inside
