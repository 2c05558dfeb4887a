"""Squares and stacked bars in a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from exposit.render.charts.chart import Chart
from exposit.render.charts.columns import of_hundred
from exposit.render.charts.columns import share as share_column
from exposit.render.charts.drawn.pen import Pen
from exposit.render.charts.drawn.rows import tone
from exposit.render.charts.drawn.words import LEFT, LINE, MANY, REMARK, REMARK_LINE, RIGHT, more
from exposit.render.charts.letters import lines, width
from exposit.render.charts.rows import Row
from exposit.render.charts.scale import RIM, SLIVER, Grid, counts, grid_of, is_part, nested_rows, reach, worth_text
from exposit.render.charts.share import Part, parts, rest


def scale(pen: Pen, chart: Chart, top: float, bottom: float | None) -> float:
    """The grid of the greatest amount with the least in it, then what they are; or a grid for each amount."""
    grid = grid_of(chart)
    nested = nested_rows(chart)
    if grid is None:
        return _key(pen, chart, chart.rows, top + 10, bottom)
    if not nested:
        return _grids(pen, chart, grid, top, bottom)
    # A picture is wide: as many columns as let the grid fill it without growing past its room.
    high = max(60.0, min(330.0, (bottom or top + 420) - top - 150))
    count = max(_count(row, grid) for row in nested)
    columns = max(grid.columns, ceil((count * (RIGHT - LEFT) / high) ** 0.5))
    wide = replace(grid, columns=columns, height=ceil(count / columns))
    side = min((RIGHT - LEFT) / columns, high / wide.height)
    for row, token in zip(nested, ("--chart-rest", "--chart-other"), strict=True):
        if not row.fact.binding:
            # What is seen through hollow squares is paper, not the greater amount.
            whole = _boxes(counts(reach(row)[1], wide), wide, side, top + 10, hollow=False)
            pen.path(whole, "--chart-paper")
        _squares(pen, row, wide, side, top + 10, token)
    y = top + 10 + side * wide.height + 30
    pen.text(LEFT, y, worth_text(chart, grid), 21, token="--chart-muted")
    return _key(pen, chart, chart.rows, y + 14, bottom)


def _count(row: Row, grid: Grid) -> int:
    """How many squares a row needs, begun ones and all."""
    whole, part = counts(reach(row)[1], grid)
    return max(1, whole + (part > 0))


def _side(columns: int) -> float:
    return min(26.0, (RIGHT - LEFT) / columns)


_GRID_HEAD = 46.0
"""The room of a row's own words above its squares."""


