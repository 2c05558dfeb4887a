"""A running total: a stair over time, and the table of its steps. Each step is a fact, each total a sum of facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from operator import itemgetter

from exposit import marks
from exposit.facts.dates import first_day, last_day
from exposit.language.wording import write, write_date
from exposit.model import Annotation, Quantity
from exposit.render.charts.axis import Calendar, Linear, calendar, linear, percent, round_steps
from exposit.render.charts.chart import Chart, attribute
from exposit.render.charts.columns import claim, counted, result_of
from exposit.render.charts.rows import Row, counts_from
from exposit.render.charts.tables import cell, name_cell, room, row_start, table
from exposit.render.charts.timeline import hairline, hairlines, note_day, remarked_day, when_text, year_labels
from exposit.render.display import from_marked, inline_html, localized

SHORT = 20
"""How many characters a label beside the stair has at most."""
CLOSEST = 0.1
"""How far apart two labels beside the stair must be, as a share of its height, so that neither lies on the other."""


@dataclass(frozen=True, slots=True)
class Step:
    """A row, the day it counts from, the total before and after it, and that total as marked text."""

    row: Row
    day: date
    before: float
    after: float
    text: str


def running(chart: Chart) -> tuple[Step, ...]:
    """The steps in the order of their days; rows without an amount or a day add nothing."""
    return chart.once("steps", lambda: _running(chart))


def _running(chart: Chart) -> tuple[Step, ...]:
    days = {row.id: first_day(day) for row in counted(chart) if (day := counts_from(row))}
    rows = sorted((row for row in counted(chart) if row.id in days), key=lambda row: days[row.id])
    made: list[Step] = []
    sum_so_far = 0.0
    for index, row in enumerate(rows, 1):
        before, sum_so_far = sum_so_far, sum_so_far + row.number
        made.append(Step(row, days[row.id], before, sum_so_far, _total(chart, rows[:index])))
    return tuple(made)


def _total(chart: Chart, rows: list[Row]) -> str:
    if len(rows) == 1:
        return chart.value(rows[0])
    formula = " + ".join(row.id for row in rows)
    result = result_of(chart.site, formula)
    return claim(chart, formula, result) if result else ""


def frame(chart: Chart, made: Iterable[Step]) -> tuple[Calendar, Linear, list[float]]:
    """The axes of a stair, with a round number above its top, and the numbers to write beside it."""
    steps = list(made)
    axis = calendar(chart.spec, [step.row for step in steps], chart.as_of)
    amounts = linear(value for step in steps for value in (step.before, step.after))
    ticks = round_steps(amounts.low, amounts.high * 1.001, 4)
    unit = ticks[1] - ticks[0] if len(ticks) > 1 else amounts.high or 1.0
    if ticks[-1] < amounts.high + unit * 0.2:
        ticks.append(ticks[-1] + unit)
    return axis, Linear(min(amounts.low, ticks[0]), ticks[-1]), ticks


def drawn(chart: Chart) -> tuple[Step, ...]:
    """The steps that lie on the axis; the table has them all."""
    made = running(chart)
    axis = calendar(chart.spec, [step.row for step in made], chart.as_of)
    return tuple(step for step in made if axis.first <= step.day < axis.after)


def stage(chart: Chart) -> str:
    """The stair and its axes, then the table."""
    made = drawn(chart)
    return (_stair(chart, made) if made else "") + _table(chart, running(chart))


def _stair(chart: Chart, made: tuple[Step, ...]) -> str:
    axis, amounts, ticks = frame(chart, made)
    longest = max(len(marks.strip(tick_text(chart, tick))) for tick in ticks)
    return (
        f'<div class="chart-stair room-{room(longest)}">'
        '<svg class="chart-frame" height="260" aria-hidden="true">'
        f"{hairlines(chart, axis)}{_remarked(chart, axis)}{''.join(_tick(chart, amounts, tick) for tick in ticks)}"
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none">'
        f"{path(chart, made, axis, amounts)}</svg>"
        f"{''.join(_dot(step, axis, amounts) for step in made)}{_labels(chart, made, axis, amounts)}"
        '</svg><svg class="chart-axis" height="24" aria-hidden="true">'
        f"{year_labels(axis)}</svg></div>"
    )


def _y(amounts: Linear, value: float) -> float:
    return 1 - amounts.at(value)


def path(chart: Chart, made: tuple[Step, ...], axis: Calendar, amounts: Linear) -> str:
    """The stair in a square of 100 that is stretched to the frame: what is below it, then its line; beyond the day the
    site knows it ends."""
    base = percent(_y(amounts, 0.0))
    start = axis.at(made[0].day)
    line = f"M{percent(start)} {percent(_y(amounts, made[0].before))}"
    for step in made:
        line += f"H{percent(axis.at(step.day))}V{percent(_y(amounts, step.after))}"
    end = 1.0
    if chart.as_of:
        last = made[-1].day
        end = max(axis.at(last_day(chart.as_of)), axis.at(last) + 0.01)
    line += f"H{percent(min(1.0, end))}"
    return f'<path class="area" d="{line}V{base}H{percent(start)}Z"/><path class="line" d="{line}"/>'


def _tick(chart: Chart, amounts: Linear, tick: float) -> str:
    y = percent(_y(amounts, tick))
    text = escape(marks.mark("label", tick_text(chart, tick)))
    return f'<line x2="100%" y1="{y}%" y2="{y}%"/><text class="tick" y="{y}%">{text}</text>'


def tick_text(chart: Chart, tick: float) -> str:
    """A round number on an axis, worded in the chart's unit."""
    if chart.unit is None:
        return ""
    value = Decimal(repr(tick)).normalize()
    quantity = Quantity(value, chart.unit, value, value)
    return write(quantity, chart.language, ("short",), chart.site.config.units).text


