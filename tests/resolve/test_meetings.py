"""Reports of one meeting are one meeting; another set of people, or another date, is another."""

from typing import Literal

from generator.nouns.account import Account, Chain, DateExpression, Encounter, Sentence
from generator.nouns.article import Article, Dating, Paragraph
from generator.nouns.findings import Meeting
from generator.nouns.ids import ActorId, ArticleId, SourceDigest
from generator.resolve.contribution import Contribution
from generator.resolve.meetings import told_of
from generator.resolve.reports import Reports
from tests.resolve.conftest import articles_of
from tests.texts import corpus_of

Told = tuple[tuple[str, ...], str, str, Literal["met", "telephoned"]]


def report(
    people: tuple[str, ...], date: str = "", published: str = "2024-01-03", kind: Literal["met", "telephoned"] = "met"
) -> Told:
    return people, date, published, kind


def found(*reports: Told) -> tuple[Meeting, ...]:
    """Make an article of each report, and find the meetings."""
    articles: dict[ArticleId, Article] = {}
    accounts: dict[ArticleId, Account] = {}
    of: dict[ArticleId, dict[int, ActorId]] = {}
    for number, (people, date, published, kind) in enumerate(reports):
        key = ArticleId(f"{number}.txt")
        text = "Somebody met somebody."
        articles[key] = Article(
            id=key, digest=SourceDigest("0"), length=len(text), headline="",
            published=Dating(value=published, precision="day", origin="stated"),
            paragraphs=(Paragraph(kind="paragraph", text=text, start=0, end=len(text), line=1),),
        )  # fmt: skip
        of[key] = {chain: ActorId(f"person:{name}") for chain, name in enumerate(people)}
        dates = (DateExpression(paragraph=0, sentence=0, start=0, end=1, text="", value=date),) if date else ()
        who = tuple(range(len(people)))
        accounts[key] = Account(
            article=key, sentences=((Sentence(start=0, end=len(text)),),), dates=dates,
            chains=tuple(Chain(kind="person", name=name, mentions=()) for name in people),
            encounters=(
                Encounter(paragraph=0, sentence=0, kind=kind, participants=who, date=0 if date else -1),
            ),
        )  # fmt: skip
    corpus = corpus_of(articles, accounts)
    parts = {key: Contribution(told=tuple(told_of(article, accounts[key]))) for key, article in articles.items()}
    every = Reports()
    every.update(articles_of(corpus, of, parts))
    return every.ordered()


def sizes(*reports: Told) -> list[tuple[str, int]]:
    return [(one.date, len(one.evidence.loci)) for one in found(*reports)]


def test_the_same_people_in_any_order_on_the_same_day_met_once() -> None:
    assert sizes(report(("a", "b"), "2024-01-02"), report(("b", "a"), "2024-01-02")) == [("2024-01-02", 2)]


def test_a_month_or_week_that_holds_the_day_agrees_with_it() -> None:
    one = report(("a", "b"), "2024-01-02")
    assert sizes(report(("a", "b"), "2024-01"), one, report(("a", "b"), "2024-W01")) == [("2024-01-02", 3)]


def test_other_days_are_other_meetings_and_a_month_that_holds_two_is_given_to_neither() -> None:
    days = report(("a", "b"), "2024-01-02"), report(("a", "b"), "2024-01-20")
    assert sizes(*days) == [("2024-01-02", 1), ("2024-01-20", 1)]
    assert len(sizes(*days, report(("a", "b"), "2024-01"))) == 3


def test_an_undated_report_joins_the_one_meeting_shortly_before_its_article() -> None:
    assert sizes(report(("a", "b"), "2024-01-02"), report(("a", "b"))) == [("2024-01-02", 2)]
    late = report(("a", "b"), published="2025-06-01")
    assert sizes(report(("a", "b"), "2024-01-02"), late) == [("2024-01-02", 1), ("", 1)]


def test_other_people_stay_apart() -> None:
    assert len(found(report(("a", "b"), "2024-01-02"), report(("a", "b", "c"), "2024-01-02"))) == 2


def test_a_call_is_no_meeting() -> None:
    assert len(found(report(("a", "b"), "2024-01-02"), report(("a", "b"), "2024-01-02", kind="telephoned"))) == 2


def test_one_alone_is_no_meeting() -> None:
    assert found(report(("a",), "2024-01-02")) == ()


def test_the_order_of_sources_does_not_matter() -> None:
    reports = [report(("a", "b")), report(("a", "b"), "2024-01-02"), report(("b", "a"), "2024-01")]
    assert sizes(*reports) == sizes(*reversed(reports))
