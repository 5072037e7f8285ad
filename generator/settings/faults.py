"""Settings as a person wrote them: what is wrong with them, all at once, in which line, and how to mend it.

Only what cannot be read straight away comes here: pydantic tells every fault and where it is, and takes a third of a
second to import.
"""

import difflib
from functools import cache
from typing import Annotated, Any, get_args, get_origin

import msgspec
from msgspec import Meta
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic_core import ErrorDetails

from generator.errors import UsageError
from generator.safe import yaml
from generator.settings.declared import CHECKS, Settings

_CONFIG = ConfigDict(extra="forbid", regex_engine="python-re")


def examined(value: yaml.Value, document: yaml.Document) -> Settings:
    """Read settings with care: `search: no`, for one, is as good as `search: false`.

    Raises UsageError: the first fault, with all further ones in ``others``.
    """
    model = _model(Settings)
    try:
        read = model.model_validate(value)
    except ValidationError as error:
        faults = [_fault(detail, document, model) for detail in error.errors(include_url=False)]
        first, *others = sorted(faults, key=lambda fault: (fault.line, fault.what))
        first.others = tuple(others)
        raise first from None
    return msgspec.convert(read.model_dump(exclude_unset=True), Settings)


@cache
def _model(kind: type[msgspec.Struct]) -> type[BaseModel]:
    """Make of a group of settings what pydantic reads."""
    fields: dict[str, Any] = {}
    for one in msgspec.structs.fields(kind):
        told, check = _type(one.type), CHECKS.get(one.name) if kind is Settings else None
        fields[one.name] = (Annotated[told, AfterValidator(check)] if check else told, ... if one.required else None)
    return create_model(kind.__name__, __config__=_CONFIG, **fields)


def _type(told: Any) -> Any:  # noqa: ANN401 - types of any kind
    """Say a type as pydantic does: its bounds, and the groups inside it."""
    if isinstance(told, type) and issubclass(told, msgspec.Struct):
        return _model(told)
    inside = get_args(told)
    if get_origin(told) is Annotated:
        bounds = [_bounds(one) for one in inside[1:] if isinstance(one, Meta)]
        return Annotated[(_type(inside[0]), *bounds)]
    if get_origin(told) is tuple:
        return tuple[_type(inside[0]), ...]  # type: ignore[misc]  # made while it runs
    return told


def _bounds(meta: Meta) -> Any:  # noqa: ANN401 - pydantic's own
    told = {name: getattr(meta, name) for name in ("ge", "le", "min_length", "max_length", "pattern")}
    return Field(**{name: bound for name, bound in told.items() if bound is not None})


def _fault(detail: ErrorDetails, document: yaml.Document, model: type[BaseModel]) -> UsageError:
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
