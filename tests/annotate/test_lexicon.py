import pickle

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate.known import understood
from generator.annotate.lexicon import Contribution, Joined, Known, Lexicon, contribution, form
from generator.engine.digest import encode
from generator.engine.marked import Marked
from generator.nouns.ids import ArticleId
from tests.annotate.build import annotation, article_of

NAMES = ["asim munir", "donald blome", "angela blome", "lloyd austin"]
PARTS = st.builds(
    Contribution,
    full=st.frozensets(st.sampled_from(NAMES)),
    kinds=st.frozensets(st.tuples(st.sampled_from(["blome", "austin"]), st.sampled_from(["person", "place"]))),
    defined=st.frozensets(st.sampled_from(["blome", "wha"])),
)
WORDS = ["blome", "munir", "austin", "asim", "wha"]


def touching(part: Contribution) -> Contribution:
    """Give a contribution that touches all its own words, as those of articles do, and one of others'."""
    own = {word for name in part.full for word in name.split()} | {form for form, _ in part.kinds}
    return msgspec.structs.replace(part, touched=frozenset(own | part.defined | {"munir"}))


def filled(parts: dict[str, Contribution]) -> Known:
    made = Lexicon()
    for key, part in parts.items():
        made.add(ArticleId(key), part)
    return made.known(WORDS)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=2), PARTS, max_size=5))
def test_the_order_of_adding_is_nothing(parts: dict[str, Contribution]) -> None:
    assert filled(parts) == filled(dict(reversed(parts.items())))


@given(st.dictionaries(st.text("abc", min_size=1, max_size=2), PARTS, max_size=5), PARTS, PARTS)
def test_discarding_undoes_adding(parts: dict[str, Contribution], one: Contribution, other: Contribution) -> None:
    made = Lexicon()
    made.add(ArticleId("z"), one)
    for key, part in parts.items():
        made.add(ArticleId(key), part)
    made.add(ArticleId("z"), other)
    made.discard(ArticleId("z"))
    assert made.known(WORDS) == filled(parts)


CORPORA = st.dictionaries(st.sampled_from("abcd"), PARTS.map(touching), max_size=4)


@given(st.lists(CORPORA, min_size=2, max_size=5))
def test_a_lexicon_that_is_kept_tells_what_a_new_one_does(corpora: list[dict[str, Contribution]]) -> None:
    kept = Lexicon()
    for parts in corpora:
        marked = {ArticleId(key): Marked(part, encode(part)) for key, part in parts.items()}
        new = Lexicon()
        for one in (kept, new):
            one.become(marked)
        assert {key: kept.mark(key) for key in marked} == {key: new.mark(key) for key in marked}
        assert [kept.of(key) for key in marked] == [new.of(key) for key in marked]
        assert kept.known(WORDS) == new.known(WORDS)


@given(CORPORA, CORPORA)
def test_a_lexicon_keeps_nothing_of_articles_that_are_gone(
    before: dict[str, Contribution], after: dict[str, Contribution]
) -> None:
    kept, new = Lexicon(), Lexicon()
    for lexicon, corpora in ((kept, (before, after, {})), (new, ({},))):
        for parts in corpora:
            lexicon.become({ArticleId(key): Marked(part, encode(part)) for key, part in parts.items()})
            assert all(lexicon.mark(ArticleId(key)) for key in parts)
    assert pickle.dumps(kept) == pickle.dumps(new)


def joined(texts: dict[str, str]) -> list[Joined]:
    """Put articles of one paragraph each beside what all of them make known."""
    annotations = {ArticleId(key): (annotation(text),) for key, text in texts.items()}
    parts = {key: contribution(own) for key, own in annotations.items()}
    names = Lexicon()
    names.become({key: Marked(part, key.encode()) for key, part in parts.items()})
    return [
        Joined(article=article_of([texts[key]]), annotations=own, known=names.of(key))
        for key, own in annotations.items()
    ]


def test_each_article_gets_only_what_its_words_touch() -> None:
    texts = {"a.txt": "Gen Asim Munir spoke.", "b.txt": "Then Munir left.", "c.txt": "Nobody came to Rome."}
    made = joined(texts)
    assert made[1].known.names == {"munir": ("asim munir",)}
    assert made[2].known == Known()


def test_a_short_form_that_one_article_defines_is_a_body_in_the_others() -> None:
    texts = {
        "a.txt": "The Westport Harbour Authority (WHA) met.",
        "b.txt": "Crews left after the WHA spoke.",
        "c.txt": "Then the XQZ spoke.",
    }
    made = joined(texts)
    found = [[(one.text, one.kind) for one in understood(each)[0]] for each in made]
    assert found == [
        [("Westport Harbour Authority", "organisation"), ("WHA", "organisation")],
        [("WHA", "organisation")],
        [],
    ]


def test_a_name_has_its_usual_bearer_only_if_most_articles_mean_him() -> None:
    part = Contribution(full=frozenset({"donald blome"}))
    other = Contribution(full=frozenset({"angela blome"}))
    assert filled({"a": part, "b": part}).usual == {}
    assert filled({"a": part, "b": part, "c": part, "d": other}).usual["blome"] == "donald blome"
    assert "blome" not in filled({"a": part, "b": part, "c": part, "d": other, "e": other}).usual


def test_a_contribution_tells_what_is_sure() -> None:
    made = contribution([annotation("Gen Asim Munir spoke in Rome. Munir left.", {"Munir left": "ORG"})])
    assert made.full == {"asim munir"}
    assert ("rome", "place") in made.kinds


def test_look_up_forms_fold_hyphens_dots_and_accents() -> None:
    assert form("Kim Jong-un") == form("Kim Jong Un")
    assert form("José Pérez") == "jose perez"
    assert form("U.S.") == "us"
