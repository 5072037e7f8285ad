"""Full names at first mention: "Gen [Asim] Munir", "Mr. Kim [Jong-un]"."""

from collections.abc import Mapping, Sequence

from generator.nouns.account import Account, Mention
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.ids import ActorId, ArticleId
from generator.summarise.faithful import faithful
from generator.summarise.repair import Piece


def full(
    corpus: Corpus,
    pieces: Sequence[Piece],
    actors: Mapping[tuple[ArticleId, int], ActorId],
    known: set[ActorId],
) -> tuple[Piece, ...]:
    """Put the rest of a person's name beside its one word, where the article has it and ``known`` lacks the person."""
    made: list[Piece] = []
    for piece in pieces:
        if piece.locus is None:
            made.append(piece)
            continue
        account = corpus.accounts[piece.locus.article]
        at = piece.locus.start
        for mention in _people(account, piece.locus):
            actor = actors.get((account.article, mention.chain))
            if actor is None or actor in known:
                continue
            known.add(actor)
            rest = _rest(account, mention) if piece.kind == "span" else None
            if rest is None:
                continue
            place, locus = rest
            if not faithful(corpus.articles[locus.article].paragraphs[locus.paragraph], locus.start, locus.end):
                continue
            if at < place:
                made.append(Piece("span", _cut(piece.locus, at, place)))
            made.append(Piece("bracket", locus))
            at = place
        made.append(piece if at == piece.locus.start else Piece("span", _cut(piece.locus, at, piece.locus.end)))
    return tuple(made)


def _people(account: Account, locus: Locus) -> list[Mention]:
    inside = [
        one
        for one in account.mentions
        if one.paragraph == locus.paragraph
        and locus.start <= one.start
        and one.end <= locus.end
        and one.kind == "person"
        and one.form == "name"
        and one.chain >= 0
    ]
    return sorted(inside, key=lambda one: one.start)


def _rest(account: Account, mention: Mention) -> tuple[int, Locus] | None:
    """Give where the rest of the name goes, and a place of the article where it stands."""
    if " " in mention.text:
        return None
    for i in account.chains[mention.chain].mentions:
        other = account.mentions[i]
        if other.form != "name" or other.text == mention.text:
            continue
        if other.text.endswith(f" {mention.text}"):
            end = other.end - len(mention.text) - 1
            return mention.start, Locus(article=account.article, paragraph=other.paragraph, start=other.start, end=end)
        if other.text.startswith(f"{mention.text} "):
            start = other.start + len(mention.text) + 1
            return mention.end, Locus(article=account.article, paragraph=other.paragraph, start=start, end=other.end)
    return None


def _cut(locus: Locus, start: int, end: int) -> Locus:
    return Locus(article=locus.article, paragraph=locus.paragraph, start=start, end=end)
