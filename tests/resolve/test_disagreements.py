"""Where sources differ is told with each version's places; where one article knows better, or all agree, nothing is.

Longer than most files: kind by kind, each beside what is no difference of that kind.
"""

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec
import pytest

from generator.nouns.account import Account, DateExpression, Sentence
from generator.nouns.article import Article, Dating, Paragraph
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import Disagreement, Story, Telling
from generator.nouns.ids import ActorId, ArticleId, SourceDigest, StoryId
from generator.nouns.judgement import Judgement
from generator.resolve.disagreements import actions
from generator.resolve.disagreements.counting import counts_in
from generator.resolve.disagreements.draft import Draft
from generator.resolve.disagreements.figures import counted
from generator.resolve.disagreements.found import Changes, Disagreements, Ground, readable
from generator.resolve.disagreements.settled import settled
from generator.resolve.index import place_of
from generator.resolve.meetings import Report, side_of
from generator.resolve.reports import Reports
from generator.resolve.shared import Stories
from tests.resolve.conftest import articles_of, called_in, parts_of, resolved
from tests.texts import corpus_of

Make = Callable[..., Corpus]


class Told(Reports):
    """Reports that no article had to be written for."""

    def put(self, corpus: Corpus, rows: Sequence[Report]) -> None:
        """Take in all reports of the articles of a corpus."""
        for key, card in corpus.cards.items():
            self._index.put(key, place_of(card), [(side_of(one), one) for one in rows if one.article == key])
        self.join({side_of(one) for one in rows})


def found(
    corpus: Corpus, *reports: Sequence[Report], event: Sequence[str] = (), tellings: Sequence[Telling] = ()
) -> tuple[Disagreement, ...]:
    """Find the disagreements; ``event``: articles that tell of one meeting."""
    every, gathered, stories = resolved(corpus, []), Told(), Stories()
    gathered.put(corpus, [report for group in reports for report in group])
    loci = tuple(Locus(article=ArticleId(key), paragraph=0, start=1_000, end=1_001) for key in event)
    evidence = Evidence(rule="", reason="", loci=loci)
    stories.update([Story(id=StoryId("event"), loci=loci, evidence=evidence)] if event else [], tellings)
    ground = Ground(
        articles=articles_of(corpus, every.of),
        actors=every.actors,
        callings=called_in(corpus, every),
        reports=gathered,
        stories=stories,
    )
    changes = Changes(articles=set(corpus.order), sides=set(gathered.groups), called=set())
    return Disagreements().update(ground, changes)


def told(every: Sequence[Disagreement]) -> list[tuple[str, list[str]]]:
    return [(one.kind, sorted(version.value for version in one.versions)) for one in every]


def person(name: str, *roles: str) -> dict[str, object]:
    return {"names": [name], "roles": list(roles)}


def met(article: str, *people: str, date: str = "", published: str = "2024-01-03") -> Report:
    return Report(
        article=ArticleId(article),
        participants=tuple(ActorId(f"person:{one}") for one in people),
        groups=(),
        kind="met",
        place=None,
        date=date,
        published=published,
        locus=Locus(article=ArticleId(article), paragraph=0, start=0, end=9),
    )


def test_two_spellings_of_one_name_are_shown_with_their_articles(make: Make) -> None:
    (one,) = found(make({"a.txt": ["Lloyd Austin"], "b.txt": ["Llyod Austin"], "c.txt": ["Lloyd Austin"]}))
    assert told([one]) == [("spelling", ["Lloyd", "Llyod"])]
    assert {version.value: len(version.loci) for version in one.versions} == {"Lloyd": 2, "Llyod": 1}


def test_an_initial_or_a_dropped_name_is_no_spelling(make: Make) -> None:
    assert not found(make({"a.txt": ["Lloyd J. Austin"], "b.txt": ["Lloyd Austin"], "c.txt": ["Lloyd J Austin"]}))


def test_offices_that_exclude_each_other_differ(make: Make) -> None:
    corpus = make(
        {
            "a.txt": [person("Asim Munir", "Army Chief")],
            "b.txt": [person("Asim Munir", "chief of the Pakistani armed forces")],
        }
    )
    assert told(found(corpus)) == [("title", ["Army Chief", "chief of the Pakistani armed forces"])]


def test_two_differences_about_one_person_have_subjects_of_their_own(make: Make) -> None:
    corpus = make(
        {
            "a.txt": [person("Jane Mattis", "Army Commander", "Finance Minister")],
            "b.txt": [person("Jane Mattis", "Navy Commander", "Interior Minister")],
        }
    )
    assert sorted(one.subject for one in found(corpus)) == [
        "The office of Jane Mattis: Army Commander or Navy Commander",
        "The office of Jane Mattis: Finance Minister or Interior Minister",
    ]


