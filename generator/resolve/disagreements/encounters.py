"""One meeting as several articles tell it: who else was there, when and where."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, pairwise

from generator.nouns.ids import ActorId, ArticleId
from generator.resolve import terms
from generator.resolve.disagreements.draft import Draft, Scene, Side, firsts
from generator.resolve.meetings import Report, near
from generator.resolve.wording import countries, seats, thing_key

Group = Sequence[Report]

_CROWD = 8
"""Meetings of the same people that are compared."""
_LISTED = 3
"""A list of so many others is one that a source may have cut short."""
_COMMON = 2
"""So many people of a list another report must name besides the host, to be of the same."""
_APART = 3  # days: further apart, the same people are taken to have met twice
_SHARED = 3
"""Content words that two reports share besides names, for their dates to be about one meeting."""


def listing(group: Group) -> bool:
    """Tell whether reports list so many people that another source may have cut the list short."""
    return len(group[0].participants) > _LISTED


def shortened(scene: Scene, groups: Iterable[Group], reports: Mapping[ActorId, Sequence[Report]]) -> Iterator[Draft]:
    """Find lists of those whom one person met that are longer in one article than in another.

    ``groups`` are those that list people, ``reports`` all of those who stand first in one. What counts is all that an
    article reports of this person at a time that agrees with the longest list's.
    """
    naming = {host: _by_person(some) for host, some in reports.items()}
    telling = {host: _by_article(some) for host, some in reports.items()}
    told: set[tuple[ActorId, ArticleId]] = set()
    for group in sorted(groups, key=lambda one: (-len(one[0].participants), one[0].locus)):
        host = group[0].participants[0]
        if (host, group[0].article) in told:
            continue
        listed = frozenset(group[0].participants) - {host}
        shared = Counter(chain.from_iterable(naming[host].get(one, ()) for one in listed))
        near = (reports[host][number] for number, people in shared.items() if people >= _COMMON)
        articles = {report.article for report in near if agree([report], group)}
        by = {key: [report for report in telling[host][key] if agree([report], group)] for key in articles}
        told.update((host, article) for article in by)
        sides = _lists(scene, host, by)
        if len(sides) > 1:
            yield Draft(
                kind="participants",
                subject=f"Whom {scene.names[host]} met" + (f" ({group[0].date})" if group[0].date else ""),
                sides=sides,
                actors=(host, *sorted(listed)),
                rule="lists",
                reason="Some name people whom others leave out",
                score=0.5,
            )


def _by_person(reports: Sequence[Report]) -> dict[ActorId, list[int]]:
    """Give by their places the reports that name each person."""
    found: dict[ActorId, list[int]] = {}
    for number, report in enumerate(reports):
        for one in report.participants:
            found.setdefault(one, []).append(number)
    return found


def _by_article(reports: Sequence[Report]) -> dict[ArticleId, list[Report]]:
    found: dict[ArticleId, list[Report]] = {}
    for report in reports:
        found.setdefault(report.article, []).append(report)
    return found


def _lists(scene: Scene, host: ActorId, by: Mapping[ArticleId, Sequence[Report]]) -> tuple[Side, ...]:
    """Give each list of names with the places that together make it, the longest first."""
    sides: dict[frozenset[ActorId], list[Report]] = {}
    for reports in by.values():
        named = frozenset(one for report in reports for one in report.participants if one != host)
        sides.setdefault(named, []).extend(reports)
    return tuple(
        (
            ", ".join(sorted((scene.names[one] for one in named), key=str.casefold)),
            tuple(sorted({report.locus for report in sides[named]})),
        )
        for named in sorted(sides, key=lambda named: (-len(named), sorted(named)))
    )


def has_day(group: Group) -> bool:
    """Tell whether some report gives the day of a meeting."""
    return any(len(report.date) == 10 for report in group)


def dated(scene: Scene, people: Sequence[ActorId], groups: Sequence[Group]) -> Iterator[Draft]:
    """Find meetings of the same people on days close together, told by different articles in like words."""
    if not 1 < len(groups) <= _CROWD or groups[0][0].groups:
        return
    for left, right in pairwise(sorted(groups, key=_day)):
        days = date.fromisoformat(_day(right)) - date.fromisoformat(_day(left))
        if days.days > _APART or not _one_telling(scene, people, left, right):
            continue
        names = [scene.names[one] for one in people]
        yield Draft(
            kind="date",
            subject=f"When {', '.join(names[:-1])} and {names[-1]} met",
            sides=tuple((_day(one), firsts(report.locus for report in one)) for one in (left, right)),
            actors=tuple(people),
            rule="dates",
            reason="The same meeting, by who took part and what was said, is given different days",
            score=0.8,
        )


def placed(scene: Scene, groups: Sequence[Group]) -> Iterator[Draft]:
    """Find meetings that one article puts in one country or capital, and another in another."""
    for group in groups:
        for known in (countries(), seats().keys()):
            sides: dict[ActorId, list[Report]] = {}
            for report in group:
                name = scene.names.get(report.place, "") if report.place else ""
                if report.place and name and set(thing_key(name).split()) <= known:
                    sides.setdefault(report.place, []).append(report)
            if len(sides) != 2 or not _articles(sides[min(sides)]).isdisjoint(_articles(sides[max(sides)])):
                continue
            names = [scene.names[one] for one in group[0].participants]
            yield Draft(
                kind="place",
                subject=f"Where {' and '.join(names[:2])} met" + (f" ({_when(group)})" if _when(group) else ""),
                sides=tuple(
                    (scene.names[place], firsts(report.locus for report in some)) for place, some in sides.items()
                ),
                actors=(*group[0].participants, *sides),
                rule="places",
                reason="One meeting is put in two places",
                score=0.75,
            )
            break


def agree(left: Group, right: Group) -> bool:
    """Tell whether two groups of reports may be of one time: the dates hold each other, or one is told without any and
    shortly before or after the other.
    """
    mine, theirs = _when(left), _when(right)
    if mine and theirs:
        return mine.startswith(theirs) or theirs.startswith(mine)
    return any(near(one.published, other.published) for one in left for other in right)


def _articles(group: Group) -> frozenset[ArticleId]:
    return frozenset(report.article for report in group)


def _when(group: Group) -> str:
    return max((report.date for report in group if "W" not in report.date), key=len, default="")


def _day(group: Group) -> str:
    return max((report.date for report in group if len(report.date) == 10), default="")


def _one_telling(scene: Scene, people: Sequence[ActorId], left: Group, right: Group) -> bool:
    """Tell whether two dated groups tell of one meeting: different articles, with words in common besides names."""
    if not _articles(left).isdisjoint(_articles(right)):
        return False
    names = {root for one in people for root in terms.phrase(scene.names[one])}
    return len((_roots(scene, left) & _roots(scene, right)) - names) >= _SHARED


def _roots(scene: Scene, group: Group) -> set[str]:
    found: set[str] = set()
    for report in group:
        at = report.locus
        text = scene.corpus.articles[at.article].paragraphs[at.paragraph].text[at.start : at.end]
        found.update(word.root for word in terms.words(text) if word.content and not word.capital)
    return found
