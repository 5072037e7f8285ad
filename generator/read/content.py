"""What editors write: notes in Markdown, and the judgements beside them."""

from collections.abc import Iterator
from pathlib import Path

from generator.errors import InputError
from generator.nouns.content import Content, Note
from generator.nouns.problem import Problem
from generator.read.front import CLOSE, CLOSED, FENCE, unclosed
from generator.read.judgements import judged
from generator.read.markdown import LIMIT
from generator.safe import characters, files, yaml
from generator.settings import Site

NOTE_LIMIT = 256 * 1024
"""Bytes of a note."""
JUDGEMENTS_LIMIT = 1024 * 1024
"""Bytes of ``judgements.yaml``: ten thousand entries and more."""
_SUBJECTS = {"people": "person", "organisations": "organisation", "places": "place", "topics": "topic"}


def content(site: Site) -> Content:
    """Read the whole content folder; a fault in one file is a problem of that file alone."""
    problems: list[Problem] = []
    if not site.content.is_dir():
        return Content()
    shown = _shown(site.content, site.root)
    notes: dict[str, list[Note]] = {name: [] for name in (*_SUBJECTS, "home", "about")}
    judgements = Content().judgements
    for one in files.walk(site.content, limit=JUDGEMENTS_LIMIT):
        path = f"{shown}/{one.path}"
        if isinstance(one, files.Skipped):
            if not one.harmless:
                problems.append(Problem(path=path, what=f"not read: {one.reason}", hint=one.hint))
            continue
        try:
            if one.path == "judgements.yaml":
                judgements, faults = judged(one.content, path, limit=JUDGEMENTS_LIMIT)
                problems.extend(faults)
                continue
            place = _place(one.path)
            if place is None:
                hint = "notes are home.md, about.md and Markdown files in people/, organisations/, places/, topics/"
                problems.append(Problem(path=path, what="not used: no page takes its text from here", hint=hint))
                continue
            note = _note(one.content, path, place)
            notes[place].append(note)
            problems.extend(_unshown(note))
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


def _unshown(note: Note) -> Iterator[Problem]:
    """Tell of a note that is too long to be shown whole."""
    if len(note.markdown) > LIMIT:
        line = note.line + note.markdown.count("\n", 0, LIMIT)
        what = f"what stands from here on is not shown: a note has at most {LIMIT:,} characters"
        yield Problem(path=note.path, line=line, what=what, hint="shorten it")


def _note(content_: bytes, path: str, place: str) -> Note:
    if len(content_) > NOTE_LIMIT:
        hint = f"shorten it to {NOTE_LIMIT // 1024} kB"
        raise InputError(f"a note of {len(content_) // 1024} kB is not read", path=path, hint=hint)
    text = characters.decode(content_).text.replace("\r\n", "\n")
    values: yaml.Value = {}
    start = 0
    if unclosed(text):
        raise InputError("the front matter has no end", path=path, line=1, hint=CLOSED)
    opening = FENCE.match(text)
    closing = CLOSE.search(text, opening.end()) if opening else None
    if opening and closing:
        values = yaml.load(text[opening.end() : closing.start()], path, first_line=2).value
        start = closing.end()
    if not isinstance(values, dict):
        raise InputError(
            "the front matter is not a list of keys and values", path=path, line=2, hint="write `title: …`"
        )
    subject = values.get(_SUBJECTS.get(place, ""), "") if place in _SUBJECTS else ""
    title = values.get("title", "")
    if place in _SUBJECTS and not isinstance(subject, str | None):
        raise InputError(f"`{_SUBJECTS[place]}` must be one name", path=path, line=2, hint="write it as text")
    body = text[start:].lstrip("\n")
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return Note(
        path=path,
        subject=characters.plain(str(subject or (stem if place in _SUBJECTS else ""))),
        title=characters.plain(title) if isinstance(title, str) else "",
        markdown=body.rstrip("\n"),
        line=text.count("\n", 0, len(text) - len(body)) + 1,
    )
