"""The about page."""

from generator.nouns.page.lists import CoverageView
from generator.nouns.page.text import Link, SourceView, View


class WithheldView(View, frozen=True, kw_only=True):
    """Something that was too uncertain to publish: the words, where they stand, and why they were withheld."""

    text: str
    reason: str
    source: SourceView


class PairView(View, frozen=True, kw_only=True):
    """Two actors that were held apart, and why."""

    left: Link
    right: Link
    reason: str
    merge: str = ""


class AccuracyRow(View, frozen=True, kw_only=True):
    """One figure: what it measures, on which set of articles, and its value (0 to 1, higher is better)."""

    measure: str
    set: str
    value: str


class AccuracyView(View, frozen=True, kw_only=True):
    """What was measured of the analyser and when. ``current``: of the very version that made this page."""

    date: str
    current: bool
    rows: tuple[AccuracyRow, ...] = ()


class AboutView(View, frozen=True, kw_only=True, tag=True):
    """How the briefing was made, what was withheld, and what editors decided. ``note`` is Markdown.

    ``unsure`` are passages that hint at a topic, too faintly to be given to it; ``text`` is then the topic's title.
    ``crowded`` are differences of more versions than can be shown side by side; ``text`` is what they are about.
    """

    coverage: CoverageView
    accuracy: AccuracyView
    note: str = ""
    cuts: tuple[tuple[str, int], ...] = ()
    held_apart: tuple[PairView, ...] = ()
    withheld: tuple[WithheldView, ...] = ()
    withheld_total: int = 0
    unsure: tuple[WithheldView, ...] = ()
    unsure_total: int = 0
    crowded: tuple[WithheldView, ...] = ()
    crowded_total: int = 0
    judgements: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
