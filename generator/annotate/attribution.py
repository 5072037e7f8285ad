"""Whose words quoted words are, as far as their paragraph tells: reporting verbs, their subjects, "according to"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.annotate import claims, doubts
from generator.annotate.clauses import beginning, says
from generator.annotate.speakers import (
    FINITE,
    Attribution,
    Scene,
    made,
    owner,
    passive,
    passive_speaker,
    subject,
)
from generator.annotate.speech import verbs

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

_TERMINAL = frozenset({".", "?", "!", ";"})
_DASHES = frozenset({",", "—", "–", "-", "--", "...", "…"})
SHORT = 12  # tokens: a clause after a full stop that still tells who spoke before it
UNSURE = 0.7  # below what gives quoted words to anybody
FAR = 60  # tokens: how far a verb may stand from the words that it reports


def attribute(at: Scene, number: int, text: str) -> Attribution | None:
    """Find the speaker of a quote in the clause after it, the clause before it, or the sentence that holds it."""
    left, right = before(at, number), after(at, number)
    inner = text.rstrip("\"”’'» ")
    ended = inner[-1:]
    readers: list[Callable[[Scene, int, Sequence[int], Sequence[int]], Attribution | None]]
    whole = bool(re.match(r"[\"“‘'«\[( ]*[A-Z]", text)) and ended in ".?!,…—-"
    if whole:
        readers = [claims.put, _following, _preceding, _closing, according]
        if ended == "." and (left or len(right) > SHORT):
            readers.remove(_following)
        if left and at.doc[left[-1]].text == ":":
            readers = [_preceding, *(one for one in readers if one is not _preceding)]
    else:
        readers = [claims.put, _aside, _preceding, _closing, according]
    for reader in readers:
        found = reader(at, number, left, right)
        if found is not None:
            return _quoting(at, found, right) if found.place == "after" else found
    return None


def _quoting(at: Scene, found: Attribution, right: Sequence[int]) -> Attribution:
    """Read "…,” the agency said, quoting X": the words are X's, and nobody's where X is not plain."""
    for i in right:
        if at.doc[i].text.lower() == "quoting" and at.doc[i - 1].text == ",":
            named = next((one for one in at.doc[i].rights if one.dep_ == "dobj" and at.outside(one)), None)
            speaker = owner(at, named) if named is not None else None
            quoted = made(at, speaker, "quoting", 0.85, "after") if speaker is not None else None
            return quoted or replace(found, confidence=UNSURE)
    return found


def before(at: Scene, number: int) -> list[int]:
    """Give the tokens of the clause before a quote: back to the end of a sentence, over earlier quotes."""
    found: list[int] = []
    start = at.spans[number][0]
    for i in range(start - 1, max(-1, start - FAR - 1), -1):
        token = at.doc[i]
        if at.outside(token):
            if token.text in _TERMINAL or token.text.endswith("?!"):
                break
            found.append(i)
        elif i + 1 < len(at.doc) and at.quoted[i] != at.quoted[i + 1] and _closes(at, at.quoted[i]):
            break
    return found[::-1]


def after(at: Scene, number: int) -> list[int]:
    """Give the tokens of the clause after a quote, up to the end of the sentence or the next quote's own sentence."""
    found: list[int] = []
    end = at.spans[number][1]
    for i in range(end, min(len(at.doc), end + FAR)):
        token = at.doc[i]
        if at.outside(token):
            if token.text in _TERMINAL:
                break
            found.append(i)
    return found


def _closes(at: Scene, number: int) -> bool:
    """Whether a quote ends its sentence."""
    start, end = at.spans[number]
    inner = at.doc[start:end].text.rstrip("\"”’'» ")
    return inner[-1:] in ".?!"


