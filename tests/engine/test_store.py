"""The store forgets rather than fails, whatever befell its file, and does not grow without bound."""

import sqlite3
from pathlib import Path

import pytest

from generator.engine.digest import digest, encode
from generator.engine.store import NAME, ROOM, Store


def filled(folder: Path) -> None:
    store = Store(folder)
    store.put([(b"key", b"payload"), (b"other", b"something")])
    store.close()


def test_what_is_put_is_found_again(tmp_path: Path) -> None:
    filled(tmp_path)
    assert Store(tmp_path).get([b"key", b"none"]) == {b"key": b"payload"}


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 500, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_an_empty_store(tmp_path: Path, content: bytes) -> None:
    filled(tmp_path)
    for name in ("-wal", "-shm"):
        (tmp_path / (NAME + name)).unlink(missing_ok=True)
    (tmp_path / NAME).write_bytes(content)
    store = Store(tmp_path)
    assert store.get([b"key"]) == {}
    store.put([(b"key", b"new")])
    assert store.get([b"key"]) == {b"key": b"new"}


def test_a_file_damaged_in_the_middle_never_raises_nor_lies(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put((f"key-{i}".encode(), bytes([i]) * 3000) for i in range(200))
    store.close()
    whole = bytearray((tmp_path / NAME).read_bytes())
    for start in range(8192, len(whole), 16384):
        whole[start : start + 900] = b"\x5a" * 900
    (tmp_path / NAME).write_bytes(bytes(whole))
    damaged = Store(tmp_path)
    found = damaged.get([f"key-{i}".encode() for i in range(200)])
    assert all(payload == bytes([int(key.split(b"-")[1])]) * 3000 for key, payload in found.items())
    damaged.put([(b"more", b"x")])
    damaged.close()
    again = Store(tmp_path)
    again.put([(b"again", b"y")])


def test_a_folder_or_link_in_the_files_place_is_replaced(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "inside").write_text("x")
    store = Store(tmp_path)
    store.put([(b"key", b"new")])
    assert store.get([b"key"]) == {b"key": b"new"}


def test_a_store_of_another_version_is_empty(tmp_path: Path) -> None:
    filled(tmp_path)
    with sqlite3.connect(tmp_path / NAME) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert Store(tmp_path).get([b"key"]) == {}


def test_swapped_payloads_are_not_believed(tmp_path: Path) -> None:
    filled(tmp_path)
    connection = sqlite3.connect(tmp_path / NAME)
    with connection:
        connection.execute("UPDATE entry SET payload = 'something' WHERE key = ?", (b"key",))
        connection.execute(
            "UPDATE entry SET payload = ?, proof = (SELECT proof FROM entry WHERE key = ?) WHERE key = ?",
            (b"something", b"other", b"key"),
        )
    connection.close()
    assert Store(tmp_path).get([b"key"]) == {}


def test_a_place_that_cannot_be_written_is_an_empty_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where the folder should be")
    store = Store(tmp_path / "file")
    store.put([(b"key", b"payload")])
    assert store.get([b"key"]) == {}
    assert not store.remembers


def test_two_stores_share_one_file(tmp_path: Path) -> None:
    one, two = Store(tmp_path), Store(tmp_path)
    one.put([(b"a", b"1")])
    two.put([(b"b", b"2")])
    assert one.get([b"a", b"b"]) == two.get([b"a", b"b"]) == {b"a": b"1", b"b": b"2"}


def test_a_full_disk_costs_only_the_memory(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store._connection is not None
    store._connection.execute("PRAGMA max_page_count = 10")
    store.put([(b"big", b"x" * 1_000_000)])
    assert store.get([b"big"]) == {}


def test_clear_forgets_everything(tmp_path: Path) -> None:
    filled(tmp_path)
    store = Store(tmp_path)
    store.clear()
    assert store.get([b"key"]) == {}
    store.put([(b"key", b"again")])
    assert store.get([b"key"]) == {b"key": b"again"}


def test_the_store_stays_within_a_multiple_of_what_is_used(tmp_path: Path) -> None:
    """A hundred builds, each with half of its results new: what stays is bounded, and what is in use stays."""
    used = {f"stays-{i}".encode(): b"s" * 1000 for i in range(50)}
    sizes = []
    for build in range(100):
        store = Store(tmp_path, floor=50_000)
        if build == 0:
            store.put(used.items())
        assert store.get(list(used)) == used
        store.put((f"{build}-{i}".encode(), b"n" * 1000) for i in range(50))
        store.sweep()
        store.close()
        sizes.append((tmp_path / NAME).stat().st_size)
    live = 100_000
    assert max(sizes) < 2 * ROOM * live
    assert Store(tmp_path).get(list(used)) == used


def test_what_passes_goes_before_what_lasts(tmp_path: Path) -> None:
    """Edit after edit makes anew what is made of everything, and asks for few of the paragraphs."""
    paragraphs = {f"paragraph-{i}".encode(): b"p" * 1000 for i in range(100)}
    store = Store(tmp_path, floor=50_000)
    store.put(paragraphs.items())
    store.sweep()
    store.close()
    for edit in range(40):
        store = Store(tmp_path, floor=50_000)
        store.get(list(paragraphs)[:30])
        store.put([(f"page-{edit}".encode(), b"n" * 30_000)], passing=True)
        store.sweep()
        store.close()
    assert Store(tmp_path).get(list(paragraphs)) == paragraphs
    assert (tmp_path / NAME).stat().st_size < 2 * ROOM * 130_000


def test_a_process_that_builds_again_and_again_keeps_no_more(tmp_path: Path) -> None:
    store = Store(tmp_path, floor=50_000)
    lasting = {f"paragraph-{i}".encode(): b"p" * 1000 for i in range(20)}
    store.put(lasting.items())
    for edit in range(100):
        store.put([(f"page-{edit}".encode(), b"n" * 30_000)], passing=True)
        store.sweep()
    assert store.get(list(lasting)) == lasting
    assert len(store.known([f"page-{edit}".encode() for edit in range(100)])) < 20


def test_a_build_that_made_nothing_sweeps_nothing(tmp_path: Path) -> None:
    filled(tmp_path)
    store = Store(tmp_path, floor=0)
    store.get([b"key"])
    assert store.sweep() == 0


def test_digests_tell_parts_apart() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc")
    assert encode({"b": 1, "a": 2}) == encode({"a": 2, "b": 1})
    assert encode(frozenset({"x", "y", "z"})) == encode(frozenset({"z", "y", "x"}))


def test_what_is_known_is_told_without_being_read(tmp_path: Path) -> None:
    filled(tmp_path)
    assert Store(tmp_path).known([b"key", b"none"]) == {b"key"}
    assert Store(None).known([b"key"]) == set()


def test_what_is_asked_for_is_not_swept(tmp_path: Path) -> None:
    filled(tmp_path)
    store = Store(tmp_path, floor=1)
    store.known([b"key"])
    store.put((f"new-{number}".encode(), b"x" * 8) for number in range(3))
    store.sweep()
    assert store.known([b"key"]) == {b"key"}


def test_marks_are_told_without_reading_and_only_for_their_own_keys(tmp_path: Path) -> None:
    filled(tmp_path)
    store = Store(tmp_path)
    assert store.marks([b"key", b"none"]) == {b"key": digest(b"payload")}
    assert store._connection is not None
    with store._connection:
        store._connection.execute("UPDATE entry SET mark = ?, payload = ? WHERE key = ?", (digest(b"x"), b"x", b"key"))
    assert store.marks([b"key"]) == {}
    assert store.get([b"key"]) == {}


def test_what_is_known_stays_in_use_until_it_is_gone(tmp_path: Path) -> None:
    """Asked for again, a key is not looked up again; but what a sweep has dropped is known no more."""
    store = Store(tmp_path, floor=0)
    big, small = digest(b"big"), digest(b"small")
    store.put([(big, b"x" * 100_000)], passing=True)
    assert store.known([big, small]) == {big}
    store.sweep()
    for number in range(20):
        store.put([(digest(str(number).encode()), b"y" * 100_000)], passing=True)
        assert store.known([big]) == {big}
        store.sweep()
    for number in range(20, 60):
        store.put([(digest(str(number).encode()), b"y" * 100_000)], passing=True)
        store.sweep()
    assert store.known([big]) == set()
    assert store.get([big]) == {}
    store.clear()
    assert store.known([digest(b"59")]) == set()
