"""A paragraph as parsed, and the runs of its words that may stand in a name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from generator.annotate import knowledge
from generator.annotate.evidence import single
from generator.annotate.words import Token
from generator.nouns.annotation import RolePhrase

_MONTH_NAMES = frozenset({"may", "april", "june", "august", "jan"})  # Theresa May
SYLLABLES = frozenset({"In", "Un", "So", "Do", "An"})  # the last of Moon Jae In, Kim Jong Un
_PREFIXED = re.compile(r"(?:anti|pro|non|post|pre|ex)-[^\W\d_]")  # anti-Noor may hold a name
_GRAFTED = re.compile(r"[A-Z]-[A-Z]")  # R-Fla., D-Mass., X-ray: no names


class Entity(Struct, frozen=True, kw_only=True):
    """An entity as the model gives it, by token indexes."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """What names are found from.

    ``sentence_of`` gives each token's sentence, ``proper`` the tokens that the model tags as proper nouns, ``titled``
    those that belong to a role phrase, ``shouting`` the sentences that capitalise most of their words.
    """

    text: str
    tokens: Sequence[Token]
    sentence_of: Sequence[int]
    entities: Sequence[Entity]
    proper: frozenset[int]
    phrases: Sequence[RolePhrase]
    titled: frozenset[int]
    shouting: frozenset[int] = frozenset()

    def opens(self, at: int) -> bool:
        """Whether a token opens its sentence, or follows an opening quote there."""
        if at == 0 or self.sentence_of[at - 1] != self.sentence_of[at]:
            return True
        return self.tokens[at - 1].text in '"“‘«:•–—-' and not self.tokens[at - 1].text.isalnum()

    def joined(self, at: int) -> bool:
        """Whether a token and the next stand in one sentence with nothing but a space between them."""
        tokens = self.tokens
        return (
            at + 1 < len(tokens)
            and tokens[at + 1].start - tokens[at].end == 1
            and self.sentence_of[at] == self.sentence_of[at + 1]
        )

    def whole(self, low: int, high: int) -> str:
        """Give the look-up form of some tokens together."""
        return knowledge.key(" ".join(token.text for token in self.tokens[low:high]))

    def end_of(self, last: int) -> int:
        """Give the end of a name that ends before token ``last``, without a dot that closes the sentence."""
        token = self.tokens[last - 1]
        closing = last >= len(self.tokens) or self.sentence_of[last] != self.sentence_of[last - 1]
        if not token.text.endswith(".") or not closing:
            return token.end
        return token.end if token.text.count(".") > 1 or token.key in knowledge.words("suffixes") else token.end - 1


def shouting(tokens: Sequence[Token], sentence_of: Sequence[int]) -> frozenset[int]:
    """Find the sentences in which capitals tell nothing: four longer words or more, nearly all capitalised."""
    long: dict[int, int] = {}
    capital: dict[int, int] = {}
    for token, sentence in zip(tokens, sentence_of, strict=True):
        if len(token.text) > 3 and token.text[0].isalpha():
            long[sentence] = long.get(sentence, 0) + 1
            capital[sentence] = capital.get(sentence, 0) + token.text[0].isupper()
    return frozenset(one for one, count in long.items() if count >= 4 and capital[one] >= 0.9 * count)


def nameable(parsed: Parsed, at: int) -> bool:
    """Whether a token may stand in a name."""
    token = parsed.tokens[at]
    kind = _nameable(token.text)
    if kind == "no" or at in parsed.titled:
        return False
    if kind == "month":
        return at > 0 and parsed.joined(at - 1) and nameable(parsed, at - 1)
    return True


@lru_cache(maxsize=knowledge.REMEMBERED)
def _nameable(word: str) -> Literal["yes", "no", "month"]:
    """Whether a word may stand in a name; a month may where another word of the name stands before it."""
    capital = knowledge.capital(word) or (bool(_PREFIXED.match(word)) and word.partition("-")[2][:1].isupper())
    kind = single(word)
    if not capital or kind == "function" or knowledge.key(word) == "'s" or _GRAFTED.match(word):
        return "no"
    if kind == "calendar":
        return "month" if knowledge.key(word) in _MONTH_NAMES else "no"
    return "yes"


def runs(parsed: Parsed) -> list[tuple[int, int]]:
    """Find the runs of words that may stand in a name, with lower-case particles between two of them."""
    found = []
    at = 0
    breaks = {phrase.end for phrase in parsed.phrases}
    while at < len(parsed.tokens):
        if not nameable(parsed, at):
            at += 1
            continue
        end = at + 1
        while parsed.joined(end - 1) and parsed.tokens[end - 1].end not in breaks:
            more = _step(parsed, at, end)
            if more == end:
                break
            end = more
        found.append((at, end))
        at = end
    return found


def _step(parsed: Parsed, start: int, end: int) -> int:
    """Give the end of a run that takes one more word in, with the particles before it; the same end if it cannot."""
    if nameable(parsed, end):
        return end + 1
    tokens = parsed.tokens
    if end - start == 2 and tokens[start].key in knowledge.words("family_first") and tokens[end].text in SYLLABLES:
        return end + 1
    particles = knowledge.words("particles")
    skip = end
    while skip < len(tokens) and skip < end + 3 and tokens[skip].key in particles and tokens[skip].text.islower():
        if not parsed.joined(skip):
            return end
        skip += 1
    return skip + 1 if end < skip < len(tokens) and nameable(parsed, skip) else end
