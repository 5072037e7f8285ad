"""What a run takes up from the one before comes out as if it had been found from nothing, and stands where it can."""

import pickle
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.engine.digest import encode
from generator.engine.executor import Engine
from generator.engine.memory import Memory
from generator.engine.store import Store
from generator.nouns.account import DateExpression, Encounter, Quote, Sentence
from generator.nouns.corpus import Corpus, Part
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import Findings, Passage, Story, Telling, TopicMatch
from generator.nouns.ids import ArticleId, StoryId, TopicId
from generator.nouns.judgement import Judgement
from generator.resolve import called, joining, subjects
from generator.resolve.contribution import Contribution
from generator.resolve.joining import Joining
from generator.resolve.rechain import judged
from generator.resolve.subjects import resolve
from tests.resolve.conftest import article_of

PEOPLE: tuple[dict[str, Any], ...] = (
    {"names": ["Juan Perez", "Perez"], "roles": ["President of Bolivia"]},
    {"names": ["Maria Lopez", "Lopez"], "roles": ["President of Bolivia"]},
    {"names": ["Donald Blome"], "roles": ["US Ambassador"]},
    {"names": ["Angela Blome"], "roles": ["US Ambassador"]},
    {"names": ["Blome"], "roles": ["Ambassador"]},
    {"names": ["Jalil Abbas Jilani", "Jilani"], "roles": ["interim Foreign Minister"]},
    {"names": ["Jalil Jilani"], "roles": ["Foreign Minister"]},
    {"names": ["Jalil Jillani"], "roles": ["former Foreign Minister"]},
    {"names": ["Asim Munir", "Munir"], "roles": ["Army Chief"]},
    {"names": ["Asim Muneer"], "roles": ["Navy Chief"]},
    {"names": ["Asim Munir"], "roles": ["goalkeeper"]},
    {"names": ["Asim Munir"], "roles": ["professor"]},
    {"names": ["Foreign Office"], "kind": "organisation", "after": " (FO)"},
    {"names": ["FO"], "kind": "organisation"},
    {"names": ["Quetta"], "kind": "place", "after": ", where 12 people were killed,"},
    {"names": ["Quetta"], "kind": "place", "after": ", where 30 people were killed,"},
    {"names": ["Kabul"], "kind": "place", "after": ", where they deported Afghan nationals,"},
    {"names": ["Kabul"], "kind": "place", "after": ", where they resettled Afghan nationals,"},
)
DATES = ("2024-01-02", "2024-01-03", "2024-01-09", "2024-03-04", "2023-12", "")
JUDGEMENTS = (
    ("merge", ("Asim Munir", "Asim Muneer"), "", ""),
    ("merge", ("Juan Perez", "Jalil Jilani"), "", ""),
    ("split", ("Jalil Abbas Jilani", "Jalil Jilani"), "", ""),
    ("rename", ("Blome",), "Donald Blome", ""),
    ("ignore", ("Perez",), "", ""),
    ("role", ("Maria Lopez",), "Senator", ""),
    ("merge", ("Nobody Known", "Asim Munir"), "", ""),
    ("split", ("Asim Munir", "Juan Perez"), "", "a.txt"),
    ("ignore", ("Blome",), "", "b.txt"),
    ("merge", ("FO", "Quetta"), "", ""),
)


class Text(NamedTuple):
    """An article: whom it names, its day, words before its first name, whether it is copied, and what it is about."""

    people: tuple[int, ...]
    date: int
    words: int
    wire: bool
    topic: bool


class Step(NamedTuple):
    """An article that is written or goes (None), a judgement that is taken up or dropped (-1: none), and whether it is
    another process that goes on.
    """

    key: str
    text: Text | None
    judgement: int
    elsewhere: bool


TEXTS = st.builds(
    Text,
    st.lists(st.integers(0, len(PEOPLE) - 1), min_size=1, max_size=5).map(tuple),
    st.integers(0, len(DATES) - 1),
    st.integers(0, 2),
    st.booleans(),
    st.booleans(),
)
STEPS = st.builds(
    Step,
    st.sampled_from("abcdef"),
    st.none() | TEXTS,
    st.sampled_from([-1, -1, *range(len(JUDGEMENTS))]),
    st.booleans(),
)


def part_of(key: str, text: Text) -> Part:
    """Write an article: each paragraph is one sentence that is dated and said by whom it names; neighbours met."""
    people = [PEOPLE[number] for number in text.people]
    before = {"names": ["Dhaka"], "kind": "place", "roles": ["still"] * text.words}
    article, account = article_of(f"{key}.txt", [before, *people], DATES[text.date])
    every = list(enumerate(article.paragraphs))
    terms = tuple(f"word{number}" for number in text.people)
    return Part(
        article=article,
        account=msgspec.structs.replace(
            account,
            roles=tuple(one for one in account.roles if one.chain),
            sentences=tuple((Sentence(start=0, end=len(one.text), terms=terms),) for _, one in every),
            quotes=tuple(
                Quote(paragraph=place, sentence=0, start=0, end=4, text="well", chain=place) for place, _ in every[1:]
            ),
            dates=tuple(
                DateExpression(
                    paragraph=place, sentence=0, start=0, end=2, text="on", value="2024-01-01", precision="day"
                )
                for place, _ in every[1:3]
            ),
            encounters=tuple(
                Encounter(paragraph=place, sentence=0, participants=(place, place + 1), place=0, date=0)
                for place, _ in every[1:-1]
                if account.chains[place].kind == account.chains[place + 1].kind == "person"
            ),
        ),
        mark=encode((key, text)),
    )


