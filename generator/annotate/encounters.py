"""Encounters: who met whom, read from one paragraph's parse. ``parties`` then links them to the article's chains."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from generator.annotate import marks, speakers
from generator.annotate.happened import unreal
from generator.annotate.meeting import known
from generator.annotate.speakers import Scene
from generator.annotate.syntax import Syntax
from generator.nouns.account import Sentence
from generator.nouns.annotation import FoundEncounter

if TYPE_CHECKING:
    from spacy.tokens import Token

Kind = Literal["met", "hosted", "visited", "telephoned"]
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "WRB"})
_NEAR = 5  # tokens after a verb in which what is done stands
_LONGEST = 120  # tokens that a list of participants may have


def find(syntax: Syntax, text: str, sentences: Sequence[Sentence]) -> tuple[FoundEncounter, ...]:
    """Find the clauses of a paragraph that tell of a meeting."""
    triggers, nouns = known().triggers, known().named
    places = [i for i, word in enumerate(syntax.lower) if word in triggers]
    if not places:
        return ()
    starts = [one.start for one in sentences]
    at = speakers.scene(syntax, marks.find(text, starts))
    found: list[FoundEncounter] = []
    for i in places:
        token, word = at.doc[i], at.lower[i]
        if not at.outside(token):
            continue
        if token.tag_.startswith("VB"):
            made = _of_verb(at, token, word)
        elif word in nouns and token.tag_.startswith("NN"):
            made = _of_noun(at, token)
        else:
            continue
        for kind, parties in made:
            if unreal(at, token):
                continue
            sentence = max(bisect_right(starts, token.idx) - 1, 0)
            limit = sentences[sentence].end if sentences else len(text)
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
    if word in verbs["together"] and _together(at, token, word):
        yield "telephoned" if _by_telephone(at, token, token.i + _NEAR) else "met", (subject,)
    elif word in verbs["met"] and (whom := _region(at, token.i + 1))[0] == whom[1]:
        yield "met", (subject,)  # "X and Y met on Tuesday"
    else:
        done, first = _done_to(at, token, word)
        if done:
            yield done, (subject, _region(at, first))


def _done_to(at: Scene, token: "Token", word: str) -> tuple[Kind | None, int]:
    """Tell what a verb says is done to somebody, and the token at which it begins to tell to whom."""
    verbs = known().verbs
    following = at.doc[token.i + 1].text.lower() if token.i + 1 < len(at.doc) else ""
    if word in verbs["met"] and following != "with":
        return "met", token.i + 1
    if word in verbs["visited"] or word in verbs["hosted"]:
        return "visited" if word in verbs["visited"] else "hosted", token.i + 1
    if word in verbs["telephoned"] or (word in verbs["called_on"] and _rings(at, token)):
        return "telephoned", token.i + 1
    if word in verbs["called_on"] and following == "on" and not _bidden(at, token.i + 2):
        return "visited", token.i + 2
    paid = _paid(at, token) if word in verbs["paid"] else -1
    return ("visited", paid + 1) if paid >= 0 else (None, -1)


def _bidden(at: Scene, start: int) -> bool:
    """Whether somebody is called on to do something: that is to ask, and no visit."""
    end = _region(at, start)[1]
    return at.doc.text[end : end + 4].strip().startswith(("to", "fo"))


def _together(at: Scene, token: "Token", word: str) -> bool:
    """Whether several who do this do it with each other: "X and Y held talks", "X and Y spoke by telephone"."""
    verbs = known().verbs
    if word in verbs["held"]:
        return _names_meeting(at, token, min(len(at.doc), token.i + _NEAR))
    return word in verbs["topic_with"] or _by_telephone(at, token, token.i + _NEAR)


def _rings(at: Scene, token: "Token") -> bool:
    """Whether to call somebody is to telephone: not to call him names, nor to call him to do something."""
    kinds = [child.dep_ for child in token.children]
    whom = next((child for child in token.rights if child.dep_ == "dobj" and child.tag_ == "NNP"), None)
    if whom is None or {"oprd", "ccomp", "acomp", "dative"} & set(kinds):
        return False
    after = whom.i + 1
    while after < len(at.doc) and at.doc[after].tag_ == "RB":
        after += 1
    if after >= len(at.doc) or at.doc[after].text == ".":
        return True
    word, following = (at.doc[i].text.lower() if i < len(at.doc) else "" for i in (after, after + 1))
    if word == "to":
        return following in known().lists["ringing_to"]
    return word in known().lists["ringing"]


def _paid(at: Scene, token: "Token") -> int:
    """Find the word before whom a visit is paid to: "paid a courtesy call on X"; -1 where none is paid."""
    for i in range(token.i + 1, min(len(at.doc) - 1, token.i + _NEAR)):
        if at.doc[i].text.lower() in {"visit", "call"} and at.doc[i + 1].text.lower() in {"to", "on"}:
            return i + 1
    return -1


def _of_noun(at: Scene, token: "Token") -> Iterator[tuple[Kind, tuple[tuple[int, int], ...]]]:
    """Read "during a meeting with Y" and "talks between X and Y"."""
    following = at.doc[token.i + 1] if token.i + 1 < len(at.doc) else None
    if following is None:
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
    return any(at.lower[i] in known().named for i in range(max(token.i + 1, joined - 4), joined))


def _by_telephone(at: Scene, token: "Token", joined: int) -> bool:
    near = at.lower[token.i : joined + 1]
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
    stops, lists = known().stops, known().lists["lists"]
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
