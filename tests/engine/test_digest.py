"""A result's key names all code and knowledge that it rests on, and no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.engine import digest

PROGRAM = {
    "stage.py": "from generator.verb import (\n    near,  # beside it\n)\n\ndef run():\n    import generator.late\n",
    "verb/__init__.py": "from generator.verb.far import told\n",
    "verb/near.py": 'import generator.below\n\nTABLE = "titles.yaml"\n',
    "verb/far.py": 'MEASURED = "figures.json"\n',
    "verb/figures.json": "",
    "verb/other.json": "",
    "late.py": 'FOLDER = "language"\n',
    "below.py": "if TYPE_CHECKING:\n    from generator.types import Type\n\nfrom generator.verb import told\n",
    "types.py": "",
    "other.py": "",
    "data/titles.yaml": "",
    "data/dates.yaml": "",
    "data/language/en.yaml": "",
}
REACHED = ["stage.py", "verb/__init__.py", "verb/near.py", "verb/far.py", "late.py", "below.py"]
KNOWN = ["data/titles.yaml", "data/language/en.yaml", "verb/figures.json"]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name, text in PROGRAM.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(digest, "_folder", lambda: tmp_path)
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    for one in (digest.code, digest._file, digest._bytes, digest._imported, digest._known, digest._quoted):
        one.cache_clear()


@pytest.mark.parametrize("name", PROGRAM)
def test_code_and_knowledge_count_where_a_stage_reaches_them(program: Path, name: str) -> None:
    before = digest.code("generator.stage")
    with (program / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    forget()
    assert (digest.code("generator.stage") != before) == (name in {*REACHED, *KNOWN})


def test_every_file_of_knowledge_is_named_where_it_is_read() -> None:
    folder = Path(digest.__file__).parent.parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    known = [*(folder / "data").iterdir(), *(one for one in (folder / "pages").iterdir() if one.is_file())]
    assert [one.name for one in known if one.suffix != ".py" and f'"{one.name}"' not in code] == []


def test_other_packages_are_told_by_their_versions() -> None:
    assert digest.code("tests.engine.test_digest") == digest.code("no.such.module")
