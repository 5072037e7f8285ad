"""Judgements on what a sentence tells: one in which nothing is to be found, and who says quoted words.

Like cuts within a chain they change the corpus before anything is found in it.
"""

from collections.abc import Iterator, Sequence

import msgspec

from generator.nouns.account import Account, Quote, Sentence, Unlinked
from generator.nouns.article import Article
from generator.nouns.corpus import Corpus
from generator.nouns.judgement import Judgement
from generator.nouns.problem import Problem
from generator.resolve.names import parse
from generator.resolve.wording import thing_key

WITHHELD = "An editor withholds what it tells"
GIVEN = "An editor says who speaks"


def withheld(article: Article, account: Account, one: Judgement) -> Account:
    """Take out the quotes, meetings and roles of each sentence that has the words, and let it be no event and no
    statement; list it as withheld.
    """
    for paragraph, number, sentence in _sentences(article, account, one.names[0]):
        place = (paragraph, number)
        inside = list(account.sentences[paragraph])
        inside[number] = msgspec.structs.replace(sentence, complete=False)
        account = msgspec.structs.replace(
            account,
            sentences=(*account.sentences[:paragraph], tuple(inside), *account.sentences[paragraph + 1 :]),
            quotes=tuple(each for each in account.quotes if (each.paragraph, each.sentence) != place),
            roles=tuple(each for each in account.roles if (each.paragraph, each.sentence) != place),
            encounters=tuple(each for each in account.encounters if (each.paragraph, each.sentence) != place),
            unlinked=_listed(article, account, (paragraph, sentence.start, sentence.end), f"{WITHHELD}: {one.reason}"),
        )
    return account


def spoken(article: Article, account: Account, one: Judgement) -> Account:
    """Give each quote that has the words to the actor that the judgement names, or to nobody."""
    chain = _chain(account, one.to)
    if one.to and chain < 0:
        return account
    for number, quote in enumerate(account.quotes):
        if not _said(quote, one):
            continue
        given = msgspec.structs.replace(
            quote, chain=chain, speaker=one.to, verb=quote.verb if one.to else "", confidence=1.0 if one.to else 0.0,
            speaker_paragraph=-1, speaker_start=-1, speaker_end=-1,
        )  # fmt: skip
        place = (quote.paragraph, quote.start, quote.end)
        account = msgspec.structs.replace(
            account,
            quotes=(*account.quotes[:number], given, *account.quotes[number + 1 :]),
            unlinked=_listed(article, account, place, f"{GIVEN}: {one.to or 'nobody'}. {one.reason}"),
        )
    return account


def unheard(corpus: Corpus, judgements: Sequence[Judgement]) -> Iterator[Problem]:
    """Give a Problem for each judgement of these kinds that matches nothing in the articles."""
    for one in judgements:
        if one.kind not in {"withhold", "speaker"}:
            continue
        every = [key for key in corpus.order if not one.article or key == one.article]
        hint = "copy the words as they stand in the article"
        if one.kind == "withhold":
            found = any(any(_sentences(corpus.articles[key], corpus.accounts[key], one.names[0])) for key in every)
        else:
            told = [key for key in every if any(_said(quote, one) for quote in corpus.accounts[key].quotes)]
            found = bool(told) and (not one.to or any(_chain(corpus.accounts[key], one.to) >= 0 for key in told))
            if told and not found:
                hint = f"“{one.to}” is named nowhere in that article: write the name as it stands there"
        if not found:
            yield Problem(
                path=one.path, line=one.line, what=f"“{one.names[0]}” ({one.kind}) matches nothing", hint=hint
            )


def _sentences(article: Article, account: Account, words: str) -> Iterator[tuple[int, int, Sentence]]:
    """Give the sentences in which words begin: their paragraph, their number in it, and themselves."""
    wanted = words.casefold()
    for number, paragraph in enumerate(article.paragraphs[: len(account.sentences)]):
        at = paragraph.text.casefold().find(wanted)
        if at >= 0:
            yield from (
                (number, place, one) for place, one in enumerate(account.sentences[number]) if one.start <= at < one.end
            )


def _said(quote: Quote, one: Judgement) -> bool:
    return one.names[0].casefold() in quote.text.casefold()


def _chain(account: Account, name: str) -> int:
    """Find the chain that a name names in an article, -1 if none does."""
    if not name:
        return -1
    for number, chain in enumerate(account.chains):
        forms = {chain.name, *(account.mentions[place].text for place in chain.mentions)}
        same = parse(name).key if chain.kind == "person" else thing_key(name)
        if any((parse(form).key if chain.kind == "person" else thing_key(form)) == same for form in forms):
            return number
    return -1


def _listed(article: Article, account: Account, place: tuple[int, int, int], reason: str) -> tuple[Unlinked, ...]:
    paragraph, start, end = place
    text = article.paragraphs[paragraph].text[start:end]
    one = Unlinked(paragraph=paragraph, start=start, end=end, text=text, reason=reason)
    return account.unlinked if one in account.unlinked else (*account.unlinked, one)
