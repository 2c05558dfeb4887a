"""Time in a drawing: tracks under years, and the stair of a running total."""

from __future__ import annotations

from datetime import date
from html import escape

from exposit.facts.dates import last_day
from exposit.language.wording import write_date
from exposit.marks import mark
from exposit.render.charts.axis import Calendar, calendar
from exposit.render.charts.chart import Chart
from exposit.render.charts.drawn_rows import LEFT, NAME, RIGHT, laid_out, more
from exposit.render.charts.letters import isolated, width
from exposit.render.charts.pen import Pen
from exposit.render.charts.rows import Row
from exposit.render.charts.steps import drawn, frame, tick_text
from exposit.render.charts.timeline import Stretch, stretch


def timeline(pen: Pen, chart: Chart, top: float, bottom: float | None) -> float:
    """A track a row; its value, or its day, stands with its name."""
    axis = calendar(chart.spec, chart.rows, chart.as_of)
    names = [f"{isolated(chart.label(row))} {chart.value(row)}" for row in chart.rows]
    room = min(500.0, max(width(name, "sans-600", NAME) for name in names) + 1)
    left = LEFT + room + 30
    tracks = top + 52
    broken, middles, fits = laid_out(names, tracks, bottom, room, [0.0] * len(names))
    _years(pen, axis, left, top + 40, tracks, middles[-1])
    _now(pen, chart, axis, left, top + 12, tracks, middles[-1])
    for row, name, middle in zip(chart.rows[:fits], broken, middles, strict=False):
        y = middle - 15.0 * (len(name) - 1) + NAME * 0.34
        for line in name:
            pen.text(LEFT, y, line, NAME, "sans-600")
            y += 30
        if place := stretch(row, axis, chart.as_of):
            _mark(pen, chart, row, place, left, middle)
    return more(pen, chart, len(names) - fits, middles[-1])


def _years(pen: Pen, axis: Calendar, left: float, y: float, top: float, end: float) -> None:
    for year in axis.years(max(2, int((RIGHT - left) / 80))):
        x = left + (RIGHT - left) * axis.at(date(year, 1, 1))
        pen.line(x, top, x, end, "--chart-rule", 1.5)
        text = mark("label", str(year))
        over = x + width(text, "sans-400", 21) > RIGHT
        pen.text(RIGHT if over else x, y, text, 21, token="--chart-muted", anchor="end" if over else "start")


def _now(pen: Pen, chart: Chart, axis: Calendar, left: float, y: float, top: float, end: float) -> None:
    if chart.as_of is None or not axis.first <= (day := last_day(chart.as_of)) < axis.after:
        return
    place = axis.at(day)
    x = left + (RIGHT - left) * place
    pen.line(x, y + 4, x, end, "--chart-muted", 2, "2 5")
    text = mark("label", write_date(chart.as_of, chart.language, ("short",)).text)
    pen.text(x - 8 if place > 0.5 else x + 8, y, text, 20, anchor="end" if place > 0.5 else "start")


def _mark(pen: Pen, chart: Chart, row: Row, place: Stretch, left: float, middle: float) -> None:
    def x(share: float) -> float:
        return left + (RIGHT - left) * share

    if place.event:
        hollow = place.late or not row.fact.binding
        fill, stroke = ("--chart-paper", "--chart-mark") if hollow else ("--chart-mark", "")
        pen.dot(
            x((place.start + place.end) / 2),
            middle,
            11,
            fill,
            stroke=stroke,
            dash="" if row.fact.binding else "5 4",
            row=row.id,
        )
        return
    name = escape(f"{chart.spec.id}-{row.id}")
    dash = "" if row.fact.binding else "7 5"
    if place.done > place.start:
        fill, stroke = ("--chart-mark", "") if row.fact.binding else ("--chart-pale", "--chart-mark")
        if place.opens:
            fill, stroke = _grading(pen, f"open-{name}", (fill, stroke), 0, 1)
        pen.rect(
            x(place.start),
            middle - 11,
            x(place.done) - x(place.start),
            22,
            fill,
            stroke=stroke,
            dash=dash,
            row=row.id,
        )
    if place.end > place.done:
        fill, stroke = "--chart-pale", "--chart-mark"
        if place.fades:
            fill, stroke = _grading(pen, f"fade-{name}", (fill, stroke), 1, 0)
        pen.rect(
            x(place.done), middle - 11, x(place.end) - x(place.done), 22, fill, stroke=stroke, dash=dash, row=row.id
        )


def _grading(pen: Pen, name: str, paints: tuple[str, str], first: float, last: float) -> tuple[str, str]:
    """What to fill and to outline with, growing clear to one side."""
    fill, stroke = paints
    return pen.fade(name, fill, first, last), pen.fade(f"{name}-line", stroke, first, last) if stroke else ""


def steps(pen: Pen, chart: Chart, top: float, bottom: float | None) -> float:
    """The stair, with the last total at its top and the rows it is made of in the file's own table."""
    made = drawn(chart)
    if not made:
        return top
    axis, amounts, ticks = frame(chart, made)
    foot = (bottom or top + 420) - 40
    left = LEFT + max(width(mark("label", tick_text(chart, tick)), "sans-400", 21) for tick in ticks) + 18
    head = top + 30

    def x(day: date) -> float:
        return left + (RIGHT - left) * axis.at(day)

    def y(value: float) -> float:
        return foot - (foot - head) * amounts.at(value)

    for tick in ticks:
        pen.line(left, y(tick), RIGHT, y(tick), "--chart-rule", 1.5)
        pen.text(left - 12, y(tick) + 7, mark("label", tick_text(chart, tick)), 21, token="--chart-muted", anchor="end")
    _years(pen, axis, left, foot + 34, foot, foot + 8)
    line = f"M{x(made[0].day):.1f} {y(made[0].before):.1f}"
    for step in made:
        line += f"H{x(step.day):.1f}V{y(step.after):.1f}"
    end = max(x(last_day(chart.as_of)) if chart.as_of else RIGHT, x(made[-1].day) + 8)
    line += f"H{min(end, RIGHT):.1f}"
    pen.path(f"{line}V{y(0):.1f}H{x(made[0].day):.1f}Z", "--chart-pale")
    pen.path(line, "none", stroke="--chart-mark", width=4)
    for step in made:
        pen.dot(x(step.day), y(step.after), 7, "--chart-mark", row=step.row.id)
    last = made[-1]
    late = axis.at(last.day) > 0.5
    pen.text(
        x(last.day) - 12 if late else x(last.day) + 12,
        y(last.after) - 14,
        last.text,
        27,
        "sans-600",
        anchor="end" if late else "start",
    )
    return foot + 44
