"""`site.yaml`: every fault at once, each with its line and how to mend it; and no file needed at all."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import UsageError
from generator.read.formats import SUFFIXES
from generator.safe import yaml
from generator.settings import BriefSettings, Settings, locate
from generator.settings.declared import prepared
from generator.settings.faults import examined

ROOT = Path(__file__).parents[1]


def site(folder: Path, text: str) -> Path:
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "site.yaml").write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path, text: str) -> list[UsageError]:
    with pytest.raises(UsageError) as caught:
        locate(root=site(folder, text))
    return [caught.value, *caught.value.others]


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        "titel: My briefing\n"
        "republish: everything\n"
        "brief:\n"
        "  bottom_line: many\n"
        "  topic: 0\n"
        "topics:\n"
        "  - id: Not a slug\n"
        "    title: One\n"
        "  - id: two\n"
        "    terms: alone\n"
        "theme: default\n",
    )
    assert [(fault.path, fault.line) for fault in told] == [("site.yaml", line) for line in (1, 2, 4, 5, 7, 9, 10, 11)]
    text = "\n".join(str(fault) for fault in told)
    assert "did you mean `title`?" in text
    assert "'full', 'excerpts' or 'none'" in text
    assert "topics[2].title" in text
    assert "must be a list" in text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("topics:\n  - {id: a, title: A}\n  - {id: a, title: B}\n", "two topics"),
        ("topics:\n  - {id: other, title: A}\n", "kept for passages"),
        ("base_url: javascript:alert(1)\n", "address"),
        ("base_url: https://name:secret@example.org/\n", "address"),
        ("base_url: https://example.org:99999/\n", "address"),
        ("base_url: 'http://['\n", "address"),
        ("base_url: https://example.org/a/../b/\n", "address"),
        ("base_url: https://example.org//a/\n", "address"),
        ("base_url: 'https://example.org/a b/'\n", "address"),
        ("base_url: 'https://example.org/\"x/'\n", "address"),
        ("base_url: https://example.org/a/?\n", "address"),
        ("output: ../elsewhere\n", "inside the site"),
        ("output: /etc\n", "inside the site"),
        ("content: .\n", "inside the site"),
        ("- a\n- b\n", "name: value"),
        ("a: [\n", "not valid YAML"),
        ("theme:\n  name: ../../etc\n", "cannot be"),
        ("title: [a]\n", "must be text"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, text: str, word: str) -> None:
    (fault,) = faults(tmp_path, text)
    assert word in str(fault)
    assert fault.path == "site.yaml"


def test_a_link_that_leads_out_is_not_a_folder_of_the_site(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (root / "seeds").symlink_to(outside)
    with pytest.raises(UsageError, match="inside the site"):
        locate(root=root)


def test_keys_without_a_value_mean_their_default(tmp_path: Path) -> None:
    assert locate(root=site(tmp_path, "title:\ntopics:\n#  - id: x\nbrief:\n  topic:\n")).settings == Settings()


def test_values_are_typed_and_a_topic_needs_only_a_title(tmp_path: Path) -> None:
    settings = locate(
        root=site(tmp_path, "title: 12:30\nbrief: {topic: 9}\ntopics:\n  - title: Kaschmir & Gázá\n    terms: [NO]\n")
    ).settings
    assert settings.title == "12:30"
    assert settings.brief.topic == 9
    assert (settings.topics[0].id, settings.topics[0].terms) == ("kaschmir-gaza", ("NO",))


def test_a_folder_of_articles_is_a_site(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("x")
    found = locate(root=tmp_path)
    assert found.sources == tmp_path
    assert found.output == tmp_path / "public"
    assert found.output in found.exclude
    assert found.settings == Settings()


def test_a_folder_without_articles_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder of articles"):
        locate(root=tmp_path)


def test_one_article_may_be_the_source(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("x")
    found = locate(root=tmp_path, sources=tmp_path / "one.txt")
    assert (found.sources, found.only) == (tmp_path, "one.txt")


def test_what_is_typed_wins_and_may_stand_anywhere(tmp_path: Path) -> None:
    root, other = tmp_path / "root", tmp_path / "other"
    root.mkdir()
    other.mkdir()
    found = locate(root=site(root, "output: site\n"), sources=other, output=tmp_path / "out", cache=tmp_path / "c")
    assert (found.sources, found.output, found.cache) == (other, tmp_path / "out", tmp_path / "c")
    assert found.content == root / "content"


def test_a_config_elsewhere_is_read_and_must_exist(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "other.yaml").write_text("title: Other\n")
    assert locate(config=tmp_path / "other.yaml").settings.title == "Other"
    with pytest.raises(UsageError, match="no such file"):
        locate(root=tmp_path, config=tmp_path / "none.yaml")


@pytest.mark.parametrize("output", ["articles/public", "articles", "content/x"])
def test_the_output_does_not_stand_in_an_input(tmp_path: Path, output: str) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "content").mkdir()
    with pytest.raises(UsageError, match="stands inside"):
        locate(root=tmp_path, sources=tmp_path / "articles", output=tmp_path / output)


@pytest.mark.parametrize(
    "given", ["https://example.org", "http://example.org:8080/a.b/..c/", "HTTPS://example.org/ü/%C3%BC"]
)
def test_a_host_with_or_without_a_folder_is_where_a_site_may_be(tmp_path: Path, given: str) -> None:
    found = locate(root=site(tmp_path, f"base_url: {given}\n")).settings.base_url
    assert found == given.replace("HTTPS", "https")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_whatever_can_be_read_makes_a_folder_a_site(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"one{suffix}").write_text("x")
    assert locate(root=tmp_path).sources == tmp_path


def test_a_folder_is_the_site_however_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    found = locate(root=tmp_path, sources=tmp_path / "seeds" / "..")
    assert found.sources == tmp_path
    assert found.output in found.exclude


def test_what_is_written_is_never_read_even_where_notes_and_articles_share_a_folder(tmp_path: Path) -> None:
    found = locate(root=tmp_path, sources=tmp_path, content=tmp_path)
    assert {found.output, found.cache} <= set(found.exclude)
    assert tmp_path not in found.exclude


@pytest.mark.parametrize("key", ["sources", "content", "output", "cache"])
def test_links_in_a_ring_are_no_folder(tmp_path: Path, key: str) -> None:
    (tmp_path / "ring").symlink_to("ring")
    root = site(tmp_path, f"{key}: ring\n")
    if key == "output":  # publishing refuses any link
        assert locate(root=root).output.is_symlink()
        return
    with pytest.raises(UsageError, match="folder") as told:
        locate(root=root)
    assert told.value.path == "ring"
    assert told.value.hint


def test_a_folder_of_notes_that_is_typed_must_be_there(tmp_path: Path) -> None:
    root = site(tmp_path, "content: notes\n")
    assert locate(root=root).content == tmp_path / "notes"
    with pytest.raises(UsageError, match="no such folder") as told:
        locate(root=root, content=tmp_path / "nots")
    assert told.value.path == "nots"
    (tmp_path / "notes").write_text("not a folder")
    with pytest.raises(UsageError, match="not a folder"):
        locate(root=root)


def test_settings_that_are_a_link_are_told_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "site.yaml").symlink_to("/etc/passwd")
    with pytest.raises(UsageError, match="links are not followed") as told:
        locate(root=tmp_path)
    assert told.value.hint


PLAIN = st.sampled_from(
    ("", "5", "-1", "05", " 5", "5.0", "1e3", "no", "TRUE", "off", "null", "x\n", "full", "ü", "en")
)
KEYS = st.sampled_from((*Settings.__struct_fields__, *BriefSettings.__struct_fields__, "id", "terms", "name"))
VALUES = st.recursive(PLAIN, lambda one: st.lists(one, max_size=2) | st.dictionaries(KEYS, one, max_size=3))


@given(st.dictionaries(KEYS, VALUES, max_size=3))
def test_settings_that_are_read_straight_away_are_what_a_careful_reader_takes_them_for(value: dict[str, Any]) -> None:
    document = yaml.Document(value=value, path="site.yaml", lines={})
    ready = prepared(value)
    try:
        quick = msgspec.convert(ready, Settings, strict=False)
    except msgspec.ValidationError:
        return
    assert examined(ready, document) == quick


@pytest.mark.parametrize(("words", "meant"), [("no", False), ("off", False), ("FALSE", False), ("yes", True)])
def test_yes_and_no_are_said_as_people_say_them(tmp_path: Path, words: str, meant: bool) -> None:
    assert locate(root=site(tmp_path, f"search: {words}\n")).settings.search is meant


def test_settings_without_a_fault_are_read_without_pydantic(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from generator.settings import locate\n"
        "locate(root=Path(sys.argv[1])); sys.exit('pydantic' in sys.modules)\n"
    )
    (tmp_path / "seeds").mkdir()
    (tmp_path / "site.yaml").write_text("title: T\nsearch: false\nbrief: {topic: 9}\ntopics: [{title: A}]\n")
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, check=False).returncode == 0