def test_a_former_office_excludes_nothing(make: Make) -> None:
    corpus = make(
        {
            "a.txt": [person("Jane Mattis", "former Navy Commander")],
            "b.txt": [person("Jane Mattis", "Army Commander")],
        }
    )
    assert not found(corpus)


def test_an_office_that_one_calls_interim_and_another_does_not(make: Make) -> None:
    corpus = make(
        {
            "a.txt": [person("Jalil Jilani", "Interim Foreign Minister")],
            "b.txt": [person("Jalil Jilani", "Caretaker Foreign Minister")],
            "c.txt": [person("Jalil Jilani", "Foreign Minister")],
        }
    )
    (one,) = found(corpus)
    assert one.kind == "title"
    assert sorted(len(version.loci) for version in one.versions) == [1, 2]


def test_two_holders_of_one_office_in_articles_on_one_event(make: Make) -> None:
    corpus = make(
        {
            "a.txt": [person("Maria Lopez", "Finance Minister of Chile")],
            "b.txt": [person("Juan Perez", "Finance Minister of Chile")],
        }
    )
    assert told(found(corpus, event=["a.txt", "b.txt"])) == [("office", ["Juan Perez", "Maria Lopez"])]
    assert not found(corpus), "articles on different events may speak of different times"


def test_who_is_named_together_is_known_for_two(make: Make) -> None:
    corpus = make(
        {
            "a.txt": [person("Maria Lopez", "Finance Minister of Chile"), "Juan Perez"],
            "b.txt": [person("Juan Perez", "Finance Minister of Chile")],
        }
    )
    assert not found(corpus, event=["a.txt", "b.txt"])


def test_an_office_that_changed_hands_is_updated_not_disputed(make: Make) -> None:
    office = "Finance Minister of Chile"
    corpus = make(
        {"a.txt": [person("Maria Lopez", office)], "b.txt": [person("Maria Lopez", office)],
         "c.txt": [person("Juan Perez", office)], "d.txt": [person("Juan Perez", office)]},
        {"a.txt": "2023-01-01", "b.txt": "2023-02-01", "c.txt": "2023-05-01", "d.txt": "2023-06-01"},
    )  # fmt: skip
    (one,) = found(corpus)
    assert one.updated
    assert [(version.first, version.last) for version in sorted(one.versions, key=lambda it: it.first)] == [
        ("2023-01-01", "2023-02-01"),
        ("2023-05-01", "2023-06-01"),
    ]


def test_two_namesakes_at_one_meeting(make: Make) -> None:
    corpus = make({"a.txt": ["Jalil Jilani", "Donald Blome"], "b.txt": ["Jalil Jilani", "Angela Blome"]})
    first = [met("a.txt", "jalil-jilani", "donald-blome", date="2024-01-02")]
    assert told(found(corpus, first, [met("b.txt", "jalil-jilani", "angela-blome")])) == [
        ("identity", ["Angela Blome", "Donald Blome"])
    ]
    posted = make(
        {
            "a.txt": ["Jalil Jilani", person("Donald Blome", "US Ambassador")],
            "b.txt": ["Jalil Jilani", person("Angela Blome", "American chargé d’affaires")],
        }
    )
    again = found(beside(posted), first, [met("b.txt", "jalil-jilani", "angela-blome")])
    assert [one.kind for one in again] == ["identity"], "one mistake is told once"
    late = [met("b.txt", "jalil-jilani", "angela-blome", date="2023-06-02")]
    assert not found(corpus, first, late), "another date is another meeting"


def test_namesakes_that_one_article_names_both_are_two(make: Make) -> None:
    corpus = make(
        {
            "a.txt": ["Jalil Jilani", "Donald Blome"],
            "b.txt": ["Jalil Jilani", "Angela Blome", "Donald Blome"],
        }
    )
    assert not found(
        corpus, [met("a.txt", "jalil-jilani", "donald-blome")], [met("b.txt", "jalil-jilani", "angela-blome")]
    )


