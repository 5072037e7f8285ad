"""An article as understood by itself: names joined to their short forms, speakers to quotes, dates to a calendar.

Offsets are half-open, in characters of the clean text of ``Article.paragraphs[paragraph]``. An index of -1 means none.
"""

from typing import Literal

import msgspec

from generator.nouns.ids import ArticleId

ActorKind = Literal["person", "organisation", "place"]


class Sentence(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One sentence of a paragraph.

    ``terms`` are its content words, lower-cased and stemmed, in order, with repeats. ``opening`` tells what a reader
    would stumble over if the sentence stood alone. ``complete``: it has a finite verb and ends as sentences do.
    """

    start: int
    end: int
    terms: tuple[str, ...] = ()
    opening: Literal["plain", "pronoun", "connective", "reference"] = "plain"
    complete: bool = True


class Mention(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A place where an actor is named (``name``), called by role (``role``: "the COAS") or by ``pronoun``.

    A name's span leaves out titles and possessives; a role mention's span includes its article ("The COAS").
    ``rule`` is the key of the rule that linked it to its chain.
    """

    paragraph: int
    sentence: int
    start: int
    end: int
    text: str
    kind: ActorKind
    form: Literal["name", "role", "pronoun"] = "name"
    chain: int = -1
    rule: str = ""


class Chain(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """The mentions of one actor within one article. ``name`` is the fullest form the article gives.

    ``historical`` is the reason, if the article speaks of the person as of the past, else empty.
    """

    kind: ActorKind
    name: str
    mentions: tuple[int, ...]
    historical: str = ""


class StatedRole(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A role of a chain's person as the text states it, and its split. ``start..end`` spans the role's words.

    ``rank`` "General", ``office`` "Chief of Staff", ``organisation`` "Army", ``qualifier`` "acting", "former", …
    ``pattern``: before the name, appositive, relative clause, copula, acronym and so on.
    """

    chain: int
    paragraph: int
    sentence: int
    start: int
    end: int
    text: str
    rank: str = ""
    office: str = ""
    organisation: str = ""
    qualifier: str = ""
    pattern: str = ""


class Quote(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """Words in quotation marks (``direct``) or told (``reported``). ``start..end`` includes the marks.

    ``chain`` is the speaker, -1 when unsure: never guessed. ``speaker`` is the speaker as the text has it, at
    ``speaker_start..speaker_end`` of paragraph ``speaker_paragraph``; -1 where the text names none.
    """

    paragraph: int
    sentence: int
    start: int
    end: int
    text: str
    kind: Literal["direct", "reported"] = "direct"
    chain: int = -1
    speaker: str = ""
    verb: str = ""
    confidence: float = 0.0
    speaker_paragraph: int = -1
    speaker_start: int = -1
    speaker_end: int = -1


class DateExpression(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A temporal expression, resolved against the article's date. ``value`` is ISO 8601 at its own precision
    (``2023-12``, ``2024-W01``, ``2021``); empty when it cannot be resolved. ``reason`` says how it was reached.
    """

    paragraph: int
    sentence: int
    start: int
    end: int
    text: str
    value: str = ""
    precision: Literal["", "decade", "year", "quarter", "month", "week", "day", "minute"] = ""
    kind: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    reason: str = ""


class Encounter(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A sentence that says who met, hosted, visited or telephoned whom.

    ``participants`` are chains of persons; ``groups`` others as the text calls them. ``place`` is a chain,
    ``date`` an index in the account's dates.
    """

    paragraph: int
    sentence: int
    kind: Literal["met", "hosted", "visited", "telephoned"] = "met"
    participants: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()
    place: int = -1
    date: int = -1


class Unlinked(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A possible mention that was withheld, and why."""

    paragraph: int
    start: int
    end: int
    text: str
    reason: str


class Account(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """Everything that one article says of whom. ``sentences[i]`` are those of ``Article.paragraphs[i]``."""

    article: ArticleId
    sentences: tuple[tuple[Sentence, ...], ...] = ()
    mentions: tuple[Mention, ...] = ()
    chains: tuple[Chain, ...] = ()
    roles: tuple[StatedRole, ...] = ()
    quotes: tuple[Quote, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    unlinked: tuple[Unlinked, ...] = ()
