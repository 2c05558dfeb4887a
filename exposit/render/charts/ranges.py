"""Ranges: a line over everything an amount may be, a dot where it is put, a hollow one where someone disagrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from exposit import marks
from exposit.language.wording import write
from exposit.model import Quantity, Source
from exposit.render.charts.axis import LETTERS, Linear, levels, percent, round_steps
from exposit.render.charts.chart import Chart, class_of
from exposit.render.charts.fade import faded, masks
from exposit.render.charts.rows import Row, converted
from exposit.render.charts.steps import tick_text
from exposit.render.charts.tables import cell, name_cell, room, row_start, table
from exposit.render.charts.timeline import hairline
from exposit.render.display import source_name
from exposit.render.markup import escaped

_WIDE, _SLIM = 51, 20
"""How many letters an axis has room for on a wide page, and on a phone whose letters are twice as large."""
_NEAR = 0.02
"""Amounts that differ by less than this share of the greatest are seen from zero: a window around them would show
nothing but how they are rounded."""
_HIDDEN = 0.004
"""A line that is no longer lies under its dot, at any width."""


@dataclass(frozen=True, slots=True)
class Other:
    """What a source that disagrees says, in the chart's unit."""

    source: Source | None
    amount: Quantity


def others(chart: Chart, row: Row) -> tuple[Other, ...]:
    """The amounts others give for a row's fact."""
    if not row.fact.dissent:
        return ()
    found = []
    for dissent in row.fact.dissent:
        if isinstance(dissent.says, Quantity) and chart.unit is not None:
            amount = converted(dissent.says, chart.unit, chart.site.config)
            if amount:
                found.append(Other(chart.site.sources.get(dissent.source), amount))
    return tuple(found)


def span(row: Row) -> tuple[float, float]:
    """From the least to the greatest a row's amount may be; an upper limit begins at zero."""
    if row.amount is None:
        return 0.0, 0.0
    if row.bound == "most":
        return row.limits
    low, high = sorted(map(float, row.amount.ends or (row.amount.low, row.amount.high)))
    return (row.number, high) if row.bound == "least" else (low, high)


def spans(chart: Chart) -> Mapping[str, tuple[float, float]]:
    """The same of each row that has an amount, by its id."""
    return chart.once("spans", lambda: {row.id: span(row) for row in chart.rows if row.amount})


def axis_of(chart: Chart) -> Linear:
    """The axis: from zero where that costs little room, else around what is shown, to round numbers."""
    return chart.once("axis", lambda: _axis(chart))


def _axis(chart: Chart) -> Linear:
    known = spans(chart)
    values = [end for row in chart.rows if row.amount for end in (*known[row.id], row.number)]
    values += [float(other.amount.value) for row in chart.rows for other in others(chart, row)]
    low, high = min(values, default=0.0), max(values, default=1.0)
    near = high - low < _NEAR * max(abs(low), abs(high))
    if low > 0 and (near or low < high / 2):
        low = 0.0
    elif high < 0 and (near or high > low / 2):
        high = 0.0
    if high <= low:
        low, high = (low - abs(low) / 10 or -1.0), (high + abs(high) / 10 or 1.0)
    ticks = round_steps(low, high, 4)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else (high - low)
    first, last = ticks[0], ticks[-1]
    return Linear(first if first <= low else first - step, last if last >= high else last + step)


def ticks_of(chart: Chart, axis: Linear) -> list[tuple[float, str]]:
    """The round numbers along the axis, in words. Where they are long together they name what they count at the first
    alone: beside each other, “500,000 people” and “1m people” leave no room for a third."""
    first, *rest = round_steps(axis.low, axis.high, 5)
    words = [tick_text(chart, tick) for tick in rest]
    if _needed([tick_text(chart, first), *words]) * len(rest) > _WIDE:
        words = [tick_text(chart, tick, bare=True) for tick in rest]
    return [(first, tick_text(chart, first)), *zip(rest, words, strict=True)]


def stage(chart: Chart) -> str:
    """The axis, the lines behind the rows, and the table."""
    axis = axis_of(chart)
    rows = [_row(chart, row, axis) for row in chart.rows]
    heads = [(chart.say("Item"), ""), (chart.say("Value"), ""), (chart.say("Range"), "")]
    fades = ["fade"] if any(row.bound == "least" for row in chart.rows) else []
    wide = room(map(chart.value, chart.rows))
    body = table(chart, "chart-ranges", heads, rows)
    return f'<div class="chart-dots room-{wide}">{_scale(chart, axis)}{masks(chart, *fades)}{body}</div>'


