"""An undated article borrows a day only from a dated one that has the same words in the same text."""

from generator.engine.executor import Engine
from generator.engine.store import Store
from generator.nouns.account import Account, DateExpression, Sentence
from generator.nouns.article import Article, Dating, Paragraph
from generator.nouns.corpus import Corpus
from generator.nouns.ids import ArticleId, SourceDigest
from generator.resolve import dating
from tests.texts import corpus_of

TOLD = "Governor Ann Reed toured the flooded northern valley last month and promised farmers new pumps and seed."
COPIED = "Ann Reed toured the flooded northern valley last month, and promised farmers new pumps and seed for spring."
OTHER = "The harbour board opened its long delayed tender for dredging last month after a quarrel over the costs."


def corpus(*articles: tuple[str, str]) -> Corpus:
    """Make an article of each text and day of publication; "last month" is reckoned from that day, if there is one."""
    made, accounts = {}, {}
    for number, (text, day) in enumerate(articles):
        key = ArticleId(f"{number}.txt")
        start = text.index("last month")
        dating = Dating(value=day, precision="day", origin="stated") if day else Dating()
        made[key] = Article(
            id=key, digest=SourceDigest("0"), length=len(text), headline=f"No. {number}", published=dating,
            paragraphs=(Paragraph(kind="paragraph", text=text, start=0, end=len(text), line=1),),
        )  # fmt: skip
        month = {"2024-01-02": "2023-12", "2024-03-05": "2024-02"}.get(day, "")
        reason = f"reckoned from {day}, the date of the article" if day else "the article has no date to reckon from"
        accounts[key] = Account(
            article=key,
            sentences=((Sentence(start=0, end=len(text)),),),
            dates=(
                DateExpression(
                    paragraph=0, sentence=0, start=start, end=start + 10, text="last month", value=month,
                    precision="month" if month else "", reason=reason,
                ),
            ),
        )  # fmt: skip
    return corpus_of(made, accounts)


def dated(made: Corpus) -> Corpus:
    return dating.dated(made, Engine(Store(None)))


def value(found: Corpus, number: int) -> str:
    return found.accounts[ArticleId(f"{number}.txt")].dates[0].value


def test_copied_words_mean_the_month_that_they_meant_in_the_dated_article() -> None:
    found = dated(corpus((COPIED, ""), (TOLD, "2024-01-02"), (OTHER, "2024-03-05")))
    assert value(found, 0) == "2023-12"
    one = found.accounts[ArticleId("0.txt")].dates[0]
    assert (one.precision, "“No. 1” of 2024-01-02" in one.reason) == ("month", True)
    assert dated(found) == found


def test_another_text_settles_nothing() -> None:
    found = corpus((COPIED, ""), (OTHER, "2024-03-05"))
    assert value(dated(found), 0) == ""


def test_two_dated_articles_that_mean_different_months_settle_nothing() -> None:
    assert value(dated(corpus((COPIED, ""), (TOLD, "2024-01-02"), (TOLD, "2024-03-05"))), 0) == ""


def test_a_corpus_with_nothing_open_is_left_as_it_is() -> None:
    found = corpus((TOLD, "2024-01-02"))
    assert dated(found) is found
