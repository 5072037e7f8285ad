"""A site: its settings, read from ``site.yaml`` (``declared`` has them all), and where everything stands."""

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from generator.errors import InputError, UsageError
from generator.safe import files, yaml
from generator.settings.declared import (
    BriefSettings,
    OutletSettings,
    Republish,
    Settings,
    ThemeSettings,
    TopicSettings,
    prepared,
)

__all__ = [
    "BriefSettings",
    "OutletSettings",
    "Republish",
    "Settings",
    "Site",
    "ThemeSettings",
    "TopicSettings",
    "load",
    "locate",
    "understood",
]

SEEDS = "seeds"
"""Where sources stand if the settings do not tell."""

_ARTICLES = frozenset({".txt", ".text", ".md", ".markdown"})


@dataclass(frozen=True, kw_only=True)
class Site:
    """Settings and where things are. Every path is absolute; ``root`` is what reported paths are relative to.

    ``only``, if not empty, is the one file of ``sources`` to read. ``exclude`` are folders that are never sources,
    where they stand inside ``sources``.
    """

    root: Path
    settings: Settings
    sources: Path
    content: Path
    output: Path
    cache: Path
    only: str = ""
    exclude: tuple[Path, ...] = ()


def locate(
    *,
    root: Path | None = None,
    config: Path | None = None,
    sources: Path | None = None,
    content: Path | None = None,
    output: Path | None = None,
    cache: Path | None = None,
) -> Site:
    """Find the settings and the places of a site; what is given here (by the person at the keyboard) wins.

    Without ``site.yaml`` every default holds; a folder that has articles but no ``seeds/`` is then its own sources.
    Raises UsageError with every fault of the configuration.
    """
    root = _absolute(root or (config.parent if config else Path()))
    if not root.is_dir():
        raise UsageError("there is no such folder", path=str(root), hint="give the site's folder with -C")
    settings = load(root, config)
    name = _shown(root, config)
    places = {
        key: _absolute(given) if given else _inside(root, str(getattr(settings, key)) or SEEDS, key, name)
        for key, given in (("sources", sources), ("content", content), ("output", output), ("cache", cache))
    }
    _usable(places["content"], "content", root, typed=content is not None)
    _usable(places["cache"], "cache", root)
    where, only = places["sources"], ""
    if where.is_file():
        where, only = where.parent, where.name
    elif not where.is_dir():
        if sources is not None or settings.sources or not _has_articles(root):
            raise UsageError(
                "there is no folder of articles here",
                path=str(sources or settings.sources or SEEDS),
                hint="name one, as in `briefbook build my-articles`, or put .txt or .md files into seeds/",
            )
        where = root
    if _real(where) == _real(root):
        where = root  # however it was written
    themes = root / "themes"
    for inputs in (where, places["content"]):
        if _real(places["output"]).is_relative_to(_real(inputs)) and inputs != root:
            raise UsageError(
                "the output folder stands inside a folder that is read",
                path=str(output or settings.output),
                hint="choose another one with -o",
            )
    return Site(
        root=root,
        settings=settings,
        sources=where,
        content=places["content"],
        output=places["output"],
        cache=places["cache"],
        only=only,
        exclude=tuple(one for one in (places["content"], places["output"], places["cache"], themes) if one != where),
    )


def load(root: Path, config: Path | None = None) -> Settings:
    """Read ``site.yaml`` of ``root``, or ``config`` if given; an absent ``site.yaml`` means defaults.

    Raises UsageError: the first fault, with all further ones in ``others``.
    """
    name = _shown(root, config)
    try:
        content = config.read_bytes() if config else files.read(root, "site.yaml", limit=4 * yaml.LIMIT)
        document = yaml.load(content, name)
    except FileNotFoundError:
        if config is None:
            return Settings()
        raise UsageError("there is no such file", path=name, hint="check --config") from None
    except OSError as error:
        raise UsageError(f"it cannot be read: {(error.strerror or '').lower()}", path=name) from None
    except InputError as error:
        raise UsageError(error.what, path=name, line=error.line, hint=error.hint) from None
    if not isinstance(document.value, dict):
        raise UsageError("settings are lines of `name: value`", path=name, line=1)
    return understood(document)


def understood(document: yaml.Document) -> Settings:
    """Read settings. Raises UsageError: the first fault, with all further ones in ``others``."""
    value = prepared(document.value)
    try:
        return msgspec.convert(value, Settings, strict=False)  # whatever stands in the file is text
    except msgspec.ValidationError:
        from generator.settings.faults import examined  # noqa: PLC0415 - it says why it is imported late

        return examined(value, document)


def _absolute(path: Path) -> Path:
    # Not resolved: a person who names a link means its place, and sees that name in messages.
    return path if path.is_absolute() else Path.cwd() / path


def _inside(root: Path, given: str, key: str, config: str) -> Path:
    """Confine what the file names to the site's folder: a copied ``site.yaml`` reads and writes nothing elsewhere."""
    path = root / given
    inside = _real(path)
    if not inside.is_relative_to(_real(root)) or (inside == _real(root) and key != "sources"):
        flag = {"sources": "SOURCES", "content": "--content", "output": "--output", "cache": "--cache"}[key]
        raise UsageError(
            f"`{key}` must be a folder inside the site's", path=config, hint=f"for another place use {flag}"
        )
    return path


def _real(path: Path) -> Path:
    """Follow links as far as they lead; where they lead in a ring, ``Path.resolve`` would raise."""
    return Path(os.path.realpath(path))


def _usable(path: Path, key: str, root: Path, *, typed: bool = False) -> None:
    """Refuse what stands in a folder's place, and a folder that was typed and is not there."""
    there = os.path.lexists(path)
    if not path.is_dir() and (typed or there):
        shown = path.relative_to(root) if path.is_relative_to(root) else path
        what = "it is not a folder" if there else "there is no such folder"
        raise UsageError(what, path=str(shown), hint=f"put a folder in its place, or name another with --{key}")


def _has_articles(folder: Path) -> bool:
    try:
        return any(entry.suffix.lower() in _ARTICLES and entry.is_file() for entry in folder.iterdir())
    except OSError:
        return False


def _shown(root: Path, config: Path | None) -> str:
    if config is None:
        return "site.yaml"
    path = _absolute(config)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(config)
