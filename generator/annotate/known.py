"""What an article, or else the corpus, is sure of overrides what one paragraph made of a name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec import Struct
from msgspec.structs import replace

from generator.annotate import knowledge, words
from generator.annotate.evidence import single
from generator.annotate.lexicon import Joined, Known, form
from generator.nouns.account import Unlinked
from generator.nouns.annotation import NameCandidate

LONGEST = 6  # words of a name that is looked for inside others
_PLACED = frozenset({"GPE", "LOC", "NORP", "FAC"})


class Seen(Struct, frozen=True, kw_only=True):
    """A candidate in its paragraph, as it is understood so far."""

    paragraph: int
    start: int
    end: int
    text: str
    sentence: int
    kind: str
    label: str
    title: str
    sure: bool
    opens: bool
    shouted: bool


@dataclass(frozen=True, kw_only=True)
class Surely:
    """What the article is sure of.

    ``names``: the full names of its persons, as words, by each word that may stand for them alone; ``counts`` how often
    each is given; ``voices``: for one-word names, how often a paragraph took them for each kind; ``plain``: names of
    organisations and places in sentences where capitals tell something.
    """

    names: dict[str, set[tuple[str, ...]]]
    counts: Counter[tuple[str, ...]]
    voices: dict[str, Counter[str]]
    plain: set[str]


def seen_in(paragraph: int, candidates: Iterable[NameCandidate]) -> list[Seen]:
    """Put the candidates of a paragraph in their place."""
    return [
        Seen(
            paragraph=paragraph,
            start=one.start,
            end=one.end,
            text=one.text,
            sentence=one.sentence,
            kind=one.kind,
            label=one.label,
            title=one.title,
            sure=one.sure,
            opens=one.opens,
            shouted=one.shouted,
        )
        for one in candidates
    ]


def withheld(one: Seen, reason: str) -> Unlinked:
    """Make the note that a candidate is not linked."""
    return Unlinked(paragraph=one.paragraph, start=one.start, end=one.end, text=one.text, reason=reason)


def understood(joined: Joined) -> tuple[list[Seen], list[Unlinked]]:
    """Give the names of an article, relabelled and re-cut by what article and corpus know, and what was withheld."""
    candidates = [one for number, own in enumerate(joined.annotations) for one in seen_in(number, own.names)]
    surely = _surely(candidates)
    made: list[Seen] = []
    unlinked: list[Unlinked] = []
    for one in candidates:
        if one.kind == "person":
            made.append(_person(one, surely, joined.known))
            continue
        found = list(_inside(one, surely, joined.known))
        if found:
            made.extend(found)
        elif _called_person(one, surely, joined.known):
            made.append(replace(one, kind="person", sure=False))
        elif _short_form(one, joined.known):
            made.append(replace(one, kind="organisation"))
        elif one.kind and not _mere_capitals(one, surely, joined.known):
            made.append(one)
        elif _worth_telling(one):
            unlinked.append(withheld(one, "capitalised, but nothing tells what it names"))
    return made, unlinked


def _short_form(one: Seen, known: Known) -> bool:
    """Whether capitals that the model made nothing of are what the corpus uses for a body: an acronym defined there."""
    acronym = one.text.isupper() and 2 <= len(one.text) <= 8
    return not one.kind and acronym and not one.shouted and known.kinds.get(form(one.text)) == "organisation"


def _worth_telling(one: Seen) -> bool:
    """Whether a reader might miss a link on these capitals."""
    compound = form(one.text).split()[0] in knowledge.places().known and "-" in one.text
    plain = one.label != "NORP" and not one.opens and not one.shouted and not compound
    return plain and bool(one.label or " " in one.text) and form(one.text) not in knowledge.titles().modifiers


def _surely(candidates: Sequence[Seen]) -> Surely:
    surely = Surely(names=defaultdict(set), counts=Counter(), voices=defaultdict(Counter), plain=set())
    for one in candidates:
        key = form(one.text)
        parts = tuple(key.split())
        if one.kind == "person" and one.sure:
            surely.names[parts[-1]].add(parts)
            surely.counts[parts] += 1
            if parts[0] in knowledge.words("family_first"):
                surely.names[parts[0]].add(parts)
        if len(parts) == 1:
            surely.voices[key]["person" if one.kind == "person" else one.kind or _voice(one.label)] += 1
        if one.kind in {"organisation", "place"} and not one.shouted:
            surely.plain.add(key)
    return surely


def _voice(label: str) -> str:
    return "place" if label in {"GPE", "LOC"} else "other" if label else ""


def _person(one: Seen, surely: Surely, known: Known) -> Seen:
    """Check what a paragraph took for a person: a lone name against its other mentions, a long one for false edges."""
    key = form(one.text)
    if one.sure:
        return _recut(one, surely, known) if key.count(" ") > 1 else one
    if key in surely.names:
        return one
    voices = surely.voices[key]
    for kind in ("place", "organisation"):
        if voices[kind] > 2 * voices["person"] or known.kinds.get(key) == kind:
            return replace(one, kind=kind)
    return one


def _recut(one: Seen, surely: Surely, known: Known) -> Seen:
    """Cut what a headline's capitals or a word that opens the sentence added to a known name: "Angry John Smith"."""
    tokens = words.of_name(one.text)
    if not (one.opens or one.shouted) or len(tokens) < 3 or tokens[0].key in knowledge.given() or tokens[1].initial:
        low = 0
    else:
        low = 1 if _full(tokens[1:], surely, known, 1) else 0
    high = len(tokens)
    if one.shouted and low == 0 and high > 2 and _full(tokens[:-1], surely, known, 2):
        high -= 1
    if low == 0 and high == len(tokens):
        return one
    return _part(one, tokens[low].start, tokens[high - 1].end, sure=True)


