"""What judgements bear upon is found again when they change; what they do not bear upon is remembered."""

import sys
from contextlib import closing
from pathlib import Path

import pytest

from generator.engine.copies import LEAST
from generator.engine.executor import Engine
from generator.engine.memory import Memory
from generator.engine.store import Store
from generator.nouns.findings import Findings
from generator.nouns.judgement import Judgement
from generator.resolve import texts as texts_of
from generator.resolve.findings import findings
from generator.settings import Settings, Site, TopicSettings
from tests.texts import corpus, corpus_of


def site_in(folder: Path, *topics: TopicSettings) -> Site:
    own = Settings(topics=topics)
    return Site(root=folder, settings=own, sources=folder, content=folder, output=folder, cache=folder)


def test_a_judgement_leaves_topics_and_copies_as_they_were_found(tmp_path: Path) -> None:
    site = site_in(tmp_path)
    corpus = corpus_of({}, {})
    made = []
    for judgements in ([], [], [Judgement(kind="ignore", names=("A",), path="judgements.yaml", reason="no name")]):
        engine = Engine(Store(tmp_path))
        result = findings(corpus, site, judgements, engine)
        made.append((result, {name: tally.misses for name, tally in engine.report.tallies.items()}))
        engine.store.close()
    assert [misses for _, misses in made] == [
        {"resolve": 1, "by_topics": 1, "split": 0, "copies": 1, "contribution": 0},
        {"resolve": 0, "by_topics": 0, "copies": 0},
        {"resolve": 1, "by_topics": 0, "copies": 0, "contribution": 0},
    ]
    assert made[0][0] == made[1][0]
    assert [problem.path for problem in made[2][0].problems] == ["judgements.yaml"]


@pytest.mark.parametrize("stays", [True, False])
def test_an_article_that_cannot_be_split_costs_itself_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, stays: bool
) -> None:
    split, memory = texts_of._article, Memory() if stays else None
    told = "! Harbour {0} opens\nThe board of town {0} let dredging tender {0} to a firm from the north on Monday."
    texts = {f"a{number}.txt": told.format(number) for number in range(1, 7)}
    articles = corpus(texts, dates={(name, "on Monday"): f"2023-12-0{name[1]}" for name in texts})
    site = site_in(tmp_path, TopicSettings(id="dredging", title="Dredging", terms=("dredging",)))

    def failing(article: texts_of.Whole) -> texts_of.Split:
        if "town 3" in article.lines[1].text:
            raise MemoryError
        return split(article)

    def found() -> tuple[Findings, int]:
        with closing(Store(tmp_path / "store")) as store:
            engine = Engine(store, memory=memory)
            made = findings(articles, site, [], engine)
            while memory is not None and memory.settle():
                pass
        return made, engine.report.failures

    whole = findings(articles, site, [], Engine(Store(None)))
    assert {one.topics for one in whole.events} == {("dredging",)}  # they rest on what is found in the words
    with monkeypatch.context() as patch:
        patch.setattr(texts_of, "_article", failing)
        for _ in range(2):
            lacking, failures = found()
            assert {one.article for one in whole.passages} - {one.article for one in lacking.passages} == {"a3.txt"}
            assert failures
    assert found() == (whole, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="no process is copied here")
@pytest.mark.usefixtures("as_alone")
def test_two_processes_find_what_one_does_and_split_no_article_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    split = texts_of._article

    def noted(article: texts_of.Whole) -> texts_of.Split:
        with (tmp_path / "split").open("ab") as file:  # whichever process it is
            file.write(b".")
        return split(article)

    site = site_in(tmp_path)
    told = "The harbour board of town {0} let dredging tender {0} to a firm from the north on Monday."
    wire = "Talks about the border post ended late at night without any result for either of the two sides."
    texts = {f"a{number:03}": told.format(number) + "\n\n" + wire for number in range(LEAST + 20)}
    articles = corpus(texts)
    one = findings(articles, site, [], Engine(Store(tmp_path / "one")))
    monkeypatch.setattr(texts_of, "_article", noted)
    engine = Engine(Store(tmp_path / "two"), jobs=2, worth=1)
    engine.space.made = 1  # much was made before
    assert findings(articles, site, [], engine) == one
    assert one.stories
    assert len((tmp_path / "split").read_bytes()) == len(texts)
    copies = engine.report.tally("copies")
    assert (copies.hits, copies.misses) == (1, 0)  # another process made it
