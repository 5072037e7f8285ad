"""Publishing: whole or not at all, whatever stands in the way and whenever it is killed.

Longer than most files: the cases share the tree that is published, and ways to be killed.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.engine import publish as publishing
from generator.engine.others import Others
from generator.engine.publish import publish
from generator.engine.staging import Added, File, Finish, Staged
from generator.engine.trees import MARKER, Trees
from generator.errors import PublishError

SITE = [("index.html", b"home"), ("a/index.html", b"a"), ("a/b/index.html", b"b")]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


@pytest.fixture(params=["exchange", "renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "renames":
        monkeypatch.setattr(publishing, "exchange", lambda _one, _other: False)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_a_folder_holds_exactly_the_files(tmp_path: Path) -> None:
    output = tmp_path / "public"
    assert publish(output, SITE).written == 3
    assert tree(output) == dict(SITE)
    result = publish(output, [("index.html", b"home"), ("a/index.html", b"changed"), ("c.html", b"c")])
    assert (result.written, result.kept, result.removed) == (2, 1, 1)
    assert tree(output) == {"index.html": b"home", "a/index.html": b"changed", "c.html": b"c"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public"]


def test_what_stands_is_taken_over_without_its_bytes(tmp_path: Path) -> None:
    output = tmp_path / "public"
    publish(output, SITE)
    place = (output / "index.html").stat().st_ino
    result = publish(output, [("index.html", None), ("a/index.html", b"changed")])
    assert (result.written, result.kept) == (1, 1)
    assert (output / "index.html").stat().st_ino == place


def test_nothing_stands_where_there_is_nothing(tmp_path: Path) -> None:
    output = tmp_path / "public"
    publish(output, SITE)
    with pytest.raises(PublishError, match="the old one stands"):
        publish(output, [("absent.html", None)])
    assert (output / "index.html").is_file()


def test_an_unchanged_site_is_left_alone(tmp_path: Path) -> None:
    output = tmp_path / "public"
    publish(output, SITE)
    before = output.stat().st_ino
    result = publish(output, SITE)
    assert (result.written, result.kept, result.removed) == (0, 3, 0)
    assert output.stat().st_ino == before


def test_a_file_edited_in_place_is_put_right(tmp_path: Path) -> None:
    output = tmp_path / "public"
    publish(output, SITE)
    (output / "index.html").write_bytes(b"hack")
    publish(output, SITE)
    assert tree(output) == dict(SITE)


def test_files_that_fail_on_the_way_change_nothing(tmp_path: Path) -> None:
    output = tmp_path / "public"
    publish(output, SITE)

    def failing() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        publish(output, failing())
    assert tree(output) == dict(SITE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public"]


def test_a_foreign_folder_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "public"
    output.mkdir()
    (output / "thesis.doc").write_text("three years of work")
    with pytest.raises(PublishError, match="did not write"):
        publish(output, SITE)
    assert tree(output) == {"thesis.doc": b"three years of work"}


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    output = tmp_path / "public"
    output.mkdir()
    publish(output, SITE)
    assert tree(output) == dict(SITE)


@pytest.mark.parametrize("where", ["sources", "sources/..", "link"])
def test_output_over_the_input_is_refused(tmp_path: Path, where: str) -> None:
    sources = tmp_path / "site" / "sources"
    sources.mkdir(parents=True)
    (tmp_path / "site" / "link").symlink_to(sources)
    with pytest.raises(PublishError):
        publish(tmp_path / "site" / where, SITE, [sources])
    assert sources.is_dir()


def test_a_file_or_link_in_the_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("file", "link"):
        with pytest.raises(PublishError):
            publish(tmp_path / name, SITE)
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize(
    "name", ["../out", "/etc/x", "a//b", "a/./b", "", "a/../../b", "a\\b", "nul\0", "line\nfeed", MARKER]
)
def test_a_path_that_could_escape_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PublishError):
        publish(tmp_path / "deep" / "public", [(name, b"x")])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_paths_that_differ_in_case_only_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="two pages"):
        publish(tmp_path / "public", [("A.html", b"x"), ("a.html", b"y")])


def test_what_is_in_the_way_and_not_ours_is_not_touched(tmp_path: Path) -> None:
    foreign = tmp_path / ".public.briefbook-new"
    foreign.mkdir()
    (foreign / "mine").write_text("x")
    with pytest.raises(PublishError, match="in the way"):
        publish(tmp_path / "public", SITE)
    assert (foreign / "mine").exists()


def test_a_place_without_room_or_rights_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "public"
    publish(output, SITE)

    def full(_tree: Path) -> None:
        raise OSError(28, "No space left on device", str(output))

    monkeypatch.setattr(publishing, "flush", full)
    with pytest.raises(PublishError, match="no space left"):
        publish(output, [("index.html", b"new")])
    assert tree(output) == dict(SITE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public"]


@pytest.mark.parametrize("stage_is_whole", [True, False])
def test_two_renames_cut_short_are_mended_at_the_next_start(tmp_path: Path, *, stage_is_whole: bool) -> None:
    output = tmp_path / "public"
    publish(tmp_path / "next", [("index.html", b"new")])
    publish(output, SITE)
    (tmp_path / "next").rename(tmp_path / ".public.briefbook-new")
    output.rename(tmp_path / ".public.briefbook-old")
    (tmp_path / ".public.briefbook-journal").write_text("x")
    if not stage_is_whole:
        (tmp_path / ".public.briefbook-new" / MARKER).unlink()
        (tmp_path / ".public.briefbook-new" / "index.html").unlink()

    def failing() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"newest"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        publish(output, failing())
    assert tree(output) == ({"index.html": b"new"} if stage_is_whole else dict(SITE))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public"]


PUBLISHER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from generator.engine import publish as publishing
if sys.argv[3] == "renames":
    publishing.exchange = lambda one, other: False
turn = 0
while True:
    turn += 1
    publishing.publish(Path(sys.argv[2]), [(f"page-{n}.html", b"%d" % turn * 100) for n in range(30)])
"""


