"""The traces of a Plotly figure, kind by kind, from the same rows as every other form. Plain values; no plotly here.

Colours are written as the names of their tokens; `figure` puts the colours in. What Plotly cannot draw (a dashed bar, a
fading end) is hatched here, and the static mark stays where the two lie over each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from exposit.model import Quantity
from exposit.render.charts.chart import Chart, unit_name
from exposit.render.charts.columns import Column, columns, counted
from exposit.render.charts.columns import share as share_column
from exposit.render.charts.data import number as json_number
from exposit.render.charts.letters import lines
from exposit.render.charts.ranges import others, others_said, spans
from exposit.render.charts.rows import Row
from exposit.render.charts.share import whole_amount
from exposit.render.charts.steps import axis_of, drawn

Json = dict[str, Any]
Made = tuple[list[Json], Json]
"""The traces and what their layout needs beyond the common frame."""

HOVER = "%{y}<br>%{text}<br>%{customdata[0]}<br>%{customdata[1]}<extra></extra>"
_MORE = "%{customdata[0]}<br>%{customdata[1]}<br>%{customdata[2]}<extra></extra>"
MARGIN: Json = {"l": 16, "r": 56, "t": 64, "b": 48}


def names(chart: Chart, rows: tuple[Row, ...]) -> list[str]:
    """The rows' labels, each once: Plotly would lay two rows of one name on each other."""
    labels = [chart.heading(row) for row in rows]
    if len(set(labels)) == len(labels):
        return labels
    return [
        f"{label} ({row.id})" if labels.count(label) > 1 else label for label, row in zip(labels, rows, strict=True)
    ]


_LONG = 230
"""How many pixels wide a name beside an axis may be: a longer one is broken into lines."""


def named_axis(labels: list[str]) -> Json:
    """An axis of names, the first row at the top."""
    axis: Json = {"autorange": "reversed", "automargin": True, "type": "category"}
    broken = [_broken(label) for label in labels]
    if broken != labels:
        axis |= {"tickvals": list(range(len(labels))), "ticktext": broken}
    return axis


@lru_cache(maxsize=1_024)
def _broken(label: str) -> str:
    return "<br>".join(lines(label, "sans-400", 12, _LONG))


def about(chart: Chart, row: Row) -> list[str]:
    """What a hover label says below the value: how well it is known, and who says so."""
    return [chart.status(row), chart.source_names(row)]


def colour(row: Row) -> str:
    """The token a row's mark is filled with."""
    if row.separate:
        return "--chart-other"
    return "--chart-mark"


def hatch(row: Row) -> str:
    """The pattern that says a bar is not what it seems: not binding, or a bound."""
    return "/" if not row.fact.binding else "" if row.bound == "exact" else "."


def _hatched(rows: Sequence[Row]) -> Json:
    """The patterns of bars, where one has any."""
    hatches = [hatch(row) for row in rows]
    return {"pattern": {"shape": hatches}} if any(hatches) else {}


def _hollow(rows: Sequence[Row]) -> Json:
    """The symbols of points, where one is not binding."""
    if all(row.fact.binding for row in rows):
        return {}
    return {"symbol": ["circle" if row.fact.binding else "circle-open" for row in rows]}


def number(amount: Quantity | None) -> float | int | None:
    """An amount as JSON has it."""
    return None if amount is None else json_number(amount.value)


def one_or_all(values: list[str]) -> str | list[str]:
    """A value for all points where they have it in common, else one a point."""
    return values[0] if len(set(values)) == 1 else values


def bars(chart: Chart) -> Made:
    """A trace a view; all but the first wait for the buttons that show them."""
    shown = columns(chart)
    labels = names(chart, chart.rows)
    data = [_bar(chart, column, labels, first=index == 0) for index, column in enumerate(shown)]
    layout: Json = {
        "margin": MARGIN,
        "xaxis": _amounts(chart, shown[0]),
        "yaxis": named_axis(labels),
    }
    pairs = zip(chart.rows, labels, strict=True)
    if unknown := [_unknown(chart, row, label) for row, label in pairs if row.amount is None]:
        layout["annotations"] = unknown
    if len(shown) > 1:
        layout["updatemenus"] = [_buttons(chart, shown)]
    return data, layout


def _bar(chart: Chart, column: Column, labels: list[str], *, first: bool) -> Json:
    rows = chart.rows
    marker = {"color": one_or_all([colour(row) for row in rows])} | _hatched(rows)
    trace: Json = {
        "type": "bar",
        "orientation": "h",
        "name": column.title,
        "ids": [row.id for row in rows],
        "x": [number(column.amounts.get(row.id)) for row in rows],
        "y": labels,
        "text": [column.texts.get(row.id, "") for row in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [about(chart, row) for row in rows],
        "hovertemplate": HOVER,
        "marker": marker,
        "meta": column.key,
    }
    return trace if first else trace | {"visible": False}


def _unknown(chart: Chart, row: Row, label: str) -> Json:
    """The words in the place of a bar, where no amount is public or known."""
    return {"text": chart.value(row), "showarrow": False, "x": 0, "y": label, "xanchor": "left", "xshift": 2}


def _amounts(chart: Chart, column: Column) -> Json:
    return {
        "title": {"text": unit_name(chart, column.unit)},
        "rangemode": "tozero",
        "gridcolor": "--chart-rule",
        "zerolinecolor": "--chart-ink",
    }


def _buttons(chart: Chart, shown: tuple[Column, ...]) -> Json:
    def button(chosen: int, column: Column) -> Json:
        visible = [index == chosen for index in range(len(shown))]
        title = {"xaxis.title.text": unit_name(chart, column.unit)}
        return {"label": column.title, "method": "update", "args": [{"visible": visible}, title]}

    buttons = [button(index, column) for index, column in enumerate(shown)]
    return {"type": "buttons", "direction": "right", "x": 1, "xanchor": "right", "y": 1.12, "buttons": buttons}


_FEW = 6
"""So many parts have their names above the bar; more stand beside it."""
_ABOVE: Json = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"}


def share(chart: Chart) -> Made:
    """One bar of stacked parts, a trace each; what they have in common is in the figure's template."""
    shares = share_column(chart)
    data: list[Json] = []
    for index, row in enumerate(counted(chart), 1):
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": chart.label(row),
                "ids": [row.id],
                "x": [number(row.amount)],
                "y": [""],
                "text": [chart.value(row)],
                "customdata": [[shares.texts.get(row.id, ""), *about(chart, row)]],
                "marker": {"color": f"--chart-{min(index, 4)}"} | _hatched([row]),
            }
        )
    common: Json = {
        "type": "bar",
        "textposition": "none",
        "hovertemplate": f"%{{fullData.name}}<br>%{{text}}<br>{_MORE}",
        "marker": {"line": {"width": 1, "color": "--chart-paper"}},
    }
    layout: Json = {
        "template": {"data": {"bar": [common]}},
        "barmode": "stack",
        "bargap": 0,
        "showlegend": True,
        "legend": {"traceorder": "normal"} | (_ABOVE if len(data) <= _FEW else {}),
        "margin": MARGIN,
        "xaxis": {"title": {"text": chart.unit_name}, "range": [0, whole_amount(chart)]},
        "yaxis": {"visible": False},
    }
    return data, layout


