"""What editors write: notes in Markdown, and the judgements."""

import re
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz import process

from generator.errors import InputError
from generator.nouns.content import Content, Note
from generator.nouns.judgement import Judgement
from generator.nouns.problem import Problem
from generator.read.front import CLOSE, FENCE
from generator.safe import characters, files, yaml
from generator.settings import Site

KINDS = ("merge", "split", "rename", "ignore", "role")
PLAIN = ("to", "article", "since", "until", "reason")
LEAST = {"merge": 2, "split": 2, "rename": 1, "ignore": 1, "role": 1}
NOTE_LIMIT = 256 * 1024
_SUBJECTS = {"people": "person", "organisations": "organisation", "places": "place", "topics": "topic"}
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def content(site: Site) -> Content:
    """Read the whole content folder; a fault in one file is a problem of that file alone."""
    problems: list[Problem] = []
    if not site.content.is_dir():
        return Content()
    shown = _shown(site.content, site.root)
    notes: dict[str, list[Note]] = {name: [] for name in (*_SUBJECTS, "home", "about")}
    judgements: tuple[Judgement, ...] = ()
    for one in files.walk(site.content, limit=NOTE_LIMIT):
        path = f"{shown}/{one.path}"
        if isinstance(one, files.Skipped):
            if not one.harmless:
                problems.append(
                    Problem(path=path, what=f"not read: {one.reason}", hint="put a plain file in its place")
                )
            continue
        try:
            if one.path == "judgements.yaml":
                judgements = tuple(_judgements(one.content, path, problems))
                continue
            place = _place(one.path)
            if place is None:
                hint = "notes are home.md, about.md and Markdown files in people/, organisations/, places/, topics/"
                problems.append(Problem(path=path, what="not used: no page takes its text from here", hint=hint))
                continue
            notes[place].append(_note(one.content, path, place))
        except InputError as fault:
            problems.append(
                Problem(path=fault.path or path, line=fault.line, what=fault.what, hint=fault.hint, severity="error")
            )
    return Content(
        home=next(iter(notes["home"]), None),
        about=next(iter(notes["about"]), None),
        people=tuple(notes["people"]),
        organisations=tuple(notes["organisations"]),
        places=tuple(notes["places"]),
        topics=tuple(notes["topics"]),
        judgements=judgements,
        problems=tuple(problems),
    )


def _shown(folder: Path, root: Path) -> str:
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name


def _place(path: str) -> str | None:
    if path in {"home.md", "about.md"}:
        return path.removesuffix(".md")
    folder, _, name = path.partition("/")
    return folder if folder in _SUBJECTS and name.endswith((".md", ".markdown")) and "/" not in name else None


def _note(content_: bytes, path: str, place: str) -> Note:
    text = characters.decode(content_).text.replace("\r\n", "\n")
    values: yaml.Value = {}
    body, line = text, 1
    opening = FENCE.match(text)
    closing = CLOSE.search(text, opening.end()) if opening else None
    if opening and closing:
        values = yaml.load(text[opening.end() : closing.start()], path, first_line=2).value
        body, line = text[closing.end() :], text.count("\n", 0, closing.end()) + 1
    if not isinstance(values, dict):
        raise InputError(
            "the front matter is not a list of keys and values", path=path, line=2, hint="write `title: …`"
        )
    subject = values.get(_SUBJECTS.get(place, ""), "") if place in _SUBJECTS else ""
    title = values.get("title", "")
    if place in _SUBJECTS and not isinstance(subject, str | None):
        raise InputError(f"`{_SUBJECTS[place]}` must be one name", path=path, line=2, hint="write it as text")
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return Note(
        path=path,
        subject=characters.plain(str(subject or (stem if place in _SUBJECTS else ""))),
        title=characters.plain(title) if isinstance(title, str) else "",
        markdown=body.strip("\n"),
        line=line,
    )


def _judgements(content_: bytes, path: str, problems: list[Problem]) -> Iterable[Judgement]:
    document = yaml.load(content_, path)
    entries = document.value
    base: yaml.Address = ()
    if isinstance(entries, dict):
        if not entries:
            return
        base = ("judgements",)
        entries = entries.get("judgements", entries)
    if not isinstance(entries, list):
        hint = "write one entry a line: `- merge: [name, name]`"
        raise InputError("the judgements are not a list", path=path, line=document.line(base) or 1, hint=hint)
    for index, entry in enumerate(entries):
        line = document.line((*base, index))
        made = _judgement(entry, path, line, document, (*base, index))
        if isinstance(made, Judgement):
            yield made
        else:
            problems.extend(made)


def _judgement(
    entry: yaml.Value, path: str, line: int, document: yaml.Document, address: yaml.Address
) -> Judgement | list[Problem]:
    def fault(what: str, hint: str, key: str = "") -> Problem:
        at = document.line((*address, key)) if key else line
        return Problem(path=path, line=at or line, what=what, hint=hint, severity="error")

    if not isinstance(entry, dict):
        return [fault("a judgement must be a list of keys and values", "write `- merge: [name, name]` and a `reason:`")]
    faults = []
    for key in entry:
        if key not in KINDS and key not in PLAIN:
            near = process.extractOne(key, (*KINDS, *PLAIN), score_cutoff=60)
            hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join((*KINDS, *PLAIN))}"
            faults.append(fault(f"unknown key `{characters.plain(key)}`", hint, key))
    kinds = [key for key in KINDS if key in entry]
    if len(kinds) != 1:
        what = (
            "a judgement needs one of " + ", ".join(KINDS)
            if not kinds
            else f"a judgement cannot be {' and '.join(kinds)} at once"
        )
        return [*faults, fault(what, "write one entry for each")]
    kind = kinds[0]
    value = entry[kind]
    raw = value if isinstance(value, list) else [value]
    names = tuple(characters.plain(one) for one in raw if isinstance(one, str) and characters.plain(one))
    if len(names) != len(raw) or len(names) < LEAST[kind] or (LEAST[kind] == 1 and len(names) > 1):
        want = "a list of two names or more" if LEAST[kind] > 1 else "one name"
        faults.append(
            fault(f"`{kind}` wants {want}", f"write `{kind}: {'[name, name]' if LEAST[kind] > 1 else 'name'}`", kind)
        )
    plain = {key: characters.plain(text) if isinstance(text := entry.get(key, ""), str) else "" for key in PLAIN}
    if not plain["reason"]:
        faults.append(fault("a judgement needs a reason", "add `reason: …`: readers see it", kind))
    if kind in {"rename", "role"} and not plain["to"]:
        faults.append(fault(f"`{kind}` needs `to:`", "add the new name, or the role, as `to: …`", kind))
    for key in ("since", "until"):
        if plain[key] and not _DATE.fullmatch(plain[key]):
            faults.append(fault(f"`{key}` is no date", "write 2024, 2024-01 or 2024-01-02", key))
    if faults:
        return faults
    return Judgement(
        kind=kind,  # type: ignore[arg-type]
        names=names,
        to=plain["to"],
        article=plain["article"],
        since=plain["since"],
        until=plain["until"],
        reason=plain["reason"],
        path=path,
        line=line,
    )
