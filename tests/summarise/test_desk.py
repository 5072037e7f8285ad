"""A desk that is kept from run to run gives what one that begins anew gives.

Longer than most files: the cases share one small world, and the steps that change it.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.digest import encode
from generator.engine.executor import Engine
from generator.engine.memory import Memory
from generator.engine.store import Store
from generator.nouns.briefing import Briefing
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import (
    Actor,
    ChainRef,
    Findings,
    Passage,
    Story,
    Telling,
    Topic,
    TopicMatch,
)
from generator.nouns.ids import ActorId, ArticleId, StoryId, TopicId
from generator.settings import BriefSettings, Settings
from generator.summarise import briefing, desk, pool, terms
from generator.summarise import candidates as candidates_of
from generator.summarise.bearing import Bearings
from generator.summarise.candidates import candidates
from generator.summarise.pool import Pool
from tests.texts import corpus

NAMES = ("Ada Rossi", "Ugo Bini", "Lea Conti", "Pia Neri")
SHOWN = Evidence(rule="rule", reason="It shows.")
KEYS = tuple(f"{letter}.txt" for letter in "abcdefg")
DAYS = st.sampled_from(("2024-01-01", "2024-02-01", "2024-03-01"))
TOPICS = st.sampled_from(("flood", "pumps", ""))
PLACES = st.tuples(st.sampled_from(KEYS), st.integers(0, 4))
SENTENCES = st.builds(
    lambda people, told, last: f"{' and '.join(people) or 'The port'} {' '.join(told)} {last} for the river town.",
    st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
    st.permutations(("meet", "opened", "harbour", "flood", "barrier", "gates", "winter", "pumps")).map(
        lambda one: one[:5]
    ),
    st.sampled_from(("quickly", "slowly", "twice", "loudly", "gladly", "2024", "again")),
)


@dataclass
class World:
    """Articles by their sentences, each a paragraph, and what is found in them."""

    texts: dict[str, dict[int, str]] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    tellings: dict[str, int] = field(default_factory=dict)
    ignored: set[str] = field(default_factory=set)
    shared: set[frozenset[tuple[str, int]]] = field(default_factory=set)
    sorted: dict[tuple[str, int], str] = field(default_factory=dict)
    main: frozenset[str] = frozenset()

    def share(self, places: frozenset[tuple[str, int]]) -> None:
        self.shared ^= {places}

    def ignore(self, name: str) -> None:
        self.ignored ^= {name}

    def told(self) -> tuple[Corpus, Findings]:
        texts = {
            key: "\n".join(text for _, text in sorted(lines.items())) for key, lines in self.texts.items() if lines
        }
        made = corpus(texts, names=NAMES, published=self.dates)
        matches = {
            ArticleId(key): [self.sorted.get((key, place), "flood") for place in sorted(self.texts[key])]
            for key in texts
        }
        main = tuple(key for key in made.order if key in self.main)
        return made, Findings(
            actors=self._actors(made),
            topics=(
                Topic(id=TopicId("flood"), title="Flood", main=main, proposed=SHOWN if main else None),
                Topic(id=TopicId("pumps"), title="Pumps"),
            ),
            passages=tuple(
                Passage(article=key, paragraph=place, matches=(TopicMatch(topic=TopicId(topic), score=0.8),))
                for key in sorted(matches)
                for place, topic in enumerate(matches[key])
                if topic
            ),
            stories=tuple(self._stories(made)),
            tellings=self._tellings(made),
        )

    def _actors(self, made: Corpus) -> tuple[Actor, ...]:
        chains: dict[str, list[ChainRef]] = {}
        for key, account in made.accounts.items():
            for number, chain in enumerate(account.chains):
                if chain.name in self.ignored:
                    continue
                chains.setdefault(self.merged.get(chain.name, chain.name), []).append(
                    ChainRef(article=key, chain=number)
                )
        return tuple(
            Actor(
                id=ActorId(f"person:{name}"),
                kind="person",
                name=name,
                variants=(),
                chains=tuple(sorted(refs)),
                articles=tuple({ref.article: None for ref in refs}),
            )
            for name, refs in sorted(chains.items())
        )

    def _tellings(self, made: Corpus) -> tuple[Telling, ...]:
        groups: dict[object, list[ArticleId]] = {}
        for key in made.order:
            groups.setdefault(self.tellings.get(key) or key, []).append(key)
        return tuple(Telling(articles=tuple(keys)) for keys in groups.values())

    def _stories(self, made: Corpus) -> list[Story]:
        found = []
        for places in sorted(map(sorted, self.shared)):
            loci = tuple(
                Locus(article=ArticleId(key), paragraph=place, start=0, end=20)
                for key, place in places
                if ArticleId(key) in made.articles and place < len(made.articles[ArticleId(key)].paragraphs)
            )
            if len(loci) > 1:
                found.append(Story(id=StoryId(str(places)), loci=loci, evidence=SHOWN))
        return found


Place = tuple[str, int]
Step = Callable[[World], object]


def write(place: Place, text: str) -> Step:
    return lambda world: world.texts.setdefault(place[0], {}).update({place[1]: text})


def strike(place: Place) -> Step:
    return lambda world: world.texts.get(place[0], {}).pop(place[1], None)


def propose(keys: frozenset[str]) -> Step:
    return lambda world: setattr(world, "main", keys)


STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(write, PLACES, SENTENCES),
    st.builds(strike, PLACES),
    st.builds(propose, st.frozensets(st.sampled_from(KEYS))),
    st.sampled_from(KEYS).map(lambda key: lambda world: world.texts.pop(key, None)),
    st.tuples(st.sampled_from(KEYS), DAYS).map(lambda one: lambda world: world.dates.update([one])),
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).map(lambda one: lambda world: world.merged.update([one])),
    st.tuples(st.sampled_from(KEYS), st.integers(0, 2)).map(lambda one: lambda world: world.tellings.update([one])),
    st.sampled_from(NAMES).map(lambda name: lambda world: world.ignore(name)),
    st.frozensets(PLACES, min_size=2, max_size=2).map(lambda one: lambda world: world.share(one)),
    st.tuples(PLACES, TOPICS).map(lambda one: lambda world: world.sorted.update([one])),
)


def made(world: World, settings: Settings, memory: Memory | None, folder: Path | None = None) -> Briefing:
    texts, every = world.told()
    store = Store(folder)
    found = briefing(every, texts, settings, Engine(store, memory=memory))
    while memory is not None and memory.settle():
        pass
    store.close()
    return found


def told(found: Briefing) -> tuple[bytes, list[str]]:
    """Give all of a briefing, and the order that its briefs have for whoever goes over them."""
    return encode(found), [*found.topics, *found.articles, *found.actors]


@given(
    st.lists(st.builds(write, PLACES, SENTENCES), min_size=12, max_size=30),
    st.lists(st.tuples(st.lists(STEPS, min_size=1, max_size=3), st.booleans()), min_size=1, max_size=6),
    st.sampled_from((0, 40)),
    st.sampled_from((1, 64)),
)
def test_a_chain_of_edits_gives_what_the_last_state_gives(
    written: list[Step], edits: list[tuple[list[Step], bool]], words: int, stale: int
) -> None:
    """In one process, and in others of which some stay for the next edit: they go on from what they had opened."""
    settings, memory, world = Settings(brief=BriefSettings(topic_words=words)), Memory(), World()
    other: Memory | None = None
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(desk, "_STALE", stale)  # so that one is resumed that is older than the last run
        patch.setattr(terms, "_COMMON", 4)  # so that terms become common, and cease to be, in so small a corpus
        patch.setattr(pool, "_SEVERAL", 2)
        for step in written:
            step(world)
        assert told(made(world, settings, memory)) == told(made(world, settings, None))
        made(world, settings, None, Path(folder))
        for steps, stays in edits:
            for step in steps:
                step(world)
            memory.turn()
            whole = told(made(world, settings, None))
            assert told(made(world, settings, memory)) == whole
            other = (other or Memory()) if stays else None
            assert told(made(world, settings, other, Path(folder))) == whole
            if other is not None:
                other.turn()


def harbours() -> World:
    world = World()
    for key in KEYS:
        write((key, 0), f"The port of {key[0]}ville opened its new harbour to heavy ships in {key[0]}uly.")(world)
    return world


def test_another_process_goes_on_from_what_was_written_down(tmp_path: Path) -> None:
    world = harbours()
    made(world, Settings(), None, tmp_path)
    write(("a.txt", 1), "Ada Rossi praised the pilots of the lagoon in a long and cheerful speech.")(world)
    texts, every = world.told()
    engine = Engine(Store(tmp_path))
    assert told(briefing(every, texts, Settings(), engine)) == told(made(world, Settings(), None))
    asked = engine.report.tallies["candidates"]
    assert (asked.hits, asked.misses) == (0, 1)


def test_what_was_written_down_is_of_no_use_once_the_store_has_lost_what_it_rests_on(tmp_path: Path) -> None:
    world = harbours()
    made(world, Settings(), None, tmp_path)
    with closing(connect(tmp_path / "store.sqlite3")) as store, store:
        store.execute("DELETE FROM entry WHERE NOT passing")
    write(("a.txt", 0), "The port of aville opened its new harbour to small ships in auly.")(world)
    assert told(made(world, Settings(), None, tmp_path)) == told(made(world, Settings(), None))


def test_another_process_forgets_actors_that_nobody_is_any_more(tmp_path: Path) -> None:
    world = harbours()
    world.sorted["a.txt", 0] = ""
    write(("a.txt", 0), "Ada Rossi opened the harbour barrier twice for the river town.")(world)
    made(world, Settings(), None, tmp_path)
    world.ignore("Ada Rossi")
    assert told(made(world, Settings(), None, tmp_path)) == told(made(world, Settings(), None))


@pytest.mark.parametrize("stays", [True, False])
def test_what_failed_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, stays: bool) -> None:
    """By the process that it failed in, and by another."""
    world, memory, of = harbours(), Memory() if stays else None, candidates_of._of

    def failing(one: candidates_of.Known, names: candidates_of._Names) -> candidates_of.Candidates:
        if one.article.id == "b.txt":
            raise MemoryError
        return of(one, names)

    with monkeypatch.context() as patch:
        patch.setattr(candidates_of, "_of", failing)
        assert ArticleId("b.txt") not in made(world, Settings(), memory, tmp_path).articles
    assert told(made(world, Settings(), memory, tmp_path)) == told(made(world, Settings(), None))
    world.texts.pop("b.txt")
    assert told(made(world, Settings(), memory, tmp_path)) == told(made(world, Settings(), None))


def test_a_desk_on_which_something_failed_is_not_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where it was to be written when all was quiet, and the run that failed came first."""
    world, memory, of = harbours(), Memory(), candidates_of._of

    def failing(one: candidates_of.Known, names: candidates_of._Names) -> candidates_of.Candidates:
        if one.article.id == "b.txt":
            raise MemoryError
        return of(one, names)

    with closing(Store(tmp_path)) as store:
        texts, every = world.told()
        briefing(every, texts, Settings(), Engine(store, memory=memory))
        write(("b.txt", 0), "The port of bville closed its old harbour to heavy ships in buly.")(world)
        texts, every = world.told()
        monkeypatch.setattr(candidates_of, "_of", failing)
        briefing(every, texts, Settings(), Engine(store, memory=memory))
        monkeypatch.undo()
        while memory.settle():
            pass
    assert told(made(world, Settings(), None, tmp_path)) == told(made(world, Settings(), None))


