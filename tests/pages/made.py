"""A small briefing by hand: articles as lines, people by name, and pages planned from them."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec

from generator.engine.executor import Engine
from generator.engine.others import Others, single
from generator.engine.stage import Piece
from generator.nouns.briefing import Brief, Briefing, Coverage, Link, Part, Statement
from generator.nouns.content import Content
from generator.nouns.corpus import Corpus, citation
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import Actor, ChainRef, Findings, Passage, Topic, TopicMatch, Variant
from generator.nouns.ids import ActorId, ArticleId, StatementId, TopicId
from generator.nouns.page import Page
from generator.pages import pieces, plan
from generator.safe import slug
from generator.settings import Settings, Site

TOPIC = TopicId("harbour")


def site(**settings: Any) -> Site:
    root = Path("/site")
    given = msgspec.convert({"title": "The briefing", **settings}, Settings)
    return Site(
        root=root,
        settings=given,
        sources=root / "seeds",
        content=root / "content",
        output=root / "public",
        cache=root / ".cache",
    )


def actors(corpus: Corpus, **kinds: Any) -> tuple[Actor, ...]:
    """Make one actor of all chains of one name; ``kinds`` names those that are no persons."""
    chains: dict[str, list[ChainRef]] = {}
    for key in corpus.order:
        for number, chain in enumerate(corpus.accounts[key].chains):
            chains.setdefault(chain.name, []).append(ChainRef(article=key, chain=number))
    made = []
    for name, refs in sorted(chains.items()):
        kind = kinds.get(name, "person")
        counts: dict[str, int] = {}
        for ref in refs:
            account = corpus.accounts[ref.article]
            for index in account.chains[ref.chain].mentions:
                counts[account.mentions[index].text] = counts.get(account.mentions[index].text, 0) + 1
        articles = tuple(dict.fromkeys(ref.article for ref in refs))
        made.append(
            Actor(
                id=ActorId(f"{kind}:{slug.plain(name) or 'unnamed'}"),
                kind=kind,
                name=name,
                variants=tuple(
                    Variant(
                        text=text,
                        count=count,
                        articles=articles,
                        evidence=None if text == name else Evidence(rule="short", reason=f"“{text}” is short for it."),
                    )
                    for text, count in sorted(counts.items())
                ),
                chains=tuple(refs),
                articles=articles,
            )
        )
    return tuple(made)


def locus(corpus: Corpus, article: str, words: str) -> Locus:
    """Find words in an article."""
    key = ArticleId(article)
    for number, paragraph in enumerate(corpus.articles[key].paragraphs):
        at = paragraph.text.find(words)
        if at >= 0:
            return Locus(article=key, paragraph=number, start=at, end=at + len(words))
    raise AssertionError(words)


def statement(
    corpus: Corpus, article: str, words: str, *support: tuple[str, str], links: Sequence[Link] = ()
) -> Statement:
    return Statement(
        id=StatementId(f"{abs(sum(map(ord, words))):016x}"),
        parts=(Part(kind="span", text=words, citation=0),),
        citations=(citation(corpus, locus(corpus, article, words)),),
        support=tuple(citation(corpus, locus(corpus, *one)) for one in support),
        accounts=1 + len(support),
        date="2024-01-02",
        links=tuple(links),
    )


def topic(corpus: Corpus, word: str) -> Topic:
    """Make a topic of the paragraphs that have a word."""
    match = TopicMatch(topic=TOPIC, score=0.9, words=(word,), reason=f"it says “{word}”")
    passages = tuple(
        Passage(article=key, paragraph=number, matches=(match,))
        for key in corpus.order
        for number, one in enumerate(corpus.articles[key].paragraphs)
        if word in one.text
    )
    return Topic(id=TOPIC, title="The harbour", description="Ships.", passages=passages)


def briefing(corpus: Corpus, **briefs: Any) -> Briefing:
    coverage = Coverage(articles=len(corpus.order), outlets=1, accounts=len(corpus.order), first="2024-01-02")
    empty: dict[str, Any] = {"bottom_line": Brief(), "topics": {}, "articles": {}, "actors": {}}
    return Briefing(coverage=coverage, **{**empty, **briefs})


def pages(
    corpus: Corpus,
    findings: Findings,
    *,
    settings: Mapping[str, Any] | None = None,
    content: Content | None = None,
    **briefs: Any,
) -> dict[str, Page]:
    """Plan a site and give its pages by path."""
    made = tuple(plan(briefing(corpus, **briefs), findings, corpus, site(**(settings or {})), content or Content()))
    assert len({one.path for one in made}) == len(made), "no two pages have one path"
    return {one.path: one for one in made}


def planned(
    engine: Engine,
    corpus: Corpus,
    findings: Findings,
    *,
    settings: Mapping[str, Any] | None = None,
    content: Content | None = None,
    **briefs: Any,
) -> Iterator[Piece[Page] | Others]:
    """Plan as ``pages`` does, with what an engine remembers."""
    told, own = briefing(corpus, **briefs), site(**(settings or {}))
    return pieces(told, findings, corpus, own, content or Content(), (), engine)


def remembered(engine: Engine, **given: Any) -> dict[str, Piece[Page]]:
    """Give what is ``planned``, by path."""
    return {one.name: one for one in single(planned(engine, **given))}


def fields(value: object) -> Iterator[tuple[str, object]]:
    """Give every field of a view with its name, and those of all that stands in it."""
    if isinstance(value, msgspec.Struct):
        for name, one in msgspec.structs.asdict(value).items():
            yield name, one
            yield from fields(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from fields(one)


def hrefs(value: object) -> Iterator[str]:
    """Give every link of a page, wherever in its view it stands."""
    yield from (str(one) for name, one in fields(value) if (name == "href" or name.endswith("_href")) and one)


def anchors(value: object) -> Iterator[str]:
    """Give every anchor that a page's view offers."""
    yield from (str(one) for name, one in fields(value) if name in {"id", "headline_id"} and one)


def broken(made: Mapping[str, Page]) -> list[str]:
    """Give every link that lands nowhere."""
    views = {path: (one.frame, one.view) for path, one in made.items() if one.body is None}
    offered = {path: set(anchors(view)) for path, view in views.items()}
    assert all(any(hrefs(view)) for view in views.values()), "every page has a way on"
    found = []
    for path, view in views.items():
        for href in hrefs(view):
            there, _, anchor = href.partition("#")
            folder = "-/-" if path == "404.html" else posixpath.dirname(path)
            target = posixpath.normpath(posixpath.join(folder, unquote(there))) if there else path
            if target not in views or (anchor and anchor not in offered[target]) or not target.endswith(".html"):
                found.append(f"{path}: {href}")
    return found


def text(runs: Sequence[Any]) -> str:
    return "".join("[…]" if one.kind == "cut" else one.text for one in runs)
