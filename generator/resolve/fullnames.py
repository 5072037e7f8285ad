"""Full names joined: sure links first, then likely ones that something else supports; the rest is listed."""

from collections.abc import Sequence

from generator.resolve.atoms import clash
from generator.resolve.blocks import families, pairs
from generator.resolve.forest import Forest
from generator.resolve.likeness import Likeness, liken
from generator.resolve.support import Support

_REACH = 24

Pair = tuple[int, int, Likeness]


def join_full_names(forest: Forest) -> None:
    """Join what is one person by name; the order of the atoms decides nothing but the order of the reasons."""
    names = [atom.name for atom in forest.atoms]
    used = _used_together(forest)
    sure: list[Pair] = []
    likely: list[Pair] = []
    for i, j in sorted({*pairs(names), *used}):
        found = liken(names[i], names[j])
        if found.level == "same":
            sure.append((i, j, found))
        elif found.level == "likely":
            likely.append((i, j, found))
    doubtful = _doubtful(forest, sure)
    for i, j, found in sure:
        if names[i].key == names[j].key and forest.atoms[i].sense != forest.atoms[j].sense:
            grounds = forest.grounds("namesakes", found.reason, 0.5, i, j)
            forest.hold(i, j, grounds, clash(forest.atoms[i], forest.atoms[j]))
        elif i in doubtful or j in doubtful:
            likely.append((i, j, found))
        else:
            forest.join(i, j, forest.grounds(found.rule, found.reason, 0.95, i, j))
    _join_likely(forest, likely, used)


def _join_likely(forest: Forest, likely: Sequence[Pair], used: set[tuple[int, int]]) -> None:
    """Join likely pairs with support, the best supported first; list the others."""
    ranked: list[tuple[float, int, int, Likeness, Support]] = []
    for i, j, found in sorted(likely, key=lambda one: one[:2]):
        speaks = _BOTH if (i, j) in used else forest.supports.support(forest.atoms[i], forest.atoms[j])
        if speaks is not None and _suffices(found, speaks):
            ranked.append((-speaks.score, i, j, found, speaks))
        else:
            together = forest.atoms[i].articles & forest.atoms[j].articles
            against = "one article has both" if together else "nothing else in the articles says that they are one"
            forest.hold(i, j, forest.grounds(found.rule, found.reason, 0.5, i, j), against)
    for score, i, j, found, speaks in sorted(ranked, key=lambda one: one[:3]):
        grounds = forest.grounds(found.rule, f"{found.reason} {speaks.reason}", -score, i, j)
        if speaks.kind != "article" and forest.root(i) != forest.root(j) and forest.together(i, j):
            forest.hold(i, j, grounds, "one article has both")
        else:
            forest.join(i, j, grounds)


_BOTH = Support(kind="article", reason="One article uses both names for one person.", score=0.92)


def _suffices(found: Likeness, speaks: Support) -> bool:
    """Tell whether what two likely names share is enough: for other spellings more is than for other names."""
    if speaks.kind == "context":
        return found.rule in {"misspelling", "spelling", "nickname"} and found.needs == "any"
    return found.needs != "role" or speaks.kind == "role"


def _used_together(forest: Forest) -> set[tuple[int, int]]:
    """Give pairs of full names that one article uses for one person."""
    places: dict[str, list[int]] = {}
    for place, atom in enumerate(forest.atoms):
        if not atom.name.lone:
            places.setdefault(atom.name.key, []).append(place)
    found: set[tuple[int, int]] = set()
    for i, atom in enumerate(forest.atoms):
        for key in atom.forms:
            found.update((min(i, j), max(i, j)) for j in places.get(key, ())[:2] if j != i)
    return found


def _doubtful(forest: Forest, sure: Sequence[Pair]) -> set[int]:
    """Give the atoms whose names fit two that clash: "John Smith" beside "John A. Smith" and "John B. Smith"."""
    near: dict[int, list[int]] = {}
    for i, j, _ in sure:
        near.setdefault(i, []).append(j)
        near.setdefault(j, []).append(i)
    found = set()
    for i, others in near.items():
        some = [forest.atoms[j] for j in others[:_REACH]]
        if any(clash(a, b) for place, a in enumerate(some) for b in some[place + 1 :]):
            found.add(i)
    return found


def list_misnamed(forest: Forest) -> None:
    """List people of one family name but other given names whom different articles put in the same company: one of the
    articles may have the name wrong.
    """
    for group in families([atom.name for atom in forest.atoms]).values():
        if 1 < len(group) <= _REACH:
            for place, i in enumerate(group):
                for j in group[place + 1 :]:
                    _list_misnamed(forest, i, j)


def _list_misnamed(forest: Forest, i: int, j: int) -> None:
    left, right = forest.atoms[i], forest.atoms[j]
    if forest.root(i) == forest.root(j) or forest.together(i, j) or forest.held(i, j) or left.past or right.past:
        return
    found = liken(left.name, right.name)
    speaks = forest.supports.support(left, right) if found.level == "never" else None
    if speaks is not None and speaks.kind == "company":
        reason = f"One family name in like company. {speaks.reason}"
        forest.hold(i, j, forest.grounds("same-family-same-company", reason, 0.4, i, j), found.reason)
