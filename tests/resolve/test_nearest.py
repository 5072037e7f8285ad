"""Who is near whom, after any edits what a look at all articles from nothing finds."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.nouns.ids import ArticleId
from generator.resolve import nearest
from generator.resolve.nearest import Nearest
from generator.resolve.texts import Split, Words

NAMES = [ArticleId(f"{n}.txt") for n in range(14)]
WORDS = st.lists(st.sampled_from([f"word{n}" for n in range(30)]), min_size=1, max_size=8)


def split(words: list[str]) -> Split:
    return Split((Words("paragraph", " ".join(words), b"", b"", b""),))


@patch.multiple(nearest, _CROWD=5, _NEAREST=3, _FULL=4)
@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.sampled_from(NAMES), WORDS, min_size=8),
    st.lists(st.tuples(st.sampled_from(NAMES), st.one_of(st.none(), WORDS)), min_size=1, max_size=6),
)
def test_after_any_edits_the_nearest_are_those_from_nothing(
    texts: dict[ArticleId, list[str]], steps: list[tuple[ArticleId, list[str] | None]]
) -> None:
    kept = Nearest()
    kept.change((), {key: split(words) for key, words in texts.items()})
    for key, words in steps:
        vectors, near = dict(kept.vectors), dict(kept.near)
        gone = [key] if texts.pop(key, None) else []
        if words is not None:
            texts[key] = words
        moved = kept.change(gone, {} if words is None else {key: split(words)})
        new = Nearest()
        new.change((), {key: split(words) for key, words in texts.items()})
        assert (kept.vectors, kept.near, kept.holding) == (new.vectors, new.near, new.holding)
        stand = texts.keys() - moved
        assert all(kept.vectors[one] == vectors[one] and kept.near[one].links == near[one].links for one in stand)
