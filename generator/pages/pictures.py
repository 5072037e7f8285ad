"""What is drawn on pages: who reported when, who stands with whom, whom a topic names, which accounts are independent.

Each is bounded: a drawing of everything shows nothing. Whom a drawing leaves out is in the list beside it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.nouns.ids import ActorId
from generator.nouns.page import AccountView, CoverageChart, CoverageRow, Link, Matrix, Moment, Network, Tie
from generator.pages import chronicle
from generator.pages.desk import Desk
from generator.pages.dossiers import OTHER, Dossier
from generator.pages.occasions import Occasion
from generator.pages.sheet import Sheet
from generator.pages.words import sentence

OUTLETS = 12
SPANS = 45
PEOPLE = 24
TIES = 60
ROWS = 16
COLUMNS = 8

_YEAR = 4  # characters of a date that is a year


def coverage(sheet: Sheet) -> CoverageChart:
    """Count articles by outlet and day; by week or month where days are too many. Undated ones are left out."""
    desk = sheet.desk
    dated = {key: one.published[:10] for key, one in desk.credits.items() if _day(one.published)}
    found = {key: (_day(value) or dt.date.min) for key, value in dated.items()}
    if len(set(found.values())) < 2:
        return CoverageChart()
    spans = _spans(min(found.values()), max(found.values()))
    place = {span: at for at, span in enumerate(spans)}
    width = len(spans[-1])
    rows = []
    outlets = sorted(desk.outlets.items(), key=lambda item: (-len(item[1]), item[0].casefold(), item[0]))
    for name, articles in outlets[:OUTLETS]:
        counts = Counter(place.get(_span(found[key], width), -1) for key in articles if key in found)
        href = sheet.href("outlets/", desk.addresses.outlets[name])
        rows.append(
            CoverageRow(
                outlet=Link(text=name, href=href, kind="outlet", count=len(articles)),
                counts=tuple(counts[at] for at in range(len(spans))),
            )
        )
    return CoverageChart(spans=tuple(spans), rows=tuple(rows), others=max(len(outlets) - OUTLETS, 0))


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10]) if len(value) >= 10 else None
    except ValueError:
        return None


def _span(day: dt.date, width: int) -> str:
    """Give the day, week or month of a day, told apart by how long they are when written."""
    if width == len("2024-W01"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return day.isoformat()[:width]


def _spans(first: dt.date, last: dt.date) -> list[str]:
    """Give every day from the first to the last, or every week, or the latest months."""
    number = (last - first).days + 1
    days = (first + dt.timedelta(days=at) for at in range(number))
    if number <= SPANS:
        return [day.isoformat() for day in days]
    width = len("2024-W01") if number <= SPANS * 7 else len("2024-01")
    return list(dict.fromkeys(_span(day, width) for day in days))[-SPANS:]


def moments(occasions: Iterable[Occasion]) -> tuple[Moment, ...]:
    """Count events by date for the page that tells them. Background, and what is known by its year only, lies too far
    back or says too little to be drawn on one axis with them.
    """
    found = Counter(one.date for one in occasions if not one.background and len(one.date) > _YEAR)
    return tuple(Moment(date=date, count=number, href=f"#{chronicle.anchor(date)}") for date, number in found.items())


def network(sheet: Sheet, own: ActorId | None = None) -> Network:
    """Tie people who met or are named together: those around one person, or those of the whole site most tied."""
    desk = sheet.desk
    if own is not None:
        near = Counter(dict(desk.company.together.get(own, {})))
        for other, number in desk.company.met.get(own, {}).items():
            near[other] += 2 * number
        chosen = [own, *_first(desk, near, desk.room.around)]
    else:
        strength = Counter({one: sum(ties.values()) for one, ties in desk.company.together.items() if ties})
        for one, others in desk.company.met.items():
            strength[one] += 2 * sum(others.values())
        chosen = _first(desk, strength, PEOPLE)
    ties = sorted(_ties(desk, chosen), key=lambda one: (not one.met, -one.count, one.left, one.right))[:TIES]
    if own is not None:  # what ties others to each other is shown where they met
        ties = [one for one in ties if one.met or 0 in {one.left, one.right}]
    if not ties:
        return Network()
    return Network(people=tuple(map(sheet.actor, chosen)), ties=tuple(ties), centre=0 if own is not None else -1)


def _first(desk: Desk, strength: Counter[ActorId], number: int) -> list[ActorId]:
    return sorted(strength, key=lambda one: (-strength[one], desk.called[one].name, one))[:number]


def _ties(desk: Desk, chosen: list[ActorId]) -> Iterator[Tie]:
    for left, one in enumerate(chosen):
        together, met = desk.company.together.get(one, Counter()), desk.company.met.get(one, Counter())
        for right in range(left + 1, len(chosen)):
            other = chosen[right]
            if other in together or other in met:
                yield Tie(left=left, right=right, count=max(together.get(other, 0), 1), met=other in met)


def matrix(sheet: Sheet) -> Matrix:
    """Count the passages of each topic that name each person, for those who are named most."""
    desk = sheet.desk
    topics = [key for key in desk.sketches if key != OTHER][:COLUMNS]
    people: Counter[ActorId] = Counter()
    for topic in topics:
        named = desk.topic_actors.get(topic, Counter())
        people.update({one: number for one, number in named.items() if desk.called[one].kind == "person"})
    chosen = _first(desk, people, ROWS)
    if len(topics) < 2 or not chosen:
        return Matrix()
    return Matrix(
        topics=tuple(map(sheet.topic, topics)),
        people=tuple(map(sheet.actor, chosen)),
        counts=tuple(tuple(desk.topic_actors.get(topic, Counter())[one] for topic in topics) for one in chosen),
    )


def accounts(sheet: Sheet, dossier: Dossier) -> tuple[AccountView, ...]:
    """Show the articles of a topic by independent accounts, the largest first; of one account all tell as one."""
    return tuple(
        AccountView(
            articles=tuple(sheet.source((article, -1, 0)) for article in one.articles), reason=sentence(one.reason)
        )
        for one in dossier.groups
    )