def start(output: Path, way: str) -> "subprocess.Popen[bytes]":
    root = str(Path(__file__).parents[2])
    return subprocess.Popen([sys.executable, "-c", PUBLISHER, root, str(output), way], stderr=subprocess.PIPE)


def whole(output: Path) -> bool:
    pages = tree(output)
    return len(pages) == 30 and len(set(pages.values())) == 1


def read_together(output: Path) -> bool:
    """Read two pages through one opened folder: they must be of one site, or of a tree that is being removed."""
    folder = os.open(output, os.O_RDONLY)
    try:
        contents = []
        for name in ("page-0.html", "page-29.html"):
            page = os.open(name, os.O_RDONLY, dir_fd=folder)
            contents.append(os.read(page, 10_000))
            os.close(page)
        return contents[0] == contents[1]
    except FileNotFoundError:
        return True  # the folder was replaced and removed after it was opened
    finally:
        os.close(folder)


@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_kill_at_any_moment_leaves_a_whole_site(tmp_path: Path, way: str) -> None:
    """Kill the publisher again and again while a reader watches."""
    output = tmp_path / "public"
    publish(output, [(f"page-{n}.html", b"0" * 100) for n in range(30)])
    mixed: list[str] = []
    missing = 0
    stop = threading.Event()

    def watch() -> None:
        nonlocal missing
        while not stop.is_set():
            try:
                (output / "page-7.html").read_bytes()
                if not read_together(output):
                    mixed.append("two sites at once")
            except FileNotFoundError:
                missing += 1

    reader = threading.Thread(target=watch)
    reader.start()
    try:
        for kill in range(12):
            process = start(output, way)
            time.sleep(0.25 + 0.017 * kill)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            if way == "exchange":
                assert whole(output)
    finally:
        stop.set()
        reader.join()
    assert not mixed
    if way == "exchange":
        assert missing == 0
    publish(output, [(f"page-{n}.html", b"end") for n in range(30)])
    assert whole(output)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public"]


def test_two_publishers_at_once_take_turns(tmp_path: Path) -> None:
    output = tmp_path / "public"
    one, two = start(output, "exchange"), start(output, "exchange")
    time.sleep(1.5)
    states = (one.poll(), two.poll())
    for process in (one, two):
        process.kill()
        process.communicate()
    assert states == (None, None)  # neither met an error
    publish(output, [(f"page-{n}.html", b"end") for n in range(30)])
    assert whole(output)


