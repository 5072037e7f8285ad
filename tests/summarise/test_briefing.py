import msgspec

from generator.engine.executor import Engine
from generator.engine.store import Store
from generator.nouns.briefing import Brief, Briefing, Statement
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence
from generator.nouns.findings import Actor, ChainRef, Findings, Telling, Variant
from generator.nouns.ids import ActorId, TopicId
from generator.resolve.topics import topics
from generator.settings import BriefSettings, Settings, TopicSettings
from generator.summarise import briefing
from tests.texts import corpus, words

TEXTS = {
    "a.txt": "Mayor Ada Rossi opened the flood barrier of Pisa in heavy rain on Monday.\n"
    "Engineers tested every gate of the barrier twice during the winter.\n"
    "Moreover, Rossi promised the fishermen of the delta a new harbour by spring.",
    "b.txt": "The flood barrier of Pisa was opened in heavy rain by Mayor Ada Rossi.\n"
    "Critics called the barrier dear, late and ugly in a letter to newspapers.",
    "c.txt": "The orchestra of Lucca played Mahler to a hall that was half empty.",
}
FLOOD = TopicSettings(id="flood", title="Flood barrier", terms=("flood barrier", "barrier"))


def findings(made: Corpus, settings: Settings, *tellings: tuple[str, ...]) -> Findings:
    found, passages = topics(made, words(made), settings.topics)
    refs = {
        key: i
        for key, account in made.accounts.items()
        for i, chain in enumerate(account.chains)
        if chain.name == "Ada Rossi"
    }
    rossi = Actor(
        id=ActorId("person:ada-rossi"),
        kind="person",
        name="Ada Rossi",
        variants=(Variant(text="Ada Rossi", count=2, articles=tuple(refs)),),
        chains=tuple(ChainRef(article=key, chain=i) for key, i in refs.items()),
        articles=tuple(refs),
    )
    groups = tellings or tuple((str(key),) for key in made.order)
    return Findings(
        actors=(rossi,),
        topics=found,
        passages=passages,
        tellings=tuple(Telling(articles=group) for group in groups),  # type: ignore[arg-type]
    )


def made(
    texts: dict[str, str] = TEXTS, *tellings: tuple[str, ...], brief: BriefSettings | None = None
) -> tuple[Corpus, Briefing]:
    all_of_it = corpus(texts, names=["Ada Rossi", "Rossi"])
    settings = Settings(topics=(FLOOD,), brief=brief or BriefSettings())
    return all_of_it, briefing(findings(all_of_it, settings, *tellings), all_of_it, settings, Engine(Store(None)))


def shown(one: Statement) -> str:
    return "".join("[…]" if p.kind == "cut" else f"[{p.text}]" if p.kind == "bracket" else p.text for p in one.parts)


def texts_of(brief: Brief) -> list[str]:
    return [shown(one) for one in brief.statements]


def all_statements(found: Briefing) -> list[Statement]:
    briefs = [found.bottom_line, *found.topics.values(), *found.articles.values(), *found.actors.values()]
    return [one for brief in briefs for one in brief.statements]


def test_every_citation_is_the_text_at_its_place() -> None:
    _, found = made()
    assert len(all_statements(found)) > 5
    for one in all_statements(found):
        for citation in (*one.citations, *one.support):
            assert TEXTS[citation.article][citation.start : citation.end] == citation.exact


def test_what_two_articles_say_is_said_once_with_both_sources() -> None:
    _, found = made()
    opened = [one for one in found.topics[TopicId("flood")].statements if "opened" in shown(one)]
    assert len(opened) == 1
    assert len(opened[0].support) == 1
    assert opened[0].accounts == 2


def test_copies_are_one_account() -> None:
    _, found = made(TEXTS, ("a.txt", "b.txt"), ("c.txt",))
    opened = next(one for one in found.topics[TopicId("flood")].statements if "opened" in shown(one))
    assert (len(opened.support), opened.accounts) == (1, 1)
    assert found.coverage.accounts == 2


def test_no_brief_says_a_sentence_twice() -> None:
    _, found = made()
    for brief in (found.bottom_line, *found.topics.values(), *found.articles.values(), *found.actors.values()):
        told = texts_of(brief)
        assert len(told) == len(set(told))


def test_the_number_of_statements_is_what_the_settings_allow() -> None:
    _, found = made(brief=BriefSettings(topic=1, article=1, bottom_line=1, actor=0))
    assert all(len(brief.statements) == 1 for brief in (*found.topics.values(), *found.articles.values()))
    assert len(found.bottom_line.statements) == 1
    assert found.actors == {}


def test_a_budget_of_words_is_kept() -> None:
    _, found = made(brief=BriefSettings(topic=50, topic_words=30))
    told = texts_of(found.topics[TopicId("flood")])
    assert told
    assert sum(len(text.split()) for text in told) <= 30


