"""A file stands only for what it was published as, untouched since."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.engine.ledger import Core, Ledger
from generator.engine.others import Others
from generator.engine.publish import publish
from generator.engine.standing import tree_of
from generator.engine.store import Store

FILES = {"index.html": b"home", "a/b.html": b"deep"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "public"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def published(store: Store, output: Path) -> None:
    ledger = Ledger(store, output)
    for name in FILES:
        assert not ledger.stands(name, b"k-" + name.encode())
        ledger.note(name, Core(b"core", 1, 3))
    ledger.keep(publish(output, FILES.items()).tree)()


def stands(store: Store, output: Path, name: str = "index.html") -> bool:
    return Ledger(store, output).stands(name, b"k-" + name.encode())


def test_what_was_published_stands(store: Store, output: Path) -> None:
    published(store, output)
    assert all(stands(store, output, name) for name in FILES)
    assert not Ledger(store, output).stands("index.html", b"another key")
    assert not Ledger(store, output).stands("absent.html", b"k-absent.html")


def rewrite(path: Path) -> None:
    status = path.stat()
    path.write_bytes(b"HOME")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))  # as if nothing had happened


def replace(path: Path) -> None:
    new = path.with_name("new")
    new.write_bytes(b"home")
    new.replace(path)


def link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


@pytest.mark.parametrize("change", [rewrite, replace, link, Path.unlink])
def test_what_was_touched_stands_no_more(store: Store, output: Path, change: Callable[[Path], object]) -> None:
    published(store, output)
    change(output / "index.html")
    assert not stands(store, output)
    assert Ledger(store, output).core("index.html", b"core") is None
    assert stands(store, output, "a/b.html")


def test_one_ledger_serves_run_after_run_and_looks_again_only_at_what_was_touched(store: Store, output: Path) -> None:
    spare = output.with_name("spare")
    ledger = Ledger(store, output)
    contents = dict(FILES)
    for turn in range(4):
        contents["a/b.html"] = b"%d" % turn
        keys = {name: content + b"-key" for name, content in contents.items()}
        stands = {name: ledger.stands(name, key) for name, key in keys.items()}
        assert stands == {"index.html": turn > 0, "a/b.html": False}
        files = [(name, None if stands[name] else content) for name, content in contents.items()]
        done = publish(output, files, spare=spare)
        ledger.keep(done.tree, done.touched)
        assert all(ledger.stands(name, key) for name, key in keys.items())
        ledger.keep(done.tree, frozenset())
    assert ledger.of(store, output)
    assert not ledger.of(store, spare)
    rewrite(output / "index.html")
    assert not ledger.stands("index.html", keys["index.html"])


def test_a_core_is_read_from_the_file_that_it_stands_in(store: Store, output: Path) -> None:
    published(store, output)
    for _ in range(2):  # a run in which all stands as it was keeps it
        ledger = Ledger(store, output)
        assert ledger.core("a/b.html", b"core") == b"ee"
        assert ledger.core("a/b.html", b"another") is None
        assert ledger.core("absent.html", b"core") is None
        assert ledger.stands("a/b.html", b"k-a/b.html")
        ledger.keep(tree_of(output))()


def test_a_file_that_is_made_anew_has_another_core_or_none(store: Store, output: Path) -> None:
    published(store, output)
    ledger = Ledger(store, output)
    assert not ledger.stands("index.html", b"new")
    assert ledger.core("index.html", b"core") == b"om"  # the old one, of which the new may be made
    ledger.keep(publish(output, FILES.items()).tree)()
    assert Ledger(store, output).core("index.html", b"core") is None


def test_what_another_run_published_is_not_taken_for_ones_own(store: Store, output: Path) -> None:
    ledger = Ledger(store, output)
    ledger.stands("index.html", b"k-index.html")
    tree = publish(output, FILES.items()).tree
    publish(output, [("index.html", b"another site's")])
    ledger.keep(tree)()
    assert not stands(store, output)


def test_another_folder_has_another_ledger(store: Store, output: Path) -> None:
    published(store, output)
    assert not stands(store, output.with_name("elsewhere"))


def test_without_a_store_nothing_stands(output: Path) -> None:
    published(Store(None), output)
    assert not stands(Store(None), output)


def test_others_stand_while_the_output_is_what_this_process_published(store: Store, output: Path) -> None:
    ledger, spare = Ledger(store, output), output.with_name("spare")
    keys = {name: b"k-" + name.encode() for name in FILES}
    rest = Others(keys={"index.html": keys["index.html"]}, former={"a/b.html"})

    def turn(context: bytes, *names: str) -> bool:
        """Publish what stands, or some names one by one and the others at once."""
        ledger.begin()
        ledger.under(context)
        others = bool(names) and ledger.follow(rest)
        for name in names or FILES:
            ledger.stands(name, keys[name])
        done = publish(output, FILES.items(), spare=spare)
        ledger.keep(done.tree, done.touched)
        return others

    assert not turn(b"one", "a/b.html")
    assert not turn(b"one")
    assert turn(b"one", "a/b.html")
    assert all(ledger.stands(name, key) for name, key in keys.items())
    assert not turn(b"another", "a/b.html")
    assert not turn(b"another")
    assert turn(b"another", "a/b.html")
    publish(output, [("index.html", b"another site's")])
    ledger.under(b"another")
    assert not ledger.follow(rest)
