"""What the desk has that is none of the findings' own: what a page needs of another subject, or of its last writing."""

from typing import NamedTuple

import msgspec

from generator.nouns.account import ActorKind
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.settings import Republish

ENCODER = msgspec.json.Encoder(order="sorted")
"""Encodes the same value to the same bytes: keys in order."""


class Named(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A mention that has an actor: where it stands in its paragraph, whose it is, and whether it is a ``pronoun``."""

    start: int
    end: int
    actor: ActorId
    pronoun: bool


class Heading(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a link to an article says, and where it leads: the ``folder`` of its page."""

    title: str
    imprint: str
    published: str
    folder: str


class Credit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is said of an article where its words are quoted. ``label`` names it in few words, ``bylines`` are names
    with their kinds, ``original`` is its address on the web. ``head`` is the paragraph that is its headline, -1
    where it states none; ``allowed`` says how much of it may be shown.
    """

    headline: str
    label: str
    publisher: str
    published: str
    updated: str
    bylines: tuple[tuple[str, str], ...]
    language: str
    original: str
    head: int
    allowed: Republish


class Called(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a link to an actor says, and where it leads: the ``folder`` of its page."""

    name: str
    kind: ActorKind
    folder: str


class Listed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What lists of actors say of one: its role as last stated, and when, if it is none of the past; in how many
    ``articles`` it is named, and in which ``topics``.
    """

    role: str
    as_of: str
    articles: int
    topics: tuple[TopicId, ...]


class Titled(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a link to a topic says, and where it leads: the ``folder`` of its page."""

    title: str
    folder: str


class Written(NamedTuple):
    """A part of a data file as it was written: what it was made of, the articles and actors that it refers to, in the
    order in which it first does, and their ``numbers`` in the file.
    """

    given: tuple[object, ...]
    articles: tuple[ArticleId, ...]
    actors: tuple[ActorId, ...]
    text: msgspec.Raw
    numbers: tuple[list[int], list[int]] = ([], [])