def test_what_an_edit_does_not_touch_stays_the_same_object() -> None:
    world, memory = harbours(), Memory()
    first = made(world, Settings(), memory)
    write(("a.txt", 1), "Ada Rossi praised the pilots of the lagoon in a long and cheerful speech.")(world)
    second = made(world, Settings(), memory)
    assert second.articles[ArticleId("a.txt")] != first.articles[ArticleId("a.txt")]
    kept = [key for key in KEYS[1:] if second.articles[ArticleId(key)] is first.articles[ArticleId(key)]]
    assert kept == list(KEYS[1:])


def test_words_that_nobody_uses_any_more_are_forgotten() -> None:
    world, held, known = World(), Pool(), Bearings()
    sizes = []
    for number in range(12):
        for key in KEYS[:3]:
            write((key, 0), f"The port of {key[0]}ville{number:03} opened its harbour{number:03}.")(world)
        texts, every = world.told()
        known.turn(texts, every, texts.order)
        held.turn(texts, candidates(texts, known.of, texts.order, Engine(Store(None))), known.of, ())
        sizes.append(len(held.numbers))
        assert max(held.numbers.values()) < 2 * sizes[0]
    assert set(sizes) == {sizes[0]}


def test_nothing_is_kept_of_actors_and_topics_that_are_gone() -> None:
    world, memory = World(), Memory()
    for number in range(3):
        write(("a.txt", 0), "Ada Rossi opened the harbour barrier twice for the river town.")(world)
        world.merged["Ada Rossi"], world.sorted["a.txt", 0] = f"Ada {number}", f"topic-{number}"
        found = made(world, Settings(), memory)
        memory.turn()
        memory.leave("summarise", desk := memory.take("summarise"))
        assert list(found.actors) == list(desk.actors) == [f"person:Ada {number}"]
        assert list(desk.topics) == list(desk.sentences) == [f"topic-{number}"]
