"""Only sentences that a date dates are events; the same told twice is one."""

from generator.engine.executor import Engine
from generator.engine.store import Store
from generator.nouns.account import Account, DateExpression, Sentence
from generator.nouns.article import Article, Dating, Paragraph
from generator.nouns.corpus import corpus_of
from generator.nouns.findings import Event
from generator.nouns.ids import ArticleId, SourceDigest
from generator.resolve.timeline import dated_of, events


def told(*sentences: tuple[str, str, str], published: str = "2024-01-03") -> tuple[Event, ...]:
    """Make an article of each sentence: its text, the words of its date and their value."""
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
        )  # fmt: skip
    dated = {key: tuple(dated_of(article, accounts[key])) for key, article in articles.items()}
    corpus = corpus_of(articles, accounts)
    return events(corpus, dated, {}, passages=(), stories=(), engine=Engine(Store(None)))


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
