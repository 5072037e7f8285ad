import random
from collections.abc import Mapping
from functools import partial
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.nouns.corpus import Corpus
from generator.nouns.findings import Passage, Topic
from generator.nouns.ids import ArticleId
from generator.resolve import nearest
from generator.resolve.groups import Grouper
from generator.resolve.proposals import Proposal, Proposer
from generator.resolve.texts import Split
from generator.resolve.topics import topics
from tests.texts import corpus, words

# Each event has words of its own; what surrounds them any article may say.
EVENTS = {
    "flood": "river flood dykes Rossi Arno boats sandbags evacuation bridge rain water mud cellar pumps",
    "strike": "dock strike union Larsen wages crane cargo pickets talks walkout harbour ballot containers pay",
    "whale": "whale beach stranded Iceland biologist fin tide sonar pod carcass ocean sand research rescue",
}
COMMON = (
    "people government week country city time officials house party plan law money public part case area group member "
    "meeting question result service centre level order power local national service office support return system "
    "problem decision report change effort leader reason interest course minister statement position answer family hand"
)


def written(event: str, number: int, length: int = 60) -> str:
    chance = random.Random(f"{event}{number}")  # noqa: S311 - the same words every time
    own = EVENTS.get(event) or " ".join(f"{event}{letter}" for letter in "abcdefghijklmno")
    words = [chance.choice((own if n % 2 else COMMON).split()) for n in range(length)]
    lines = [" ".join(words[n : n + 10]) for n in range(0, length, 10)]
    return "\n".join(f"The {one}." for one in lines)


def three_events(sizes: dict[str, int]) -> Corpus:
    return corpus({f"{event}-{n}.txt": written(event, n) for event, size in sizes.items() for n in range(size)})


def found_topics(sizes: dict[str, int]) -> tuple[tuple[Topic, ...], tuple[Passage, ...]]:
    made = three_events(sizes)
    return topics(made, words(made), ())


def proposed(made: Corpus) -> tuple[Proposal, ...]:
    split = words(made)
    return Proposer().proposals(made, (), split, lambda _: split)


def grouped(made: Corpus) -> list[set[str]]:
    return [set(one.articles) for one in Grouper().groups((), words(made), made.order)]


def test_events_are_found_whatever_their_number_and_size() -> None:
    for sizes in ({"flood": 3, "strike": 3}, {"flood": 12, "strike": 4, "whale": 2}, {"whale": 5}):
        wanted = [{f"{event}-{n}.txt" for n in range(size)} for event, size in sizes.items()]
        assert grouped(three_events(sizes)) == wanted, sizes


def test_articles_that_share_only_what_all_say_are_no_group() -> None:
    own = {f"{n}.txt": written(f"matter{n}x", n) for n in range(12)}
    assert grouped(corpus(own)) == []
    assert grouped(corpus({"one.txt": written("flood", 1)})) == []
    assert grouped(corpus({})) == []


def test_a_lone_article_stays_out() -> None:
    made = {f"flood-{n}.txt": written("flood", n) for n in range(4)} | {"whale-1.txt": written("whale", 1)}
    assert grouped(corpus(made)) == [{f"flood-{n}.txt" for n in range(4)}]


def test_the_order_of_the_files_changes_nothing() -> None:
    sizes = {"strike": 4, "flood": 4, "whale": 3}
    straight, turned = three_events(sizes), three_events(dict(reversed(sizes.items())))
    assert proposed(straight) == proposed(turned)


def test_a_proposal_is_in_the_articles_own_words() -> None:
    made = corpus(
        {
            f"{n}.txt": f"! Rossi on the flood\nThe dykes broke, mayor Anna Rossi said.\n{written('flood', n)}"
            for n in range(4)
        },
        names=("Anna Rossi", "Rossi"),
    )
    (one,) = proposed(made)
    assert "Anna Rossi" in one.settings.terms, "a name comes whole"
    assert not {"Monday", "people"} & set(one.settings.terms)
    assert one.settings.title.split(", ")[1:] == list(one.settings.terms[1:3])
    assert one.evidence.reason.startswith("4 articles")
    assert one.evidence.reason.endswith("they share"), "there are no others to be set apart from"
    assert {locus.article for locus in one.evidence.loci} <= set(one.articles)


def test_days_and_numbers_name_no_topic() -> None:
    made = corpus({f"{n}.txt": f"On Friday 15 whales, 300 people.\n{written('whale', n)}" for n in range(4)})
    (one,) = proposed(made)
    assert not {"Friday", "15", "300"} & set(one.settings.terms)


def test_a_site_without_topics_uses_the_proposed_ones_and_says_so() -> None:
    made, found = found_topics({"flood": 4, "strike": 3})
    first, second = made[:2]
    assert (first.main, len(second.main)) == (tuple(f"flood-{n}.txt" for n in range(4)), 3)
    assert first.proposed is not None
    assert all(match.reason.startswith("its article is one of these") for match in found[0].matches[:1])


def test_articles_of_two_events_named_alike_have_two_addresses() -> None:
    made, _ = found_topics({"flood": 4, "strike": 3, "whale": 3})
    assert len({one.id for one in made}) == len(made)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("flood", "strike", "whale", "mixed")),
        st.integers(0, 8),
        st.sampled_from(("", "edited", "again", "gone")),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=6,
)


@patch.multiple(nearest, _CROWD=6, _NEAREST=4)  # so that even few articles are more than are looked at
@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_after_any_edits_the_proposals_are_those_from_nothing(steps: list[tuple[str, int, str, int]]) -> None:
    texts = {f"{event}-{n}.txt": written(event, n) for event in EVENTS for n in range(5)}
    kept, marks = Proposer(), dict[ArticleId, bytes]()
    for event, number, what, day in (("flood", 0, "", 0), *steps):
        if what == "gone":
            texts.pop(f"{event}-{number}.txt", None)
        else:
            of = event if event in EVENTS else f"strike{what}"
            texts[f"{event}-{number}.txt"] = f"{written(of, number)}\nThe {what} river and union."
        made = corpus(texts, published={"flood-1.txt": f"2024-01-0{day + 1}"})
        split = words(made)
        gone = [key for key, mark in marks.items() if made.marks.get(key) != mark]
        now = {key: split[key] for key, mark in made.marks.items() if marks.get(key) != mark}
        marks = made.marks
        some = partial(some_of, split)
        assert kept.proposals(made, gone, now, some) == Proposer().proposals(made, (), split, some)


def some_of(split: Mapping[ArticleId, Split], marks: Mapping[ArticleId, bytes]) -> dict[ArticleId, Split]:
    return {key: split[key] for key in marks}
