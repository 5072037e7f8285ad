"""Whatever a site's data say to stand in a source is checked there, and what does not stand is named."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.errors import PublishError, UsageError
from generator.nouns.briefing import Brief, Briefing, Coverage
from generator.nouns.ids import ArticleId, SourceDigest
from generator.nouns.source import Source
from generator.safe import characters
from generator.verify import Proof, misplaced, verify
from generator.verify.spans import within
from tests.pages.test_data import files, walk
from tests.pages.test_plan import A, B, two, whole

TEXTS = {
    A: "! Harbour opens\nAnn Lee opened the harbour. She thanked Bob Stone.\nA storm came. Bob Stone left.",
    B: "! Ships return\nAnn Lee met Bob Stone at the harbour.\nNobody else was named.",
}
Change = Callable[[dict[str, Any]], object]


def published(root: Path) -> None:
    """Write a site's data, and the sources that they were made of."""
    digests = {key: sha256(text.encode()).hexdigest() for key, text in TEXTS.items()}
    for path, page in whole().items():
        if path.startswith("data/") and page.body and path.endswith(".json"):
            value = json.loads(page.body)
            for one in walk(value):
                if "digest" in one:
                    one["digest"] = digests[str(one["id"])]
            written(root / "public" / path, json.dumps(value))
    for key, text in TEXTS.items():
        written(root / "seeds" / key, text)


def written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def told(root: Path) -> list[str]:
    return [f"{one.path}: {one.what}" for one in verify(root / "public", root / "seeds").problems]


def changed(root: Path, name: str, change: Change) -> list[str]:
    """Change a data file, and give what verifying says then."""
    path = root / "public/data" / name
    value = json.loads(path.read_text(encoding="utf-8"))
    change(value)
    written(path, json.dumps(value))
    return told(root)


def articles(root: Path) -> dict[str, str]:
    listed = json.loads((root / "public/data/articles.json").read_bytes())["articles"]
    return {one["id"]: one["file"] for one in listed}


def test_every_span_is_counted_and_stands(tmp_path: Path) -> None:
    published(tmp_path)
    result = verify(tmp_path / "public", tmp_path / "seeds")
    assert result.problems == ()
    assert result.articles == 2
    told = [one for value in files().values() for one in walk(value)]
    placed = [one for one in told if one.get("start", -1) != -1]
    cited = [each for one in told if "citations" in one for each in (*one["citations"], *one["support"])]
    linked = [one for one in placed if "part" in one]
    assert result.citations == len(cited)
    assert result.spans == len(placed) - len(cited) - len(linked)
    assert result.spans > 20


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("Bob Stone left", "Rob Stone left", "mention 'Bob Stone'"),
        ("met Bob", "hit Bob", "meeting of 'person:ann-lee and person:bob-stone'"),
        ("at the harbour", "in the harbour", "event of '2024-01-02'"),
        ("opened the harbour", "closed the harbour", "role 'mayor'"),
        ("opened the harbour", "closed the harbour", "shared passage 's'"),
        ("A storm came", "A storm cane", "paragraph 'A storm came"),
    ],
)
def test_a_changed_letter_names_the_finding_that_rests_on_it(
    tmp_path: Path, before: str, after: str, named: str
) -> None:
    published(tmp_path)
    key = next(key for key, text in TEXTS.items() if before in text)
    written(tmp_path / "seeds" / key, TEXTS[key].replace(before, after))
    assert any(f"the {named}" in one for one in told(tmp_path))


