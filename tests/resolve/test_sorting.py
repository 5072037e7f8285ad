"""Sorting again after edits: what comes of it must be what comes of sorting from nothing."""

from collections.abc import Mapping, Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.engine.digest import encode
from generator.nouns.corpus import Corpus
from generator.nouns.ids import ArticleId
from generator.resolve.texts import Split
from generator.resolve.topics import Kept, Sorted, Sorter, topics
from generator.settings import TopicSettings
from tests.texts import corpus, words

TOPICS = (
    TopicSettings(id="river", title="The flood", description="What Rossi did.", terms=("flood", "Civil Agency")),
    TopicSettings(id="strike", title="Port strike", terms=("strike", "dock workers", "union")),
    TopicSettings(id="music", title="Concerts", articles=("c*",)),
)
FEWER = TOPICS[:2]
NAMES = ("a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt")
WORDS = "flood strike union Rossi dykes Civil Agency dock workers pay boats Mahler noon bread"
LINES = st.one_of(
    st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=8).map(lambda some: f"The {' '.join(some)}."),
    st.sampled_from(("! Flood in town", "# Port strike", "> Rossi and the union", "The Civil Agency (CA) came.")),
)
ARTICLES = st.lists(LINES, min_size=1, max_size=6).map("\n".join)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.one_of(st.none(), ARTICLES),
        st.sampled_from((TOPICS, FEWER, ())),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


class Splits:
    """Articles split, by the marks of all corpora so far; ``asked`` are those of this one that were asked for."""

    def __init__(self) -> None:
        self._made: dict[bytes, Split] = {}
        self.asked: list[ArticleId] = []

    def of(self, made: Corpus) -> None:
        self.asked = []
        self._made.update((made.marks[key], one) for key, one in words(made).items())

    def words(self, marks: Mapping[ArticleId, bytes]) -> dict[ArticleId, Split]:
        self.asked += marks
        return self.recall(marks)

    def recall(self, marks: Mapping[ArticleId, bytes]) -> dict[ArticleId, Split]:
        return {key: self._made[mark] for key, mark in marks.items()}


def restarted(sorter: Sorter, given: Sorted) -> Sorter:
    """Give the sorter that another process begins with."""
    return Sorter(msgspec.msgpack.decode(encode(sorter.kept()), type=Kept), given)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), ARTICLES, min_size=2), STEPS)
def test_after_any_edits_the_sorting_is_that_from_nothing(
    articles: dict[str, str], steps: Sequence[tuple[str, str | None, tuple[TopicSettings, ...], bool]]
) -> None:
    sorter, splits = Sorter(), Splits()
    for name, text, wanted, again in (("", None, TOPICS, False), *steps):
        articles.pop(name, None)
        if text is not None:
            articles[name] = text
        made = corpus(articles, published={"a.txt": f"2024-01-{1 + len(articles)}"})
        splits.of(made)
        found = sorter.sorted(made, wanted, splits.words, splits.recall)
        assert found == topics(made, words(made), wanted)
        sorter = restarted(sorter, found) if again else sorter


def test_an_edit_splits_and_moves_what_it_touches_and_no_more() -> None:
    articles = {f"{n}.txt": f"Article {n} of the strike.\nDock workers met the union." for n in range(9)}
    articles["x.txt"] = "The flood rose.\nThe orchestra played."
    sorter, splits = Sorter(), Splits()

    def sort() -> Sorted:
        made = corpus(articles)
        splits.of(made)
        return sorter.sorted(made, FEWER, splits.words, splits.recall)

    before = sort()
    articles["x.txt"] = "The flood rose.\nThe orchestra sang."
    after = sort()
    assert splits.asked == ["x.txt"]
    assert after.topics[1] is before.topics[1]
    assert all(one is other for one, other in zip(after.passages, before.passages, strict=True))


def test_nothing_is_kept_of_a_sorter_that_was_stopped() -> None:
    sorter, splits = Sorter(), Splits()
    made = corpus({"a.txt": "The flood rose."})
    splits.of(made)
    assert sorter.kept() is not None

    def stopped(_: Mapping[ArticleId, bytes]) -> dict[ArticleId, Split]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sorter.sorted(made, FEWER, stopped, splits.recall)
    assert sorter.kept() is None
