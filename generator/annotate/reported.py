"""Indirect speech: sentences that tell what somebody said without quoting it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from generator.annotate.speakers import FINITE, Attribution, Scene, made, owner, subject
from generator.annotate.speech import verbs
from generator.nouns.account import Sentence


def find(at: Scene, sentences: Sequence[Sentence], quoted: set[int]) -> Iterator[tuple[int, Attribution]]:
    """Give the number and the speaker of each sentence that reports speech and quotes none.

    The main verb must be one of saying, with a clause of what was said, or with a thing ("stressed the need for …")
    where the verb allows it; or the sentence tells "according to" whom it is told.
    """
    starts = [one.start for one in sentences]
    done = set(quoted)
    for i, form in enumerate(at.lower):
        if at.quoted[i] >= 0 or not (form in verbs().reported or form == "according"):
            continue
        token = at.doc[i]
        number = max(bisect_right(starts, token.idx) - 1, 0)
        if number in done or not sentences:
            continue
        found: Attribution | None = None
        if form in verbs().reported and token.tag_ in FINITE and _main(token.dep_) and _tells(at, token.i, form):
            speaker = subject(at, token, range(token.i - 30, token.i))
            found = made(at, speaker, form, 0.85, "reported") if speaker is not None else None
        elif form == "according" and token.i + 2 < len(at.doc) and at.doc[token.i + 1].text == "to":
            named = next((one for one in token.subtree if one.dep_ == "pobj" and one.i > token.i), None)
            speaker = owner(at, named) if named is not None and at.outside(named) else None
            found = made(at, speaker, "according to", 0.85, "reported") if speaker is not None else None
        if found is not None and any(child.dep_ == "conj" for child in at.doc[found.head].children):
            found = None  # two spoke as one
        if found is not None:
            done.add(number)
            yield number, found


def _main(dep: str) -> bool:
    """Whether a verb heads its sentence, or stands beside or around what does."""
    return dep in {"ROOT", "conj", "parataxis"}


def _tells(at: Scene, i: int, form: str) -> bool:
    """Whether something told depends on a verb: a clause, or a thing where the verb takes one."""
    token = at.doc[i]
    thing = verbs().reported[form] in verbs().with_object
    return any(child.dep_ == "ccomp" or (thing and child.dep_ in {"dobj", "xcomp"}) for child in token.children)
