"""Long lists are bounded, and everything they leave out is a link away."""

from typing import Any

from generator.nouns.evidence import Evidence
from generator.nouns.findings import Event, Findings, Meeting
from generator.nouns.page import ActorView, HomeView, Page, TimelineView
from generator.pages.room import LATEST, SMALL, WHOLE
from tests.pages import made
from tests.texts import corpus

NAMES = ("Ann Lee", "Bob Stone")


def told(number: int) -> str:
    return f"Ann Lee opened harbour {number}. Bob Stone closed harbour {number}."


def many(articles: int = 3, **articles_of: str) -> Any:
    texts = {f"{one:04d}.txt": told(one) for one in range(articles)} | articles_of
    return corpus(texts, names=list(NAMES))


def event(texts: Any, date: str, *places: tuple[str, str], **more: Any) -> Event:
    loci = tuple(made.locus(texts, article, words) for article, words in places)
    actors = tuple(one.id for one in made.actors(texts))
    return Event(date=date, precision="day", loci=loci, actors=actors, **more)


def view(site: dict[str, Page], path: str) -> Any:
    return site[path].view


def test_an_event_is_told_once_with_the_others_that_tell_it() -> None:
    texts = many(6)
    places = [(f"{one:04d}.txt", f"Ann Lee opened harbour {one}.") for one in range(6)]
    site = made.pages(texts, Findings(actors=made.actors(texts), events=(event(texts, "2024-01-02", *places),)))
    timeline = view(site, "timeline/index.html")
    assert isinstance(timeline, TimelineView)
    (one,) = timeline.events
    assert made.text(one.sentence.runs) == "Ann Lee opened harbour 0."
    assert (len(one.also), one.others) == (WHOLE.also, 5)
    assert made.broken(site) == []


def test_a_persons_page_tells_an_event_in_a_sentence_that_names_them() -> None:
    texts = many(2)
    places = (("0000.txt", "Ann Lee opened harbour 0."), ("0001.txt", "Bob Stone closed harbour 1."))
    site = made.pages(texts, Findings(actors=made.actors(texts), events=(event(texts, "2024-01-02", *places),)))
    bob = view(site, "people/bob-stone/index.html")
    assert isinstance(bob, ActorView)
    assert made.text(bob.events[0].sentence.runs) == "Bob Stone closed harbour 1."


def test_the_home_page_has_each_date_once_and_leads_to_the_rest_of_the_day() -> None:
    texts = many(2)
    first, second = (("0000.txt", "Ann Lee opened harbour 0."), ("0001.txt", "Ann Lee opened harbour 1."))
    events = (event(texts, "2024-01-02", first), event(texts, "2024-01-02", second), event(texts, "2024-01-01", first))
    site = made.pages(texts, Findings(actors=made.actors(texts), events=events))
    home = view(site, "index.html")
    assert isinstance(home, HomeView)
    assert [(one.date, one.more) for one in home.events] == [("2024-01-02", 1), ("2024-01-01", 0)]
    assert home.events[0].more_href == "timeline/index.html#d-2024-01-02"
    assert made.broken(site) == []


def test_a_long_timeline_is_divided_and_loses_nothing() -> None:
    texts = many(1)
    where = ("0000.txt", "Ann Lee opened harbour 0.")
    dates = [f"2023-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 29)]
    events = (event(texts, "1950", where, background=True), *(event(texts, date, where) for date in dates))
    site = made.pages(texts, Findings(actors=made.actors(texts), events=events))
    first = view(site, "timeline/index.html")
    assert [group.title for group in first.chapters] == ["1950", "2023"]
    assert sum(one.count for group in first.chapters for one in group.entries) == len(events)
    assert first.events[-1].date == dates[-1]
    chapters = [one.view for path, one in site.items() if path.startswith(("timeline/2", "timeline/1"))]
    shown = [one.date for chapter in chapters for one in (*chapter.background, *chapter.events)]  # type: ignore[union-attr]
    assert sorted(shown) == sorted(one.date for one in events)
    assert made.broken(site) == []


def test_a_name_in_very_many_articles_is_quoted_from_the_latest_and_the_others_are_listed() -> None:
    texts = many(70)
    ann = view(made.pages(texts, Findings(actors=made.actors(texts))), "people/ann-lee/index.html")
    quoted = [group.article.text for group in ann.mentions]
    assert len(quoted) == WHOLE.mentions
    assert ann.other_mentions.total == 70 - WHOLE.mentions
    assert len(ann.other_mentions.articles) == 70 - WHOLE.mentions
    assert not {one.text for one in ann.other_mentions.articles} & set(quoted)
    assert ann.mentions_total == 70


def test_where_there_are_many_articles_a_page_tells_the_latest_and_how_many_there_are() -> None:
    texts = many(SMALL + 1)
    dates = [f"2024-01-{day:02d}" for day in range(1, 10)]
    places = [(f"{one:04d}.txt", f"Ann Lee opened harbour {one}.") for one in range(9)]
    events = tuple(event(texts, date, place) for date, place in zip(dates, places, strict=True))
    ids = [one.id for one in made.actors(texts)]
    meetings = tuple(
        Meeting(
            participants=tuple(ids),
            date=date,
            evidence=Evidence(rule="met", reason="They met.", loci=(made.locus(texts, *place),)),
        )
        for date, place in zip(dates, places, strict=True)
    )
    site = made.pages(texts, Findings(actors=made.actors(texts), events=events, meetings=meetings))
    ann = view(site, "people/ann-lee/index.html")
    assert [one.date for one in ann.events] == dates[-LATEST.events :]
    assert (ann.events_total, ann.moments) == (9, ()), "a drawing of some would show a time that was not"
    assert [one.date for one in ann.meetings] == dates[-LATEST.meetings :]
    assert ann.meetings_total == 9
    assert sum(len(group.sentences) for group in ann.mentions) == LATEST.mentions
    assert ann.other_mentions.total == SMALL + 1 - LATEST.mentions
    assert made.broken(site) == []


def test_an_event_is_told_in_words_that_may_be_shown() -> None:
    texts = corpus(
        {"0000.txt": told(0), "0001.txt": told(1), "0002.txt": told(2)},
        names=list(NAMES),
        agencies={"0000.txt": "Wire"},
    )
    withheld, second, third = ((f"000{one}.txt", f"Ann Lee opened harbour {one}.") for one in range(3))
    days = (("2024-01-02", withheld, second), ("2024-01-03", withheld), ("2024-01-03", third))
    events = tuple(event(texts, *day) for day in days)
    settings = {"outlets": [{"name": "Wire", "republish": "none"}]}
    site = made.pages(texts, Findings(actors=made.actors(texts), events=events), settings=settings)
    home = view(site, "index.html")
    assert [made.text(one.sentence.runs) for one in home.events] == [third[1], second[1]]
    assert home.events[1].others == 1, "who else tells it is named"
