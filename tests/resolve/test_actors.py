"""Actors across articles, by hand: wrong merges are what must not happen.

Longer than most files: each rule that joins stands beside the cases in which it must not.
"""

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.nouns.corpus import Corpus
from generator.nouns.findings import Actor
from generator.nouns.judgement import Judgement
from generator.resolve.actors import Resolved
from generator.resolve.blocks import pairs
from generator.resolve.names import parse
from generator.resolve.rechain import judged
from tests.resolve.conftest import resolved
from tests.steps import steps
from tests.texts import corpus_of

Make = Callable[..., Corpus]
COMPANY = ["Jalil Abbas Jilani", "Antony Blinken", "Victoria Nuland"]


def names(found: Resolved) -> list[str]:
    return sorted(actor.name for actor in found.actors)


def actor(found: Resolved, name: str) -> Actor:
    return next(one for one in found.actors if one.name == name)


def judge(kind: str, *who: str, to: str = "", article: str = "", line: int = 1) -> Judgement:
    return Judgement(kind=kind, names=who, to=to, article=article, reason="The editor knows.", line=line)  # type: ignore[arg-type]


def test_the_variants_of_one_person_are_one_actor_with_reasons(make: Make) -> None:
    found = resolved(
        make(
            {
                "a.txt": ["Lloyd J. Austin"],
                "b.txt": ["Llyod J. Austin"],
                "c.txt": [{"names": ["Llyod J Austin", "Austin"]}],
                "d.txt": ["Llyod Austin"],
            }
        ),
        [],
    )
    (one,) = found.actors
    assert (one.id, one.name) == ("person:lloyd-j-austin", "Lloyd J. Austin")
    assert one.articles == ("a.txt", "b.txt", "c.txt", "d.txt")
    why = {variant.text: variant.evidence for variant in one.variants}
    assert why["Lloyd J. Austin"] is None
    slip = why["Llyod J. Austin"]
    assert slip is not None
    assert slip.rule == "misspelling"
    assert "swapped" in slip.reason
    assert slip.loci
    short = why["Austin"]
    assert short is not None
    assert "Llyod J Austin" in short.reason


def test_two_people_of_one_family_name_are_held_apart_with_evidence(make: Make) -> None:
    found = resolved(make({"a.txt": ["Angela P. Blome", *COMPANY], "b.txt": ["Donald Blome", *COMPANY]}), [])
    assert {"Angela P. Blome", "Donald Blome"} <= set(names(found))
    (held,) = found.held_apart
    assert {held.left, held.right} == {"person:angela-p-blome", "person:donald-blome"}
    assert "given names differ" in held.evidence.reason
    assert "Jilani" in held.evidence.reason


def test_a_person_of_the_past_is_not_taken_for_a_namesake(make: Make) -> None:
    past = {"names": ["Liaquat Ali Khan"], "historical": "“Late” stands before the name."}
    found = resolved(make({"a.txt": [past, *COMPANY], "b.txt": ["Imran Khan", *COMPANY]}), [])
    assert not found.held_apart
    assert actor(found, "Liaquat Ali Khan").historical is not None
    assert actor(found, "Imran Khan").historical is None


def test_a_full_name_that_fits_two_clashing_ones_joins_neither(make: Make) -> None:
    found = resolved(make({"a.txt": ["John A. Smith"], "b.txt": ["John B. Smith"], "c.txt": ["John Smith"]}), [])
    assert len(found.actors) == 3
    assert len(found.held_apart) == 2


def test_a_stated_role_decides_between_two_that_fit(make: Make) -> None:
    mayor = {"roles": ["Mayor of Leeds"]}
    found = resolved(
        make(
            {
                "a.txt": [{"names": ["John A. Smith"], **mayor}],
                "b.txt": ["John B. Smith"],
                "c.txt": [{"names": ["John Smith"], **mayor}],
            }
        ),
        [],
    )
    assert names(found) == ["John A. Smith", "John B. Smith"] or names(found) == ["John B. Smith", "John Smith"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Antony Blinken", "Antony Blinkin"),
        ("Mike Pompeo", "Michael Pompeo"),
        ("A. Munir", "Asim Munir"),
        ("Erik Kurilla", "Michael Erik Kurilla"),
        ("James Thomas", "Thomas James"),
    ],
)
def test_a_likely_pair_joins_in_like_company_only(make: Make, left: str, right: str) -> None:
    others = ["Jalil Abbas Jilani", "Victoria Nuland"]
    alone = resolved(make({"a.txt": [left, "Ann Ames"], "b.txt": [right, "Bo Bates"]}), [])
    assert {left, right} <= set(names(alone))
    assert [held.evidence.rule for held in alone.held_apart] != []
    together = resolved(make({"a.txt": [left, *others], "b.txt": [right, *others]}), [])
    assert len({left, right} & set(names(together))) == 1
    named = resolved(make({"a.txt": [left, right, *others], "b.txt": [right, *others]}), [])
    assert {left, right} <= set(names(named)), "one article names both: two people"


