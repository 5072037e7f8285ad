"""What an article gives to those who quote it is taken from the store while what it is made of is as it was."""

from collections.abc import Callable, Iterable
from pathlib import Path

from generator.engine.digest import digest, encode
from generator.engine.executor import Engine
from generator.engine.store import Store
from generator.nouns.corpus import Corpus
from generator.nouns.ids import ActorId, ArticleId
from generator.pages.quotable import MANY, Given, Quoted, every_quoted, quotable, quoted
from tests.steps import steps
from tests.texts import corpus

A, B = ArticleId("wire/a.txt"), ArticleId("wire/b.txt")
ANN = ActorId("person:ann-lee")
LETTERS = str.maketrans("0123456789", "abcdefghij")
TEXTS = {
    A: "! Harbour opens\nAnn Lee opened the harbour. Ann Lee left.\nA storm came.",
    B: "! Ships return\nAnn Lee met nobody.",
}


def words(**changed: str) -> Corpus:
    return corpus({key: changed.get(key[5], text) for key, text in TEXTS.items()}, names=["Ann Lee"])


def given(every: Corpus, key: ArticleId) -> Given:
    part = every.part(key)
    owners = {number: ANN for number, _ in enumerate(part.account.chains)}
    return Given(article=part.article, account=part.account, owners=owners, speakers={}, met=(), shown=())


def found(store: Store, every: Corpus) -> tuple[dict[ArticleId, Quoted], list[ArticleId]]:
    """Have all articles, remembered; tell which had to be opened."""
    asked = []

    def give(key: ArticleId) -> Given:
        asked.append(key)
        return given(every, key)

    return every_quoted(Engine(store), dict(every.marks), give), asked


def test_what_is_remembered_is_what_would_be_made(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, asked = found(store, words())
    assert asked == [A, B]
    assert first == {key: quoted(given(words(), key)) for key in (A, B)}
    second, asked = found(store, words())
    assert asked == []
    assert second == first


def test_an_article_is_opened_again_when_it_changed(tmp_path: Path) -> None:
    store, now = Store(tmp_path), words(b="! Ships return\nAnn Lee met Bob.")
    found(store, words())
    every, asked = found(store, now)
    assert asked == [B]
    assert every == {key: quoted(given(now, key)) for key in (A, B)}


def test_without_a_store_it_is_made() -> None:
    assert every_quoted(None, words().marks, lambda key: given(words(), key)) == found(Store(None), words())[0]


def paragraphs(texts: Iterable[str]) -> Corpus:
    return words(a="! Harbour opens\n" + "\n".join(texts))


def test_marks_tell_whether_a_paragraph_is_as_it_was() -> None:
    """Of each what is told of it, and as what it stands in the source: another line moves that alone."""
    before = quotable(quoted(given(paragraphs(("Ann Lee spoke.", "A storm came.")), A)), {})
    after = quotable(quoted(given(paragraphs(("Ann Lee spoke, at last.", "A storm came.")), A)), {})
    assert [before.told[A, number] == after.told[A, number] for number in range(3)] == [True, False, True]
    assert [before.stand[A, number] == after.stand[A, number] for number in range(3)] == [True, False, False]
    assert before.told == {spot: digest(encode(one)) for spot, one in before.extracts.items()}
    assert before.stand == {spot: digest(encode(one)) for spot, one in before.paragraphs.items()}


def test_the_sentences_that_name_an_actor_stand_in_order() -> None:
    mentions = quotable(quoted(given(words(), A)), {}).mentions(ANN)
    assert [(place[1:], [one.start for one in loci]) for place, loci in mentions.items()] == [
        ((1, 0), [0]),
        ((1, 1), [28]),
    ]


def test_what_an_article_says_of_its_actors_costs_what_it_says_however_many_they_are() -> None:
    def told(number: int) -> Callable[[], list[object]]:
        names = ["Ann L" + f"{one:03}".translate(LETTERS) for one in range(number)]
        every = corpus(
            {A: "! Harbour opens\n" + "\n".join(f"{name} left. {name} left." for name in names)}, names=names
        )
        part = every.part(A)
        owners = {chain: ActorId(f"person:{chain}") for chain, _ in enumerate(part.account.chains)}
        given = Given(article=part.article, account=part.account, owners=owners, speakers={}, met=(), shown=())
        one = quotable(quoted(given), {})
        assert len(one.named) == number
        return lambda: [one.mentions(actor) for actor in one.named]

    few, many = told(MANY + 50), told(2 * (MANY + 50))
    assert steps(many) < 3 * steps(few)
    assert len(few()) == MANY + 50
    assert {len(inside) for inside in few() if isinstance(inside, dict)} == {2}