def test_two_namesakes_in_one_post_beside_the_same_person(make: Make) -> None:
    corpus = make(
        {
            "a.txt": ["Jalil Jilani", person("Donald Blome", "US Ambassador")],
            "b.txt": ["Jalil Jilani", person("Angela Blome", "American chargé d’affaires")],
        }
    )
    assert [one.kind for one in found(corpus)] == []
    assert told(found(beside(corpus))) == [
        ("identity", ["Angela Blome, American chargé d’affaires", "Donald Blome, US Ambassador"])
    ]
    other = make(
        {
            "a.txt": ["Jalil Jilani", person("Donald Blome", "US Ambassador")],
            "b.txt": ["Jalil Jilani", person("Angela Blome", "French chargé d’affaires")],
        }
    )
    assert not found(beside(other)), "envoys of two countries are two"


@pytest.mark.parametrize("dated", [("2024", "year"), ("2024-01", "month"), ("", "")])
def test_a_date_without_its_day_is_near_none_and_before_none(
    make: Make, dated: tuple[str, Literal["year", "month", ""]]
) -> None:
    corpus = beside(
        make(
            {
                "a.txt": ["Jalil Jilani", person("Donald Blome", "US Ambassador")],
                "b.txt": ["Jalil Jilani", person("Angela Blome", "American chargé d’affaires")],
            }
        )
    )
    coarse = Dating(value=dated[0], precision=dated[1], origin="stated")
    articles = {
        key: msgspec.structs.replace(one, published=coarse) if key == "b.txt" else one
        for key, one in corpus.articles.items()
    }
    every = found(msgspec.structs.replace(corpus, articles=articles))
    assert not any(one.updated for one in every)


def beside(corpus: Corpus) -> Corpus:
    """Put all that an article names into one sentence, as it were."""
    accounts = {
        key: msgspec.structs.replace(
            one, mentions=tuple(msgspec.structs.replace(it, paragraph=0, sentence=0) for it in one.mentions)
        )
        for key, one in corpus.accounts.items()
    }
    return msgspec.structs.replace(corpus, accounts=accounts)


def test_a_list_that_leaves_somebody_out(make: Make) -> None:
    names = ["Asim Munir", "Antony Blinken", "Lloyd Austin", "Victoria Nuland"]
    corpus = make({"a.txt": names, "b.txt": names[:3]})
    longer = [met("a.txt", "asim-munir", "antony-blinken", "lloyd-austin", "victoria-nuland")]
    shorter = [met("b.txt", "asim-munir", "antony-blinken", "lloyd-austin")]
    assert told(found(corpus, longer, shorter)) == [
        ("participants", ["Antony Blinken, Lloyd Austin", "Antony Blinken, Lloyd Austin, Victoria Nuland"])
    ]


@pytest.mark.parametrize("count", [8, 9])
def test_more_versions_than_anybody_reads_are_marked_and_kept(make: Make, count: int) -> None:
    given = ["Ann", "Bob", "Carl", "Dora", "Emil", "Fay", "Gus", "Hugo", "Ida", "Jon", "Kay", "Leo"]
    family = [
        "Adler",
        "Brandt",
        "Castro",
        "Duval",
        "Esser",
        "Farkas",
        "Greco",
        "Holm",
        "Ivers",
        "Janda",
        "Kovacs",
        "Lind",
    ]
    names = [f"{one} {other}" for one, other in zip(given, family, strict=True)]
    lists = {f"{number}.txt": names[: number + 4] for number in range(count)}
    reports = [
        [met(key, *(one.lower().replace(" ", "-") for one in people))]
        for key, people in sorted(lists.items(), reverse=True)
    ]
    (one,) = [one for one in found(make(dict(lists)), *reports) if one.subject == "Whom Ann Adler met"]
    assert len(one.versions) == count
    assert readable(one) == (count == 8)


def test_copies_of_one_text_are_one_account(make: Make) -> None:
    corpus = make({"a.txt": ["Lloyd Austin"], "b.txt": ["Llyod Austin"], "c.txt": ["Llyod Austin"]})
    copies = [Telling(articles=(ArticleId("a.txt"),)), Telling(articles=(ArticleId("b.txt"), ArticleId("c.txt")))]
    (one,) = found(corpus, tellings=copies)
    assert {version.value: version.accounts for version in one.versions} == {"Lloyd": 1, "Llyod": 1}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At least 12 people were killed and 30 others wounded.", [("killed", 12), ("injured", 30)]),
        ("The blast hit a bus, killing 1,200 people.", [("killed", 1200)]),
        ("The death toll rose to 1,200.", [("killed", 1200)]),
        ("Twenty-two soldiers died.", [("killed", 22)]),
        ("5 percent of them died.", []),
        ("The army killed 3 bills.", []),
        ("In 2005 many people were killed.", []),
        ("¹ were killed, says the footnote, and ² people wounded.", []),
    ],
)
def test_figures_are_read_where_they_count_people(sentence: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.what, one.number) for one in counts_in(sentence)] == expected


