"""A published sentence stands on its own: mended where the article says what it leans on, else refused."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from generator.nouns.account import Account, Mention, Sentence
from generator.nouns.article import Article
from generator.nouns.evidence import Locus
from generator.summarise import dates
from generator.summarise.heads import balanced, echoes, joint, leans, pictured
from generator.summarise.words import group, words

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’(?![^\W_])")
_BOUNDARY = re.compile(
    r"\b(?:that|who|whom|which|when|while|because|as|after|before|if|whether|where|and|but|to)\b|[,;:—–]"
)
_THING = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Ss]ome|[Mm]any|[Mm]ost|[Tt]wo|[Tt]hree|[Ss]everal|of|its|his|her)|['’]s)\s+[a-z][\w-]+\b(?!\s+[A-Z])"
    r"|\b[A-Za-z][a-z]{2,}s\b(?=\s+[a-z])"
)
_PLACED = re.compile(r"\b(?:in|at|to|from|into|near|across)\s+(?:the\s+)?[A-Z]")
_LEAST, _MOST = 6, 70
"""Words of a sentence that can be published."""


class Piece(NamedTuple):
    """A run of the mended sentence: words of it, words from elsewhere in the article, or a cut.

    ``text`` is what a bracket shows where it is worked out from the words at ``source`` (offsets in the source).
    """

    kind: Literal["span", "bracket", "cut"]
    locus: Locus | None = None
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


def mended(article: Article, account: Account, paragraph: int, number: int) -> Mended | None:
    """Mend one sentence, or give None when it cannot stand alone.

    A joint at its head is cut ("Moreover, …"). A personal pronoun or an office whose holder the sentence does not name
    gets the name in brackets, where the account links it to one chain. A relative date gets the date in brackets, where
    the article states its own. Everything else that points back or at a picture, quotation marks without their other
    half and the author's own "we" are refused.
    """
    one = account.sentences[paragraph][number]
    text = article.paragraphs[paragraph].text
    body = text[one.start : one.end]
    found = words(body)
    if not one.complete or pictured(body) or not balanced(body) or not _LEAST <= len(found) <= _MOST:
        return None
    start = joint(body, found)
    bare = [word for word in found if word[0] >= start]
    if not bare or leans(body, bare, reference=one.opening == "reference" and not start):
        return None
    people = _people(article, account, (paragraph, number), start)
    if people is None:
        return None
    patches = sorted([*people, *_dates(article, account, (paragraph, number))])
    ease = 0.97 ** len(patches) * (0.95 if start else 1.0) * echoes(bare)
    added = sum(len(patch.piece.text.split()) or 2 for patch in patches)
    return Mended(_laid(article, paragraph, one, start, patches), ease, added)


def _people(article: Article, account: Account, place: tuple[int, int], start: int) -> list[_Patch] | None:
    """Put names for pronouns and beside offices, where needed; None when one is needed and not known."""
    paragraph, number = place
    one = account.sentences[paragraph][number]
    body = article.paragraphs[paragraph].text[one.start : one.end]
    quoted = [match.span() for match in _QUOTED.finditer(body)]
    here = [m for m in account.mentions if m.paragraph == paragraph and m.sentence == number]
    patches = _offices(article, account, here, body, one.start)
    found = words(body)
    for i, (begin, end, word) in enumerate(found):
        if begin < start or any(a <= begin < b for a, b in quoted):
            continue
        following = found[i + 1][2] if i + 1 < len(found) else ""
        at = one.start + begin
        if _points(word, following, body[begin:end]) or _elsewhere(word, body[end:], body[:begin]):
            return None
        if word in group("plural") and not _stands(body, begin, here, at):
            return None
        if _unnamed(body, found, i, start) and not any(m.start <= at < m.end and m.chain >= 0 for m in here):
            return None
        if word in group("personal"):
            patch = _pronoun(article, account, here, (one.start, at, one.start + end), following)
            if patch is None:
                return None
            if patch.piece.locus is not None:
                patches.append(patch)
    return patches


def _offices(article: Article, account: Account, here: Sequence[Mention], body: str, begins: int) -> list[_Patch]:
    """Put the name beside an office whose holder the sentence does not name."""
    named = {m.chain for m in here if m.form == "name"}
    patches: list[_Patch] = []
    for role in here:
        if role.form != "role" or role.chain < 0 or role.chain in named:
            continue
        if name := _fullest(account, article, role, possessive=False):
            owning = body[role.end - begins :].startswith(("’s", "'s"))
            after = role.end + (2 if owning else 0)
            patches.append(_Patch(after, after, Piece("bracket", _locus(article, name))))
            named.add(role.chain)
    return patches


def _elsewhere(word: str, rest: str, body: str) -> bool:
    """Tell whether a sentence ends a clause on a "there" that names no place before."""
    return word in {"there", "here"} and (not rest or rest[0] in ',.;:)”"') and not _PLACED.search(body)


def _stands(body: str, begin: int, here: Sequence[Mention], at: int) -> bool:
    """Tell whether something stands before an "it" or "they" that it can mean: a group, a place, a thing, a plural."""
    if any(m.end <= at and m.kind != "person" for m in here):
        return True
    return bool(_THING.search(body[:begin]))


def _points(word: str, following: str, shown: str) -> bool:
    """Tell whether a word points out of the sentence: the author's own "we", "these issues"."""
    if word in group("first"):
        return shown not in {"US", "U.S", "I"} or (shown == "I" and following not in {"", "and"})
    return word in group("pointing") and following not in group("time")


