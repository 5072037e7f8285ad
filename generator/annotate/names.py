"""Names of persons by their parts: when two of them may be one person within one article."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from generator.annotate import knowledge, words


@dataclass(frozen=True, kw_only=True)
class Name:
    """A person's name: its words in look-up form, hyphens split; ``suffix`` is a Jr, Sr or II cut from them."""

    parts: tuple[str, ...]
    suffix: str = ""

    @property
    def last(self) -> str:
        """The family name where it stands last."""
        return self.parts[-1]

    @property
    def full(self) -> bool:
        """Whether there is more than one real word."""
        return sum(len(part) > 1 for part in self.parts) > 1


@lru_cache(maxsize=16384)
def parse(text: str) -> Name:
    """Take a name apart. A hyphenated given name ("Jong-un") gives its parts; so does "al-Assad"."""
    keys = [part for token in words.of_name(text) for part in token.key.split("-") if part[:1].isalnum()]
    suffix = ""
    if len(keys) > 1 and keys[-1] in knowledge.words("suffixes"):
        suffix = keys.pop()
    return Name(parts=tuple(keys) or (knowledge.key(text),), suffix=suffix)


def same_suffix(one: Name, other: Name) -> bool:
    """Whether Jr, Sr and the like do not keep two names apart."""
    return one.suffix == other.suffix or not (one.suffix and other.suffix)


def fits(one: Name, other: Name) -> bool:
    """Whether two full names of one article are forms of one name.

    Same family name (or the last word of the longer left out), and every given word of the shorter stands in the
    longer, in order: whole, as its initial, or with one slip of spelling. At least one whole given word must agree, or
    both first given words by initial.
    """
    if not same_suffix(one, other) or (
        one.suffix != other.suffix and one.parts == other.parts and bool(one.suffix) != bool(other.suffix)
    ):
        return False
    if one.parts == other.parts:
        return True
    short, long = sorted((one.parts, other.parts), key=lambda parts: (len(parts), parts))
    if short[-1] == long[-1]:
        return _given_fit(short[:-1], long[:-1])
    if "".join(one.parts) == "".join(other.parts):
        return True
    return len(short) >= 2 and len(short) < len(long) and long[: len(short)] == short


def _given_fit(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    at = 0
    whole = False
    for index, word in enumerate(short):
        while at < len(long) and not _alike(word, long[at]):
            if index == 0 and len(word) == 1:
                return False  # a first initial must be that of the first given name
            at += 1
        if at == len(long):
            return False
        whole = whole or (len(word) > 1 and len(long[at]) > 1)
        at += 1
    return whole or bool(short and long and short[0][0] == long[0][0])


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one[0] == other[0] and min(len(one), len(other)) >= 4 and int(OSA.distance(one, other, score_cutoff=1)) <= 1
