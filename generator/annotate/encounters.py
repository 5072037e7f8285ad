"""Encounters: who met whom, read from one paragraph's parse. ``parties`` then links them to the article's chains."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from generator.annotate import marks, speakers
from generator.annotate.meeting import known
from generator.annotate.speakers import Scene
from generator.nouns.account import Sentence
from generator.nouns.annotation import FoundEncounter, Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Kind = Literal["met", "hosted", "visited", "telephoned"]
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "WRB"})
_LONGEST = 120  # tokens that a list of participants may have


def find(doc: "Doc", passage: Passage, sentences: Sequence[Sentence]) -> tuple[FoundEncounter, ...]:
    """Find the clauses of a paragraph that tell of a meeting."""
    del passage
    verbs, nouns = known().verbs, known().lists["nouns"] | known().lists["calls"]
    triggers = nouns.union(*verbs.values())
    if not any(token.text.lower() in triggers for token in doc):
        return ()
    starts = [one.start for one in sentences]
    at = speakers.scene(doc, marks.find(doc.text, starts))
    found: list[FoundEncounter] = []
    for token in doc:
        word = token.text.lower()
        if word not in triggers or not at.outside(token):
            continue
        if token.tag_.startswith("VB"):
            made = _of_verb(at, token, word)
        elif word in nouns and token.tag_.startswith("NN"):
            made = _of_noun(at, token)
        else:
            continue
        for kind, parties in made:
            if _unreal(at, token):
                continue
            sentence = max(bisect_right(starts, token.idx) - 1, 0)
            limit = sentences[sentence].end if sentences else len(doc.text)
            spans = tuple((start, min(end, limit)) for start, end in parties if start < limit)
            found.append(
                FoundEncounter(
                    start=token.idx, end=token.idx + len(token), sentence=sentence, kind=kind, parties=spans,
                    place=_place(at, token),
                )
            )  # fmt: skip
    return tuple(found)


def _of_verb(at: Scene, token: "Token", word: str) -> Iterator[tuple[Kind, tuple[tuple[int, int], ...]]]:
    """Read a verb of meeting and whom it joins."""
    verbs = known().verbs
    following = at.doc[token.i + 1].text.lower() if token.i + 1 < len(at.doc) else ""
    if any(child.dep_ == "auxpass" for child in token.children):
        if word in verbs["hosted"]:
            agent = next((child for child in token.children if child.dep_ == "agent"), None)
            guest = next((child for child in token.children if child.dep_ == "nsubjpass"), None)
            if agent is not None and guest is not None:
                yield "hosted", (_region(at, agent.i + 1), _wide(guest))
        return
    subject = _subject(at, token)
    if subject is None:
        return
    if word in verbs["with"] | verbs["topic_with"] | verbs["held"]:
        joined = _with(at, token, far=word not in verbs["met"])
        if joined >= 0 and (word not in verbs["held"] or _names_meeting(at, token, joined)):
            kind: Kind = "telephoned" if _by_telephone(at, token, joined) else "met"
            yield kind, (subject, _region(at, joined + 1))
            return
    if word in verbs["met"] and following != "with":
        whom = _region(at, token.i + 1)
        yield "met", (subject, whom) if whom[0] < whom[1] else (subject,)  # "X and Y met on Tuesday"
    elif word in verbs["visited"] or word in verbs["hosted"]:
        yield "visited" if word in verbs["visited"] else "hosted", (subject, _region(at, token.i + 1))
    elif word in verbs["telephoned"]:
        yield "telephoned", (subject, _region(at, token.i + 1))
    elif word in verbs["called_on"] and following == "on":
        region = _region(at, token.i + 2)
        rest = at.doc.text[region[1] : region[1] + 4]
        if not rest.strip().startswith(("to", "fo")):  # to call on someone to do something is to ask him
            yield "visited", (subject, region)


def _of_noun(at: Scene, token: "Token") -> Iterator[tuple[Kind, tuple[tuple[int, int], ...]]]:
    """Read "during a meeting with Y" and "talks between X and Y"."""
    word = token.text.lower()
    following = at.doc[token.i + 1] if token.i + 1 < len(at.doc) else None
    if following is None or word in known().lists["calls"] - known().lists["nouns"]:
        return
    kind: Kind = "telephoned" if _by_telephone(at, token, token.i + 1) else "met"
    if following.text.lower() == "between":
        if token.dep_ in {"nsubj", "nsubjpass"} or _preposition(token) in known().lists["during"]:
            yield kind, (_region(at, following.i + 1),)
    elif following.text.lower() == "with":
        region = _region(at, following.i + 1)
        owner = next((child for child in token.children if child.dep_ == "poss" and at.outside(child)), None)
        if _preposition(token) in known().lists["during"]:
            subject = _wide(owner) if owner is not None and owner.tag_ != "PRP$" else _subject(at, token.head)
            if subject is not None:
                yield kind, (subject, region)


def _preposition(noun: "Token") -> str:
    return str(noun.head.text.lower()) if noun.dep_ in {"pobj", "pcomp"} else ""


def _with(at: Scene, token: "Token", *, far: bool) -> int:
    """Find the "with" of a verb: right after it, or after its object: "discussed security issues with Y"."""
    for i in range(token.i + 1, min(len(at.doc), token.i + (14 if far else 4))):
        one = at.doc[i]
        if one.text.lower() == "with" and at.outside(one):
            return i
        if one.tag_ in {"VBD", "VBZ", "VBP", "MD", "TO", "WDT", "WP", "VBG"} or one.text in {".", ";", ":", ","}:
            return -1
    return -1


def _names_meeting(at: Scene, token: "Token", joined: int) -> bool:
    """Whether what is held is a meeting."""
    nouns = known().lists["nouns"] | known().lists["calls"]
    return any(at.doc[i].text.lower() in nouns for i in range(max(token.i + 1, joined - 4), joined))


def _by_telephone(at: Scene, token: "Token", joined: int) -> bool:
    near = [at.doc[i].text.lower() for i in range(token.i, min(len(at.doc), joined + 1))]
    return any(word in known().lists["calls"] or word in {"telephonic", "phoned"} for word in near)


def _subject(at: Scene, token: "Token") -> tuple[int, int] | None:
    """Find who acts: the subject of the verb, or of the nearest verb above."""
    verb = token
    for _ in range(6):
        found = next((one for one in verb.children if one.dep_ == "nsubj" and at.outside(one)), None)
        if found is not None:
            if found.tag_ in {"WP", "WDT"}:
                return _wide(verb.head) if verb.dep_ == "relcl" and verb.head.tag_ == "NNP" else None
            return _wide(found)
        if verb.head.i == verb.i:
            break
        verb = verb.head
    before = token.i - 1
    while before > 0 and at.doc[before].tag_ in {"RB", "VBD", "VBZ", "VBP"}:
        before -= 1
    if before >= 0 and at.doc[before].tag_ in {"NNP", "NN", "PRP"}:
        one = at.doc[before]
        return one.idx, one.idx + len(one)
    return None


def _wide(noun: "Token") -> tuple[int, int]:
    """Give the span of a noun and of those joined to it by "and", from first modifier to last head.

    Of "the ambassador, Jane Doe" it is the name's.
    """
    named = next((child for child in noun.rights if child.dep_ == "appos" and child.tag_ == "NNP"), None)
    if named is not None and noun.tag_ == "NN":
        noun = named
    last = noun
    for _ in range(8):
        joined = next((child for child in last.rights if child.dep_ == "conj"), None)
        if joined is None:
            break
        last = joined
    start = min((child.i for child in noun.lefts), default=noun.i)
    return noun.doc[start].idx, last.idx + len(last)


def _region(at: Scene, start: int) -> tuple[int, int]:
    """Give the span of a list of participants that begins at a token: up to where, when or why it went on."""
    stops, lists = known().lists["stops"] | known().lists["places"], known().lists["lists"]
    listing = False
    end = start
    for i in range(start, min(len(at.doc), start + _LONGEST)):
        token = at.doc[i]
        word = token.text.lower()
        if token.text in {".", ";", ":", "?", "!"} or not at.outside(token) or (i == start and token.tag_[0] == "W"):
            break
        pair = f"{word} {at.doc[i + 1].text.lower()}" if i + 1 < len(at.doc) else ""
        if word in lists or pair in lists:
            listing = True
        elif listing:
            before = at.doc[i - 1].text
            if (before == "," and (token.tag_ == "VBG" or word in {"where", "when", "while"})) or (
                token.tag_ == "TO" and pair.rsplit(maxsplit=1)[-1] and at.doc[min(i + 1, len(at.doc) - 1)].tag_ == "VB"
            ):
                break
            if before == "," and word in {"about", "over", "regarding", "during", "on"}:
                break
        elif (
            word in stops
            or (token.tag_ in _FINITE and token.text == word.strip("’'") and not _relative(at, start, i))
            or (token.tag_ == "VBG" and at.doc[i - 1].text == ",")
        ):
            break
        end = i + 1
    if end <= start:
        return (at.doc[start].idx, at.doc[start].idx) if start < len(at.doc) else (len(at.doc.text), len(at.doc.text))
    return at.doc[start].idx, at.doc[end - 1].idx + len(at.doc[end - 1])


def _relative(at: Scene, start: int, i: int) -> bool:
    return any(at.doc[j].tag_ in {"WP", "WDT"} for j in range(max(start, i - 3), i))


def _unreal(at: Scene, token: "Token") -> bool:
    """Whether a meeting is denied, wished for, planned or asked about."""
    unreal = known().lists["unreal"]
    if token.tag_.startswith("NN") and any(
        child.text.lower() in {"any", "another", "possible"} for child in token.children
    ):
        return True
    if token.tag_ == "VBG" and not _happening(token):
        return True
    if token.dep_ == "ccomp" and token.head.tag_ == "VB":
        return True  # "to make sure that X meets Y"
    if _asked(at, token):
        return True
    verb = token
    for _ in range(4):
        if verb.tag_.startswith(("VB", "MD")):
            if any(child.text.lower() in unreal and child.i < verb.i for child in verb.children):
                return True
            if verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children) and verb is token:
                return True
            if verb is not token and verb.tag_ in {"VBD", "VBZ", "VBP"}:
                break
        if verb.head.i == verb.i or (token.tag_.startswith("VB") and verb.dep_ in {"ccomp", "advcl", "relcl"}):
            break
        verb = verb.head
    near = [at.doc[i].text.lower() for i in range(max(0, token.i - 3), token.i) if at.doc[i].text not in {",", "."}]
    return any(word in unreal or word == "to" for word in near[-2:]) and token.tag_.startswith("VB")


def _asked(at: Scene, token: "Token") -> bool:
    """Whether somebody asks or does not know when X met Y: what date is near is that of something else."""
    first = at.doc[token.head.i + 1] if token.head.i < token.i else token
    question = first in token.children and first.text.lower() in {"when", "where", "how", "why"}
    return question and token.head.text.lower() in known().lists["asking"]


def _happening(token: "Token") -> bool:
    """Whether an "-ing" form tells what was done: "was meeting", "after meeting", "Hosting X, he said"."""
    if any(child.dep_ == "aux" for child in token.children):
        return True
    if token.dep_ == "pcomp":
        return token.head.text.lower() in known().lists["telling"]
    return token.dep_ in {"advcl", "conj"}


def _place(at: Scene, token: "Token") -> tuple[int, int]:
    """Find the words after "in" or "at" that go with the verb, or what the same clause says was visited."""
    for verb in (token, token.head):
        for child in verb.children:
            if child.text.lower() in known().lists["places"] and child.dep_ == "prep" and at.outside(child):
                for one in child.children:
                    if one.dep_ == "pobj" and one.tag_ in {"NNP", "NN", "NNPS"}:
                        return _wide(one)
        if verb.text.lower() in known().verbs["visited"]:
            for child in verb.children:
                if child.dep_ == "dobj" and child.tag_ in {"NNP", "NNPS"}:
                    return _wide(child)
    return -1, -1
