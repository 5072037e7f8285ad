"""The page of a subject is written again when anything that it shows has changed, and reads nothing unwatched."""

import random
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.engine import traces
from generator.engine.digest import digest, encode
from generator.engine.executor import Engine
from generator.engine.memory import Memory
from generator.engine.notebook import Notebook
from generator.engine.others import Others
from generator.engine.store import Store
from generator.nouns.briefing import Brief
from generator.nouns.content import Content, Note
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence
from generator.nouns.findings import Actor, Event, Findings, HeldApart, Meeting, Role, Story, Telling
from generator.nouns.ids import ActorId, ArticleId, StoryId
from generator.nouns.page import Page
from generator.pages import article
from generator.pages.desk import Desk
from generator.pages.watched import WatchedDesk
from tests.pages import made
from tests.texts import corpus

A, B, C, D = (f"wire/{name}.txt" for name in ("a", "b", "c", "d"))
ANN, BOB = ActorId("person:ann-lee"), ActorId("person:bob-stone")
TEXTS = {
    A: "! Harbour opens\nAnn Lee opened the harbour. She thanked Bob Stone.\nA storm came.\nNight fell.",
    B: "! Ships return\nAnn Lee met Bob Stone at the harbour. They waved.\nNobody else was named.",
    C: "! Cara alone\nCara Moss wrote a letter.\nIt was long.",
    D: "",
}
PUBLISHED = {A: "2024-01-02", B: "2024-01-03", C: "2024-01-04", D: "2024-01-05"}


def texts(published: dict[str, str] | None = None, **changed: str) -> Corpus:
    own = {key: changed.get(key[5], text) for key, text in TEXTS.items() if changed.get(key[5], text)}
    days = {key: day for key, day in {**PUBLISHED, **(published or {})}.items() if key in own}
    return corpus(
        own, names=["Ann Lee", "Bob Stone", "Cara Moss", "Dan Ross"], published=days, agencies=dict.fromkeys(own, "SPW")
    )


def site(words: Corpus, **more: Any) -> dict[str, Any]:
    """Give all that a site with something of everything is planned from."""
    loci = [made.locus(words, *one) for one in ((A, "Ann Lee opened"), (B, "waved")) if one[0] in words.cards]
    fields = {
        "actors": made.actors(words),
        "events": told(words),
        "topics": (made.topic(words, "harbour"),),
        "passages": made.topic(words, "harbour").passages,
        "roles": (Role(actor=ANN, text="mayor", office="mayor", last="2024-01-02", loci=tuple(loci)),),
    }
    brief = Brief(statements=(made.statement(words, A, "Ann Lee opened the harbour."),))
    return {"corpus": words, "findings": Findings(**{**fields, **more}), "articles": {A: brief}, "actors": {ANN: brief}}


def told(words: Corpus, **more: Any) -> tuple[Event, ...]:
    """Give an event of two articles. Neither of its sentences names a person."""
    loci = tuple(made.locus(words, *one) for one in ((A, "storm came"), (B, "waved")) if one[0] in words.cards)
    return (Event(**{"date": "2024-01-02", "precision": "day", "loci": loci, "actors": (ANN, BOB), **more}),)


def one(words: Corpus) -> tuple[Actor, ...]:
    """Have all that is said of Bob Stone said of Ann Lee."""
    every = {one.id: one for one in made.actors(words)}
    chains = every[ANN].chains + every.pop(BOB).chains
    return tuple({**every, ANN: msgspec.structs.replace(every[ANN], chains=chains)}.values())


def met(words: Corpus) -> tuple[Meeting, ...]:
    place = made.locus(words, B, "Ann Lee met Bob Stone")
    return (Meeting(participants=(ANN, BOB), evidence=Evidence(rule="met", reason="They met.", loci=(place,))),)


def shared(words: Corpus) -> tuple[Story, ...]:
    loci = (made.locus(words, A, "A storm came."), made.locus(words, C, "It was long."))
    return (Story(id=StoryId("s"), loci=loci, evidence=Evidence(rule="copied", reason="They share text.")),)


