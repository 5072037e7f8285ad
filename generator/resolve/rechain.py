"""Judgements that cut within an article: names that its chain has together and an editor keeps apart or leaves out.

The corpus is changed before anything is found in it, so that pages, quotes and findings speak of the same chains.
New chains follow the old ones: the number of a chain never changes.
"""

from collections.abc import Sequence

import msgspec

from generator.engine.digest import digest, mark
from generator.nouns.account import Account, Chain, Mention, Unlinked
from generator.nouns.corpus import Corpus, Part
from generator.nouns.judgement import Judgement
from generator.resolve import retell
from generator.resolve.names import parse
from generator.resolve.wording import thing_key as key

LEFT_OUT = "An editor leaves it out"


def judged(corpus: Corpus, judgements: Sequence[Judgement]) -> Corpus:
    """Change what articles tell as judgements of some kinds say (split and ignore cut chains, see ``retell`` for the
    others); doing it twice changes nothing more.
    """
    cuts = [one for one in judgements if one.kind in {"split", "ignore", "withhold", "speaker"}]
    if not cuts:
        return corpus
    found = ((part, _cut(part, cuts)) for part in corpus.parts())
    return corpus.add(
        Part(article=part.article, account=account, mark=digest(part.mark, mark((account,))))
        for part, account in found
        if account is not part.account
    )


def _cut(part: Part, cuts: Sequence[Judgement]) -> Account:
    account = part.account
    for one in cuts:
        if one.article and one.article != account.article:
            continue
        match one.kind:
            case "split":
                account = _split(account, one)
            case "ignore":
                account = _ignored(account, one)
            case "withhold":
                account = retell.withheld(part.article, account, one)
            case _:
                account = retell.spoken(part.article, account, one)
    return account


def _split(account: Account, one: Judgement) -> Account:
    """Give each further name of a split that stands in the chain of another its own chain."""
    for number, chain in enumerate(account.chains):
        forms = {name: _of(account, chain, name) for name in one.names}
        own = [name for name in one.names if _key(name, chain) == _key(chain.name, chain)]
        others = [name for name in one.names if name not in own and forms[name]]
        if not others or not (own or len(others) > 1):
            continue
        for name in others if own else others[1:]:
            account = _moved(account, number, forms[name], len(account.chains))
    return account


def _ignored(account: Account, one: Judgement) -> Account:
    """Unlink the mentions of an ignored name from a chain that has a fuller one, and list them as withheld."""
    for number, chain in enumerate(account.chains):
        for name in one.names:
            found = _of(account, chain, name)
            if found and _key(name, chain) != _key(chain.name, chain):
                account = _moved(account, number, found, -1)
                withheld = tuple(
                    Unlinked(
                        paragraph=mention.paragraph,
                        start=mention.start,
                        end=mention.end,
                        text=mention.text,
                        reason=f"{LEFT_OUT}: {one.reason}",
                    )
                    for mention in (account.mentions[place] for place in found)
                )
                account = msgspec.structs.replace(account, unlinked=(*account.unlinked, *withheld))
    return account


def _of(account: Account, chain: Chain, name: str) -> tuple[int, ...]:
    """Give the mentions of a chain that write a name."""
    return tuple(
        place
        for place in chain.mentions
        if account.mentions[place].form == "name" and _key(account.mentions[place].text, chain) == _key(name, chain)
    )


def _moved(account: Account, number: int, places: tuple[int, ...], to: int) -> Account:
    """Move mentions from one chain to a new one, or to none (-1)."""
    old = account.chains[number]
    left = tuple(place for place in old.mentions if place not in places)
    chains = list(account.chains)
    chains[number] = msgspec.structs.replace(old, mentions=left)
    if to >= 0:
        chains.append(Chain(kind=old.kind, name=account.mentions[places[0]].text, mentions=places))

    def moved(place: int, mention: Mention) -> Mention:
        return msgspec.structs.replace(mention, chain=to, rule="judgement") if place in places else mention

    mentions = tuple(moved(place, mention) for place, mention in enumerate(account.mentions))
    return msgspec.structs.replace(account, chains=tuple(chains), mentions=mentions)


def _key(text: str, chain: Chain) -> str:
    return parse(text).key if chain.kind == "person" else key(text)