def test_father_and_son_stay_two_in_one_company(make: Make) -> None:
    found = resolved(
        make({"a.txt": ["Donald Trump", "Donald Trump Jr.", *COMPANY], "b.txt": ["Donald Trump Jr.", *COMPANY]}), []
    )
    assert {"Donald Trump", "Donald Trump Jr."} <= set(names(found))


def test_a_single_name_goes_to_its_one_owner_in_like_company(make: Make) -> None:
    found = resolved(make({"a.txt": [{"names": ["Asim Munir", "Munir"]}, *COMPANY], "b.txt": ["Munir", *COMPANY]}), [])
    assert actor(found, "Asim Munir").articles == ("a.txt", "b.txt")


def test_a_single_name_without_anything_else_stands_alone_and_is_listed(make: Make) -> None:
    found = resolved(make({"a.txt": ["Imran Khan", "Ann Ames"], "b.txt": ["Khan", "Bo Bates"]}), [])
    assert {"Imran Khan", "Khan"} <= set(names(found))
    assert len(found.held_apart) == 1


def test_a_single_name_with_two_owners_stands_alone(make: Make) -> None:
    found = resolved(
        make({"a.txt": ["Imran Khan", "Ann Ames"], "b.txt": ["Liaquat Ali Khan", "Bo Bates"], "c.txt": ["Khan"]}), []
    )
    assert names(found).count("Khan") == 1


def test_a_single_name_beside_a_relative_goes_to_its_usual_owner(make: Make) -> None:
    usual = {"names": ["Donald Trump", "Trump"]}
    found = resolved(
        make(
            {
                "a.txt": [usual, "Ann Ames"],
                "b.txt": [usual, "Ann Ames"],
                "c.txt": [usual, "Bo Bates"],
                "d.txt": ["Melania Trump", "Trump", "Ann Ames", "Bo Bates"],
            }
        ),
        [],
    )
    assert actor(found, "Donald Trump").articles == ("a.txt", "b.txt", "c.txt", "d.txt")
    assert actor(found, "Melania Trump").articles == ("d.txt",)


def test_a_common_family_name_needs_more_than_one_bearer_in_the_corpus(make: Make) -> None:
    def body(name: str) -> dict[str, object]:
        return {"names": [name], "kind": "organisation"}

    rare = resolved(make({"a.txt": ["Tony Blair", body("Labour")], "b.txt": ["Blair", body("Labour")]}), [])
    assert actor(rare, "Tony Blair").articles == ("a.txt", "b.txt")
    common = resolved(make({"a.txt": ["Phil Smith", body("Labour")], "b.txt": ["Smith", body("Labour")]}), [])
    assert actor(common, "Phil Smith").articles == ("a.txt",)


def test_single_names_of_two_articles_are_two_people_unless_something_is_shared(make: Make) -> None:
    found = resolved(make({"a.txt": ["Smith", "Ann Ames"], "b.txt": ["Smith", "Bo Bates"]}), [])
    assert [one.name for one in found.actors].count("Smith") == 2
    assert len({one.id for one in found.actors}) == 4
    common = {f"{n}.txt": ["Ann Ames", f"Bo Bates {n}"] for n in "defghijk"}
    everywhere = resolved(make({"a.txt": ["Phil Smith", "Ann Ames"], "b.txt": ["Smith", "Ann Ames"], **common}), [])
    assert "Smith" in names(everywhere), "company that everyone keeps tells nothing"
    role = {"names": ["Smith"], "roles": ["Mayor of Leeds"]}
    found = resolved(make({"a.txt": [role, "Ann Ames"], "b.txt": [role, "Bo Bates"]}), [])
    assert [one.name for one in found.actors].count("Smith") == 1


