"""Whom words that name somebody mean in their article: a name, a role, or a pronoun with one possible antecedent."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from generator.annotate import knowledge
from generator.nouns.account import Chain, Mention
from generator.nouns.annotation import Annotation
from generator.nouns.article import Article

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_PRONOUNS = _HE | _SHE | {"it", "they", "them", "their", "we", "us", "i", "you", "who", "its"}
BREAK = 16  # characters: a paragraph so short ("* * *", "3:05 p.m.") parts what is before it from what follows
_LETTERS = re.compile(r"[^\W\d_]+")
_RELATIVE = re.compile(r"\b(?:who|whose|whom|which)\b[^,;.]*")


class People:
    """The mentions of one article by place, for looking up whom some words mean."""

    def __init__(
        self, article: Article, annotations: Sequence[Annotation], mentions: Sequence[Mention], chains: Sequence[Chain]
    ) -> None:
        self._article = article
        self._chains = chains
        self._by_paragraph: dict[int, list[Mention]] = defaultdict(list)
        for one in mentions:
            if one.chain >= 0:
                self._by_paragraph[one.paragraph].append(one)
        self._quoted = [
            [(quote.start, quote.end) for quote in one.quotes if quote.kind == "direct"] for one in annotations
        ]
        self._mentions = mentions
        self._sex: dict[int, str] = {}

    def chain(self, paragraph: int, start: int, end: int, head: int = -1) -> int:
        """Find the chain that words mean, -1 where that is not certain.

        ``head`` is where the head word of the phrase begins: a name inside the phrase that is not its head ("a Clinton
        aide") is not who is meant.
        """
        text = self._article.paragraphs[paragraph].text[start:end]
        found = [
            one
            for one in self._by_paragraph[paragraph]
            if one.start < end and start < one.end and (head < 0 or one.start <= head < one.end)
        ]
        if found:
            best = max(found, key=lambda one: (one.form == "name", one.end - one.start))
            return best.chain
        word = text.lower()
        if word in _HE | _SHE:
            return self.pronoun(paragraph, start, word)
        return -1

    def person(self, chain: int) -> bool:
        """Whether a chain is a person."""
        return self._chains[chain].kind == "person"

    def meant(self, paragraph: int, start: int, end: int) -> list[int]:
        """Give the one person that a pronoun means, or nobody."""
        if self._article.paragraphs[paragraph].text[start:end].lower() not in _HE | _SHE:
            return []
        one = self.chain(paragraph, start, end)
        return [one] if one >= 0 and self.person(one) else []

    def place(self, paragraph: int, start: int, end: int) -> int:
        """Find the place that a span names, -1 if it names none."""
        if start < 0:
            return -1
        inside = (one for one in self._by_paragraph[paragraph] if one.start < end and start < one.end)
        return next((one.chain for one in inside if one.kind == "place"), -1)

    def inside(self, paragraph: int, start: int, end: int, annotation: Annotation) -> list[int]:
        """Give the persons that a span lists: not those whose something is meant ("X’s aide", "X spokesman Y"), nor
        those of whom a relative clause tells.
        """
        text = self._article.paragraphs[paragraph].text
        clauses = [match.span() for match in _RELATIVE.finditer(text, start, end)]
        titles = {one.start for one in annotation.phrases if text[one.start].islower()}
        found = []
        for one in self._by_paragraph[paragraph]:
            if one.kind != "person" or one.start < start or one.end > end:
                continue
            if text[one.end : one.end + 2] in {"’s", "'s"} or one.end + 1 in titles:
                continue
            if any(low <= one.start < high for low, high in clauses):
                continue
            found.append(one.chain)
        return list(dict.fromkeys(found))

    def ending_at(self, paragraph: int, end: int) -> int:
        """Give where the mention begins that ends at a place, -1 if none does."""
        return next((one.start for one in self._by_paragraph[paragraph] if one.end == end), -1)

    def pronoun(self, paragraph: int, at: int, word: str) -> int:
        """Find the only person that a pronoun can mean: of this paragraph so far, or else of the one before."""
        sex = "f" if word in _SHE else "m"
        here = self._candidates(paragraph, at, sex)
        if here:
            return here[0] if len(set(here)) == 1 else -1
        for back in (paragraph - 1, paragraph - 2):
            if back < 0 or self._article.paragraphs[back].kind in {"headline", "standfirst", "heading"}:
                break
            if len(self._article.paragraphs[back].text) < BREAK:
                break
            there = self._candidates(back, -1, sex)
            if there:
                return there[0] if len(set(there)) == 1 else -1
        return -1

    def _candidates(self, paragraph: int, before: int, sex: str) -> list[int]:
        """Give the chains of persons named outside quotes that the pronoun's sex allows."""
        found = []
        spans = self._quoted[paragraph]
        starts = [span[0] for span in spans]
        for one in self._by_paragraph[paragraph]:
            if one.kind != "person" or (0 <= before <= one.start):
                continue
            place = bisect_left(starts, one.start + 1) - 1
            if place >= 0 and one.start < spans[place][1]:
                continue
            if self._sex_of(one.chain) in {sex, ""}:
                found.append(one.chain)
        return found

    def _sex_of(self, chain: int) -> str:
        """Tell a chain's sex; few are ever asked for."""
        if chain not in self._sex:
            one = self._chains[chain]
            self._sex[chain] = _sex(self._article, one, [self._mentions[i] for i in one.mentions])
        return self._sex[chain]


def _sex(article: Article, chain: Chain, mentions: Sequence[Mention]) -> str:
    """Tell "f" or "m" by given name and titles, or nothing."""
    if chain.kind != "person":
        return ""
    titles = knowledge.titles()
    for one in mentions[:20]:
        before = article.paragraphs[one.paragraph].text[max(0, one.start - 24) : one.start]
        for word in _LETTERS.findall(before)[-2:]:
            plain = knowledge.key(word)
            if plain in titles.feminine:
                return "f"
            if plain in titles.masculine:
                return "m"
    given = {knowledge.key(word) for one in mentions[:20] if one.form == "name" for word in one.text.split()[:-1]}
    if given & knowledge.feminine():
        return "f"
    return "m" if given & knowledge.given() else ""
