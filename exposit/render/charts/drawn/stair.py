"""The stair of a running total in a drawing: its axes, its names, and the author's remarks above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from exposit.facts.dates import last_day
from exposit.marks import mark
from exposit.render.charts.chart import Chart
from exposit.render.charts.drawn import remarks
from exposit.render.charts.drawn.pen import Pen
from exposit.render.charts.drawn.timeline import years
from exposit.render.charts.drawn.words import LEFT, RIGHT
from exposit.render.charts.letters import Face, width
from exposit.render.charts.steps import Step, drawn, frame, short_name, tick_text

TICK, NAME, LAST = 21.0, 22.0, 27.0
"""Sizes of what stands on the axes, of a step's name, and of the last total."""
_ABOVE = 46.0
"""The room of a total over the highest level."""
_OPEN = 26.0
"""How far the line of a step goes on over its lower limit."""
_MOST_REMARKS = 0.4
"""How much of a card remarks may take."""

Place = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Stair:
    """The steps of a chart and where they lie on the paper."""

    made: Sequence[Step]
    x: Callable[[date], float]
    y: Place
    end: float
    """Where its line ends: at the day the site knows."""

    def levels(self, first: float, last: float) -> list[float]:
        """How high the stair stands between two places."""
        starts = [self.x(step.day) for step in self.made]
        found = [
            self.y(step.after)
            for step, start, end in zip(self.made, starts, [*starts[1:], self.end], strict=True)
            if start < last and end > first
        ]
        return found or [self.y(0)]


def steps(pen: Pen, chart: Chart, top: float, bottom: float | None) -> float:
    """The stair, with the last total at its top and the names that have room beside it."""
    made = drawn(chart)
    if not made:
        return top
    axis, amounts, ticks = frame(chart, made)
    words = [mark("label", tick_text(chart, tick)) for tick in ticks]
    left = LEFT + max(width(text, "sans-400", TICK) for text in words) + 18
    lanes = remarks.lanes(remarks.remarks(chart, made, axis, left))
    while lanes and bottom is not None and sum(map(remarks.height, lanes)) > (bottom - top) * _MOST_REMARKS:
        lanes.pop()
    *tops, head = accumulate(map(remarks.height, lanes), initial=top)
    head += _ABOVE
    foot = (bottom or head + 390) - 40

    def x(day: date) -> float:
        return left + (RIGHT - left) * axis.at(day)

    def y(value: float) -> float:
        return foot - (foot - head) * amounts.at(value)

    for tick, text in zip(ticks, words, strict=True):
        pen.line(left, y(tick), RIGHT, y(tick), "--chart-rule", 1.5)
        pen.text(left - 12, y(tick) + 7, text, TICK, token="--chart-muted", anchor="end")
    years(pen, axis, left, foot + 34, foot, foot + 8)
    end = max(x(last_day(chart.as_of)) if chart.as_of else RIGHT, x(made[-1].day) + 8)
    stair = Stair(made, x, y, min(end, RIGHT))
    _outline(pen, stair)
    lines = []
    for lane, at in zip(lanes, tops, strict=False):
        lines += remarks.lead(pen, lane, at, foot, {step.row.id: y(step.after) for step in made})
    for step in made:
        if step.row.fact.binding:
            pen.dot(x(step.day), y(step.after), 7, "--chart-mark", row=step.row.id)
        else:
            pen.dot(x(step.day), y(step.after), 6, "--chart-paper", stroke="--chart-mark", row=step.row.id)
    _names(pen, chart, stair, (left, head), [_Box(at - 2, above, at + 2, below) for at, above, below in lines])
    for lane, at in zip(lanes, tops, strict=False):
        remarks.say(pen, lane, at)
    return foot + 44


def _outline(pen: Pen, stair: Stair) -> None:
    """What is below the stair, then its line."""
    first = stair.made[0]
    area = line = f"M{stair.x(first.day):.1f} {stair.y(first.before):.1f}"
    for step in stair.made:
        x, top = stair.x(step.day), stair.y(step.after)
        area += f"H{x:.1f}V{top:.1f}"
        firm = step.row.fact.binding
        rise = f"V{stair.y(step.sure):.1f}" if firm else ""
        line += f"H{x:.1f}{rise}" + ("" if firm and step.sure == step.after else f"M{x:.1f} {top:.1f}")
    pen.path(f"{area}H{stair.end:.1f}V{stair.y(0):.1f}H{stair.x(first.day):.1f}Z", "--chart-pale")
    for step in stair.made:
        _doubts(pen, step, stair)
    pen.path(f"{line}H{stair.end:.1f}", "none", stroke="--chart-mark", width=4)


def _doubts(pen: Pen, step: Step, stair: Stair) -> None:
    """What of a step is not binding, dashed; where it may end, pale; over a lower limit, dotted."""
    x, top = stair.x(step.day), stair.y(step.after)
    if not step.row.fact.binding:
        pen.line(x, stair.y(step.before), x, stair.y(step.sure), "--chart-mark", 4, "7 5")
    high, low = sorted(map(stair.y, step.ends))
    if high < low:
        pen.rect(x - 3.5, high, 7, low - high, "--chart-mark", opacity=0.45)
    if step.row.bound == "least":
        pen.line(x, top, x, top - _OPEN, "--chart-mark", 4, "4 4")


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    foot: float

    def meets(self, other: _Box) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.foot and other.top < self.foot


def _names(pen: Pen, chart: Chart, stair: Stair, corner: tuple[float, float], lines: Sequence[_Box]) -> None:
    """The last total, then the names of steps, greatest first, that lie on nothing: each over the level it ends in."""
    last, middle = stair.made[-1], (corner[0] + RIGHT) / 2
    by_size = sorted(stair.made[:-1], key=lambda step: -abs(step.after - step.before))
    wanted: list[tuple[Step, str, float, Face]] = [(last, last.text, LAST, "sans-600")]
    wanted += [(step, name, NAME, "sans-400") for step in by_size if (name := short_name(chart, step.row))]
    taken: list[_Box] = []
    for step, text, size, face in wanted:
        at, long = stair.x(step.day), width(text, face, size)
        for on_left in (True, False) if at > middle else (False, True):
            x = at - 12 if on_left else at + 12
            first, end = (x - long, x) if on_left else (x, x + long)
            level = min(stair.levels(first, end))
            foot = min(level, stair.y(step.after)) - 14
            box = _Box(first - 8, foot - size, end + 8, foot + 10)
            inside = first >= corner[0] and end <= RIGHT and box.top >= corner[1] - _ABOVE
            # A name goes where the highest level below it is its own step's.
            free = step is last or (level >= stair.y(step.after) - 1 and not any(map(box.meets, (*taken, *lines))))
            if inside and free:
                if any(map(box.meets, lines)):
                    pen.rect(first - 4, box.top, long + 8, size + 6, "--chart-paper")
                taken.append(box)
                pen.text(x, foot, text, size, face, anchor="end" if on_left else "start", row=step.row.id)
                break