def _following(at: Scene, number: int, left: Sequence[int], right: Sequence[int]) -> Attribution | None:
    """Read "…,” X said" and "…,” said X"."""
    del left
    end = at.spans[number][1]
    verb = next((i for i in right if says(at, i)), -1)
    if verb < 0 or any(at.quoted[i] >= 0 for i in range(end, verb)):
        return None
    start = end
    while start < verb and at.doc[start].text in _DASHES:
        start += 1
    if start < verb and at.doc[start].tag_ in {"WRB", "IN", "CC", "TO", "WDT", "WP", "VBG", "VBN"}:
        return None
    found = beginning(at, start, verb)
    if found is not None:
        return found
    gap = [at.doc[j] for j in range(start, verb)]
    if any(one.tag_ in FINITE and one.dep_ not in {"relcl", "aux"} for one in gap):
        return None
    speaker = subject(at, at.doc[verb], right)
    return made(at, speaker, at.doc[verb].text.lower(), 0.85, "after") if speaker is not None else None


def _closing(at: Scene, number: int, left: Sequence[int], right: Sequence[int]) -> Attribution | None:
    """Read the clause that closes a reported sentence: "… “a mess” of things, X said"."""
    del left
    end = at.spans[number][1]
    for i in right:
        if at.doc[i].text not in {",", "—", "–"} and not (i == end and at.doc[i - 1].text[:1] in ",”\"’'"):
            continue
        start = i + 1 if at.doc[i].text in {",", "—", "–"} else i
        verb = next((j for j in right if start <= j <= start + 12 and says(at, j)), -1)
        if verb < 0 or any(at.quoted[j] >= 0 for j in range(start, verb)):
            continue
        found = beginning(at, start, verb)
        after_verb = [at.doc[j] for j in right if j > verb][:1]
        if found is not None and not (after_verb and after_verb[0].text.lower() in {"that", "yes", "no", "it"}):
            return Attribution(
                start=found.start, end=found.end, head=found.head, verb=found.verb, confidence=0.85, place="after"
            )
    return None


def _aside(at: Scene, number: int, left: Sequence[int], right: Sequence[int]) -> Attribution | None:
    """Read what interrupts a reported sentence: "The plan, X said, was “a mess”"."""
    del number, right
    for verb in reversed(left):
        if says(at, verb) and verb + 1 < len(at.doc) and at.doc[verb + 1].text == ",":
            start = next((i for i in range(verb - 1, max(-1, verb - 8), -1) if at.doc[i].text == ","), -1)
            if start >= 0 and start in left:
                found = beginning(at, start + 1, verb)
                if found is not None:
                    return Attribution(
                        start=found.start,
                        end=found.end,
                        head=found.head,
                        verb=found.verb,
                        confidence=0.85,
                        place="aside",
                    )
    return None


def _preceding(at: Scene, number: int, left: Sequence[int], right: Sequence[int]) -> Attribution | None:
    """Read "X said: “…”", "X said that Y was “…”", "X called it “…”", by the verbs that govern the quote."""
    del right
    if not left:
        return None
    known = verbs()
    start = at.spans[number][0]
    last = at.doc[start - 1].text
    inside = set(left)
    weak: Attribution | None = None
    noun, claim = claims.claimed(at, number, inside)
    for token in _governors(at, number, inside):
        if token.i < noun:
            break  # "X rejected Y's claim that it was “a mess”": the words are Y's
        form = token.text.lower()
        strong = form in known.say or (last == ":" and form in known.colon)
        told = strong or (weak is None and (form in known.fragment or (form in known.reads and _written(token))))
        if not token.tag_.startswith("VB") or not told:
            continue
        if (
            doubts.elsewhere(at, number, token)
            or (not strong and doubts.because(at, number, token))
            or doubts.foretold(at, token, inside)
        ):
            continue
        speaker = _speaker_of(at, token, left)
        if speaker is None or (speaker.text.lower() == "it" and known.say.get(form) in known.shows):
            continue
        if strong and weak is not None and speaker.tag_ != "PRP" and at.doc[weak.head].tag_ != "PRP":
            break
        near = start - token.i <= 4 or last in {",", ":"}
        sure = doubts.sure_subject(at, token, speaker) and not doubts.goes_on(token, speaker, inside)
        if not sure:
            first = _outermost(at, token, left)
            speaker, sure = (first, True) if first is not None else (speaker, False)
        confidence = (0.93 if near else 0.88) if strong else 0.8
        found = made(at, speaker, form, confidence if sure else UNSURE, "before")
        if strong:
            return found
        weak = found
    return weak or claim or claims.messaged(at, number, left)


