"""Who it was: two people of one family name in one place, of whom no article knows both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.nouns.ids import ActorId
from generator.resolve.disagreements.draft import Draft, Scene, firsts
from generator.resolve.disagreements.encounters import Group, agree
from generator.resolve.disagreements.offices import post
from generator.resolve.index import Index
from generator.resolve.meetings import Report, day_of, near
from generator.resolve.names import parse
from generator.resolve.roles import Stated, place
from generator.resolve.wording import countries, meaning

_CROWD = 8
"""Meetings of one person with people of one family name, and people of one family name, that are compared."""


Pair = tuple[ActorId, ...]
Beside = tuple[ActorId, str]
"""A person, and the family name of others who are told to have met them."""
Post = tuple[str, str]
"""A family name, and a kind of office of which a country sends one."""
Holders = Index[ActorId, Post, Stated]


def mistaken(found: Iterable[tuple[Pair, Draft]]) -> Iterator[Draft]:
    """Give namesakes of whom one name is likely to be a mistake, each pair once: those at one meeting come first."""
    told: set[Pair] = set()
    for pair, draft in found:
        if pair not in told:
            told.add(pair)
            yield draft


def besides(names: Mapping[ActorId, str], people: Iterable[ActorId]) -> set[Beside]:
    """Give for each who met somebody the family names of the others that are not their own."""
    families = {one: _family(names.get(one, "")) for one in people}
    return {
        (one, family)
        for one, own in families.items()
        for other, family in families.items()
        if family and one != other and own != family
    }


def met(scene: Scene, beside: Beside, groups: Sequence[Group]) -> Iterator[tuple[Pair, Draft]]:
    """Find out whether one person met two namesakes, at times that agree. No article names both, and their roles must
    not be of different countries.
    """
    one, family = beside
    by: dict[ActorId, list[Report]] = {}
    for group in groups[:_CROWD]:
        for other in group[0].participants:
            if other != one and _family(scene.names.get(other, "")) == family:
                by.setdefault(other, []).extend(group)
    pair = scene.apart(by) if len(by) > 1 else []
    if len(pair) != 2 or not agree(by[pair[0]], by[pair[1]]) or _foreign(pair, scene):
        return
    when = max((report.date for other in pair for report in by[other]), key=len)
    yield (
        tuple(sorted(pair)),
        Draft(
            kind="identity",
            subject=f"Who met {scene.names[one]}" + (f" ({when})" if when else ""),
            sides=tuple(
                (
                    _called(scene, other, scene.said(other), by[other]),
                    firsts(report.locus for report in by[other]),
                )
                for other in pair
            ),
            actors=(one, *pair),
            rule="namesakes-at-one-meeting",
            reason="Two people of one family name stand in the same place, and no article names both",
            score=0.95,
        ),
    )


def posts(name: str, said: Iterable[Stated]) -> Iterator[tuple[Post, Stated]]:
    """Give the offices of one person of which a country sends one."""
    family = _family(name)
    return (((family, kind), one) for one in said if family and (kind := post(one[1])))


def posted(scene: Scene, post: Post, by: Mapping[ActorId, Sequence[Stated]]) -> Iterator[tuple[Pair, Draft]]:
    """Find out whether those who hold offices of one kind are namesakes told of shortly after each other and in one
    sentence with the same third person. No article names both, and their roles must not be of different countries.
    """
    family, _ = post
    pair = scene.apart(by) if 1 < len(by) <= _CROWD else []
    if len(pair) != 2 or _foreign(pair, scene) or not _near(scene, [by[one] for one in pair]):
        return
    company = scene.beside(pair[0]) & scene.beside(pair[1])
    if not company:
        return
    yield (
        tuple(sorted(pair)),
        Draft(
            kind="identity",
            subject=f"Which {family.title()} it was: {' or '.join(sorted(scene.names[one] for one in pair))}",
            sides=tuple((_called(scene, one, by[one]), firsts(map(place, by[one]))) for one in pair),
            actors=(*pair, *sorted(company)),
            rule="namesakes-in-one-post",
            reason=(
                f"Two people of one family name are envoys of one country, each named with "
                f"{scene.names[min(company)]}, and no article names both"
            ),
            score=0.9,
        ),
    )


def _near(scene: Scene, groups: Sequence[Sequence[Stated]]) -> bool:
    days = [[day_of(scene.corpus.cards[article].published.value) for article, _ in some] for some in groups]
    return any(near(left, right) for left in days[0] for right in days[1])


def _family(name: str) -> str:
    """Give the family name of a full name; nothing of a single name, or where it stands first and tells little."""
    parsed = parse(name)
    return "" if parsed.lone or parsed.family_first or not parsed.words else parsed.words[-1]


def _foreign(pair: Sequence[ActorId], scene: Scene) -> bool:
    """Tell whether the roles of two are of different countries."""
    lands = [
        {word for _, role in scene.said(one) for word in meaning(f"{role.text} {role.organisation}") & countries()}
        for one in pair
    ]
    return all(lands) and lands[0].isdisjoint(lands[1])


def _called(scene: Scene, actor: ActorId, said: Sequence[Stated], group: Group = ()) -> str:
    """Give a name with the office that is stated, by the articles of a group if there is one."""
    inside = {report.article for report in group}
    roles = [role for article, role in said if (not group or article in inside) and role.office]
    best = max(roles, key=lambda role: (len(role.text), role.text), default=None)
    return f"{scene.names[actor]}, {' '.join(best.text.split())}" if best else scene.names[actor]
