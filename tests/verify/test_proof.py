"""What was proven once in a process is proven again where its source, or what is said of it, is not what it was."""

from hashlib import sha256

import pytest

from generator.errors import PublishError
from generator.nouns.briefing import Brief, Briefing, Coverage, Part, Statement
from generator.nouns.evidence import Citation
from generator.nouns.ids import ArticleId, SourceDigest, StatementId
from generator.nouns.source import Source
from generator.verify import Proof

KEY = ArticleId("a.txt")
TEXT = "Rossi opened the gate.\nIt rained on the town."


def source(text: str) -> Source:
    return Source(id=KEY, digest=SourceDigest(sha256(text.encode()).hexdigest()), content=text.encode())


def brief(exact: str, of: str = TEXT) -> Brief:
    citation = Citation(
        article=KEY, digest=source(of).digest, start=0, end=len(exact), exact=exact, paragraph=0, sentence=0
    )
    part = Part(kind="span", text=exact, citation=0)
    return Brief(statements=(Statement(id=StatementId("s"), parts=(part,), citations=(citation,)),))


def briefing(told: Brief) -> Briefing:
    return Briefing(
        coverage=Coverage(articles=1, outlets=0, accounts=1),
        bottom_line=Brief(),
        topics={},
        articles={KEY: told},
        actors={},
    )


def test_what_stands_may_be_proven_again_and_again() -> None:
    proof, told = Proof(), briefing(brief("Rossi opened the gate."))
    for _ in range(3):
        proof.check(told, [], [source(TEXT)])


def test_a_brief_that_was_proven_fails_when_its_source_has_changed_or_gone() -> None:
    told = briefing(brief("Rossi opened the gate."))
    for sources in ([source(TEXT + " ")], []):
        proof = Proof()
        proof.check(told, [], [source(TEXT)])
        with pytest.raises(PublishError, match="not covered"):
            proof.check(told, [], sources)


def test_a_new_brief_of_a_source_that_stands_is_proven() -> None:
    proof = Proof()
    proof.check(briefing(brief("Rossi opened the gate.")), [], [source(TEXT)])
    with pytest.raises(PublishError, match="not covered"):
        proof.check(briefing(brief("Bini opened the gate.")), [], [source(TEXT)])