def renamed(words: Corpus) -> tuple[Any, ...]:
    return tuple(
        msgspec.structs.replace(one, name="Robert Stone") if one.id == BOB else one for one in made.actors(words)
    )


PLAIN = texts()
APART = (HeldApart(left=ANN, right=BOB, evidence=Evidence(rule="alike", reason="a likeness")),)
NOTE = Content(people=(Note(path="content/people/ann.md", subject="Ann Lee", markdown="Of note."),))
ARTICLES = {f"articles/{name}/index.html" for name in "abc"}
CARA = {"people/cara-moss/index.html", "articles/c/index.html", "data/people/cara-moss.json", "data/articles/c.json"}
CITING = {"people/ann-lee/index.html", "data/people/ann-lee.json", "articles/b/index.html"}
ALONE = CARA - {"articles/c/index.html"}

CHANGES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "nothing": (site(PLAIN), CARA),
    "a sentence elsewhere": (site(texts(a=TEXTS[A].replace("Night", "No night"))), CARA | CITING),
    "a blank line before a sentence that is cited": (
        site(texts(a=TEXTS[A].replace("\nAnn", "\n\nAnn"))),
        CARA | {"people/ann-lee/index.html", "articles/b/index.html"},
    ),
    "a headline before it": (site(texts(b=TEXTS[B].replace("Ships", "Boats"))), ALONE),
    "a headline two before it": (site(texts(a=TEXTS[A].replace("Harbour", "Port"))), CARA),
    "a sentence of its own": (
        site(texts(c=TEXTS[C].replace("long", "short"))),
        {"people/ann-lee/index.html", "data/people/ann-lee.json"},
    ),
    "the order of articles": (site(texts({A: "2024-02-02"})), ALONE),
    "an article gone": (site(texts(b="")), ALONE),
    "a meeting": (site(PLAIN, meetings=met(PLAIN)), CARA),
    "text that two share": (site(PLAIN, stories=shared(PLAIN)), {"people/cara-moss/index.html"}),
    "articles that tell as one": (site(PLAIN, tellings=(Telling(articles=(ArticleId(A), ArticleId(B))),)), CARA),
    "another's name": (site(PLAIN, actors=renamed(PLAIN)), CARA),
    "an event": (site(PLAIN, events=told(PLAIN, reason="reckoned")), CARA),
    "two sentences that become one": (site(texts(b=TEXTS[B].replace(". They", ", They"))), CARA),
    "whom the sentence of an event names": (site(texts(b=TEXTS[B].replace("waved", "waved at Bob Stone"))), CARA),
    "where in a sentence one is named": (site(texts(a=TEXTS[A].replace("thanked", "thanked old"))), CARA),
    "two that are one": (site(PLAIN, actors=one(PLAIN), events=told(PLAIN, actors=(ANN,))), CARA),
    "an article more": (site(texts(d="! Late news\nA gull sat on a pole.")), ALONE),
    "someone new": (
        site(texts(c=TEXTS[C].replace("long", "for Dan Ross"))),
        {"people/ann-lee/index.html", "data/people/ann-lee.json"},
    ),
    "two held apart": (site(PLAIN, held_apart=APART), CARA),
    "a note on another": (site(PLAIN) | {"content": NOTE}, CARA),
    "what may be shown": (site(PLAIN) | {"settings": {"republish": "excerpts"}}, set()),
    "the title of the site": (site(PLAIN) | {"settings": {"title": "Another"}}, set()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_remembered_is_what_would_be_written(tmp_path: Path, change: str) -> None:
    """Of all pages, whatever changed, and again when it changes back; what it does not concern is not written again."""
    given, kept = CHANGES[change]
    store = Store(tmp_path)
    for turn, inputs in enumerate((site(PLAIN), given, site(PLAIN))):
        pieces = made.remembered(Engine(store), **inputs)
        expected = {path: digest(encode(page)) for path, page in made.pages(**inputs).items()}
        assert {path: piece.key for path, piece in pieces.items()} == expected
        if turn == 1:
            assert {path for path in kept if pieces[path].value is not None} == set()


@pytest.mark.parametrize("change", CHANGES)
def test_every_page_is_remembered(tmp_path: Path, change: str) -> None:
    given, store = CHANGES[change][0], Store(tmp_path)
    made.remembered(Engine(store), **given)
    engine = Engine(store)
    assert [one.name for one in made.remembered(engine, **given).values() if one.value is not None] == []
    assert (engine.report.tallies["plan"].hits, engine.report.tallies["plan"].misses) == (len(made.pages(**given)), 0)


def test_a_process_that_runs_again_writes_what_would_be_written(tmp_path: Path) -> None:
    """Whatever changed, and in whatever order: of all pages, and no page that a new process would not write either."""
    store, memory = Store(tmp_path), Memory()
    made.remembered(Engine(store, memory=memory), **site(PLAIN))
    for change in (*CHANGES, *reversed(CHANGES), *list(CHANGES)[::2], *list(CHANGES)[::3]):
        given, kept = CHANGES[change]
        for inputs in (given, site(PLAIN)):
            pieces = made.remembered(Engine(store, memory=memory), **inputs)
            expected = {path: digest(encode(page)) for path, page in made.pages(**inputs).items()}
            assert {path: piece.key for path, piece in pieces.items()} == expected, change
            assert {path for path in kept if pieces[path].value is not None} == set(), change
    while memory.settle():
        pass
    pieces = made.remembered(Engine(store), **site(PLAIN))
    assert [one.name for one in pieces.values() if one.value is not None] == []  # entries in any process have one order


def test_runs_that_are_stopped_and_runs_that_trust_leave_nothing_that_is_half_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traces, "_WAVE", 3)  # so that a run stops between two of them
    dice, store, memory = random.Random(0), Store(tmp_path), Memory()  # noqa: S311 - the same in every run
    made.remembered(Engine(store, memory=memory), **site(PLAIN))
    expected = {
        change: {path: digest(encode(page)) for path, page in made.pages(**given).items()}
        for change, (given, _) in CHANGES.items()
    }
    change, whole = "nothing", True
    for _ in range(100):
        if whole or dice.random() < 0.5:  # else what was stopped is tried again
            change = dice.choice(list(CHANGES))
        stop = dice.choice((5, 40, 1000, 1000))
        keys: dict[str, bytes] = {}
        every = made.planned(Engine(store, memory=memory, trusting=whole), **CHANGES[change][0])
        with closing(every):  # type: ignore[type-var] # it is a generator
            for number, one in enumerate(every):
                keys |= one.keys if isinstance(one, Others) else {one.name: one.key}
                whole = number < stop
                if not whole:
                    break
        if whole:
            assert keys == expected[change], change
        elif dice.random() < 0.3:
            memory.settle()


