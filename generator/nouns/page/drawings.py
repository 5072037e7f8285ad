"""What is drawn: things and numbers. Where they stand on the paper is decided in ``render/drawings``, from these alone.

Every drawing has the same things in a list or a table beside it, so that nobody depends on seeing it.
"""

from generator.nouns.page.text import Link, SourceView, View


class CoverageRow(View, frozen=True, kw_only=True):
    """One outlet and the number of its articles in each span of the chart."""

    outlet: Link
    counts: tuple[int, ...]


class CoverageChart(View, frozen=True, kw_only=True):
    """Articles by outlet and span of time: ``spans`` are ISO days, weeks or months in order, none left out."""

    spans: tuple[str, ...] = ()
    rows: tuple[CoverageRow, ...] = ()
    others: int = 0


class Moment(View, frozen=True, kw_only=True):
    """Events of one date (ISO at its precision): how many, and where the page tells them."""

    date: str
    count: int
    href: str


class Tie(View, frozen=True, kw_only=True):
    """Two people, by their places in the network; ``count`` sentences name both, ``met`` if a meeting is reported."""

    left: int
    right: int
    count: int
    met: bool = False


class Network(View, frozen=True, kw_only=True):
    """People and what ties them; ``centre`` is whose network it is, -1 for the whole site's."""

    people: tuple[Link, ...] = ()
    ties: tuple[Tie, ...] = ()
    centre: int = -1


class Matrix(View, frozen=True, kw_only=True):
    """How many passages of each topic name each person: one row of ``counts`` for each of ``people``."""

    topics: tuple[Link, ...] = ()
    people: tuple[Link, ...] = ()
    counts: tuple[tuple[int, ...], ...] = ()


class AccountView(View, frozen=True, kw_only=True):
    """One independent account: the articles that tell it, and why they count once."""

    articles: tuple[SourceView, ...]
    reason: str = ""
