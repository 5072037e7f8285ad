"""Entries of the desk's tables that are none of the findings' own: what a page needs of another subject."""

from dataclasses import dataclass

from generator.nouns.account import ActorKind, Mention
from generator.nouns.ids import ActorId


@dataclass(frozen=True, kw_only=True)
class Named:
    """A mention that has an actor: where it stands in its paragraph, and whose it is."""

    start: int
    end: int
    actor: ActorId
    mention: Mention


@dataclass(frozen=True, kw_only=True)
class Heading:
    """What a link to an article says, and where it leads: the ``folder`` of its page."""

    title: str
    imprint: str
    published: str
    folder: str


@dataclass(frozen=True, kw_only=True)
class Called:
    """What a link to an actor says, and where it leads: the ``folder`` of its page."""

    name: str
    kind: ActorKind
    folder: str


@dataclass(frozen=True, kw_only=True)
class Titled:
    """What a link to a topic says, and where it leads: the ``folder`` of its page."""

    title: str
    folder: str
