"""Where sources differ: a box shows each side by one sentence of a text, and what it leaves out is a link away."""

import pytest

from generator.nouns.evidence import Evidence
from generator.nouns.findings import Disagreement, Findings, Version
from generator.nouns.page import ArticleView, DifferencesView, DifferenceView, Page
from tests.pages import made
from tests.texts import corpus

SUBJECT = "Who met Ann Lee (2024-01-02)"
TEXTS = corpus(
    {
        "a.txt": "! Ann Lee meets Bob Stone\nAnn Lee met Bob Stone. Bob Stone left.",
        "b.txt": "! Talks\nAnn Lee met Carl Stone.",
        "c.txt": "! Carl Stone calls on Ann Lee",
    },
    names=["Ann Lee", "Bob Stone", "Carl Stone"],
)


def site(*kept: tuple[str, str]) -> dict[str, Page]:
    first = [("a.txt", "Ann Lee meets Bob Stone"), ("a.txt", "Ann Lee met Bob Stone."), ("a.txt", "Bob Stone left.")]
    versions = tuple(
        Version(value=value, loci=tuple(made.locus(TEXTS, *place) for place in places))
        for value, places in (("2024-01-02", first), ("Carl Stone", kept))
    )
    evidence = Evidence(rule="namesakes", reason="no article names both", score=0.9)
    one = Disagreement(kind="identity", subject=SUBJECT, versions=versions, evidence=evidence)
    return made.pages(TEXTS, Findings(actors=made.actors(TEXTS), disagreements=(one,)))


def box(pages: dict[str, Page]) -> DifferenceView:
    (view,) = (page.view for path, page in pages.items() if path.startswith("articles/a") and path.endswith("html"))
    assert isinstance(view, ArticleView)
    (one,) = view.differences
    return one


def test_a_box_shows_a_sentence_of_a_text_and_counts_the_others() -> None:
    pages = site(("b.txt", "Ann Lee met Carl Stone."))
    first, second = box(pages).versions
    assert [made.text(one.runs) for one in first.sentences] == ["Ann Lee met Bob Stone."]
    assert (first.more, second.more) == (2, 0)
    assert made.broken(pages) == []


def test_a_headline_is_shown_where_nothing_else_states_it() -> None:
    (shown,) = box(site(("c.txt", "Carl Stone calls on Ann Lee"))).versions[1].sentences
    assert made.text(shown.runs) == "Carl Stone calls on Ann Lee"


def test_the_page_of_all_leaves_nothing_out_and_says_dates_in_words() -> None:
    view = site(("b.txt", "Ann Lee met Carl Stone."))["differences/index.html"].view
    assert isinstance(view, DifferencesView)
    (one,) = view.groups[0].differences
    assert [(len(version.sentences), version.more) for version in one.versions] == [(3, 0), (1, 0)]
    assert one.subject == "Who met Ann Lee (2 January 2024)"
    assert one.versions[0].value == "2 January 2024"
    assert SUBJECT in one.settle, "a judgement names it as it is"


@pytest.mark.parametrize(
    ("values", "alike", "told"),
    [
        (("Al Fox, Bo Ray", "Al Fox"), "All name Al Fox.", ["also Bo Ray", "nobody else"]),
        (("Al Fox, Bo Ray, Cy Orr", "Al Fox, Di Lee"), "All name Al Fox.", ["also Bo Ray and Cy Orr", "also Di Lee"]),
        (("Al Fox", "Bo Ray"), "", ["Al Fox", "Bo Ray"]),
        (("A, B, C, D, E", "A, B, C, D"), "All name 4 people.", ["also E", "nobody else"]),
    ],
)
def test_of_lists_of_names_only_what_differs_is_told(values: tuple[str, str], alike: str, told: list[str]) -> None:
    place = made.locus(TEXTS, "a.txt", "Ann Lee met Bob Stone.")
    evidence = Evidence(rule="left-out", reason="some leave people out")
    versions = tuple(Version(value=value, loci=(place,)) for value in values)
    one = Disagreement(kind="participants", subject="Whom Ann Lee met", versions=versions, evidence=evidence)
    view = made.pages(TEXTS, Findings(actors=made.actors(TEXTS), disagreements=(one,)))["differences/index.html"].view
    assert isinstance(view, DifferencesView)
    (shown,) = view.groups[0].differences
    assert shown.reason == f"Some leave people out. {alike}".strip()
    assert [version.value for version in shown.versions] == told
    assert values[0] in shown.settle, "a judgement names it as it is"