def _scale(chart: Chart, axis: Linear) -> str:
    """Round numbers above, lines behind: as many as there is room for."""
    words = ticks_of(chart, axis)
    texts = [text for _, text in words]
    # A phone shows every other one of more than three.
    every = 1 if len(texts) <= 3 else 2
    crowd = _needed(texts[::every]) * (len(texts) - 1) / (every * _SLIM)
    ticks = levels(words, max(*map(len, texts), ceil(crowd * LETTERS)))
    named = "".join(_tick(axis.at(tick), text, level) for (tick, text), level in ticks)
    lines = "".join(hairline(axis.at(tick), level) for (tick, _), level in ticks)
    return (
        f'<svg class="chart-axis" height="24" aria-hidden="true">{named}</svg>'
        f'<svg class="chart-lines" width="0" height="0" aria-hidden="true">{lines}</svg>'
    )


def _needed(texts: Sequence[str]) -> float:
    """How many letters must lie between two neighbours along the axis: the first begins at its line, the last ends at
    its own, the others are centred."""
    last = len(texts) - 2
    pairs = enumerate(pairwise(map(len, texts)))
    return 1 + max((one / (2 - (n == 0)) + other / (2 - (n == last)) for n, (one, other) in pairs), default=0)


def _tick(place: float, text: str, level: str) -> str:
    anchor = "" if place < 0.1 else ' text-anchor="end"' if place > 0.9 else ' text-anchor="middle"'
    words = escaped(marks.mark("label", text))
    return f'<text{class_of(level)} x="{percent(place)}%"{anchor}>{words}</text>'


def _row(chart: Chart, row: Row, axis: Linear) -> str:
    said = "".join(f' <small class="chart-remark">{escaped(text)}</small>' for text in others_said(chart, row))
    words = name_cell(f"<span>{chart.label_html(row)}</span>{said}{chart.remarks(row)}")
    return f"{row_start(row)}{words}{cell(chart.value_html(row))}{cell(_track(chart, row, axis))}</tr>"


def others_said(chart: Chart, row: Row) -> list[str]:
    """What sources that disagree say of a row in a chart of ranges, marked plain texts."""
    return [_says(chart, other) for other in others(chart, row)] if chart.spec.kind == "range" else []


def _says(chart: Chart, other: Other) -> str:
    """“A paper: $30bn”: a source's own amount, marked as its words."""
    text = write(other.amount, chart.language, ("short",), chart.site.config.units).text
    key = other.source.id if other.source else ""
    name = marks.mark("source", source_name(other.source), key) if other.source else ""
    said = chart.say("{source} says {amount}").replace("{source}", name)
    return said.replace("{amount}", marks.mark("quote", text, key))


def capped(row: Row) -> bool:
    """Whether the ends of a row's line are marked: a short range would lie unseen under its dot."""
    return row.bound == "range"


def _cap(place: float) -> str:
    return f'<line class="cap" x1="{percent(place)}%" x2="{percent(place)}%" y1="5%" y2="95%"/>'


def _track(chart: Chart, row: Row, axis: Linear) -> str:
    if row.amount is None:
        return ""
    low, high = map(axis.at, spans(chart)[row.id])
    shapes = ""
    if row.bound == "least":
        shapes = (
            f'<rect class="more" x="{percent(low)}%" width="{percent(1 - low)}%" y="40%" height="20%" '
            f'fill="currentColor" fill-opacity=".6"{faded(chart, "fade")}/>'
        )
    elif high - low > _HIDDEN:
        shapes = f'<line class="whisker" x1="{percent(low)}%" x2="{percent(high)}%" y1="50%" y2="50%"/>'
        shapes += "".join(_cap(end) for end in (low, high) if capped(row))
    shapes += f'<circle class="dot" cx="{percent(axis.at(row.number))}%" cy="50%" r="7"/>'
    for other in others(chart, row):
        place = percent(axis.at(float(other.amount.value)))
        shapes += (
            f'<svg x="{place}%" y="50%" overflow="visible"><path class="other" d="M0-7 7 0 0 7-7 0Z" fill="none" '
            'stroke="currentColor" stroke-width="2"/></svg>'
        )
    return f'<svg height="22" aria-hidden="true">{shapes}</svg>'
