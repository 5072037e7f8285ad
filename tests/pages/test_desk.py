"""Tables of the desk that several pages show a part of: each part says what it is to say."""

from typing import Any

import msgspec

from generator.nouns.account import Unlinked
from generator.nouns.briefing import Brief
from generator.nouns.content import Content
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence
from generator.nouns.findings import Findings, Meeting
from generator.nouns.ids import ActorId, ArticleId
from generator.pages.desk import Desk
from generator.pages.doubts import LISTED
from generator.pages.quotable import CROWD, named_together
from tests.pages import made
from tests.texts import corpus, corpus_of

A, B = ArticleId("a.txt"), ArticleId("b.txt")
ANN, BOB, CARA = (ActorId(f"person:{name}") for name in ("ann-lee", "bob-stone", "cara-moss"))
PORT = ActorId("organisation:port-authority")
NAMES = ["Ann Lee", "Bob Stone", "Cara Moss", "Port Authority"]
TEXTS = {
    A: "! Harbour opens\nAnn Lee of the Port Authority met Bob Stone. Bob Stone met Cara Moss.",
    B: "! Ships return\nBob Stone and Ann Lee came. The harbour was seen by Ann Lee.\nAnn Lee left the harbour.",
}


def texts() -> Corpus:
    return corpus({str(key): text for key, text in TEXTS.items()}, names=NAMES)


def desk(words: Corpus, briefs: dict[str, Any] | None = None, **more: Any) -> Desk:
    found = Findings(actors=made.actors(words, **{"Port Authority": "organisation"}), **more)
    told = made.briefing(words, **(briefs or {}))
    return Desk(briefing=told, findings=found, corpus=words, site=made.site(), content=Content())


def test_whoever_stands_with_a_person_has_that_person_beside_them() -> None:
    words = texts()
    place = made.locus(words, A, "Ann Lee of the Port Authority met Bob Stone")
    meeting = Meeting(participants=(ANN, PORT, BOB), evidence=Evidence(rule="met", reason="They met.", loci=(place,)))
    company = desk(words, meetings=(meeting, meeting)).company
    assert company.together == {ANN: {BOB: 2}, BOB: {ANN: 2, CARA: 1}, CARA: {BOB: 1}}
    assert company.met == {ANN: {BOB: 2}, BOB: {ANN: 2}}


def test_of_a_long_list_of_people_the_first_are_paired() -> None:
    people = [ActorId(f"person:{number:03}") for number in range(CROWD + 2)]
    pairs = named_together({one: [(A, 0, 0)] for one in (*reversed(people), PORT)})
    assert len(pairs) == CROWD * (CROWD - 1) // 2
    assert {one for left, right, _ in pairs for one in (left, right)} == set(people[:CROWD])


def test_an_article_leads_to_each_page_that_cites_it_and_to_a_statement_once() -> None:
    words = texts()
    first, second, third = (
        Brief(statements=(made.statement(words, B, one),)) for one in ("Bob Stone and", "Ann Lee came", "Ann Lee left")
    )
    briefs = {"bottom_line": first, "topics": {made.TOPIC: second}, "actors": {ANN: third, BOB: first}}
    cited, more = desk(words, briefs).backlinks.of[B]
    assert [(one.parts[0].text, one.topic, one.actor) for one in cited] == [
        ("Bob Stone and", None, None),
        ("Ann Lee came", made.TOPIC, None),
        ("Ann Lee left", None, ANN),
    ]
    assert more == 0


def test_a_topic_counts_the_passages_that_name_somebody_and_not_how_often() -> None:
    words = texts()
    counts = desk(words, topics=(made.topic(words, "harbour"),)).topic_actors[made.TOPIC]
    assert counts == {BOB: 1, ANN: 2}


def test_of_names_that_were_withheld_the_first_are_listed_and_all_are_counted() -> None:
    words = texts()
    names = tuple(
        Unlinked(paragraph=1, start=0, end=7, text=f"Name {number}", reason="two could be meant")
        for number in range(LISTED)
    )
    accounts = {key: msgspec.structs.replace(words.accounts[key], unlinked=names) for key in (A, B)}
    more = (*names, msgspec.structs.replace(names[0], text="One more"))
    accounts[B] = msgspec.structs.replace(accounts[B], unlinked=more)
    told = desk(corpus_of(dict(words.articles), accounts)).doubts.withheld
    assert ([one.what for one in told.listed], told.total) == ([one.text for one in names], 2 * LISTED + 1)


def test_the_data_list_articles_and_actors_as_their_files_have_them() -> None:
    words = texts()
    one = desk(words)
    articles = [msgspec.json.decode(entry) for entry in one.catalogue.articles.values()]
    actors = {entry["id"]: entry for entry in map(msgspec.json.decode, one.catalogue.actors.values())}
    assert [(entry["id"], entry["digest"], entry["headline"], entry["published"]) for entry in articles] == [
        (key, card.digest, card.headline, card.published.value) for key, card in words.cards.items()
    ]
    assert [(entry["file"], entry["page"]) for entry in articles] == [
        (f"articles/{name}.json", f"articles/{name}/index.html") for name in ("a", "b")
    ]
    assert actors.keys() == {ANN, BOB, CARA, PORT}
    assert actors[PORT] == {
        "id": PORT,
        "kind": "organisation",
        "name": "Port Authority",
        "file": "organisations/port-authority.json",
        "page": "organisations/port-authority/index.html",
        "names": ["Port Authority"],
        "articles": 1,
    }