def _full(tokens: Sequence[words.Token], surely: Surely, known: Known, least: int) -> bool:
    """Whether tokens are a full name that the article gives so often, or the corpus knows."""
    parts = _parts(tokens)
    return surely.counts[parts] >= least or " ".join(parts) in known.names.get(parts[-1], ())


def _parts(tokens: Iterable[words.Token]) -> tuple[str, ...]:
    return tuple(part for token in tokens for part in token.key.split("-"))


def _mere_capitals(one: Seen, surely: Surely, known: Known) -> bool:
    """Whether a name of a body or place rests on nothing but the capitals of a headline."""
    key = form(one.text)
    if not one.shouted or " " not in key or key in surely.plain:
        return False
    bodies = any(word in knowledge.words("bodies") for word in key.split())
    places = knowledge.places()
    return not bodies and key not in known.kinds and key not in places.known and key not in places.organisations


def _called_person(one: Seen, surely: Surely, known: Known) -> bool:
    """Whether one word means a person elsewhere in the article, or mostly in the corpus; nothing speaks against it."""
    key = form(one.text)
    if " " in key or single(one.text) or (one.opens and not one.label):
        return False
    voices = surely.voices[key]
    if voices["person"] and voices["person"] >= voices["place"] + voices["organisation"] + voices["other"]:
        return True
    return one.label not in _PLACED and known.kinds.get(key) == "person" and key in known.names


def _inside(one: Seen, surely: Surely, known: Known) -> Iterator[Seen]:
    """Find known persons in words that the model took for something else, or for nothing."""
    tokens = [token for token in words.of_name(one.text) if token.text[0].isalnum()]
    at = 0
    while at < len(tokens):
        size = _known_name(tokens, at, surely, known)
        after = tokens[at + size].key if at + size < len(tokens) else ""
        lone = size == 1
        if not size or (lone and after in knowledge.words("thing_after")):
            yield from _hyphened(one, tokens[at], surely)
            at += 1
        elif lone and one.kind and (len(tokens) > 1 or single(tokens[at].text) == "place"):
            at += 1
        else:
            yield _part(one, tokens[at].start, tokens[at + size - 1].end, sure=not lone)
            at += size


def _part(one: Seen, start: int, end: int, *, sure: bool) -> Seen:
    return replace(
        one, start=one.start + start, end=one.start + end, text=one.text[start:end], kind="person", sure=sure
    )


def _hyphened(one: Seen, token: words.Token, surely: Surely) -> Iterator[Seen]:
    """Find family names of this article grown together with other words: "the Smith-Hill summit", "anti-Smith"."""
    parts = token.text.split("-")
    if len(parts) != 2:
        return
    start = token.start
    for part in parts:
        if part[:1].isupper() and knowledge.key(part) in surely.names and not single(part):
            yield _part(one, start, start + len(part), sure=False)
        start += len(part) + 1


def _known_name(tokens: Sequence[words.Token], at: int, surely: Surely, known: Known) -> int:
    """Give how many words from ``at`` on are a known person's name: a full one, or a family name of this article."""
    for size in range(min(LONGEST, len(tokens) - at), 1, -1):
        parts = _parts(tokens[at : at + size])
        if parts in surely.names.get(parts[-1], ()) or " ".join(parts) in known.names.get(parts[-1], ()):
            return size
    token = tokens[at]
    return int(token.capital and token.key in surely.names and single(token.text) not in {"place", "people"})
