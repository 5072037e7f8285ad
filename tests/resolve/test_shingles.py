"""What is reckoned for all sentences at once is what sets of words give for each pair of them."""

from collections import Counter
from itertools import combinations, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.resolve.links import compared
from generator.resolve.sentences import Sentences
from generator.resolve.sharing import contained
from generator.resolve.shingles import CROWD, LEAST_SHARED, Pieces
from tests.texts import corpus, words

SMALL = {"the", "of", "and"}
WORDS = ["river", "bridge", "cable", "harbour", "ferry", "fare", "tender", "dyke", "pump", "seed", "Rossi", *SMALL]
SENTENCES = st.lists(st.lists(st.sampled_from(sorted(WORDS)), min_size=5, max_size=12).map(" ".join), max_size=12)
Run = tuple[str, ...]


def pieces(*paragraphs: str) -> Pieces:
    made, sentences = corpus({"a.txt": "\n".join(paragraphs)}), Sentences()
    sentences.update(made, lambda _: words(made))
    return sentences.pieces(np.arange(len(sentences)))


def near(made: Pieces) -> list[tuple[int, int]]:
    return [pair for left, right in made.near() for pair in zip(left.tolist(), right.tolist(), strict=True)]


def runs(sentence: str) -> set[Run]:
    found = sentence.split()
    return set(zip(found, found[1:], found[2:], strict=False))


def pairs(sentence: str) -> set[Run]:
    return set(pairwise([word for word in sentence.split() if word not in SMALL]))


def fit(sentences: list[str]) -> list[str]:
    """Leave out repeated sentences, and those too short to be compared."""
    return [one for one in dict.fromkeys(sentences) if len({*one.split()} - SMALL) > 3 and len(runs(one)) > 2]


@given(SENTENCES)
def test_what_two_sentences_share_is_what_their_sets_have_in_common(sentences: list[str]) -> None:
    chosen = fit(sentences)
    made = pieces(*sentences)
    assert len(made) == len(chosen)
    numbers = list(combinations(range(len(chosen)), 2))
    left, right = np.array(numbers, dtype=np.int64).reshape(-1, 2).T
    for sets, cut in ((made.runs, runs), (made.pairs, pairs)):
        wanted = [(cut(chosen[i]), cut(chosen[j])) for i, j in numbers]
        assert contained(sets, left, right).tolist() == [len(a & b) / min(len(a), len(b)) for a, b in wanted]


@given(SENTENCES)
def test_near_sentences_share_enough_runs_and_pairs(sentences: list[str]) -> None:
    chosen = fit(sentences)
    held = [runs(one) | pairs(one) for one in chosen]
    wanted = [(i, j) for i, j in combinations(range(len(chosen)), 2) if len(held[i] & held[j]) >= LEAST_SHARED]
    assert near(pieces(*sentences)) == wanted


def test_what_a_crowd_has_brings_no_pairs() -> None:
    few = [f"The river bridge of the harbour ferry costs item{n}" for n in range(CROWD)]
    assert len(near(pieces(*few))) == CROWD * (CROWD - 1) // 2
    assert near(pieces(*few, "The river bridge of the harbour ferry costs nothing")) == []


def test_pairs_grow_with_the_sentences_and_not_with_their_square() -> None:
    def looked_at(size: int) -> int:
        alike = (f"Police said the river bridge near house {n % 97} was guarded by {n % 89} men" for n in range(size))
        return len(near(pieces(*alike)))

    each_run = 16  # runs and pairs of such a sentence, none of which more than a crowd has
    assert all(looked_at(size) <= size * each_run * CROWD // LEAST_SHARED for size in (500, 2000, 8000))


def test_the_order_of_words_is_not_asked_of_what_is_no_sentence() -> None:
    def told(size: int) -> tuple[str, str]:
        mine = [f"word{n}" if n % 4 else f"mine{n}" for n in range(size)]
        return " ".join(mine), " ".join(word.replace("mine", "other") for word in mine)

    sentences, monsters = told(60), told(6000)
    assert [int((compared(pieces(*two)).verdicts < 0).sum()) for two in (sentences, monsters)] == [1, 0]


def test_no_run_goes_from_one_sentence_into_the_next() -> None:
    made = pieces("river bridge cable harbour ferry", "dyke pump seed tender fare")
    held = Counter(made.runs.counts.tolist())
    assert (held, made.runs.sizes.tolist(), made.pairs.sizes.tolist()) == ({1: 6}, [3, 3], [4, 4])
