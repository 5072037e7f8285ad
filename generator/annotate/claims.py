"""Whose words quoted words are where a noun tells it: "X's claim that … “…”", "a new message: “…”", "as X put it"."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.annotate.clauses import beginning
from generator.annotate.speakers import FINITE, Attribution, Scene, made, owner, subject
from generator.annotate.speech import verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_FAR = 8  # tokens between "as" and "put it": a name with its title


def put(at: Scene, number: int, left: Sequence[int], right: Sequence[int]) -> Attribution | None:
    """Read "… “a mess”, as X put it"."""
    del number
    for clause in (right, left):
        for i in clause:
            if at.doc[i].text.lower() not in {"put", "puts"} or i + 1 not in clause or at.doc[i + 1].text != "it":
                continue
            start = next((j + 1 for j in range(i - 1, i - _FAR, -1) if j in clause and at.doc[j].text == "as"), -1)
            return beginning(at, start, i) if start >= 0 else None
    return None


def claimed(at: Scene, number: int, inside: set[int]) -> tuple[int, Attribution | None]:
    """Read "X's claim that Y was “a mess”": the noun's place, -1 if there is none, and whose it is if that is told.

    ``inside`` are the tokens of the clause before the quote.
    """
    start, end = at.spans[number]
    nouns = {
        up.i
        for i in range(start, end)
        if at.outside(at.doc[i].head)
        for up in at.doc[i].ancestors
        if up.i in inside and up.text.lower() in verbs().claims and up.tag_ in {"NN", "NNS"}
    }
    if not nouns:
        return -1, None
    noun = at.doc[max(nouns)]
    return noun.i, _claimant(at, noun)


def _claimant(at: Scene, noun: "Token") -> Attribution | None:
    for child in noun.children:
        if child.dep_ == "poss" and at.outside(child) and child.text.lower() != "its":
            return made(at, child, noun.text.lower(), 0.85, "before")
        if (child.dep_ == "prep" and child.text.lower() in {"by", "from"}) or child.dep_ == "agent":
            named = next((one for one in child.children if one.dep_ == "pobj" and at.outside(one)), None)
            speaker = owner(at, named) if named is not None else None
            return made(at, speaker, noun.text.lower(), 0.85, "before") if speaker is not None else None
    return None


def messaged(at: Scene, number: int, left: Sequence[int]) -> Attribution | None:
    """Read "X has a new message: “…”": a colon after a thing that carries words, and who brings it."""
    start = at.spans[number][0]
    if len(left) < 3 or at.doc[start - 1].text != ":" or start - 2 not in left:
        return None
    noun = at.doc[start - 2]
    verb = noun.head
    if noun.text.lower() not in verbs().documents or noun.dep_ != "dobj" or not verb.tag_.startswith("VB"):
        return None
    finite = verb.tag_ in FINITE or any(child.tag_ in FINITE for child in verb.children)
    speaker = subject(at, verb, left) if finite else None
    return made(at, speaker, verb.text.lower(), 0.8, "before") if speaker is not None else None
