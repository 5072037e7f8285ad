"""What was measured of the analyser: figures that a command wrote, and whether they are of this very version."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from generator.engine.digest import contents
from generator.language import Language
from generator.nouns.page import AccuracyRow, AccuracyView

FILE = "accuracy.json"
"""Stands in this folder. ``make accuracy FIGURES=yes`` writes it; nobody types it."""

_ANALYSER = ("read", "annotate", "resolve", "summarise", "nouns", "safe")

# Each figure that is shown, by the scorer's task and key; what it measures is told in the site's language.
MEASURES = (
    ("extract", "f1"),
    ("metadata", "title_exact"),
    ("metadata", "date_accuracy"),
    ("metadata", "byline.f1"),
    ("ner", "lenient.f1"),
    ("actors", "b3.f1"),
    ("actors", "pairwise.p"),
    ("roles", "p"),
    ("roles", "r"),
    ("quotes", "attributed_only.p"),
    ("quotes", "span_and_speaker.f1"),
    ("dates", "value.f1"),
    ("meetings", "meetings.f1"),
    ("duplicates", "f1"),
    ("passages", "macro_f1"),
    ("topics", "macro_f1"),
    ("cluster", "b3.f1"),
    ("multidoc", "rouge1"),
    ("multidoc", "rouge2"),
)


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """One set of articles with gold: the figures of each of its tasks, and on some tasks those of simple systems."""

    name: str
    articles: int
    tasks: dict[str, dict[str, float]]
    simple: dict[str, dict[str, dict[str, float]]] = {}


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """All that was measured, on which day, of which analyser (a digest of its code and knowledge)."""

    date: str
    analyser: str
    sets: tuple[Measured, ...]


def analyser() -> str:
    """Name this version of the analyser: what reads, annotates, resolves and summarises, and what they know.

    The pages' own words, in ``data/language``, are none of it.
    """
    folder = Path(__file__).parent.parent
    knowledge = sorted(f"data/{path.name}" for path in (folder / "data").glob("*.yaml"))
    return contents(folder, *_ANALYSER, *knowledge).hex()[:16]


@cache
def figures() -> Figures:
    """Read the figures that this program is shipped with."""
    return msgspec.json.decode((files("generator") / "pages" / FILE).read_bytes(), type=Figures)


def accuracy(language: Language) -> AccuracyView:
    """Show the figures, and tell when they are of another version than the one that made the page."""
    found = figures()
    current = found.analyser == analyser()
    return AccuracyView(date=language.date(found.date), current=current, rows=tuple(rows(found, language)))


def rows(found: Figures, language: Language) -> Iterator[AccuracyRow]:
    """Give a row for each figure that is shown, in the order of what is measured, then of the sets."""
    for task, key in MEASURES:
        told = language.words[f"measure_{task}_{key.replace('.', '_')}"]
        for one in found.sets:
            if (value := one.tasks.get(task, {}).get(key)) is not None:
                where = f"{one.name}, {language.count(one.articles, 'article')}"
                yield AccuracyRow(measure=told, set=where, value=f"{value:.3f}")
