"""Who a clause says is speaking: the subject of its verb, or the noun phrase beside it where the parse fails."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.annotate.marks import Marked
from generator.annotate.speech import verbs
from generator.annotate.syntax import Syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD"})
_PREMODIFIERS = frozenset({"det", "compound", "amod", "nummod", "poss", "nmod", "advmod", "quantmod", "punct", "case"})
FIRST = frozenset({"i", "we", "you", "me", "us"})


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
    """A parsed paragraph with its quoted spans: ``quoted[i]`` is the number of the quote that token i stands in.

    ``lower`` is each token's text in small letters.
    """

    doc: "Doc"
    lower: Sequence[str]
    spans: tuple[tuple[int, int], ...]
    quoted: tuple[int, ...]

    def outside(self, token: "Token") -> bool:
        """Whether a token stands in no quote."""
        return self.quoted[token.i] < 0


def scene(syntax: Syntax, marked: Sequence[Marked]) -> Scene:
    """Find the tokens of each quoted span; half-open, empty where a span has none."""
    quoted = [-1] * len(syntax.starts)
    spans = []
    end = 0
    for number, one in enumerate(marked):
        begin = max(end, bisect_right(syntax.ends, one.start))
        end = max(begin, bisect_left(syntax.starts, one.end))
        quoted[begin:end] = [number] * (end - begin)
        spans.append((begin, end))
    return Scene(doc=syntax.doc, lower=syntax.lower, spans=tuple(spans), quoted=tuple(quoted))


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
            if verb.text.lower() == "with":
                break  # "with X noting that": who notes it is told after "with"
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
            if one.tag_ in NOUNS and one.i > token.i:
                return owner(at, one)
            if one.tag_ not in {"DT", "JJ", "NNP", "NN", "PRP$", ","}:
                return None
    i = token.i - 1
    if i in clause and at.doc[i].tag_ in NOUNS:
        return owner(at, at.doc[i])
    return None


def owner(at: Scene, noun: "Token") -> "Token | None":
    """Give the speaker that a subject means: whose statement it is, where the subject is a statement."""
    word = noun.text.lower()
    if noun.tag_ not in NOUNS | {"DT", "JJ"} or word in verbs().nobody or word in verbs().times:
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
    """Give the name that stands beside a role between commas: "a spokesman for the ministry, Jane Doe, said", or
    before it: "Jane Doe, the ministry's spokeswoman said".
    """
    if noun.tag_ != "NN" and not any(one.dep_ in {"det", "poss"} for one in noun.lefts):
        return noun
    before = _name_before(at, noun.left_edge.i - 1)
    if before is not None:
        return before
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


def _name_before(at: Scene, comma: int) -> "Token | None":
    """Give the name that begins its sentence and ends before a comma; None where none does."""
    first = comma
    while first > 0 and at.doc[first - 1].tag_ == "NNP" and at.outside(at.doc[first - 1]):
        first -= 1
    if comma - first < 2 or at.doc[comma].text != "," or not at.doc[first].is_sent_start:
        return None  # one capitalised word may be a place or a day
    return at.doc[comma - 1]


def made(at: Scene, head: "Token", verb: str, confidence: float, place: str) -> Attribution | None:
    """Make the attribution to a noun: its words, from its first modifier to the end of an "of" phrase.

    Where two speak as one, their words are both names and what is between; no one of them is the head.
    """
    fellows = [one for one in _joined(head) if _fellow(at, head, one)]
    if fellows and head.tag_ == "NN" and not any(one.dep_ in {"det", "poss"} for one in head.lefts):
        head, fellows = fellows[0], fellows[1:]  # "campaigner and former mayor Jane Doe": one, by two roles
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
    if word in FIRST:
        confidence = min(confidence, 0.7)
    if fellows:
        end = fellows[-1].i + 1
        joint = next(i for i in range(end - 1, start, -1) if at.doc[i].tag_ == "CC")
        return Attribution(start=start, end=end, head=joint, verb=verb, confidence=confidence, place=place)
    return Attribution(start=start, end=end, head=head.i, verb=verb, confidence=confidence, place=place)


def _joined(head: "Token") -> list["Token"]:
    """Give the nouns that "and" may join to a speaker, also where the parse takes the second of a list for the first's
    other name: "X, Y and Z".
    """
    found = list(head.conjuncts)
    second = next((one for one in head.rights if one.dep_ == "appos" and one.tag_ == "NNP"), None)
    if not found and second is not None and second.conjuncts:
        found = [second, *second.conjuncts]
    return sorted(found)


def _fellow(at: Scene, head: "Token", other: "Token") -> bool:
    """Whether a noun that "and" joins to a speaker is another speaker, and no second word for the same one."""
    if other.i < head.i or not at.outside(other):
        return False
    if not any(at.doc[i].tag_ == "CC" and at.doc[i].text.lower() in {"and", "&"} for i in range(head.i, other.i)):
        return False
    return other.tag_ in {"NNP", "NNPS", "NNS", "PRP"} or (
        other.tag_ == "NN" and any(one.dep_ in {"det", "poss"} for one in other.lefts)
    )