def _written(verb: "Token") -> bool:
    """Whether a verb's subject is a thing that carries words: "a report found that …"."""
    return any(child.dep_ == "nsubj" and child.text.lower() in verbs().documents for child in verb.children)


def _outermost(at: Scene, token: "Token", left: Sequence[int]) -> "Token | None":
    """Find who goes on speaking: "X said that Y had left, adding that it was “…”" is all X's."""
    if verbs().say.get(token.text.lower()) not in verbs().more:
        return None
    above = [up for up in token.ancestors if up.i in left and says(at, up.i)]
    return subject(at, above[-1], left) if above else None


def _speaker_of(at: Scene, token: "Token", clause: Sequence[int]) -> "Token | None":
    if token.tag_ == "VBN" and passive(token) and token.text.lower() not in verbs().quoted:
        return passive_speaker(at, token)
    above = token.head.head
    if (
        token.dep_ == "pcomp"
        and token.head.text == "as"
        and above.text.lower() in verbs().quoted
        and not passive(above)
    ):
        named = next(
            (child for child in above.children if child.dep_ == "dobj"), None
        )  # "the report quoted X as saying"
        return owner(at, named) if named is not None and at.outside(named) else None
    before_it = at.doc[token.i - 1] if token.i else None
    if (
        before_it is not None
        and token.tag_ == "VBG"
        and before_it.tag_ in {"NNP", "PRP"}
        and before_it.text.lower() not in verbs().times
        and token.i - 1 in clause
    ):
        return before_it  # "footage of X asking": not whoever shows the footage
    return subject(at, token, clause)


def _governors(at: Scene, number: int, inside: set[int]) -> list["Token"]:
    """Give the verbs of a clause that may govern the quote, nearest first: its ancestors, or the verb right before."""
    start, end = at.spans[number]
    found: list[Token] = []
    for i in range(start - 1, max(-1, start - 11), -1):
        token = at.doc[i]
        if i not in inside:
            break
        if token.tag_ == "VBN" and passive(token) and at.doc[start - 1].text not in {":", ","}:
            continue  # "the notes written by X “show” it": no more than who wrote them
        if token.tag_.startswith("VB") and (token.text.lower() in verbs().say or at.doc[start - 1].text in {":", ","}):
            found.append(token)
            break
        if token.tag_ in FINITE:
            break
    heads: dict[int, int] = {}
    for i in range(start, end):
        for up in (at.doc[i].head, *at.doc[i].head.ancestors) if at.outside(at.doc[i].head) else ():
            if up.i in inside:
                heads[up.i] = heads.get(up.i, 0) + 1
    found += [at.doc[i] for i in sorted(heads, reverse=True) if at.doc[i] not in found]
    if not any(one.text.lower() in verbs().say for one in found):  # a long quote may tear the parse apart
        ordered = sorted(inside)
        first = next((i for i in ordered if at.doc[i].tag_ in FINITE), -1)
        joined = any(at.doc[i].tag_ == "CC" and at.doc[i - 1].text == "," for i in ordered if i > first)
        if first >= 0 and at.doc[first].text.lower() in verbs().say and not joined:
            found.append(at.doc[first])
    return found


def according(at: Scene, number: int, left: Sequence[int], right: Sequence[int]) -> Attribution | None:
    """Read "according to X"."""
    del number
    for i in (*left, *right):
        token = at.doc[i]
        if token.text.lower() not in {"according", "per"}:
            continue
        for child in token.subtree:
            if child.dep_ == "pobj" and at.outside(child) and child.i > i and child.head.i - i <= 1:
                speaker = owner(at, child)
                return made(at, speaker, "according to", 0.9, "according") if speaker is not None else None
    return None
