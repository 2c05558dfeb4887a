"""Squares and stacked bars in a drawing."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from exposit.render.charts.chart import Chart
from exposit.render.charts.columns import claim, result_of
from exposit.render.charts.columns import share as share_column
from exposit.render.charts.drawn_rows import more
from exposit.render.charts.letters import lines, width
from exposit.render.charts.pen import Pen
from exposit.render.charts.rows import Row
from exposit.render.charts.scale import Grid, counts, grid_of, is_part, nested_rows, worth_text
from exposit.render.charts.share import Part, parts, rest_formula

LEFT, RIGHT = 56.0, 1144.0


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
    count = _count(nested[0], grid)
    columns = max(grid.columns, ceil((count * (RIGHT - LEFT) / high) ** 0.5))
    wide = replace(grid, columns=columns, height=ceil(count / columns))
    side = min((RIGHT - LEFT) / columns, high / wide.height)
    for row, token in zip(nested, ("--chart-rest", "--chart-other"), strict=True):
        _squares(pen, row, wide, side, top + 10, token)
    y = top + 10 + side * wide.height + 30
    pen.text(LEFT, y, worth_text(chart, grid), 21, token="--chart-muted")
    return _key(pen, chart, chart.rows, y + 14, bottom)


def _count(row: Row, grid: Grid) -> int:
    """How many squares a row needs, begun ones and all."""
    whole, part = counts(row, grid)
    return max(1, whole + (part > 0))


def _side(columns: int) -> float:
    return min(26.0, (RIGHT - LEFT) / columns)


_GRID_HEAD = 46.0
"""The room of a row's own words above its squares."""


def _grids(pen: Pen, chart: Chart, grid: Grid, top: float, bottom: float | None) -> float:
    """Every amount with its own squares, of one size; what has no amount, or no room, is named below."""
    rows = [row for row in chart.rows if row.amount]
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
        pen.text(left, y + 34, lines(chart.label(row), "sans-400", 23, RIGHT - left, 1)[0], 23, token="--chart-muted")
        _squares(pen, row, replace(grid, columns=columns, height=tall), side, y + _GRID_HEAD, "--chart-mark")
        y += _GRID_HEAD + side * tall + 14
    pen.text(LEFT, y + 16, worth_text(chart, grid), 21, token="--chart-muted")
    unknown = tuple(row for row in chart.rows if not row.amount)
    y = _key(pen, chart, unknown, y + 20, bottom) if unknown else y + 20
    return more(pen, chart, len(rows) - len(shown), y)


def _squares(pen: Pen, row: Row, grid: Grid, side: float, top: float, token: str) -> None:
    whole, part = counts(row, grid)
    box = f"h{side * 0.8:.2f}v{side * 0.8:.2f}h-{side * 0.8:.2f}z"
    d = "".join(
        f"M{LEFT + (index // grid.height) * side:.1f} {top + (index % grid.height) * side:.1f}{box}"
        for index in range(whole)
    )
    if part >= 0.02:
        x, y = LEFT + (whole // grid.height) * side, top + (whole % grid.height) * side
        d += f"M{x:.1f} {y:.1f}h{side * 0.8 * part:.2f}v{side * 0.8:.2f}h-{side * 0.8 * part:.2f}z"
    pen.path(d or "M0 0", token, row=row.id)


def _key(pen: Pen, chart: Chart, rows: tuple[Row, ...], top: float, bottom: float | None) -> float:
    x, y, lowest = LEFT, top, top
    for row in rows:
        value = chart.value(row)
        room = max(width(value, "serif-600", 42), min(380.0, width(chart.label(row), "sans-400", 23))) + 50
        if x > LEFT and x + room > RIGHT:
            x, y = LEFT, lowest + 14
        if bottom is not None and y + 90 > bottom + 40:
            break
        token = "--chart-other" if is_part(chart, row) else "--chart-ink"
        pen.text(x, y + 44, value, 42, "serif-600", token)
        foot = y + 52
        for line in lines(chart.label(row), "sans-400", 23, 380, 3):
            foot += 26
            pen.text(x, foot, line, 23, token="--chart-muted")
        lowest = max(lowest, foot)
        x += room
    return lowest


def share(pen: Pen, chart: Chart, top: float, bottom: float | None) -> float:
    """The bar, and the list that is its key."""
    made = parts(chart)
    y = top + 10
    for part in made:
        pen.rect(
            LEFT + (RIGHT - LEFT) * part.start,
            y,
            (RIGHT - LEFT) * part.width,
            64,
            _tint(part),
            row=part.row.id if part.row else "",
        )
    for part in made[1:]:
        pen.line(LEFT + (RIGHT - LEFT) * part.start, y, LEFT + (RIGHT - LEFT) * part.start, y + 64, "--chart-paper", 3)
    y += 64
    shares = share_column(chart)
    by_row = {part.row.id: part for part in made if part.row}
    entries: list[tuple[str, str, str, Part | None]] = [
        (chart.label(row), chart.value(row), shares.texts.get(row.id, ""), by_row.get(row.id)) for row in chart.rows
    ]
    if made and made[-1].row is None and (rest := _rest(chart)):
        entries.append((chart.say("Not itemised"), *rest, made[-1]))
    pitch = 50.0
    if bottom is not None and entries:
        pitch = min(50.0, (bottom - y - 10) / len(entries))
    portions = max((width(portion, "sans-400", 25) for _, _, portion, _ in entries), default=0.0) + 34
    for label, value, portion, own in entries if pitch >= 26 else entries[: int((bottom or 0) - y) // 34]:
        pitch = max(pitch, 26)
        y += pitch
        if own:
            pen.rect(LEFT, y - 18, 20, 20, _tint(own))
        pen.text(LEFT + 34, y, lines(label, "sans-400", 25, 640, 1)[0], 25)
        pen.text(RIGHT - portions, y, value, 25, "sans-600", anchor="end")
        pen.text(RIGHT, y, portion, 25, token="--chart-muted", anchor="end")
        pen.line(LEFT, y + pitch * 0.3, RIGHT, y + pitch * 0.3, "--chart-rule")
    return y + 14


def _tint(part: Part) -> str:
    return "--chart-rest" if part.row is None else "--chart-" + part.tint.removeprefix("tint-")


def _rest(chart: Chart) -> tuple[str, str] | None:
    formula = rest_formula(chart)
    if formula is None:
        return None
    amount, portion = result_of(chart.site, formula), result_of(chart.site, f"({formula}) / {chart.spec.of}")
    if amount is None or portion is None:
        return None
    return claim(chart, formula, amount), claim(chart, f"({formula}) / {chart.spec.of}", portion, ("percent",))
