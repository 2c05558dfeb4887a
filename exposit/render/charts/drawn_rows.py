"""Rows of a drawing: names on the left, bars or dots on the right, each value at the end of its bar."""

from __future__ import annotations

from exposit.marks import mark
from exposit.render.charts.bars import scale
from exposit.render.charts.chart import Chart
from exposit.render.charts.columns import Column, columns
from exposit.render.charts.letters import lines, width
from exposit.render.charts.pen import Pen
from exposit.render.charts.ranges import axis_of, others, span
from exposit.render.charts.rows import Row

LEFT, RIGHT = 56.0, 1144.0
NAME, VALUE = 25.0, 25.0
"""Sizes of names and values."""
LINE = 30.0
_LEAST = 40.0
"""The least height of a row."""


def names_of(chart: Chart, rows: tuple[Row, ...]) -> list[str]:
    """What the rows are called in a drawing."""
    return [chart.heading(row) for row in rows]


def laid_out(
    names: list[str], top: float, bottom: float | None, room: float, gaps: list[float]
) -> tuple[list[list[str]], list[float], int]:
    """The names in lines, the middle of each row, and how many rows there is room for."""
    broken = [lines(name, "sans-600", NAME, room, 3) for name in names]
    heights = [max(_LEAST, LINE * len(each) + 14) for each in broken]
    free = bottom - top if bottom is not None else None
    if free is not None and sum(heights) + sum(gaps) > free:
        broken = [lines(name, "sans-600", NAME, room, 1) for name in names]
        heights = [_LEAST] * len(names)
    fits = len(names)
    if free is not None and sum(heights) + sum(gaps) > free:
        fits = max(1, int((free - LINE) / _LEAST))
    elif free is not None and names:
        spare = min(26.0, (free - sum(heights) - sum(gaps)) / len(names))
        heights = [height + spare for height in heights]
    middles, y = [], top
    for height, gap in zip(heights[:fits], gaps, strict=False):
        y += gap
        middles.append(y + height / 2)
        y += height
    return broken, [*middles, y], fits


def bars(pen: Pen, chart: Chart, top: float, bottom: float | None) -> float:
    """A ranking in its first view."""
    column = columns(chart)[0]
    rows = chart.rows
    names = names_of(chart, rows)
    room = min(430.0, max(width(name, "sans-600", NAME) for name in names) + 1)
    gaps = [26.0 if row.separate and index and not rows[index - 1].separate else 0.0 for index, row in enumerate(rows)]
    broken, middles, fits = laid_out(names, top, bottom, room, gaps)
    value_room = max(width(column.texts.get(row.id, ""), "sans-600", VALUE) for row in rows) + 24
    left = LEFT + room + 26
    for row, name, middle, gap in zip(rows[:fits], broken, middles, gaps, strict=False):
        if gap:
            pen.line(LEFT, middle - _LEAST / 2 - gap, RIGHT, middle - _LEAST / 2 - gap, "--chart-rule", 1.5)
        _name(pen, name, middle)
        _bar(pen, chart, column, row, middle, left, RIGHT - value_room)
    return more(pen, chart, len(rows) - fits, middles[-1])


def more(pen: Pen, chart: Chart, missing: int, y: float) -> float:
    """Says how many rows had no room."""
    if missing <= 0:
        return y
    text = chart.words.ngettext("and {count} more", "and {count} more", missing)
    pen.text(LEFT, y + 24, text.replace("{count}", mark("label", str(missing))), 22, token="--chart-muted")
    return y + LINE


def _name(pen: Pen, name: list[str], middle: float) -> None:
    y = middle - LINE * (len(name) - 1) / 2 + NAME * 0.34
    for line in name:
        pen.text(LEFT, y, line, NAME, "sans-600")
        y += LINE


def _bar(pen: Pen, chart: Chart, column: Column, row: Row, middle: float, left: float, right: float) -> None:
    amount, axis = column.amounts.get(row.id), scale(column.amounts.values())
    token = "--chart-other" if row.separate else "--chart-mark"
    if any(other.highlight for other in chart.rows) and not row.highlight and not row.separate:
        token = "--chart-quiet"
    end = left
    if amount is not None:
        low, high = sorted(float(limit) for limit in amount.ends or (amount.value, amount.value))
        zero, first, last = (left + (right - left) * axis.at(value) for value in (0.0, low, high))
        start, end = min(zero, first), max(zero, last)
        pale = "--chart-other-pale" if row.separate else "--chart-pale"
        outlined = not row.fact.binding or row.bound == "most"
        if outlined:
            dash = "" if row.fact.binding else "7 5"
            pen.rect(start, middle - 16, end - start, 32, pale, stroke=token, dash=dash, row=row.id)
        else:
            inner = first if low >= 0 else last
            pen.rect(min(zero, inner), middle - 16, max(abs(inner - zero), 1.5), 32, token, row=row.id)
            if last != first:
                pen.rect(first, middle - 16, last - first, 32, token, opacity=0.35)
    pen.text(end + 12, middle + VALUE * 0.34, column.texts.get(row.id) or chart.say("not known"), VALUE, "sans-600")


def ranges(pen: Pen, chart: Chart, top: float, bottom: float | None) -> float:
    """Dots on lines over everything an amount may be."""
    rows, axis = chart.rows, axis_of(chart)
    names = names_of(chart, rows)
    room = min(430.0, max(width(name, "sans-600", NAME) for name in names) + 1)
    broken, middles, fits = laid_out(names, top, bottom, room, [0.0] * len(rows))
    value_room = max(width(chart.value(row), "sans-600", VALUE) for row in rows) + 30
    left, right = LEFT + room + 36, RIGHT - value_room
    for row, name, middle in zip(rows[:fits], broken, middles, strict=False):
        _name(pen, name, middle)
        pen.line(left, middle, right, middle, "--chart-rule", 1.5)
        pen.text(RIGHT, middle + VALUE * 0.34, chart.value(row), VALUE, "sans-600", anchor="end")
        if row.amount is None:
            continue
        token = "--chart-other" if row.separate else "--chart-mark"
        low, high = (left + (right - left) * axis.at(end) for end in span(row))
        pen.line(low, middle, high, middle, token, 7)
        fill, stroke, dash = (token, "", "") if row.fact.binding else ("--chart-paper", token, "5 4")
        pen.dot(left + (right - left) * axis.at(row.number), middle, 11, fill, stroke=stroke, dash=dash, row=row.id)
        for other in others(chart, row):
            x = left + (right - left) * axis.at(float(other.amount.value))
            pen.path(f"M{x:.1f} {middle - 11:.1f}l11 11-11 11-11-11Z", "--chart-paper", stroke=token, width=3)
    return more(pen, chart, len(rows) - fits, middles[-1])
