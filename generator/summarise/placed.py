"""A sentence in its place: its words, split once, and what the account finds in it."""

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from generator.nouns.account import Account, DateExpression, Mention, Sentence, StatedRole
from generator.nouns.article import Article
from generator.summarise.words import Word, words

Found = TypeVar("Found", Mention, DateExpression, StatedRole)


class Placed(NamedTuple):
    """The sentence ``one`` of ``text``, its paragraph. ``words`` are those of ``body``, by its own offsets."""

    article: Article
    account: Account
    paragraph: int
    number: int
    one: Sentence
    text: str
    body: str
    words: list[Word]
    mentions: tuple[Mention, ...]
    dates: tuple[DateExpression, ...]
    roles: tuple[StatedRole, ...]


def placed(article: Article, account: Account) -> Iterator[Placed]:
    """Give every sentence of an article's own text, without headline and headings, in order."""
    mentions, dates, roles = _by_sentence(account.mentions), _by_sentence(account.dates), _by_sentence(account.roles)
    for number, (paragraph, sentences) in enumerate(zip(article.paragraphs, account.sentences, strict=False)):
        if paragraph.kind not in {"paragraph", "item"}:
            continue
        for i, one in enumerate(sentences):
            body = paragraph.text[one.start : one.end]
            place = (number, i)
            yield Placed(
                article=article,
                account=account,
                paragraph=number,
                number=i,
                one=one,
                text=paragraph.text,
                body=body,
                words=words(body),
                mentions=mentions.get(place, ()),
                dates=dates.get(place, ()),
                roles=roles.get(place, ()),
            )


def _by_sentence(found: tuple[Found, ...]) -> dict[tuple[int, int], tuple[Found, ...]]:
    by_sentence: dict[tuple[int, int], list[Found]] = {}
    for one in found:
        by_sentence.setdefault((one.paragraph, one.sentence), []).append(one)
    return {place: tuple(some) for place, some in by_sentence.items()}