def _unnamed(body: str, found: Sequence[tuple[int, int, str]], i: int, start: int) -> bool:
    """Tell whether an office at the head of the sentence names nobody: "The general told …", "the envoy said"."""
    _, end, word = found[i]
    if i == 0 or found[i - 1][2] != "the" or word not in group("offices") or found[i - 1][0] - start > 40:
        return False
    following = body[end : end + 4].lstrip()
    return not (following[:1].isupper() or following.startswith(("of", "for", "’s", "'s", "-")))


def _pronoun(
    article: Article,
    account: Account,
    here: Sequence[Mention],
    word: tuple[int, int, int],
    following: str,
) -> _Patch | None:
    """Mend one personal pronoun: an empty patch when its antecedent stands in the sentence, None when nobody knows."""
    begins, at, stop = word
    nothing = _Patch(at, at, Piece("cut"))
    pronoun = next((m for m in here if m.form == "pronoun" and m.start == at), None)
    people = [m for m in here if m.form != "pronoun" and m.kind == "person" and m.start != at]
    plain = article.paragraphs[here[0].paragraph].text[at:stop].lower() if here else ""
    if pronoun is not None and pronoun.chain >= 0:
        if any(m.chain == pronoun.chain for m in people):
            return nothing
        owning = plain == "his" or (plain == "her" and bool(following))
        name = _fullest(account, article, pronoun, possessive=owning)
        return _Patch(at, stop, Piece("bracket", _locus(article, name))) if name else None
    before = [m for m in people if m.end <= at]
    if not before and _ahead(article, people, at, begins):
        return nothing  # "While on his visit, General Munir met …"
    if len({m.chain for m in before}) != 1:
        return None
    between = article.paragraphs[before[-1].paragraph].text[before[-1].end : at]
    if plain in {"him", "her"} and not _BOUNDARY.search(between):
        return None  # "Finer met him": another than the one who acts
    return nothing


def _ahead(article: Article, people: Sequence[Mention], at: int, begins: int) -> bool:
    """Tell whether an opening phrase with "his" or "her" is followed at once by the person, after the first comma."""
    if not people:
        return False
    first = min(people, key=lambda m: m.start)
    text = article.paragraphs[first.paragraph].text
    before, between = text[begins:at], text[at : first.start]
    opens = before.split()[:1]
    return (
        "," not in before
        and bool(opens)
        and opens[0].lower() in group("phrases")
        and between.split()[0] in {"his", "her"}
        and between.count(",") == 1
        and len(between.rsplit(",", 1)[1].split()) <= 4
    )


def _fullest(account: Account, article: Article, one: Mention, *, possessive: bool) -> Mention | None:
    """Give the mention to quote for a pronoun or an office: the chain's fullest name, owning if it must be."""
    fitting = []
    for i in account.chains[one.chain].mentions:
        name = account.mentions[i]
        if name.form == "name" and name.kind == "person":
            owning = article.paragraphs[name.paragraph].text[name.end : name.end + 2] in {"’s", "'s"}
            if owning or not possessive:
                fitting.append((-len(name.text), name.paragraph, name.start, name))
    if not fitting:
        return None
    best = min(fitting, key=lambda item: item[:3])[3]
    if not possessive:
        return best
    return Mention(
        paragraph=best.paragraph,
        sentence=best.sentence,
        start=best.start,
        end=best.end + 2,
        text=best.text,
        kind=best.kind,
        chain=best.chain,
    )


def _dates(article: Article, account: Account, place: tuple[int, int]) -> list[_Patch]:
    """Put the day beside a relative date that is not part of quoted words."""
    stated = dates.source(article)
    if stated is None:
        return []
    paragraph, number = place
    text = article.paragraphs[paragraph].text
    one = account.sentences[paragraph][number]
    quoted = [
        (a + one.start, b + one.start) for a, b in (m.span() for m in _QUOTED.finditer(text[one.start : one.end]))
    ]
    found = []
    for expression in account.dates:
        if (expression.paragraph, expression.sentence) != place or any(a <= expression.start < b for a, b in quoted):
            continue
        told = dates.meaning(expression)
        free = text[expression.end : expression.end + 1] in {"", " ", ",", ".", ";", ":", ")"}
        if told and free:
            found.append(_Patch(expression.end, expression.end, Piece("bracket", None, told, stated)))
    return found


def _locus(article: Article, mention: Mention) -> Locus:
    return Locus(article=article.id, paragraph=mention.paragraph, start=mention.start, end=mention.end)


def _laid(article: Article, paragraph: int, one: Sentence, start: int, patches: Sequence[_Patch]) -> tuple[Piece, ...]:
    """Lay the pieces in order; a bracket that is put in between stands after a space of its own."""
    pieces: list[Piece] = []
    at = one.start + start
    if start:
        pieces.append(Piece("cut"))
    for patch in patches:
        if patch.start < at:
            continue
        if at < patch.start:
            pieces.append(Piece("span", Locus(article=article.id, paragraph=paragraph, start=at, end=patch.start)))
        pieces.append(patch.piece)
        at = patch.end
    if at < one.end:
        pieces.append(Piece("span", Locus(article=article.id, paragraph=paragraph, start=at, end=one.end)))
    return tuple(pieces)
