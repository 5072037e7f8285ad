"""What is kept from one corpus to the next and mended is what would be found from nothing."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.digest import encode
from generator.engine.executor import Engine
from generator.engine.store import Store
from generator.nouns.findings import Story, Telling
from generator.nouns.ids import ArticleId
from generator.resolve import sentences
from generator.resolve.findings import Texts
from generator.resolve.shingles import CROWD
from generator.resolve.stories import Kept, ToldTwice
from generator.resolve.texts import Split
from tests.texts import corpus, splitting

VIEWS = [
    "The governor underscored the importance of understanding the views of both towns on coastal safety and trade.",
    "Ms Lee stressed the importance of knowing and understanding opinions of both towns on coastal safety.",
]
NEEDS = [
    "In this context, he highlighted the need of replacing the cables of the bridge by national law and rules.",
    "In particular, she spoke for the need of changing cables of the bridge by national law and relevant codes.",
]
SENTENCES = [
    "The ministry of works said that the northern bridge would stay closed until engineers had replaced both cables.",
    "The northern bridge would stay closed until engineers had replaced both corroded cables, the ministry said.",
    "Until engineers had replaced both cables the northern bridge would stay closed to lorries from the harbour.",
    "Fishermen in the harbour complained that the ferry had doubled its fares overnight without any warning.",
    "Fishermen complained on Monday that the harbour ferry had doubled its fares without any warning.",
    f"{VIEWS[0]} {NEEDS[0]}",
    f"{VIEWS[1]} {NEEDS[1]}",
    *VIEWS,
    *NEEDS,
    "Bakers warned of dearer bread before the feast while the ministry planted forty young lime trees.",
]
OTHERS = [f"Bread{n} lime{n} seed{n} dyke{n} pump{n}." for n in range(60)]
ARTICLE = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3
).map("\n".join)
NAMES = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
Edit = tuple[str, str | None, str, str, bool]
EDIT = st.tuples(
    st.sampled_from(NAMES),
    st.none() | ARTICLE,
    st.sampled_from(["2024-01-02", "2024-02-03"]),
    st.sampled_from(["", "Wire"]),
    st.booleans(),
)
Found = tuple[tuple[Story, ...], tuple[Telling, ...]]


def steps(texts: Sequence[Mapping[str, str]], *, few: int = 0) -> tuple[list[Found], list[Found]]:
    """Give what is found in corpora one after the other, and in each from nothing."""
    kept = ToldTwice(few=few)
    every = [corpus(some) for some in texts]
    return [kept.told_twice(one, splitting(one)) for one in every], [
        ToldTwice().told_twice(one, splitting(one)) for one in every
    ]


def written(kept: ToldTwice) -> Kept:
    """Give what another process reads of what this one knows."""
    return msgspec.msgpack.decode(encode(kept.kept()), type=Kept)


@given(st.lists(EDIT, min_size=2, max_size=8), st.sampled_from((0, 16)))
def test_any_edits_give_what_their_outcome_gives_from_nothing(edits: list[Edit], few: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "_FEW", few)  # so that sentences are put in place of others in so small a corpus
        follow(edits)


def follow(edits: list[Edit]) -> None:
    """Mend what is kept, edit by edit, and compare it with what is found from nothing."""
    kept = ToldTwice(few=0)
    texts: dict[str, str] = dict(zip(NAMES, SENTENCES, strict=False))
    published: dict[str, str] = {}
    agencies: dict[str, str] = {}
    for name, text, day, agency, elsewhere in edits:
        texts.pop(name, None)
        texts |= {} if text is None else {name: text}
        published[name], agencies[name] = day, agency
        made = corpus(texts, published=published, agencies=agencies)
        found = kept.told_twice(made, splitting(made))
        assert found == ToldTwice().told_twice(made, splitting(made))
        if elsewhere:
            kept = ToldTwice.resumed(written(kept), *found, few=0)


def test_who_has_told_something_tells_nothing_once_he_is_gone() -> None:
    mended, made = steps([{"a.txt": SENTENCES[0]}, {}, {"a.txt": SENTENCES[0]}], few=16)
    assert mended == made


def test_a_phrase_becomes_a_figure_of_speech_and_is_none_again() -> None:
    told = "The river bridge of the harbour ferry costs more than engineers of the works ministry had feared"
    few = [(f"{n}.txt", f"{told} item{n}.") for n in range(CROWD + 2)]
    rest = {"z.txt": " ".join(OTHERS)}
    sizes = [CROWD - 1, CROWD, CROWD + 2, CROWD + 1, CROWD, CROWD + 1, CROWD - 2]
    mended, made = steps([rest | dict(few[:size]) for size in sizes])
    assert mended == made
    assert [len(stories) for stories, _ in made] == [1, 1, 0, 0, 1, 0, 1]


def test_a_word_that_becomes_common_is_weighed_anew() -> None:
    pair = {
        "a.txt": "Yesterday the northern bridge over the river stayed closed while masons waited.",
        "b.txt": "Later the northern bridge over the river stayed closed because workmen feared.",
    }
    common = [
        (f"{n}.txt", f"Northern item{n} bridge thing{n} river place{n} stayed house{n} closed.") for n in range(9)
    ]
    rare = [(f"{n}.txt", OTHERS[n]) for n in range(9)]
    mended, made = steps([pair | dict(rare[size:]) | dict(common[:size]) for size in (0, 5, 9, 0)])
    assert mended == made
    assert [len(stories) for stories, _ in made] == [1, 0, 0, 1]


def test_sentences_are_retold_as_long_as_those_beside_them_are() -> None:
    whole, alone, other = " ".join(VIEWS[:1] + NEEDS[:1]), VIEWS[1], f"{VIEWS[1]} {NEEDS[1]}"
    turns = [alone, other, alone, f"{VIEWS[1]} It rained. {NEEDS[1]}", f"{VIEWS[1]}\n{NEEDS[1]}", other]
    mended, made = steps([{"a.txt": whole, "b.txt": turn, "c.txt": SENTENCES[-1]} for turn in turns])
    assert mended == made
    assert [len(stories) for stories, _ in made] == [0, 2, 0, 2, 0, 2]


def test_a_sentence_whose_best_likeness_is_gone_goes_with_the_next() -> None:
    first = "Engineers of the northern yard said cables snapped near midnight when lorries crowded onto both icy lanes."
    second = (
        "Cables snapped near midnight while farmers from the southern valley drove sheep along muddy winding paths."
    )
    mixed = (
        "Engineers of the northern yard saw icy cables that had snapped while lorries crowded onto roads, where "
        "farmers from the southern valley drove black sheep past muddy paths."
    )
    likely = {"a.txt": first, "b.txt": first.replace("both", "two")}
    rest = {"c.txt": second, "d.txt": second.replace("along", "up"), "e.txt": mixed, "z.txt": " ".join(OTHERS)}
    mended, made = steps([rest | likely, rest | dict.fromkeys(likely, SENTENCES[-1])])
    assert mended == made
    assert [[len(one.loci) for one in stories] for stories, _ in made] == [[3, 2], [2, 3]]


@pytest.mark.parametrize("few", [0, 99])
def test_what_stays_is_the_same_object(few: int) -> None:
    texts = dict.fromkeys(NAMES[:2], f"{SENTENCES[0]}\n{SENTENCES[3]}") | {"c.txt": SENTENCES[9]}
    every = [texts, texts | {"b.txt": f"{SENTENCES[0]}\n{SENTENCES[4]}"}]
    ((before, alone), (after, apart)), _ = steps(every, few=few)
    assert [one is other for one, other in zip(before, after, strict=True)] == [True, False]
    assert ([len(one.articles) for one in alone], [len(one.articles) for one in apart]) == ([2, 1], [1, 1, 1])
    assert alone[-1] is apart[-1]


def test_another_process_reads_only_the_article_that_is_another(tmp_path: Path) -> None:
    texts = {f"{n}.txt": f"{OTHERS[n]} {SENTENCES[n % 5]}" for n in range(40)}
    later = texts | {"7.txt": f"{OTHERS[7]} {SENTENCES[4]}"}
    tallies = []
    for some in (texts, later, later):
        made, engine = corpus(some), Engine(Store(tmp_path))
        assert Texts(made, engine).copies() == Texts(made, Engine(Store(None))).copies()
        engine.store.close()
        tallies.append(engine.report.tally("split"))
    assert [(one.misses, one.hits) for one in tallies] == [(40, 0), (1, 0), (0, 0)]


def test_what_was_broken_off_is_not_written_down() -> None:
    def stopped(_: object) -> Mapping[ArticleId, Split]:
        raise InterruptedError

    kept, made = ToldTwice(), [corpus({"a.txt": text}) for text in SENTENCES[:2]]
    kept.told_twice(made[0], splitting(made[0]))
    assert kept.kept() is not None
    with pytest.raises(InterruptedError):
        kept.told_twice(made[1], stopped)
    assert kept.kept() is None
