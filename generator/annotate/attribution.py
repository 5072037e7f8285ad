"""Whose words quoted words are, as far as their paragraph tells: reporting verbs, their subjects, "according to"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.annotate.marks import Marked
from generator.annotate.speech import verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD"})
_PREMODIFIERS = frozenset({"det", "compound", "amod", "nummod", "poss", "nmod", "advmod", "quantmod", "punct", "case"})
_TERMINAL = frozenset({".", "?", "!", ";"})
_FIRST = frozenset({"i", "we", "you", "me", "us"})
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight january february march april june july"
    " august september october november december morning afternoon evening night week month year".split()
)
_DASHES = frozenset({",", "—", "–", "-", "--", "...", "…"})
_IN_PHRASE = _NOUNS | {"DT", "JJ", "JJR", "PRP$", "POS", "HYPH", "VBN", "PDT"}
_OF_PHRASE = _IN_PHRASE | {"IN", "CC", "TO"}
_PREPOSITIONS = frozenset("until of in on at with from by for to about during after before".split())
SHORT = 12  # tokens: a clause after a full stop that still tells who spoke before it
FAR = 60  # tokens: how far a verb may stand from the words that it reports


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


def attribute(at: Scene, number: int, text: str) -> Attribution | None:
    """Find the speaker of a quote in the clause after it, the clause before it, or the sentence that holds it."""
    left, right = before(at, number), after(at, number)
    inner = text.rstrip("\"”’'» ")
    ended = inner[-1:]
    whole = bool(re.match(r"[\"“‘'«\[( ]*[A-Z]", text)) and ended in ".?!,…—-"
    if whole:
        readers = (_following, _preceding, _closing, according)
        if ended == "." and (left or len(right) > SHORT):
            readers = readers[1:]
        if left and at.doc[left[-1]].text == ":":
            readers = (_preceding, *(one for one in readers if one is not _preceding))
    else:
        readers = (_aside, _preceding, _closing, according)
    for reader in readers:
        found = reader(at, number, left, right)
        if found is not None:
            return found
    return None


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
    verb = next((i for i in right if _says(at, i)), -1)
    if verb < 0 or any(at.quoted[i] >= 0 for i in range(end, verb)):
        return None
    start = end
    while start < verb and at.doc[start].text in _DASHES:
        start += 1
    if start < verb and at.doc[start].tag_ in {"WRB", "IN", "CC", "TO", "WDT", "WP", "VBG", "VBN"}:
        return None
    found = _speaker_at(at, start, verb)
    if found is not None:
        return found
    gap = [at.doc[j] for j in range(start, verb)]
    if any(one.tag_ in _FINITE and one.dep_ not in {"relcl", "aux"} for one in gap):
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
        verb = next((j for j in right if start <= j <= start + 12 and _says(at, j)), -1)
        if verb < 0 or any(at.quoted[j] >= 0 for j in range(start, verb)):
            continue
        found = _speaker_at(at, start, verb)
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
        if _says(at, verb) and verb + 1 < len(at.doc) and at.doc[verb + 1].text == ",":
            start = next((i for i in range(verb - 1, max(-1, verb - 8), -1) if at.doc[i].text == ","), -1)
            if start >= 0 and start in left:
                found = _speaker_at(at, start + 1, verb)
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


def _says(at: Scene, i: int) -> bool:
    """Whether a token is a finite verb of saying."""
    token = at.doc[i]
    if at.outside(token) and i and token.text.lower() in verbs().reads and token.tag_ in _FINITE:
        if at.doc[i - 1].text.lower() in verbs().documents:
            return True
    return (
        at.outside(token) and token.text.lower() in verbs().say and token.tag_ in {"VBD", "VBZ", "VBP", "VBN", "NNS", "NN"}
        and (token.tag_ in _FINITE or token.text.lower() in {"said", "says", "told", "tweeted", "quipped"})
    )  # fmt: skip


def _speaker_at(at: Scene, start: int, verb: int) -> Attribution | None:
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
            if token.text.lower() in _TIMES and (last >= 0 or end == start):
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
    speaker = _owner(at, head)
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


def _preceding(at: Scene, number: int, left: Sequence[int], right: Sequence[int]) -> Attribution | None:
    """Read "X said: “…”", "X said that Y was “…”", "X called it “…”", by the verbs that govern the quote."""
    del right
    if not left:
        return None
    known = verbs()
    start = at.spans[number][0]
    last = at.doc[start - 1].text
    weak: Attribution | None = None
    for token in _governors(at, number, set(left)):
        form = token.text.lower()
        strong = form in known.say or (last == ":" and form in known.colon)
        if not token.tag_.startswith("VB") or not (strong or (weak is None and form in known.fragment)):
            continue
        speaker = _speaker_of(at, token, left)
        if speaker is None:
            continue
        if strong and weak is not None and speaker.tag_ != "PRP" and at.doc[weak.head].tag_ != "PRP":
            break
        near = start - token.i <= 4 or last in {",", ":"}
        sure = _sure_subject(at, token, speaker)
        confidence = (0.93 if near else 0.88) if strong else 0.8
        found = made(at, speaker, form, confidence if sure else 0.7, "before")
        if strong:
            return found
        weak = found
    return weak


def _speaker_of(at: Scene, token: "Token", clause: Sequence[int]) -> "Token | None":
    if token.tag_ == "VBN" and _passive(token) and token.text.lower() not in verbs().quoted:
        return _passive_speaker(at, token)
    before_it = at.doc[token.i - 1] if token.i else None
    if token.tag_ == "VBG" and before_it is not None and before_it.tag_ in {"NNP", "PRP"} and token.i - 1 in clause:
        return _owner(at, before_it)  # "footage of X asking": not whoever shows the footage
    return subject(at, token, clause)


def _sure_subject(at: Scene, token: "Token", speaker: "Token") -> bool:
    """Whether a participle after a comma is plainly the subject's: no other noun could be meant."""
    if token.dep_ == "relcl" and any(_says(at, i) for i in range(max(0, token.i - 20), token.i)):
        return False  # "told X, who said that “…”": whose words follow is not plain
    if token.tag_ != "VBG" or token.i == 0 or at.doc[token.i - 1].text != ",":
        return True
    return speaker.head.dep_ == "ROOT" or speaker.tag_ == "PRP"


