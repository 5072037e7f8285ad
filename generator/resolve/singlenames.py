"""Single names joined: to the one full name that bears them, by what the articles share; else they stand alone."""

from collections.abc import Sequence

from generator.resolve.forest import Forest
from generator.resolve.names import known
from generator.resolve.support import Support

_REACH = 12


def join_single_names(forest: Forest) -> None:
    """Give each single name to its owner if it can be told; join those without one where the articles are alike."""
    owners = _owners(forest)
    alone: dict[str, list[int]] = {}
    for i, atom in enumerate(forest.atoms):
        if not atom.name.lone:
            continue
        ranked = [
            (owner, uses)
            for owner, uses in owners.get(" ".join(atom.name.words), ())
            if forest.root(owner) != forest.root(i) and atom.name.suffix in {"", forest.atoms[owner].name.suffix}
        ]
        if not ranked or not _given(forest, i, ranked):
            alone.setdefault(atom.name.key, []).append(i)
    for some in alone.values():
        _join_alike(forest, some)


def _owners(forest: Forest) -> dict[str, list[tuple[int, int]]]:
    """Map single names to those who may bear them, as family name or as what their own articles call them, each with
    the number of articles that give the name in full and use it alone; the usual one first.
    """
    uses: dict[str, dict[int, int]] = {}
    for i, atom in enumerate(forest.atoms):
        if atom.name.lone:
            continue
        words, root = atom.name.words, forest.root(i)
        ends = {words[0], " ".join(words[1:])} if atom.name.family_first else {words[-1], " ".join(words[-2:])}
        for key in ends:
            uses.setdefault(key, {}).setdefault(root, 0)
        for key, count in atom.shorts.items():
            mine = uses.setdefault(key, {})
            mine[root] = mine.get(root, 0) + count
    first = {root: min(forest.faces(root), default=root) for mine in uses.values() for root in mine}
    return {
        key: [(first[root], mine[root]) for root in sorted(mine, key=lambda one: (-mine[one], first[one]))]
        for key, mine in uses.items()
    }


def _given(forest: Forest, i: int, ranked: Sequence[tuple[int, int]]) -> bool:
    """Join a single name to its owner if the article or a shared fact singles one out; else list the likeliest."""
    atom = forest.atoms[i]
    here = [owner for owner, _ in ranked if _in_full(forest, owner, atom.articles)]
    usual = len(ranked) == 1 or ranked[0][1] >= 4 * max(ranked[1][1], 0.5)
    if usual and here == [ranked[0][0]]:
        return _give(forest, i, here[0], ("surname-in-article", "Its article has that name in full.", 0.9))
    # Where its own article has another name in full and still did not link them, something speaks against it.
    ranked = [one for one in ranked if one[0] not in here]
    if not ranked:
        return False
    spoken = {owner: best for owner, _ in ranked[:_REACH] if (best := _best(forest, i, owner)) is not None}
    chosen = [owner for owner in spoken if spoken[owner].kind == "role"]
    chosen = chosen or [owner for owner in spoken if spoken[owner].kind == "company"]
    if len(chosen) == 1:
        return _give(forest, i, chosen[0], ("single-name", spoken[chosen[0]].reason, spoken[chosen[0]].score))
    return _by_usage(forest, i, ranked) or _list(forest, i, ranked)


def _by_usage(forest: Forest, i: int, ranked: Sequence[tuple[int, int]]) -> bool:
    """Join a single name to the only or the usual bearer, if their articles name anything rare in common."""
    top, uses = ranked[0]
    rival = ranked[1][1] if len(ranked) > 1 else 0
    near = max(forest.supports.context(forest.atoms[i], forest.atoms[j]) for j in forest.faces(top)[:_REACH])
    text = forest.atoms[i].name.text
    if len(ranked) == 1 and near >= 0.5 and not set(forest.atoms[i].name.words) & known().common_family:
        score = round(min(0.7 + near / 40, 0.85), 2)
        return _give(forest, i, top, ("only-owner", "Nobody else in the articles does.", score))
    if uses >= 4 * max(rival, 0.5) and (near >= 1 or (near >= 0.3 and uses >= 8)):
        others = "one other article" if uses == 1 else f"{uses} other articles"
        others += f", for anyone else in {rival}" if rival else ""
        return _give(forest, i, top, ("usual-owner", f"“{text}” stands for that name in {others}.", 0.8))
    return False


def _list(forest: Forest, i: int, ranked: Sequence[tuple[int, int]]) -> bool:
    """List a single name beside the two likeliest bearers."""
    for owner, _ in ranked[:2]:
        reason = f"“{forest.atoms[i].name.text}” may be short for “{forest.atoms[owner].name.text}”."
        against = "others bear that name too" if len(ranked) > 1 else "nothing else says that they are one"
        forest.hold(owner, i, forest.grounds("one-of-several", reason, 0.4, owner, i), against)
    return False


def _in_full(forest: Forest, owner: int, articles: frozenset[str]) -> bool:
    """Tell whether one of some articles names a person in full."""
    return any(not forest.atoms[j].articles.isdisjoint(articles) for j in forest.faces(owner))


def _give(forest: Forest, i: int, owner: int, because: tuple[str, str, float]) -> bool:
    """Join a single name to the group of its owner; ``because`` is the rule, the reason and the score."""
    rule, why, score = because
    best = max(forest.faces(owner), key=lambda j: (len(forest.atoms[j].facts), -j))
    reason = f"“{forest.atoms[best].name.text}” bears the name “{forest.atoms[i].name.text}”. {why}"
    return forest.join(best, i, forest.grounds(rule, reason, score, best, i))


def _best(forest: Forest, i: int, owner: int) -> Support | None:
    found = [forest.supports.support(forest.atoms[i], forest.atoms[j]) for j in forest.faces(owner)[:_REACH]]
    return max((one for one in found if one is not None), key=lambda one: (one.score, one.reason), default=None)


def _join_alike(forest: Forest, some: Sequence[int]) -> None:
    """Join one single name across articles where enough is shared; list the rest beside the first."""
    for place, i in enumerate(some):
        text = forest.atoms[i].name.text
        for other in some[max(0, place - _REACH) : place]:
            speaks = forest.supports.support(forest.atoms[other], forest.atoms[i])
            if speaks is not None and forest.root(other) != forest.root(i):
                reason = f"The articles give no more than “{text}”. {speaks.reason}"
                forest.join(other, i, forest.grounds("single-name-alike", reason, speaks.score, other, i))
    for i in some[1:]:
        if forest.root(i) != forest.root(some[0]):
            reason = f"The articles give no more than “{forest.atoms[i].name.text}”."
            grounds = forest.grounds("single-name-alike", reason, 0.3, some[0], i)
            forest.hold(some[0], i, grounds, "nothing else says that they are one")
