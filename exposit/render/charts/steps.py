"""A running total: a stair over time, and the table of its steps. Each step is a fact, each total a sum of facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from exposit import marks
from exposit.facts.dates import first_day, last_day
from exposit.language.wording import write, write_date
from exposit.model import Annotation, Quantity, Unit
from exposit.render.charts.axis import TALL, Calendar, Linear, calendar, linear, round_steps, whole
from exposit.render.charts.chart import Chart, class_of
from exposit.render.charts.columns import claim, counted, result_of
from exposit.render.charts.letters import width
from exposit.render.charts.rows import Row, counts_from
from exposit.render.charts.tables import cell, marks_of, name_cell, room, row_start, shown_cell, table
from exposit.render.charts.timeline import known_until, note_day, remarked_day, ruled_years, when_text, year_labels
from exposit.render.display import inline_html, localized
from exposit.render.markup import escaped

SHORT = 20
"""How many characters a label beside the stair has at most."""
FEW_YEARS = 8
"""How many years are written below a stair: of more than these every other one."""
_COARSE = Decimal("1E+99")
"""Coarser than the last digit of any amount."""
LEAST = 0.02
"""A step that is a smaller share of the height is not named: nobody would see which one is meant."""
LETTERS, BESIDE = 14.4, 8.0
"""How large names beside the stair are, and how far from their steps, in pixels."""
NARROW, WIDE = 290.0, 620.0
"""How wide the frame is at the least where names are shown, and where a chart is wide."""
CLOSEST = 0.1
"""How far apart two labels beside the stair must be, as a share of its height, so that neither lies on the other."""


class Step(NamedTuple):
    """A row, the day it counts from, the total before and after it, and that total as marked text."""

    row: Row
    day: date
    before: float
    after: float
    text: str

    @property
    def sure(self) -> float:
        """The level up to which its rise is certain."""
        return self.before + self.row.sure

    @property
    def ends(self) -> tuple[float, float]:
        """Between which levels it may end."""
        low, high = self.row.limits
        return self.before + low, self.before + high


def running(chart: Chart) -> tuple[Step, ...]:
    """The steps in the order of their days; rows without an amount or a day add nothing."""
    return chart.once("steps", lambda: _running(chart))


def _running(chart: Chart) -> tuple[Step, ...]:
    days = {row.id: first_day(day) for row in counted(chart) if (day := counts_from(row))}
    rows = sorted((row for row in counted(chart) if row.id in days), key=lambda row: days[row.id])
    made: list[Step] = []
    sum_so_far, formula, vague = 0.0, "", False
    finest: Decimal | None = _COARSE
    for row in rows:
        vague |= row.bound == "range"
        step = row.amount.step if row.amount else None
        finest = min(finest, step) if finest is not None and step is not None else None
        before, sum_so_far = sum_so_far, sum_so_far + row.number
        formula = f"{formula} + {row.id}" if formula else row.id
        made.append(Step(row, days[row.id], before, sum_so_far, _total(chart, row, formula, finest, vague=vague)))
    return tuple(made)


def _total(chart: Chart, row: Row, formula: str, finest: Decimal | None, *, vague: bool) -> str:
    """What a formula comes to with a row, which is only about right where it is `vague`: where one of its parts is a
    range. The first one's total is its own value; none has digits beyond the `finest` of its parts, None if one is
    exact."""
    if formula == row.id:
        return chart.value(row)
    result = result_of(chart.site, formula)
    if result and result.step is not None and finest is not None and result.step < finest:
        result = replace(result, step=finest)
    if result and vague:
        result = replace(result, qualifier=result.qualifier or "about")
    return claim(chart, formula, result) if result else ""


def frame(chart: Chart, made: Iterable[Step]) -> tuple[Calendar, Linear, list[float]]:
    """The axes of a stair, with a round number above its top, and the numbers to write beside it."""
    amounts = linear(value for step in made for value in (step.before, *step.ends))
    ticks = round_steps(amounts.low, amounts.high * 1.001, 4)
    unit = ticks[1] - ticks[0] if len(ticks) > 1 else amounts.high or 1.0
    while ticks[-1] < amounts.high + unit * 0.2:
        ticks.append(ticks[-1] + unit)
    return axis_of(chart), Linear(min(amounts.low, ticks[0]), ticks[-1]), ticks


def axis_of(chart: Chart) -> Calendar:
    """The years of a stair."""
    return chart.once("axis", lambda: calendar(chart.spec, [step.row for step in running(chart)], chart.as_of))


def drawn(chart: Chart) -> tuple[Step, ...]:
    """The steps that lie on the axis; the table has them all."""
    return chart.once("drawn", lambda: _drawn(chart))


def _drawn(chart: Chart) -> tuple[Step, ...]:
    axis = axis_of(chart)
    return tuple([step for step in running(chart) if axis.holds(step.day)])


def stage(chart: Chart) -> str:
    """The stair and its axes, then the table."""
    made = drawn(chart)
    return (_stair(chart, made) if made else "") + _table(chart, running(chart))


def _stair(chart: Chart, made: tuple[Step, ...]) -> str:
    axis, amounts, ticks = frame(chart, made)
    spots = [Spot(step, whole(axis.at(step.day)), _level(amounts, step.after)) for step in made]
    words = [tick_text(chart, tick) for tick in ticks]
    scale = "".join(_tick(amounts, tick, text) for tick, text in zip(ticks, words, strict=True))
    return (
        f'<div class="chart-stair room-{room(words)}"><svg class="chart-frame" '
        f'aria-hidden="true"><svg viewBox="0 0 {TALL} {TALL}" preserveAspectRatio="none">'
        f"{_rules(chart, axis, amounts, ticks)}{_line(chart, spots, axis, amounts)}{_doubts(spots, amounts)}"
        f"{_dots(spots)}</svg>"
        f'<g class="ticks">{scale}</g><g class="chart-axis">{year_labels(axis, FEW_YEARS)}</g>'
        f"{_labels(chart, made, axis, amounts)}</svg></div>"
    )


def _rules(chart: Chart, axis: Calendar, amounts: Linear, ticks: list[float]) -> str:
    """The hairlines: the round amounts, the years, the day the site knows, and the days the author remarks on, whose
    words are in the table."""
    years, now = ruled_years(axis), known_until(chart, axis)
    remarks = [day for note in chart.spec.annotations if note.date and axis.holds(day := remarked_day(note))]
    across = "".join(f"M0 {_level(amounts, tick)}H{TALL}" for tick in ticks)
    return (
        _rule("rule", [place for place, level in years if not level], across)
        + _rule("rule t2", [place for place, level in years if level])
        + _rule("rule now", [] if now is None else [now])
        + _rule("rule remark", [axis.at(day) for day in remarks])
    )


def _rule(name: str, places: list[float], more: str = "") -> str:
    """Lines of one kind from top to bottom, and what else is drawn like them."""
    d = more + "".join(f"M{whole(place)} 0V{TALL}" for place in places)
    return f'<path class="{name}" d="{d}"/>' if d else ""


def _y(amounts: Linear, value: float) -> float:
    return 1 - amounts.at(value)


def _level(amounts: Linear, value: float) -> int:
    return whole(_y(amounts, value))


class Spot(NamedTuple):
    """Where a step ends in the picture: its day and its total, as whole numbers from the left and the top."""

    step: Step
    x: int
    y: int


def _line(chart: Chart, spots: list[Spot], axis: Calendar, amounts: Linear) -> str:
    """The stair: what is below it, then its line; beyond the day the site knows it ends."""
    start, foot = spots[0].x, _level(amounts, spots[0].step.before)
    area = line = f"M{start} {foot}"
    for spot in spots:
        along = f"H{spot.x}" if spot.x != start else ""
        area += f"{along}V{spot.y}"
        line += along + _rise(spot, amounts)
    end = 1.0
    if chart.as_of:
        last = spots[-1].step.day
        end = max(axis.at(last_day(chart.as_of)), axis.at(last) + 0.01)
    out = f"H{whole(min(1.0, end))}"
    return f'<path class="area" d="{area}{out}V{foot}"/><path class="line" d="{line}{out}"/>'


def _rise(spot: Spot, amounts: Linear) -> str:
    """The line of a step as far as it is certain and binding; what is not is drawn by `_doubts`."""
    step, x, top = spot
    if not step.row.fact.binding:
        return f"M{x} {top}"
    return f"V{top}" if step.sure == step.after else f"V{_level(amounts, step.sure)}M{x} {top}"


ABOVE = 0.06
"""How far over a lower limit its step goes on, as a share of the height."""


def _doubts(spots: list[Spot], amounts: Linear) -> str:
    """What is not binding, dashed; where a range or an upper limit may end, pale; over a lower limit, dotted."""
    paths = dict.fromkeys(("soft", "whisker", "more"), "")
    for step, x, top in spots:
        if not step.row.fact.binding:
            paths["soft"] += f"M{x} {_level(amounts, step.before)}V{_level(amounts, step.sure)}"
        if step.row.bound == "least":
            paths["more"] += f"M{x} {top}V{max(top - round(ABOVE * TALL), 0)}"
        elif step.row.bound != "exact":
            low, high = (_level(amounts, end) for end in step.ends)
            paths["whisker"] += f"M{x} {low}V{high}" if low != high else ""
    return "".join(f'<path class="{name}" d="{d}"/>' for name, d in paths.items() if d)


def _tick(amounts: Linear, tick: float, text: str) -> str:
    return f'<text y="{_level(amounts, tick) / 10:g}%">{escaped(marks.mark("label", text))}</text>'


def tick_text(chart: Chart, tick: float, *, bare: bool = False) -> str:
    """A round number on an axis, worded in the chart's unit, or `bare` without it."""
    if chart.unit is None:
        return ""
    forms = ("short", "number") if bare else ("short",)
    return write(_round_amount(tick, chart.unit), chart.language, forms, chart.site.config.units).text


