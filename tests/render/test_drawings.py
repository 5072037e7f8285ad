"""Where the parts of drawings stand: labels apart, spans as long as they last, areas by number."""

import itertools
import re

import pytest

from generator.nouns.page import AccountView, CoverageChart, CoverageRow, Link, Matrix, Moment, Network, SourceView, Tie
from generator.render.drawings import arcs, grid, squares, strip, tracks
from generator.render.drawings.scale import Axis, days


def link(name: str) -> Link:
    return Link(text=name, href="../index.html")


def people(number: int) -> tuple[Link, ...]:
    return tuple(link(f"Person {one}") for one in range(number))


@pytest.mark.parametrize(
    ("value", "length"),
    [("2024-02", 29), ("2024-W01", 7), ("2023-Q4", 92), ("2024", 366), ("2024-02-29", 1), ("2024-02-29T10:00Z", 1)],
)
def test_a_date_is_as_long_as_its_precision(value: str, length: int) -> None:
    found = days(value)
    assert found is not None
    assert found[1] - found[0] + 1 == length


@pytest.mark.parametrize("value", ["", "soon", "2023-02-30", "2023-13", "0000", "2023-W60", "9999-12"])
def test_what_is_no_date_has_no_place(value: str) -> None:
    assert days(value) is None


def test_the_labels_of_an_axis_keep_apart() -> None:
    found = days("2020"), days("2024")
    ticks = Axis((one for one in found if one), 30, 690).ticks()
    assert len(ticks) > 3
    assert all(right.x - left.x >= 78 for left, right in itertools.pairwise(ticks))
    assert [one.date for one in (ticks[0], ticks[-1])] == ["2020-01-01", "2024-12-31"]


def test_a_dot_grows_with_the_number_of_articles() -> None:
    rows = (CoverageRow(outlet=link("A"), counts=(1, 0, 4)), CoverageRow(outlet=link("B"), counts=(0, 0, 2)))
    drawn = grid(CoverageChart(spans=("2024-01-01", "2024-01-02", "2024-01-03"), rows=rows))
    assert [(one.row, one.span, one.count) for one in drawn.dots] == [(0, 0, 1), (0, 2, 4), (1, 2, 2)]
    assert drawn.dots[0].radius < drawn.dots[2].radius < drawn.dots[1].radius
    assert drawn.dots[1].x == drawn.dots[2].x


def test_a_chart_of_many_spans_stays_within_its_width() -> None:
    rows = (CoverageRow(outlet=link("A long name of an outlet that goes on"), counts=(1,) * 200),)
    drawn = grid(CoverageChart(spans=tuple(f"2024-{one:03d}" for one in range(200)), rows=rows))
    assert max(one.x + one.radius for one in drawn.dots) <= drawn.width + 3


def test_days_stand_on_the_axis_and_longer_spans_below_it_without_covering_each_other() -> None:
    given = [("2023-12", 8), ("2023-12-13", 2), ("2023-W50", 1), ("2024-01-02", 30), ("nonsense", 1)]
    drawn = strip([Moment(date=date, count=number, href="#d") for date, number in given])
    assert [given[one.index][0] for one in drawn.days] == ["2023-12-13", "2024-01-02"]
    assert all(one.y + one.height == drawn.axis for one in drawn.days)
    month, week = sorted(drawn.spans, key=lambda one: -one.width)
    assert month.y != week.y
    assert all(one.y > drawn.axis for one in drawn.spans)
    assert all(drawn.left <= one.x <= drawn.right for one in (*drawn.days, *drawn.spans))


def test_nothing_to_draw_can_be_drawn() -> None:
    assert grid(CoverageChart()).dots == ()
    assert strip([]).days == ()
    assert arcs(Network()).rows == ()
    assert squares(Matrix()).squares == ()
    assert tracks([]).tracks == ()


def test_names_of_a_network_keep_apart_and_each_tie_ends_at_two_of_them() -> None:
    ties = (Tie(left=0, right=1, count=9, met=True), Tie(left=1, right=4, count=1))
    drawn = arcs(Network(people=people(6), ties=ties))
    heights = sorted(one.y for one in drawn.rows)
    assert {right - left for left, right in itertools.pairwise(heights)} == {24}
    place = {one.index: one.y for one in drawn.rows}
    for arc, tie in zip(drawn.arcs, ties, strict=True):
        numbers = [float(one) for one in re.findall(r"[\d.]+", arc.path)]
        assert {numbers[1], numbers[-1]} == {place[tie.left], place[tie.right]}
    assert drawn.arcs[0].width > drawn.arcs[1].width


def test_those_who_are_tied_stand_near_each_other() -> None:
    ties = tuple(Tie(left=one, right=one + 5, count=1) for one in range(5))
    drawn = arcs(Network(people=people(10), ties=ties))
    place = {one.index: one.y for one in drawn.rows}
    assert sum(abs(place[tie.left] - place[tie.right]) for tie in ties) < 5 * 5 * 24


def test_the_one_whose_network_it_is_stands_in_the_middle() -> None:
    ties = tuple(Tie(left=0, right=one, count=9 - one) for one in range(1, 7))
    drawn = arcs(Network(people=people(7), ties=ties, centre=0))
    assert [one.index for one in drawn.rows].index(0) == 3
    assert [one.index for one in drawn.rows][2:5] == [1, 0, 2]


def test_a_square_grows_with_the_number_of_passages_and_titles_are_broken_within_their_column() -> None:
    topics = (link("The army chief in the United States of America"), link("Kashmir"))
    drawn = squares(Matrix(topics=topics, people=people(2), counts=((8, 0), (2, 1))))
    assert [(one.row, one.column) for one in drawn.squares] == [(0, 0), (1, 0), (1, 1)]
    assert drawn.squares[0].size > drawn.squares[1].size > drawn.squares[2].size
    assert all(len(text) <= 18 for column in drawn.columns for _, text in column.lines)
    assert len({column.lines[-1][0] for column in drawn.columns}) == 1


def test_articles_that_tell_as_one_are_joined_and_those_without_a_date_have_no_dot() -> None:
    def told(*dates: str) -> AccountView:
        return AccountView(articles=tuple(SourceView(label="A", href="#", date=date) for date in dates))

    drawn = tracks([told("2024-01-01", "2024-01-05"), told(""), told("2024-01-03")])
    assert [len(one.dots) for one in drawn.tracks] == [2, 0, 1]
    assert drawn.tracks[0].first < drawn.tracks[2].first < drawn.tracks[0].last
