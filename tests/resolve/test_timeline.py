"""Only sentences that a date dates are events; the same told twice is one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml

from generator.engine.executor import Engine
from generator.engine.store import Store
from generator.nouns.account import Account, DateExpression, Quote, Sentence
from generator.nouns.article import Article, Dating, Paragraph
from generator.nouns.findings import Event
from generator.nouns.ids import ActorId, ArticleId, SourceDigest
from generator.resolve.contribution import Contribution
from generator.resolve.dates import Around, Timeline
from generator.resolve.timeline import dated_of
from tests.resolve.conftest import articles_of
from tests.texts import corpus_of

CASES = Path(__file__).parent.parent / "cases" / "timeline"


def told(
    *sentences: tuple[str, str, str], published: str = "2024-01-03", quoted: str = "", met: Sequence[int] = ()
) -> tuple[Event, ...]:
    """Make an article of each sentence: its text, the words of its date and their value.

    ``quoted`` are words that somebody says, ``met`` the sentences that tell of one meeting.
    """
    articles, accounts = {}, {}
    for number, (text, words, value) in enumerate(sentences):
        key = ArticleId(f"{number}.txt")
        start = text.index(words)
        dating = Dating(value=published, precision="day", origin="stated") if published else Dating()
        articles[key] = Article(
            id=key, digest=SourceDigest("0"), length=len(text), headline="", published=dating,
            paragraphs=(Paragraph(kind="paragraph", text=text, start=0, end=len(text), line=1),),
        )  # fmt: skip
        precision = {4: "year", 7: "month", 10: "day"}.get(len(value), "week")
        accounts[key] = Account(
            article=key,
            sentences=((Sentence(start=0, end=len(text), terms=tuple(text.lower().rstrip(".").split())),),),
            dates=(
                DateExpression(
                    paragraph=0, sentence=0, start=start, end=start + len(words), text=words, value=value,
                    precision=precision,  # type: ignore[arg-type]
                ),
            ),
            quotes=tuple(
                Quote(paragraph=0, sentence=0, start=at, end=at + len(quoted), text=quoted, kind="direct")
                for at in [text.find(quoted) if quoted else -1]
                if at >= 0
            ),
        )  # fmt: skip
    dated = {key: tuple(dated_of(article, accounts[key])) for key, article in articles.items()}
    parts = {key: Contribution(dated=some) for key, some in dated.items()}
    tell = {ArticleId(f"{number}.txt") for number in met}
    corpus, timeline = corpus_of(articles, accounts), Timeline()

    def around(key: ArticleId, _of: Mapping[int, ActorId]) -> Around:
        return Around(meetings={(0, one.locus.start): ("they met",) for one in dated[key] if key in tell})

    timeline.update(articles_of(corpus, {}, parts), around, around, frozenset(), Engine(Store(None)))
    return timeline.ordered()


def test_the_same_day_told_in_like_words_is_one_event() -> None:
    one = told(
        ("The bridge over the river fell on Tuesday morning.", "Tuesday", "2024-01-02"),
        ("The bridge over the river fell on Tuesday.", "Tuesday", "2024-01-02"),
        ("A new mayor took office on Tuesday in the capital.", "Tuesday", "2024-01-02"),
    )
    assert sorted(len(event.loci) for event in one) == [1, 2]


def test_what_lies_long_before_the_articles_is_background() -> None:
    assert [one.background for one in told(("The bridge was built in 1950 by the army.", "1950", "1950"))] == [True]
    assert [one.background for one in told(("The bridge fell on Tuesday at noon.", "Tuesday", "2024-01-02"))] == [False]


def test_plans_names_and_passing_years_are_no_events() -> None:
    assert told(("The bridge will open on Friday next.", "Friday", "2024-01-05")) == ()
    assert told(("The Vision 1950 plan goes on as before.", "1950", "1950")) == ()
    assert told(("Ties grew stronger in 2024 for both of them.", "2024", "2024")) == ()
    assert told(("Ties grew stronger in 2024 for both of them.", "2024", "2024"), published="") == ()


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "told.yaml").read_text(encoding="utf-8")))
def test_cases(case: list[str]) -> None:
    """The cases of ``tests/cases/timeline``: is a sentence an event, by the words of its date and their value?"""
    kind, text, words, value, *quoted = case
    assert bool(told((text, words, value), quoted=quoted[0] if quoted else "")) == (kind == "event")


def test_tellings_of_one_meeting_are_one_event_whatever_their_words() -> None:
    sentences = (
        ("The envoy called on the minister on Tuesday.", "Tuesday", "2024-01-02"),
        ("Trade and fishing were talked over when both sat down on Tuesday.", "Tuesday", "2024-01-02"),
        ("The envoy called at the harbour on Tuesday with both.", "Tuesday", "2024-01-02"),
    )
    assert [len(event.loci) for event in told(*sentences, met=(0, 1))] == [2, 1]
    assert [len(event.loci) for event in told(*sentences)] == [1, 1, 1]
