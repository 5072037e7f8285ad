"""A clause beside quoted words, read from its beginning: "X said", "X, a Y, said", "said X"."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.annotate.speakers import FINITE, FIRST, NOUNS, Attribution, Scene, made, owner
from generator.annotate.speech import verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOLD = frozenset({"said", "says", "told", "tweeted", "quipped"})  # verbs, whatever the tagger makes of them
_IN_PHRASE = NOUNS | {"DT", "JJ", "JJR", "PRP$", "POS", "HYPH", "VBN", "PDT"}
_OF_PHRASE = _IN_PHRASE | {"IN", "CC", "TO"}


def beginning(at: Scene, start: int, verb: int) -> Attribution | None:
    """Read the speaker of a clause that begins at a token: "X said", "X, a Y, said", "said X"."""
    form = at.doc[verb].text.lower()
    if start == verb or all(at.doc[i].tag_ == "RB" for i in range(start, verb)):
        phrase = _phrase(at, verb + 1, len(at.doc))
        return _of_phrase(at, phrase, form, 0.95) if phrase else None
    phrase = _phrase(at, start, verb)
    if phrase is None:
        return None
    end = _bracket(at, phrase[1], verb)
    between = [at.doc[i] for i in range(end, verb)]
    if not between:
        return _of_phrase(at, phrase, form, 0.95)
    confidence = _carried(at, phrase, between)
    return _of_phrase(at, phrase, form, confidence) if confidence else None


def _carried(at: Scene, phrase: tuple[int, int], between: Sequence["Token"]) -> float:
    """Tell how surely a phrase is the subject of a verb, by what stands between the two; 0 where it is not."""
    closed = between[-1].text in {",", "—", "–"} or between[-1].tag_ in {"RB", "VBZ", "VBD", "VBP"}
    if between[0].text in {",", "—", "–"} or between[0].tag_ == "WP":
        if closed and len(between) > 1:
            return 0.93
        return 0.85 if _described(at, phrase, between) else 0.0
    if all(one.tag_ in {"RB", "VBD", "VBZ", "VBP", "MD", "VB"} for one in between) and len(between) <= 3:
        return 0.95
    if all(one.tag_ in _OF_PHRASE for one in between) and between[0].tag_ == "IN":
        return 0.9
    return 0.85 if _related(between) else 0.0


def _described(at: Scene, phrase: tuple[int, int], between: Sequence["Token"]) -> bool:
    """Whether what stands between a name and its verb only describes who it is, though no comma closes it."""
    listed = any(one.tag_ == "CC" and after.tag_ in {"NNP", "NNPS", "PRP"} for one, after in pairwise(between))
    return at.doc[phrase[1] - 1].tag_ == "NNP" and not listed and not any(one.tag_ in FINITE for one in between)


def _related(between: Sequence["Token"]) -> bool:
    """Whether a verb's clause tells of the whole phrase before it: "a source close to X, who also said"."""
    who = next((i for i, one in enumerate(between) if one.tag_ == "WP"), 0)
    return who > 0 and between[who - 1].text == "," and not any(one.tag_ in FINITE for one in between[:who])


def _phrase(at: Scene, start: int, stop: int) -> tuple[int, int] | None:
    """Read a noun phrase from a token on: its first token and the one after its last; None if none begins there."""
    if start >= stop or not at.outside(at.doc[start]):
        return None
    if at.doc[start].tag_ in {"PRP", "EX"}:
        return start, start + 1
    end = start
    last = -1
    while end < stop and at.outside(at.doc[end]) and at.doc[end].tag_ in _IN_PHRASE:
        token = at.doc[end]
        if token.tag_ in NOUNS:
            if token.text.lower() in verbs().times and (last >= 0 or end == start):
                break
            last = end
        end += 1
    return (start, last + 1) if last >= start else None


def _bracket(at: Scene, start: int, stop: int) -> int:
    """Go past brackets after a name: "Jane Doe (R-Utah)"."""
    if start < stop and at.doc[start].text.startswith("("):
        for i in range(start, min(stop, start + 12)):
            if at.doc[i].text.endswith(")"):
                return i + 1
    return start


def _of_phrase(at: Scene, phrase: tuple[int, int], verb: str, confidence: float) -> Attribution | None:
    """Attribute to a noun phrase, or to whose statement it is."""
    start, end = phrase
    head = at.doc[end - 1]
    if end < len(at.doc) and at.doc[end].text.lower() == "and":
        return None  # two speak as one: whose words they are is not told
    speaker = owner(at, head)
    if speaker is None:
        return None
    if speaker.i != head.i:
        return made(at, speaker, verb, confidence, "after")
    word = head.text.lower()
    if head.tag_ in {"NN", "NNS"} and end < len(at.doc) and at.doc[end].text == "of":
        more = _phrase(at, end + 1, len(at.doc))
        end = more[1] if more else end
    confidence = min(confidence, 0.7) if word in FIRST else confidence
    return Attribution(start=start, end=end, head=head.i, verb=verb, confidence=confidence, place="after")


def says(at: Scene, i: int) -> bool:
    """Whether a token is a finite verb of saying."""
    token = at.doc[i]
    form = token.text.lower()
    if not at.outside(token):
        return False
    if form in verbs().reads and token.tag_.startswith("VB") and _reads(at, i):
        return True
    if form in verbs().quoted and token.tag_ == "VBN" and any(one.dep_ == "auxpass" for one in token.lefts):
        return True
    return form in verbs().say and (token.tag_ in FINITE or form in _TOLD)


def _reads(at: Scene, i: int) -> bool:
    """Whether a verb's subject is a thing that carries words: "the statement read", "…,” read a statement"."""
    if i and at.doc[i - 1].text.lower() in verbs().documents:
        return at.doc[i].tag_ in FINITE
    if not i or at.quoted[i - 1] < 0:
        return False
    phrase = _phrase(at, i + 1, len(at.doc))
    return phrase is not None and at.doc[phrase[1] - 1].text.lower() in verbs().documents
