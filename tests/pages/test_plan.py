"""Every page is there, every link lands, and a page says what the findings say and no more.

Longer than most files: the cases share one small site with a page of each kind.
"""

import json
from typing import Any
from urllib.parse import urljoin

import msgspec
import pytest

from generator.language import load
from generator.nouns.article import Cut, Dating
from generator.nouns.briefing import Brief, Link
from generator.nouns.content import Content, Note
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence
from generator.nouns.findings import Disagreement, Event, Findings, HeldApart, Meeting, Role, Story, Version
from generator.nouns.ids import ActorId, ArticleId, StoryId
from generator.nouns.page import AboutView, ActorView, ArticleView, HomeView, IndexView, Page, TimelineView, TopicView
from generator.pages.article import known
from generator.pages.plan import faults
from generator.pages.words import original
from tests.pages import made
from tests.texts import corpus, corpus_of

A, B = "wire/harbour.txt", "post/harbour.txt"
ANN, BOB = ActorId("person:ann-lee"), ActorId("person:bob-stone")


def two() -> Corpus:
    return corpus(
        {
            A: "! Harbour opens\nAnn Lee opened the harbour. She thanked Bob Stone.\nA storm came. Bob Stone left.",
            B: "! Ships return\nAnn Lee met Bob Stone at the harbour.\nNobody else was named.",
        },
        names=["Ann Lee", "Bob Stone"],
        pronouns={(A, "She"): "Ann Lee"},
        published={A: "2024-01-02", B: "2024-01-03T10:00"},
        agencies={A: "SPW", B: "SPW"},
    )


def found(texts: Corpus, **more: Any) -> Findings:
    return Findings(
        actors=made.actors(texts),
        topics=(made.topic(texts, "harbour"),),
        passages=made.topic(texts, "harbour").passages,
        **more,
    )


def whole(settings: dict[str, Any] | None = None, content: Content | None = None) -> dict[str, Page]:
    """Plan a site that has something of everything."""
    texts = two()
    opened = made.locus(texts, A, "Ann Lee opened the harbour.")
    meets = made.locus(texts, B, "Ann Lee met Bob Stone at the harbour.")
    findings = found(
        texts,
        roles=(Role(actor=ANN, text="mayor", office="mayor", first="2024-01-02", last="2024-01-02", loci=(opened,)),),
        meetings=(Meeting(participants=(ANN, BOB), evidence=Evidence(rule="met", reason="They met.", loci=(meets,))),),
        events=(Event(date="2024-01-02", precision="day", loci=(opened, meets), actors=(ANN,), topics=(made.TOPIC,)),),
        held_apart=(HeldApart(left=ANN, right=BOB, evidence=Evidence(rule="alike", reason="a likeness")),),
        stories=(
            Story(id=StoryId("s"), loci=(meets, opened), evidence=Evidence(rule="shared-words", reason="They share.")),
        ),
    )
    said = made.statement(
        texts, A, "Ann Lee opened the harbour.", (B, meets_words), links=[Link(part=0, start=0, end=7, actor=ANN)]
    )
    brief = Brief(statements=(said,))
    return made.pages(
        texts,
        findings,
        settings=settings,
        content=content,
        bottom_line=brief,
        topics={made.TOPIC: brief},
        articles={ArticleId(A): brief},
        actors={ANN: brief},
    )


meets_words = "Ann Lee met Bob Stone at the harbour."


def person(site: dict[str, Page], name: str = "ann-lee") -> ActorView:
    view = site[f"people/{name}/index.html"].view
    assert isinstance(view, ActorView)
    return view


def article(site: dict[str, Page], path: str = A) -> ArticleView:
    return next(one.view for one in site.values() if isinstance(one.view, ArticleView) and one.view.path == path)


def test_pages_end_in_html_and_files_that_no_theme_draws_do_not() -> None:
    assert all((page.body is None) == path.endswith(".html") for path, page in whole().items())


def test_every_page_of_the_table_is_there() -> None:
    site = whole()
    fixed = ["", "topics/", "people/", "organisations/", "places/", "timeline/", "articles/", "outlets/", "about/"]
    assert {f"{folder}index.html" for folder in fixed} <= set(site)
    assert {"404.html", "people/bob-stone/index.html", "topics/harbour/index.html", "data/index.json"} <= set(site)


