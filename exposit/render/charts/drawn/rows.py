"""Rows of a drawing: names on the left, bars or dots on the right, each value at the end of its bar."""

from __future__ import annotations

from math import ceil

from exposit.marks import mark
from exposit.render.charts.axis import Linear
from exposit.render.charts.bars import scale
from exposit.render.charts.chart import Chart
from exposit.render.charts.columns import Column, columns
from exposit.render.charts.drawn.key import pale_of
from exposit.render.charts.drawn.pen import Pen
from exposit.render.charts.drawn.words import LEFT, RIGHT, Entry, Placed, more, placed, room_for, say
from exposit.render.charts.letters import width
from exposit.render.charts.ranges import axis_of, capped, others, others_said, span, ticks_of
from exposit.render.charts.rows import Row

VALUE = 25.0
"""The size of values."""
TICK = 21.0
"""The size of the round numbers on a scale."""


def entries_of(chart: Chart) -> list[Entry]:
    """What the rows are called in a drawing, and what is remarked on each."""
    rows = chart.rows
    return [
        Entry(
            chart.heading(row),
            [*others_said(chart, row), *chart.remarks_text(row)],
            26.0 if row.separate and index and not rows[index - 1].separate else 0.0,
        )
        for index, row in enumerate(rows)
    ]


def bars(pen: Pen, chart: Chart, top: float, bottom: float | None) -> float:
    """A ranking in its first view."""
    column = columns(chart)[0]
    rows = chart.rows
    entries = entries_of(chart)
    room = room_for(entries, 430.0)
    found, end = placed(entries, top, bottom, room)
    value_room = max(width(column.text(chart, row), "sans-600", VALUE) for row in rows) + 24
    left = LEFT + room + 26
    for row, entry, at in zip(rows, entries, found, strict=False):
        rule(pen, entry, at)
        say(pen, at)
        _bar(pen, chart, column, row, at.middle, left, RIGHT - value_room)
    axis = scale(column.amounts.values())
    if axis.low < 0 < axis.high:
        zero = left + (RIGHT - value_room - left) * axis.at(0.0)
        pen.line(zero, top, zero, end, "--chart-muted", 1.5)
    return more(pen, chart, len(rows) - len(found), end)


def rule(pen: Pen, entry: Entry, at: Placed) -> None:
    """The rule over the first of the rows that stand apart."""
    if entry.gap:
        pen.line(LEFT, at.top - entry.gap / 2, RIGHT, at.top - entry.gap / 2, "--chart-rule", 1.5)


def tone(chart: Chart, row: Row) -> str:
    """The token of a row's marks: another direction has its own, and what is not highlighted where something is."""
    if row.separate:
        return "--chart-other"
    return "--chart-quiet" if any(other.highlight for other in chart.rows) and not row.highlight else "--chart-mark"


def _bar(pen: Pen, chart: Chart, column: Column, row: Row, middle: float, left: float, right: float) -> None:
    amount, axis = column.amounts.get(row.id), scale(column.amounts.values())
    token, end = tone(chart, row), left
    if amount is not None:
        low, high = sorted(float(limit) for limit in amount.ends or (amount.value, amount.value))
        zero, first, last = (left + (right - left) * axis.at(value) for value in (0.0, low, high))
        end = max(zero, last)
        across = low < 0 < high
        inner = zero if across else first if low >= 0 else last
        outlined = not row.fact.binding or row.bound == "most"
        if last != first:
            pen.rect(first, middle - 16, last - first, 32, token, opacity=0.35, row=row.id if across else "")
        if outlined and not across:
            dash = "" if row.fact.binding else "7 5"
            pen.rect(
                min(zero, inner),
                middle - 16,
                abs(inner - zero),
                32,
                pale_of(token),
                stroke=token,
                dash=dash,
                row=row.id,
            )
        elif not across:
            pen.rect(
                min(zero, inner), middle - 16, max(abs(inner - zero), 1.5 if amount.value else 0), 32, token, row=row.id
            )
        if row.bound == "least":
            pen.line(end + 3, middle - 16, end + 3, middle + 16, token, 3, "4 4")
    pen.text(end + 12, middle + VALUE * 0.34, column.text(chart, row), VALUE, "sans-600")


_SCALE = 40.0
"""The room of the round numbers over dots."""


def _scale(pen: Pen, chart: Chart, axis: Linear, across: tuple[float, float], down: tuple[float, float]) -> None:
    """The page's round numbers over the dots, every so-many-th where there is no room for all, a line below each."""
    (left, right), (top, end) = across, down
    named = [(tick, mark("label", text)) for tick, text in ticks_of(chart, axis)]
    widest = max(width(text, "sans-400", TICK) for _, text in named) + 24
    every = ceil(widest * (len(named) - 1) / (right - left)) or 1
    for tick, text in named[::every]:
        x = left + (right - left) * axis.at(tick)
        pen.text(x, top + TICK, text, TICK, token="--chart-muted", anchor="middle")
        pen.line(x, top + _SCALE - 8, x, end, "--chart-rule", 1.5)


def ranges(pen: Pen, chart: Chart, top: float, bottom: float | None) -> float:
    """Dots on lines over everything an amount may be."""
    rows, axis = chart.rows, axis_of(chart)
    entries = entries_of(chart)
    room = room_for(entries, 430.0)
    found, end = placed(entries, top + _SCALE, bottom, room)
    value_room = max(width(chart.value(row), "sans-600", VALUE) for row in rows) + 30
    left, right = LEFT + room + 36, RIGHT - value_room
    _scale(pen, chart, axis, (left, right), (top, end))
    for row, entry, at in zip(rows, entries, found, strict=False):
        middle = at.middle
        rule(pen, entry, at)
        say(pen, at)
        pen.line(left, middle, right, middle, "--chart-rule", 1.5)
        pen.text(RIGHT, middle + VALUE * 0.34, chart.value(row), VALUE, "sans-600", anchor="end")
        if row.amount is None:
            continue
        token = tone(chart, row)
        low, high = (left + (right - left) * axis.at(end) for end in span(row))
        if row.bound == "least":
            fading = pen.fade(f"more-{chart.spec.id}-{row.id}", token, 0.6, 0)
            pen.rect(low, middle - 3.5, right - low, 7, fading)
        else:
            pen.rect(low, middle - 3.5, high - low, 7, token, opacity=0.45)
            for place in (low, high) if capped(row) else ():
                pen.line(place, middle - 16, place, middle + 16, token, 3)
        fill, stroke, dash = (token, "", "") if row.fact.binding else ("--chart-paper", token, "5 4")
        pen.dot(left + (right - left) * axis.at(row.number), middle, 11, fill, stroke=stroke, dash=dash, row=row.id)
        for other in others(chart, row):
            x = left + (right - left) * axis.at(float(other.amount.value))
            diamond = f"M{x:.1f} {middle - 11:.1f}l11 11-11 11-11-11Z"
            pen.path(diamond, "--chart-paper", stroke=token, width=3, row=row.id)
    return more(pen, chart, len(rows) - len(found), end)
