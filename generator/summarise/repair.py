"""A published sentence stands on its own: mended where the article says what it leans on, else refused."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from generator.nouns.account import Account, Mention, Sentence
from generator.nouns.article import Article
from generator.nouns.evidence import Locus
from generator.summarise.words import group, longest, words

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’(?![^\W_])")
_LEAST, _MOST = 6, 70
"""Words of a sentence that can be published."""


class Piece(NamedTuple):
    """A run of the mended sentence: words of it, words from elsewhere in the article, or a cut."""

    kind: Literal["span", "bracket", "cut"]
    locus: Locus | None


class Mended(NamedTuple):
    """A sentence that stands on its own, and how much had to be done (0 for nothing)."""

    pieces: tuple[Piece, ...]
    repairs: int


def mended(article: Article, account: Account, paragraph: int, number: int) -> Mended | None:
    """Mend one sentence, or give None when it cannot stand alone.

    Cuts a joint at its head ("Moreover, …"), and puts the name in brackets for a personal pronoun whose antecedent is
    not in the sentence, where the account links the pronoun to one chain. Everything else that points back, quotation
    marks without their other half and the author's own "we" are refused.
    """
    one = account.sentences[paragraph][number]
    text = article.paragraphs[paragraph].text
    body = text[one.start : one.end]
    if not one.complete or not _balanced(body):
        return None
    found = words(body)
    if not _LEAST <= len(found) <= _MOST:
        return None
    start = _joint(body, found)
    bare = [word for word in words(body) if word[0] >= start]
    if not bare or _leans([word for _, _, word in bare]):
        return None
    replaced = _pronouns(article, account, (paragraph, number), one, start)
    if replaced is None:
        return None
    return _laid(article, paragraph, one, start, replaced)


def _balanced(body: str) -> bool:
    """Tell whether quotation marks and brackets open and close within the sentence."""
    return (
        body.count("“") == body.count("”")
        and body.count('"') % 2 == 0
        and body.count("(") == body.count(")")
        and body.count("[") == body.count("]")
        and body.count("‘") <= body.count("’")
    )


def _joint(body: str, found: Sequence[tuple[int, int, str]]) -> int:
    """Give where the sentence begins once a joint at its head is cut."""
    if not found:
        return 0
    plain = [word for _, _, word in found]
    for length in range(min(longest("joints"), len(plain)), 0, -1):
        if " ".join(plain[:length]) in group("joints") and found[0][0] == 0:
            after = found[length - 1][1]
            if body[after : after + 1] == "," and length < len(found):
                return found[length][0] if body[after + 1 : found[length][0]].isspace() else 0
    return 0


def _leans(plain: Sequence[str]) -> bool:
    for name in ("leaning", "joints"):
        for length in range(1, min(longest(name), len(plain)) + 1):
            if " ".join(plain[:length]) in group(name):
                return True
    return False


def _pronouns(
    article: Article, account: Account, place: tuple[int, int], one: Sentence, start: int
) -> list[tuple[Mention, Mention]] | None:
    """Pair the pronouns that need it with the name that stands for them; None when one cannot be mended."""
    paragraph, number = place
    text = article.paragraphs[paragraph].text
    body = text[one.start : one.end]
    quoted = [match.span() for match in _QUOTED.finditer(body)]
    here = [m for m in account.mentions if m.paragraph == paragraph and m.sentence == number]
    people = [m for m in here if m.form != "pronoun" and m.kind == "person"]
    replaced: list[tuple[Mention, Mention]] = []
    named: set[int] = set()
    found = words(body)
    for i, (begin, end, word) in enumerate(found):
        if begin < start or any(a <= begin < b for a, b in quoted):
            continue
        if word in group("first") and body[begin:end] not in {"US", "I.", "U.S.", "U.S"}:
            return None
        following = found[i + 1][2] if i + 1 < len(found) else ""
        if word in group("pointing") and following not in group("time"):
            return None
        if word in group("plural") and begin - start < 12:
            return None
        if word not in group("personal"):
            continue
        at = one.start + begin
        pronoun = next((m for m in here if m.form == "pronoun" and m.start == at), None)
        if pronoun is not None and pronoun.chain >= 0:
            known = pronoun.chain in named or any(m.chain == pronoun.chain and m.start < at for m in people)
            later = any(m.chain == pronoun.chain for m in people)  # "On his visit, General Munir met …"
            if known or later:
                continue
            name = _fullest(account, pronoun, article, possessive=word == "his" or _owns(word, following))
            if name is None:
                return None
            replaced.append((pronoun, name))
            named.add(pronoun.chain)
        elif not any(m.start < at for m in people):
            return None
    return replaced


def _owns(word: str, following: str) -> bool:
    return word == "her" and bool(following)


def _fullest(account: Account, pronoun: Mention, article: Article, *, possessive: bool) -> Mention | None:
    """Give the mention to quote for a pronoun: the chain's fullest name, with its possessive if one is needed."""
    chain = account.chains[pronoun.chain]
    names = [account.mentions[i] for i in chain.mentions if account.mentions[i].form == "name"]
    fitting = []
    for one in names:
        after = article.paragraphs[one.paragraph].text[one.end : one.end + 2]
        owning = after in {"’s", "'s"}
        if owning == possessive or not possessive:
            fitting.append((one.text != chain.name, -len(one.text), one.paragraph, one.start, one, owning))
    if not fitting:
        return None
    *_, best, owning = min(fitting, key=lambda item: item[:4])
    if possessive and owning:
        return Mention(
            paragraph=best.paragraph, sentence=best.sentence, start=best.start, end=best.end + 2, text=best.text,
            kind=best.kind, chain=best.chain,
        )  # fmt: skip
    return best


def _laid(
    article: Article, paragraph: int, one: Sentence, start: int, replaced: Sequence[tuple[Mention, Mention]]
) -> Mended:
    pieces: list[Piece] = []
    at = one.start + start
    if start:
        pieces.append(Piece("cut", None))
    for pronoun, name in replaced:
        if at < pronoun.start:
            pieces.append(Piece("span", Locus(article=article.id, paragraph=paragraph, start=at, end=pronoun.start)))
        pieces.append(
            Piece("bracket", Locus(article=article.id, paragraph=name.paragraph, start=name.start, end=name.end))
        )
        at = pronoun.end
    pieces.append(Piece("span", Locus(article=article.id, paragraph=paragraph, start=at, end=one.end)))
    return Mended(tuple(pieces), len(replaced) + bool(start))
