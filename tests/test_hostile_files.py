"""What a careless or hostile hand may put into every file that is read: told with its place, and nothing worse."""

import itertools
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import read, render
from generator.errors import BriefbookError
from generator.read.judgements import KINDS, PLAIN, judged
from generator.settings import Settings, Site, load, locate

WRONG = (
    "[]",
    "[[[1]]]",
    "{}",
    "{a: {b: c}}",
    "-1",
    "99999999999999999999999999",
    "''",
    "'\\0'",
    '"\\ud800"',
    "'\u202e\u0007'",
    "../../etc/passwd",
    "/dev/zero",
    "'<script>alert(1)</script>'",
    "!!python/object/apply:os.system ['true']",
    "&a [*a]",
    "NO",
    "1e999",
    "'" + "x" * 5000 + "'",
    "[" * 30 + "]" * 30,
)


SCRAPS = (
    *("---\n", "person: ", "title: ", "merge: ", "parent: own\n", "parameters:\n", "templates: ", "- ", "\n", ": "),
    *("[", "]", "{", "}", "'", '"', "*a", "&a ", "a\n", "\u202e", "\x00", "\ud800"),
)


def keys(group: type[msgspec.Struct], above: str = "") -> Iterator[str]:
    """Give each key of the settings with those above it, as one line of YAML up to its value."""
    for one in msgspec.structs.fields(group):
        yield f"{above}{one.name}: "
        kinds = (one.type, *get_args(one.type))
        inside = next((kind for kind in kinds if hasattr(kind, "__struct_fields__")), None)
        if inside is not None:
            yield from keys(inside, f"{above}{one.name}: {'[{' if inside is not one.type else '{'}")


def refused(call: Callable[[], object]) -> BriefbookError | None:
    """Give what the call refused to do; anything else that is raised is a fault of the program."""
    try:
        call()
    except BriefbookError as error:
        return error
    return None


KEYS = tuple(keys(Settings))


def test_the_list_of_keys_is_whole() -> None:
    assert {"title: ", "brief: {topic: ", "theme: {name: ", "topics: [{terms: ", "outlets: [{republish: "} <= set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_wrong_value_of_any_setting_is_told_with_file_and_line(tmp_path: Path, key: str) -> None:
    for wrong in WRONG:
        opened = "".join(one for one in key if one in "{[")
        shut = "".join({"{": "}", "[": "]"}[one] for one in reversed(opened))
        (tmp_path / "site.yaml").write_text(f"# a line\n{key}{wrong}{shut}\n", encoding="utf-8", errors="surrogatepass")
        refusal = refused(lambda: load(tmp_path))
        if refusal is not None:
            assert refusal.path == "site.yaml"
            assert refusal.line in {0, 2}
            assert len(str(refusal)) < 1000


@pytest.mark.parametrize("key", ["sources", "content", "output", "cache"])
@pytest.mark.parametrize("wrong", ["../out", "/etc", "a/../../b", "~", "'a\tb'", "."])
def test_no_setting_leads_out_of_the_site(tmp_path: Path, key: str, wrong: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.txt").write_text("An article.")
    (tmp_path / "site/site.yaml").write_text(f"{key}: {wrong}\n")
    if refused(lambda: locate(root=tmp_path / "site")):
        return
    site = locate(root=tmp_path / "site")
    assert getattr(site, key).resolve().is_relative_to((tmp_path / "site").resolve())


@pytest.mark.parametrize(("kind", "key"), list(itertools.product(KINDS, (*PLAIN, ""))))
def test_a_wrong_value_in_a_judgement_is_told_and_the_others_hold(kind: str, key: str) -> None:
    for wrong in WRONG:
        entry = f"- {kind}: {wrong}\n  reason: r\n" if not key else f"- {kind}: [a, b]\n  {key}: {wrong}\n"
        content = f"{entry}- ignore: Sound\n  reason: It is.\n".encode("utf-8", "surrogatepass")
        refusal = refused(partial(judged, content, "judgements.yaml"))
        if refusal is not None:
            assert refusal.line in {1, 2}
            continue
        found, problems = judged(content, "judgements.yaml")
        assert found[-1].names == ("Sound",)
        assert all(problem.line in {1, 2} for problem in problems)


@pytest.mark.parametrize("folder", ["content", "content/people", "seeds"])
@pytest.mark.parametrize("name", [b"bad\xff.md", b"new\nline.md", b"esc\x1b[31m.md", b"\xe2\x80\xaeme.md"])
def test_a_name_that_is_no_text_is_told_in_words_that_can_be_stored(tmp_path: Path, folder: str, name: bytes) -> None:
    (tmp_path / folder).mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(tmp_path / folder) + b"/" + name)).write_text("words")
    site = made(tmp_path)
    problems = (*read.content(site).problems, *read.find(site).problems)
    assert any("its name" in problem.what and problem.hint == "rename it" for problem in problems)
    assert all(problem.path.encode() and problem.path.isprintable() for problem in problems)


def made(root: Path) -> Site:
    (root / "seeds").mkdir(exist_ok=True)
    return locate(root=root)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(
        ("content/home.md", "content/people/x.md", "content/judgements.yaml", "themes/own/theme.yaml", "seeds/a.md")
    ),
    content=st.one_of(
        st.binary(max_size=200),
        st.lists(st.sampled_from(SCRAPS), max_size=30).map(lambda some: "".join(some).encode("utf-8", "surrogatepass")),
    ),
)
def test_any_bytes_in_any_file_are_read_or_told(tmp_path: Path, name: str, content: bytes) -> None:
    for other in ("content", "themes", "seeds"):
        for old in sorted((tmp_path / other).rglob("*"), reverse=True):
            old.unlink() if old.is_file() else old.rmdir()
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    (tmp_path / "site.yaml").write_text("theme: {name: own}\n" if name.startswith("themes") else "")
    site = made(tmp_path)
    found = read.content(site)
    assert all(problem.path.startswith("content/") for problem in found.problems)
    sources = read.find(site)
    assert len(list(read.ARTICLE.run(read.context(site), sources.sources))) == len(sources.sources)
    refusal = refused(lambda: render.load(site))
    assert refusal is None or refusal.path
