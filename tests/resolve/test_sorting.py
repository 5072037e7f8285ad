"""Sorting again after edits: what comes of it must be what comes of sorting from nothing."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.nouns.ids import ArticleId
from generator.resolve.texts import Split
from generator.resolve.topics import Sorter, topics
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
    st.tuples(st.sampled_from(NAMES), st.one_of(st.none(), ARTICLES), st.sampled_from((TOPICS, FEWER, ()))),
    min_size=1,
    max_size=6,
)


def asked(split: Mapping[ArticleId, Split], keys: Collection[ArticleId]) -> Mapping[ArticleId, Split]:
    return {key: split[key] for key in keys}


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), ARTICLES, min_size=2), STEPS)
def test_after_any_edits_the_sorting_is_that_from_nothing(
    texts: dict[str, str], steps: Sequence[tuple[str, str | None, tuple[TopicSettings, ...]]]
) -> None:
    sorter = Sorter()
    for name, text, wanted in (("", None, TOPICS), *steps):
        texts.pop(name, None)
        if text is not None:
            texts[name] = text
        made = corpus(texts, published={"a.txt": f"2024-01-{1 + len(texts)}"})
        assert sorter.topics(made, partial(asked, words(made)), wanted) == topics(made, words(made), wanted)


def test_an_edit_splits_and_moves_what_it_touches_and_no_more() -> None:
    texts = {f"{n}.txt": f"Article {n} of the strike.\nDock workers met the union." for n in range(9)}
    texts["x.txt"] = "The flood rose.\nThe orchestra played."
    asked: list[Collection[ArticleId]] = []
    sorter = Sorter()

    def sort() -> tuple[object, ...]:
        made = corpus(texts)

        def split(keys: Collection[ArticleId]) -> Mapping[ArticleId, Split]:
            asked.append(keys)
            return words(made)

        (river, strike, *_), passages = sorter.topics(made, split, FEWER)
        return river, strike, {(one.article, one.paragraph): one for one in passages}

    _, strike, before = sort()
    texts["x.txt"] = "The flood rose.\nThe orchestra sang."
    _, again, after = sort()
    assert asked[1] == ["x.txt"]
    assert again is strike
    assert all(after[place] is one for place, one in before.items())  # type: ignore[attr-defined,index]
