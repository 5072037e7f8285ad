"""A sentence that pages list by itself stands alone, or says of whom it speaks."""

from typing import Any

import msgspec

from generator.nouns.account import Quote
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence
from generator.nouns.findings import Event, Findings, Meeting, Quotation
from generator.nouns.ids import ArticleId
from generator.nouns.page import TimelineView
from tests.pages import made
from tests.texts import corpus

KEY = ArticleId("a.txt")
TEXTS = {
    "a.txt": "Ann Lee came. She said that the harbour would close. She met Bob Stone on Tuesday.",
    "b.txt": "Ann Lee met Bob Stone on Tuesday.",
}


def leaning(texts: Corpus) -> Corpus:
    """Mark the sentences that open with a pronoun, and give what is said in them to who says it."""
    account = texts.accounts[KEY]
    (inside,) = account.sentences
    text = texts.articles[KEY].paragraphs[0].text
    marked = tuple(
        msgspec.structs.replace(one, opening="pronoun" if text[one.start :].startswith("She") else "plain")
        for one in inside
    )
    said = inside[1]
    quote = Quote(
        paragraph=0, sentence=1, start=said.start, end=said.end, text=text[said.start : said.end], kind="reported",
        chain=0, speaker="She", speaker_paragraph=0, speaker_start=said.start, speaker_end=said.start + 3,
    )  # fmt: skip
    accounts = {**texts.accounts, KEY: msgspec.structs.replace(account, sentences=(marked,), quotes=(quote,))}
    return msgspec.structs.replace(texts, accounts=accounts)


def event(texts: Corpus, *places: tuple[str, str]) -> Event:
    return Event(date="2024-01-02", precision="day", loci=tuple(made.locus(texts, *one) for one in places))


def timeline(texts: Corpus, *events: Event, **found: Any) -> TimelineView:
    findings = Findings(actors=made.actors(texts), events=events, **found)
    view = made.pages(texts, findings)["timeline/index.html"].view
    assert isinstance(view, TimelineView)
    return view


def test_the_sentence_that_stands_alone_is_shown_before_one_that_points_back() -> None:
    texts = leaning(corpus(TEXTS, names=["Ann Lee", "Bob Stone"]))
    both = event(texts, ("a.txt", "She met Bob Stone on Tuesday."), ("b.txt", "Ann Lee met Bob Stone on Tuesday."))
    (shown,) = timeline(texts, both).events
    assert made.text(shown.sentence.runs) == "Ann Lee met Bob Stone on Tuesday."


def test_a_pronoun_is_told_where_its_holder_speaks_or_meets_somebody() -> None:
    texts = leaning(corpus(TEXTS, names=["Ann Lee", "Bob Stone"]))
    ann, bob = made.actors(texts)
    said, met = "She said that the harbour would close.", "She met Bob Stone on Tuesday."
    loci = (made.locus(texts, "a.txt", met),)
    evidence = Evidence(rule="same-people-same-time", reason="One article tells of it.", score=0.9, loci=loci)
    shown = timeline(
        texts,
        event(texts, ("a.txt", said)),
        event(texts, ("a.txt", met)),
        meetings=(Meeting(participants=(ann.id, bob.id), evidence=evidence),),
        quotations=(Quotation(actor=ann.id, article=KEY, quote=0),),
    )
    assert [one.sentence.note for one in shown.events] == ["“She” is Ann Lee", "“She” is Ann Lee"]


def test_a_pronoun_that_nothing_tells_is_left() -> None:
    texts = leaning(corpus(TEXTS, names=["Ann Lee", "Bob Stone"]))
    shown = timeline(texts, event(texts, ("a.txt", "She met Bob Stone on Tuesday.")))
    assert [one.sentence.note for one in shown.events] == [""]
