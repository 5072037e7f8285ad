"""The shapes that a crawler leaves: a case is ``tests/cases/reading/NAME.txt`` or ``.md``, and what must come of it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.nouns.article import Article, Dating
from generator.nouns.ids import ArticleId, SourceDigest
from generator.nouns.source import Source
from generator.read.article import ReadContext, reading
from generator.safe import yaml

CASES = Path(__file__).parent.parent / "cases" / "reading"
FILES = sorted(path for path in CASES.iterdir() if path.suffix != ".yaml")


def told(dating: Dating) -> dict[str, str]:
    parts = {
        "value": dating.value,
        "precision": dating.precision,
        "origin": dating.origin,
        "stated": dating.stated,
        "line": str(dating.line or ""),
    }
    return {key: value for key, value in parts.items() if value}


def seen(one: Article) -> dict[str, object]:
    """Give what a case tells, leaving out what is empty."""
    parts: dict[str, object] = {
        "headline": "" if one.headline_derived else one.headline,
        "derived": one.headline if one.headline_derived else "",
        "standfirst": [each.text for each in one.paragraphs if each.kind == "standfirst"],
        "bylines": [" | ".join(filter(None, (by.name, by.kind, by.description))) for by in one.bylines],
        "published": told(one.published) if one.published != Dating() else {},
        "updated": told(one.updated) if one.updated != Dating() else {},
        "filed": told(one.filed) if one.filed != Dating() else {},
        "dateline": one.dateline,
        "agency": one.agency,
        "outlet": one.outlet,
        "sections": list(one.sections),
        "kinds": " ".join(each.kind for each in one.paragraphs),
        "cuts": [f"{each.first_line}-{each.last_line} {each.reason}" for each in one.cuts],
    }
    return {key: value for key, value in parts.items() if value}


@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_shape(name: str) -> None:
    content = (CASES / name).read_bytes()
    made = reading(ReadContext(), Source(id=ArticleId(name), digest=SourceDigest("0" * 64), content=content))
    expected = yaml.load((CASES / name).with_suffix(".yaml").read_bytes(), name).value
    assert isinstance(expected, Mapping)
    assert made.article is not None
    texts = {"texts": [each.text for each in made.article.paragraphs]} if "texts" in expected else {}
    assert {**seen(made.article), **texts} == expected
    assert made.problems == ()
    for each in made.article.paragraphs:
        assert content.decode()[each.start : each.end] == (each.raw or each.text)
    for dating in (made.article.published, made.article.updated, made.article.filed):
        if dating.start >= 0:
            assert content.decode()[dating.start : dating.end].startswith(dating.stated.partition(" ")[0])
    assert not any("@" in cut.text for cut in made.article.cuts)


def test_every_case_has_its_expectation() -> None:
    assert {path.stem for path in FILES} == {path.stem for path in CASES.glob("*.yaml")} != set()


def test_no_shape_loses_a_word_silently() -> None:
    """Every line of a case stands in a paragraph or in a cut."""
    for path in FILES:
        content = path.read_bytes()
        made = reading(ReadContext(), Source(id=ArticleId(path.name), digest=SourceDigest("0" * 64), content=content))
        assert made.article is not None
        spans = [(one.start, one.end) for one in made.article.paragraphs]
        spans += [(one.start, one.end) for one in made.article.cuts]
        source = content.decode()
        for at, letter in enumerate(source):
            if letter.isalnum():
                assert any(start <= at < end for start, end in spans), (path.name, source[at : at + 40])
