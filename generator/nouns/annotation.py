"""One paragraph as understood by itself: a function of its text and kind alone, so that copies share it.

Offsets are half-open, in characters of the paragraph's text. Indexes point into the annotation's own tuples.
"""

from typing import Literal

import msgspec

from generator.nouns.account import ActorKind, Sentence


class Passage(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What is annotated: a paragraph without its place."""

    kind: Literal["headline", "standfirst", "heading", "paragraph", "item"]
    text: str


class NameCandidate(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """Capitalised words that may name an actor; ``kind`` is empty where the paragraph alone does not tell.

    ``label`` is the model's entity label, if it gave one. ``title`` is the role phrase right before the name, as the
    text has it. ``sure`` tells that the paragraph alone suffices to call it a person's name. ``opens``: its first word
    opens a sentence, so that its capital letter says nothing; ``shouted``: most words of the sentence are capitalised.
    """

    start: int
    end: int
    text: str
    sentence: int
    kind: ActorKind | Literal[""] = ""
    label: str = ""
    title: str = ""
    sure: bool = False
    opens: bool = False
    shouted: bool = False


class RolePhrase(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """Words that name a role: "Chief of Army Staff General", "the commander of the US Central Command", "The COAS".

    ``key`` is the office or rank in its plain form. ``determiner`` is the word before, lower-cased, if it determines;
    it stands outside ``start..end``, at ``outer``. ``standing``: the phrase alone may call its holder.
    """

    start: int
    end: int
    outer: int
    text: str
    sentence: int
    key: str
    rank: str = ""
    office: str = ""
    organisation: str = ""
    qualifier: str = ""
    determiner: str = ""
    honorific: bool = False
    standing: bool = False


class Acronym(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A short form defined in brackets: "Tehreek-e-Taliban Pakistan (TTP)". The long form is a span."""

    start: int
    end: int
    short_start: int
    long: str
    short: str


class FoundQuote(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """Quoted or reported words, and the speaker as far as the paragraph tells.

    ``speaker_start..speaker_end`` span the words that name the speaker (a name, a role, a pronoun, an institution), -1
    when the paragraph names none; ``head_start`` is where the head word of them begins. ``open``: the closing mark is
    missing, the quote runs on in the next paragraph.
    """

    start: int
    end: int
    text: str
    sentence: int
    kind: Literal["direct", "reported"] = "direct"
    speaker_start: int = -1
    speaker_end: int = -1
    head_start: int = -1
    speaker: str = ""
    verb: str = ""
    confidence: float = 0.0
    open: bool = False


class FoundDate(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A temporal expression, not yet resolved. ``form`` and ``tense`` are what resolving needs to know."""

    start: int
    end: int
    text: str
    sentence: int
    kind: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    form: str = ""
    tense: Literal["", "past", "present", "future"] = ""


class FoundEncounter(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A clause about a meeting. ``parties`` are spans of the words that name who took part, ``place`` likewise."""

    start: int
    end: int
    sentence: int
    kind: Literal["met", "hosted", "visited", "telephoned"] = "met"
    parties: tuple[tuple[int, int], ...] = ()
    place: tuple[int, int] = (-1, -1)


class Annotation(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """Everything that one paragraph tells of itself; each tuple in the order of the text."""

    sentences: tuple[Sentence, ...] = ()
    names: tuple[NameCandidate, ...] = ()
    phrases: tuple[RolePhrase, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    quotes: tuple[FoundQuote, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    encounters: tuple[FoundEncounter, ...] = ()
