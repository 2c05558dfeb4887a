"""A scale: amounts as little squares of one worth, so that 13 beside 1,400 can be seen and counted.

Of two amounts of which one is much the lesser, it is seen inside the greater; others stand under each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, sqrt

from exposit import marks
from exposit.facts.quantity import parse_quantity
from exposit.facts.units import Units
from exposit.language.wording import write
from exposit.model import ChartSpec, Config, Quantity, Unit
from exposit.render.charts.chart import Chart
from exposit.render.charts.rows import Row, converted, units_of
from exposit.render.charts.tables import cell, name_cell, row_start, table
from exposit.render.markup import escaped

MOST = 2000
"""Squares of the greatest amount: more cannot be told apart."""
SLIVER = 0.06
"""How much of a square is drawn of an amount that is next to none: it is there."""
FILLED, COUNTED = 100, 10
"""Squares of the greatest amount that fill a picture, and of the least that can be counted."""


@dataclass(frozen=True, slots=True)
class Grid:
    """`columns` by `height` squares of `worth` each, filled column by column."""

    worth: Quantity
    columns: int
    height: int


def square_of(spec: ChartSpec, config: Config, amounts: list[Decimal], unit: Unit) -> Quantity:
    """What one square is worth: as the author said, where at most `MOST` are needed (a check tells of the rest); one,
    for things that are counted; else the greatest round step with which the least amount can still be counted and the
    greatest is a picture, or the least step that needs no more than `MOST`."""
    known = [abs(amount) for amount in amounts if amount]
    greatest, least = max(known, default=Decimal(1)), min(known, default=Decimal(1))
    if spec.square:
        asked = parse_quantity(spec.square, Units(config.units))
        worth = converted(asked, unit, config) if isinstance(asked, Quantity) else None
        if worth and worth.value > 0 and greatest <= worth.value * MOST:
            return worth
    if units_of(tuple(config.units)).kind(unit) == "count" and all(
        amount == amount.to_integral_value() for amount in known
    ):
        step = max(Decimal(1), _round_up(greatest / MOST))
    else:
        step = max(_round_down(min(greatest / FILLED, least / COUNTED)), _round_up(greatest / MOST))
    return Quantity(step, unit, step, step)


def _round_up(amount: Decimal) -> Decimal:
    """The least of 1, 2, 5 times a power of ten that is not below an amount."""
    power = Decimal(1).scaleb(amount.adjusted())
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= amount)


def _round_down(amount: Decimal) -> Decimal:
    """The greatest of 1, 2, 5 times a power of ten that is not above an amount."""
    power = Decimal(1).scaleb(amount.adjusted())
    return next(power * factor for factor in (5, 2, 1) if power * factor <= amount)


def grid_of(chart: Chart) -> Grid | None:
    """The grid that holds the greatest amount; None where no amount is known."""
    amounts = [reach(row)[1] for row in chart.rows if row.amount]
    if not amounts or chart.unit is None:
        return None
    worth = square_of(chart.spec, chart.site.config, amounts, chart.unit)
    count = max(1, ceil(max(amounts) / worth.value))
    columns = max(30, min(100, 10 * ceil(sqrt(count * 3.2) / 10)))
    return Grid(worth, columns, max(1, ceil(count / columns)))


def stage(chart: Chart) -> str:
    """The squares, what one is worth, and the table that is their key."""
    grid = grid_of(chart)
    nested = nested_rows(chart)
    alone = grid is not None and not nested
    picture = _picture(chart, grid, nested) if grid and nested else ""
    rows = [_row(chart, row, grid if alone else None) for row in chart.rows]
    heads = ((chart.say("Item"), ""), (chart.say("Value"), ""))
    return picture + _worth(chart, grid) + table(chart, "chart-scale", heads, rows)


def _row(chart: Chart, row: Row, grid: Grid | None) -> str:
    own = _picture(chart, grid, [row]) if grid and row.amount else ""
    start = row_start(row, "is-part" if is_part(chart, row) else "")
    return f"{start}{name_cell(chart.label_html(row) + chart.remarks(row))}{cell(chart.value_html(row) + own)}</tr>"


def nested_rows(chart: Chart) -> list[Row]:
    """The greater and the lesser of two amounts that share a grid; none where the lesser is more than half, which would
    hide what it is held against."""
    return chart.once("nested", lambda: _nested(chart))


def _nested(chart: Chart) -> list[Row]:
    known = [row for row in chart.rows if row.amount]
    if len(known) != 2:
        return []
    known.sort(key=lambda row: -abs(row.number))
    return known if 2 * abs(known[1].number) <= abs(known[0].number) else []


def is_part(chart: Chart, row: Row) -> bool:
    """Whether a row is the part that is coloured in another's grid."""
    nested = nested_rows(chart)
    return bool(nested) and nested[1].id == row.id


