"""What judgements bear upon is found again when they change; what they do not bear upon is remembered."""

from pathlib import Path

from generator.engine.executor import Engine
from generator.engine.store import Store
from generator.nouns.judgement import Judgement
from generator.resolve.findings import findings
from generator.settings import Settings, Site
from tests.texts import corpus_of


def test_a_judgement_leaves_topics_and_copies_as_they_were_found(tmp_path: Path) -> None:
    site = Site(root=tmp_path, settings=Settings(), sources=tmp_path, content=tmp_path, output=tmp_path, cache=tmp_path)
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