@pytest.mark.parametrize("republish", ["full", "excerpts", "none"])
def test_every_link_lands_however_much_is_republished(republish: str) -> None:
    assert made.broken(whole({"republish": republish})) == []


def test_links_are_relative_to_the_page_they_stand_on() -> None:
    site = whole()
    home = site["index.html"].view
    index = site["people/index.html"].view
    assert isinstance(home, HomeView)
    assert isinstance(index, IndexView)
    assert home.bottom_line[0].runs[0].href == "people/ann-lee/index.html"
    assert index.groups[0].entries[0].href == "../people/ann-lee/index.html"
    assert person(site).meetings[0].people[0].href == "../../people/bob-stone/index.html"


def test_a_statement_leads_to_the_very_sentence_and_to_those_that_say_the_same() -> None:
    home = whole()["index.html"].view
    assert isinstance(home, HomeView)
    one, also = home.bottom_line[0].sources
    assert one.href.endswith("/index.html#s-1-0")
    assert (one.number, one.kind, one.label, one.date) == (1, "source", "SPW", "2024-01-02")
    assert (also.number, also.kind, also.href.partition("#")[2]) == (2, "also", "s-1-0")


def test_a_person_page_lists_every_sentence_that_names_them_once_with_its_article() -> None:
    view = person(whole())
    listed = [(group.article.text, [made.text(one.runs) for one in group.sentences]) for group in view.mentions]
    assert listed == [
        ("Harbour opens", ["Ann Lee opened the harbour.", "She thanked Bob Stone."]),
        ("Ships return", [meets_words]),
    ]
    assert view.mentions_total == 3
    assert view.mentions[1].date == "2024-01-03"


def test_a_person_is_marked_on_their_own_page_and_others_are_linked() -> None:
    runs = person(whole()).mentions[1].sentences[0].runs
    assert [(one.text, one.actor, bool(one.href)) for one in runs][:3] == [
        ("Ann Lee", "person", False),
        (" met ", "", False),
        ("Bob Stone", "person", True),
    ]


def test_every_name_in_an_article_is_linked_and_pronouns_are_not() -> None:
    view = article(whole())
    linked = [run.text for one in view.paragraphs for s in one.sentences for run in s.runs if run.href]
    assert linked == ["Ann Lee", "Bob Stone", "Bob Stone"]
    assert [s.id for one in view.paragraphs for s in one.sentences] == ["s-1-0", "s-1-1", "s-2-0", "s-2-1"]
    assert (view.headline_id, made.text(view.headline_runs)) == ("s-0-0", "Harbour opens")
    assert [one.text for one in view.paragraphs[0].shared] == ["SPW"]


def test_who_is_held_apart_is_listed_with_the_line_that_joins_them() -> None:
    pair = person(whole()).held_apart[0]
    assert (pair.other.text, pair.reason) == ("Bob Stone", "A likeness.")
    assert pair.merge == '- {merge: ["Ann Lee", "Bob Stone"], reason: "say why"}'


def test_people_that_no_meeting_joins_are_only_named_together() -> None:
    one = person(whole()).associates[0]
    assert (one.person.text, one.count, one.met) == ("Bob Stone", 2, True)


def test_a_topic_says_why_each_passage_is_there() -> None:
    view = whole()["topics/harbour/index.html"].view
    assert isinstance(view, TopicView)
    assert [one.note for group in view.passages for one in group.sentences] == ["It says “harbour”."] * 2
    assert [one.text for one in view.people] == ["Ann Lee", "Bob Stone"]
    assert (view.articles, view.accounts) == (2, 2)


def test_what_may_not_be_republished_is_nowhere_on_the_site() -> None:
    withheld = "A storm came."
    for page in whole({"republish": "none"}).values():
        content = page.body or msgspec.json.encode((page.frame, page.view))
        assert withheld.encode() not in content, page.path
    assert any(withheld.encode() in msgspec.json.encode(one.view) for one in whole().values())


def test_the_stricter_rule_holds_where_outlet_and_agency_differ() -> None:
    outlets = [{"name": "Wire", "match": ["SPW"], "republish": "excerpts"}]
    view = article(whole({"outlets": outlets}))
    assert view.republish == "excerpts"
    assert view.agency == "Wire (SPW)"
    assert [made.text(s.runs) for one in view.paragraphs for s in one.sentences] == ["Ann Lee opened the harbour."]


