"""The key of a chart: what each way of drawing means, in words beside a sample; only the ways this chart uses."""

from __future__ import annotations

from html import escape

from exposit import marks
from exposit.language.wording import write_date
from exposit.render.charts import ranges, timeline
from exposit.render.charts.axis import calendar
from exposit.render.charts.chart import Chart
from exposit.render.charts.fade import faded
from exposit.render.charts.rows import Row

Way = tuple[str, str, list[Row]]
"""The class of a way of drawing, what it means as HTML, the rows that are drawn so."""


def key(chart: Chart) -> str:
    """The line below a picture; what all rows have in common is said there too. Empty where nothing needs a word."""
    entries = [_entry(chart, name, text, _tone(chart, rows)) for name, text, rows in _ways(chart) if rows]
    if chart.spec.kind in ("bars", "flows") and chart.common_period:
        entries.append(f"<span>{chart.common_period}</span>")
    return f'<p class="chart-key">{" ".join(entries)}</p>' if entries else ""


def _tone(chart: Chart, rows: list[Row]) -> str:
    """The class of a sample that has the colour of its rows; empty where they do not have one in common."""
    if all(row.separate for row in rows):
        return " is-separate"
    aside = chart.spec.highlight and not any(row.highlight or row.separate for row in rows)
    return " is-quiet" if aside else ""


def _entry(chart: Chart, name: str, text: str, tone: str) -> str:
    return (
        f'<span class="is-{name}{tone}"><svg width="26" height="12" aria-hidden="true">{_sample(chart, name)}</svg> '
        f"{text}</span>"
    )


def _sample(chart: Chart, name: str) -> str:
    if name == "dot":
        return '<circle class="dot" cx="13" cy="6" r="5" fill="currentColor"/>'
    if name == "dotted":
        return '<circle class="dot" cx="13" cy="6" r="5" fill="none" stroke="currentColor" stroke-dasharray="3 2"/>'
    if name == "whisker":
        return '<line class="whisker" x1="1" x2="25" y1="6" y2="6" stroke="currentColor" stroke-width="4"/>'
    if name == "other":
        return '<path class="other" d="M13 0 19 6 13 12 7 6Z" fill="none" stroke="currentColor" stroke-width="2"/>'
    box = f'<rect class="bar {name}" x="1" y="1" width="24" height="10"'
    if name in ("fades", "open", "more"):
        thin = "" if name == "open" else ' fill-opacity=".6"'
        return f'{box} fill="currentColor"{thin}{faded(chart, "open" if name == "open" else "fade")}/>'
    return f'{box} fill="currentColor" fill-opacity=".3" stroke="currentColor"/>'


def _ways(chart: Chart) -> list[Way]:
    if chart.spec.kind in ("bars", "flows"):
        return _of_bars(chart)
    if chart.spec.kind == "timeline":
        return _of_time(chart)
    return _of_ranges(chart) if chart.spec.kind == "range" else []


def _of_bars(chart: Chart) -> list[Way]:
    return [
        ("soft", escape(chart.say("not binding")), _soft(chart)),
        ("most", escape(chart.say("at most")), [row for row in chart.rows if row.bound == "most"]),
        ("least", escape(chart.say("at least")), [row for row in chart.rows if row.bound == "least"]),
        ("maybe", escape(chart.say("range")), [row for row in chart.rows if row.bound == "range"]),
    ]


def _soft(chart: Chart) -> list[Row]:
    return [row for row in chart.rows if not row.fact.binding]


def _of_time(chart: Chart) -> list[Way]:
    axis = calendar(chart.spec, chart.rows, chart.as_of)
    placed = [(row, place) for row in chart.rows if (place := timeline.stretch(row, axis, chart.as_of))]
    later = ""
    if chart.as_of:
        day = marks.mark("label", write_date(chart.as_of, chart.language, ("short",)).text)
        later = escape(chart.say("after {date}")).replace("{date}", day)
    planned = [
        row for row, at in placed if (at.late if at.event else at.end > at.done and not at.fades) and row.fact.binding
    ]
    return [
        ("soft", escape(chart.say("not binding")), [row for row, _ in placed if not row.fact.binding]),
        ("plan", later, planned),
        ("fades", escape(chart.say("end not published")), [row for row, place in placed if place.fades]),
        ("open", escape(chart.say("start not published")), [row for row, place in placed if place.opens]),
    ]


def _of_ranges(chart: Chart) -> list[Way]:
    """Dots need a word only beside something that is none."""
    rows = [row for row in chart.rows if row.amount]
    disputed = [row for row in rows if ranges.others(chart, row)]
    return [
        ("dot", escape(chart.say("stated value")), disputed),
        ("other", escape(chart.say("another source")), disputed),
        ("whisker", escape(chart.say("range")), [row for row in rows if row.bound in ("range", "most")]),
        ("more", escape(chart.say("at least")), [row for row in rows if row.bound == "least"]),
        ("dotted", escape(chart.say("not binding")), [row for row in rows if not row.fact.binding]),
    ]