def steps(chart: Chart) -> Made:
    """The running total as a stair."""
    made = drawn(chart)
    marker: Json = {"size": 9, "opacity": 1, "color": "--chart-mark"} | _hollow([step.row for step in made])
    data: list[Json] = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "line": {"shape": "hv", "color": "--chart-mark", "width": 2.5},
            "fill": "tozeroy",
            "fillcolor": "--chart-pale",
            "cliponaxis": False,
            "ids": [step.row.id for step in made],
            "x": [str(step.day) for step in made],
            "y": [step.after for step in made],
            "text": [chart.value(step.row) for step in made],
            "customdata": [[step.text, *about(chart, step.row)] for step in made],
            "hovertext": [chart.label(step.row) for step in made],
            "hovertemplate": f"%{{hovertext}}<br>%{{text}}<br>{_MORE}",
            "marker": marker,
        }
    ]
    if any(step.ends != (step.after, step.after) for step in made):
        data[0]["error_y"] = _reaches([(step.after, step.ends) for step in made])
    axis = axis_of(chart)
    layout: Json = {
        "margin": MARGIN,
        "xaxis": {"type": "date", "range": [str(axis.first), str(axis.after)]},
        "yaxis": {
            "title": {"text": chart.unit_name},
            "rangemode": "tozero",
            "gridcolor": "--chart-rule",
            "automargin": True,
        },
    }
    return data, layout


def ranges(chart: Chart) -> Made:
    """A point an amount, with error bars to the ends of what it stands for."""
    rows = tuple(row for row in chart.rows if row.amount)
    amounts = [row.amount for row in rows if row.amount]
    labels = names(chart, rows)
    trace: Json = {
        "type": "scatter",
        "mode": "markers",
        "ids": [row.id for row in rows],
        "x": [number(amount) for amount in amounts],
        "y": labels,
        "text": [chart.value(row) for row in rows],
        "customdata": [about(chart, row) for row in rows],
        "hovertemplate": HOVER,
        "error_x": _reaches([(row.number, spans(chart)[row.id]) for row in rows]),
        "marker": {"size": 14, "opacity": 1, "color": one_or_all([colour(row) for row in rows])} | _hollow(rows),
    }
    layout: Json = {
        "margin": MARGIN,
        "xaxis": {"title": {"text": chart.unit_name}, "gridcolor": "--chart-rule"},
        "yaxis": named_axis(labels),
    }
    return [trace, *_dissent(chart, dict(zip(labels, rows, strict=True)))], layout


DISSENT = "dissent"
"""The name of the trace of what sources that disagree say; its words stand below the picture."""


def _dissent(chart: Chart, rows: Mapping[str, Row]) -> list[Json]:
    """A hollow point an amount, in the row of the fact it is about. The second of a row is in a second trace: of points
    with one id Plotly shows the first."""
    said = [
        (label, row, list(zip(others(chart, row), others_said(chart, row), strict=True))) for label, row in rows.items()
    ]
    traces: list[Json] = []
    for index in range(max((len(each) for *_, each in said), default=0)):
        found = [(label, row, *each[index]) for label, row, each in said if len(each) > index]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": DISSENT,
                "ids": [row.id for _, row, *_ in found],
                "x": [number(other.amount) for *_, other, _ in found],
                "y": [label for label, *_ in found],
                "text": [text for *_, text in found],
                "hovertemplate": "%{y}<br>%{text}<extra></extra>",
                "marker": {
                    "size": 12,
                    "symbol": "diamond-open",
                    "color": one_or_all([colour(row) for _, row, *_ in found]),
                },
            }
        )
    return traces


def _reaches(points: Sequence[tuple[float, tuple[float, float]]]) -> Json:
    """Error bars from amounts to the ends of what they may be."""
    # As they are written: floats would differ by dust.
    exact = [(Decimal(repr(low)), Decimal(repr(at)), Decimal(repr(high))) for at, (low, high) in points]
    return {
        "type": "data",
        "symmetric": False,
        "array": [json_number(high - at) for _, at, high in exact],
        "arrayminus": [json_number(at - low) for low, at, _ in exact],
        "color": "--chart-mark",
    }


def flows(chart: Chart) -> Made:
    """Who pays whom, as bars."""
    return bars(chart)