def test_of_two_names_that_look_the_same_the_one_that_was_read_counts(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / "seeds/\u00c5.txt").write_text("read")
    (tmp_path / "seeds/\u212b.txt").write_text("left aside: its name is written with the sign for a length")
    digest = sha256(b"read").hexdigest()
    listed = {"id": "\u00c5.txt", "digest": digest}
    assert changed(tmp_path, "articles.json", lambda value: value["articles"].append(listed)) == []


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Give every container of a value with each key or index of it."""
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from places(value[key])


@pytest.mark.parametrize("damage", [None, True, -1, 10**30, 1.5, "x", "\ud800", [], {}, [[]], {"a": 1}], ids=repr)
def test_damaged_data_are_a_fault_of_theirs_and_not_of_the_program(tmp_path: Path, damage: Any) -> None:
    published(tmp_path)
    for path in sorted((tmp_path / "public/data").rglob("*.json")):
        whole_text = path.read_text(encoding="utf-8")
        for number in range(0, len(list(places(json.loads(whole_text)))), 1 if damage is None else 7):
            value = json.loads(whole_text)
            container, key = list(places(value))[number]
            if damage is None:
                del container[key]
            else:
                container[key] = damage
            path.write_text(json.dumps(value), encoding="utf-8")
            with suppress(UsageError):
                verify(tmp_path / "public", tmp_path / "seeds")
        path.write_text(whole_text, encoding="utf-8")
    assert told(tmp_path) == []


def test_what_a_file_manager_leaves_among_the_data_is_no_matter(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / "public/data/.DS_Store").write_bytes(b"\0")
    (tmp_path / "public/data/index.json~").write_bytes(b"{")
    assert told(tmp_path) == []
    (tmp_path / "public/data/more.json").symlink_to("index.json")
    with pytest.raises(UsageError, match="links are not followed"):
        told(tmp_path)


def test_a_byte_that_no_span_has_names_the_article(tmp_path: Path) -> None:
    published(tmp_path)
    written(tmp_path / "seeds" / A, TEXTS[A] + "\n")
    assert f"{A}: it was changed since this site was made of it" in told(tmp_path)


@pytest.mark.parametrize(
    "row",
    [
        [0, 1, 7],
        [0, 0, 1],
        [0, 99, 0],
        [7, 1, 0],
        [True, 1, 0],
        [0, 1],
        [0, 1, 0, 15],
        [0, 1, 0, 15, 53],
        [0, 1, 0, 14, 52],
        [0, 0, 0, 15, 52],
        [0, 99, 0, 15, 52],
        [0, 1, 0, 15, 10_000],
        [0, 1, 0, "15", 52],
        None,
    ],
    ids=str,
)
def test_a_changed_span_names_its_finding(tmp_path: Path, row: Any) -> None:
    published(tmp_path)
    good: list[Any] = []

    def change(value: dict[str, Any]) -> None:
        spans = value["meetings"][0]["evidence"]["spans"]
        good.append(spans[0])
        spans[0] = row

    problems = changed(tmp_path, "meetings.json", change)
    assert any("the meeting of" in one for one in problems)
    assert good == [[0, 1, 0]]
    assert changed(tmp_path, "meetings.json", lambda value: _put(value, [0, 1, 0, 15, 52])) == []


def _put(value: dict[str, Any], row: list[int]) -> None:
    value["meetings"][0]["evidence"]["spans"][0] = row


def test_changed_words_of_an_article_name_all_that_rests_on_them(tmp_path: Path) -> None:
    published(tmp_path)
    path = tmp_path / "public/data" / articles(tmp_path)[B]
    text = path.read_text(encoding="utf-8")
    written(path, text.replace("Ann Lee met Bob Stone", "Ann Lee hit Bob Stone"))
    problems = told(tmp_path)
    assert any("the paragraph 'Ann Lee hit Bob Stone" in one for one in problems)
    assert any("the meeting of" in one for one in problems)


def test_words_that_the_source_has_not_are_found_beside_exact_ones(tmp_path: Path) -> None:
    published(tmp_path)

    def change(value: dict[str, Any]) -> None:
        mentions = value["mentions"]
        mentions["columns"].append("text")
        mentions["rows"] = [[*row, "Bob Lee"] for row in mentions["rows"]]

    problems = changed(tmp_path, articles(tmp_path)[A], change)
    assert any("mention 'Bob Lee'" in one and "made of others" in one for one in problems)


def test_a_site_without_its_list_of_articles_cannot_be_verified(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / "public/data/articles.json").unlink()
    with pytest.raises(UsageError, match=r"articles\.json"):
        verify(tmp_path / "public", tmp_path / "seeds")


def test_a_paragraph_that_is_no_slice_of_its_source_stops_publication() -> None:
    texts = two()
    digests = {key: SourceDigest(sha256(text.encode()).hexdigest()) for key, text in TEXTS.items()}
    sources = [Source(id=ArticleId(key), content=text.encode(), digest=digests[key]) for key, text in TEXTS.items()]
    briefing = Briefing(
        coverage=Coverage(articles=2, outlets=0, accounts=2), bottom_line=Brief(), topics={}, articles={}, actors={}
    )
    articles = [msgspec.structs.replace(one, digest=digests[key]) for key, one in texts.articles.items()]
    places = [(one.id, misplaced(one, source)) for one, source in zip(articles, sources, strict=True)]
    Proof().check(briefing, places, sources)
    moved = msgspec.structs.replace(articles[0].paragraphs[1], start=articles[0].paragraphs[1].start + 1)
    wrong = msgspec.structs.replace(articles[0], paragraphs=(articles[0].paragraphs[0], moved))
    with pytest.raises(PublishError, match="does not have the words"):
        Proof().check(briefing, [(wrong.id, misplaced(wrong, sources[0]))], sources)


@pytest.mark.parametrize("raw", ["Jose\u0301  Lee", "a\u0301\u200b\u0323b", "one\u00ad two", "**Ann**"])
def test_cleaned_words_are_within_what_they_were_cleaned_from(raw: str) -> None:
    assert within(characters.plain(raw).replace("**", ""), raw)
    assert not within("Zoe", raw)
