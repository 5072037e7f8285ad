"""A theme's parameters: declared with a kind and a default, given by a site, and turned into custom properties."""

import difflib
import re
from typing import Literal

import msgspec

from generator.errors import UsageError
from generator.safe.yaml import Document, Value

Kind = Literal["colour", "length", "number", "fonts", "choice"]

_WORD = r"[A-Za-z][A-Za-z0-9 -]{0,40}"
_FONT = rf"(?:-apple-system|{_WORD}|\"[A-Za-z0-9][A-Za-z0-9 ._-]{{0,40}}\")"
_SHAPES: dict[str, tuple[str, str]] = {
    "colour": (r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})", "a colour such as #12506b"),
    "length": (r"\d{1,4}(?:\.\d{1,4})?(?:rem|em|ch|px|%)", "a length such as 37rem"),
    "number": (r"-?\d{1,6}(?:\.\d{1,4})?", "a number such as 1.25"),
    "fonts": (
        rf"{_FONT}(?:\s{{0,4}},\s{{0,4}}{_FONT}){{0,20}}",
        'font names parted by commas, such as Georgia, "Times"',
    ),
}
_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}")


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """One parameter as declared. ``dark`` is a colour's value on a dark ground, empty where it has but one."""

    name: str
    kind: Kind
    default: str
    dark: str = ""
    choices: tuple[str, ...] = ()
    about: str = ""


def declared(document: Document, inherited: dict[str, Parameter]) -> dict[str, Parameter]:
    """Read ``parameters:`` of a theme.yaml over what its parent declares; a child may give a new default only.

    Raises UsageError, naming the line, for an entry that does not make sense.
    """
    value = document.value
    entries = value.get("parameters", {}) if isinstance(value, dict) else {}
    if not isinstance(entries, dict):
        raise _fault(document, ("parameters",), "`parameters` is not a mapping of names")
    found = dict(inherited)
    for name, entry in entries.items():
        if not _NAME.fullmatch(name):
            raise _fault(document, ("parameters", name), f"`{name}` is not a parameter's name", "use a-z, 0-9 and -")
        fields: Value = {"default": entry} if isinstance(entry, str) else entry
        if not isinstance(fields, dict):
            raise _fault(document, ("parameters", name), f"`{name}` is neither a value nor a mapping")
        found[name] = _parameter(document, name, fields, inherited.get(name))
    return found


def chosen(parameters: dict[str, Parameter], given: dict[str, str], path: str) -> dict[str, str]:
    """Give every parameter its value, by the name of its custom property (``accent``, ``accent-dark``).

    Raises UsageError with every unknown name and unfit value at once.
    """
    values: dict[str, str] = {}
    kinds: dict[str, Parameter] = {}
    for name, parameter in sorted(parameters.items()):
        values[name], kinds[name] = parameter.default, parameter
        if parameter.dark:
            values[f"{name}-dark"], kinds[f"{name}-dark"] = parameter.dark, parameter
    faults = []
    for name, value in sorted(given.items()):
        if name not in kinds:
            near = difflib.get_close_matches(name, kinds, n=1)
            hint = f"did you mean `{near[0]}`?" if near else "the theme has " + ", ".join(f"`{key}`" for key in kinds)
            faults.append(UsageError(f"the theme has no parameter `{name}`", path=path, hint=hint))
        elif wrong := _unfit(kinds[name], value):
            faults.append(UsageError(f"theme parameter `{name}`: {value!r} is not {wrong}", path=path))
        else:
            values[name] = value.strip()
    if faults:
        raise UsageError(faults[0].what, path=path, hint=faults[0].hint, others=tuple(faults[1:]))
    return values


def stylesheet(parameters: dict[str, Parameter], values: dict[str, str], title: str) -> str:
    """Write the values as custom properties, light and dark, and the site's title as the print pages' running head.

    Dark is what the system asks for, unless the reader chose light, and what the reader chose; paper is always light.
    """
    light = "".join(
        f"  --{name}: {values[name]};\n" for name, one in sorted(parameters.items()) if one.kind != "choice"
    )
    dark = "".join(f"    --{name}: {values[f'{name}-dark']};\n" for name, one in sorted(parameters.items()) if one.dark)
    system = f"@media screen and (prefers-color-scheme: dark) {{\n  :root:not([data-scheme]) {{\n{dark}  }}\n}}\n\n"
    choice = f'@media screen {{\n  :root[data-scheme="dark"] {{\n{dark}  }}\n}}\n\n'
    running = "".join(character if character.isalnum() else f"\\{ord(character):06x}" for character in title[:120])
    return f':root {{\n{light}}}\n\n{system}{choice}@page {{\n  @top-left {{\n    content: "{running}";\n  }}\n}}\n\n'


def attributes(parameters: dict[str, Parameter], values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Give the parameters that are a choice, for data attributes of the root element."""
    return tuple((f"data-{name}", values[name]) for name, one in sorted(parameters.items()) if one.kind == "choice")


def _parameter(document: Document, name: str, fields: dict[str, Value], parent: Parameter | None) -> Parameter:
    address = ("parameters", name)
    known = {"default", "dark", "about"} | (set() if parent else {"kind", "choices"})
    for key in fields:
        if key not in known:
            raise _fault(
                document, (*address, key), f"`{name}` has no field `{key}`", "known: " + ", ".join(sorted(known))
            )
    kind = parent.kind if parent else fields.get("kind", "")
    if kind not in {"colour", "length", "number", "fonts", "choice"}:
        raise _fault(document, address, f"`{name}` needs a kind: colour, length, number, fonts or choice")
    choices = fields.get("choices", list(parent.choices) if parent else [])
    made = Parameter(
        name=name,
        kind=kind,  # type: ignore[arg-type]  # membership was asked for above
        default=_text(fields.get("default", parent.default if parent else "")),
        dark=_text(fields.get("dark", parent.dark if parent else "")),
        choices=tuple(_text(one) for one in choices) if isinstance(choices, list) else (),
        about=_text(fields.get("about", parent.about if parent else "")),
    )
    for value in (made.default, made.dark):
        if (value or value is made.default) and (wrong := _unfit(made, value)):
            raise _fault(document, address, f"`{name}`: {value!r} is not {wrong}")
    return made


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _unfit(parameter: Parameter, value: str) -> str:
    """Say what the value should have been, or nothing when it fits."""
    if parameter.kind == "choice":
        return "" if value in parameter.choices else "one of " + ", ".join(parameter.choices)
    shape, words = _SHAPES[parameter.kind]
    return "" if re.fullmatch(shape, value.strip()) else words


def _fault(document: Document, address: tuple[str | int, ...], what: str, hint: str = "") -> UsageError:
    return UsageError(what, path=document.path, line=document.line(address), hint=hint)