def test_family_name_first(make: Make) -> None:
    found = resolved(
        make({"a.txt": [{"names": ["Kim Jong-un", "Kim"]}], "b.txt": ["Kim Jong Un"], "c.txt": ["Kim Jong-il"]}), []
    )
    assert names(found) == ["Kim Jong-il", "Kim Jong-un"]


def test_authors_are_no_actors(make: Make) -> None:
    found = resolved(make({"a.txt": [{"byline": "Rizwan Shah"}, "Rizwan Shah", "Asim Munir"]}), [])
    assert names(found) == ["Asim Munir"]


def test_an_author_whom_another_article_reports_on_is_an_actor(make: Make) -> None:
    found = resolved(make({"a.txt": [{"byline": "Rizwan Shah"}, "Rizwan Shah"], "b.txt": ["Rizwan Shah"]}), [])
    assert names(found) == ["Rizwan Shah"]


def test_the_name_shown_is_the_usual_full_one(make: Make) -> None:
    found = resolved(
        make(
            {
                "a.txt": [{"names": ["Syed Asim Munir", "Asim Munir"]}],
                "b.txt": ["Asim Munir"],
                "c.txt": ["ASIM MUNIR"],
                "d.txt": ["Asim Munir"],
            }
        ),
        [],
    )
    assert names(found) == ["Asim Munir"]


def test_capitals_of_a_headline_are_not_the_name_shown(make: Make) -> None:
    found = resolved(
        make(
            {
                "a.txt": [{"names": ["SWITZERLAND", "Switzerland"], "kind": "place"}],
                "b.txt": [{"names": ["ASIM MUNIR", "Asim Munir"]}],
            }
        ),
        [],
    )
    assert names(found) == ["Asim Munir", "Switzerland"]


def test_a_people_is_no_place(make: Make) -> None:
    found = resolved(
        make(
            {
                "a.txt": [
                    {"names": [one], "kind": "place"}
                    for one in ("North Korea", "North Koreans", "Pakistani", "Pakistan")
                ]
            }
        ),
        [],
    )
    assert len(found.actors) == 4


def test_places_and_bodies_in_their_spellings(make: Make) -> None:
    def place(name: str) -> dict[str, object]:
        return {"names": [name], "kind": "place"}

    def body(name: str) -> dict[str, object]:
        return {"names": [name], "kind": "organisation"}

    found = resolved(
        make(
            {
                "a.txt": [place("United States"), body("Defence Ministry")],
                "b.txt": [place("US"), place("U.S."), body("the Defense Ministry")],
                "c.txt": [place("Pakistan"), body("Pakistan Army"), body("Army")],
            }
        ),
        [],
    )
    assert len([one for one in found.actors if one.kind == "place"]) == 2
    assert sorted(one.name for one in found.actors if one.kind == "organisation") == [
        "Army",
        "Defense Ministry",
        "Pakistan Army",
    ]


def test_a_name_is_what_most_mentions_take_it_for(make: Make) -> None:
    def pentagon(kind: str) -> dict[str, object]:
        return {"names": ["Pentagon"], "kind": kind}

    body = pentagon("organisation")
    found = resolved(make({"a.txt": [body], "b.txt": [body], "c.txt": [pentagon("place")]}), [])
    (one,) = found.actors
    assert (one.kind, len(one.articles)) == ("organisation", 3)
    undecided = resolved(make({"a.txt": [body], "c.txt": [pentagon("place")]}), [])
    assert len(undecided.actors) == 2


def test_a_short_form_is_what_the_text_defines(make: Make) -> None:
    long = {"names": ["Tehreek-e-Taliban Pakistan"], "kind": "organisation", "after": " (TTP)"}
    short = {"names": ["TTP"], "kind": "organisation"}
    found = resolved(make({"a.txt": [long, short], "b.txt": [short]}), [])
    (one,) = found.actors
    assert one.name == "Tehreek-e-Taliban Pakistan"
    (why,) = [variant.evidence for variant in one.variants if variant.text == "TTP"]
    assert why is not None
    assert "(TTP)" in why.reason


def test_a_short_form_of_two_bodies_joins_neither(make: Make) -> None:
    def defined(name: str) -> dict[str, object]:
        return {"names": [name], "kind": "organisation", "after": " (FO)"}

    short = {"names": ["FO"], "kind": "organisation"}
    found = resolved(
        make({"a.txt": [defined("Foreign Office")], "b.txt": [defined("Field Operations")], "c.txt": [short]}), []
    )
    assert len(found.actors) == 3


