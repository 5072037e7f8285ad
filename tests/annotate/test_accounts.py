"""Accounts are made again only where something new bears upon them, and a fault is told as long as it lasts."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path

import msgspec
import pytest

from generator.annotate.accounts import accounts
from generator.annotate.pipeline import Model
from generator.engine.executor import Engine
from generator.engine.marked import Marked, opened
from generator.engine.stage import Stage
from generator.engine.store import Store
from generator.nouns.annotation import Annotation, Passage
from generator.nouns.article import Article, card_of
from generator.nouns.ids import ArticleId
from tests.annotate.build import annotation, article_of

MODEL = Model(name="by hand", fingerprint="1")


def run(_context: Model, inputs: Sequence[Passage]) -> Iterable[Annotation]:
    for one in inputs:
        if "refuse" in one.text:
            raise ValueError("this cannot be read")
        yield annotation(one.text)


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage(name="paragraph", version=1, run=run, output=Annotation)
    monkeypatch.setattr(import_module("generator.annotate.accounts"), "PARAGRAPH", stage)


def articles(texts: dict[str, list[str]]) -> dict[ArticleId, Marked[Article]]:
    named = {ArticleId(key): msgspec.structs.replace(article_of(own), id=ArticleId(key)) for key, own in texts.items()}
    return {key: Marked(one, repr(one).encode()) for key, one in named.items()}


def made(folder: Path, texts: dict[str, list[str]]) -> tuple[dict[str, list[str]], dict[str, int], list[str]]:
    """Give the names of the chains of each article, how often each stage worked, and the problems."""
    engine = Engine(Store(folder))
    given = articles(texts)
    found = accounts(given, {key: card_of(opened(one)) for key, one in given.items()}, engine, MODEL)
    names = {str(key): [chain.name for chain in one.output.chains] for key, one in found.items() if one.output}
    engine.store.close()
    tallies = {name: tally.misses for name, tally in engine.report.tallies.items() if tally.misses}
    return names, tallies, [problem.what for problem in engine.report.problems]


TEXTS = {"a.txt": ["Gen Asim Munir spoke.", "He left."], "b.txt": ["Then Munir left."], "c.txt": ["Nobody came."]}


def test_nothing_new_is_nothing_made(tmp_path: Path) -> None:
    first = made(tmp_path, TEXTS)
    assert first[1] == {"names": 3, "paragraph": 4, "article": 3}
    assert made(tmp_path, TEXTS) == (first[0], {}, [])


def test_a_new_name_is_heard_by_those_whose_words_touch_it(tmp_path: Path) -> None:
    made(tmp_path, TEXTS)
    _, tallies, _ = made(tmp_path, {**TEXTS, "a.txt": ["Gen Asim Munir spoke.", "Gen Javed Munir left."]})
    assert tallies == {"names": 1, "paragraph": 1, "article": 2}
    _, tallies, _ = made(tmp_path, {**TEXTS, "a.txt": ["Gen Asim Munir spoke.", "He did not leave."]})
    assert tallies == {"names": 1, "paragraph": 1, "article": 1}


def test_a_paragraph_that_fails_is_told_every_time_and_costs_nothing_else(tmp_path: Path) -> None:
    texts = {**TEXTS, "d.txt": ["Gen Asim Munir came.", "I refuse."]}
    for stages in ({"names": 4, "paragraph": 6, "article": 4}, {"names": 1, "paragraph": 1, "article": 1}):
        names, tallies, problems = made(tmp_path, texts)
        assert names["d.txt"] == ["Asim Munir"]
        assert tallies == stages
        assert problems == ["paragraph failed: ValueError: this cannot be read"]
