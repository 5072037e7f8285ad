"""Small corpora by hand: each article is a list of chains, each chain its names in the text, the fullest first."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from generator.engine.executor import Engine
from generator.engine.store import Store
from generator.nouns.account import Account, Chain, Mention, StatedRole
from generator.nouns.article import Article, Byline, Dating, Paragraph
from generator.nouns.corpus import Corpus
from generator.nouns.ids import ArticleId, SourceDigest
from generator.nouns.judgement import Judgement
from generator.resolve import actors
from generator.resolve.actors import Resolved
from generator.resolve.articles import Articles
from generator.resolve.called import Callings
from generator.resolve.contribution import Contribution, Edits, contributions
from generator.resolve.facts import Owners
from tests.texts import corpus_of

Person = dict[str, Any]
Make = Callable[[dict[str, Sequence[str | Person]]], Corpus]


def article_of(key: str, people: Sequence[str | Person], date: str = "2024-01-02") -> tuple[Article, Account]:
    """Write one paragraph for each person: a role, the names; ``{"names": [...], "roles": [...], "kind": ...}``."""
    paragraphs: list[Paragraph] = []
    mentions: list[Mention] = []
    chains: list[Chain] = []
    roles: list[StatedRole] = []
    bylines: list[Byline] = []
    at = 0
    for entry in people:
        person: Person = {"names": [entry]} if isinstance(entry, str) else entry
        if "byline" in person:
            bylines.append(Byline(name=person["byline"]))
            continue
        kind = person.get("kind", "person")
        number, text, own = len(paragraphs), "", []
        for role in person.get("roles", ()):
            roles.append(
                StatedRole(
                    chain=len(chains),
                    paragraph=number,
                    sentence=0,
                    start=len(text),
                    end=len(text) + len(role),
                    text=role,
                    office=role,
                )
            )
            text += role + " "
        for name in person["names"]:
            own.append(len(mentions))
            mentions.append(
                Mention(
                    paragraph=number,
                    sentence=0,
                    start=len(text),
                    end=len(text) + len(name),
                    text=name,
                    kind=kind,
                    chain=len(chains),
                )
            )
            text += name + person.get("after", "") + " spoke. "
        chains.append(
            Chain(kind=kind, name=person["names"][0], mentions=tuple(own), historical=person.get("historical", ""))
        )
        paragraphs.append(Paragraph(kind="paragraph", text=text, start=at, end=at + len(text), line=number + 1))
        at += len(text) + 1
    article = Article(
        id=ArticleId(key),
        digest=SourceDigest("0" * 64),
        length=at,
        headline=key,
        bylines=tuple(bylines),
        published=Dating(value=date, precision="day", origin="stated"),
        paragraphs=tuple(paragraphs),
    )
    account = Account(article=article.id, mentions=tuple(mentions), chains=tuple(chains), roles=tuple(roles))
    return article, account


def corpus_from(people: dict[str, Sequence[str | Person]], dates: dict[str, str] | None = None) -> Corpus:
    """Make a corpus of articles by name."""
    made = {key: article_of(key, some, (dates or {}).get(key, "2024-01-02")) for key, some in people.items()}
    return corpus_of(
        {article.id: article for article, _ in made.values()},
        {article.id: account for article, account in made.values()},
    )


def parts_of(corpus: Corpus) -> Mapping[ArticleId, Contribution]:
    """Give what each article contributes."""
    return contributions(corpus, Engine(Store(None)))


def articles_of(corpus: Corpus, of: Owners, parts: Mapping[ArticleId, Contribution] | None = None) -> Articles:
    """Give all articles to a first run."""
    return Articles(corpus=corpus, parts=parts or parts_of(corpus), of=of, touched=set(corpus.order))


def resolved(corpus: Corpus, judgements: Sequence[Judgement]) -> Resolved:
    """Join the chains of a corpus into actors."""
    return actors.resolved(corpus, parts_of(corpus), judgements, Edits(articles=set(corpus.order)))


def called_in(corpus: Corpus, found: Resolved) -> Callings:
    """Give what each person is called."""
    callings = Callings()
    names = {one.id: one.name for one in found.actors}
    callings.update(articles_of(corpus, found.of), names, Engine(Store(None)))
    return callings


@pytest.fixture(scope="session")
def make() -> Make:
    return corpus_from
