"""Full names at first mention: "Gen [Asim] Munir", "Mr. Kim [Jong-un]"."""

from collections.abc import Iterable

from generator.nouns.account import Account, Mention
from generator.nouns.article import Article
from generator.nouns.ids import ActorId
from generator.summarise.faithful import faithful
from generator.summarise.named import Named
from generator.summarise.repair import Piece, Stretch


def full(article: Article, pieces: Iterable[Piece], named: Named, known: set[ActorId]) -> tuple[Piece, ...]:
    """Put the rest of a person's name beside its one word, where the article has it and ``known`` lacks the person."""
    made: list[Piece] = []
    for piece in pieces:
        if piece.at is None:
            made.append(piece)
            continue
        begin = piece.at.start
        for mention, actor in named.inside(article.id, piece.at):
            if mention.kind != "person" or mention.form != "name" or actor in known:
                continue
            known.add(actor)
            rest = _rest(named.corpus.accounts[article.id], mention) if piece.kind == "span" else None
            if rest is None:
                continue
            place, at = rest
            if not faithful(article.paragraphs[at.paragraph], at.start, at.end):
                continue
            if begin < place:
                made.append(Piece("span", piece.at._replace(start=begin, end=place)))
            made.append(Piece("bracket", at))
            begin = place
        made.append(piece if begin == piece.at.start else Piece("span", piece.at._replace(start=begin)))
    return tuple(made)


def _rest(account: Account, mention: Mention) -> tuple[int, Stretch] | None:
    """Give where the rest of the name goes, and a place of the article where it stands."""
    if " " in mention.text:
        return None
    for i in account.chains[mention.chain].mentions:
        other = account.mentions[i]
        if other.form != "name" or other.text == mention.text:
            continue
        if other.text.endswith(f" {mention.text}"):
            return mention.start, Stretch(other.paragraph, other.start, other.end - len(mention.text) - 1)
        if other.text.startswith(f"{mention.text} "):
            return mention.end, Stretch(other.paragraph, other.start + len(mention.text) + 1, other.end)
    return None
