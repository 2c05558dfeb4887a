"""The key of a chart: what each way of drawing means, in words beside a sample; only the ways this chart uses."""

from __future__ import annotations

from html import escape

from exposit import marks
from exposit.language.wording import write_date
from exposit.render.charts import ranges, timeline
from exposit.render.charts.axis import calendar
from exposit.render.charts.chart import Chart, attribute

Way = tuple[str, str, bool]
"""The class of a way of drawing, what it means as HTML, whether a row is drawn so."""


def key(chart: Chart) -> str:
    """The line below a picture; what all rows have in common is said there too. Empty where nothing needs a word."""
    entries = [_entry(chart, name, text) for name, text, used in _ways(chart) if used]
    if chart.spec.kind in ("bars", "flows") and chart.common_period:
        entries.append(f"<span>{chart.common_period}</span>")
    return f'<p class="chart-key">{" ".join(entries)}</p>' if entries else ""


def _entry(chart: Chart, name: str, text: str) -> str:
    return (
        f'<span class="is-{name}"><svg width="26" height="12" aria-hidden="true">{_sample(chart, name)}</svg> '
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
        paint = "open" if name == "open" else "fade"
        return f'{box} fill="url(#{paint}-{attribute(chart.spec.id)})"/>'
    return f'{box} fill="currentColor" fill-opacity=".3" stroke="currentColor"/>'


def _ways(chart: Chart) -> list[Way]:
    if chart.spec.kind in ("bars", "flows"):
        return _of_bars(chart)
    if chart.spec.kind == "timeline":
        return _of_time(chart)
    return _of_ranges(chart) if chart.spec.kind == "range" else []


def _of_bars(chart: Chart) -> list[Way]:
    bounds = {row.bound for row in chart.rows}
    return [
        ("soft", escape(chart.say("not binding")), any(not row.fact.binding for row in chart.rows)),
        ("most", escape(chart.say("at most")), "most" in bounds),
        ("least", escape(chart.say("at least")), "least" in bounds),
        ("maybe", escape(chart.say("range")), "range" in bounds),
    ]


def _of_time(chart: Chart) -> list[Way]:
    axis = calendar(chart.spec, chart.rows, chart.as_of)
    places = [place for row in chart.rows if (place := timeline.stretch(row, axis, chart.as_of))]
    later = ""
    if chart.as_of:
        day = marks.mark("label", write_date(chart.as_of, chart.language, ("short",)).text)
        later = escape(chart.say("after {date}")).replace("{date}", day)
    planned = any(place.late or (not place.fades and place.end > place.done and not place.event) for place in places)
    return [
        ("soft", escape(chart.say("not binding")), any(not row.fact.binding for row in chart.rows)),
        ("plan", later, planned),
        ("fades", escape(chart.say("end not published")), any(place.fades for place in places)),
        ("open", escape(chart.say("start not published")), any(place.opens for place in places)),
    ]


def _of_ranges(chart: Chart) -> list[Way]:
    """Dots need a word only beside something that is none."""
    rows = [row for row in chart.rows if row.amount]
    bounds = {row.bound for row in rows}
    disputed = any(ranges.others(chart, row) for row in rows)
    return [
        ("dot", escape(chart.say("stated value")), disputed),
        ("other", escape(chart.say("another source")), disputed),
        ("whisker", escape(chart.say("range")), bool(bounds & {"range", "most"})),
        ("more", escape(chart.say("at least")), "least" in bounds),
        ("dotted", escape(chart.say("not binding")), any(not row.fact.binding for row in rows)),
    ]
