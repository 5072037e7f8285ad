"""What editors write: notes in Markdown, and the judgements beside them."""

from pathlib import Path

from generator.errors import InputError
from generator.nouns.content import Content, Note
from generator.nouns.problem import Problem
from generator.read.front import CLOSE, FENCE
from generator.read.judgements import judged
from generator.safe import characters, files, yaml
from generator.settings import Site

NOTE_LIMIT = 256 * 1024
_SUBJECTS = {"people": "person", "organisations": "organisation", "places": "place", "topics": "topic"}


def content(site: Site) -> Content:
    """Read the whole content folder; a fault in one file is a problem of that file alone."""
    problems: list[Problem] = []
    if not site.content.is_dir():
        return Content()
    shown = _shown(site.content, site.root)
    notes: dict[str, list[Note]] = {name: [] for name in (*_SUBJECTS, "home", "about")}
    judgements = Content().judgements
    for one in files.walk(site.content, limit=NOTE_LIMIT):
        path = f"{shown}/{one.path}"
        if isinstance(one, files.Skipped):
            if not one.harmless:
                problems.append(Problem(path=path, what=f"not read: {one.reason}", hint=one.hint))
            continue
        try:
            if one.path == "judgements.yaml":
                judgements, faults = judged(one.content, path)
                problems.extend(faults)
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