def test_the_topic_keeps_to_its_own_sentences() -> None:
    _, found = made()
    assert not any("Mahler" in text for text in texts_of(found.topics[TopicId("flood")]))
    assert any("Mahler" in text for text in texts_of(found.topics[TopicId("other")]))


def test_a_proposed_topic_is_told_by_the_articles_that_it_is_made_of() -> None:
    texts = corpus(TEXTS, names=["Ada Rossi", "Rossi"])
    settings = Settings(topics=(FLOOD,))
    every = findings(texts, settings)

    def telling(**change: object) -> set[str]:
        told = [msgspec.structs.replace(one, **change) if one.id == "flood" else one for one in every.topics]
        changed = msgspec.structs.replace(every, topics=tuple(told))
        brief = briefing(changed, texts, settings, Engine(Store(None))).topics[TopicId("flood")]
        return {one.citations[0].article for one in brief.statements}

    proposed = Evidence(rule="proposed", reason="Its words set it apart.")
    assert telling() == {"a.txt", "b.txt"}
    assert telling(proposed=proposed, main=("b.txt",)) == {"b.txt"}
    assert telling(proposed=proposed, main=()) == {"a.txt", "b.txt"}


def test_a_cut_is_shown_and_a_lone_name_is_filled_in() -> None:
    text = {"a.txt": "Ada Rossi slept.\nMoreover, Rossi promised the fishermen of the delta a new harbour by spring."}
    _, found = made(text)
    told = [shown(one) for one in all_statements(found)]
    assert "[…][Ada] Rossi promised the fishermen of the delta a new harbour by spring." in told


def test_links_point_at_the_names() -> None:
    _, found = made()
    linked = [(one, link) for one in all_statements(found) for link in one.links]
    assert linked
    for one, link in linked:
        assert one.parts[link.part].text[link.start : link.end] in {"Ada Rossi", "Rossi", "Ada"}


def test_a_person_has_a_brief_of_sentences_about_them() -> None:
    _, found = made()
    told = texts_of(found.actors[ActorId("person:ada-rossi")])
    assert told
    assert all("Rossi" in text for text in told)


def test_statements_come_in_order_of_time() -> None:
    texts = {name: text.replace("Pisa", f"Pisa {name[0]}") for name, text in TEXTS.items()}
    all_of_it = corpus(texts, published={"a.txt": "2024-03-01", "b.txt": "2024-01-01", "c.txt": "2024-02-01"})
    settings = Settings(topics=(FLOOD,))
    found = briefing(findings(all_of_it, settings), all_of_it, settings, Engine(Store(None)))
    dates = [one.date for one in found.topics[TopicId("flood")].statements]
    assert dates == sorted(dates)


def test_an_empty_corpus_makes_an_empty_briefing() -> None:
    _, found = made({})
    assert found.coverage.articles == 0
    assert all_statements(found) == []


def dykes(*sentences: str) -> list[str]:
    """Brief on articles of one sentence each."""
    texts = corpus(
        {f"{n}.txt": one for n, one in enumerate(sentences)}, names=["Ada Rossi", "Ugo Bini", "Lea Conti", "Pia Neri"]
    )
    settings = Settings(topics=(TopicSettings(id="flood", title="Dykes", terms=("dykes",)),))
    found, passages = topics(texts, words(texts), settings.topics)
    actors = tuple(
        Actor(
            id=ActorId(f"person:{name}"),
            kind="person",
            name=name,
            variants=(),
            chains=tuple(
                ChainRef(article=key, chain=i)
                for key, account in texts.accounts.items()
                for i, chain in enumerate(account.chains)
                if chain.name == name
            ),
            articles=texts.order,
        )
        for name in ("Ada Rossi", "Ugo Bini", "Lea Conti", "Pia Neri")
    )
    tellings = tuple(Telling(articles=(key,)) for key in texts.order)
    every = Findings(actors=actors, topics=found, passages=passages, tellings=tellings)
    return texts_of(briefing(every, texts, settings, Engine(Store(None))).topics[TopicId("flood")])


def test_of_two_that_say_the_same_the_one_that_names_more_people_stays() -> None:
    lesser = "Ada Rossi met Ugo Bini to talk of new dykes, wider gates, cheaper pumps and deeper sluices."
    fuller = "Ada Rossi met Ugo Bini, Lea Conti and Pia Neri to talk of new dykes, wider gates and cheaper pumps."
    assert dykes(lesser, fuller) == [fuller]
    assert dykes(fuller, lesser) == [fuller]


def test_what_somebody_says_is_not_said_again_by_nobody() -> None:
    nobody = "Pisa needs stronger dykes, wider gates and cheaper pumps, above all along its upper river."
    somebody = "Ada Rossi said that Pisa needs stronger dykes, wider gates and cheaper pumps."
    assert dykes(nobody, somebody) == [somebody]
    assert dykes(somebody, nobody) == [somebody]
    other = "Ugo Bini said that Pisa needs good roads to its dykes, more buses and a library."
    assert len(dykes(somebody, other)) == 2
