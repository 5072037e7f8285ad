from generator.nouns.corpus import Corpus
from generator.nouns.findings import Passage, Topic
from generator.nouns.ids import ArticleId
from generator.resolve import terms
from generator.resolve.topics import OTHER
from generator.resolve.topics import topics as topics_of
from generator.settings import TopicSettings
from tests.texts import corpus, words

RIVER = TopicSettings(
    id="river",
    title="The river flood",
    description="The flood of the Arno and what Mayor Rossi did about it.",
    terms=("flood", "dykes", "Civil Protection Agency"),
)
STRIKE = TopicSettings(id="strike", title="Port strike", terms=("strike", "dock workers", "union"))

TEXTS = {
    "a.txt": "\n".join(  # noqa: FLY002 - one paragraph a line
        [
            "! Flood closes the old town",
            "The flood rose over the dykes on Monday.",
            "The Civil Protection Agency (CPA) sent forty boats.",
            "Rossi slept in the town hall.",
            "Volunteers cooked for everyone.",
        ]
    ),
    "b.txt": "\n".join(  # noqa: FLY002
        [
            "! Dock workers walk out",
            "Dock workers began a strike at noon.",
            "The CPA lent the union a hall because of the flood.",
            "# Food prices",
            "Bread became dearer in spring.",
        ]
    ),
    "c.txt": "The orchestra opened its season with Mahler.\nTickets were sold out.",
}


def topics(made: Corpus, settings: tuple[TopicSettings, ...]) -> tuple[tuple[Topic, ...], tuple[Passage, ...]]:
    return topics_of(made, words(made), settings)


def passages(made: Corpus, settings: tuple[TopicSettings, ...]) -> tuple[Passage, ...]:
    return topics(made, settings)[1]


def labels(settings: tuple[TopicSettings, ...], texts: dict[str, str] = TEXTS) -> dict[tuple[str, int], list[str]]:
    found = passages(corpus(texts), settings)
    return {(str(one.article), one.paragraph): [str(match.topic) for match in one.matches] for one in found}


def test_a_term_decides_and_the_reason_quotes_the_passage() -> None:
    found = passages(corpus(TEXTS), (RIVER, STRIKE))
    match = found[0].matches[0]
    assert (match.topic, match.score >= 0.5) == ("river", True)
    assert "flood" in match.words
    assert "“flood”" in match.reason


def test_headlines_and_headings_are_no_passages() -> None:
    assert {paragraph for article, paragraph in labels((RIVER, STRIKE)) if article == "a.txt"} == {1, 2, 3, 4}
    assert ("b.txt", 3) not in labels((RIVER, STRIKE))


def test_a_short_form_that_the_corpus_defines_counts_as_the_long_one() -> None:
    text = {"a.txt": "The Civil Protection Agency (CPA) sent boats.", "b.txt": "The CPA called for calm in the hills."}
    only = TopicSettings(id="cpa", title="Rescue", terms=("Civil Protection Agency",))
    assert labels((only,), text)["b.txt", 0] == ["cpa"]


def test_one_passage_may_have_two_topics() -> None:
    assert set(labels((RIVER, STRIKE))["b.txt", 2]) == {"river", "strike"}


def test_a_paragraph_without_a_hit_goes_on_with_its_article() -> None:
    found = passages(corpus(TEXTS), (RIVER, STRIKE))
    one = next(p for p in found if p.article == "a.txt" and p.paragraph == 4)
    assert [match.topic for match in one.matches] == ["river"]
    assert not one.matches[0].words
    assert "no word of any topic" in one.matches[0].reason


def test_a_person_of_the_description_decides() -> None:
    assert labels((RIVER, STRIKE))["a.txt", 3] == ["river"]


def test_what_fits_no_topic_is_kept_under_other_developments() -> None:
    made, found = topics(corpus(TEXTS), (RIVER, STRIKE))
    assert [one.id for one in made] == ["river", "strike", OTHER]
    assert {one.article for one in made[-1].passages} >= {"c.txt"}
    assert sum(not one.matches for one in found) == len(made[-1].passages)


