"""The plotly door: a chart as a Plotly figure, built as plain values and validated by plotly.py.

`charts/ID.plotly.json` is this figure. It stands alone (`plotly.graph_objects.Figure(json)` shows a finished chart with
titles, units and hover labels), and the live script draws its traces over the static marks. Amounts are in the chart's
unit without any scale (38 billion USD is 38000000000), times are ISO dates. `layout.meta` names the kind and which
custom property each colour stands for; every trace carries the ids of its facts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from exposit.model import ChartKind
from exposit.render.charts import timeline_traces, traces
from exposit.render.charts.chart import Chart
from exposit.render.charts.colours import palette

Json = dict[str, Any]
"""A piece of a figure: what plotly.py takes and json writes."""

MAKERS: Mapping[ChartKind, Callable[[Chart], tuple[list[Json], Json]]] = {
    "bars": traces.bars,
    "timeline": timeline_traces.timeline,
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
    used = set(_strings([data, layout]))
    tokens = {name: colour for name, colour in colours.items() if name in used}
    meta = {"kind": chart.spec.kind, "tokens": tokens, **layout.pop("meta", {})}
    frame: Json = {
        "title": {"text": chart.title, "x": 0, "xref": "container", "pad": {"l": 16}},
        "meta": meta,
        "template": {"data": {"scatter": [{"type": "scatter"}]}},
        "showlegend": False,
        "paper_bgcolor": "--chart-paper",
        "plot_bgcolor": "--chart-paper",
    }
    return {"data": _painted(data, colours), "layout": _painted(frame | layout, colours)}


def figure_json(chart: Chart) -> str:
    """The figure as the file we publish, validated: what plotly.py does not know raises, for it is our own mistake."""
    import plotly.graph_objects as go  # takes 0.1 s: only when a figure is made anew

    made = figure(chart)
    return as_json(go.Figure(made).to_plotly_json() if made["data"] else made)


def as_json(value: Json) -> str:
    """Compact JSON, in the order the figure was built."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _painted(value: Any, colours: Mapping[str, str]) -> Any:
    """The tokens' colours in the tokens' places; `meta` keeps the names."""
    if isinstance(value, str):
        return colours.get(value, value)
    if isinstance(value, dict):
        return {key: item if key == "meta" else _painted(item, colours) for key, item in value.items()}
    if isinstance(value, list):
        return [_painted(item, colours) for item in value]
    return value
