"""Values of any noun, filled from its types alone: a field added to a view is tested the day it appears."""

from itertools import count
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

PLACES = {"left": 0, "right": 0, "centre": 0}
"""Numbers that are places in a list, which has one entry at least."""


class Filler:
    """Makes values of a type: texts are ``text`` or what ``texts`` says for that field, lists are ``rows`` long.

    Lists within lists have two rows at most.
    """

    def __init__(self, text: str, *, rows: int = 2, present: bool = True, texts: dict[str, str] | None = None) -> None:
        self.text = text
        self.rows = rows
        self.present = present
        self.texts = texts or {}
        self.ids = count(1)
        self.inside = 0

    def fill(self, kind: Any, name: str = "") -> Any:
        """Make a value of ``kind`` as it stands in the field ``name``."""
        origin, arguments = get_origin(kind), get_args(kind)
        rows = min(self.rows, 2) if self.inside else self.rows
        if origin is Literal:
            return arguments[0]
        if origin in {Union, UnionType}:
            return self._choice(arguments, name)
        if origin is tuple:
            if len(arguments) == 2 and arguments[1] is Ellipsis:
                rows = self.rows if arguments[0] is int else rows  # the cells of a table
                return tuple(self._item(arguments[0], name, index) for index in range(rows))
            return tuple(self.fill(one, name) for one in arguments)
        if origin is dict:
            return {f"key-{index}": self.fill(arguments[1], name) for index in range(rows)}
        if hasattr(kind, "__supertype__"):
            return self.fill(kind.__supertype__, name)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return self.struct(kind)
        plain: dict[Any, Any] = {
            str: self.texts.get(name, self.text),
            int: PLACES.get(name, 3),
            float: 0.5,
            bool: self.present,
            bytes: b"x",
        }
        return plain[kind]

    def struct(self, kind: type[msgspec.Struct], **given: Any) -> Any:
        """Make a struct, with some fields given."""
        hints = get_type_hints(kind)
        if "id" in hints and hints["id"] is str:  # ids are made by us, not by sources
            given.setdefault("id", f"f-{next(self.ids)}")
        names = [field.name for field in msgspec.structs.fields(kind)]
        return kind(**{name: given[name] if name in given else self.fill(hints[name], name) for name in names})

    def _item(self, kind: Any, name: str, index: int) -> Any:
        self.inside += 1
        made = self.fill(kind, name)
        self.inside -= 1
        # Variants of a Literal appear by turns in a list, so that every branch of a template is drawn.
        if isinstance(made, msgspec.Struct):
            hints = get_type_hints(type(made))
            turns = {
                field: get_args(hint)[index % len(get_args(hint))]
                for field, hint in hints.items()
                if get_origin(hint) is Literal
            }
            return msgspec.structs.replace(made, **turns)
        return made

    def _choice(self, arguments: tuple[Any, ...], name: str) -> Any:
        if NoneType in arguments and not self.present:
            return None
        return self.fill(next(one for one in arguments if one is not NoneType), name)
