"""Faults in ``site.yaml`` as a person can mend them."""

import difflib
from typing import get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.errors import UsageError
from generator.safe import yaml


def fault(detail: ErrorDetails, document: yaml.Document, model: type[BaseModel]) -> UsageError:
    """Say what is wrong with one setting of ``model``, in which line, and how to mend it."""
    address = tuple(detail["loc"])
    shown = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in address).lstrip(".")[:99]
    what, hint = _told(detail, shown)
    if detail["type"] == "extra_forbidden":
        names = list(_enclosing(address, model).model_fields)
        close = difflib.get_close_matches(str(address[-1]), names, n=1)
        what = f"unknown setting `{shown}`"
        hint = f"did you mean `{close[0]}`?" if close else f"known here: {', '.join(names)}"
    return UsageError(what, path=document.path, line=document.line(address), hint=hint)


def _told(detail: ErrorDetails, shown: str) -> tuple[str, str]:
    kind, context, given = detail["type"], detail.get("ctx", {}), repr(detail["input"])[:60]
    bounds = ", ".join(f"{word} {context[key]}" for key, word in _BOUNDS.items() if key in context)
    told = {
        "missing": (f"`{shown}` is missing", "add it"),
        "tuple_type": (f"`{shown}` must be a list", "put each item on its own line after a dash"),
        "dict_type": (f"`{shown}` must be a group of settings", "indent its settings below it"),
        "model_type": (f"`{shown}` must be a group of settings", "indent its settings below it"),
        "string_type": (f"`{shown}` must be text", "put it in quotes on one line"),
        "int_parsing": (f"`{shown}` must be a whole number, not {given}", ""),
        "literal_error": (f"`{shown}` cannot be {given}", f"use {context.get('expected', '')}"),
        "string_pattern_mismatch": (
            f"`{shown}` cannot be {given}",
            "use small letters and digits, with - between words",
        ),
        "value_error": (f"`{shown}`: {context.get('error', '')}" if shown else str(context.get("error", "")), ""),
    }
    if bounds:
        return f"`{shown}` must be {bounds}", ""
    return told.get(kind, (f"`{shown}`: {detail['msg']}", ""))


_BOUNDS = {
    "ge": "at least",
    "le": "at most",
    "min_length": "in length at least",
    "max_length": "in length at most",
}


def _enclosing(address: tuple[int | str, ...], model: type[BaseModel]) -> type[BaseModel]:
    """Find the group of settings that encloses an address."""
    for part in address[:-1]:
        if isinstance(part, int):
            continue
        annotation = model.model_fields[part].annotation
        for candidate in (annotation, *get_args(annotation)):
            if isinstance(candidate, type) and issubclass(candidate, BaseModel):
                model = candidate
    return model
