"""Statements: the pieces of a chosen sentence, each with its checked citation."""

import hashlib
from collections.abc import Mapping, Sequence

from generator.nouns.briefing import Link, Part, Statement
from generator.nouns.corpus import Corpus, citation
from generator.nouns.evidence import Citation, Locus
from generator.nouns.ids import ActorId, ArticleId, StatementId
from generator.summarise.candidates import Candidate
from generator.summarise.faithful import faithful
from generator.summarise.full import full
from generator.summarise.repair import Piece


class MisquotedError(RuntimeError):
    """A citation does not stand in its article: a fault of the program, never of the input."""


def statement(
    corpus: Corpus,
    one: Candidate,
    support: Sequence[Candidate],
    actors: Mapping[tuple[ArticleId, int], ActorId],
    known: set[ActorId] | None = None,
) -> Statement:
    """Make the statement of a candidate that stands on its own; ``support`` are sentences that say the same.

    ``known`` are the people whose full names stand in the brief before; they are added to. Another who is called by one
    name only gets the rest in brackets. Without ``known`` nobody does.
    """
    if one.mended is None:
        raise MisquotedError(f"{one.article}: a sentence that cannot stand alone was chosen")
    whole = checked(corpus, Locus(article=one.article, paragraph=one.paragraph, start=one.start, end=one.end))
    citations = [whole]
    parts: list[Part] = []
    links: list[Link] = []
    pieces = one.mended.pieces if known is None else full(corpus, one.mended.pieces, actors, known)
    for number, piece in enumerate(pieces):
        if piece.kind == "bracket":
            citations.append(checked(corpus, piece.locus) if piece.locus else _dated(corpus, one, piece))
        if piece.locus is None:
            parts.append(Part(kind=piece.kind, text=piece.text, citation=len(citations) - 1 if piece.text else -1))
            continue
        text = corpus.articles[one.article].paragraphs[piece.locus.paragraph].text[piece.locus.start : piece.locus.end]
        if piece.kind == "span" and not text[-1].isspace() and number + 1 < len(pieces):
            text += " "  # what is put in between stands apart
        apart = piece.kind == "span" and number > 0 and text[0].isalnum()
        text = f" {text}" if apart else text
        parts.append(Part(kind=piece.kind, text=text, citation=0 if piece.kind == "span" else len(citations) - 1))
        links += _links(corpus, piece.locus, (len(parts) - 1, int(apart)), actors)
    others = tuple(
        checked(corpus, Locus(article=o.article, paragraph=o.paragraph, start=o.start, end=o.end)) for o in support
    )
    return Statement(
        id=_id([*citations]),
        parts=tuple(parts),
        citations=tuple(citations),
        support=others,
        accounts=len({one.telling, *(other.telling for other in support)}),
        date=one.date,
        links=tuple(links),
    )


def checked(corpus: Corpus, locus: Locus) -> Citation:
    """Cite a span and prove it: raises MisquotedError when the words are not those of the clean text."""
    made = citation(corpus, locus)
    if not faithful(corpus.articles[locus.article].paragraphs[locus.paragraph], locus.start, locus.end):
        raise MisquotedError(f"{locus.article}: the words at {made.start}..{made.end} are not those that were chosen")
    return made


def _dated(corpus: Corpus, one: Candidate, piece: Piece) -> Citation:
    """Cite the words that state the article's date, from which a relative one was worked out."""
    if piece.source is None:
        raise MisquotedError(f"{one.article}: a bracket cites nothing")
    return Citation(
        article=one.article,
        digest=corpus.articles[one.article].digest,
        start=piece.source.start,
        end=piece.source.end,
        exact=piece.source.exact,
        paragraph=one.paragraph,
        sentence=one.number,
    )


def _links(
    corpus: Corpus, locus: Locus, place: tuple[int, int], actors: Mapping[tuple[ArticleId, int], ActorId]
) -> list[Link]:
    """Link the actors of a part; ``place`` is the part's number and how many characters stand before its words."""
    part, before = place
    at = locus.start - before
    found = []
    end = -1
    for mention in sorted(corpus.accounts[locus.article].mentions, key=lambda one: (one.start, -one.end)):
        actor = actors.get((locus.article, mention.chain))
        if mention.paragraph != locus.paragraph or actor is None or mention.form == "pronoun":
            continue
        if locus.start <= mention.start and mention.end <= locus.end and mention.start >= end:
            found.append(Link(part=part, start=mention.start - at, end=mention.end - at, actor=actor))
            end = mention.end
    return found


def _id(citations: Sequence[Citation]) -> StatementId:
    told = "\n".join(f"{one.article}\t{one.digest}\t{one.start}\t{one.end}" for one in citations)
    return StatementId(hashlib.sha256(told.encode()).hexdigest()[:16])
