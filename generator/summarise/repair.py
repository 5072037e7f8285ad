"""A published sentence stands on its own: mended where the article says what it leans on, else refused."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from generator.nouns.account import Mention
from generator.summarise import dates
from generator.summarise.heads import balanced, echoes, joint, leans, pictured
from generator.summarise.placed import Placed
from generator.summarise.words import Word, group, groups

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’(?![^\W_])")
_BOUNDARY = re.compile(
    r"\b(?:that|who|whom|which|when|while|because|as|after|before|if|whether|where|and|but|to)\b|[,;:—–]"
)
_THING = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Ss]ome|[Mm]any|[Mm]ost|[Tt]wo|[Tt]hree|[Ss]everal|of|its|his|her)|['’]s)\s+[a-z][\w-]+\b(?!\s+[A-Z])"
    r"|\b[A-Za-z][a-z]{2,}s\b(?=\s+[a-z])"
)
_PLACED = re.compile(r"\b(?:in|at|to|from|into|near|across)\s+(?:the\s+)?[A-Z]")
_NAME = re.compile(r"(?<!^)\b[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)*")
_LEAST, _MOST = 6, 70
"""Words of a sentence that can be published."""


class Stretch(NamedTuple):
    """A span of one of the article's paragraphs, half-open, in characters of its clean text."""

    paragraph: int
    start: int
    end: int


class Piece(NamedTuple):
    """A run of the mended sentence: words of it, words from elsewhere in the article, or a cut.

    ``text`` is what a bracket shows where it is worked out from the words at ``source`` (offsets in the source).
    """

    kind: Literal["span", "bracket", "cut"]
    at: Stretch | None = None
    text: str = ""
    source: dates.Source | None = None


class Mended(NamedTuple):
    """A sentence that stands on its own. ``ease`` (0..1) is how well it does so: repairs and echoes take from it.

    ``added`` counts the words that the brackets add.
    """

    pieces: tuple[Piece, ...]
    ease: float
    added: int = 0


class _Patch(NamedTuple):
    """``piece`` stands in place of ``start..end`` of the paragraph (an empty span: it is put in between)."""

    start: int
    end: int
    piece: Piece


def mended(at: Placed, stated: dates.Source | None) -> Mended | None:
    """Mend one sentence, or give None when it cannot stand alone. ``stated`` is where the article states its date.

    A joint at its head is cut ("Moreover, …"). A personal pronoun or an office whose holder the sentence does not name
    gets the name in brackets, where the account links it to one chain. A relative date gets the date in brackets, where
    the article states its own. Everything else that points back or at a picture, quotation marks without their other
    half and the author's own "we" are refused.
    """
    if not at.one.complete or not _LEAST <= len(at.words) <= _MOST or pictured(at.body) or not balanced(at.body):
        return None
    start = joint(at.body, at.words)
    bare = [word for word in at.words if word[0] >= start] if start else at.words
    if not bare or leans(at.body, bare, reference=at.one.opening == "reference" and not start):
        return None
    quoted = [match.span() for match in _QUOTED.finditer(at.body)]
    people = _people(at, start, quoted)
    if people is None:
        return None
    patches = sorted(
        [*people, *(_dates(at, stated, quoted) if stated and at.dates else ())], key=lambda patch: patch[:2]
    )
    ease = 0.97 ** len(patches) * (0.95 if start else 1.0) * (0.8 if _loose(at) else 1.0) * echoes(bare)
    added = sum(len(patch.piece.text.split()) or 2 for patch in patches)
    return Mended(_laid(at, start, patches), ease, added)


def _people(at: Placed, start: int, quoted: Sequence[tuple[int, int]]) -> list[_Patch] | None:
    """Put names for pronouns and beside offices, where needed; None when one is needed and not known."""
    patches = _offices(at)
    pointers = groups("first", "pointing", "plural", "personal", "offices", "local")
    for i in [i for i, word in enumerate(at.words) if word[2] in pointers]:
        begin, end, word = at.words[i]
        if begin < start or any(a <= begin < b for a, b in quoted):
            continue
        following = at.words[i + 1][2] if i + 1 < len(at.words) else ""
        if _points(word, following, at.body[begin:end]) or _elsewhere(word, at.body[end:], at.body[:begin]):
            return None
        place = at.one.start + begin
        if word in group("plural") and not _stands(at, begin):
            return None
        if _unnamed(at, i, start) and not any(m.start <= place < m.end and m.chain >= 0 for m in at.mentions):
            return None
        if word in group("personal"):
            patch = _pronoun(at, (begin, end, word), following)
            if patch is None:
                return None
            if patch.piece.at is not None:
                patches.append(patch)
    return patches


def _offices(at: Placed) -> list[_Patch]:
    """Put the name beside an office whose holder the sentence does not name."""
    named = {m.chain for m in at.mentions if m.form == "name"}
    patches: list[_Patch] = []
    for role in at.mentions:
        if role.form != "role" or role.chain < 0 or role.chain in named:
            continue
        if name := _fullest(at, role, possessive=False):
            owning = at.text.startswith(("’s", "'s"), role.end)
            after = role.end + (2 if owning else 0)
            patches.append(_Patch(after, after, Piece("bracket", name)))
            named.add(role.chain)
    return patches


def _elsewhere(word: str, rest: str, body: str) -> bool:
    """Tell whether a sentence ends a clause on a "there" that names no place before."""
    return word in group("local") and (not rest or rest[0] in ',.;:)”"') and not _PLACED.search(body)