def test_words_in_brackets_that_do_not_stand_for_the_name_define_nothing(make: Make) -> None:
    long = {"names": ["Lloyd Bank"], "kind": "organisation", "after": " (retired)"}
    found = resolved(make({"a.txt": [long], "b.txt": [{"names": ["retired"], "kind": "organisation"}]}), [])
    assert len(found.actors) == 2


def test_a_usual_short_form_is_told_as_such(make: Make) -> None:
    def place(name: str) -> dict[str, object]:
        return {"names": [name], "kind": "place"}

    (found,) = resolved(make({"a.txt": [place("United States")], "b.txt": [place("US")]}), []).actors
    reasons = {one.text: one.evidence.rule if one.evidence else "" for one in found.variants}
    assert reasons == {"United States": "", "US": "usual-form"}


def test_namesakes_in_other_walks_of_life_and_other_company_are_two(make: Make) -> None:
    def smith(role: str) -> dict[str, object]:
        return {"names": ["John Smith"], "roles": [role]}

    found = resolved(
        make({"a.txt": [smith("Labour senator"), "Ann Ames"], "b.txt": [smith("striker"), "Bo Bates"]}), []
    )
    assert names(found).count("John Smith") == 2
    (held,) = found.held_apart
    assert held.evidence.rule == "namesakes"
    same = resolved(
        make({"a.txt": [smith("Labour senator"), "Ann Ames"], "b.txt": [smith("former striker"), "Ann Ames"]}), []
    )
    assert names(same).count("John Smith") == 1, "one company"
    bare = resolved(make({"a.txt": [smith("Labour senator"), "Ann Ames"], "b.txt": ["John Smith", "Bo Bates"]}), [])
    assert names(bare).count("John Smith") == 1, "no clash is stated"


def test_a_calling_beside_the_name_tells_namesakes_apart(make: Make) -> None:
    def smith(after: str) -> dict[str, object]:
        return {"names": ["John Smith"], "after": after}

    apart = make(
        {"a.txt": [smith(", a professor at Oxford,"), "Ann Ames"], "b.txt": [smith(", the Rovers striker,"), "Bo"]}
    )
    assert names(resolved(apart, [])).count("John Smith") == 2
    like = make({"a.txt": [smith(", a professor at Oxford,"), "Ann Ames"], "b.txt": [smith(", the historian,"), "Bo"]})
    assert names(resolved(like, [])).count("John Smith") == 1, "one walk of life"


# Judgements


def test_a_merge_outranks_clashing_names(make: Make) -> None:
    found = resolved(
        make({"a.txt": ["Angela P. Blome"], "b.txt": ["Donald Blome"]}),
        [judge("merge", "Angela P. Blome", "Donald Blome", to="Donald Blome")],
    )
    (one,) = found.actors
    assert one.name == "Donald Blome"
    assert one.judged
    assert not found.problems


def test_a_split_outranks_equal_spelling(make: Make) -> None:
    corpus = make({"a.txt": ["Lloyd Austin"], "b.txt": ["Llyod Austin"]})
    apart = resolved(corpus, [judge("split", "Lloyd Austin", "Llyod Austin")])
    assert names(apart) == ["Lloyd Austin", "Llyod Austin"]
    assert len(resolved(corpus, []).actors) == 1


def test_a_split_holds_against_a_third_that_links_both(make: Make) -> None:
    corpus = make({"a.txt": ["Lloyd J. Austin"], "b.txt": ["Llyod Austin"], "c.txt": ["Lloyd Austin"]})
    found = resolved(corpus, [judge("split", "Lloyd J. Austin", "Llyod Austin")])
    assert len(found.actors) == 2


def test_a_judgement_of_one_article_touches_that_article_only(make: Make) -> None:
    corpus = make({"a.txt": ["Imran Khan"], "b.txt": ["Khan"], "c.txt": ["Khan"]})
    found = resolved(corpus, [judge("merge", "Khan", "Imran Khan", article="b.txt")])
    assert actor(found, "Imran Khan").articles == ("a.txt", "b.txt")
    assert actor(found, "Khan").articles == ("c.txt",)


def test_a_namesake_is_split_off_in_one_article(make: Make) -> None:
    corpus = make({"a.txt": ["John Smith"], "b.txt": ["John Smith"], "c.txt": ["John Smith"]})
    found = resolved(corpus, [judge("split", "John Smith", "John Smith", article="b.txt")])
    assert sorted(one.articles for one in found.actors) == [("a.txt", "c.txt"), ("b.txt",)]