TURNS: list[dict[str, bytes]] = [
    {"index.html": b"home", "a/index.html": b"a", "a/b/index.html": b"b", "c": b"file"},
    {"index.html": b"home", "a/index.html": b"A", "a/b/index.html": b"b", "c/d": b"folder now"},
    {"index.html": b"home", "a/b": b"file now", "c/d": b"folder now"},
    {"index.html": b"HOME"},
    {"index.html": b"HOME"},
    {"index.html": b"home", "a/index.html": b"a", "a/b/index.html": b"b", "c": b"file"},
]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("trees", [None, Trees()])
def test_a_tree_made_of_a_spare_one_holds_exactly_the_files(tmp_path: Path, trees: Trees | None) -> None:
    output, spare = tmp_path / "public", tmp_path / "cache/spare"
    spare.parent.mkdir()
    for turn in (*TURNS, *reversed(TURNS), *TURNS[::2]):
        before = tree(output) if output.exists() else {}
        result = publish(output, turn.items(), spare=spare, trees=trees, sure=trees is None)
        assert tree(output) == turn
        assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "public"]
        same = sum(before.get(name) == content for name, content in turn.items())
        gone = len(before.keys() - turn.keys())
        assert (result.written, result.kept, result.removed) == (len(turn) - same, same, gone)


def foreign(root: Path) -> None:
    """Put a file where none is."""
    (root / "a/b/foreign.html").write_bytes(b"foreign")


def replaced(root: Path) -> None:
    """Put another file in the place of one."""
    (root / "a/new").write_bytes(b"mine")
    (root / "a/new").replace(root / "a/index.html")


def emptied(root: Path) -> None:
    """Take a folder away and put it back without its files."""
    (root / "a/b/index.html").unlink()
    (root / "a/b").rmdir()
    (root / "a/b").mkdir()


def copied(root: Path) -> None:
    """Put a copy of the whole in its place."""
    shutil.copytree(root, root.with_name("copy"))
    shutil.rmtree(root)
    root.with_name("copy").rename(root)


@pytest.mark.parametrize("place", ["public", "spare"])
@pytest.mark.parametrize("tamper", [foreign, replaced, emptied, copied, shutil.rmtree])
def test_what_is_remembered_of_trees_is_no_more_than_what_stands(
    tmp_path: Path, place: str, tamper: Callable[[Path], object]
) -> None:
    output, spare, trees = tmp_path / "public", tmp_path / "spare", Trees()
    for turn in range(3):
        publish(output, [*SITE, ("turn.html", b"%d" % turn)], spare=spare, trees=trees)
    time.sleep(0.05)  # a tick of the file system's clock
    tamper(tmp_path / place)
    for turn in range(3):
        files = [*SITE, ("turn.html", b"again %d" % turn)]
        publish(output, files, spare=spare, trees=trees)
        assert tree(output) == dict(files)


