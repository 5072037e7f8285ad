from pathlib import Path

from generator.engine.executor import Engine
from generator.engine.store import Store
from generator.resolve import terms
from generator.resolve.texts import CAPITAL, CONTENT, split
from tests.texts import corpus, words

TWO = "The old bridge over the Arno fell on Monday. Mayor Rossi sent forty boats to the U.S. Embassy."


def test_the_words_of_a_paragraph_are_those_of_its_sentences() -> None:
    (made,) = words(corpus({"a.txt": TWO})).values()
    found = [word for word in terms.words(TWO) if word.content]
    mine = made.paragraphs[0]
    assert mine.line.split() == [word.root for word in found]
    assert [(mine.start(n), mine.end(n)) for n in range(len(found))] == [(word.start, word.end) for word in found]
    assert [told.start for told in made.sentences] == [0, TWO.index("Mayor")]


def test_equal_sentences_have_equal_words_wherever_they_stand() -> None:
    tail = "Mayor Rossi sent forty boats up the river."
    made = words(corpus({"a.txt": tail, "b.txt": f"It rained all day.\nNobody had asked him for that. {tail}"}))
    first, last = (one.sentences[-1] for one in made.values())
    assert (first.text, first.roots, first.flags) == (last.text, last.roots, last.flags)
    assert first.flags[:3] == bytes([CONTENT, CONTENT | CAPITAL, CONTENT])


def test_heads_and_short_sentences_are_not_compared_but_have_words() -> None:
    (made,) = words(corpus({"a.txt": f"! {TWO}\nBread became dear."})).values()
    assert not made.sentences
    assert [bool(one.line) for one in made.paragraphs] == [True, True]
    assert made.length == len("Bread became dear.")


def test_an_edit_splits_one_article(tmp_path: Path) -> None:
    texts = {f"{n}.txt": TWO for n in range(5)}
    engine = Engine(Store(tmp_path))
    split(corpus(texts), engine)
    split(corpus(texts | {"2.txt": TWO.replace("forty", "fifty")}), engine)
    engine.store.close()
    assert (engine.report.tallies["split"].misses, engine.report.tallies["split"].hits) == (6, 4)