@lru_cache(maxsize=1_024)
def _round_amount(number: float, unit: Unit) -> Quantity:
    value = Decimal(repr(number)).normalize()
    return Quantity(value, unit, value, value)


def _dots(spots: list[Spot]) -> str:
    """A round point a step: strokes without a length, whose ends are round; hollow where it is not binding."""
    points = "".join([f"M{x} {y}h0" for _, x, y in spots])
    hollow = "".join([f"M{x} {y}h0" for step, x, y in spots if not step.row.fact.binding])
    holes = f'<path class="holes" d="{hollow}"/>' if hollow else ""
    return f'<path class="dots"{marks_of(spot.step.row for spot in spots)} d="{points}"/>{holes}'


def _labels(chart: Chart, made: tuple[Step, ...], axis: Calendar, amounts: Linear) -> str:
    """The last total, then as many names of steps, greatest first, as have room beside the stair."""
    last = made[-1]
    taken = [_y(amounts, last.after)]
    x = axis.at(last.day)
    length = len(marks.strip(last.text))
    level = "" if length <= SHORT - 6 else " t2" if length <= 2 * SHORT else " t3"
    parts = [_beside(f"last{level}", x, taken[0], last.text)]
    for step in sorted(made[:-1], key=lambda step: -abs(step.after - step.before)):
        x, y = axis.at(step.day), _y(amounts, step.after)
        has_room = x > 0.2 and min([abs(y - other) for other in taken]) >= CLOSEST
        seen = abs(step.after - step.before) >= LEAST * (amounts.high - amounts.low)
        if not (has_room and seen and (name := short_name(chart, step.row))):
            continue
        wide = _level_of(name, _free(made, step, axis))
        if wide is not None:
            taken.append(y)
            parts.append(_beside(wide, x, y, name))
    return "".join(parts)


