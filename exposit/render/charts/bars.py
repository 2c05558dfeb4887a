"""Bars: a table whose rows end in a bar and the value at its end. `flows` draws its rows the same way.

The bar is an SVG as wide as its share of the cell, so the value that follows it can never lie on it, at any width of
the page and any size of its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from exposit.model import Quantity
from exposit.render.charts.axis import Linear, linear, percent
from exposit.render.charts.chart import Chart, class_of
from exposit.render.charts.columns import Column
from exposit.render.charts.rows import Row
from exposit.render.charts.tables import cell, name_cell, room, row_start, table


def stage(chart: Chart, shown: tuple[Column, ...]) -> str:
    """The table of a ranking."""
    return ranking(chart, shown, chart.say("Item"), chart.label_html)


def ranking(chart: Chart, shown: tuple[Column, ...], first: str, name: Callable[[Row], str]) -> str:
    """A table with a bar a row: `first` heads the rows' names, `name` gives each as HTML."""
    views = [f' data-view="{column.key}"' if len(shown) > 1 else "" for column in shown]
    heads = [(first, ""), *((column.title, view) for column, view in zip(shown, views, strict=True))]
    drawn = [(column, scale(column.amounts.values()), view) for column, view in zip(shown, views, strict=True)]
    rows = [_row(chart, row, drawn, name(row)) for row in chart.rows]
    wide = room(column.text(chart, row) for column in shown for row in chart.rows)
    return table(chart, f"chart-rows room-{wide}", heads, rows)


def scale(amounts: Iterable[Quantity | None]) -> Linear:
    """The axis that holds every amount, to the far end of those that are ranges."""
    return linear(float(end) for amount in amounts if amount for end in (amount.value, *(amount.ends or ())))


def _row(chart: Chart, row: Row, drawn: list[tuple[Column, Linear, str]], name: str) -> str:
    """`drawn`: each column with its axis and what names it in the tags of its cells."""
    period = "" if chart.common_period else chart.period(row)
    words = name + (f" <small>{period}</small>" if period else "") + chart.remarks(row)
    cells = [
        cell(bar(column.amounts.get(row.id), axis) + column.html(chart, row), view) for column, axis, view in drawn
    ]
    return f"{row_start(row)}{name_cell(words)}{''.join(cells)}</tr>"


def bar(amount: Quantity | None, axis: Linear) -> str:
    """The marks of one amount: a gap up to where it begins, the bar, and for a range the part that may not be. Where
    amounts lie on both sides of zero, a line says where zero is."""
    if amount is None:
        return ""
    if amount.ends is None and axis.low == 0.0:
        # Nothing has no bar; next to nothing is drawn too wide, to be seen.
        return _mark(axis.at(float(amount.value)), "" if amount.value else "none")
    low, high = sorted(float(end) for end in amount.ends or (amount.value, amount.value))
    if low < 0 < high:
        return _gap(axis.at(low)) + _mark(
            axis.at(high) - axis.at(low), "maybe", zero=f"{percent(-low / (high - low))}%"
        )
    both = axis.low < 0 < axis.high
    near, far = (high, low) if high <= 0 else (low, high)
    zero, end, outer = axis.at(0.0), axis.at(near), axis.at(far)
    solid = _mark(abs(end - zero), "" if near else "none", zero=("100%" if high <= 0 else "0") if both else "")
    maybe = _mark(abs(outer - end), "maybe") if outer != end else ""
    return _gap(min(zero, outer)) + (maybe + solid if outer < end else solid + maybe)


def _gap(width: float) -> str:
    return _svg("gap", width, "") if width > 0 else ""


@lru_cache(maxsize=4_096)
def _mark(width: float, name: str = "", *, zero: str = "") -> str:
    line = f'<line class="zero" x1="{zero}" x2="{zero}" y1="-25%" y2="125%"/>' if zero else ""
    return _svg(name, width, f"<rect/>{line}")


def _svg(name: str, width: float, shapes: str) -> str:
    """A part of a cell that is drawn: a bar, unless `name` says what else."""
    return f'<svg{class_of(name)} width="{percent(width)}%" height="22" aria-hidden="true">{shapes}</svg>'
