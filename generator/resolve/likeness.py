"""Two personal names compared: may they be one person's, how surely, and why in plain words.

``same``: one person unless facts speak against it. ``likely``: one person if something else than the name says so.
``never``: two people. ``unrelated``: nothing to ask. The sentences are what a reader sees on the page.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import msgspec
from rapidfuzz.distance import OSA

from generator.resolve.names import Name, known

Level = Literal["same", "likely", "never", "unrelated"]
Relation = Literal["equal", "spelling", "swap", "sound", "near", "nickname", "initial", "clash"]

_SURE: frozenset[Relation] = frozenset({"equal", "spelling", "swap"})
_SOUNDS = (
    ("sch", "sh"), ("tch", "ch"), ("cz", "ch"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("kh", "k"), ("gh", "g"),
    ("dh", "d"), ("bh", "b"), ("th", "t"), ("zh", "j"), ("ey", "i"), ("ie", "i"), ("ee", "i"), ("y", "i"),
    ("oo", "u"), ("ou", "u"), ("w", "v"), ("z", "s"), ("x", "ks"),
)  # fmt: skip


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome. ``needs`` tells what must speak for a ``likely`` one: ``role``, or ``any`` other fact."""

    level: Level
    rule: str
    reason: str
    needs: Literal["", "role", "any"] = ""


UNRELATED = Likeness(level="unrelated", rule="unrelated", reason="The names have no family name in common.")


def liken(left: Name, right: Name) -> Likeness:
    """Compare two names; the order of the arguments changes nothing but the order in which the sentence names them."""
    if (len(left.words), left.words) < (len(right.words), right.words):
        left, right = right, left
    if left.suffix and right.suffix and left.suffix != right.suffix:
        return _never("generation", left, right, "the generations stated differ")
    found = _liken(left, right)
    if found.level in {"same", "likely"} and left.suffix != right.suffix:
        stated = left if left.suffix else right
        return _likely("generation-unstated", left, right, f"only “{stated.text}” states a generation", needs="role")
    return found


def _liken(left: Name, right: Name) -> Likeness:  # noqa: C901, PLR0911 - rules in their order, read as a table
    """Compare the words of two names, the longer one first."""
    long, short = left.words, right.words
    if left.key == right.key or long == short:
        if left.key != right.key:
            return _likely("patronymic", left, right, "only one of them has “bin”")
        return _same("same-name", left, right, "they are the same name, but for accents, hyphens, dots or small words")
    if left.lone or right.lone:
        return _lone(left, right)
    if "".join(long) == "".join(short):
        return _same("spacing", left, right, "they are the same name, written apart and together")
    if sorted(long) == sorted(short):
        turned = long[1:] + long[:1] == short or short[1:] + short[:1] == long
        if turned and (left.family_first or right.family_first):
            return _same("order", left, right, "they are the same names, with the family name first in one")
        return _likely("order", left, right, "they are the same names in another order")
    if left.family_first and right.family_first and long[0] == short[0]:
        if long[: len(short)] == short:
            return _likely("dropped-last", left, right, "the shorter leaves out the last syllable")
        if len(long) == len(short) and _pairs_sure(long, short):
            return _same("spelling", left, right, "they are two spellings of one name")
        return _never("given-names", left, right, "after the same family name the given names differ")
    first, last = relation(long[0], short[0], given=True), relation(long[-1], short[-1], given=False)
    if last not in {"clash", "initial"} and first != "clash":
        return _both_ends(left, right, first, last)
    if last in _SURE:
        return _one_family(left, right)
    if first in _SURE and len(short) < len(long) and len(short) > 1 and _pairs_sure(long[: len(short)], short):
        return _likely("dropped-last", left, right, "the shorter leaves out the last name")
    return UNRELATED


def _both_ends(  # noqa: PLR0911 - rules in their order, read as a table
    left: Name, right: Name, first: Relation, last: Relation
) -> Likeness:
    """Compare names whose first and last words are alike."""
    middles = _middles(left.words[1:-1], right.words[1:-1])
    if middles is None:
        if last in _SURE:
            return _never("middle-names", left, right, "the middle names or initials differ")
        return UNRELATED
    dropped = len(left.words) > len(right.words)
    relations: set[Relation] = {first, last, *middles}
    foreign = left.family_first or right.family_first
    if first == "initial" and not (len(middles) and "equal" in middles and not dropped):
        return _likely("initial", left, right, "one gives only an initial for the given name")
    if "near" in relations:
        return _likely("misspelling", left, right, "they differ by a letter or two", needs="role" if foreign else "any")
    if "nickname" in relations:
        return _likely("nickname", left, right, "one has the familiar form of the given name")
    if "sound" in relations:
        return _likely("spelling", left, right, "they sound alike")
    if "swap" in relations:
        return _same("misspelling", left, right, "two neighbouring letters are swapped")
    if dropped:
        common = known().spelling.get(right.words[0]) == "mohammed" or right.words[0] in known().honorific
        if common:
            return _likely("dropped-middle", left, right, "the shorter leaves out a name that tells such people apart")
        what = "initials" if all(len(word) == 1 for word in set(left.words) - set(right.words)) else "names"
        return _same("dropped-middle", left, right, f"the shorter leaves out middle {what}")
    if "spelling" in relations:
        return _same("spelling", left, right, "they are two spellings of one name")
    return _same("initial", left, right, "one gives an initial where the other gives the name")