def test_a_page_that_reads_what_nobody_watches_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slower, and each time anew, rather than not at all."""
    given, store = site(PLAIN), Store(tmp_path)
    names = {path for path in made.pages(**given) if path.startswith("articles/") and path.count("/") > 1}
    before = article.page

    def careless(desk: Desk, key: ArticleId) -> Page:
        assert desk.findings.actors  # nobody watches all of them
        return before(desk, key)

    monkeypatch.setattr(article, "page", careless)
    for _ in range(2):
        pieces = made.remembered(Engine(store), **given)
        assert {path for path in names if pieces[path].value is not None} == names


def test_no_table_of_the_desk_is_left_unwatched() -> None:
    """A table that was made of watched ones and kept would hide from the next page what it was made of."""
    given = site(PLAIN)
    told = made.briefing(PLAIN)
    desk = Desk(briefing=told, findings=given["findings"], corpus=PLAIN, site=made.site(), content=Content())
    watched = WatchedDesk(desk, Notebook())
    tables = [name for kind in Desk.__mro__ for name, one in vars(kind).items() if isinstance(one, cached_property)]
    assert {"extracts", "mentions"} <= set(tables)
    assert set(tables) <= set(vars(watched))
    for name in ("tables", "topics", "backlink"):
        with pytest.raises(AttributeError):
            getattr(watched, name)
    for one, name in ((watched.findings, "actors"), (watched.briefing, "statements"), (watched.content, "people")):
        with pytest.raises(AttributeError):
            getattr(one, name)
    with pytest.raises(LookupError, match="not watched"):
        assert ArticleId(A) in watched.cited
