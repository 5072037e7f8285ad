"""Statements: the pieces of a chosen sentence, each with its checked citation."""

import hashlib
from collections.abc import Iterator, Sequence

from generator.nouns.article import Article
from generator.nouns.briefing import Link, Part, Statement
from generator.nouns.corpus import Corpus, citation, verbatim
from generator.nouns.evidence import Citation, Locus
from generator.nouns.ids import ActorId, StatementId
from generator.summarise.candidates import Candidate
from generator.summarise.faithful import faithful
from generator.summarise.full import full
from generator.summarise.named import Named
from generator.summarise.repair import Piece, Stretch
from generator.summarise.sheet import Sentence


class MisquotedError(RuntimeError):
    """A citation does not stand in its article: a fault of the program, never of the input."""


def statement(
    sentence: Sentence, support: Sequence[Sentence], accounts: int, named: Named, known: set[ActorId] | None = None
) -> Statement:
    """Make the statement of a sentence that stands on its own; ``support`` are those that say the same, all together
    so many independent ``accounts``.

    ``known`` are the people whose full names stand in the brief before; they are added to. Another who is called by one
    name only gets the rest in brackets. Without ``known`` nobody does.
    """
    one, key = sentence.one, sentence.article
    if not one.merit:
        raise MisquotedError(f"{key}: a sentence that cannot stand alone was chosen")
    corpus = named.corpus
    article = corpus.articles[key]
    citations = [_cited(corpus, sentence)]
    parts: list[Part] = []
    links: list[Link] = []
    pieces = one.pieces if known is None else full(article, one.pieces, named, known)
    for i, piece in enumerate(pieces):
        if piece.kind == "bracket":
            citations.append(_bracketed(corpus, article, one, piece))
        if piece.at is None:
            parts.append(Part(kind=piece.kind, text=piece.text, citation=len(citations) - 1 if piece.text else -1))
            continue
        text = article.paragraphs[piece.at.paragraph].text[piece.at.start : piece.at.end]
        if piece.kind == "span" and not text[-1].isspace() and i + 1 < len(pieces):
            text += " "  # what is put in between stands apart
        apart = piece.kind == "span" and i > 0 and text[0].isalnum()
        text = f" {text}" if apart else text
        parts.append(Part(kind=piece.kind, text=text, citation=0 if piece.kind == "span" else len(citations) - 1))
        links += _links(named, article, piece.at, (len(parts) - 1, int(apart)))
    return Statement(
        id=_id(citations),
        parts=tuple(parts),
        citations=tuple(citations),
        support=tuple([_cited(corpus, other) for other in support]),
        accounts=accounts,
        date=one.date,
        links=tuple(links),
    )


def checked(corpus: Corpus, locus: Locus) -> Citation:
    """Cite a span and prove it: raises MisquotedError when the words are not those of the clean text."""
    made = citation(corpus, locus)
    _prove(corpus.articles[locus.article], locus)
    return made


def _cited(corpus: Corpus, sentence: Sentence) -> Citation:
    """Cite a sentence and prove it like ``checked``, without a look at the account: the candidate has its number."""
    article, locus = corpus.articles[sentence.article], sentence.locus
    start, end, exact = verbatim(article.paragraphs[locus.paragraph], locus.start, locus.end)
    _prove(article, locus)
    return Citation(
        article=article.id,
        digest=article.digest,
        start=start,
        end=end,
        exact=exact,
        paragraph=locus.paragraph,
        sentence=sentence.one.number,
    )


def _prove(article: Article, locus: Locus) -> None:
    if not faithful(article.paragraphs[locus.paragraph], locus.start, locus.end):
        place = f"{locus.paragraph}: {locus.start}..{locus.end}"
        raise MisquotedError(f"{article.id}: the words of paragraph {place} are not those that were chosen")


def _bracketed(corpus: Corpus, article: Article, one: Candidate, piece: Piece) -> Citation:
    """Cite what a bracket has from elsewhere, or the article's date as stated, from which it was reckoned."""
    if piece.at is not None:
        return checked(corpus, Locus(article=article.id, **piece.at._asdict()))
    if piece.source is None:
        raise MisquotedError(f"{article.id}: a bracket cites nothing")
    return Citation(
        article=article.id,
        digest=article.digest,
        start=piece.source.start,
        end=piece.source.end,
        exact=piece.source.exact,
        paragraph=one.paragraph,
        sentence=one.number,
    )


def _links(named: Named, article: Article, at: Stretch, place: tuple[int, int]) -> Iterator[Link]:
    """Link the actors of a part; ``place`` is the part's number and how many characters stand before its words."""
    part, before = place
    end = -1
    for mention, actor in named.inside(article.id, at):
        if mention.form != "pronoun" and mention.start >= end:
            begin = at.start - before
            yield Link(part=part, start=mention.start - begin, end=mention.end - begin, actor=actor)
            end = mention.end


def _id(citations: Sequence[Citation]) -> StatementId:
    told = "\n".join(f"{one.article}\t{one.digest}\t{one.start}\t{one.end}" for one in citations)
    return StatementId(hashlib.sha256(told.encode()).hexdigest()[:16])