def test_rename_and_ignore(make: Make) -> None:
    corpus = make({"a.txt": ["Asim Munir", "Lies Damned"]})
    found = resolved(corpus, [judge("rename", "Asim Munir", to="Syed Asim Munir"), judge("ignore", "Lies Damned")])
    (one,) = found.actors
    assert (one.name, one.id) == ("Syed Asim Munir", "person:syed-asim-munir")
    assert [variant.text for variant in one.variants] == ["Asim Munir"]


def test_a_merge_keeps_its_first_name(make: Make) -> None:
    corpus = make({"a.txt": ["Jalil Abbas Jilani"], "b.txt": ["Jalil Abbas Jeelani"]})
    found = resolved(corpus, [judge("merge", "Jalil Abbas Jeelani", "Jalil Abbas Jilani")])
    assert names(found) == ["Jalil Abbas Jeelani"]


def test_a_split_parts_names_that_one_article_has_together(make: Make) -> None:
    corpus = make({"a.txt": [{"names": ["Syed Asim Munir", "Asim Munir", "Munir"]}], "b.txt": ["Asim Munir"]})
    split = [judge("split", "Syed Asim Munir", "Asim Munir")]
    cut = judged(corpus, split)
    found = resolved(cut, split)
    assert names(found) == ["Asim Munir", "Syed Asim Munir"]
    assert actor(found, "Asim Munir").articles == ("a.txt", "b.txt")
    assert [variant.text for variant in actor(found, "Syed Asim Munir").variants] == ["Munir", "Syed Asim Munir"]
    assert judged(cut, split) == cut
    assert judged(corpus, []) is corpus


def test_an_ignored_short_form_leaves_the_person(make: Make) -> None:
    corpus = make({"a.txt": [{"names": ["Donald Trump", "Trump Tower"]}]})
    ignore = [judge("ignore", "Trump Tower")]
    cut = judged(corpus, ignore)
    found = resolved(cut, ignore)
    assert [variant.text for variant in actor(found, "Donald Trump").variants] == ["Donald Trump"]
    assert not found.problems
    assert [one.text for one in cut.accounts[cut.order[0]].unlinked] == ["Trump Tower"]


@pytest.mark.parametrize("kind", ["merge", "split", "rename", "ignore", "role"])
def test_a_judgement_that_matches_nothing_is_reported_with_the_closest_name(make: Make, kind: str) -> None:
    corpus = make({"a.txt": ["Asim Munir", "Thomas West"]})
    who = ("Asim Muneer", "Thomas West") if kind in {"merge", "split"} else ("Asim Muneer",)
    (problem,) = resolved(corpus, [judge(kind, *who, to="x", line=7)]).problems
    assert (problem.path, problem.line) == ("content/judgements.yaml", 7)
    assert "“Asim Muneer”" in problem.what
    assert "did you mean “Asim Munir”" in problem.hint


def test_an_unknown_article_is_reported(make: Make) -> None:
    corpus = make({"news/a.txt": ["Asim Munir"]})
    (problem,) = resolved(corpus, [judge("ignore", "Asim Munir", article="news/b.txt")]).problems
    assert "news/a.txt" in problem.hint


def test_contradictions_are_reported(make: Make) -> None:
    corpus = make({"a.txt": ["Lloyd Austin"], "b.txt": ["Llyod Austin"]})
    both = [
        judge("merge", "Lloyd Austin", "Llyod Austin", line=2),
        judge("split", "Llyod Austin", "Lloyd Austin", line=9),
    ]
    found = resolved(corpus, both)
    assert len(found.actors) == 2
    assert [problem.line for problem in found.problems] == [9]
    two = [judge("rename", "Lloyd Austin", to="A B", line=2), judge("rename", "Lloyd Austin", to="C D", line=3)]
    found = resolved(corpus, two)
    assert [one.name for one in found.actors] == ["A B"]
    assert [problem.line for problem in found.problems] == [3]


# Laws