def _governors(at: Scene, number: int, inside: set[int]) -> list["Token"]:
    """Give the verbs of a clause that may govern the quote, nearest first: its ancestors, or the verb right before."""
    start, end = at.spans[number]
    found: list[Token] = []
    for i in range(start - 1, max(-1, start - 7), -1):
        token = at.doc[i]
        if i not in inside:
            break
        if token.tag_.startswith("VB") and (token.text.lower() in verbs().say or at.doc[start - 1].text in {":", ","}):
            found.append(token)
            break
        if token.tag_ in _FINITE:
            break
    heads: dict[int, int] = {}
    for i in range(start, end):
        for up in (at.doc[i].head, *at.doc[i].head.ancestors) if at.outside(at.doc[i].head) else ():
            if up.i in inside:
                heads[up.i] = heads.get(up.i, 0) + 1
    found += [at.doc[i] for i in sorted(heads, reverse=True) if at.doc[i] not in found]
    if not any(one.text.lower() in verbs().say for one in found):  # a long quote may tear the parse apart
        ordered = sorted(inside)
        first = next((i for i in ordered if at.doc[i].tag_ in _FINITE), -1)
        joined = any(at.doc[i].tag_ == "CC" and at.doc[i - 1].text == "," for i in ordered if i > first)
        if first >= 0 and at.doc[first].text.lower() in verbs().say and not joined:
            found.append(at.doc[first])
    return found


def _passive(token: "Token") -> bool:
    return (
        any(child.dep_ == "auxpass" for child in token.children)
        or token.dep_ in {"acl", "amod"}
        or any(child.dep_ == "agent" for child in token.children)
    )


def _passive_speaker(at: Scene, token: "Token") -> "Token | None":
    """Find who speaks where the verb is passive: "called “…” by X"."""
    for child in token.children:
        if child.dep_ == "agent":
            for one in child.children:
                if one.dep_ == "pobj" and at.outside(one):
                    return _owner(at, one)
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
                    return _owner(at, verb.head)
                return None
            if one.dep_ == "nsubjpass" and verb.text.lower() not in verbs().quoted:
                return None
            return _owner(at, one)
        if verb.dep_ in {"conj", "xcomp", "advcl", "pcomp", "ccomp", "dep", "prep"} and verb.head.i != verb.i:
            if verb is token and verb.dep_ == "ccomp" and verb.tag_ in _FINITE:
                break
            verb = verb.head
            while verb.dep_ == "prep" and verb.head.i != verb.i:
                verb = verb.head
        elif verb.dep_ in {"acl", "relcl"} and at.outside(verb.head):
            return _owner(at, verb.head)
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
                return _owner(at, one)
            if one.tag_ not in {"DT", "JJ", "NNP", "NN", "PRP$", ","}:
                return None
    i = token.i - 1
    if i in clause and at.doc[i].tag_ in _NOUNS:
        return _owner(at, at.doc[i])
    return None


def _owner(at: Scene, noun: "Token") -> "Token | None":
    """Give the speaker that a subject means: whose statement it is, where the subject is a statement."""
    word = noun.text.lower()
    if noun.tag_ not in _NOUNS | {"DT", "JJ"} or word in verbs().nobody or word in _TIMES:
        return None
    edge = noun.left_edge.i
    if edge and at.doc[edge - 1].text.lower() in _PREPOSITIONS and noun.dep_ != "pobj" and at.outside(at.doc[edge - 1]):
        return None  # the parse took a noun after a preposition for the subject
    if noun.text.lower() not in verbs().documents or noun.tag_ in {"NNP", "NNPS"}:
        return noun
    for child in noun.children:
        if child.dep_ == "poss" and at.outside(child):
            return child
    for child in noun.children:
        if (child.dep_ == "prep" and child.text.lower() in {"by", "from", "of"}) or child.dep_ == "agent":
            for one in child.children:
                if one.dep_ == "pobj" and at.outside(one):
                    return one
        if child.dep_ == "acl" and child.tag_ == "VBN":
            found = _passive_speaker(at, child)
            if found is not None:
                return found
    named = [child for child in noun.children if child.dep_ in {"compound", "nmod"} and child.tag_ in {"NNP", "NNPS"}]
    return named[-1] if named and at.outside(named[-1]) else noun


def according(at: Scene, number: int, left: Sequence[int], right: Sequence[int]) -> Attribution | None:
    """Read "according to X"."""
    del number
    for i in (*left, *right):
        token = at.doc[i]
        if token.text.lower() not in {"according", "per"}:
            continue
        for child in token.subtree:
            if child.dep_ == "pobj" and at.outside(child) and child.i > i and child.head.i - i <= 1:
                speaker = _owner(at, child)
                return made(at, speaker, "according to", 0.9, "according") if speaker is not None else None
    return None


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
