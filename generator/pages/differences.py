"""Where sources differ: every difference by kind on a page of its own, and boxes on the pages that it concerns."""

import re
from collections.abc import Iterable, Iterator

from generator.nouns.findings import Disagreement, DisagreementKind, Version
from generator.nouns.page import DifferenceGroup, DifferencesView, DifferenceView, Page, VersionView
from generator.pages.desk import Desk
from generator.pages.differing import anchor
from generator.pages.head import described
from generator.pages.sheet import Sheet, judgement
from generator.pages.subject import Register, Subject
from generator.pages.words import sentence

BOX = 5
"""Differences in a box; the page of all has the others."""

SENTENCES = 1
"""Sentences that a box quotes for each version, of a text rather than a headline; the page of all has the others."""

ALIKE = 3
"""People whom all versions name that are named; of more than these, how many."""

FOLDER = "differences/"

_DATE = re.compile(r"\b[12]\d{3}-(?:(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|W[0-5]\d)\b(?!-)")

KINDS: tuple[DisagreementKind, ...] = (
    "identity",
    "number",
    "office",
    "date",
    "place",
    "title",
    "action",
    "participants",
    "rank",
    "spelling",
)
"""In the order in which they matter."""


def pages(_: Register) -> Iterator[Subject]:
    """Give the one page."""
    yield Subject(id="differences", page=page)


def page(desk: Desk) -> Page:
    """Write the page of all differences."""
    sheet = Sheet(desk, FOLDER)
    groups = []
    for kind in KINDS:
        own = [difference(sheet, one) for one in desk.findings.disagreements if one.kind == kind]
        if own:
            title, about = desk.say[f"differ_{kind}"], desk.say[f"differ_{kind}_told"]
            groups.append(DifferenceGroup(id=f"p-{kind}", title=title, about=about, differences=tuple(own)))
    view = DifferencesView(title=desk.say["where_differ"], groups=tuple(groups))
    frame = sheet.frame(view.title, desk.say["differences_told"])
    frame = described(sheet, frame)
    return Page(url=FOLDER, path=f"{FOLDER}index.html", template="differences", frame=frame, view=view)


def box(sheet: Sheet, some: Iterable[Disagreement]) -> tuple[DifferenceView, ...]:
    """Show the first differences of some that no editor has settled."""
    disputed = [one for one in some if not one.judged][:BOX]
    return tuple(difference(sheet, one, most=SENTENCES) for one in disputed)


def difference(sheet: Sheet, one: Disagreement, most: int = 0) -> DifferenceView:
    """Show a disagreement, each version with its sentences, or the first ``most`` of them."""
    alike, values = _names(sheet, one) if one.kind == "participants" else ("", [])
    return DifferenceView(
        id=anchor(one),
        kind=sheet.desk.say[f"differ_{one.kind}"],
        subject=_told(sheet, one.subject),
        versions=tuple(
            _version(sheet, one, version, most, values[at] if values else _told(sheet, version.value))
            for at, version in enumerate(one.versions)
        ),
        reason=" ".join(part for part in (sentence(one.evidence.reason), alike) if part),
        state=sheet.desk.say["state_settled" if one.judged else "state_updated"] if one.judged or one.updated else "",
        judged=sentence(one.judged),
        settle="" if one.judged else judgement("settle", (one.subject,), to=one.versions[0].value),
        href=sheet.href(FOLDER, anchor(one)),
    )


def _told(sheet: Sheet, name: str) -> str:
    """Say the dates in the name of a difference or version in words: a judgement names them by their ISO form."""
    return _DATE.sub(lambda date: sheet.desk.language.date(date[0]), name)


def _names(sheet: Sheet, one: Disagreement) -> tuple[str, list[str]]:
    """Say of versions that are lists of names whom all of them have, and of each whom it has besides."""
    desk = sheet.desk
    lists = [version.value.split(", ") for version in one.versions]
    alike = [name for name in lists[0] if all(name in names for names in lists)]
    others = [[name for name in names if name not in alike] for names in lists]
    told = desk.language.listed(alike) if len(alike) <= ALIKE else desk.language.count(len(alike), "person")
    return (
        desk.say["all_name"].format(names=told) if alike else "",
        [
            (desk.say["also_named"] if alike else "{names}").format(names=desk.language.listed(names))
            if names
            else desk.say["nobody_else"]
            for names in others
        ],
    )


def _version(sheet: Sheet, one: Disagreement, version: Version, most: int, value: str) -> VersionView:
    quoted = sheet.sentences(version.loci)
    told = [one for one in version.loci if one.paragraph != sheet.desk.headline(one.article)]
    shown = sheet.sentences(told or version.loci)[:most] if most else quoted
    return VersionView(
        value=value,
        sentences=shown,
        more=len(quoted) - len(shown),
        accounts=version.accounts,
        first=version.first,
        last=version.last,
        taken=bool(one.judged) and one.settled == version.value,
    )