def _alone(page: Page) -> Page:
    """Leave out what an article says of its neighbours in time, which a new article may become."""
    if not isinstance(page.view, ArticleView):
        return page
    return msgspec.structs.replace(page, view=msgspec.structs.replace(page.view, previous=None, next=None))


def test_articles_lead_to_their_neighbours_in_time_and_to_the_statements_that_cite_them() -> None:
    site = whole()
    first, second = (article(site, path) for path in (A, B))
    if first.next is None:
        first, second = second, first
    assert first.next is not None
    assert second.previous is not None
    assert (first.next.text, second.previous.text) == (second.headline, first.headline)
    assert first.previous is second.next is None
    (cited,) = article(site).backlinks
    assert made.text(cited.runs) == "Ann Lee opened the harbour."
    assert cited.page.text == "The briefing"


def test_nothing_on_any_page_says_how_many_pages_there_are() -> None:
    """A page that has nothing to do with an edit must not change with it."""
    texts = two()
    more = corpus_of(
        {**texts.articles, **corpus({"z.txt": "! Else\nCy Young sang."}, names=["Cy Young"]).articles},
        {**texts.accounts, **corpus({"z.txt": "! Else\nCy Young sang."}, names=["Cy Young"]).accounts},
    )
    before, after = made.pages(texts, found(texts)), made.pages(more, found(more))
    changed = {path for path in before if _alone(after[path]) != _alone(before[path])}
    of_the_whole = {"index.html", "about/index.html", "people/index.html", "articles/index.html", "outlets/index.html"}
    of_the_whole |= {"data/index.json", "data/articles.json", "data/actors.json"}
    assert changed <= of_the_whole | {"search/index.html"} | {
        f"articles/citations.{ending}" for ending in ("bib", "ris", "json")
    }


def test_notes_stand_where_they_belong_and_others_are_reported() -> None:
    content = Content(
        home=Note(path="content/home.md", markdown="Hello."),
        people=(
            Note(path="content/people/a.md", subject="ann lee", markdown="The mayor."),
            Note(path="content/people/b.md", subject="Nobody", markdown="?"),
        ),
        topics=(Note(path="content/topics/h.md", subject="harbour", markdown="Ships."),),
    )
    site = whole(content=content)
    assert person(site).note == "The mayor."
    assert site["topics/harbour/index.html"].view.note == "Ships."  # type: ignore[union-attr]
    texts = two()
    told = faults(found(texts), content)
    assert [one.path for one in told] == ["content/people/b.md"]


def test_an_empty_site_has_its_pages() -> None:
    texts = corpus({})
    site = made.pages(texts, Findings())
    assert made.broken(site) == []
    assert "404.html" in site


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("javascript:alert(1)", False),
        ("https://user:pass@example.org/", False),
        ("//example.org/", False),
        ("https://", False),
        ("https://[broken", False),
        ("https://example.org:port/", False),
        ("https://example.org/\u202etxt", False),
        ("data:text/html,x", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str, kept: bool) -> None:
    assert original(url) == (url if kept else "")


def test_how_a_date_is_known_is_said_unless_it_is_simply_stated() -> None:
    say = load("en").words
    assert known(say, Dating(value="2024-01-02", precision="day", origin="stated")) == ""
    assert known(
        load("en").words, Dating(value="2023-12-15", origin="inferred", reason="The year is the agency's.")
    ) == ("inferred: the year is the agency's")
    assert known(say, Dating(stated="Dec 15")) == "the source says only “Dec 15”"


def test_an_office_that_is_called_former_introduces_nobody() -> None:
    texts = two()
    roles = (
        Role(actor=ANN, text="mayor", office="mayor", last="2024-01-03"),
        Role(actor=ANN, text="then mayor", office="mayor", qualifier="then", last="2024-01-02"),
        Role(actor=BOB, text="General", rank="General", last="2024-01-03"),
        Role(actor=BOB, text="harbour master", office="harbour master", last="2024-01-02"),
    )
    site = made.pages(texts, found(texts, roles=roles))
    assert (person(site).role, person(site).role_as_of) == ("Then mayor", "")
    assert person(site, "bob-stone").role == "Harbour master"


def test_what_was_cut_is_shown_by_line_unless_nothing_may_be() -> None:
    texts = two()
    cut = Cut(first_line=9, last_line=9, start=0, end=1, text="Follow us", reason="sharing")
    key = ArticleId(A)
    articles = {**texts.articles, key: msgspec.structs.replace(texts.articles[key], cuts=(cut,))}
    with_cut = corpus_of(articles, texts.accounts)
    for republish, shown in (("full", "Follow us"), ("none", "Not republished here.")):
        site = made.pages(with_cut, found(with_cut), settings={"republish": republish})
        view = article(site)
        assert [(one.first_line, one.text) for one in view.cuts] == [(9, shown)]


