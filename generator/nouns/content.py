"""What editors write about the corpus, in Markdown and YAML."""

import msgspec

from generator.nouns.judgement import Judgement
from generator.nouns.problem import Problem


class Note(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An editor's text: Markdown without its front matter. ``subject`` is the name or topic id that it is about."""

    path: str
    subject: str = ""
    title: str = ""
    markdown: str = ""
    line: int = 1


class Content(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All of ``content/``. Absent files are ``None`` or empty."""

    home: Note | None = None
    about: Note | None = None
    people: tuple[Note, ...] = ()
    organisations: tuple[Note, ...] = ()
    places: tuple[Note, ...] = ()
    topics: tuple[Note, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    problems: tuple[Problem, ...] = ()
