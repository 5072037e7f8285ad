"""Any address of a page, any name and any path finds what there is to tell; nothing that is typed is a fault."""

from dataclasses import replace

import msgspec
import pytest

from generator.build import Made
from generator.errors import UsageError
from generator.explain import explain
from generator.nouns.account import DateExpression, Quote
from generator.nouns.content import Content
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import Event, Findings, Quotation, Story
from generator.nouns.ids import ArticleId, StoryId
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
        ("antónio GUTERRES", "António Guterres: person (person:antonio-guterres), 2 mentions in 2 articles"),
        ("antonio-guterres", "person"),
        ("The harbour", "topic (harbour), 2 passages"),
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


def test_what_is_said_when_it_was_and_what_is_shared_are_explained() -> None:
    """Quotes, dates, topics and shared texts of an article; a person's quotes and events; the events of a date."""
    key = ArticleId("one.txt")
    whole = corpus({"one.txt": "! Ships\nAnn Lee said “the harbour is open” on Tuesday."}, names=("Ann Lee",))
    text = whole.articles[key].paragraphs[1].text
    at = text.index("“")
    quote = Quote(
        paragraph=1, sentence=0, start=at, end=text.index("”") + 1, text="“the harbour is open”", chain=0,
        speaker="Ann Lee", verb="said", confidence=0.93,
    )  # fmt: skip
    when = DateExpression(
        paragraph=1, sentence=0, start=text.index("Tuesday"), end=len(text) - 1, text="Tuesday", value="2024-01-02",
        precision="day", reason="reckoned from 2024-01-03",
    )  # fmt: skip
    account = msgspec.structs.replace(whole.accounts[key], quotes=(quote,), dates=(when,))
    whole = msgspec.structs.replace(whole, accounts={key: account})
    locus = Locus(article=key, paragraph=1, start=0, end=len(text))
    (ann,) = hand.actors(whole)
    evidence = Evidence(rule="copied", reason="They share twelve words.", score=0.8, loci=(locus,))
    findings = Findings(
        actors=(ann,),
        topics=(hand.topic(whole, "harbour"),),
        passages=hand.topic(whole, "harbour").passages,
        stories=(Story(id=StoryId("s"), loci=(locus,), origin="Specimen Wire", evidence=evidence),),
        events=(
            Event(
                date="2024-01-02", precision="day", loci=(locus,), actors=(ann.id,), reason="reckoned from 2024-01-03"
            ),
        ),
        quotations=(Quotation(actor=ann.id, article=key, quote=0),),
    )
    made = Made(sources=(), content=Content(), corpus=whole, findings=findings, briefing=hand.briefing(whole))
    said = "quote (by 'Ann Lee', 'said', 0.93): one.txt:2: '“the harbour is open”'"
    article = "\n".join(explain("one.txt", made))
    assert said in article
    assert "date, line 2: 'Tuesday': 2024-01-02: reckoned from 2024-01-03" in article
    assert "topic harbour, line 2: 0.90: it says “harbour”" in article
    assert "They share twelve words. (copied, 0.80), from Specimen Wire" in article
    person = "\n".join(explain("Ann Lee", made))
    assert said in person
    assert "event 2024-01-02 (day): reckoned from 2024-01-03" in person
    assert first("2024-01-02", made) == first("timeline", made) == "event 2024-01-02 (day): reckoned from 2024-01-03"
