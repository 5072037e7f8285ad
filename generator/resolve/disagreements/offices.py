"""Offices: one that two people are said to hold, and one person who is said to hold two that exclude each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from generator.nouns.account import StatedRole
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve.disagreements.draft import Draft, Scene, firsts, knowledge, strings
from generator.resolve.index import Index
from generator.resolve.meetings import day_of
from generator.resolve.roles import Stated, place
from generator.resolve.wording import canonical, countries, meaning, word_list

CROWD = 6
"""An office with more holders than this is no single one, whatever it is called."""
_SUCCESSION = 2
"""Articles that must state each of two holders, where the two are not told of one event: one alone may recall."""

Words = frozenset[str]
Office = tuple[Words, Words]
"""What an office is, and the country or body that it is of."""
Holders = Index[ActorId, Office, Stated]


def soles(said: Iterable[Stated]) -> Iterator[tuple[Office, Stated]]:
    """Give what one person is called that one alone holds at a time."""
    return ((office, one) for one in said if (office := _sole(one[1])))


def held(scene: Scene, holders: Holders) -> Iterator[Draft]:
    """Find offices that different people hold. Who is named together with the other holder, or is of the past, is none:
    such an article knows them for two, or speaks of another time.
    """
    for office in sorted(holders.keys(), key=lambda one: (sorted(one[0]), sorted(one[1]))):
        by = {actor: holders.of(actor)[office] for actor in holders.holders(office)}
        apart = scene.apart(by) if 1 < len(by) <= CROWD else []
        if len(apart) < 2 or not _contested(scene, [by[one] for one in apart]):
            continue
        title = wording([one for actor in apart for one in by[actor]])
        yield Draft(
            kind="office",
            subject=f"Who holds the office of {title}",
            sides=tuple((scene.names[actor], firsts(map(place, by[actor]))) for actor in apart),
            actors=tuple(apart),
            rule="two-holders",
            reason=f"{len(apart)} people are called {title}, and no article names them together",
            score=0.85,
        )


def _contested(scene: Scene, by: Sequence[Sequence[Stated]]) -> bool:
    """Tell whether articles on one event give an office to different people, or several give it to each in turn."""
    groups = [frozenset(article for article, _ in some) for some in by]
    if any(scene.together(left, right) for i, left in enumerate(groups) for right in groups[i + 1 :]):
        return True
    days = [sorted(day_of(scene.corpus.cards[one].published.value) for one in group) for group in groups]
    days.sort()
    turns = all(earlier[-1] < later[0] for earlier, later in pairwise(days))
    return turns and all(len(group) >= _SUCCESSION and all(group) for group in days)


def _sole(role: StatedRole) -> Office | None:
    """Give an office that has one holder at a time; None for any other."""
    words = meaning(role.text) | meaning(role.qualifier)
    if words & word_list("parting"):
        return None
    where = words & countries()
    rest = words - where - word_list("tenure") - (meaning(role.rank) if role.office else frozenset())
    return (rest, where) if where and rest in _soles() else None


@cache
def _soles() -> frozenset[Words]:
    return frozenset(meaning(one) for one in strings(knowledge()["sole"]))


def post(role: StatedRole) -> str:
    """Give the kind of post of which a country sends one person to a place: envoys of all ranks are one kind."""
    words = meaning(role.text)
    if words & word_list("parting"):
        return ""
    return next(("envoy" for heads, kinds in _rivals() if not heads and any(of <= words for _, of in kinds)), "")


def exclusive(actor: ActorId, name: str, said: Sequence[Stated]) -> Iterator[Draft]:
    """Find offices of one person that exclude each other: chief of the army in one, of the armed forces in another."""
    for heads, kinds in _rivals():
        sides: dict[str, list[Stated]] = {}
        for one in said:
            words = meaning(one[1].text) | meaning(one[1].organisation)
            found = [kind for kind, of in kinds if of <= words]
            parted = (words | meaning(one[1].qualifier)) & word_list("parting")
            if len(found) == 1 and not parted and (not heads or heads & words):
                sides.setdefault(found[0], []).append(one)
        if len(sides) < 2 or len({frozenset(article for article, _ in some) for some in sides.values()}) < 2:
            continue
        texts = {kind: wording(some) for kind, some in sides.items()}
        yield Draft(
            kind="title",
            subject=f"The office of {name}",
            sides=tuple((texts[kind], firsts(map(place, some))) for kind, some in sides.items()),
            actors=(actor,),
            rule="exclusive-offices",
            reason="One person is given offices that are not one and the same",
            score=0.7,
        )


@cache
def _rivals() -> tuple[tuple[Words, tuple[tuple[str, Words], ...]], ...]:
    groups = knowledge()["rivals"]
    return tuple(
        (
            frozenset(strings(group["heads"])),
            tuple((name, frozenset(canonical(name))) for name in strings(group["of"])),
        )
        for group in (groups if isinstance(groups, list) else ())
        if isinstance(group, dict)
    )


def provisional(actor: ActorId, name: str, said: Sequence[Stated]) -> Iterator[Draft]:
    """Find an office that some articles call interim or acting, and others never."""
    words = frozenset(strings(knowledge()["provisional"]))
    offices: dict[Words, dict[ArticleId, list[Stated]]] = {}
    for one in said:
        own = meaning(one[1].text) | meaning(one[1].qualifier)
        if one[1].office and not own & word_list("parting"):
            offices.setdefault(meaning(one[1].office) - words, {}).setdefault(one[0], []).append(one)
    for office in sorted(offices, key=sorted):
        for_a_time: list[Stated] = []
        plain: list[Stated] = []
        for some in offices[office].values():
            marked = [one for one in some if words & set(canonical(f"{one[1].text} {one[1].qualifier}"))]
            (for_a_time if marked else plain).extend(marked or some)
        if for_a_time and plain:
            yield Draft(
                kind="title",
                subject=f"How {name} holds the office of {_usual(role.office for _, role in plain)}",
                sides=tuple((wording(some), firsts(map(place, some))) for some in (for_a_time, plain)),
                actors=(actor,),
                rule="provisional",
                reason="Some say that the office is held for a time only, others leave it out",
                score=0.3,
            )


def ranks(actor: ActorId, name: str, said: Sequence[Stated]) -> Iterator[Draft]:
    """Find ranks that are not each other's short form, or that only some articles call retired.

    What an article says once holds for all of it: "retired General X" is "General X" thereafter.
    """
    by: dict[ArticleId, list[Stated]] = {}
    for one in said:
        if one[1].rank or "retired" in canonical(f"{one[1].text} {one[1].qualifier}"):
            by.setdefault(one[0], []).append(one)
    sides: dict[tuple[str, ...], list[Stated]] = {}
    retired: list[Stated] = []
    serving: list[Stated] = []
    for some in by.values():
        gone = [one for one in some if "retired" in canonical(f"{one[1].text} {one[1].qualifier}")]
        (retired if gone else serving).extend(gone or some)
        full = max((canonical(one[1].rank) for one in some), key=lambda words: (len(words), words))
        if full:
            sides.setdefault(full, []).extend(one for one in some if canonical(one[1].rank) == full)
    whole = [rank for rank in sides if not any(rank == other[-len(rank) :] for other in sides if other != rank)]
    if len(whole) > 1:
        yield Draft(
            kind="rank",
            subject=f"The rank of {name}",
            sides=tuple((" ".join(rank).title(), firsts(map(place, sides[rank]))) for rank in whole),
            actors=(actor,),
            rule="ranks",
            reason="The ranks stated are different ones",
            score=0.4,
        )
    if retired and serving:
        yield Draft(
            kind="rank",
            subject=f"Whether {name} is retired",
            sides=(("retired", firsts(map(place, retired))), (_rank(serving), firsts(map(place, serving)))),
            actors=(actor,),
            rule="retired",
            reason="Some call the holder of the rank retired, others give the rank alone",
            score=0.35,
        )


def wording(said: Sequence[Stated]) -> str:
    """Choose the words for what several articles state: the usual ones, without a rank if they can be had so."""
    counts = Counter(" ".join(role.text.split()) for _, role in said)
    ranked = {" ".join(role.text.split()) for _, role in said if role.rank and role.office}
    return max(counts, key=lambda text: (text not in ranked, not text.isupper(), counts[text], len(text), text))


def _rank(said: Sequence[Stated]) -> str:
    return " ".join(canonical(_usual(role.rank for _, role in said))).title()


def _usual(texts: Iterable[str]) -> str:
    counts = Counter(" ".join(text.split()) for text in texts if text)
    return max(counts, key=lambda text: (not text.isupper(), counts[text], len(text), text), default="")
