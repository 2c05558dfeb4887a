"""Squares: what one is worth, and which amounts share a grid."""

from decimal import Decimal

import pytest

from exposit.facts.quantity import parse_quantity
from exposit.facts.units import Units
from exposit.model import Config, Quantity
from exposit.render.charts.chart import chart_of
from exposit.render.charts.scale import MOST, counts, grid_of, nested_rows, reach, square_of, squares
from tests.render.charts.sample import chart, fact, site

CONFIG = Config(languages=("en",), units={"container": {"en": ("container", "containers")}})


@pytest.mark.parametrize(
    ("amounts", "worth"),
    [
        (["13 billion USD", "1400 billion USD"], "1 billion USD"),
        (["57 million EUR", "8 million EUR"], "500 thousand EUR"),
        (["5 million EUR"], "50 thousand EUR"),
        (["1 EUR", "5000 billion EUR"], "5 billion EUR"),
        (["1.4 million tonne", "13 million tonne"], "100 thousand tonne"),
        (["3 container", "24 container"], "1 container"),
        (["3 container", "24000 container"], "20 container"),
        (["12.5 percent", "40 percent"], "0.2 percent"),
        (["0 EUR"], "0.01 EUR"),
    ],
)
def test_what_a_square_is_worth(amounts: list[str], worth: str) -> None:
    """Few enough to see, enough to fill a picture; the least amount can be counted; things are counted one by one."""
    units = Units(CONFIG.units)
    known = [one for text in amounts if isinstance(one := parse_quantity(text, units), Quantity)]
    wanted = parse_quantity(worth, units)
    assert isinstance(wanted, Quantity) and len(known) == len(amounts)
    found = square_of(chart("c", "scale", ()), CONFIG, [one.value for one in known], known[0].unit)
    assert wanted.value == found.value
    assert max(one.value for one in known) <= MOST * found.value or worth == "0.01 EUR"


def test_a_square_as_the_author_said() -> None:
    """Unless it would need more squares than can be seen."""
    units = Units()
    amount = parse_quantity("57 million EUR", units)
    assert isinstance(amount, Quantity)
    asked = chart("c", "scale", (), square="1 million EUR")
    assert Decimal(1_000_000) == square_of(asked, CONFIG, [amount.value], amount.unit).value
    asked = chart("c", "scale", (), square="1 EUR")
    assert Decimal(500_000) == square_of(asked, CONFIG, [amount.value], amount.unit).value


@pytest.mark.parametrize(
    ("values", "nested"),
    [
        (["8 million EUR", "57 million EUR"], ["f1", "f0"]),
        (["30 million EUR", "57 million EUR"], []),
        (["57 million EUR", "57 million EUR"], []),
        (["8 million EUR", "57 million EUR", "3 million EUR"], []),
        (["8 million EUR"], []),
    ],
)
def test_only_a_small_part_is_seen_inside_the_greater(values: list[str], nested: list[str]) -> None:
    """Two amounts nearly as great would run into one grid, and the greater be covered."""
    facts = [fact(f"f{index}", value, f"A {index}") for index, value in enumerate(values)]
    made = chart_of(site(facts, [chart("c", "scale", tuple(one.id for one in facts))]), "c", "en")
    assert nested == [row.id for row in nested_rows(made)]
    grid = grid_of(made)
    assert grid is not None
    for row in made.rows:
        whole, part = counts(reach(row)[1], grid)
        assert row.amount is not None and whole * grid.worth.value <= row.amount.value and 0 <= part < 1


def test_what_is_next_to_nothing_is_still_drawn() -> None:
    """Less than a fiftieth of a square beside thousands of them: a sliver, for it is not nothing."""
    assert '<rect x="0.1" y="0.1" width="0.06" height=".8"/>' == squares((0, 0.002), 5)
    assert "" == squares((0, 0.0), 5)
