"""Pieces are drawn in order; those that stand, and those that nobody asks for, are not even read."""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from generator.engine.digest import digest, encode
from generator.engine.executor import Engine
from generator.engine.ledger import Core
from generator.engine.others import single
from generator.engine.pieces import Given, Nothing, Print, drawn
from generator.engine.stage import Drawn, Piece, Stage
from generator.engine.store import Store


class Word(msgspec.Struct, frozen=True):
    text: str


def shout(context: str, words: Sequence[Given[Word]]) -> Iterable[Print]:
    """Say a word loudly between two signs, of which the second is the core's business too."""
    before, after = context[0], context[1]
    for one in words:
        if one.value.text == "bad":
            raise ValueError("no such word")
        core = one.core or (one.value.text.upper() + after).encode()
        yield Print(content=before.encode() + core, start=len(before), end=len(before) + len(core))


STAGE: Stage[Given[Word], Print, str] = Stage(name="shout", version=1, run=shout, output=Print, batch=4, wave=8)
WORDS = [(f"w{number}", Word(f"word {number}")) for number in range(150)]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return Engine(Store(tmp_path))


def held(engine: Engine, words: Iterable[tuple[str, Word]]) -> Iterator[Piece[Word]]:
    """Give words as pieces, and put them into the store."""
    for name, word in words:
        payload = encode(word)
        engine.store.put([(digest(payload), payload)])
        yield Piece(name=name, key=digest(payload), value=word)


def again(name: str) -> Word:
    return Word(f"{name} again")