def _one_family(left: Name, right: Name) -> Likeness:
    """Compare names with one family name whose first words clash."""
    long, short = left.words, right.words
    extra = long[: len(long) - len(short)]
    if extra and len(short) > 1 and _pairs_sure(long[len(extra) :], short):
        if all(word in known().honorific for word in extra):
            return _same("dropped-first", left, right, f"the shorter leaves out “{extra[0].title()}”")
        if all(len(word) == 1 for word in extra):
            return _same("dropped-first", left, right, "the shorter leaves out the first initial")
        return _likely("dropped-first", left, right, "the shorter leaves out the first name")
    return _never("given-names", left, right, "with one family name the given names differ")


def _lone(left: Name, right: Name) -> Likeness:
    """Compare a single name with another."""
    full, lone = (left, right) if not left.lone else (right, left)
    if full.lone:
        return UNRELATED
    if full.words[-len(lone.words) :] == lone.words:
        return _likely("lone-surname", full, lone, "only the family name is given")
    if full.words[: len(lone.words)] == lone.words:
        what = "family name" if full.family_first else "given name"
        return _likely("lone-surname" if full.family_first else "lone-given", full, lone, f"only the {what} is given")
    return UNRELATED


def _middles(long: Sequence[str], short: Sequence[str]) -> list[Relation] | None:
    """Align the fewer middle words with the more, in order; None when one of them has no partner."""
    found: list[Relation] = []
    place = 0
    for word in short:
        reach = place + 1 if len(word) == 1 else len(long)  # an initial stands in its place: H. W. is not W.
        while place < reach and place < len(long):
            one = relation(long[place], word, given=True)
            place += 1
            if one in {"equal", "spelling", "initial", "swap"}:
                found.append(one)
                break
        else:
            return None
    return found


def _pairs_sure(long: Sequence[str], short: Sequence[str]) -> bool:
    return all(relation(a, b, given=False) in _SURE for a, b in zip(long, short, strict=True))


@lru_cache(maxsize=65536)
def relation(left: str, right: str, *, given: bool) -> Relation:  # noqa: PLR0911 - the same
    """Compare two words of names, folded. ``given`` words have familiar forms, and two known ones never slip."""
    if left == right:
        return "equal"
    facts = known()
    if facts.spelling.get(left, left) == facts.spelling.get(right, right):
        return "spelling"
    if given and _familiar(left, right):
        return "nickname"
    if facts.variant.get(left, left) == facts.variant.get(right, right):
        return "sound"
    if not left or not right or left[0] != right[0]:
        return "clash"
    if len(left) == 1 or len(right) == 1:
        return "initial"
    if given and left in facts.given and right in facts.given:
        return "clash"
    shorter = min(len(left), len(right))
    distance = OSA.distance(left, right, score_cutoff=2)
    if distance == 1 and shorter >= 4 and len(left) == len(right) and sorted(left) == sorted(right):
        return "swap"
    if shorter >= 4 and sound(left) == sound(right):
        return "sound"
    if given and left.rstrip("aeio") == right.rstrip("aeio"):
        return "clash"  # Daniel and Daniela, Mario and Maria
    if (shorter >= 5 and distance == 1) or (shorter >= 9 and distance == 2):
        return "near"
    return "clash"


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Reduce a folded word to letters that stay when it is spelled by ear or transliterated by another rule."""
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    out: list[str] = []
    for letter in word:
        if not out or out[-1] != letter:
            out.append(letter)
    if len(out) > 3 and out[-1] == "h":
        out.pop()
    return "".join(out)


def _familiar(left: str, right: str) -> bool:
    """Tell whether one is the familiar form of the other."""
    facts = known()
    left, right = facts.spelling.get(left, left), facts.spelling.get(right, right)

    def fulls(nick: str) -> set[str]:
        return {facts.spelling.get(full, full) for full in facts.nicknames.get(nick, ())}

    return right in fulls(left) or left in fulls(right)


def _same(rule: str, left: Name, right: Name, why: str) -> Likeness:
    return Likeness(level="same", rule=rule, reason=_sentence(left, right, why))


def _likely(rule: str, left: Name, right: Name, why: str, *, needs: Literal["role", "any"] = "any") -> Likeness:
    return Likeness(level="likely", rule=rule, reason=_sentence(left, right, why), needs=needs)


def _never(rule: str, left: Name, right: Name, why: str) -> Likeness:
    return Likeness(level="never", rule=rule, reason=_sentence(left, right, why))


def _sentence(left: Name, right: Name, why: str) -> str:
    return f"“{left.text}” and “{right.text}”: {why}."