def _picture(chart: Chart, grid: Grid, rows: list[Row]) -> str:
    most = max([reach(row)[1] for row in rows])
    columns = grid.columns
    height = max(1, ceil(most / grid.worth.value / columns))
    layers = [_layer(row, grid, height) for row in rows if row.amount]
    if len(layers) > 1:
        layers = [f'<g class="{name}">{layer}</g>' for name, layer in zip(("rest", "part"), layers, strict=True)]
    return f'<svg class="chart-squares" viewBox="0 0 {columns} {height}" aria-hidden="true">{"".join(layers)}</svg>'


def _layer(row: Row, grid: Grid, height: int) -> str:
    """The squares of one amount: pale from where it is not certain, hollow where it is not binding."""
    sure, most = reach(row)
    count = counts(most, grid)
    drawn = squares(count, height)
    if sure != most:
        drawn = f'<g class="maybe">{drawn}</g>{squares(counts(sure, grid), height)}'
    return drawn if row.fact.binding else drawn + _holes(count, height)


def squares(count: tuple[int, float], height: int) -> str:
    """Squares, filled column by column: each of the `height` rows is a line that the style sheet dashes; the last
    square is cut to its part."""
    whole, part = count
    lines = _lines(whole, height)
    shapes = f'<path d="{lines}"/>' if lines else ""
    if part >= 0.02 or (part and not whole):
        full, rest = divmod(whole, height)
        shapes += f'<rect x="{full}.1" y="{rest}.1" width="{max(0.8 * part, SLIVER):.2f}" height=".8"/>'
    return shapes


def _lines(whole: int, height: int) -> str:
    full, rest = divmod(whole, height)
    lengths = [full + (row < rest) for row in range(height)]
    return "".join([f"M.1 {row}.5h{length - 1}.8" for row, length in enumerate(lengths) if length])


RIM = 0.16
"""How wide the rim of a hollow square is, as a share of it."""


def _holes(count: tuple[int, float], height: int) -> str:
    """What makes squares hollow: the same lines again, thinner, in the colour of the paper."""
    whole, part = count
    d = _lines(whole, height)
    if (width := 0.8 * part - RIM) > RIM:
        full, rest = divmod(whole, height)
        d += f"M{full}.1 {rest}.5h{width:.2f}"
    return f'<path class="hole" d="{d}"/>' if d else ""


def reach(row: Row) -> tuple[Decimal, Decimal]:
    """How much of an amount is certain, and how much it may be at the most, both without their sign."""
    if row.amount is None:
        return Decimal(0), Decimal(0)
    if row.amount.ends:
        low, high = row.amount.ends
        return (Decimal(0) if low < 0 < high else min(abs(low), abs(high))), max(abs(low), abs(high))
    most = abs(row.amount.value)
    return (Decimal(0) if row.bound == "most" else most), most


def counts(amount: Decimal, grid: Grid) -> tuple[int, float]:
    """How many whole squares an amount is, and how much of one more."""
    share = amount / grid.worth.value
    return int(share), float(share - int(share))


def worth_text(chart: Chart, grid: Grid) -> str:
    """What one square is worth, marked plain text."""
    config = chart.site.config
    asked = parse_quantity(chart.spec.square, Units(config.units)) if chart.spec.square else None
    # In the author's own unit: “100 MW” is no “0.100 GW”.
    own = isinstance(asked, Quantity) and converted(asked, grid.worth.unit, config)
    worth = asked if isinstance(asked, Quantity) and own and own.value == grid.worth.value else grid.worth
    text = write(worth, chart.language, ("short",), config.units).text
    return chart.say("Each square: {amount}").replace("{amount}", marks.mark("label", text))


def _worth(chart: Chart, grid: Grid | None) -> str:
    return f'<p class="chart-key">{escaped(worth_text(chart, grid))}</p>' if grid else ""
