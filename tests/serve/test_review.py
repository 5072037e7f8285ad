"""What the review page is filled with: pairs with lines that read as judgements, and names left unlinked."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.engine.publish import publish
from generator.nouns.problem import Problem
from generator.read.judgements import judged
from generator.serve.review import Review

NAMES = {"a": 'Ann "A" Lee', "b": "Ben: Lee", "c": "Cy"}
ACTORS = [
    {"id": key, "name": name, "page": f"people/{key}/", "names": [name, key.upper()]} for key, name in NAMES.items()
]
PAIRS = [{"left": left, "right": right, "evidence": {"reason": "alike"}} for left, right in ("ab", "bc", "ax")]
ARTICLE = {
    "paragraphs": [{"start": 0, "end": 20, "text": "One says. One <b>Lee", "sentences": [0, 10]}],
    "withheld": [{"start": 12, "end": 15, "text": "<b>Lee", "reason": "two may be meant"}],
}


def site(root: Path, judgements: list[dict[str, Any]], article: Any = ARTICLE) -> Path:
    listed = [{"id": f"{name}.txt", "file": f"articles/{name}.json", "page": f"articles/{name}/"} for name in "xyz"]
    data = {
        "decisions.json": {"held_apart": PAIRS, "judgements": judgements},
        "actors.json": {"actors": ACTORS},
        "articles.json": {"articles": listed},
        "articles/x.json": article,
        "articles/y.json": article,
    }
    publish(root / "public", [(f"data/{name}", json.dumps(value).encode()) for name, value in data.items()])
    return root / "public"


def test_a_pair_has_lines_that_are_judgements_of_its_names(tmp_path: Path) -> None:
    record = Review().record(site(tmp_path, []), ())
    assert [(one["left"]["name"], one["right"]["name"]) for one in record["pairs"]] == [
        (NAMES["a"], NAMES["b"]),
        (NAMES["b"], NAMES["c"]),
    ]
    for pair in record["pairs"]:
        made, problems = judged("\n".join(pair["lines"]).encode(), "content/judgements.yaml")
        assert problems == ()
        assert [one.kind for one in made] == ["merge", "split"]
        assert {one.names for one in made} == {(pair["left"]["name"], pair["right"]["name"])}


@pytest.mark.parametrize(
    ("judgement", "left"),
    [
        ({"kind": "split", "names": ["A", NAMES["b"]]}, 1),
        ({"kind": "split", "names": ["A", "C", "B"]}, 0),
        ({"kind": "split", "names": ["A", "B"], "article": "x.txt"}, 2),
        ({"kind": "merge", "names": ["A", "B"]}, 2),
        ({"kind": "split", "names": ["A", "C"]}, 2),
    ],
)
def test_a_pair_that_was_judged_two_is_settled(tmp_path: Path, judgement: dict[str, Any], left: int) -> None:
    record = Review().record(site(tmp_path, [judgement]), ())
    assert len(record["pairs"]) == record["pairs_total"] == left


def test_a_name_left_unlinked_is_told_once_with_its_places(tmp_path: Path) -> None:
    (one,) = Review().record(site(tmp_path, []), ())["withheld"]
    assert (one["text"], one["reason"], one["count"]) == ("<b>Lee", "two may be meant", 2)
    assert one["places"][0] == {"article": "x.txt", "href": "articles/x/#s-0-1"}


def test_what_changed_is_read_again_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review = Review()
    root = site(tmp_path, [])
    review.record(root, ())
    read: list[str] = []
    monkeypatch.setattr("generator.serve.review.files.read", _noting(read))
    review.record(root, ())
    assert not [name for name in read if name.startswith("data/articles/")]
    other = {**ARTICLE, "withheld": []}
    path = root / "data/articles/x.json"
    path.write_text(json.dumps(other))
    assert review.record(root, ())["withheld"][0]["count"] == 1


def _noting(read: list[str]) -> Any:
    from generator.safe import files

    real = files.read

    def noted(root: Path, path: str, *, limit: int) -> bytes:
        read.append(path)
        return real(root, path, limit=limit)

    return noted


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"held_apart": 3}', b"\xff"])
def test_data_that_cannot_be_read_is_empty(tmp_path: Path, content: bytes) -> None:
    names = ("decisions.json", "actors.json", "articles.json")
    publish(tmp_path / "public", [(f"data/{name}", content) for name in names])
    record = Review().record(tmp_path / "public", (Problem(path="a", what="odd"),))
    assert (record["pairs"], record["withheld"]) == ([], [])
    assert record["problems"][0]["what"] == "odd"
    assert Review().record(tmp_path / "absent", ())["pairs"] == []