def _stands(at: Placed, begin: int) -> bool:
    """Tell whether something stands before an "it" or "they" that it can mean: a group, a place, a thing, a plural."""
    if any(m.end <= at.one.start + begin and m.kind != "person" for m in at.mentions):
        return True
    return bool(_THING.search(at.body[:begin]))


def _loose(at: Placed) -> bool:
    """Tell whether "the two sides" or "both countries" comes before two names that it could mean."""
    if group("pairs").isdisjoint([word for _, _, word in at.words]):
        return False
    for (start, _, before), (_, _, word) in pairwise(at.words):
        if before in {"two", "both"} and word in group("pairs"):
            named = _NAME.findall(at.body[:start])
            return sum(name.lower() not in group("time") for name in named) < 2
    return False


def _points(word: str, following: str, shown: str) -> bool:
    """Tell whether a word points out of the sentence: the author's own "we", "these issues"."""
    if word in group("first"):
        return shown not in {"US", "U.S", "I"} or (shown == "I" and following not in {"", "and"})
    return word in group("pointing") and following not in group("time")


def _unnamed(at: Placed, i: int, start: int) -> bool:
    """Tell whether an office at the head of the sentence names nobody: "The general told …", "the envoy said"."""
    _, end, word = at.words[i]
    if i == 0 or at.words[i - 1][2] != "the" or word not in group("offices") or at.words[i - 1][0] - start > 40:
        return False
    following = at.body[end : end + 4].lstrip()
    return not (following[:1].isupper() or following.startswith(("of", "for", "’s", "'s", "-")))


def _pronoun(at: Placed, word: Word, following: str) -> _Patch | None:
    """Mend one personal pronoun: an empty patch when its antecedent stands in the sentence, None when nobody knows."""
    begin, end = at.one.start + word[0], at.one.start + word[1]
    nothing = _Patch(begin, begin, Piece("cut"))
    pronoun = next((m for m in at.mentions if m.form == "pronoun" and m.start == begin), None)
    people = [m for m in at.mentions if m.form != "pronoun" and m.kind == "person" and m.start != begin]
    if pronoun is not None and pronoun.chain >= 0:
        if any(m.chain == pronoun.chain for m in people):
            return nothing
        owning = word[2] == "his" or (word[2] == "her" and bool(following))
        name = _fullest(at, pronoun, possessive=owning)
        return _Patch(begin, end, Piece("bracket", name)) if name else None
    before = [m for m in people if m.end <= begin]
    if not before and _ahead(at, people, begin):
        return nothing  # "While on his visit, General Munir met …"
    if len({m.chain for m in before}) != 1:
        return None
    if word[2] in {"him", "her"} and not _BOUNDARY.search(at.text[before[-1].end : begin]):
        return None  # "Finer met him": another than the one who acts
    return nothing


def _ahead(at: Placed, people: Sequence[Mention], begin: int) -> bool:
    """Tell whether an opening phrase with "his" or "her" is followed at once by the person, after the first comma."""
    if not people:
        return False
    before, between = at.text[at.one.start : begin], at.text[begin : min(m.start for m in people)]
    opens = before.split()[:1]
    return (
        "," not in before
        and bool(opens)
        and opens[0].lower() in group("phrases")
        and between.split()[:1] in (["his"], ["her"])
        and between.count(",") == 1
        and len(between.rsplit(",", 1)[1].split()) <= 4
    )


def _fullest(at: Placed, one: Mention, *, possessive: bool) -> Stretch | None:
    """Give the words to quote for a pronoun or an office: the chain's fullest name, owning if it must be."""
    fitting = []
    for i in at.account.chains[one.chain].mentions:
        name = at.account.mentions[i]
        if name.form == "name" and name.kind == "person":
            owning = at.article.paragraphs[name.paragraph].text.startswith(("’s", "'s"), name.end)
            if owning or not possessive:
                fitting.append((-len(name.text), name.paragraph, name.start, name.end))
    if not fitting:
        return None
    _, paragraph, start, end = min(fitting)
    return Stretch(paragraph, start, end + (2 if possessive else 0))


def _dates(at: Placed, stated: dates.Source, quoted: Sequence[tuple[int, int]]) -> list[_Patch]:
    """Put the day beside a relative date that is not part of quoted words."""
    found = []
    for expression in at.dates:
        if any(a <= expression.start - at.one.start < b for a, b in quoted):
            continue
        told = dates.meaning(expression)
        free = at.text[expression.end : expression.end + 1] in {"", " ", ",", ".", ";", ":", ")"}
        if told and free:
            found.append(_Patch(expression.end, expression.end, Piece("bracket", None, told, stated)))
    return found


def _laid(at: Placed, start: int, patches: Sequence[_Patch]) -> tuple[Piece, ...]:
    """Lay the pieces in order; a bracket that is put in between stands after a space of its own."""
    pieces: list[Piece] = []
    begin, end = at.one.start + start, at.one.end
    if start:
        pieces.append(Piece("cut"))
    for patch in patches:
        if patch.start < begin:
            continue
        if begin < patch.start:
            pieces.append(Piece("span", Stretch(at.paragraph, begin, patch.start)))
        pieces.append(patch.piece)
        begin = patch.end
    if begin < end:
        pieces.append(Piece("span", Stretch(at.paragraph, begin, end)))
    return tuple(pieces)
