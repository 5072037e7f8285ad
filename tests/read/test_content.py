"""What editors write is read whole, and a fault in one file is a fault of that file alone."""

from pathlib import Path

import pytest

from generator.nouns.content import Content, Note
from generator.read import content
from generator.read.markdown import LIMIT
from generator.settings import locate


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    return tmp_path


def put(root: Path, name: str, text: str) -> None:
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def found(root: Path) -> Content:
    return content(locate(root=root))


def told(root: Path) -> list[tuple[str, int, str, str]]:
    return [(one.path, one.line, one.what, one.severity) for one in found(root).problems]


def test_without_a_folder_there_is_nothing(root: Path) -> None:
    assert found(root) == Content()


@pytest.mark.parametrize(
    ("folder", "key"),
    [("people", "person"), ("organisations", "organisation"), ("places", "place"), ("topics", "topic")],
)
def test_a_note_is_about_whom_it_names_or_else_its_file(root: Path, folder: str, key: str) -> None:
    put(root, f"{folder}/a.md", f"---\n{key}: Asim Munir\ntitle: Who he is\n---\n\nHe *is*.\n")
    put(root, f"{folder}/otto-brand.markdown", "Words.\n")
    assert getattr(found(root), folder) == (
        Note(path=f"content/{folder}/a.md", subject="Asim Munir", title="Who he is", markdown="He *is*.", line=6),
        Note(path=f"content/{folder}/otto-brand.markdown", subject="otto-brand", markdown="Words."),
    )
    assert told(root) == []


def test_the_pages_notes_and_the_judgements_have_their_places(root: Path) -> None:
    put(root, "home.md", "Welcome.")
    put(root, "about.md", "---\ntitle: About us\n---\r\nWe.")
    put(root, "judgements.yaml", "- ignore: Sound\n  reason: It is.\n")
    made = found(root)
    assert made.home == Note(path="content/home.md", markdown="Welcome.")
    assert made.about is not None
    assert (made.about.title, made.about.markdown) == ("About us", "We.")
    assert [one.names for one in made.judgements] == [("Sound",)]


@pytest.mark.parametrize(
    ("name", "text", "line", "what"),
    [
        ("people/a.md", "---\nperson: [a, b]\n---\n", 2, "`person` must be one name"),
        ("people/a.md", "---\n- a\n---\n", 2, "the front matter is not a list of keys and values"),
        ("people/a.md", "---\nperson: X\n\nWords.\n", 1, "the front matter has no end"),
        ("people/a.md", "---\na: 1\na: 2\n---\n", 3, "the key 'a' stands here again, first on line 2"),
        ("home.md", "x" * (256 * 1024 + 1), 0, "a note of 256 kB is not read"),
        ("judgements.yaml", "a: b", 1, "the judgements are not a list"),
    ],
)
def test_a_fault_is_told_and_the_others_are_read(root: Path, name: str, text: str, line: int, what: str) -> None:
    put(root, name, text)
    put(root, "topics/talks.md", "Words.")
    assert told(root) == [(f"content/{name}", line, what, "error")]
    assert len(found(root).topics) == 1
    assert all(one.hint for one in found(root).problems)


@pytest.mark.parametrize("name", ["notes.md", "people/deep/a.md", "people/a.txt", "judgements.yml", "topic/a.md"])
def test_what_no_page_takes_its_text_from_is_told(root: Path, name: str) -> None:
    put(root, name, "Words.")
    assert told(root) == [(f"content/{name}", 0, "not used: no page takes its text from here", "warning")]


def test_where_a_note_is_too_long_to_be_shown_is_told(root: Path) -> None:
    put(root, "home.md", "---\ntitle: Home\n---\n" + "A line of the note.\n" * (LIMIT // 20) + "more\n")
    assert told(root) == [
        (
            "content/home.md",
            LIMIT // 20 + 4,
            "what stands from here on is not shown: a note has at most 40,000 characters",
            "warning",
        )
    ]


def test_many_judgements_are_read(root: Path) -> None:
    put(root, "judgements.yaml", "".join(f"- ignore: Name {number}\n  reason: It is.\n" for number in range(5000)))
    assert len(found(root).judgements) == 5000
    assert told(root) == []