def _grids(pen: Pen, chart: Chart, grid: Grid, top: float, bottom: float | None) -> float:
    """Every amount with its own squares, of one size; what has no amount, or no room, is named below."""
    rows = [row for row in chart.rows if row.amount]
    said = {row.id: _remarks(chart, row, RIGHT - LEFT) for row in rows if bottom is None}
    room = (bottom - 40 - top) if bottom else 600 + (_GRID_HEAD + 54) * len(rows)
    shown = rows[: max(1, int(room // (_GRID_HEAD + 24)))]
    free = room - (_GRID_HEAD + 14) * len(shown)
    columns = next(
        (
            number
            for number in range(grid.columns, 400, 8)
            if sum(ceil(_count(row, grid) / number) for row in shown) * _side(number) <= free
        ),
        400,
    )
    side = _side(columns)
    y = top
    for row in shown:
        tall = ceil(_count(row, grid) / columns)
        value = chart.value(row)
        pen.text(LEFT, y + 34, value, 32, "serif-600")
        left = LEFT + width(value, "serif-600", 32) + 16
        beside = bottom is not None or width(chart.label(row), "sans-400", 23) <= RIGHT - left
        if beside:
            name = lines(chart.label(row), "sans-400", 23, RIGHT - left, 1)[0]
            pen.text(left, y + 34, name, 23, token="--chart-muted")
        for line in () if beside else lines(chart.label(row), "sans-400", 23, RIGHT - LEFT):
            y += LINE
            pen.text(LEFT, y + 34, line, 23, token="--chart-muted")
        y = _say(pen, LEFT, y + 34, said.get(row.id, ())) - 34
        _squares(pen, row, replace(grid, columns=columns, height=tall), side, y + _GRID_HEAD, tone(chart, row))
        y += _GRID_HEAD + side * tall + 14
    pen.text(LEFT, y + 16, worth_text(chart, grid), 21, token="--chart-muted")
    unknown = tuple(row for row in chart.rows if not row.amount)
    y = _key(pen, chart, unknown, y + 20, bottom) if unknown else y + 20
    return more(pen, chart, len(rows) - len(shown), y)


def _squares(pen: Pen, row: Row, grid: Grid, side: float, top: float, token: str) -> None:
    """The squares of an amount: pale from where it is not certain, hollow where it is not binding."""
    sure, most = reach(row)
    hollow = not row.fact.binding
    if sure != most:
        pale = 0.6 if token == "--chart-rest" else 0.35
        pen.path(_boxes(counts(most, grid), grid, side, top, hollow=hollow), token, opacity=pale)
    pen.path(_boxes(counts(sure, grid), grid, side, top, hollow=hollow) or "M0 0", token, row=row.id)


def _boxes(count: tuple[int, float], grid: Grid, side: float, top: float, *, hollow: bool) -> str:
    whole, part = count
    d = "".join(_box(index, grid, side, top, side * 0.8, hollow=hollow) for index in range(whole))
    if part >= 0.02 or (part and not whole):
        d += _box(whole, grid, side, top, side * max(0.8 * part, SLIVER), hollow=hollow)
    return d


def _box(index: int, grid: Grid, side: float, top: float, wide: float, *, hollow: bool) -> str:
    """One square, the inside of a hollow one in the other direction."""
    x, y = LEFT + (index // grid.height) * side, top + (index % grid.height) * side
    tall, rim = side * 0.8, side * RIM
    d = f"M{x:.1f} {y:.1f}h{wide:.2f}v{tall:.2f}h-{wide:.2f}z"
    if hollow and wide > 2 * rim:
        inner, deep = wide - 2 * rim, tall - 2 * rim
        d += f"M{x + rim:.2f} {y + rim:.2f}v{deep:.2f}h{inner:.2f}v-{deep:.2f}z"
    return d


def _remarks(chart: Chart, row: Row, room: float) -> list[str]:
    """What the author remarks on a row, in lines."""
    return [line for text in chart.remarks_text(row) for line in lines(text, "sans-400", REMARK, room)]


def _say(pen: Pen, x: float, foot: float, said: Sequence[str]) -> float:
    """Remarks below what ends at `foot`; gives where they end."""
    for line in said:
        foot += REMARK_LINE
        pen.text(x, foot, line, REMARK, token="--chart-muted")
    return foot


def _key(pen: Pen, chart: Chart, rows: tuple[Row, ...], top: float, bottom: float | None) -> float:
    x, y, lowest = LEFT, top, top
    for row in rows:
        value = chart.value(row)
        room = max(width(value, "serif-600", 42), min(380.0, _widest(chart, row))) + 50
        if x > LEFT and x + room > RIGHT:
            x, y = LEFT, lowest + 14
        if bottom is not None and y + 90 > bottom + 40:
            break
        token = "--chart-other" if is_part(chart, row) else "--chart-ink"
        pen.text(x, y + 44, value, 42, "serif-600", token)
        foot = y + 52
        for line in lines(chart.label(row), "sans-400", 23, 380, 3 if bottom else MANY):
            foot += 26
            pen.text(x, foot, line, 23, token="--chart-muted")
        said = _remarks(chart, row, 380)
        if bottom is None or foot + REMARK_LINE * len(said) <= bottom + 20:
            foot = _say(pen, x, foot, said)
        lowest = max(lowest, foot)
        x += room
    return lowest


def _widest(chart: Chart, row: Row) -> float:
    said = (width(text, "sans-400", REMARK) for text in chart.remarks_text(row))
    return max(width(chart.label(row), "sans-400", 23), *said, 0)


def share(pen: Pen, chart: Chart, top: float, bottom: float | None) -> float:
    """The bar, and the list that is its key."""
    made = parts(chart)
    y = top + 10
    for part in made:
        _piece(pen, part, (LEFT + (RIGHT - LEFT) * part.start, y), (RIGHT - LEFT) * part.width, 64, stands=True)
    for part in made[1:]:
        pen.line(LEFT + (RIGHT - LEFT) * part.start, y, LEFT + (RIGHT - LEFT) * part.start, y + 64, "--chart-paper", 3)
    y += 64
    shares = {} if of_hundred(chart) else share_column(chart).texts
    by_row = {part.row.id: part for part in made if part.row}
    entries = [
        _Line(chart.label(row), chart.value(row), shares.get(row.id, ""), by_row.get(row.id), _said(chart, row))
        for row in chart.rows
    ]
    if made and made[-1].row is None and (beyond := rest(chart)):
        value, portion = (*beyond, "")[:2]
        entries.append(_Line(chart.say("Not itemised"), value, portion, made[-1], []))
    shown, y = _entries(pen, entries, y, bottom)
    return more(pen, chart, len(entries) - shown, y + 12) + 2


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the list under a bar; `part` is what it names of it."""

    label: str
    value: str
    portion: str
    part: Part | None
    said: list[str]


_NAMES = 640.0
"""How wide the names of parts may be."""


def _piece(pen: Pen, part: Part, corner: tuple[float, float], wide: float, high: float, *, stands: bool) -> None:
    """A part of the bar, or a sample of it in the list: how sure it is, as rows of bars show it."""
    x, y = corner
    row = part.row.id if part.row and stands else ""
    sure = wide * (part.sure - part.start) / part.width if part.ranges else wide
    if part.row and (not part.row.fact.binding or part.row.bound == "most"):
        dash = "" if part.row.fact.binding else "7 5" if stands else "4 3"
        pen.rect(x, y, wide, high, "--chart-pale", stroke="--chart-mark", dash=dash, row=row)
        if part.ranges:
            pen.rect(x + sure, y + 1, wide - sure - 1, high - 2, "--chart-paper", opacity=0.65)
    else:
        pen.rect(x, y, sure, high, _tint(part), row=row)
        if part.ranges:
            pen.rect(x + sure, y, wide - sure, high, _tint(part), opacity=0.35)
    if part.row and part.row.bound == "least":
        token = "--chart-paper" if part.row.fact.binding else "--chart-mark"
        pen.line(x + wide - 3, y, x + wide - 3, y + high, token, 3, "4 4")


def _said(chart: Chart, row: Row) -> list[str]:
    return _remarks(chart, row, _NAMES)


def _entries(pen: Pen, entries: Sequence[_Line], y: float, bottom: float | None) -> tuple[int, float]:
    """The list, as much of it as there is room for; gives how many lines that is, and where they end."""
    pitch, remarked = 50.0, True
    if bottom is not None and entries:
        free = bottom - y - 10
        said = REMARK_LINE * sum(len(entry.said) for entry in entries)
        remarked = (free - said) / len(entries) >= _LEAST_PITCH
        pitch = max(_LEAST_PITCH, min(pitch, (free - said * remarked) / len(entries)))
        fits = int(free / pitch)
        entries = entries if fits >= len(entries) else entries[: max(1, int((free - LINE) / pitch))]
    portions = max((width(entry.portion, "sans-400", 25) for entry in entries), default=0.0) + 34
    for entry in entries:
        y += pitch
        if entry.part:
            _piece(pen, entry.part, (LEFT, y - 18), 20, 20, stands=False)
        pen.text(RIGHT - portions, y, entry.value, 25, "sans-600", anchor="end")
        pen.text(RIGHT, y, entry.portion, 25, token="--chart-muted", anchor="end")
        for index, line in enumerate(lines(entry.label, "sans-400", 25, _NAMES, 1 if bottom else MANY)):
            y += LINE if index else 0
            pen.text(LEFT + 34, y, line, 25)
        y = _say(pen, LEFT + 34, y, entry.said if remarked else ())
        pen.line(LEFT, y + pitch * 0.3, RIGHT, y + pitch * 0.3, "--chart-rule")
    return len(entries), y


_LEAST_PITCH = 34.0


def _tint(part: Part) -> str:
    return f"--chart-{part.tint}" if part.tint else "--chart-rest"
