"""The key of a chart: what each way of drawing means, in words beside a sample; only the ways this chart uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exposit import marks
from exposit.language.wording import article, write_date
from exposit.model import ChartKind
from exposit.render.charts import ranges, scale, steps, timeline
from exposit.render.charts.chart import Chart
from exposit.render.charts.fade import faded
from exposit.render.charts.rows import Bound, Row
from exposit.render.markup import escaped

Way = tuple[str, str, list[Row]]
"""The class of a way of drawing, what it means as marked plain text, the rows that are drawn so."""


def key(chart: Chart) -> str:
    """The line below a picture; what all rows have in common is said there too. Empty where nothing needs a word."""
    entries = [_entry(chart, name, text, tone_of(chart, rows)) for name, text, rows in ways(chart)]
    if common := common_period(chart):
        entries.append(f"<span>{common}</span>")
    return f'<p class="chart-key">{" ".join(entries)}</p>' if entries else ""


def common_period(chart: Chart) -> str:
    """What is said once of all rows; empty where there is no such thing."""
    return chart.common_period if chart.spec.kind in ("bars", "flows") else ""


def tone_of(chart: Chart, rows: list[Row]) -> str:
    """`separate`, `quiet` or `rest` for a sample in the colour of its rows; empty where they have none in common."""
    if chart.spec.kind == "scale" and scale.nested_rows(chart):
        parts = {scale.is_part(chart, row) for row in rows}
        return "quiet" if len(parts) > 1 else "separate" if True in parts else "rest"
    if all(row.separate for row in rows):
        return "separate"
    aside = chart.spec.highlight and not any(row.highlight or row.separate for row in rows)
    return "quiet" if aside else ""


def _entry(chart: Chart, name: str, text: str, tone: str) -> str:
    names = f"is-{name} is-{tone}" if tone else f"is-{name}"
    sample = f'<svg width="26" height="12" aria-hidden="true">{_sample(chart, name)}</svg>'
    return f'<span class="{names}">{sample} {escaped(text)}</span>'


_DASHED = 'fill="none" stroke="currentColor" stroke-width="2.5"'


def _sample(chart: Chart, name: str) -> str:
    if name == "dot":
        return '<circle class="dot" cx="13" cy="6" r="5"/>'
    if name == "step":
        ring = '<circle cx="13" cy="6" r="3.5" fill="var(--chart-paper)" stroke="currentColor" stroke-width="2"/>'
        return f'<path d="M1 6h24" {_DASHED} stroke-dasharray="4 3"/>{ring}'
    if name == "above":
        return f'<path d="M1 6h24" {_DASHED} stroke-dasharray="2 3"/>'
    if name == "hollow":
        return '<rect x="8" y="1" width="10" height="10" fill="none" stroke="currentColor" stroke-width="2"/>'
    if name == "dotted":
        return '<circle class="dot" cx="13" cy="6" r="5" fill="none" stroke="currentColor" stroke-dasharray="3 2"/>'
    if name == "whisker":
        return '<line class="whisker" x1="1" x2="25" y1="6" y2="6" stroke="currentColor" stroke-width="4"/>'
    if name == "other":
        return '<path class="other" d="M13 0 19 6 13 12 7 6Z" fill="none" stroke="currentColor" stroke-width="2"/>'
    box = f'<rect class="bar {name}" x="1" y="1" width="24" height="10"'
    if name in ("fades", "open", "more"):
        thin = "" if name == "open" else ' fill-opacity=".6"'
        return f"{box}{thin}{faded(chart, 'open' if name == 'open' else 'fade')}/>"
    return f"{box}/>"


def ways(chart: Chart) -> list[Way]:
    """The ways of drawing that a chart uses and that need a word."""
    made = _MAKERS.get(chart.spec.kind)
    return [way for way in made(chart) if way[2]] if made else []


def _of_bars(chart: Chart) -> list[Way]:
    return [
        ("soft", chart.say("not binding"), _soft(chart)),
        ("most", chart.say("at most"), [row for row in chart.rows if row.bound == "most"]),
        ("least", chart.say("at least"), [row for row in chart.rows if row.bound == "least"]),
        ("maybe", chart.say("range"), [row for row in chart.rows if row.bound == "range"]),
    ]


def _soft(chart: Chart) -> list[Row]:
    return [row for row in chart.rows if not row.fact.binding]


def _up_to(chart: Chart, name: str) -> Way:
    """One way of drawing for ranges and upper limits."""
    said: tuple[tuple[Bound, str], ...] = (("range", chart.say("range")), ("most", chart.say("at most")))
    found = [(text, [row for row in chart.rows if row.bound == bound]) for bound, text in said]
    words = ", ".join(text for text, rows in found if rows)
    return name, words, [row for _, rows in found for row in rows]


def _of_squares(chart: Chart) -> list[Way]:
    soft = [row for row in chart.rows if row.amount and not row.fact.binding]
    return [("hollow", chart.say("not binding"), soft), _up_to(chart, "maybe")]


def _of_steps(chart: Chart) -> list[Way]:
    rows = [step.row for step in steps.drawn(chart)]
    return [
        ("step", chart.say("not binding"), [row for row in rows if not row.fact.binding]),
        _up_to(chart, "whisker"),
        ("above", chart.say("at least"), [row for row in rows if row.bound == "least"]),
    ]


def _of_time(chart: Chart) -> list[Way]:
    places = timeline.places(chart)
    placed = [(row, places[row.id]) for row in chart.rows if row.id in places]
    later = ""
    if chart.as_of:
        day = marks.mark("label", write_date(chart.as_of, chart.language, ("short",)).text)
        later = chart.say("after {date}").replace("{date}", article(chart.as_of, chart.language) + day)
    planned = [
        row for row, at in placed if (at.late if at.event else at.end > at.done and not at.fades) and row.fact.binding
    ]
    return [
        ("soft", chart.say("not binding"), [row for row, _ in placed if not row.fact.binding]),
        ("plan", later, planned),
        ("fades", chart.say("end not published"), [row for row, place in placed if place.fades]),
        ("open", chart.say("start not published"), [row for row, place in placed if place.opens]),
    ]


def _of_ranges(chart: Chart) -> list[Way]:
    """Dots need a word only beside something that is none."""
    rows = [row for row in chart.rows if row.amount]
    disputed = [row for row in rows if ranges.others(chart, row)]
    return [
        ("dot", chart.say("stated value"), disputed),
        ("other", chart.say("another source"), disputed),
        ("whisker", chart.say("range"), [row for row in rows if row.bound in ("range", "most")]),
        ("more", chart.say("at least"), [row for row in rows if row.bound == "least"]),
        ("dotted", chart.say("not binding"), [row for row in rows if not row.fact.binding]),
    ]


_MAKERS: Mapping[ChartKind, Callable[[Chart], list[Way]]] = {
    "bars": _of_bars,
    "flows": _of_bars,
    "share": _of_bars,
    "scale": _of_squares,
    "steps": _of_steps,
    "timeline": _of_time,
    "range": _of_ranges,
}