def run(
    corpus: Corpus,
    texts: dict[str, Text],
    chosen: Sequence[int],
    memory: Memory | None,
    folder: Path | None = None,
    *,
    warming: bool = False,
) -> Findings:
    """Resolve; copied articles are one story and one telling. What is put off is done at once."""
    judgements = [
        Judgement(kind=kind, names=names, to=to, article=article, reason="It is so.", line=number)  # type: ignore[arg-type]
        for number in chosen
        for kind, names, to, article in [JUDGEMENTS[number]]
    ]
    corpus = judged(corpus, judgements)
    match = TopicMatch(topic=TopicId("t"), score=1.0)
    passages = [
        Passage(article=key, paragraph=place, matches=(match,) if texts[key].topic else ())
        for key in corpus.order
        for place in range(len(corpus.articles[key].paragraphs))
    ]
    copied = [key for key in corpus.order if texts[key].wire]
    loci = tuple(Locus(article=key, paragraph=1, start=0, end=9) for key in copied)
    evidence = Evidence(rule="", reason="", loci=loci)
    stories = [Story(id=StoryId(copied[0]), loci=loci, evidence=evidence)] if len(copied) > 1 else []
    tellings = [Telling(articles=tuple(copied))] if copied else []
    tellings += [Telling(articles=(key,)) for key in corpus.order if key not in copied]
    with closing(Store(folder)) as store:
        found = resolve(corpus, passages, stories, tellings, judgements, Engine(store, memory=memory, warming=warming))
        while memory is not None and memory.settle():
            pass
    return found


@settings(max_examples=60, deadline=None)
@given(
    first=st.dictionaries(st.sampled_from("abcdefgh"), TEXTS, min_size=2, max_size=8),
    steps=st.lists(STEPS, min_size=1, max_size=6),
    stale=st.sampled_from((0, 64)),
)
def test_any_sequence_of_changes_comes_out_as_from_nothing(
    first: dict[str, Text], steps: list[Step], stale: int
) -> None:
    texts: dict[str, Text] = {f"{key}.txt": text for key, text in first.items()}
    corpus = Corpus().add(part_of(key.removesuffix(".txt"), text) for key, text in texts.items())
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(subjects, "_STALE", stale)  # so that others go on from what is older than the last run
        follow(corpus, texts, steps, Path(folder))


def follow(corpus: Corpus, texts: dict[str, Text], steps: list[Step], folder: Path) -> None:
    memory, chosen = Memory(), list[int]()
    before = run(corpus, texts, chosen, memory, folder)
    for step in steps:
        name = f"{step.key}.txt"
        if step.text is None:
            texts.pop(name, None)
            corpus = corpus.discard([ArticleId(name)])
        else:
            texts[name] = step.text
            corpus = corpus.add([part_of(step.key, step.text)])
        if step.judgement >= 0:
            chosen = [one for one in chosen if one != step.judgement] + [step.judgement] * (
                step.judgement not in chosen
            )
        memory.turn()
        memory, before = (Memory(), Findings()) if step.elsewhere else (memory, before)
        found = run(corpus, texts, chosen, memory, folder)
        assert found == run(corpus, texts, chosen, None)
        assert encode(found) == encode(run(corpus, texts, chosen, None))
        for name in ("actors", "roles", "meetings", "events", "quotations", "disagreements"):
            known = {one: one for one in getattr(before, name)}
            assert all(known.get(one, one) is one for one in getattr(found, name)), f"equal {name} are other objects"
        before = found


def met_on(key: str, day: str, words: str) -> Part:
    """Write an article in which Ann Adler and Bo Berg met on a day; ``words`` say what of."""
    article, account = article_of(key, [{"names": ["Ann Adler"], "after": f" and {words}"}, "Bo Berg"], "2024-01-05")
    date = DateExpression(paragraph=0, sentence=0, start=0, end=2, text="on", value=day, precision="day")
    account = msgspec.structs.replace(
        account,
        sentences=tuple((Sentence(start=0, end=len(one.text)),) for one in article.paragraphs),
        dates=(date,),
        encounters=(Encounter(paragraph=0, sentence=0, participants=(0, 1), place=-1, date=0),),
    )
    return Part(article=article, account=account, mark=encode((key, day, words)))