def test_a_folder_that_nobody_touched_is_not_listed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, spare, trees = tmp_path / "public", tmp_path / "spare", Trees()
    for turn in range(3):
        publish(output, [*SITE, ("turn/turn.html", b"%d" % turn)], spare=spare, trees=trees)
    found: list[str] = []
    scandir = os.scandir

    def noted(path: str) -> Iterator[os.DirEntry[str]]:
        found.append(str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", noted)
    publish(output, [*SITE, ("turn/turn.html", b"4")], spare=spare, trees=trees)
    assert not any("/a" in path.removeprefix(str(tmp_path)) for path in found)


def test_what_is_written_or_linked_is_told(tmp_path: Path) -> None:
    output, spare = tmp_path / "public", tmp_path / "spare"
    publish(output, SITE, spare=spare)
    assert publish(output, [*SITE, ("c", b"1")], spare=spare).touched == {"c", *dict(SITE)}  # the first spare tree
    assert publish(output, [*SITE, ("c", b"2")], spare=spare).touched == {"c"}


def test_a_run_that_is_stopped_touches_no_file_that_stands(tmp_path: Path) -> None:
    output, spare = tmp_path / "public", tmp_path / "spare"
    for turn in (b"1", b"2"):
        publish(output, [*SITE, ("turn", turn)], spare=spare)
    before = {name: os.lstat(output / name) for name in dict(SITE)}

    def stopping() -> Iterator[tuple[str, bytes]]:
        yield SITE[0]
        yield "turn", b"3"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(output, stopping(), spare=spare)
    assert {name: os.lstat(output / name) for name in dict(SITE)} == before
    assert publish(output, [*SITE, ("turn", b"4")], spare=spare).touched == {"turn"}
    assert (output / "turn").read_bytes() == b"4"


def test_what_stands_is_not_touched_while_a_spare_tree_is_made_new(tmp_path: Path) -> None:
    """The two share files: what is written anew is another file, in whichever of the two it stood."""
    output, spare = tmp_path / "public", tmp_path / "spare"
    publish(output, [("a", b"1"), ("b", b"1")], spare=spare)
    publish(output, [("a", b"2"), ("b", b"1")], spare=spare)

    def failing() -> Iterator[tuple[str, bytes]]:
        yield "a", b"3"
        yield "b", b"3"
        raise ValueError("stopped")

    with pytest.raises(ValueError, match="stopped"):
        publish(output, failing(), spare=spare)
    assert tree(output) == {"a": b"2", "b": b"1"}


@pytest.mark.parametrize("name", ["a", "a/index.html"])
def test_a_spare_tree_with_a_link_in_it_is_not_used(tmp_path: Path, name: str) -> None:
    output, spare, elsewhere = tmp_path / "public", tmp_path / "spare", tmp_path / "elsewhere"
    publish(output, SITE, spare=spare)
    publish(output, [*SITE, ("new.html", b"new")], spare=spare)
    elsewhere.mkdir()
    (elsewhere / "index.html").write_bytes(b"mine")
    if (spare / name).is_dir():
        (spare / "a/b/index.html").unlink()
        (spare / "a/b").rmdir()
        (spare / "a/index.html").unlink()
        (spare / "a").rmdir()
    else:
        (spare / name).unlink()
    (spare / name).symlink_to(elsewhere / name.partition("/")[2])
    publish(output, [("index.html", b"home"), ("a/index.html", b"changed")], spare=spare)
    assert tree(output) == {"index.html": b"home", "a/index.html": b"changed"}
    assert tree(elsewhere) == {"index.html": b"mine"}


def test_a_folder_of_somebody_else_is_no_spare_tree(tmp_path: Path) -> None:
    output, spare = tmp_path / "public", tmp_path / "spare"
    spare.mkdir()
    (spare / "mine").write_bytes(b"mine")
    for content in (b"1", b"2"):
        publish(output, [("a", content)], spare=spare)
    assert tree(spare) == {"mine": b"mine"}
    assert tree(output) == {"a": b"2"}


def some(
    now: dict[str, bytes], last: dict[str, bytes] | None, dice: random.Random, *, fails: bool
) -> Iterator[File | Others]:
    """Give files, most of those that are as they were at once."""
    same: list[str] = []
    if last is not None and dice.random() < 0.9:
        same = [name for name, one in now.items() if last.get(name) == one and name[0] == "p" and dice.random() < 0.9]
        yield Others(keys=dict.fromkeys(same, b""), former=last.keys() - set(same))
    yield from ((name, content) for name, content in now.items() if name not in same)
    if fails:
        raise ValueError


def filled(dice: random.Random) -> Finish:
    """Give what fills a folder now and then."""

    def finish(staged: Staged) -> Added:
        if dice.random() < 0.5:
            return Added()
        (staged.tree / "index").mkdir()
        (staged.tree / "index/i").write_bytes(b"index")
        return Added(folder="index", fresh=True)

    return finish


@pytest.mark.parametrize("seed", range(6))
def test_whatever_comes_at_once_and_whatever_happens_between_the_site_is_what_was_given(
    seed: int, tmp_path: Path
) -> None:
    """Pages come and go, most of them at once with all others; runs fail, others publish, the spare tree goes."""
    dice = random.Random(seed)  # noqa: S311 - the same in every run
    output, spare, trees = tmp_path / "public", tmp_path / "spare", Trees()
    last: dict[str, bytes] = {}
    sure = False

    for turn in range(60):
        now = dict(last)
        for _ in range(dice.randrange(4)):
            now[f"p{dice.randrange(9)}/{dice.randrange(3)}.html"] = b"%d" % dice.randrange(3)
        for name in dice.sample(sorted(now), dice.randrange(min(3, len(now) + 1))):
            del now[name]
        now["asset.css"] = b"%d" % (turn // 7)
        event = dice.random()
        if event < 0.1:
            publish(output, [("other.html", b"other")])
            sure = False  # whoever has a ledger sees that
        elif event < 0.15:
            shutil.rmtree(spare, ignore_errors=True)
        fails = event > 0.9
        try:
            publish(output, some(now, last if sure else None, dice, fails=fails), (), filled(dice), spare, trees=trees)
        except ValueError:
            continue
        last, sure = now, True
        assert {name: one for name, one in tree(output).items() if not name.startswith("index/")} == now
