"""What one article says of its actors, reduced to what joining them across articles needs: one fact for each chain.

A pure function of one account, so that an edited article changes its own facts and no others.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.nouns.account import Account, ActorKind, Mention, StatedRole
from generator.nouns.article import Article
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import ChainRef
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve import callings, shortforms
from generator.resolve.index import Place
from generator.resolve.names import parse
from generator.resolve.wording import meaning

Owners = Mapping[ArticleId, Mapping[int, ActorId]]
"""Whose each chain is: by article, then by its number there."""
Firsts = Callable[[ArticleId], Sequence[Locus | None]]
"""Tells of an article where each chain is first given its name, by its number; None for one that is never named."""


class Around(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Whom one article names: the keys of the full names of people, and of everything."""

    company: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()


class Fact(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """One chain, free of position: it says the same after an edit of other words, and so does what is made of it.

    ``name`` is its fullest name, ``forms`` every name in the text with its count, ``roles`` what its roles mean and how
    they are worded; ``callings`` what else tells a person's walk of life, ``shorts`` the keys of short forms that the
    text defines for an organisation.
    """

    ref: ChainRef
    kind: ActorKind
    name: str
    forms: tuple[tuple[str, int], ...]
    roles: tuple[tuple[frozenset[str], str], ...] = ()
    callings: frozenset[str] = frozenset()
    shorts: tuple[str, ...] = ()
    historical: str = ""
    author: bool = False


class Grounds(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What carries a decision on names, as ``Evidence``, before it is said where the chains of ``refs`` are named."""

    rule: str
    reason: str
    score: float
    refs: frozenset[ChainRef]

    def evidence(self, firsts: Firsts) -> Evidence:
        """Rest it upon the places that name the chains."""
        loci = (firsts(ref.article)[ref.chain] for ref in self.refs)
        stand = tuple(sorted(one for one in loci if one is not None))
        return Evidence(rule=self.rule, reason=self.reason, score=self.score, loci=stand)


def locus(account: Account, mention: Mention) -> Locus:
    """Give the place of a mention."""
    return Locus(article=account.article, paragraph=mention.paragraph, start=mention.start, end=mention.end)


def around_of(account: Account) -> Around:
    """Tell whom an account names."""
    people = [parse(chain.name) for chain in account.chains if chain.kind == "person"]
    return Around(
        company=frozenset(name.key for name in people if not name.lone),
        context=frozenset(parse(chain.name).key for chain in account.chains),
    )


def facts_of(article: Article, account: Account) -> tuple[Fact, ...]:
    """Reduce an account to its facts, in the order of its chains; a chain that is never named gives none."""
    roles: dict[int, list[StatedRole]] = {}
    for role in account.roles:
        roles.setdefault(role.chain, []).append(role)
    authors = {parse(byline.name).key for byline in article.bylines if byline.kind == "person"}
    found: list[Fact] = []
    for number, named in _named(account):
        chain = account.chains[number]
        found.append(
            Fact(
                ref=ChainRef(article=account.article, chain=number),
                kind=chain.kind,
                name=chain.name,
                forms=_forms(named),
                roles=_roles(roles.get(number, ())),
                callings=callings.stated(article, named) if chain.kind == "person" else frozenset(),
                shorts=shortforms.defined(article, named) if chain.kind == "organisation" else (),
                historical=chain.historical,
                author=chain.kind == "person" and parse(chain.name).key in authors,
            )
        )
    return tuple(found)


def firsts_of(account: Account) -> tuple[Locus | None, ...]:
    """Give where each chain has its name first, or else any name."""
    found: list[Locus | None] = [None] * len(account.chains)
    for number, named in _named(account):
        name = account.chains[number].name
        found[number] = locus(account, next((one for one in named if one.text == name), named[0]))
    return tuple(found)


def _named(account: Account) -> Iterator[tuple[int, list[Mention]]]:
    """Give the numbers of the chains that are named, with the mentions that name them."""
    for number, chain in enumerate(account.chains):
        named = [account.mentions[i] for i in chain.mentions if account.mentions[i].form == "name"]
        if named and chain.name.strip():
            yield number, named


def first_of(facts: Iterable[Fact], places: Mapping[ArticleId, Place]) -> Fact:
    """Give the fact that is told first. ``places``: where articles stand in the order of the corpus."""
    return min(facts, key=lambda fact: (places[fact.ref.article], fact.ref.chain))


def _forms(named: Iterable[Mention]) -> tuple[tuple[str, int], ...]:
    counts = Counter(mention.text for mention in named)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _roles(roles: Iterable[StatedRole]) -> tuple[tuple[frozenset[str], str], ...]:
    found: dict[frozenset[str], str] = {}
    for role in roles:
        means, text = meaning(role.text), " ".join(role.text.split())
        if means:
            found[means] = max(found.get(means, ""), text, key=lambda one: (len(one), one))
    return tuple(sorted(found.items(), key=lambda item: (sorted(item[0]), item[1])))
