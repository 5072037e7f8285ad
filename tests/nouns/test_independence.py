from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import Story, Telling
from generator.nouns.ids import ArticleId, StoryId
from generator.nouns.independence import Independence

RELEASE = (("a", 0, 10, 40), ("b", 3, 0, 30))
QUOTE = (("b", 3, 40, 60), ("c", 1, 0, 20))


def locus(article: str, paragraph: int = 0, start: int = 0, end: int = 9) -> Locus:
    return Locus(article=ArticleId(article), paragraph=paragraph, start=start, end=end)


def story(places: tuple[tuple[str, int, int, int], ...]) -> Story:
    return Story(
        id=StoryId(str(places)),
        loci=tuple(locus(*place) for place in places),
        evidence=Evidence(rule="shared-words", reason="they share words"),
    )


def count(*places: Locus, tellings: tuple[str, ...] = ("a", "b", "c", "d")) -> int:
    told = [Telling(articles=tuple(ArticleId(key) for key in one)) for one in tellings]
    return Independence(told, [story(RELEASE), story(QUOTE)]).count(places)


def test_articles_are_accounts_and_copies_one() -> None:
    assert count() == 0
    assert count(locus("a"), locus("a", 5), locus("b"), locus("d")) == 3
    assert count(locus("a"), locus("b"), locus("d"), tellings=("ab", "c", "d")) == 2


def test_sentences_that_share_text_are_one_account_and_others_of_their_articles_are_not() -> None:
    assert count(locus("a", 0, 10, 40), locus("b", 3, 0, 30)) == 1
    assert count(locus("a", 0, 10, 40), locus("b", 3, 31, 39)) == 2


def test_a_part_of_a_shared_sentence_is_shared_too() -> None:
    assert count(locus("a", 0, 12, 15), locus("b", 3, 20, 24)) == 1


def test_what_one_text_shares_with_two_others_is_one_account() -> None:
    assert count(locus("a", 0, 10, 40), locus("b", 3, 0, 60), locus("c", 1, 0, 20), locus("d")) == 2


def test_an_article_of_no_telling_tells_for_itself() -> None:
    assert count(locus("y"), locus("z"), locus("z", 4)) == 2


def test_turning_gives_what_beginning_anew_gives_and_tells_whose_places_may_count_otherwise() -> None:
    places = [locus("a", 0, 10, 40), locus("b", 3, 0, 30), locus("b", 3, 40, 60), locus("c", 1, 0, 20)]
    apart = [Telling(articles=(ArticleId(key),)) for key in "abc"]
    joined = [Telling(articles=(ArticleId("a"), ArticleId("c"))), Telling(articles=(ArticleId("b"),))]
    kept = Independence()
    for tellings, shared, moved in (
        (apart, [RELEASE, QUOTE], {"a", "b", "c"}),
        (apart, [QUOTE], {"a", "b"}),
        (joined, [QUOTE], {"c"}),
        (apart, [], {"b", "c"}),
        (apart, [], set()),
    ):
        stories = [story(one) for one in shared]
        assert kept.turn(tellings, stories) == moved
        for some in (places, places[:2], places[2:]):
            assert kept.count(some) == Independence(tellings, stories).count(some)
