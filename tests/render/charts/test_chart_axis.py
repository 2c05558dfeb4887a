"""Axes hold whatever is put on them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from exposit.render.charts.axis import Calendar, calendar, levels, linear, percent, round_steps
from exposit.render.charts.chart import chart_of
from tests.render.charts.sample import chart, day, fact, period, site

AMOUNTS = st.floats(-1e18, 1e18, allow_nan=False)


@given(st.lists(AMOUNTS))
def test_every_amount_and_zero_lie_on_the_axis(values: list[float]) -> None:
    """From zero or the least to zero or the greatest, in order."""
    axis = linear(values)
    for value in (*values, 0.0):
        assert axis.low <= value <= axis.high or value == 0
        assert 0 <= axis.at(value) <= 1


@given(AMOUNTS, AMOUNTS, st.integers(1, 12))
def test_round_steps_lie_within_and_are_few(one: float, other: float, count: int) -> None:
    """No more than about twice what was asked for, evenly apart, inside the ends."""
    low, high = sorted((one, other))
    steps = round_steps(low, high, count)
    assert len(steps) <= 2 * count + 2
    slack = (high - low) * 1e-6 + abs(high) * 1e-9 + abs(low) * 1e-9
    assert all(low - slack <= step <= high + slack for step in steps)


@given(st.integers(1, 9000), st.integers(0, 900), st.integers(1, 20))
def test_years_are_few_and_on_the_axis(start: int, length: int, most: int) -> None:
    """At most as many as there is room for, from the axis's own years."""
    axis = Calendar(start, min(start + length, 9998))
    years = axis.years(most)
    assert 0 < len(years) <= most or (most < 2 and len(years) <= most)
    assert all(axis.start <= year <= axis.end for year in years)


@given(st.lists(st.integers(), unique=True, max_size=40))
def test_a_narrow_axis_has_at_most_three_marks_and_a_middling_one_six(marks: list[int]) -> None:
    """Each level keeps some of the marks of the wider one."""
    found = levels(marks)
    assert marks == [mark for mark, _ in found]
    assert sum(level == "" for _, level in found) <= 3
    assert sum(level != "t3" for _, level in found) <= 6


def test_long_marks_leave_room_for_fewer() -> None:
    """A narrow axis shows three marks of a few letters, two of many; a middling one six, or three."""
    marks = list(range(6))
    shown = [[level for _, level in levels(marks, longest)] for longest in (0, 8, 16)]
    assert [(3, 6), (3, 6), (2, 3)] == [(row.count(""), row.count("") + row.count("t2")) for row in shown]


def test_a_year_ends_where_the_next_begins() -> None:
    """`to` is shown whole."""
    axis = Calendar(2019, 2031)
    assert (0.0, 1.0) == (axis.at(date(2019, 1, 1)), axis.at(date(2032, 1, 1)))
    assert ["0", "100", "33.33", "0.01"] == [percent(share) for share in (0, 1, 1 / 3, 0.0001)]


def test_a_stair_covers_the_days_sums_were_stated_and_what_is_known() -> None:
    """Not the years in which they are owed: its axis begins with the first step and goes on to the site's own day."""
    facts = [
        fact("a", "2 billion USD", "A", as_of=day("2022-03"), period=period(None, "2031")),
        fact("b", "3 billion USD", "B", as_of=day("2026"), period=period("2024-05", "2040")),
    ]
    made = chart_of(site(facts, [chart("c", "steps", ("a", "b"))]), "c", "en")
    assert Calendar(2022, 2026) == calendar(made.spec, made.rows, made.as_of)
