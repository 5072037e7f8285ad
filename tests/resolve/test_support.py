"""How much it tells that two articles name something hangs on counts of the corpus, which an edit hardly moves."""

from collections.abc import Sequence

import pytest

from generator.nouns.ids import ArticleId
from generator.resolve.facts import Around
from generator.resolve.support import Setting
from tests.resolve.conftest import Person, corpus_from, parts_of


def named(number: int) -> Sequence[str | Person]:
    """Name Ann Adler, in every tenth article Bob Brown, and somebody whom no other article names."""
    return ["Ann Adler", f"Own Person{number}", *(["Bob Brown"] if not number % 10 else [])]


def setting_of(count: int) -> Setting:
    """Set the scene of so many articles."""
    setting = Setting()
    for key, part in parts_of(corpus_from({f"{i:03}.txt": named(i) for i in range(count)})).items():
        setting.put(key, part.facts, part.around)
    setting.weigh()
    return setting


def test_what_few_articles_name_weighs_more() -> None:
    weights = setting_of(40).weights
    assert weights["own person3"] > weights["bob brown"] > weights["ann adler"] > 0


def test_an_article_more_moves_few_weights() -> None:
    setting, other = setting_of(60), setting_of(61)
    moved = {key for key, weight in setting.weights.items() if other.weights[key] != weight}
    assert not moved - {"bob brown", "ann adler"}


@pytest.mark.parametrize("count", [1, 12])
def test_an_article_that_went_leaves_nothing(count: int) -> None:
    setting = setting_of(count)
    for i in range(count):
        setting.put(ArticleId(f"{i:03}.txt"), (), Around())
    setting.weigh()
    assert (setting.weights, setting.around, setting.shown("ann adler")) == ({}, {}, "ann adler")
