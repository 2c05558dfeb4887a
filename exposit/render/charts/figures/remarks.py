"""What the author and other sources remark, in a Plotly figure: lines of words below the picture, where they can lie on
nothing, and a dashed line at each day that is remarked on."""

from __future__ import annotations

from typing import Any

from exposit.render.charts.axis import Calendar
from exposit.render.charts.chart import Chart
from exposit.render.charts.letters import lines
from exposit.render.charts.ranges import others_said
from exposit.render.charts.steps import axis_of as stair_axis
from exposit.render.charts.timeline import axis_of as time_axis
from exposit.render.charts.timeline import note_day, remarked_day

Json = dict[str, Any]

_SIZE, _LINE, _ROOM = 12, 17, 640
"""The size of the words, the height of a line of them, and its length, in pixels."""
_BELOW = {False: 36, True: 72}
"""Where they begin: below the numbers of the axis, and below its name where it has one."""


def with_remarks(chart: Chart, layout: Json) -> Json:
    """A layout with what is remarked; itself where nothing is."""
    said = [line for text in remarks(chart) for line in lines(text, "sans-400", _SIZE, _ROOM)]
    if not said:
        return layout
    below = _BELOW["title" in layout["xaxis"]]
    # Names beside the axis take an unknown room: words begin there, and so they are held at the other side.
    named = layout["yaxis"].get("type") == "category"
    words: Json = {
        "text": "<br>".join(said),
        "showarrow": False,
        "align": "left",
        "xref": "paper",
        "yref": "paper",
        "x": int(named),
        "y": 0,
        "xanchor": "right" if named else "left",
        "yanchor": "top",
        "yshift": -below,
        "font": {"size": _SIZE, "color": "--chart-muted"},
    }
    margin = layout["margin"] | {"b": below + 8 + _LINE * len(said)}
    shapes = [*layout.get("shapes", []), *_days(chart)]
    annotations = [*layout.get("annotations", []), words]
    return layout | {"margin": margin, "annotations": annotations} | ({"shapes": shapes} if shapes else {})


def remarks(chart: Chart) -> list[str]:
    """Each with the row or the day it is about, marked plain texts."""
    about = [(note_day(chart, note), chart.note_text(note)) for note in chart.spec.annotations if note.date]
    # Only these have any.
    for row in chart.rows if chart.spec.annotations or chart.spec.kind == "range" else ():
        about += [(chart.label(row), text) for text in (*others_said(chart, row), *chart.remarks_text(row))]
    said = chart.say("{label}: {value}")
    return [said.replace("{label}", name).replace("{value}", text) for name, text in about]


def _days(chart: Chart) -> list[Json]:
    """The lines of the remarks on days."""
    axis = _axis(chart)
    days = [remarked_day(note) for note in chart.spec.annotations if note.date] if axis else []
    line = {"color": "--chart-muted", "width": 1, "dash": "dash"}
    return [
        {"type": "line", "x0": str(day), "x1": str(day), "yref": "paper", "y0": 0, "y1": 1, "line": line}
        for day in days
        if axis and axis.holds(day)
    ]


def _axis(chart: Chart) -> Calendar | None:
    """The years of a chart in time."""
    if chart.spec.kind == "steps":
        return stair_axis(chart)
    return time_axis(chart) if chart.spec.kind == "timeline" else None
