"""Meetings: what several sentences and articles tell of one encounter of the same people, put together.

Reports are of one meeting when the same people take part and their dates agree; another set of people is another
meeting, even where it is but a longer or shorter list.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from generator.nouns.account import Account
from generator.nouns.article import Article, Card
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import Meeting
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve import terms
from generator.resolve.talks import about

NEAR = 62  # days: how long after a meeting an article that does not date it may still mean it


Side = tuple[frozenset[str], bool]
"""Who met, and whether it was a call."""


class Told(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one sentence of an article tells of a meeting; ``participants`` and ``place`` are chains."""

    participants: tuple[int, ...]
    groups: tuple[str, ...]
    kind: str
    place: int
    date: str
    locus: Locus
    about: Locus | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One sentence that tells of a meeting, in terms of the corpus. ``published`` is its day or empty."""

    article: ArticleId
    participants: tuple[ActorId, ...]
    groups: tuple[str, ...]
    kind: str
    place: ActorId | None
    date: str
    published: str
    locus: Locus
    about: Locus | None = None


def told_of(article: Article, account: Account) -> Iterator[Told]:
    """Give what the sentences of one article tell of meetings."""
    sentences = Counter((one.paragraph, one.sentence) for one in account.encounters)
    for one in account.encounters:
        sentence = account.sentences[one.paragraph][one.sentence]
        locus = Locus(article=account.article, paragraph=one.paragraph, start=sentence.start, end=sentence.end)
        yield Told(
            participants=one.participants,
            groups=one.groups,
            kind=one.kind,
            place=one.place,
            date=account.dates[one.date].value if one.date >= 0 else "",
            locus=locus,
            about=_about(article, locus) if sentences[one.paragraph, one.sentence] == 1 else None,
        )


def _about(article: Article, locus: Locus) -> Locus | None:
    """Find what a sentence says its one meeting was about."""
    found = about(article.paragraphs[locus.paragraph].text[locus.start : locus.end])
    if found is None:
        return None
    start, end = found
    return msgspec.structs.replace(locus, start=locus.start + start, end=locus.start + end)


def reports_of(article: Card, told: Iterable[Told], of: Mapping[int, ActorId]) -> Iterator[tuple[Side, Report]]:
    """Give the reports of one article, each with what those of one meeting share. ``of``: whose its chains are."""
    for one in told:
        people = tuple(dict.fromkeys(found for found in map(of.get, one.participants) if found is not None))
        if people and len(people) + len(one.groups) > 1:
            report = Report(
                article=article.id,
                participants=people,
                groups=one.groups,
                kind=one.kind,
                place=of.get(one.place),
                date=one.date,
                published=day_of(article.published.value),
                locus=one.locus,
                about=one.about,
            )
            yield side_of(report), report


def side_of(report: Report) -> Side:
    """Give what reports of one meeting share: who took part, nameless groups by their words; a call is no meeting."""
    groups = (" ".join(sorted(set(terms.phrase(group)))) for group in report.groups)
    return frozenset([*report.participants, *groups]), report.kind == "telephoned"


def grouped(reports: Sequence[Report]) -> Iterator[list[Report]]:
    """Part reports of the same people by date: days first, then weeks and months that hold one of those days only.

    An undated report joins the one meeting that was shortly before its article; where several were, it stands alone
    with the other undated ones of its time.
    """
    groups: list[list[Report]] = []
    by_value: dict[str, int] = {}
    holding: dict[str, set[int]] = defaultdict(set)
    for report in sorted(reports, key=lambda one: -len(one.date) if "W" not in one.date else -8):
        if not report.date:
            continue
        if report.date not in by_value:
            inside = holding.get(report.date, set())
            if len(inside) == 1:
                by_value[report.date] = next(iter(inside))
            else:
                by_value[report.date] = len(groups)
                groups.append([])
                for wider in _wider(report.date):
                    holding[wider].add(by_value[report.date])
        groups[by_value[report.date]].append(report)
    ends = ((_last_day(group[0].date), number) for number, group in enumerate(groups))
    dated = sorted((day.toordinal(), number) for day, number in ends if day is not None)
    loose: dict[str, int] = {}
    for report in (one for one in reports if not one.date):
        near = _near(dated, report.published)
        if len(near) == 1:
            groups[near[0]].append(report)
            continue
        season = report.published[:7] if near or dated else ""
        if season not in loose:
            loose[season] = len(groups)
            groups.append([])
        groups[loose[season]].append(report)
    yield from groups


def day_of(value: str) -> str:
    """Give the day of a date; empty where it is known by its month or year only."""
    return value[:10] if len(value) >= 10 else ""


def _wider(value: str) -> tuple[str, ...]:
    """Give the week and the month that hold a day."""
    if len(value) != 10:
        return ()
    iso = date.fromisoformat(value).isocalendar()
    return value[:7], f"{iso.year}-W{iso.week:02}"


def _last_day(value: str) -> date | None:
    """Give the last day that a value may mean, at most a month on."""
    if "W" in value:
        return date.fromisocalendar(int(value[:4]), int(value[6:8]), 7)
    if len(value) == 10:
        return date.fromisoformat(value)
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:7])
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if year < 9999 else None
    return None


def _near(dated: Sequence[tuple[int, int]], published: str) -> list[int]:
    """Give at most two of the meetings that were shortly before an article, or of all where it has no date."""
    if not published:
        return [number for _, number in dated[:2]]
    day = date.fromisoformat(published).toordinal()
    first = bisect_left(dated, (day - NEAR, -1))
    return [number for when, number in dated[first : first + 2] if when <= day + 31]


def meeting_of(reports: Sequence[Report]) -> Meeting:
    """Put the reports of one meeting together."""
    first = reports[0]
    values = [one.date for one in reports if one.date]
    places = Counter(one.place for one in reports if one.place is not None)
    kinds = [one.kind for one in reports]
    loci = tuple(dict.fromkeys(one.locus for one in reports))
    return Meeting(
        participants=first.participants,
        groups=first.groups,
        kind=kinds[0] if len(set(kinds)) == 1 else "met",
        place=min(places, key=lambda one: (-places[one], one)) if places else None,
        date=max(values, key=lambda one: (len(one) if "W" not in one else 8, one), default=""),
        about=tuple(dict.fromkeys(one.about for one in reports if one.about)),
        evidence=Evidence(rule="same-people-same-time", reason=_reason(reports, values), score=0.9, loci=loci),
    )


def _reason(reports: Iterable[Report], values: Sequence[str]) -> str:
    articles = len({one.article for one in reports})
    if articles == 1:
        return "One article tells of it."
    when = "and the dates agree" if values else "and none gives another date"
    return f"{articles} articles tell of a meeting of the same people, {when}."


def near(left: str, right: str) -> bool:
    """Tell whether two articles are close enough in time for an undated meeting of one to be the other's."""
    if not left or not right:
        return True
    return abs((date.fromisoformat(left) - date.fromisoformat(right)).days) <= NEAR
