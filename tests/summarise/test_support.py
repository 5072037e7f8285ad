"""Whoever keeps what was answered is told of every answer that is another now."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.executor import Engine
from generator.engine.store import Store
from generator.nouns.ids import ArticleId
from generator.summarise import terms
from generator.summarise.bearing import Bearings
from generator.summarise.candidates import candidates
from generator.summarise.pool import Pool
from generator.summarise.sheet import Sentence
from generator.summarise.support import Echoes
from tests.summarise.test_desk import KEYS, SENTENCES, World, write

EVERYWHERE = [(key, place) for key in KEYS for place in range(3)]


class Index:
    """Pool and echoes of a world, kept from step to step."""

    def __init__(self) -> None:
        self.pool, self.known = Pool(), Bearings()
        self.echoes = Echoes(self.pool)

    def turn(self, world: World, keys: set[ArticleId]) -> tuple[set[Sentence], set[Sentence]]:
        texts, found = world.told()
        before = self.sentences()
        edited = keys | self.known.turn(texts, found, keys).keys()
        fresh = [key for key in texts.order if key in edited]
        made = candidates(texts, self.known.of, fresh, Engine(Store(None)))
        went, came = self.pool.turn(texts, made, self.known.of, ())
        return self.echoes.turn(went, came, found, edited, before)

    def sentences(self) -> set[Sentence]:
        return {one for sheet in self.pool.sheets.values() for one in sheet.sentences}

    def answers(self) -> dict[tuple[Sentence, Sentence], bool]:
        return {pair: self.echoes.repeats(*pair) for pair in permutations(self.sentences(), 2)}

    def echoed(self) -> dict[Sentence, tuple[tuple[Sentence, ...], int]]:
        return {one: (self.echoes.of(one), self.echoes.agreed(one)) for one in self.sentences()}


@given(
    st.lists(SENTENCES, min_size=len(EVERYWHERE), max_size=len(EVERYWHERE)),
    st.lists(st.tuples(st.sampled_from(EVERYWHERE), SENTENCES), min_size=1, max_size=3),
)
def test_every_answer_that_changes_is_told(texts: list[str], edits: list[tuple[tuple[str, int], str]]) -> None:
    world, index = World(), Index()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terms, "_COMMON", 6)
        for place, text in zip(EVERYWHERE, texts, strict=True):
            write(place, text)(world)
        index.turn(world, {ArticleId(key) for key in KEYS})
        for place, text in edits:
            answers, echoed = index.answers(), index.echoed()
            write(place, text)(world)
            moved, apart = index.turn(world, {ArticleId(place[0])})
            later, sounding = index.answers(), index.echoed()
            for pair in answers.keys() & later.keys():
                assert answers[pair] == later[pair] or not apart.isdisjoint(pair)
            for one in echoed.keys() & sounding.keys():
                assert echoed[one] == sounding[one] or one in moved


def told_before_and_after(
    kept: list[tuple[str, str]], fillers: list[str], others: list[str]
) -> tuple[Index, World, list[Sentence]]:
    """Index sentences of two articles, and fillers of a third, which others are then to stand in the place of."""
    world, index = World(), Index()
    for key, text in kept:
        write((key, 0), text)(world)
    for place, text in enumerate(fillers):
        write(("c.txt", place), text)(world)
    index.turn(world, {ArticleId(key) for key in ("a.txt", "b.txt", "c.txt")})
    sentences = [index.pool.sheets[ArticleId(key)].sentences[0] for key, _ in kept]
    for place, text in enumerate(others):
        write(("c.txt", place), text)(world)
    return index, world, sentences


def test_two_that_no_longer_repeat_each_other_since_others_use_their_words_are_told() -> None:
    widely = [f"The town wants gates winter pumps river bridge market school summer number{n}." for n in range(7)]
    index, world, (one, other) = told_before_and_after(
        [
            ("a.txt", "Ada Rossi harbour barrier gates winter pumps river."),
            ("b.txt", "Ada Rossi harbour barrier bridge market school summer."),
        ],
        widely + [f"People praise nothing{n} this{n} year{n}." for n in range(20)],
        widely + [f"People praise harbour barrier year{n}." for n in range(20)],
    )
    assert index.echoes.repeats(one, other)
    _, apart = index.turn(world, {ArticleId("c.txt")})
    assert not index.echoes.repeats(one, other)
    assert {one, other} <= apart


def test_a_meeting_that_no_longer_supports_another_since_its_own_words_are_rarer_is_told() -> None:
    index, world, (one, other) = told_before_and_after(
        [
            ("a.txt", "Ada Rossi and Ugo Bini meet treaty gates winter pumps river bridge market school summer."),
            ("b.txt", "Ada Rossi and Ugo Bini meet treaty zebra camel."),
        ],
        [f"Envoys meet treaty zebra camel number{n}." for n in range(20)],
        [f"Envoys meet treaty nothing number{n}." for n in range(20)],
    )
    assert index.echoes.of(one) == (other,)
    moved, _ = index.turn(world, {ArticleId("c.txt")})
    assert index.echoes.of(one) == ()
    assert one in moved
