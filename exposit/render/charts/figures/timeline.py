"""The traces of a timeline: what has been and what is planned as two bars a period, and a marker an event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from exposit.render.charts.axis import Calendar, following
from exposit.render.charts.chart import Chart
from exposit.render.charts.figures.traces import HOVER, MARGIN, Json, Made, about, named_axis, names, one_or_all
from exposit.render.charts.rows import Row
from exposit.render.charts.timeline import Stretch, axis_of, when_text
from exposit.render.charts.timeline import places as places_of


def timeline(chart: Chart) -> Made:
    """What has been and what is planned as two bars a period, and a marker an event."""
    axis, places = axis_of(chart), places_of(chart)
    labels = dict(zip((row.id for row in chart.rows), names(chart, chart.rows), strict=True))
    placed = [(row, places[row.id]) for row in chart.rows if row.id in places]
    texts = {row.id: _text(chart, row) for row, _ in placed}
    data = []
    for name, periods in (
        ("done", [(row, place, place.start, place.done) for row, place in placed if not place.event]),
        ("plan", [(row, place, place.done, place.end) for row, place in placed if not place.event]),
    ):
        some = [item for item in periods if item[3] > item[2]]
        if some:
            data.append(_periods(axis, name, some, labels, texts))
    events = [(row, place) for row, place in placed if place.event]
    if events:
        data.append(_events(axis, events, labels, texts))
    hover, details = _hover(chart, [row for row, _ in placed])
    for trace in data:
        trace |= details(trace["ids"])
    common: Json = {
        "bar": {"type": "bar", "textposition": "none", "hovertemplate": hover},
        "scatter": {"type": "scatter", "hovertemplate": hover},
    }
    layout: Json = {
        "template": {"data": {kind: [common[kind]] for kind in {trace["type"]: None for trace in data}}},
        "barmode": "overlay",
        "margin": MARGIN,
        "xaxis": {"type": "date", "range": [str(axis.first), str(axis.after)], "gridcolor": "--chart-rule"},
        "yaxis": named_axis(list(labels.values())),
    }
    order = list(labels.values())
    # Plotly keeps the order in which it meets the rows, trace by trace.
    if order != list(dict.fromkeys(label for trace in data for label in trace["y"])):
        layout["yaxis"] |= {"categoryorder": "array", "categoryarray": order}
    if chart.as_of:
        now = following(chart.as_of)
        if axis.first < now < axis.after:
            line = {"color": "--chart-muted", "width": 1, "dash": "dot"}
            layout["shapes"] = [
                {"type": "line", "x0": str(now), "x1": str(now), "yref": "paper", "y0": 0, "y1": 1, "line": line}
            ]
    return data, layout


def _text(chart: Chart, row: Row) -> str:
    """What stands beside a mark: a row's time and its value."""
    return chart.value(row) if row.moment else f"{when_text(chart, row)}<br>{chart.value(row)}"


def _hover(chart: Chart, rows: list[Row]) -> tuple[str, Callable[[list[str]], Json]]:
    """What hover labels say, and from the ids of a trace what they say it from: how well a row is known and who says so
    is written once a trace where it is the same for all."""
    said = {row.id: about(chart, row) for row in rows}
    first = next(iter(said.values()), [])
    if all(one == first for one in said.values()):
        return HOVER.replace("customdata", "meta"), lambda _: {"meta": first}
    return HOVER, lambda ids: {"customdata": [said[name] for name in ids]}


def _periods(
    axis: Calendar,
    name: str,
    items: list[tuple[Row, Stretch, float, float]],
    labels: Mapping[str, str],
    texts: Mapping[str, str],
) -> Json:
    ids = [row.id for row, *_ in items]
    days = [(axis.ordinal(start), axis.ordinal(end)) for _, _, start, end in items]
    hatches = [_time_hatch(row, place, name) for row, place, *_ in items]
    marker: Json = {"color": "--chart-mark" if name == "done" else "--chart-pale"}
    if name == "plan":
        marker["line"] = {"color": "--chart-mark", "width": 1.5}
    if any(hatches):
        marker["pattern"] = {"shape": hatches}
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "ids": ids,
        "base": one_or_all([str(date.fromordinal(begin)) for begin, _ in days]),
        "x": [(end - begin) * 86_400_000 for begin, end in days],
        "y": [labels[name] for name in ids],
        "text": [texts[name] for name in ids],
        "marker": marker,
    }


def _time_hatch(row: Row, place: Stretch, name: str) -> str:
    if not row.fact.binding:
        return "/"
    return "." if (place.fades and name == "plan") or (place.opens and name == "done") else ""


def _events(
    axis: Calendar, items: list[tuple[Row, Stretch]], labels: Mapping[str, str], texts: Mapping[str, str]
) -> Json:
    ids = [row.id for row, _ in items]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "event",
        "cliponaxis": False,
        "ids": ids,
        "x": [str(date.fromordinal(axis.ordinal((place.start + place.end) / 2))) for _, place in items],
        "y": [labels[name] for name in ids],
        "text": [texts[name] for name in ids],
        "marker": {
            "size": 14,
            "opacity": 1,
            "color": [
                "--chart-paper" if place.late or not row.fact.binding else "--chart-mark" for row, place in items
            ],
            "line": {"color": "--chart-mark", "width": 2},
        },
    }
