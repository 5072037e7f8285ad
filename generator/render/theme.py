"""A theme as found: a chain of folders, each with a ``theme.yaml``, ``templates/`` and ``assets/``; children win.

A template may extend its parent's of the same name by the parent's own: ``{% extends "default/home.html" %}``.
"""

import re
from pathlib import Path

import msgspec

from generator.errors import InputError, UsageError
from generator.nouns.problem import Problem
from generator.render.overrides import faults
from generator.render.parameters import Parameter, attributes, chosen, declared, stylesheet
from generator.safe import files, yaml
from generator.settings import Site

STYLE = "style.css"
_LIMIT = 1024 * 1024
NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_KNOWN = {"name", "parent", "about", "parameters", "templates"}


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """What rendering needs of a theme, as one value.

    ``chain`` names the themes, child first. ``templates`` are names and texts: each once as ``theme/name`` and the
    one that wins also as ``name``. ``attributes`` go to the root element. ``assets`` are paths below ``assets/`` and
    their bytes; the style sheets of the chain are one, parent first. ``problems`` are overrides that override nothing.
    """

    chain: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]
    attributes: tuple[tuple[str, str], ...] = ()
    assets: tuple[tuple[str, bytes], ...] = ()
    documentation: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


class _Folder(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    path: Path
    document: yaml.Document


def shipped() -> Path:
    """Give the folder of the themes that come with the program: inside the package once installed, else beside it."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def load(site: Site) -> Theme:
    """Find the site's theme and its parents, read them whole, and give their parameters the site's values.

    Raises UsageError when a theme is absent, is its own ancestor, or cannot be read.
    """
    folders = _chain(site)
    parameters: dict[str, Parameter] = {}
    templates: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    styles: list[str] = []
    documentation: dict[str, str] = {}
    for folder in reversed(folders):
        parameters = declared(folder.document, parameters)
        documentation |= _documentation(folder.document)
        for path, content in _read(folder.path):
            part, _, name = path.partition("/")
            if part == "templates":
                templates[f"{folder.name}/{name}"] = templates[name] = _text(path, content, folder)
            elif name == STYLE:
                styles.append(_text(path, content, folder))
            else:
                assets[name] = content
    values = chosen(parameters, dict(site.settings.theme.parameters), "site.yaml")
    assets[STYLE] = (stylesheet(parameters, values, site.settings.title) + "\n".join(styles)).encode()
    chain = tuple(folder.name for folder in folders)
    return Theme(
        chain=chain,
        templates=tuple(sorted(templates.items())),
        attributes=attributes(parameters, values),
        assets=tuple(sorted(assets.items())),
        documentation=tuple(sorted(documentation.items())),
        problems=tuple(faults(chain, templates)),
    )


def _chain(site: Site) -> tuple[_Folder, ...]:
    own = site.root / "themes"
    found: list[_Folder] = []
    name, path, line = site.settings.theme.name, "site.yaml", 0
    while name:
        if any(folder.name == name for folder in found):
            raise UsageError(f"the theme `{name}` is its own ancestor", path=path, line=line, hint="change `parent`")
        folder = _folder(name, (own, shipped()), path, line)
        found.append(folder)
        value = folder.document.value
        parent = value.get("parent", "") if isinstance(value, dict) else ""
        path, line = folder.document.path, folder.document.line(("parent",))
        if not isinstance(parent, str) or (parent and not NAME.fullmatch(parent)):
            raise UsageError("`parent` is not the name of a theme", path=path, line=line)
        name = parent
    return tuple(found)


def _folder(name: str, places: tuple[Path, ...], path: str, line: int) -> _Folder:
    for place in places:
        folder = place / name
        try:
            content = files.read(folder, "theme.yaml", limit=yaml.LIMIT)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except InputError as error:
            raise UsageError(error.what, path=f"themes/{name}/theme.yaml", hint=error.hint) from None
        return _Folder(name=name, path=folder, document=_document(content, f"themes/{name}/theme.yaml"))
    known = sorted({one.parent.name for place in places for one in place.glob("*/theme.yaml")})
    hint = "there are " + ", ".join(f"`{one}`" for one in known)
    raise UsageError(f"there is no theme `{name}`: no themes/{name}/theme.yaml", path=path, line=line, hint=hint)


def _document(content: bytes, path: str) -> yaml.Document:
    try:
        document = yaml.load(content, path)
    except InputError as error:
        raise UsageError(error.what, path=error.path, line=error.line, hint=error.hint) from None
    value = document.value
    if not isinstance(value, dict):
        raise UsageError("a theme.yaml is a mapping", path=path, line=1)
    for key in value:
        if key not in _KNOWN:
            hint = "known: " + ", ".join(sorted(_KNOWN))
            raise UsageError(f"a theme has no `{key}`", path=path, line=document.line((key,)), hint=hint)
    return document


def _documentation(document: yaml.Document) -> dict[str, str]:
    value = document.value
    entries = value.get("templates", {}) if isinstance(value, dict) else {}
    if not isinstance(entries, dict):
        line = document.line(("templates",))
        raise UsageError("`templates` is not a mapping of template names", path=document.path, line=line)
    return {name: text for name, text in entries.items() if isinstance(text, str)}


def _read(folder: Path) -> list[tuple[str, bytes]]:
    found = []
    for one in files.walk(folder, limit=_LIMIT, accept=lambda path: path.startswith(("templates/", "assets/"))):
        if isinstance(one, files.File):
            found.append((one.path, one.content))
        elif not one.harmless:
            raise UsageError(one.reason, path=f"themes/{folder.name}/{one.path}", hint=one.hint)
    return found


def _text(path: str, content: bytes, folder: _Folder) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError("this is not UTF-8", path=f"themes/{folder.name}/{path}") from None