class Those(Nothing):
    """Some names stand; the keys that are asked for are noted."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = set(names)
        self.keys: set[bytes] = set()

    def stands(self, name: str, key: bytes) -> bool:
        self.keys.add(key)
        return name in self.names


def outputs(engine: Engine, pieces: Iterable[Piece[Word]], standing: Iterable[str] = ()) -> list[Drawn[bytes]]:
    return list(single(drawn(engine, STAGE, pieces, "<!", Word, Those(standing), again)))


def loud(*words: str) -> list[bytes]:
    return [f"<{word.upper()}!".encode() for word in words]


def test_what_stands_is_told_in_its_place(engine: Engine) -> None:
    standing = {name for name, _ in WORDS if int(name[1:]) % 7 in {0, 1, 5}}
    made = outputs(engine, held(engine, WORDS), standing)
    assert [one.name for one in made] == [name for name, _ in WORDS]
    assert {one.name for one in made if one.stands} == standing
    told = dict(WORDS)
    assert all([one.output] == loud(told[one.name].text) for one in made if not one.stands)
    tally = engine.report.tally("shout")
    assert (tally.hits, tally.misses) == (len(standing), len(WORDS) - len(standing))


def test_where_all_stands_nothing_is_read(engine: Engine) -> None:
    pieces: list[Piece[Word]] = [Piece(name=name, key=b"nowhere") for name, _ in WORDS]
    assert all(one.stands for one in outputs(engine, pieces, dict(WORDS)))


def test_values_come_from_the_store(engine: Engine) -> None:
    keys = {one.name: one.key for one in held(engine, WORDS)}
    made = outputs(engine, [Piece(name=name, key=key) for name, key in keys.items()])
    assert [one.output for one in made] == loud(*(word.text for _, word in WORDS))


def test_what_the_store_has_lost_is_made_again(engine: Engine) -> None:
    (made,) = outputs(engine, [Piece(name="w1", key=b"lost")])
    assert [made.output] == loud("w1 again")


def test_a_piece_that_fails_is_neither_there_nor_standing(engine: Engine) -> None:
    made = outputs(engine, held(engine, [("a", Word("good")), ("b", Word("bad")), ("c", Word("fair"))]))
    good, fair = loud("good", "fair")
    assert [(one.output, one.stands) for one in made] == [(good, False), (None, False), (fair, False)]
    assert [one.what for one in engine.report.problems] == ["shout failed: ValueError: no such word"]


def test_pieces_are_taken_a_wave_at_a_time(engine: Engine) -> None:
    taken: list[str] = []

    def given() -> Iterator[Piece[Word]]:
        for name, word in WORDS:
            taken.append(name)
            yield Piece(name=name, key=name.encode(), value=word)

    first = next(single(drawn(engine, STAGE, given(), "<!", Word, Nothing(), again)))
    assert ([first.output], len(taken)) == (loud("word 0"), STAGE.wave)


def test_what_was_drawn_is_not_kept(engine: Engine) -> None:
    for _ in range(2):
        outputs(engine, held(engine, WORDS))
    assert engine.report.tally("shout").misses == 2 * len(WORDS)


def test_keys_tell_inputs_and_contexts_apart(engine: Engine) -> None:
    standing = Those(dict(WORDS))
    for context in ("<!", ">?"):
        made = drawn(engine, STAGE, held(engine, WORDS[:3]), context, Word, standing, again)
        assert all(one.stands for one in single(made))
    assert len(standing.keys) == 6


def test_a_run_that_warms_up_draws_one_of_each_folder(tmp_path: Path) -> None:
    warm = Engine(Store(tmp_path), warming=True)
    words = [(f"{folder}/{number}", Word("one")) for folder in "ab" for number in range(20)]
    made = outputs(warm, held(warm, words), dict(words))
    assert [one.name for one in made if not one.stands] == ["a/0", "b/0"]
    assert all([one.output] == loud("one") for one in made if not one.stands)


def test_a_piece_that_is_alike_everywhere_stands_in_any_context(engine: Engine) -> None:
    standing = Those(dict(WORDS))
    for context in ("<!", ">?"):
        list(drawn(engine, STAGE, held(engine, WORDS[:3]), context, Word, standing, again, lambda name: name == "w1"))
    assert len(standing.keys) == 5


class Shelf(Nothing):
    """Keeps what was made, and gives the cores of it."""

    def __init__(self) -> None:
        self.cores: dict[str, Core] = {}
        self.made: dict[str, bytes] = {}
        self.given: list[str] = []

    def core(self, name: str, key: bytes) -> bytes | None:
        known = self.cores.get(name, Core())
        if known.key != key:
            return None
        self.given.append(name)
        return self.made[name][known.start : known.end]

    def note(self, name: str, core: Core) -> None:
        self.cores[name] = core


def test_a_core_is_taken_from_where_it_stands_while_what_it_depends_on_is_as_it_was(engine: Engine) -> None:
    shelf = Shelf()

    def made(context: str, words: list[tuple[str, Word]]) -> list[bytes | None]:
        shelf.given.clear()
        pieces = held(engine, words)
        mark = lambda context, _: context[1].encode()  # noqa: E731 - short
        some = list(single(drawn(engine, STAGE, pieces, context, Word, shelf, again, core=mark)))
        shelf.made = {one.name: one.output or b"" for one in some}
        return [one.output for one in some]

    words = WORDS[:3]
    assert made("<!", words) == loud("word 0", "word 1", "word 2")
    assert shelf.given == []
    assert made("+!", words) == [b"+WORD 0!", b"+WORD 1!", b"+WORD 2!"]
    assert shelf.given == ["w0", "w1", "w2"]
    words[1] = ("w1", Word("another"))
    assert made("-!", words) == [b"-WORD 0!", b"-ANOTHER!", b"-WORD 2!"]
    assert shelf.given == ["w0", "w2"]
    assert made("-?", words) == [b"-WORD 0?", b"-ANOTHER?", b"-WORD 2?"]
    assert shelf.given == []


class Short(Word, frozen=True):
    """A word of which only the length is read."""

    text: msgspec.Raw  # type: ignore[assignment]


def test_a_value_is_read_whole_only_where_its_core_does_not_stand(engine: Engine) -> None:
    read: list[type] = []

    def echo(context: str, words: Sequence[Given[Word]]) -> Iterable[Print]:
        read.extend(type(one.value) for one in words)
        return shout(context, words)

    stage: Stage[Given[Word], Print, str] = Stage(name="shout", version=1, run=echo, output=Print)
    pieces = [Piece[Word](name=one.name, key=one.key) for one in held(engine, WORDS[:3])]
    shelf = Shelf()
    for context in ("<!", "+!"):
        drawing = drawn(engine, stage, pieces, context, Word, shelf, again, core=lambda *_: b"c", glance=Short)
        made = list(single(drawing))
        shelf.made = {one.name: one.output or b"" for one in made}
        assert shelf.made == {name: f"{context[0]}{word.text.upper()}!".encode() for name, word in WORDS[:3]}
    assert read == [Word] * 3 + [Short] * 3


class Deep(msgspec.Struct, frozen=True, array_like=True):
    words: tuple[Word, ...]
    sizes: dict[str, int]


def test_a_value_comes_to_another_process_as_it_is() -> None:
    value = Deep((Word("a"), Word("b")), {"one": 1, "two": 2})
    for given in (Given(value=value), Given(value=value, core=b"<b>")):
        assert pickle.loads(pickle.dumps(given)) == given  # noqa: S301 - our own bytes
    assert len(pickle.dumps(Given(value=Word("x" * 1000)))) < 1200