def test_events_stand_in_order_of_time_whatever_their_precision() -> None:
    texts = two()
    where = (made.locus(texts, A, "A storm came."),)
    given = ["2023-12-15", "2023-W49", "2023-12", "2023-Q4", "2023", "2024"]
    events = tuple(Event(date=value, precision="", loci=where) for value in given)
    site = made.pages(texts, found(texts, events=events))
    home, view = site["index.html"].view, site["timeline/index.html"].view
    assert isinstance(home, HomeView)
    assert [one.date for one in home.events][:2] == ["2024", "2023-12-15"], "the home page has the latest first"
    assert isinstance(view, TimelineView)
    assert [one.date for one in view.events] == ["2023", "2023-Q4", "2023-12", "2023-W49", "2023-12-15", "2024"]


def test_a_sentence_without_end_is_shown_around_the_name_only() -> None:
    texts = corpus({A: "word " * 900 + "Ann Lee " + "word " * 900}, names=["Ann Lee"])
    runs = person(made.pages(texts, Findings(actors=made.actors(texts)))).mentions[0].sentences[0].runs
    shown = made.text(runs)
    assert "Ann Lee" in shown
    assert (shown[:3], shown[-3:]) == ("[…]", "[…]")
    assert len(shown) < 1000


def test_the_lines_to_paste_are_yaml_whatever_the_name() -> None:
    from generator.pages.sheet import judgement
    from generator.safe import yaml

    name = 'O"Neill: the {first}, #1'
    value = yaml.load(judgement("split", (name, "x"), "a: b.txt").encode(), "j.yaml").value
    assert isinstance(value, list)
    entry = value[0]
    assert isinstance(entry, dict)
    assert set(entry) == {"split", "article", "reason"}
    assert json.dumps(entry["split"]) == json.dumps([name, "x"])


def test_a_difference_of_too_many_versions_is_listed_as_withheld_and_shown_nowhere_else() -> None:
    texts = two()
    place = made.locus(texts, A, "A storm came.")
    crowded = Disagreement(
        kind="number",
        subject="How many ships came",
        versions=tuple(Version(value=str(number), loci=(place,)) for number in range(9)),
        evidence=Evidence(rule="figures", reason="Nine articles count otherwise.", loci=(place,)),
    )
    pages = made.pages(texts, found(texts, crowded=(crowded,)))
    view = pages["about/index.html"].view
    assert isinstance(view, AboutView)
    assert [(one.text, one.reason) for one in view.crowded] == [(crowded.subject, crowded.evidence.reason)]
    assert view.crowded_total == 1
    body = pages["data/decisions.json"].body
    assert body
    (told,) = json.loads(body)["differences_withheld"]
    assert told["values"] == [str(number) for number in range(9)]
    assert told["evidence"]["spans"] == [[0, 2, 0]], "the third paragraph's first sentence, whole"
    others = [one for path, one in pages.items() if path not in {"about/index.html", "data/decisions.json"}]
    assert not any(crowded.subject.encode() in msgspec.json.encode(one.view) for one in others)


@pytest.mark.parametrize(
    ("base_url", "address", "home"),
    [
        ("", "https://example.org/people/gone/", "https://example.org/"),
        ("", "https://example.org/people/gone/index.html", "https://example.org/"),
        ("", "https://example.org/gone", "https://example.org/"),
        ("", "https://example.org/repository/people/gone/", "https://example.org/repository/"),
        ("https://example.org/a/b/", "https://example.org/a/b/gone", "https://example.org/a/b/"),
        ("https://example.org/a/b", "https://example.org/a/b/c/d/e/gone", "https://example.org/a/b/"),
        ("https://example.org", "https://example.org/c/d/e/gone", "https://example.org/"),
    ],
)
def test_the_page_for_no_page_finds_its_way_from_the_address_that_has_none(
    base_url: str, address: str, home: str
) -> None:
    frame = whole({"base_url": base_url})["404.html"].frame
    assert frame
    assert urljoin(address, frame.root) == home
    assert urljoin(home, "people/index.html") in {urljoin(address, one.href) for one in frame.navigation}
