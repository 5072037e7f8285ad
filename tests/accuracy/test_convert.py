import json
from pathlib import Path
from typing import Any

import pytest

from generator.pages.accuracy import figures
from tests.accuracy.convert import converted, labelled
from tests.accuracy.score import ROOT, corpora, line, settings, with_table

GOLD: dict[str, Any] = {
    "articles": [{"id": "a", "file": "articles/a.txt"}, {"id": "b", "file": "articles/b.txt"}],
    "groups": [{"id": "G1", "articles": ["a", "b"]}],
    "tasks": [],
}


def _article(identity: str, line_number: int) -> dict[str, Any]:
    return {
        "id": f"{identity}.txt",
        "headline": "Harbour opens",
        "headline_derived": identity == "b",
        "outlet": "",
        "agency": "SPW",
        "bylines": [
            {"name": "Jane Sample", "kind": "person", "spans": [{"start": 40, "end": 51, "text": "Jane Sample"}]}
        ],
        "published": {
            "value": "2024-01-02T10:05",
            "origin": "stated" if identity == "a" else "inferred",
            "stated": "2 Jan 2024 10:05",
            "start": 60 if identity == "a" else -1,
            "end": 76 if identity == "a" else -1,
        },
        "filed": {"value": "", "start": -1, "end": -1},
        "paragraphs": [
            {"kind": "headline", "text": "Harbour opens", "start": 0, "end": 13, "line": 1, "topics": []},
            {
                "kind": "paragraph",
                "text": "Ann Lee spoke.",
                "start": 14,
                "end": 28,
                "line": line_number,
                "topics": ["t"],
            },
        ],
        "mentions": [{"start": 14, "end": 21, "text": "Ann Lee", "kind": "person", "form": "name", "actor": "p"}],
        "roles": [{"actor": "p", "text": "mayor"}],
        "quotes": [
            {
                "start": 14,
                "end": 20,
                "text": "“no”",
                "kind": "direct",
                "speaker": "she",
                "speaker_span": [0, 3],
                "actor": "p",
            }
        ],
        "dates": [],
        "summary": [{"parts": [{"kind": "span", "text": "Ann Lee"}, {"kind": "cut", "text": "…"}]}],
    }


def _data(folder: Path) -> Path:
    files: dict[str, list[dict[str, Any]]] = {
        "articles": [_article("a", 3), _article("b", 2)],
        "actors": [{"id": "p", "name": "Ann Lee"}],
        "topics": [{"id": "g1", "main": ["b.txt"], "brief": [{"parts": [{"kind": "span", "text": "Ann Lee spoke."}]}]}],
        "meetings": [{"participants": ["p"], "groups": ["the council"], "articles": ["a.txt"]}],
        "stories": [{"passages": [{"article": "a.txt", "paragraph": 1}, {"article": "b.txt", "paragraph": 1}]}],
    }
    for one in files["articles"]:
        one["file"] = f"of-{one['id']}.json"
        (folder / str(one["file"])).write_text(json.dumps(one), encoding="utf-8")
    files["articles"] = [{"id": one["id"], "file": one["file"]} for one in files["articles"]]
    for name, value in files.items():
        (folder / f"{name}.json").write_text(json.dumps({name: value}), encoding="utf-8")
    return folder


def test_every_part_of_the_data_reaches_the_scorer(tmp_path: Path) -> None:
    made = converted(_data(tmp_path), GOLD)
    first, second = made["articles"]
    assert first["text"] == "Ann Lee spoke."
    assert (first["title"], first["published"], first["outlet"]) == (
        "Harbour opens",
        "2024-01-02T10:05",
        "SPW",
    )
    assert (first["dates"][0]["start"], first["dates"][0]["value"]) == (60, "2024-01-02"), "the page's own day"
    assert second["title"] == "", "a derived headline is not the source's"
    assert second["published"] == "2024-01-02T10:05", "an inferred date is published, and scored"
    assert [one["actor"] for one in first["mentions"]] == ["p", "author:Jane Sample"]
    assert first["roles"] == [{"person": "Ann Lee", "role": "mayor"}]
    assert first["quotes"][0]["speaker"] == "Ann Lee"
    assert first["quotes"][0]["speaker_start"] == 0
    assert first["summary"] == "Ann Lee"
    assert made["groups"] == [{"id": "G1", "summary": "Ann Lee spoke."}]
    assert made["duplicates"] == [["a:p3", "b:p2"]]
    assert made["meetings"] == [{"article": "a", "participants": ["Ann Lee", "the council"]}]


def test_an_article_is_labelled_with_the_topic_that_it_runs_on(tmp_path: Path) -> None:
    assert labelled(_data(tmp_path), GOLD) == {"a": [], "b": ["g1"]}


def test_a_folder_of_sets_stands_for_all_of_them(tmp_path: Path) -> None:
    for name in ("two", "one", "none"):
        (tmp_path / name).mkdir()
    for name in ("two", "one"):
        (tmp_path / name / "gold.json").write_text("{}", encoding="utf-8")
    assert [one.name for one in corpora([tmp_path])] == ["one", "two"]
    assert corpora([tmp_path / "two"]) == [tmp_path / "two"]
    with pytest.raises(SystemExit, match="no gold"):
        corpora([tmp_path / "none"])


def test_to_score_proposed_topics_the_groups_are_not_told(tmp_path: Path) -> None:
    assert "topics:" not in settings(tmp_path, GOLD, topics=False)


def test_groups_become_topics_of_whole_articles(tmp_path: Path) -> None:
    written = settings(tmp_path, GOLD)
    assert '- id: g1\n    title: G1\n    articles: ["a.txt", "b.txt"]' in written
    assert "topic_words: 250" in written


def test_the_report_carries_the_figures_that_the_page_carries() -> None:
    report = (ROOT / "ACCURACY.md").read_text(encoding="utf-8")
    assert with_table(report, figures()) == report


def test_a_line_shows_the_figures_that_matter() -> None:
    assert line("extract", {"f1": 0.5, "p": 0.25, "pages": 3}) == "extract    f1 0.500  p 0.250"