def test_days_of_a_meeting_are_compared_anew_where_only_the_words_beside_it_are_others() -> None:
    other = met_on("b.txt", "2024-01-03", "trade border water")
    texts, memory = dict.fromkeys(("a.txt", "b.txt"), Text((), 0, 0, wire=False, topic=False)), Memory()
    found = list[Findings]()
    for words in ("trade border water", "sheep hunter goose", "water border trade"):
        corpus = Corpus().add([met_on("a.txt", "2024-01-02", words), other])
        memory.turn()
        found.append(run(corpus, texts, [], memory))
        assert found[-1] == run(corpus, texts, [], None)
    assert [len(one.disagreements) for one in found] == [1, 0, 1]


def test_who_is_who_is_found_once_for_all_processes_as_long_as_nobody_else_is_named(tmp_path: Path) -> None:
    texts = {f"{key}.txt": Text((2 * n, 2 * n + 1), n, 0, wire=False, topic=True) for n, key in enumerate("abcdef")}
    chosen = list(range(len(JUDGEMENTS)))

    def written() -> Corpus:
        return Corpus().add(part_of(key.removesuffix(".txt"), text) for key, text in texts.items())

    run(written(), texts, chosen, None, tmp_path)
    texts["b.txt"] = texts["b.txt"]._replace(words=2)
    memory = Memory()
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(Joining, "_join")
        found = run(written(), texts, chosen, memory, tmp_path)
    assert encode(found) == encode(run(written(), texts, chosen, None))
    texts["b.txt"] = texts["b.txt"]._replace(people=(2, 7, 13))
    memory.turn()
    assert encode(run(written(), texts, chosen, memory)) == encode(run(written(), texts, chosen, None))


def test_a_process_that_has_warmed_up_reads_no_names_but_those_of_an_edit(tmp_path: Path) -> None:
    """Not even where an edit came before that, and it went on from what another process had joined."""
    texts = {f"{key}.txt": Text((2 * n, 2 * n + 1), n, 0, wire=False, topic=True) for n, key in enumerate("abcdef")}
    read: list[str] = []

    def reading(place: tuple[str, str], part: Contribution) -> object:
        read.append(place[1])
        return known(place, part)

    def found(memory: Memory | None, *, warming: bool = False) -> Findings:
        corpus = Corpus().add(part_of(key.removesuffix(".txt"), text) for key, text in texts.items())
        return run(corpus, texts, [], memory, tmp_path, warming=warming)

    found(None)
    memory, known = Memory(), joining._reading
    texts["a.txt"] = texts["a.txt"]._replace(words=2)
    before = found(memory)
    after = found(memory, warming=True)
    assert after == before
    assert all(one is other for one, other in zip(after.actors, before.actors, strict=True))
    texts["b.txt"] = texts["b.txt"]._replace(people=(2, 7, 13))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joining, "_reading", reading)
        found(memory)
    assert read == ["b.txt"]


def test_what_was_found_while_something_failed_is_not_written_down(tmp_path: Path) -> None:
    def failing(*_: object) -> None:
        raise ArithmeticError

    def given(*people: int) -> Corpus:
        texts = {"a": Text(people, 0, 0, wire=False, topic=False), "b": Text((0, 1), 0, 0, wire=False, topic=False)}
        return Corpus().add(part_of(key, text) for key, text in texts.items())

    def found(corpus: Corpus, engine: Engine) -> Findings:
        return resolve(corpus, [], [], [], [], engine)

    with closing(Store(tmp_path)) as store, pytest.MonkeyPatch.context() as patch:
        memory = Memory()
        found(given(2), Engine(store, memory=memory))  # what is to be written down of it is put off
        memory.turn()
        patch.setattr(called, "lines_of", failing)
        found(given(2, 5), engine := Engine(store, memory=memory))
        assert engine.report.failures
        patch.undo()
        while memory.settle():
            pass
        assert found(given(2, 5), Engine(store, memory=Memory())) == found(given(2, 5), Engine(Store(None)))


def part_from(key: str, people: Sequence[Any]) -> Part:
    """Write an article that names people and things."""
    article, account = article_of(key, people)
    return Part(article=article, account=account, mark=encode((key, people)))


def test_nothing_is_kept_of_those_who_are_gone() -> None:
    text, memory = Text((), 0, 0, wire=False, topic=True), Memory()
    for number in range(4):
        person = {"names": [f"Ann{number} Adler"], "roles": ["President of Bolivia", "US Ambassador"]}
        office = {"names": [f"Port{number} Office"], "kind": "organisation", "after": f" (PO{number})"}
        parts = [
            part_from(f"{number}.txt", [person, f"Bo{number} Berg", office]),
            met_on("z.txt", "2024-01-02", "trade"),
        ]
        corpus = Corpus().add(parts)
        memory.turn()
        run(corpus, dict.fromkeys(corpus.order, text), [number], memory)
        memory.leave(subjects.__name__, state := memory.take(subjects.__name__))
        kept = pickle.dumps(state).lower()
        assert b"port%d" % number in kept
        # What was asked of pairs of people stands for one more run.
        gone = [one % (number - 2) for one in ("ann%d", "bo%d", "port%d", "po%d", "%d.txt")]
        assert not [one for one in gone if one.encode() in kept]
