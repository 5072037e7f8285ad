"""What editors decided of disagreements: settled with a reason, or dismissed as none."""

from collections.abc import Sequence

import msgspec

from generator.nouns.findings import Disagreement
from generator.nouns.judgement import Judgement
from generator.nouns.problem import Problem
from generator.resolve.judgements import closest


def settled(
    found: Sequence[Disagreement], judgements: Sequence[Judgement]
) -> tuple[tuple[Disagreement, ...], tuple[Problem, ...]]:
    """Bring judgements of the kind ``settle`` to bear: with ``to`` that version is taken for right and the disagreement
    comes last, without it there is none. One that names no disagreement becomes a Problem.
    """
    orders = {_key(one.names[0]): one for one in reversed(judgements) if one.kind == "settle"}
    subjects = {_key(one.subject): one.subject for one in found}
    problems = tuple(
        Problem(
            path=one.path,
            line=one.line,
            what=f"“{one.names[0]}” (settle) is no difference between the sources",
            hint=closest(one.names[0], sorted(subjects.values()))
            if subjects
            else "take the line out: the sources differ about nothing",
        )
        for one in judgements
        if one.kind == "settle" and _key(one.names[0]) not in subjects
    )
    disputed = [one for one in found if _key(one.subject) not in orders]
    decided = [
        msgspec.structs.replace(one, settled=order.to, judged=order.reason)
        for one in found
        if (order := orders.get(_key(one.subject))) and order.to
    ]
    return (*disputed, *decided), problems


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
