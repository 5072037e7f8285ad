"""Who it was: two people of one family name in one place, of whom no article knows both."""

from collections.abc import Iterator, Mapping, Sequence

from generator.nouns.ids import ActorId
from generator.resolve.disagreements.draft import Draft, Scene, firsts
from generator.resolve.disagreements.encounters import Group, agree
from generator.resolve.disagreements.offices import post
from generator.resolve.meetings import Report, day_of, near
from generator.resolve.names import parse
from generator.resolve.roles import Stated, place
from generator.resolve.wording import countries, meaning

_CROWD = 8
"""Meetings of one person with people of one family name, and people of one family name, that are compared."""


def mistaken(scene: Scene, groups: Sequence[Group], said: Mapping[ActorId, Sequence[Stated]]) -> Iterator[Draft]:
    """Find namesakes of whom one name is likely to be a mistake: at one meeting, or else in one post.

    No article names both, and their roles must not be of different countries.
    """
    told: set[tuple[ActorId, ...]] = set()
    for pair, draft in (*_met(scene, groups, said), *_posted(scene, said)):
        if pair not in told:
            told.add(pair)
            yield draft


def _met(
    scene: Scene, groups: Sequence[Group], said: Mapping[ActorId, Sequence[Stated]]
) -> Iterator[tuple[tuple[ActorId, ...], Draft]]:
    """Find meetings of one person with two namesakes, at times that agree."""
    blocks: dict[tuple[ActorId, str], list[Group]] = {}
    for group in groups:
        people = group[0].participants
        families = {one: _family(scene.names.get(one, "")) for one in people}
        for other in people:
            for one in people if families[other] else ():
                if one != other and families[one] != families[other]:
                    blocks.setdefault((one, families[other]), []).append(group)
    for (one, family), some in sorted(blocks.items(), key=lambda block: block[0]):
        by: dict[ActorId, list[Report]] = {}
        for group in some[:_CROWD]:
            for other in group[0].participants:
                if other != one and _family(scene.names.get(other, "")) == family:
                    by.setdefault(other, []).extend(group)
        pair = scene.apart(by) if len(by) > 1 else []
        if len(pair) != 2 or not agree(by[pair[0]], by[pair[1]]) or _foreign(pair, said):
            continue
        when = max((report.date for other in pair for report in by[other]), key=len)
        yield (
            tuple(sorted(pair)),
            Draft(
                kind="identity",
                subject=f"Who met {scene.names[one]}" + (f" ({when})" if when else ""),
                sides=tuple(
                    (
                        _called(scene, other, said.get(other, ()), by[other]),
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


def _posted(scene: Scene, said: Mapping[ActorId, Sequence[Stated]]) -> Iterator[tuple[tuple[ActorId, ...], Draft]]:
    """Find namesakes whose offices are such that a country sends one, told of shortly after each other and in one
    sentence with the same third person.
    """
    blocks: dict[tuple[str, str], dict[ActorId, list[Stated]]] = {}
    for actor in sorted(said):
        family = _family(scene.names.get(actor, "")) if actor not in scene.past else ""
        for one in said[actor] if family else ():
            kind = post(one[1])
            if kind:
                blocks.setdefault((family, kind), {}).setdefault(actor, []).append(one)
    for (family, _), by in sorted(blocks.items()):
        pair = scene.apart(by) if 1 < len(by) <= _CROWD else []
        if len(pair) != 2 or _foreign(pair, said) or not _near(scene, [by[one] for one in pair]):
            continue
        company = scene.beside(pair[0]) & scene.beside(pair[1])
        if not company:
            continue
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
    days = [[day_of(scene.corpus.articles[article].published.value) for article, _ in some] for some in groups]
    return any(near(left, right) for left in days[0] for right in days[1])


def _family(name: str) -> str:
    """Give the family name of a full name; nothing of a single name, or where it stands first and tells little."""
    parsed = parse(name)
    return "" if parsed.lone or parsed.family_first or not parsed.words else parsed.words[-1]


def _foreign(pair: Sequence[ActorId], said: Mapping[ActorId, Sequence[Stated]]) -> bool:
    """Tell whether the roles of two are of different countries."""
    lands = [
        {word for _, role in said.get(one, ()) for word in meaning(f"{role.text} {role.organisation}") & countries()}
        for one in pair
    ]
    return all(lands) and lands[0].isdisjoint(lands[1])


def _called(scene: Scene, actor: ActorId, said: Sequence[Stated], group: Group = ()) -> str:
    """Give a name with the office that is stated, by the articles of a group if there is one."""
    inside = {report.article for report in group}
    roles = [role for article, role in said if (not group or article in inside) and role.office]
    best = max(roles, key=lambda role: (len(role.text), role.text), default=None)
    return f"{scene.names[actor]}, {' '.join(best.text.split())}" if best else scene.names[actor]
