"""Whether a meeting that words tell of took place: not one denied, wished for, planned or asked about."""

from typing import TYPE_CHECKING

from generator.annotate.meeting import known
from generator.annotate.speakers import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token


def unreal(at: Scene, token: "Token") -> bool:
    """Whether a meeting is denied, wished for, planned or asked about, or was no single one."""
    words = known().lists["unreal"]
    if token.tag_.startswith("NN") and any(
        child.text.lower() in {"any", "another", "possible"} for child in token.children
    ):
        return True
    if any(child.text.lower() in known().lists["often"] for child in token.children):
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
            if any(child.text.lower() in words and child.i < verb.i for child in verb.children):
                return True
            if verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children) and verb is token:
                return True
            if verb is not token and verb.tag_ in {"VBD", "VBZ", "VBP"}:
                break
        if verb.head.i == verb.i or (token.tag_.startswith("VB") and verb.dep_ in {"ccomp", "advcl", "relcl"}):
            break
        verb = verb.head
    near = [at.doc[i].text.lower() for i in range(max(0, token.i - 3), token.i) if at.doc[i].text not in {",", "."}]
    return any(word in words or word == "to" for word in near[-2:]) and token.tag_.startswith("VB")


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
