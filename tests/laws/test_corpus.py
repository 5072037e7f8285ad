"""A corpus depends on what is in it, and not on how it came together."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from generator.nouns.account import Account
from generator.nouns.article import Article, Dating
from generator.nouns.corpus import Corpus, Part
from generator.nouns.ids import ArticleId, SourceDigest


def part(key: str, day: str, edition: int) -> Part:
    article = Article(
        id=ArticleId(key),
        digest=SourceDigest(str(edition)),
        length=edition,
        headline=key,
        published=Dating(value=day, precision="day", origin="stated") if day else Dating(),
    )
    return Part(article=article, account=Account(article=article.id), mark=f"{key} {day} {edition}".encode())


PARTS = st.builds(part, st.sampled_from("abcd"), st.sampled_from(["", "2024-01-02", "2023-05"]), st.integers(0, 2))
CORPORA = st.lists(PARTS, max_size=5).map(lambda parts: Corpus().add(parts))


@given(CORPORA, CORPORA)
def test_merging_commutes(one: Corpus, other: Corpus) -> None:
    assert one.merge(other) == other.merge(one)


@given(CORPORA, CORPORA, CORPORA)
def test_merging_associates(one: Corpus, two: Corpus, three: Corpus) -> None:
    assert one.merge(two).merge(three) == one.merge(two.merge(three))


@given(CORPORA)
def test_merging_with_nothing_or_with_itself_changes_nothing(one: Corpus) -> None:
    assert one.merge(Corpus()) == one == one.merge(one)


@given(CORPORA, PARTS)
def test_discarding_undoes_adding(one: Corpus, new: Part) -> None:
    without = one.discard([new.article.id])
    assert one.add([new]).discard([new.article.id]) == without
    assert without.add([new]) == one.add([new])


@given(st.lists(PARTS, max_size=6, unique_by=lambda one: one.article.id), st.randoms(use_true_random=False))
def test_the_order_of_adding_is_nothing(parts: list[Part], chance: Random) -> None:
    whole = Corpus().add(parts)
    chance.shuffle(parts)
    one_by_one = Corpus()
    for one in parts:
        one_by_one = one_by_one.add([one])
    assert one_by_one == whole
    assert list(whole.order) == sorted(
        whole.articles, key=lambda key: (whole.articles[key].published.value or "9", key)
    )


@given(CORPORA, PARTS)
def test_what_is_added_takes_the_place_of_what_was_there(one: Corpus, new: Part) -> None:
    assert one.add([new]).articles[new.article.id] == new.article
    assert one.add([new]).marks[new.article.id] == new.mark
