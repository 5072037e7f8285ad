"""``judgements.yaml``: what editors decided, entry by entry, and every fault in it with its line."""

import re
from collections.abc import Iterator, Mapping

from rapidfuzz import process

from generator.errors import InputError
from generator.nouns.judgement import Judgement
from generator.nouns.problem import Problem
from generator.safe import characters, yaml

KINDS = ("merge", "split", "rename", "ignore", "role", "settle", "withhold", "speaker")
PLAIN = ("to", "article", "since", "until", "reason")
LEAST = {"merge": 2, "split": 2, "rename": 1, "ignore": 1, "role": 1, "settle": 1, "withhold": 1, "speaker": 1}
"""Names that each kind needs; those that need one take no more."""
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

Fault = tuple[str, str, str]
"""What is wrong, the hint, and the key it stands at (empty: the entry as a whole)."""


def judged(content: bytes, path: str, *, limit: int = yaml.LIMIT) -> tuple[tuple[Judgement, ...], tuple[Problem, ...]]:
    """Read all entries, at most ``limit`` bytes of them; a faulty one is left out and told.

    Raises InputError if the file is no list at all.
    """
    document = yaml.load(content, path, limit=limit)
    entries = document.value
    base: yaml.Address = ()
    if isinstance(entries, dict):
        if not entries:
            return (), ()
        base = ("judgements",)
        entries = entries.get("judgements", entries)
    if not isinstance(entries, list):
        hint = "write one entry a line: `- merge: [name, name]`"
        raise InputError("the judgements are not a list", path=path, line=document.line(base) or 1, hint=hint)
    made: list[Judgement] = []
    problems: list[Problem] = []
    for index, entry in enumerate(entries):
        address = (*base, index)
        line = document.line(address)
        faults = [*_faults(entry)]
        for what, hint, key in faults:
            at = (document.line((*address, key)) if key else 0) or line
            problems.append(Problem(path=path, line=at, what=what, hint=hint, severity="error"))
        if isinstance(entry, dict) and not faults:
            made.append(_judgement(entry, path, line))
    return tuple(made), tuple(problems)


def _faults(entry: yaml.Value) -> Iterator[Fault]:
    if not isinstance(entry, dict):
        yield "a judgement must be a list of keys and values", "write `- merge: [name, name]` and a `reason:`", ""
        return
    for key in entry:
        if key not in KINDS and key not in PLAIN:
            near = process.extractOne(key, (*KINDS, *PLAIN), score_cutoff=60)
            hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join((*KINDS, *PLAIN))}"
            yield f"unknown key `{characters.plain(key)[:60]}`", hint, key
    kinds = [key for key in KINDS if key in entry]
    if not kinds:
        yield f"a judgement needs one of {', '.join(KINDS)}", "write one entry for each", ""
    elif len(kinds) > 1:
        yield f"a judgement cannot be {' and '.join(kinds)} at once", "write one entry for each", kinds[1]
    else:
        yield from _wanting(kinds[0], entry)


def _wanting(kind: str, entry: Mapping[str, yaml.Value]) -> Iterator[Fault]:
    """Tell what is missing or malformed in an entry of one kind."""
    value = entry[kind]
    raw = value if isinstance(value, list) else [value]
    names = _names(value)
    several = LEAST[kind] > 1
    if len(names) != len(raw) or len(names) < LEAST[kind] or (not several and len(names) > 1):
        want, example = ("a list of two names or more", "[name, name]") if several else ("one name", "name")
        yield f"`{kind}` wants {want}", f"write `{kind}: {example}`", kind
    elif several and len({name.casefold() for name in names}) < len(names):
        yield f"`{kind}` names one name twice", "name each once", kind
    for key in PLAIN:
        if key in entry and not isinstance(entry[key], str):
            yield f"`{key}` must be text", "write it on one line", key
    if not _text(entry, "reason"):
        yield "a judgement needs a reason", "add `reason: …`: readers see it", kind
    if kind in {"rename", "role"} and not _text(entry, "to"):
        yield f"`{kind}` needs `to:`", "add the new name, or the role, as `to: …`", kind
    for key in ("since", "until"):
        if _text(entry, key) and not _DATE.fullmatch(_text(entry, key)):
            yield f"`{key}` is no date", "write 2024, 2024-01 or 2024-01-02", key


def _names(value: yaml.Value) -> tuple[str, ...]:
    raw = value if isinstance(value, list) else [value]
    return tuple(clean for one in raw if isinstance(one, str) and (clean := characters.plain(one)))


def _text(entry: Mapping[str, yaml.Value], key: str) -> str:
    value = entry.get(key, "")
    return characters.plain(value) if isinstance(value, str) else ""


def _judgement(entry: Mapping[str, yaml.Value], path: str, line: int) -> Judgement:
    kind = next(key for key in KINDS if key in entry)
    return Judgement(
        kind=kind,  # type: ignore[arg-type]
        names=_names(entry[kind]),
        to=_text(entry, "to"),
        article=_text(entry, "article"),
        since=_text(entry, "since"),
        until=_text(entry, "until"),
        reason=_text(entry, "reason"),
        path=path,
        line=line,
    )
