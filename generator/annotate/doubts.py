"""What leaves it unsure that a verb's subject spoke the quoted words in its sentence."""

from typing import TYPE_CHECKING

from generator.annotate.clauses import says
from generator.annotate.speakers import Scene
from generator.annotate.speech import verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = frozenset({'"', "”", "’", "'", "»"})


def elsewhere(at: Scene, number: int, verb: "Token") -> bool:
    """Whether quoted words but tell where or when somebody spoke: "sang at a “garden party”"."""
    start, end = at.spans[number]
    for i in range(start, end):
        if at.outside(at.doc[i].head):
            one = at.doc[i]
            while one.head.i not in {verb.i, one.i}:
                one = one.head
            return one.head.i == verb.i and one.dep_ == "prep" and one.text.lower() in verbs().circumstances
    return False


def because(at: Scene, number: int, verb: "Token") -> bool:
    """Whether quoted words stand in a clause that tells why or when a verb's deed was done, not what was said."""
    start, end = at.spans[number]
    for i in range(start, end):
        if not at.outside(at.doc[i].head):
            continue
        for up in at.doc[i].ancestors:
            if up.i == verb.i:
                break
            if up.dep_ == "advcl" and any(child.dep_ == "mark" and child.i < start for child in up.children):
                return True
    return False


def foretold(at: Scene, verb: "Token", inside: set[int]) -> bool:
    """Whether a verb tells what somebody is said to be going to say: "X said Y would call it “…”" is all X's."""
    return any(one.tag_ == "MD" and at.outside(one) for one in verb.lefts) and _told_in(verb, inside)


def goes_on(verb: "Token", speaker: "Token", inside: set[int]) -> bool:
    """Whether a verb may go on with what is told or with who tells it: "X said that Y had left, and called it “…”"."""
    first = verb
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    own = any(one.dep_ in {"nsubj", "nsubjpass"} for one in verb.lefts)
    return first.i != verb.i and not own and speaker.tag_ != "PRP" and first.dep_ == "ccomp" and _told_in(first, inside)


def _told_in(verb: "Token", inside: set[int]) -> bool:
    """Whether a verb stands in what another verb of a clause says."""
    return any(up.i in inside and up.text.lower() in verbs().say and up.tag_.startswith("VB") for up in verb.ancestors)


def sure_subject(at: Scene, token: "Token", speaker: "Token") -> bool:
    """Whether a participle after a comma is plainly the subject's: no other noun could be meant."""
    if token.dep_ == "relcl" and any(says(at, i) for i in range(max(0, token.i - 20), token.i)):
        return False  # "told X, who said that “…”": whose words follow is not plain
    if token.tag_ != "VBG":
        return True
    if token.dep_ == "acl" and speaker.tag_ in {"NN", "NNS"} and _told_in(token, set(range(token.i))):
        return False  # "X says that it waits for the release of its men, saying": hardly the men
    before_it = token.i - 1
    while before_it > 0 and (at.doc[before_it].tag_ == "RB" or at.doc[before_it].text in _MARKS):
        before_it -= 1
    if before_it < 0 or at.doc[before_it].text.lower() not in {",", "and", "but"}:
        return True
    return speaker.head.dep_ == "ROOT" or (
        speaker.tag_ == "PRP" and not _told_in(speaker.head, set(range(speaker.head.i)))
    )
