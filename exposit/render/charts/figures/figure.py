"""The plotly door: a chart as a Plotly figure, built as plain values and validated by plotly.py.

`charts/ID.plotly.json` is this figure. It stands alone (`plotly.graph_objects.Figure(json)` shows a finished chart with
titles, units and hover labels), and the live script draws its traces over the static marks. Amounts are in the chart's
unit without any scale (38 billion USD is 38000000000), times are ISO dates. `layout.meta` names the kind and which
custom property each colour stands for; every trace carries the ids of its facts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from exposit.model import ChartKind
from exposit.render.charts.chart import Chart
from exposit.render.charts.colours import palette
from exposit.render.charts.figures import timeline, traces
from exposit.render.charts.figures.remarks import with_remarks

Json = dict[str, Any]
"""A piece of a figure: what plotly.py takes and json writes."""

MAKERS: Mapping[ChartKind, Callable[[Chart], tuple[list[Json], Json]]] = {
    "bars": traces.bars,
    "timeline": timeline.timeline,
    "scale": traces.bars,
    "share": traces.share,
    "steps": traces.steps,
    "range": traces.ranges,
    "flows": traces.flows,
}


def figure(chart: Chart) -> Json:
    """The figure as plain values, texts marked, not yet validated."""
    data, layout = MAKERS[chart.spec.kind](chart)
    colours = palette(chart.site.config)
    used: set[str] = set()
    painted = [_painted(trace, colours, used) for trace in data]
    layout = _painted(with_remarks(chart, layout), colours, used)
    tokens = {name: colour for name, colour in colours.items() if name in used}
    paper = colours["--chart-paper"]
    frame: Json = {
        "title": {"text": chart.title, "x": 0, "xref": "container", "pad": {"l": 16}},
        "meta": {"kind": chart.spec.kind, "tokens": tokens},
        # An empty one would be filled with plotly's own colours.
        "template": {"data": {"scatter": [{"type": "scatter"}]}},
        "showlegend": False,
        "paper_bgcolor": paper,
        "plot_bgcolor": paper,
    }
    return {"data": painted, "layout": frame | layout}


def figure_json(chart: Chart) -> str:
    """The figure as the file we publish, validated: what plotly.py does not know raises, for it is our own mistake."""
    import plotly.graph_objects as go  # takes 0.1 s: only when a figure is made anew

    made = figure(chart)
    return as_json(go.Figure(made).to_plotly_json() if made["data"] else made)


def as_json(value: Json) -> str:
    """Compact JSON, in the order the figure was built."""
    return _COMPACT.encode(value)


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def _painted(piece: Json, colours: Mapping[str, str], used: set[str]) -> Json:
    """The tokens' colours in the tokens' places, whose names tell them (`color`, `gridcolor`); notes it as `used`."""
    made = dict(piece)
    for key, value in piece.items():
        kind = type(value)
        if kind is dict:
            made[key] = _painted(value, colours, used)
        elif "color" in key:
            made[key] = _coloured(value, colours, used)
        elif kind is list and value and type(value[0]) is dict:
            made[key] = [_painted(item, colours, used) for item in value]
    return made


def _coloured(value: Any, colours: Mapping[str, str], used: set[str]) -> Any:
    if isinstance(value, list):
        return [_coloured(item, colours, used) for item in value]
    used.add(value)
    return colours.get(value, value)
