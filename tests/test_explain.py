"""Any address of a page, any name and any path finds what there is to tell; nothing that is typed is a fault."""

from dataclasses import replace

import msgspec
import pytest

from generator.build import Made
from generator.errors import UsageError
from generator.explain import explain
from generator.nouns.content import Content
from generator.nouns.findings import Findings
from generator.pages.addresses import addresses
from tests.pages import made as hand
from tests.texts import corpus

TEXTS = {
    "Łódź.txt": "! Ärger im Hafen\nAntónio Guterres opened the harbour.",
    "a/one.txt": "! Ships return\nAntónio Guterres left.",
    "b/one.txt": "! Ships leave\nNobody came.",
    "index.txt": "! Storm\nA storm came to the harbour.",
}


@pytest.fixture(scope="module")
def made() -> Made:
    whole = corpus(TEXTS, names=("António Guterres",))
    topic = hand.topic(whole, "harbour")
    findings = Findings(actors=hand.actors(whole), topics=(topic,))
    return Made(sources=(), content=Content(), corpus=whole, findings=findings, briefing=hand.briefing(whole))


def first(what: str, made: Made) -> str:
    return next(explain(what, made))


def test_every_pages_address_is_explained(made: Made) -> None:
    places = addresses(made.corpus, made.findings, ())
    named = {
        **{place: f"article ({key})" for key, place in places.articles.items()},
        **{place: f"person ({key})" for key, place in places.actors.items()},
        **{place: f"topic ({key})" for key, place in places.topics.items()},
    }
    assert len(named) == 6
    for place, told in named.items():
        for form in (place, f"/{place}index.html", f"https://example.org/x/{place}#s-1-0"):
            assert told in first(form, made)


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("antónio GUTERRES", "person"),
        ("antonio-guterres", "person"),
        ("The harbour", "topic (harbour)"),
        ("Łódź.txt", "article (Łódź.txt)"),
        ("Ships leave", "article (b/one.txt)"),
    ],
)
def test_a_name_a_title_or_a_path_is_explained(made: Made, what: str, told: str) -> None:
    assert told in first(what, made)


@pytest.mark.parametrize(
    "what", ["", "#", "/", "http://[", "http://[::1/people/x/", "people/", "\0", "%00", "a" * 9999]
)
def test_what_is_not_there_is_told(made: Made, what: str) -> None:
    with pytest.raises(UsageError, match="nothing here is called"):
        first(what, made)


def test_near_names_are_offered(made: Made) -> None:
    with pytest.raises(UsageError) as told:
        first("Guterres", made)
    assert "António Guterres" in told.value.hint


def test_why_a_source_is_left_out_is_explained(made: Made) -> None:
    skipped = (("draft.md", "it is marked as a draft"),)
    coverage = msgspec.structs.replace(made.briefing.coverage, skipped=skipped)
    other = replace(made, briefing=msgspec.structs.replace(made.briefing, coverage=coverage))
    assert first("draft.md", other) == "draft.md: not in the briefing: it is marked as a draft"
