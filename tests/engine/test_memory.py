"""What a process keeps between runs: results that were asked for, states taken once, work put off."""

from generator.engine.memory import Memory, alike


def test_a_result_that_two_runs_did_not_ask_for_is_let_go() -> None:
    memory = Memory()
    memory.keep(b"a", 1)
    memory.turn()
    memory.keep(b"b", 2)
    memory.turn()
    assert (memory.get(b"a"), memory.get(b"b")) == (None, 2)


def test_a_run_that_asks_for_nothing_lets_go_of_nothing() -> None:
    memory = Memory()
    memory.keep(b"a", 1)
    memory.turn()
    memory.turn()
    memory.turn()
    assert memory.get(b"a") == 1


def test_a_state_is_given_once() -> None:
    memory = Memory()
    memory.leave("index", [1])
    assert memory.take("index") == [1]
    assert memory.take("index") is None


def test_the_latest_work_of_a_name_is_done_once() -> None:
    memory, done = Memory(), []
    memory.owe("write", lambda: done.append("first"))
    memory.owe("write", lambda: done.append("second"))
    memory.owe("other", lambda: done.append("other"))
    while memory.settle():
        pass
    assert done == ["second", "other"]
    assert not memory.settle()


def test_work_that_is_put_off_again_is_done_after_what_was_put_off_before_it() -> None:
    memory, done = Memory(), []
    for _ in range(2):
        memory.owe("first", lambda: done.append("first"))
        memory.owe("second", lambda: done.append("second"))
        memory.settle()
    memory.settle()
    assert done == ["first", "first", "second"]


def test_equal_values_become_the_former_objects() -> None:
    before = {"a": (1, 2), "b": (3,)}
    found = alike({"b": tuple([3]), "a": tuple([1, 9]), "c": tuple([5])}, before)  # noqa: C409 - equal, and not the same
    assert found == {"b": (3,), "a": (1, 9), "c": (5,)}
    assert found["b"] is before["b"]
    assert list(found) == ["b", "a", "c"]
