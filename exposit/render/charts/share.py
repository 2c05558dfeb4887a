"""Shares: one stacked bar, and a table that is its key. Each row repeats its own part of the bar where it lies, so that
no one has to match colours."""

from __future__ import annotations

from typing import NamedTuple

from exposit.model import Quantity
from exposit.render.charts.axis import percent
from exposit.render.charts.chart import Chart, class_of
from exposit.render.charts.columns import claim, counted, of_hundred, result_of
from exposit.render.charts.columns import share as share_column
from exposit.render.charts.rows import Row, converted
from exposit.render.charts.tables import cell, marks_of, name_cell, row_start, shown_cell, table
from exposit.render.markup import escaped

THIN = 0.004
"""A part narrower than this share of the bar is drawn that wide in its own row, and no line is cut before it."""
STEPS = 4
"""How many tints there are; later parts repeat the last."""


class Part(NamedTuple):
    """A piece of the bar, 0 to 1. `row` None: what the whole has beyond its named parts."""

    row: Row | None
    start: float
    width: float
    tint: int
    """The number of its tint; 0 for the rest."""
    sure: float
    """Up to where it is certain: for a range its lower end."""
    most: float
    """Where it may end at the most."""

    @property
    def ranges(self) -> bool:
        """Whether it is drawn in two parts, one of them pale."""
        return self.sure != self.most


def parts(chart: Chart) -> tuple[Part, ...]:
    """The pieces from left to right; the rest, where there is one, last."""
    rows = [row for row in counted(chart) if row.number > 0]
    whole = whole_amount(chart)
    made, start = [], 0.0
    for index, row in enumerate(rows, 1):
        width = row.number / whole
        sure = most = min(start + width, 1.0)
        if row.bound == "range":
            sure, most = (min(start + max(end, 0.0) / whole, 1.0) for end in row.limits)
        made.append(Part(row, start, width, min(index, STEPS), sure, most))
        start += width
    if 1 - start > 1e-6:
        made.append(Part(None, start, 1 - start, 0, 1.0, 1.0))
    return tuple(made)


def whole_amount(chart: Chart) -> float:
    """What the bar stands for, in the chart's unit; one where nothing is known."""
    named = sum(row.number for row in counted(chart) if row.number > 0)
    return max(named, _whole(chart)) or 1.0


def _whole(chart: Chart) -> float:
    if of_hundred(chart):
        return 100.0
    value = chart.site.values.get(chart.spec.of or "")
    if not isinstance(value, Quantity) or chart.unit is None:
        return 0.0
    amount = converted(value, chart.unit, chart.site.config)
    return float(amount.value) if amount else 0.0


def rest(chart: Chart) -> list[str]:
    """What the whole has beyond its named parts, marked: the amount, and as a share where the rows are none themselves;
    nothing where no whole is known. Calculations like any other."""
    whole = "100 percent" if of_hundred(chart) else chart.spec.of
    rows = counted(chart)
    if not whole or not rows:
        return []
    formula = " - ".join([whole, *(row.id for row in rows)])
    wanted: list[tuple[str, tuple[str, ...]]] = [(formula, ("short",))]
    if not of_hundred(chart):
        wanted.append((f"({formula}) / {whole}", ("percent",)))
    found = [(text, result_of(chart.site, text), forms) for text, forms in wanted]
    said = [claim(chart, text, result, forms) for text, result, forms in found if result is not None]
    return said if len(said) == len(wanted) else []


def stage(chart: Chart) -> str:
    """The bar, then its key. The style sheet tints the parts by their order, in both."""
    made = parts(chart)
    heads = [(chart.say("Item"), ""), (chart.say("Value"), "")]
    by_row = {part.row.id: part for part in made if part.row}
    cells = dict.fromkeys((row.id for row in chart.rows), "")
    if not of_hundred(chart):
        heads.append((chart.say("Share"), ""))
        shares = share_column(chart)
        cells = {row.id: shown_cell(shares.texts.get(row.id, "")) for row in chart.rows}
    rows = [_row(chart, row, by_row.get(row.id), cells[row.id]) for row in chart.rows]
    return _stack(made) + table(chart, "chart-parts", heads, [*rows, _rest(chart, made)])


def _stack(made: tuple[Part, ...]) -> str:
    """The bar, in a box of 100 that is stretched: its parts, and a cut before each that is not too thin for one."""
    pieces = "".join(map(_piece, made))
    cuts = "".join(f"M{percent(part.start)} 0v1" for part in made[1:] if part.width > THIN)
    return (
        f'<svg class="chart-stack" height="44" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"'
        f'{marks_of(part.row for part in made if part.row)}>{pieces}<path d="{cuts}"/>{_pale(made)}</svg>'
    )


def _piece(part: Part) -> str:
    name = class_of(*part.row.style) if part.row else ' class="rest"'
    return f'<rect{name} x="{percent(part.start)}" width="{percent(part.width)}"/>'


def _pale(made: tuple[Part, ...]) -> str:
    """What lies over the parts that are ranges, from their lower ends."""
    ends = [(part.sure, part.start + part.width - part.sure) for part in made if part.ranges]
    d = "".join(f"M{percent(start)} 0h{percent(width)}v1h-{percent(width)}z" for start, width in ends)
    return f'<path class="maybe" d="{d}"/>' if d else ""


def _own(part: Part | None) -> str:
    """A row's part of the bar, where it lies; a range goes on to its far end."""
    if part is None:
        return ""
    if part.ranges and part.most - part.start >= THIN:
        shapes = _strip(part.start, part.sure - part.start) + _strip(part.sure, part.most - part.sure, "maybe")
    elif part.width < THIN:
        shapes = _strip(min(part.start, 1 - THIN), THIN)
    else:
        shapes = _strip(part.start, part.width)
    return f'<svg height="6" aria-hidden="true">{shapes}</svg>'


def _strip(start: float, width: float, name: str = "") -> str:
    return f'<rect{class_of(name)} x="{percent(start)}%" width="{percent(width)}%"/>'


def _row(chart: Chart, row: Row, part: Part | None, share: str) -> str:
    words = f"<span>{chart.label_html(row)}</span>{chart.remarks(row)}{_own(part)}"
    return f"{row_start(row)}{name_cell(words)}{cell(chart.value_html(row))}{share}</tr>"


def _rest(chart: Chart, made: tuple[Part, ...]) -> str:
    """The row of what is not itemised."""
    said = rest(chart) if made and made[-1].row is None else []
    words = f"<span>{escaped(chart.say('Not itemised'))}</span>{_own(made[-1])}" if said else ""
    return f'<tr role="row" class="is-rest">{name_cell(words)}{"".join(map(shown_cell, said))}</tr>' if said else ""