POOL = [
    "Asim Munir",
    "Syed Asim Munir",
    "Munir",
    "A. Munir",
    "Lloyd Austin",
    "Llyod J. Austin",
    "Austin",
    "Imran Khan",
    "Liaquat Ali Khan",
    "Khan",
    "John A. Smith",
    "John B. Smith",
    "John Smith",
    "John Smith Jr.",
    "Smith",
    "Kim Jong-un",
    "Kim",
    "Mike Pompeo",
    "Michael Pompeo",
]
CORPORA = st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=5, unique=True), min_size=1, max_size=6)


def shape(found: Resolved) -> object:
    return (found.actors, found.held_apart, found.problems)


@settings(max_examples=150, deadline=None)
@given(CORPORA, st.randoms(use_true_random=False))
def test_order_of_input_changes_nothing(make: Make, articles: list[list[str]], shuffle: random.Random) -> None:
    corpus = make({f"{i}.txt": some for i, some in enumerate(articles)})
    keys = list(corpus.articles)
    shuffle.shuffle(keys)
    other = corpus_of({key: corpus.articles[key] for key in keys}, {key: corpus.accounts[key] for key in keys})
    assert shape(resolved(corpus, [])) == shape(resolved(other, []))


@settings(max_examples=100, deadline=None)
@given(CORPORA, st.sampled_from(POOL), st.sampled_from(POOL))
def test_a_split_keeps_apart_and_its_removal_restores(
    make: Make, articles: list[list[str]], left: str, right: str
) -> None:
    corpus = make({f"{i}.txt": some for i, some in enumerate(articles)})
    before = shape(resolved(corpus, []))
    split = [judge("split", left, right)]
    found = resolved(judged(corpus, split), split)
    if left != right:
        for one in found.actors:
            texts = {variant.text for variant in one.variants}
            assert not {left, right} <= texts
    assert shape(resolved(corpus, [])) == before


@settings(max_examples=100, deadline=None)
@given(CORPORA)
def test_each_chain_has_one_actor_and_clashing_names_never_meet(make: Make, articles: list[list[str]]) -> None:
    found = resolved(make({f"{i}.txt": some for i, some in enumerate(articles)}), [])
    chains = [ref for one in found.actors for ref in one.chains]
    assert len(chains) == len(set(chains)) == sum(map(len, articles))
    assert len({one.id for one in found.actors}) == len(found.actors)
    for one in found.actors:
        texts = {variant.text for variant in one.variants}
        assert not {"John A. Smith", "John B. Smith"} <= texts
        assert not {"Imran Khan", "Liaquat Ali Khan"} <= texts


def invented(count: int) -> Sequence[str]:
    draw = random.Random(7)  # noqa: S311 - names, not keys
    onsets, ends = ["b", "d", "k", "l", "m", "n", "r", "s", "t", "v", "sh"], ["an", "er", "il", "o", "us", "eth", "im"]

    def word() -> str:
        return ("".join(draw.choice(onsets) + draw.choice("aeiou") for _ in range(2)) + draw.choice(ends)).title()

    given = [word() for _ in range(400)]
    family = [word() for _ in range(count // 8)]
    return [f"{draw.choice(given)} {draw.choice(['', '', 'J. '])}{draw.choice(family)}" for _ in range(count)]


def test_blocking_grows_with_the_names_and_not_their_square() -> None:
    few, many = (len(pairs([parse(text) for text in invented(count)])) for count in (4000, 16000))
    assert many / few < 4 * 3, "all pairs would be 16 times as many"


def test_one_family_name_for_all_stays_cheap() -> None:
    some = [parse(f"{text.split()[0]} Khan") for text in invented(8000)]
    assert len(pairs(some)) < 60 * len(some)


@pytest.mark.parametrize("crowd", ["strangers", "one", "namesakes"])
def test_joining_grows_with_the_articles_and_not_their_square(make: Make, crowd: str) -> None:
    def spent(count: int) -> int:
        given = invented(40)
        people: dict[str, list[str]] = {}
        for i in range(count):
            lone = {"strangers": f"Zed{i}", "one": "Trump", "namesakes": "Khan"}[crowd]
            full = {"strangers": f"Ann Zed{i}", "one": "Donald Trump", "namesakes": f"{given[i % 40].split()[0]} Khan"}
            people[f"{i}.txt"] = [full[crowd] if i % 3 else lone, f"Bo Bates{i % 50}", f"Cy Court{i % 70}"]
        corpus = make(people)
        return steps(lambda: resolved(corpus, []))

    spent(10)  # what is done once is done
    assert spent(800) / spent(200) < 4 * 1.5, "all pairs would be 16 times the work"