def test_without_topics_what_is_near_nothing_is_other_developments() -> None:
    made, found = topics(corpus(TEXTS), ())
    assert [one.id for one in made] == [OTHER]
    assert made[0].passages == found


def test_a_faint_hint_is_withheld_and_listed() -> None:
    whale = TopicSettings(id="whale", title="Whales", description="What fishermen see of whales off Iceland.")
    texts = {f"{n}.txt": f"Boat number {n} left the harbour.\nIt came back with herring." for n in range(6)}
    texts["hint.txt"] = "Dock workers began a strike.\nThe strike goes on, said fishermen."
    found = {(one.article, one.paragraph): one for one in passages(corpus(texts), (whale, STRIKE))}
    (hint,) = found[ArticleId("hint.txt"), 1].withheld
    assert [match.topic for match in found[ArticleId("hint.txt"), 1].matches] == ["strike"]
    assert (hint.topic, hint.margin < 0) == ("whale", True)
    assert "“fishermen”" in hint.reason
    assert not found[ArticleId("hint.txt"), 0].withheld


def test_a_decision_tells_how_far_it_lies_above_what_is_asked() -> None:
    found = passages(corpus(TEXTS), (RIVER, STRIKE))
    assert all(match.margin >= 0 for one in found for match in one.matches)


def test_an_article_has_the_topic_that_it_runs_on() -> None:
    made, _ = topics(corpus(TEXTS), (RIVER, STRIKE))
    assert [one.main for one in made[:2]] == [("a.txt",), ("b.txt",)]


def test_without_articles_there_is_nothing() -> None:
    assert topics(corpus({}), ()) == ((), ())


def test_a_term_is_found_at_the_end_of_a_text_where_a_longer_one_does_not_end() -> None:
    only = TopicSettings(id="whale", title="Whales", terms=("whale", "whale watching"))
    found = passages(corpus({"a.txt": "Nobody in the harbour saw the whale"}), (only,))
    assert found[0].matches[0].words == ("whale",)


def test_articles_given_by_pattern_belong_as_a_whole() -> None:
    music = TopicSettings(id="music", title="Concerts", articles=("c*",))
    assert {tuple(found) for (article, _), found in labels((music,)).items() if article == "c.txt"} == {("music",)}
    assert not any(found for (article, _), found in labels((music,)).items() if article != "c.txt")


def test_a_word_that_is_everywhere_decides_little() -> None:
    texts = {f"{n}.txt": f"The minister spoke of matter number {n} today." for n in range(40)}
    texts["x.txt"] = "The minister spoke of the whale."
    whale = TopicSettings(id="whale", title="Whale", terms=("whale", "minister"))
    assert [key for key, found in labels((whale,), texts).items() if found] == [("x.txt", 0)]


def test_a_title_alone_is_enough() -> None:
    only = TopicSettings(id="strike", title="Port strike")
    assert labels((only,))["b.txt", 1] == ["strike"]


def test_a_passage_under_a_heading_of_a_topic_belongs_to_it() -> None:
    prices = TopicSettings(id="prices", title="Prices", terms=("food prices",))
    assert labels((prices, STRIKE))["b.txt", 4] == ["prices"]


def test_relatives_of_a_word_share_its_root() -> None:
    for group in (
        ("resettlement", "resettled", "resettling", "resettle"),
        ("terrorism", "terrorist", "terrorists", "counterterrorism"),
        ("organisation", "organization", "organisations"),
        ("defence", "defense"),
        ("Palestine", "Palestinian"),
        ("ministers", "minister"),
    ):
        assert len({terms.root(word.lower()) for word in group}) == 1, group


def test_countries_written_in_several_ways_are_one_word() -> None:
    forms = ("the United States", "the U.S.", "the US", "the USA")
    assert len({terms.phrase(form) for form in forms}) == 1
    assert terms.phrase("give us bread") == terms.phrase("give bread")


def test_an_acronym_needs_its_initials() -> None:
    assert terms.acronyms("Tehreek-e-Taliban Pakistan (TTP)")
    assert terms.acronyms("the Foreign Office (FO)")
    assert not terms.acronyms("the Foreign Office (TTP)")
    assert not terms.acronyms("(TTP)")
