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
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "JJS"})
_PREMODIFIERS = frozenset({"det", "compound", "amod", "nummod", "poss", "nmod", "advmod", "quantmod", "punct", "case"})
_TERMINAL = frozenset({".", "?", "!", ";"})
_FIRST = frozenset({"i", "we", "you", "me", "us"})
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
    """Find the speaker of a quote in the clause before it, the clause after it, or the sentence that holds it."""
    left, right = before(at, number), after(at, number)
    inner = text.rstrip("\"”’'» ")
    ended = inner[-1:]
    whole = bool(re.match(r"[\"“‘'« ]*[A-Z]", text)) and ended in ".?!,…—-"
    follows = _following(at, number, right) if ended != "." or len(left) == 0 else None
    if follows is not None and (ended in ",?!—-…" or not left):
        return follows
    preceding = _preceding(at, number, left, whole=whole)
    if preceding is not None and preceding.confidence >= 0.9:
        return preceding
    return preceding or follows or _following(at, number, right) or according(at, [*left, *right]) or signed(at, number)


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


def _following(at: Scene, number: int, right: Sequence[int]) -> Attribution | None:
    """Read "…,” X said" and "…,” said X"."""
    end = at.spans[number][1]
    known = verbs()
    for i in right:
        if i > end and at.quoted[i - 1] >= 0:  # another quote has begun: what follows belongs to it
            return None
        token = at.doc[i]
        if token.text.lower() in known.say and token.tag_.startswith("VB") and token.tag_ not in {"VB", "VBG"}:
            speaker = subject(at, token, right)
            if speaker is None:
                return None
            gap = [at.doc[j] for j in range(end, i) if at.outside(at.doc[j])]
            if any(one.tag_ in _FINITE and one.head.i != token.i and one.dep_ not in {"relcl", "aux"} for one in gap):
                return None
            return made(at, speaker, token.text.lower(), 0.95 if i - end <= 8 else 0.9, "after")
        if token.text.lower() in {"according", "per"}:
            return according(at, right)
    return None


def _preceding(at: Scene, number: int, left: Sequence[int], *, whole: bool) -> Attribution | None:
    """Read "X said: “…”", "X said that Y was “…”", "X called it “…”", by the verbs that govern the quote."""
    if not left:
        return None
    known = verbs()
    start = at.spans[number][0]
    last = at.doc[start - 1].text
    inside = set(left)
    for token in _governors(at, number, inside):
        form = token.text.lower()
        strong = form in known.say or (last == ":" and form in known.colon)
        weak = form in known.fragment
        if not (strong or weak) or not token.tag_.startswith("VB"):
            continue
        if token.tag_ == "VBN" and _passive(token):
            speaker = _passive_speaker(at, token)
        else:
            speaker = subject(at, token, left)
        if speaker is None:
            continue
        near = start - token.i <= 4
        confidence = 0.93 if strong and (near or last in {",", ":"}) else 0.88 if strong else 0.8
        if whole and not strong:
            confidence -= 0.15
        return made(at, speaker, form, confidence, "before")
    return None


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
    ranked = sorted(heads, key=lambda i: -i)
    found += [at.doc[i] for i in ranked if at.doc[i] not in found]
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
    if noun.tag_ not in _NOUNS | {"DT", "JJ"} or noun.text.lower() in verbs().nobody:
        return None
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


def according(at: Scene, clause: Sequence[int]) -> Attribution | None:
    """Read "according to X"."""
    for i in clause:
        token = at.doc[i]
        if token.text.lower() not in {"according", "per"}:
            continue
        for child in token.subtree:
            if child.dep_ == "pobj" and at.outside(child) and child.i > i and child.head.i - i <= 1:
                speaker = _owner(at, child)
                return made(at, speaker, "according to", 0.9, "according") if speaker is not None else None
    return None


def signed(at: Scene, number: int) -> Attribution | None:
    """Read the name that a dash sets after a quote at the end of a paragraph: "… .” — Jane Doe"."""
    end = at.spans[number][1]
    tail = [token for token in at.doc[end:] if not token.is_space]
    if not 2 <= len(tail) <= 9 or not re.fullmatch(r"[-–—―~]+", tail[0].text):
        return None
    name = tail[1:]
    while name and name[-1].text == ".":
        name.pop()
    if not name or not all(one.text[0].isupper() or one.text in {"de", "van", "von", "bin", "-", "."} for one in name):
        return None
    return Attribution(start=name[0].i, end=name[-1].i + 1, head=name[-1].i, verb="", confidence=0.9, place="signed")


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