def _free(made: tuple[Step, ...], step: Step, axis: Calendar) -> float:
    """How far from a step its name may reach, as a share of the width: on the right to the next rise, on the left to
    the last one that came from above or went there; either would cross it."""
    x = axis.at(step.day)
    if x > 0.5:
        high = (other for other in made if other.day < step.day and max(other.before, other.after) > step.after)
        return x - max((axis.at(other.day) for other in high), default=0.0)
    rises = (other for other in made if other.day > step.day and other.after > other.before)
    return min((axis.at(other.day) for other in rises), default=1.0) - x


def _level_of(name: str, free: float) -> str | None:
    """The class of a name, by how wide a frame must be to have room for it: none for every frame that shows names, `t3`
    for a wide one; None where even that has none."""
    needs = width(name, "sans-600", LETTERS) + BESIDE
    return "" if needs <= free * NARROW else "t3" if needs <= free * WIDE else None


def _beside(name: str, x: float, y: float, text: str) -> str:
    """Words beside a step, on the side where there is room."""
    names = class_of(name, "before" if x > 0.5 else "")
    return f'<text{names} x="{whole(x) / 10:g}%" y="{whole(y) / 10:g}%">{escaped(text)}</text>'


def short_name(chart: Chart, row: Row) -> str:
    """What a step is called beside the stair: its label where that is short, else whom it is about where no other row
    is about the same."""
    label = chart.label(row)
    if len(marks.strip(label)) <= SHORT:
        return label
    parties = chart.once("parties", lambda: Counter(map(_party, chart.rows)))
    party = _party(row)
    name = chart.entity(party) if party and parties[party] == 1 else ""
    return name if len(marks.strip(name)) <= SHORT else ""


def _party(row: Row) -> str | None:
    return row.fact.payee or row.fact.about


def _table(chart: Chart, made: tuple[Step, ...]) -> str:
    totals = {step.row.id: step.text for step in made}
    # Rows are in the order of their days; what stands under the rule comes last, whatever its day.
    rows = [(_day(row), _row(chart, row, totals.get(row.id, ""))) for row in chart.rows if not row.separate]
    rows += [(remarked_day(note), _remark(chart, note)) for note in chart.spec.annotations if note.date]
    under = [_row(chart, row, "") for row in chart.rows if row.separate]
    shown = [html for _, html in sorted(rows, key=itemgetter(0))] + under
    heads = [(chart.say("Date"), ""), (chart.say("Item"), ""), (chart.say("Added"), ""), (chart.say("Total"), "")]
    return table(chart, "chart-steps-table", heads, shown)


def _day(row: Row) -> date:
    day = counts_from(row)
    return first_day(day) if day else date.max


def _row(chart: Chart, row: Row, total: str) -> str:
    words = name_cell(chart.label_html(row) + chart.remarks(row))
    cells = cell(chart.value_html(row)) + shown_cell(total)
    return f"{row_start(row)}{cell(day_text(chart, row))}{words}{cells}</tr>"


def _remark(chart: Chart, note: Annotation) -> str:
    """An author's remark on a day, at its place among the steps."""
    text = localized(note.text, chart.language)
    words = name_cell(str(inline_html(chart.site, text, None, chart.route)) if text else "")
    return f'<tr role="row" class="is-remark">{cell(note_day(chart, note))}{words}{cell("")}{cell("")}</tr>'


def day_text(chart: Chart, row: Row) -> str:
    """The day a step counts from, as marked text."""
    start = counts_from(row)
    return marks.mark("date", write_date(start, chart.language, ("short",)).text) if start else when_text(chart, row)