def _dot(step: Step, axis: Calendar, amounts: Linear) -> str:
    x, y = percent(axis.at(step.day)), percent(_y(amounts, step.after))
    return f'<circle data-mark="{attribute(step.row.id)}" cx="{x}%" cy="{y}%" r="4.5"/>'


def _labels(chart: Chart, made: tuple[Step, ...], axis: Calendar, amounts: Linear) -> str:
    """The last total, then as many names of steps, greatest first, as have room beside the stair."""
    last = made[-1]
    taken = [_y(amounts, last.after)]
    x = axis.at(last.day)
    length = len(marks.strip(last.text))
    level = "" if length <= SHORT - 6 else " t2" if length <= 2 * SHORT else " t3"
    parts = [_beside(f"last{level}", x, taken[0], last.text)]
    for step in sorted(made[:-1], key=lambda step: -abs(step.after - step.before)):
        name = short_name(chart, step.row)
        x, y = axis.at(step.day), _y(amounts, step.after)
        if not name or not x > 0.2 or any(abs(y - other) < CLOSEST for other in taken):
            continue
        taken.append(y)
        parts.append(_beside("name", x, y, name))
    return "".join(parts)


def _beside(name: str, x: float, y: float, text: str) -> str:
    """Words beside a step, on the side where there is room."""
    side = " before" if x > 0.5 else ""
    return f'<text class="{name}{side}" x="{percent(x)}%" y="{percent(y)}%">{escape(text)}</text>'


def short_name(chart: Chart, row: Row) -> str:
    """What a step is called beside the stair: its label where that is short, else whom it is about where no other row
    is about the same."""
    label = chart.label(row)
    if len(marks.strip(label)) <= SHORT:
        return label
    parties = [other.fact.payee or other.fact.about for other in chart.rows]
    party = row.fact.payee or row.fact.about
    name = chart.entity(party) if party and parties.count(party) == 1 else ""
    return name if len(marks.strip(name)) <= SHORT else ""


def _remarked(chart: Chart, axis: Calendar) -> str:
    """A line at every day the author remarks on; the table says why."""
    days = [remarked_day(note) for note in chart.spec.annotations if note.date]
    return "".join(hairline(axis.at(day), "remark") for day in days if axis.first <= day < axis.after)


def _table(chart: Chart, made: tuple[Step, ...]) -> str:
    totals = {step.row.id for step in made}
    dated = [(step.day, _row(chart, step.row, step.text)) for step in made]
    dated += [(remarked_day(note), _remark(chart, note)) for note in chart.spec.annotations if note.date]
    undated = [_row(chart, row, "") for row in chart.rows if row.id not in totals]
    rows = [html for _, html in sorted(dated, key=itemgetter(0))] + undated
    heads = [(chart.say("Date"), ""), (chart.say("Item"), ""), (chart.say("Added"), ""), (chart.say("Total"), "")]
    return table(chart, "chart-steps-table", heads, rows, spoken=False)


def _row(chart: Chart, row: Row, text: str) -> str:
    words = name_cell(f"<span>{chart.label_html(row)}</span>{chart.remarks(row)}")
    total = str(from_marked(text)) if text else ""
    value = cell(f"<b>{chart.value_html(row)}</b>")
    return f"{row_start(row)}{cell(day_text(chart, row))}{words}{value}{cell(total)}</tr>"


def _remark(chart: Chart, note: Annotation) -> str:
    """An author's remark on a day, at its place among the steps."""
    text = localized(note.text, chart.language)
    words = name_cell(str(inline_html(chart.site, text, None, chart.route)) if text else "")
    return f'<tr role="row" class="is-remark">{cell(note_day(chart, note))}{words}{cell("")}{cell("")}</tr>'


def day_text(chart: Chart, row: Row) -> str:
    """The day a step counts from, as marked text."""
    start = counts_from(row)
    return marks.mark("date", write_date(start, chart.language, ("short",)).text) if start else when_text(chart, row)
