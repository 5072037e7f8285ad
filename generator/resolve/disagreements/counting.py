"""Figures read out of a sentence: "at least 12 people were killed", "killing 12", "the death toll rose to 12"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from generator.resolve import terms
from generator.resolve.disagreements.draft import knowledge, strings

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d|\.\d)|\d+(?:\.\d+)?|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_REACH = 9
"""Words between a number and what is counted."""
_TOLL = 8
"""Words between "death toll" and its number."""
_ROUGH = frozenset({"about", "around", "nearly", "almost", "some", "over", "than", "approximately", "roughly", "to"})


class Count(NamedTuple):
    """A number of something at ``start..end`` of a sentence. ``rough``: a round number or a bound, but "at least"."""

    what: str
    number: int
    rough: bool
    start: int
    end: int


class Token(NamedTuple):
    """A word, number or mark in small letters, and where it stands."""

    text: str
    start: int
    end: int


def counts_in(sentence: str) -> Iterator[Count]:
    """Give the figures of a sentence in the order of its words."""
    tokens = [Token(match.group().lower(), match.start(), match.end()) for match in _TOKEN.finditer(sentence)]
    shapes = _shapes()
    for at, token in enumerate(tokens):
        if token.text in shapes.told:
            place = _before(tokens, at)
            if place >= 0:
                yield _count(tokens, place, at, shapes.told[token.text])
        if token.text in shapes.done:
            place = at + 1
            while place < len(tokens) and tokens[place].text in (_ROUGH | {"at", "least", "more", "an", "estimated"}):
                place += 1
            if place < len(tokens) and _number(tokens[place].text) is not None and _counts_people(tokens, place + 1):
                yield _count(tokens, place, at, shapes.done[token.text])
        if token.text == "toll":
            for place in range(at + 1, min(at + _TOLL, len(tokens))):
                if tokens[place].text in {".", ";"}:
                    break
                if _number(tokens[place].text) is not None and tokens[place - 1].text in {
                    "to",
                    "at",
                    "is",
                    "of",
                    "was",
                }:
                    yield _count(tokens, place, at, "killed")
                    break


def _before(tokens: Sequence[Token], at: int) -> int:
    """Find the number that counts those of whom a word tells, -1 if only other words than people's stand between."""
    allowed = _shapes().between
    for place in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if _number(tokens[place].text) is not None:
            return place if tokens[place + 1].text not in {"%", "percent"} else -1
        if tokens[place].text not in allowed:
            return -1
    return -1


def _counts_people(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number after a verb counts people: nothing follows that it could count instead."""
    return at >= len(tokens) or tokens[at].text in _shapes().between or not tokens[at].text[0].isalnum()


def _count(tokens: Sequence[Token], place: int, at: int, what: str) -> Count:
    number = _number(tokens[place].text)
    before = tokens[place - 1].text if place else ""
    first, last = min(place, at), max(place, at)
    return Count(what, number or 0, before in _ROUGH, tokens[first].start, tokens[last].end)


def _number(text: str) -> int | None:
    plain = text.replace(",", "")
    if plain.isdecimal():  # the mark of a footnote is a digit, and no number
        return int(plain) if len(plain) <= 7 else None
    tens, _, unit = text.partition("-")
    if tens in _NUMBERS and unit in _NUMBERS:
        return _NUMBERS[tens] + _NUMBERS[unit]
    return _NUMBERS.get(text)


@cache
def counting_words() -> frozenset[str]:
    """Give the roots of all words that figures are told with: articles on any two events have them in common."""
    shapes = _shapes()
    return frozenset(terms.root(word) for word in (*shapes.told, *shapes.done, *shapes.between, *_NUMBERS, "toll"))


class _Shapes(NamedTuple):
    told: dict[str, str]
    done: dict[str, str]
    between: frozenset[str]


@cache
def _shapes() -> _Shapes:
    """Give the words after the counted ("killed", "dead"), those before ("killing"), and those that stand between."""
    table = knowledge()["figures"]
    given = (
        {str(what): words for what, words in table.items() if isinstance(words, dict)}
        if isinstance(table, dict)
        else {}
    )
    return _Shapes(
        told={word: what for what, words in given.items() for word in strings(words["after"])},
        done={word: what for what, words in given.items() for word in strings(words["before"])},
        between=frozenset(strings(knowledge()["between"])) | frozenset(strings(knowledge()["persons"])),
    )
