"""What was measured, as a page: each figure with what it must reach, and below it the seconds that it comes from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.measure import Cost

GIGABYTE = 1024
LEAST = 0.02
"""Seconds that a stage must take to be told of."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One size's medians by command, and other figures by name; ``about`` says where and how they were measured."""

    costs: Mapping[str, Cost]
    told: Mapping[str, float]
    date: str
    about: Sequence[str]


Figure = Callable[[Measured], float]
Sizes = Mapping[int, Measured]


def _ratio(one: str, other: str, part: str = "cpu") -> Figure:
    return lambda measured: float(getattr(measured.costs[one], part) / getattr(measured.costs[other], part))


ROWS: Sequence[tuple[str, Figure, Mapping[int, float]]] = (
    ("clean build ÷ bare tuned `nlp.pipe`", _ratio("clean build", "bare pipe, tuned"), {1000: 1.20}),
    (
        "clean build ÷ bare tuned `nlp.pipe` on whole articles",
        _ratio("clean build", "bare pipe, tuned, whole articles"),
        {},
    ),
    ("clean build ÷ bare `nlp.pipe` with spaCy's defaults", _ratio("clean build", "bare pipe, defaults"), {1000: 0.80}),
    (
        "its peak memory ÷ that of `nlp.pipe` with defaults",
        _ratio("clean build", "bare pipe, defaults", "memory"),
        {1000: 0.25},
    ),
    ("nothing changed ÷ Hugo's full build", _ratio("nothing changed", "Hugo"), {1000: 0.15, 10000: 0.02}),
    (
        "the template around every page changed ÷ Hugo's full build",
        _ratio("template changed", "Hugo"),
        {1000: 1.5, 10000: 1.2},
    ),
    (
        "the template of articles changed, inside each paragraph ÷ Hugo's full build",
        _ratio("template of articles changed", "Hugo"),
        {},
    ),
    (
        "one paragraph changed ÷ bare import, load and that article",
        _ratio("paragraph changed", "bare pipe, one article"),
        {1000: 1.4, 10000: 1.4},
    ),
    ("two people merged ÷ Hugo's full build", _ratio("two people merged", "Hugo"), {1000: 0.3, 10000: 0.06}),
    (
        "save to served (wall) ÷ `hugo server`",
        lambda measured: measured.told["serve"] / measured.told["hugo server"],
        {100: 0.5, 1000: 0.3, 10000: 0.05},
    ),
    ("edits lost while rebuilding, of 1,000", lambda measured: measured.told["lost"], {1000: 0}),
    (
        "two jobs ÷ one, clean build (wall)",
        _ratio("clean build, two jobs", "clean build, one job", "wall"),
        {1000: 0.65},
    ),
    (
        "worst exponent by which time grows with the length of hostile texts",
        lambda measured: measured.told["growth"],
        {100: 1.3},
    ),
    (
        "peak memory of a clean build, all processes, GB",
        lambda measured: measured.costs["clean build"].together / GIGABYTE,
        {10000: 1.5},
    ),
)
"""Figures of one size, and what they must reach there."""

GROWTH: Sequence[tuple[str, Figure, float]] = (
    ("clean build at 10,000 ÷ at 1,000", lambda measured: measured.costs["clean build"].cpu, 11),
    ("save to served at 10,000 ÷ at 1,000", lambda measured: measured.told["serve"], 2),
)
"""Figures whose growth from 1,000 to 10,000 articles counts."""


def written(sizes: Sizes) -> str:
    """Write the page."""
    return "\n".join(_lines(sizes)).rstrip("\n") + "\n"


def _lines(sizes: Sizes) -> Iterator[str]:
    yield "# Benchmarks"
    yield ""
    yield "Written by `make bench`; nothing here was typed by hand."
    yield ""
    yield "Commands that are compared took turns in one run; a figure is the ratio of their medians, of"
    yield "processor seconds unless it says otherwise. The news is made up by rule (`tests/bench/corpus.py`), some 590"
    yield "words an article. The peers' sites have no search, so that ours is built without, but for the row that"
    yield "says so."
    yield ""
    yield "## Figures"
    yield ""
    yield "| figure | articles | must reach | measured | |"
    yield "|---|--:|--:|--:|---|"
    for name, figure, goals in ROWS:
        for size, measured in sizes.items():
            yield from _row(name, f"{size:,}", goals.get(size), _value(figure, measured))
    if {1000, 10000} <= sizes.keys():
        for name, figure, goal in GROWTH:
            low, high = _value(figure, sizes[1000]), _value(figure, sizes[10000])
            yield from _row(name, "", goal, high / low if low and high is not None else None)
    yield ""
    for size, measured in sizes.items():
        if (kinds := measured.told.get("analyses")) is not None:
            same = "agree" if kinds == 1 else "do NOT agree"
            yield (
                "SpaCy's analyses of the first 100 articles (tuned, by its own matrix product, as it comes, and as we"
                f" run it) {same} ({size:,} articles)."
            )
    yield ""
    for size, measured in sizes.items():
        yield f"## Medians at {size:,} articles"
        yield ""
        yield from (f"- {line}" for line in (f"Measured on {measured.date}", *measured.about))
        yield ""
        yield "| command | CPU s | wall s | MB, largest process | MB, all processes |"
        yield "|---|--:|--:|--:|--:|"
        for name, cost in measured.costs.items():
            yield f"| {name} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.memory:.0f} | {cost.together:.0f} |"
        yield ""
        yield from _stages(measured)
        for name in ("serve", "hugo server"):
            if name in measured.told:
                first = measured.told.get(f"{name}, first")
                begun = f" ({first * 1000:.0f} ms for the first edit, 3 s after the first page)" if first else ""
                yield f"From save to served, `{name}`: {measured.told[name] * 1000:.0f} ms{begun}."
                yield ""


def _stages(measured: Measured) -> Iterator[str]:
    """Tell where the time of a change goes; one stage can take another's time into its own."""
    for name in ("paragraph changed", "two people merged"):
        own = {
            one.removeprefix(f"{name}: "): spent for one, spent in measured.told.items() if one.startswith(f"{name}: ")
        }
        told = ", ".join(f"{one} {spent:.2f}" for one, spent in own.items() if spent >= LEAST)
        if told:
            yield f"Seconds by stage, {name} (a stage that others are made in has their time too): {told}."
            yield ""


def _value(figure: Figure, measured: Measured) -> float | None:
    """Give a figure, or nothing if what it needs was not measured."""
    try:
        return figure(measured)
    except (KeyError, ZeroDivisionError):
        return None


def _row(name: str, size: str, goal: float | None, value: float | None) -> Iterator[str]:
    if value is not None:
        verdict = "" if goal is None else "reached" if value <= goal else "**missed**"
        shown = f"{value:.3f}" if value < 10 else f"{value:.1f}"
        yield f"| {name} | {size} | {'' if goal is None else f'≤ {goal:g}'} | {shown} | {verdict} |"
