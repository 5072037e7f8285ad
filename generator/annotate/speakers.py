"""Who a clause says is speaking: the subject of its verb, or the noun phrase beside it where the parse fails."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.annotate.marks import Marked
from generator.annotate.speech import verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD"})
_PREMODIFIERS = frozenset({"det", "compound", "amod", "nummod", "poss", "nmod", "advmod", "quantmod", "punct", "case"})
_TOLD = frozenset({"said", "says", "told", "tweeted", "quipped"})  # verbs, whatever the tagger makes of them
_FIRST = frozenset({"i", "we", "you", "me", "us"})
_IN_PHRASE = _NOUNS | {"DT", "JJ", "JJR", "PRP$", "POS", "HYPH", "VBN", "PDT"}
_OF_PHRASE = _IN_PHRASE | {"IN", "CC", "TO"}


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """Who speaks: the tokens that name the speaker, the last of its head, the verb, and how sure."""

    start: int
    end: int
    head: int
    verb: str
    confidence: float
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A parsed paragraph with its quoted spans: ``quoted[i]`` is the number of the quote that token i stands in."""

    doc: "Doc"
    spans: tuple[tuple[int, int], ...]
    quoted: tuple[int, ...]

    def outside(self, token: "Token") -> bool:
        """Whether a token stands in no quote."""
        return self.quoted[token.i] < 0


def scene(doc: "Doc", marked: Sequence[Marked]) -> Scene:
    """Find the tokens of each quoted span; half-open, empty where a span has none."""
    quoted = [-1] * len(doc)
    spans = []
    at = 0
    for number, one in enumerate(marked):
        while at < len(doc) and doc[at].idx + len(doc[at]) <= one.start:
            at += 1
        begin = at
        while at < len(doc) and doc[at].idx < one.end:
            quoted[at] = number
            at += 1
        spans.append((begin, at))
    return Scene(doc=doc, spans=tuple(spans), quoted=tuple(quoted))


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
    if between[0].text in {",", "—", "–"} or between[0].tag_ == "WP":
        closed = between[-1].text in {",", "—", "–"} or between[-1].tag_ in {"RB", "VBZ", "VBD", "VBP"}
        return _of_phrase(at, phrase, form, 0.93) if closed and len(between) > 1 else None
    if all(one.tag_ in {"RB", "VBD", "VBZ", "VBP", "MD", "VB"} for one in between) and len(between) <= 3:
        return _of_phrase(at, phrase, form, 0.95)
    if all(one.tag_ in _OF_PHRASE for one in between) and between[0].tag_ == "IN":
        return _of_phrase(at, phrase, form, 0.9)
    return None


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
        if token.tag_ in _NOUNS:
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
    confidence = min(confidence, 0.7) if word in _FIRST else confidence
    return Attribution(start=start, end=end, head=head.i, verb=verb, confidence=confidence, place="after")


def passive(token: "Token") -> bool:
    """Whether a participle is passive: what it says was said by somebody else than its subject."""
    return (
        any(child.dep_ == "auxpass" for child in token.children)
        or token.dep_ in {"acl", "amod"}
        or any(child.dep_ == "agent" for child in token.children)
    )


def passive_speaker(at: Scene, token: "Token") -> "Token | None":
    """Find who speaks where the verb is passive: "called “…” by X"."""
    for child in token.children:
        if child.dep_ == "agent":
            for one in child.children:
                if one.dep_ == "pobj" and at.outside(one):
                    return owner(at, one)
    return None


def subject(at: Scene, token: "Token", clause: Sequence[int]) -> "Token | None":
    """Find the subject of a verb, up through conjoined, participial and infinitive verbs; None where there is none."""
    verb = token
    for _ in range(6):
        found = [child for child in verb.children if child.dep_ in _SUBJECTS and at.outside(child)]
        if found:
            one = found[-1] if verb is token else found[0]
            if one.tag_ in {"WP", "WDT"}:
                if verb.dep_ == "relcl" and at.outside(verb.head):
                    return owner(at, verb.head)
                return None
            if one.dep_ == "nsubjpass" and verb.text.lower() not in verbs().quoted:
                return None
            return owner(at, one)
        if verb.dep_ in {"conj", "xcomp", "advcl", "pcomp", "ccomp", "dep", "prep"} and verb.head.i != verb.i:
            if verb is token and verb.dep_ == "ccomp" and verb.tag_ in FINITE:
                break
            verb = verb.head
            while verb.dep_ == "prep" and verb.head.i != verb.i:
                verb = verb.head
        elif verb.dep_ in {"acl", "relcl"} and at.outside(verb.head):
            return owner(at, verb.head)
        else:
            break
    return _beside(at, token, set(clause))


