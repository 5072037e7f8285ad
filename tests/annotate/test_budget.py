"""Hostile length cannot hold up a build, and costs no other paragraph its analysis."""

from generator.annotate import budget
from generator.nouns.article import Article, Paragraph
from generator.nouns.ids import ArticleId, SourceDigest


def article(*texts: str) -> dict[ArticleId, Article]:
    paragraphs = tuple(
        Paragraph(kind="paragraph", text=text, start=0, end=len(text), line=line) for line, text in enumerate(texts, 1)
    )
    key = ArticleId("a.txt")
    return {key: Article(id=key, digest=SourceDigest(""), length=0, headline="A", paragraphs=paragraphs)}


def test_ordinary_paragraphs_are_all_read() -> None:
    articles = article("One.", "Two.")
    assert [one.text for one in budget.passages(articles.values())] == ["One.", "Two."]
    assert list(budget.problems(articles)) == []


def test_an_endless_paragraph_is_left_out_and_told_with_its_line() -> None:
    articles = article("One.", "x" * (budget.PARAGRAPH + 1), "Three.")
    assert [one.text for one in budget.passages(articles.values())] == ["One.", "", "Three."]
    assert [(one.path, one.line) for one in budget.problems(articles)] == [("a.txt", 2)]


def test_an_endless_article_is_read_as_far_as_the_limit() -> None:
    texts = ["y" * budget.PARAGRAPH] * 20
    articles = article(*texts)
    found = budget.passages(articles.values())
    assert sum(len(one.text) for one in found) <= budget.ARTICLE
    assert len(list(budget.problems(articles))) == 1
    assert len(found) == len(texts)
