"""The role ledger of a person: what each role says, and which of the articles that state it a page names."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from generator.nouns.findings import Role
from generator.nouns.ids import ActorId, ArticleId
from generator.pages.extracts import Place
from generator.pages.sentences import Sentences

_PAST = ("former", "then", "late", "ex", "ex-", "retired", "deposed", "ousted", "outgoing")


class Stated(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A role, stated in so many ``places``: ``named`` are those that a page names, one for each outlet and so many
    ``more``; ``last`` is in the latest article that states it.
    """

    text: str
    rank: str
    office: str
    qualifier: str
    wordings: tuple[str, ...]
    first: str
    until: str
    judged: str
    places: int
    named: tuple[Place, ...]
    more: int
    last: Place | None

    @property
    def post(self) -> str:
        """What is held, by its plainest name."""
        return (self.office or self.rank or self.text).casefold()

    @property
    def past(self) -> bool:
        """Whether the role is stated as one of the past."""
        told = self.qualifier.casefold().split(", ")
        words = tuple(f"{word} " for word in _PAST)
        return any(one in _PAST for one in told) or self.text.casefold().startswith(words)


def ledgers(
    sentences: Sentences, roles: Mapping[ActorId, Sequence[Role]], most: int
) -> dict[ActorId, tuple[Stated, ...]]:
    """Give the ledger of each person; ``most`` articles are named for each role."""
    return sentences.tables.each(
        "ledgers",
        lambda own, order, most: tuple(_stated(one, sentences, order, most) for one in own),
        roles,
        shared=(sentences.order, most),
        rests=lambda own: (locus.article for one in own for locus in one.loci),
        over=(sentences.quotable, sentences.credits),
    )


def last_role(ledger: Iterable[Stated]) -> Stated | None:
    """Choose the role to introduce someone by: as an editor says, else an office before a rank, the one stated last.

    An office that any article calls a former one is not shown as if it were held.
    """
    roles = list(ledger)
    gone = {one.post for one in roles if one.past}
    return max(
        roles,
        key=lambda one: (
            bool(one.judged),
            one.post not in gone,
            bool(one.office),
            one.past,
            one.until,
            one.places,
            one.text,
        ),
        default=None,
    )


def _stated(role: Role, sentences: Sentences, order: Mapping[ArticleId, int], most: int) -> Stated:
    every = [
        (order[locus.article], locus, sentences.credits[locus.article], sentences.stands(locus)) for locus in role.loci
    ]
    last = max(every, key=lambda one: (one[2].published, -one[0]), default=None)
    firsts: dict[ArticleId, tuple[str, Place]] = {}
    for _, locus, credit, place in sorted(every, key=lambda one: one[:2]):
        firsts.setdefault(locus.article, (credit.label, place))
    labels = dict(reversed(firsts.values()))  # of one outlet the first, at the place of the last
    named = list(labels.values())[::-1]
    return Stated(
        text=role.text,
        rank=role.rank,
        office=role.office,
        qualifier=role.qualifier,
        wordings=tuple(wording for wording in role.wordings if wording != role.text),
        first=role.first,
        until=role.last,
        judged=role.judged,
        places=len(role.loci),
        named=tuple(named[:most]),
        more=max(len(named) - most, 0),
        last=last[3] if last else None,
    )
