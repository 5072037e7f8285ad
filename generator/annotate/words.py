"""Words of a paragraph with their places, and the cut into sentences."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from generator.annotate import knowledge
from generator.nouns.account import Sentence

# Initialisms with dots; words and numbers, hyphened or with an apostrophe inside; the possessive; any other mark.
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:(?:[-‐‑&/]|['’](?![sS]\b))[^\W_]+)*|['’][sS]\b|[^\s]")
_END = re.compile(r"(?:\.{1,3}|[?!…]+)[\"'”’»)\]]*(?=\s)")
_WORD = re.compile(r"[^\W_]+")
_LAST = re.compile(r"[^\s(\[“\"‘]*$")
_TERM = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_CLOSERS = "\"'”’»)] "
_OPENERS = "\"'“‘«([•·*-–— "
_OPENING = _OPENERS.strip()


class Token(NamedTuple):
    """A word or mark. ``key`` is its look-up form; ``capital``: it is a word that starts with a capital letter."""

    text: str
    start: int
    end: int
    key: str
    capital: bool

    @property
    def initial(self) -> bool:
        """Whether it is an initial: ``J`` or ``J.`` or ``J.R.``."""
        return _initial(self.text)


@lru_cache(maxsize=knowledge.REMEMBERED)
def _initial(word: str) -> bool:
    letters = word.replace(".", "")
    form = knowledge.key(word)
    if form in knowledge.places().shown or form in knowledge.places().organisations:
        return False
    return letters.isupper() and (len(letters) == 1 or (len(letters) <= 3 and word.count(".") == len(letters)))


def tokens(text: str) -> list[Token]:
    """Cut text to tokens. The dot of an initial or abbreviation belongs to it."""
    found: list[Token] = []
    abbreviations = knowledge.words("abbreviations")
    skip = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < skip:
            continue
        word = match.group()
        if text[end : end + 1] == "." and (len(word) == 1 or word.lower() in abbreviations) and word.isalpha():
            following = text[end + 1 : end + 3]
            if word[0].isupper() and (len(word) > 1 or following[:1].isspace() or following[:1] == ","):
                end += 1
                word = text[start:end]
                skip = end
        found.append(Token(word, start, end, knowledge.key(word), knowledge.capital(word)))
    return found


@lru_cache(maxsize=knowledge.REMEMBERED)
def of_name(text: str) -> tuple[Token, ...]:
    """Give the tokens of a name: it is met again and again."""
    return tuple(tokens(text))


def sentence_spans(text: str, starts: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
    """Cut a paragraph to sentences: spans without the white space around them.

    ``starts`` are the places where the model begins a sentence; they decide only where the marks alone do not.
    """
    cuts: list[int] = []
    for match in _END.finditer(text):
        following = _next_word(text, match.end())
        if following is None:
            continue
        at, word = following
        if not (word[0].isupper() or word[0].isdigit() or text[at - 1] in _OPENING):
            continue
        if _ends(text, match, word, at, starts):
            cuts.append(match.end())
    spans = []
    begin = 0
    for cut in [*cuts, len(text)]:
        piece = text[begin:cut]
        start = begin + len(piece) - len(piece.lstrip())
        end = begin + len(piece.rstrip())
        if start < end:
            spans.append((start, end))
        begin = cut
    return spans


def _next_word(text: str, at: int) -> tuple[int, str] | None:
    match = _WORD.search(text, at, at + 40)
    return (match.start(), match.group()) if match else None


def _ends(text: str, match: re.Match[str], word: str, at: int, starts: frozenset[int]) -> bool:
    mark = match.group()
    before = _LAST.search(text[max(0, match.start() - 24) : match.start()])
    last = before.group() if before else ""
    plain = knowledge.key(last)
    if mark[0] in "?!…" and len(mark) > 1:  # “Why?” Smith asked: the model knows the verb
        return not starts or any(place in starts for place in range(match.end(), at + 1))
    if mark != ".":
        return True
    if last.isupper() and len(last) > 1 and "." not in last and not word.isupper():
        return True  # "visited the US. Gen Munir": letters without dots are an acronym, and its dot is the sentence's
    begins = word.lower() in knowledge.words("function") and word != "US"
    if "." in last or plain in knowledge.words("trailing") or (len(last) == 1 and last.isupper()):
        return begins
    return plain not in knowledge.words("abbreviations") or (begins and last[:1].islower())


def sentences(text: str, starts: frozenset[int], finite: Sequence[int]) -> tuple[Sentence, ...]:
    """Make the sentences of a paragraph. ``finite`` are places of finite verbs, in order."""
    made = []
    for start, end in sentence_spans(text, starts):
        body = text[start:end]
        bare = body.rstrip(_CLOSERS)
        head = body.lstrip(_OPENERS)
        made.append(
            Sentence(
                start=start,
                end=end,
                terms=terms(body),
                opening=opening(head),
                complete=bool(bare)
                and bare[-1] in ".?!…"
                and bool(head)
                and (head[0].isupper() or head[0].isdigit())
                and bisect_left(finite, start) < bisect_left(finite, end),
            )
        )
    return tuple(made)


def terms(text: str) -> tuple[str, ...]:
    """Give the stemmed content words of a text, in order, with repeats."""
    return tuple(term for word in _TERM.findall(text) if (term := _term(word)))


@lru_cache(maxsize=knowledge.REMEMBERED)
def _term(word: str) -> str:
    """Give a word's stem, or nothing if it is no content word."""
    form = knowledge.key(word).removesuffix("'s")
    content = (len(form) > 1 and form not in knowledge.words("function")) or word in {"US", "U.S"}
    return knowledge.stem(form) if content else ""


Opening = Literal["plain", "pronoun", "connective", "reference"]


def opening(text: str) -> Opening:
    """Tell what a sentence leans on at its head."""
    head = knowledge.key(" ".join(text[:80].split()[:5]).replace(",", " ,"))
    for phrase, kind in _openings().get(_first(head), ()):
        if head == phrase or head.startswith((phrase + " ", phrase + "'")):
            return kind
    return "plain"


@cache
def _openings() -> Mapping[str, tuple[tuple[str, Opening], ...]]:
    """Give the phrases on which a sentence may lean by their first words; the first that fits decides."""
    made: dict[str, list[tuple[str, Opening]]] = {}
    groups: tuple[tuple[str, Opening], ...] = (
        ("connectives", "connective"),
        ("references", "reference"),
        ("pronouns", "pronoun"),
    )
    for group, kind in groups:
        for phrase in knowledge.phrases(group):
            made.setdefault(_first(phrase), []).append((phrase, kind))
    return {first: tuple(listed) for first, listed in made.items()}


def _first(phrase: str) -> str:
    return phrase.partition(" ")[0].partition("'")[0]