def _beside(at: Scene, token: "Token", clause: set[int]) -> "Token | None":
    """Find the noun phrase right after or before a verb that the parse left without a subject: "said X"."""
    for i in (token.i + 1, token.i + 2):
        if i in clause and at.quoted[token.i - 1] >= 0:
            one = at.doc[i]
            while one.head.i > one.i and one.dep_ in _PREMODIFIERS and one.head.i in clause:
                one = one.head
            if one.tag_ in _NOUNS and one.i > token.i:
                return owner(at, one)
            if one.tag_ not in {"DT", "JJ", "NNP", "NN", "PRP$", ","}:
                return None
    i = token.i - 1
    if i in clause and at.doc[i].tag_ in _NOUNS:
        return owner(at, at.doc[i])
    return None


def owner(at: Scene, noun: "Token") -> "Token | None":
    """Give the speaker that a subject means: whose statement it is, where the subject is a statement."""
    word = noun.text.lower()
    if noun.tag_ not in _NOUNS | {"DT", "JJ"} or word in verbs().nobody or word in verbs().times:
        return None
    edge = noun.left_edge.i
    if (
        edge
        and at.doc[edge - 1].text.lower() in verbs().prepositions
        and noun.dep_ != "pobj"
        and at.outside(at.doc[edge - 1])
    ):
        return None  # the parse took a noun after a preposition for the subject
    if noun.text.lower() not in verbs().documents or noun.tag_ in {"NNP", "NNPS"}:
        return _named(at, noun)
    for child in noun.children:
        if child.dep_ == "poss" and at.outside(child):
            return child
    for child in noun.children:
        if (child.dep_ == "prep" and child.text.lower() in {"by", "from", "of"}) or child.dep_ == "agent":
            for one in child.children:
                if one.dep_ == "pobj" and at.outside(one):
                    return one
        if child.dep_ == "acl" and child.tag_ == "VBN":
            found = passive_speaker(at, child)
            if found is not None:
                return found
    named = [child for child in noun.children if child.dep_ in {"compound", "nmod"} and child.tag_ in {"NNP", "NNPS"}]
    return named[-1] if named and at.outside(named[-1]) else noun


def _named(at: Scene, noun: "Token") -> "Token":
    """Give the name that stands beside a role between commas: "a spokesman for the ministry, Jane Doe, said"."""
    if noun.tag_ != "NN":
        return noun
    for child in noun.rights:
        edge = child.left_edge.i
        bare = not any(one.dep_ == "det" for one in child.children)
        if (
            child.dep_ == "appos"
            and child.tag_ == "NNP"
            and bare
            and at.outside(child)
            and at.doc[edge - 1].text == ","
        ):
            return child
    return noun


def made(at: Scene, head: "Token", verb: str, confidence: float, place: str) -> Attribution | None:
    """Make the attribution to a noun: its words, from its first modifier to the end of an "of" phrase."""
    word = head.text.lower()
    start = head.i
    for child in sorted(head.lefts, key=lambda one: -one.i):
        left = child.left_edge.i
        if child.dep_ not in _PREMODIFIERS or any(at.quoted[i] >= 0 for i in range(left, start)):
            break
        start = left
    end = head.i + 1
    for child in head.rights:
        if child.dep_ == "prep" and child.text == "of" and child.i == end and head.tag_ in {"NN", "NNS"}:
            edge = child.right_edge.i + 1
            if edge - end <= 8 and all(at.quoted[i] < 0 for i in range(end, edge)):
                end = edge
            break
    while start < head.i and at.doc[start].text in {",", ";", "-", "–", "—", ":"}:
        start += 1
    if word in _FIRST:
        confidence = min(confidence, 0.7)
    return Attribution(start=start, end=end, head=head.i, verb=verb, confidence=confidence, place=place)


def says(at: Scene, i: int) -> bool:
    """Whether a token is a finite verb of saying."""
    token = at.doc[i]
    form = token.text.lower()
    if not at.outside(token):
        return False
    if i and form in verbs().reads and token.tag_ in FINITE and at.doc[i - 1].text.lower() in verbs().documents:
        return True
    return form in verbs().say and (token.tag_ in FINITE or form in _TOLD)
