"""The page of all differences."""

from generator.nouns.page.lists import DifferenceView
from generator.nouns.page.text import View


class DifferenceGroup(View, frozen=True, kw_only=True):
    """The differences of one kind; ``id`` is the anchor of its heading, ``about`` a line that says what the kind is."""

    id: str
    title: str
    about: str
    differences: tuple[DifferenceView, ...]


class DifferencesView(View, frozen=True, kw_only=True, tag=True):
    """Every difference, by kind, those that matter most first."""

    title: str
    groups: tuple[DifferenceGroup, ...] = ()
