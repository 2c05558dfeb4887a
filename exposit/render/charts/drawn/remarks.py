"""The author's remarks above a stair: each in words on a lane of its own, with a line down to its day or its step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exposit.render.charts.axis import Calendar
from exposit.render.charts.chart import Chart
from exposit.render.charts.drawn.pen import Pen
from exposit.render.charts.drawn.words import RIGHT
from exposit.render.charts.letters import lines, width
from exposit.render.charts.steps import Step
from exposit.render.charts.timeline import note_day, remarked_day

SIZE, LINE = 20.0, 25.0
_WIDEST = 420.0
_APART = 22.0
"""Free room between the words of two remarks on one lane."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Words in lines at `x`, to its right or (`left`) to its left; `step` where they are about a step."""

    words: list[str]
    x: float
    left: bool
    step: Step | None

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the words reach."""
        long = max(width(line, "sans-400", SIZE) for line in self.words) + 10
        return (self.x - long, self.x) if self.left else (self.x, self.x + long)


def remarks(chart: Chart, made: Iterable[Step], axis: Calendar, left: float) -> list[Remark]:
    """What is remarked on the steps that are drawn and on the days of their axis, which begins at `left`."""
    found = [(step.day, text, step) for step in made for text in chart.remarks_text(step.row)]
    days = [(remarked_day(note), note) for note in chart.spec.annotations if note.date]
    said = [(day, f"{note_day(chart, note)} {chart.note_text(note)}", None) for day, note in days]
    known = [(day, text, step) for day, text, step in [*found, *said] if axis.holds(day)]
    placed = []
    for day, text, step in sorted(known, key=lambda each: each[0]):
        x = left + (RIGHT - left) * axis.at(day)
        on_left = x > (left + RIGHT) / 2
        room = min(_WIDEST, (x - left if on_left else RIGHT - x) - 10)
        placed.append(Remark(lines(text, "sans-400", SIZE, room, 3), x, on_left, step))
    return placed


def lanes(found: Iterable[Remark]) -> list[list[Remark]]:
    """The remarks on as few lanes as keep their words apart; the first lane is the highest."""
    made: list[list[Remark]] = []
    for remark in found:
        first, last = remark.span
        free = (
            lane
            for lane in made
            if all(last + _APART < other.span[0] or other.span[1] + _APART < first for other in lane)
        )
        lane = next(free, None)
        if lane is None:
            made.append([remark])
        else:
            lane.append(remark)
    return made


def height(lane: Iterable[Remark]) -> float:
    """How high a lane is."""
    return LINE * max(len(remark.words) for remark in lane) + 8


def lead(
    pen: Pen, lane: Iterable[Remark], top: float, foot: float, heights: Mapping[str, float]
) -> list[tuple[float, float, float]]:
    """The lines of a lane's remarks: down to `foot` for a day, to the height of its step for a step. Gives of each
    where it is, where it begins and where it ends."""
    made = []
    for remark in lane:
        end = max(heights[remark.step.row.id] - 9 if remark.step else foot, top + LINE)
        pen.line(remark.x, top, remark.x, end, "--chart-muted", 1.5, "4 4")
        made.append((remark.x, top, end))
    return made


def say(pen: Pen, lane: Iterable[Remark], top: float) -> None:
    """The words of a lane, on a ground that keeps the lines of other lanes out of them."""
    for remark in lane:
        first, last = remark.span
        ground = first - 4 if remark.left else first + 4
        pen.rect(ground, top, last - first, LINE * len(remark.words) + 2, "--chart-paper")
        x = remark.x - 10 if remark.left else remark.x + 10
        for index, line in enumerate(remark.words):
            y = top + SIZE * 0.9 + LINE * index
            pen.text(x, y, line, SIZE, token="--chart-muted", anchor="end" if remark.left else "start")
