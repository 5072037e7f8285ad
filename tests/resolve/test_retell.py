"""An editor says who speaks, and which sentence nothing is to be taken from."""

import msgspec
import pytest

from generator.nouns.account import Encounter, Quote, StatedRole
from generator.nouns.corpus import Corpus
from generator.nouns.ids import ArticleId
from generator.nouns.judgement import Judgement
from generator.resolve import judged
from generator.resolve.retell import unheard
from tests.texts import corpus

KEY = ArticleId("a.txt")
TEXT = "Ann Lee came. The mayor said “it is a good bridge by far”. Ann Lee met Bob Stone."


@pytest.fixture
def texts() -> Corpus:
    made = corpus({"a.txt": TEXT}, names=["Ann Lee", "Bob Stone"])
    account = made.accounts[KEY]
    second, third = account.sentences[0][1:]
    at = TEXT.index("“")
    told = msgspec.structs.replace(
        account,
        quotes=(
            Quote(
                paragraph=0, sentence=1, start=at, end=second.end - 1, text=TEXT[at : second.end - 1],
                speaker="The mayor", verb="said", confidence=0.9, speaker_paragraph=0, speaker_start=second.start,
                speaker_end=second.start + 9,
            ),
        ),
        roles=(StatedRole(chain=0, paragraph=0, sentence=2, start=third.start, end=third.end, text="x", office="x"),),
        encounters=(Encounter(paragraph=0, sentence=2, kind="met", participants=(0, 1)),),
    )  # fmt: skip
    return msgspec.structs.replace(made, accounts={KEY: told})


def judgement(kind: str, words: str, to: str = "") -> Judgement:
    return Judgement(kind=kind, names=(words,), to=to, reason="It is so.", line=3)  # type: ignore[arg-type]


def test_quoted_words_go_to_whom_an_editor_names(texts: Corpus) -> None:
    account = judged(texts, [judgement("speaker", "A good bridge", "Ann Lee")]).accounts[KEY]
    (quote,) = account.quotes
    assert account.chains[quote.chain].name == "Ann Lee"
    assert (quote.speaker, quote.speaker_start) == ("Ann Lee", -1)
    assert [one.reason for one in account.unlinked] == ["An editor says who speaks: Ann Lee. It is so."]


def test_quoted_words_go_to_nobody_where_an_editor_names_nobody(texts: Corpus) -> None:
    (quote,) = judged(texts, [judgement("speaker", "a good bridge")]).accounts[KEY].quotes
    assert (quote.chain, quote.speaker, quote.confidence) == (-1, "", 0.0)


def test_nothing_is_taken_from_a_sentence_that_an_editor_withholds(texts: Corpus) -> None:
    account = judged(texts, [judgement("withhold", "met Bob Stone")]).accounts[KEY]
    assert (account.roles, account.encounters) == ((), ())
    assert [one.complete for one in account.sentences[0]] == [True, True, False]
    assert len(account.quotes) == 1
    assert [one.text for one in account.unlinked] == ["Ann Lee met Bob Stone."]
    assert judged(texts, [judgement("withhold", "good bridge")]).accounts[KEY].quotes == ()


def test_judging_twice_is_judging_once(texts: Corpus) -> None:
    orders = [judgement("withhold", "met Bob Stone"), judgement("speaker", "good bridge", "Ann Lee")]
    once = judged(texts, orders)
    assert judged(once, orders).accounts == once.accounts
    assert once.marks != texts.marks


def test_a_judgement_that_matches_nothing_is_told(texts: Corpus) -> None:
    orders = [
        judgement("withhold", "no such words"),
        judgement("speaker", "no such words"),
        judgement("speaker", "good bridge", "Carl Nobody"),
        judgement("speaker", "good bridge", "Ann Lee"),
    ]
    problems = list(unheard(judged(texts, orders), orders))
    assert [one.what for one in problems] == [
        "“no such words” (withhold) matches nothing",
        "“no such words” (speaker) matches nothing",
        "“good bridge” (speaker) matches nothing",
    ]
    assert "Carl Nobody" in problems[2].hint