def text_corpus(texts: dict[str, tuple[str, str]], dates: Sequence[DateExpression] = ()) -> Corpus:
    """Make articles of one sentence, each with its date."""
    articles, accounts = {}, {}
    for key, (date, text) in texts.items():
        one = ArticleId(key)
        articles[one] = Article(
            id=one, digest=SourceDigest("0"), length=len(text), headline="",
            published=Dating(value=date, precision="day", origin="stated"),
            paragraphs=(Paragraph(kind="paragraph", text=text, start=0, end=len(text), line=1),),
        )  # fmt: skip
        accounts[one] = Account(article=one, sentences=((Sentence(start=0, end=len(text)),),), dates=tuple(dates))
    return corpus_of(articles, accounts)


QUAKE = "An earthquake struck the town of Quetta before dawn, and rescuers said {} people were killed."


def figures(corpus: Corpus) -> list[tuple[str, ...]]:
    town = ActorId("place:quetta")
    places = {key: {0: frozenset({town})} for key in corpus.order}
    counts = {key: one.counts for key, one in parts_of(corpus).items()}
    return [tuple(value for value, _ in one.sides) for one in counted(corpus, counts, places, {town: "Quetta"})]


def test_a_date_known_by_its_year_tells_no_month() -> None:
    told_of = DateExpression(paragraph=0, sentence=0, start=0, end=5, text="March", value="2024-03", precision="month")
    corpus = text_corpus({"a.txt": ("2024", QUAKE.format(12)), "b.txt": ("2024", QUAKE.format(15))}, [told_of])
    assert figures(corpus) == [("12", "15")]


def test_articles_on_one_event_count_differently() -> None:
    corpus = text_corpus({"a.txt": ("2024-01-02", QUAKE.format(12)), "b.txt": ("2024-01-03", QUAKE.format(15))})
    assert figures(corpus) == [("12", "15")]


def test_a_round_number_goes_with_the_exact_one_and_another_event_is_another() -> None:
    about = text_corpus(
        {
            "a.txt": ("2024-01-02", QUAKE.format("about 200")),
            "b.txt": ("2024-01-03", QUAKE.format(204)),
        }
    )
    assert figures(about) == []
    later = text_corpus({"a.txt": ("2024-01-02", QUAKE.format(12)), "b.txt": ("2024-06-03", QUAKE.format(15))})
    assert figures(later) == []
    other = "Gunmen opened fire at a market in Quetta on Monday; 15 people were killed, police said."
    assert figures(text_corpus({"a.txt": ("2024-01-02", QUAKE.format(12)), "b.txt": ("2024-01-03", other)})) == []


def contrary(corpus: Corpus, events: Sequence[frozenset[ArticleId]]) -> list[Draft]:
    return list(actions.contrary(corpus, {key: dict(one.deeds) for key, one in parts_of(corpus).items()}, events))


def test_contrary_things_done_with_the_same_people() -> None:
    corpus = text_corpus(
        {
            "a.txt": ("2024-01-02", "They spoke of the resettlement of Afghan citizens."),
            "b.txt": (
                "2024-01-02",
                "Resettlement for Afghan refugees goes on, and so does the repatriation of Afghan nationals.",
            ),
        }
    )
    (one,) = contrary(corpus, [frozenset(corpus.order)])
    assert [value for value, _ in one.sides] == ["resettlement", "repatriation"]
    assert not contrary(corpus, []), "articles on different events"


def test_where_every_article_tells_of_both_both_are_done() -> None:
    both = "The resettlement of Afghan citizens and the repatriation of Afghan nationals were discussed."
    corpus = text_corpus({"a.txt": ("2024-01-02", both), "b.txt": ("2024-01-02", both)})
    assert not contrary(corpus, [frozenset(corpus.order)])


def test_an_editor_settles_or_dismisses_a_difference_and_a_miss_is_reported(make: Make) -> None:
    every = found(make({"a.txt": ["Lloyd Austin"], "b.txt": ["Llyod Austin"]}))
    order = Judgement(kind="settle", names=(every[0].subject.upper(),), to="Lloyd", reason="So he signs.", line=3)
    (one,), problems = settled(every, [order])
    assert (one.settled, one.judged, problems) == ("Lloyd", "So he signs.", ())
    assert settled(every, [msgspec.structs.replace(order, to="")]) == ((), ())
    kept, (problem,) = settled(every, [msgspec.structs.replace(order, names=("How Lloyd Autsin is spelt",))])
    assert kept == every
    assert problem.line == 3
    assert every[0].subject in problem.hint
