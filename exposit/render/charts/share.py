"""Shares: one stacked bar, and a table that is its key. Each row repeats its own part of the bar where it lies, so that
no one has to match colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from exposit.model import Quantity
from exposit.render.charts.axis import percent
from exposit.render.charts.chart import Chart, attribute
from exposit.render.charts.columns import claim, counted, result_of
from exposit.render.charts.columns import share as share_column
from exposit.render.charts.rows import Row, converted
from exposit.render.charts.tables import cell, name_cell, row_start, table
from exposit.render.display import from_marked

THIN = 0.004
"""A part narrower than this share of the bar is drawn that wide in its own row, and no line is cut before it."""
STEPS = 4
"""How many tints there are; later parts repeat the last."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the bar, 0 to 1. `row` None: what the whole has beyond its named parts."""

    row: Row | None
    start: float
    width: float
    tint: str


def parts(chart: Chart) -> tuple[Part, ...]:
    """The pieces from left to right; the rest, where there is one, last."""
    rows = [row for row in counted(chart) if row.number > 0]
    named = sum(row.number for row in rows)
    whole = max(named, _whole(chart)) or 1.0
    made, start = [], 0.0
    for index, row in enumerate(rows, 1):
        width = row.number / whole
        made.append(Part(row, start, width, f"tint-{min(index, STEPS)}"))
        start += width
    if 1 - start > 1e-6:
        made.append(Part(None, start, 1 - start, "tint-rest"))
    return tuple(made)


def _whole(chart: Chart) -> float:
    value = chart.site.values.get(chart.spec.of or "")
    if not isinstance(value, Quantity) or chart.unit is None:
        return 0.0
    amount = converted(value, chart.unit, chart.site.config)
    return float(amount.value) if amount else 0.0


def rest_formula(chart: Chart) -> str | None:
    """What the whole has beyond its named parts, as a formula; None where nothing is named as the whole."""
    rows = counted(chart)
    return " - ".join([chart.spec.of, *(row.id for row in rows)]) if chart.spec.of and rows else None


def stage(chart: Chart) -> str:
    """The bar, then its key."""
    made = parts(chart)
    bar = "".join(_piece(part) for part in made)
    cuts = "".join(f"M{percent(part.start)} 0v1" for part in made[1:] if part.width > THIN)
    if cuts:
        bar += f'<svg viewBox="0 0 100 1" preserveAspectRatio="none"><path d="{cuts}"/></svg>'
    heads = [(chart.say("Item"), ""), (chart.say("Value"), ""), (chart.say("Share"), "")]
    by_row = {part.row.id: part for part in made if part.row}
    shares = share_column(chart)
    rows = [_row(chart, row, by_row.get(row.id), str(from_marked(shares.texts.get(row.id, "")))) for row in chart.rows]
    picture = f'<svg class="chart-stack" height="44" aria-hidden="true">{bar}</svg>'
    return picture + table(chart, "chart-parts", heads, [*rows, _rest(chart, made)])


def _piece(part: Part) -> str:
    mark = f' data-mark="{attribute(part.row.id)}"' if part.row else ""
    return f'<rect class="{part.tint}"{mark} {_span(part)}/>'


def _span(part: Part) -> str:
    return f'x="{percent(part.start)}%" width="{percent(part.width)}%"'


def _own(part: Part | None) -> str:
    """A row's part of the bar, where it lies."""
    if part is None:
        return ""
    if part.width < THIN:
        part = replace(part, start=min(part.start, 1 - THIN), width=THIN)
    return f'<svg height="6" aria-hidden="true"><rect class="{part.tint}" {_span(part)}/></svg>'


def _row(chart: Chart, row: Row, part: Part | None, share: str) -> str:
    words = f"<span>{chart.label_html(row)}</span>{chart.remarks(row)}{_own(part)}"
    return f"{row_start(row)}{name_cell(words)}{cell(f'<b>{chart.value_html(row)}</b>')}{cell(share)}</tr>"


def _rest(chart: Chart, made: tuple[Part, ...]) -> str:
    """The row of what is not itemised: a calculation like any other."""
    formula = rest_formula(chart)
    if formula is None or not made or made[-1].row is not None:
        return ""
    amount = result_of(chart.site, formula)
    portion = result_of(chart.site, f"({formula}) / {chart.spec.of}")
    if amount is None or portion is None:
        return ""
    value = from_marked(claim(chart, formula, amount))
    of_it = from_marked(claim(chart, f"({formula}) / {chart.spec.of}", portion, ("percent",)))
    words = f"<span>{escape(chart.say('Not itemised'))}</span>{_own(made[-1])}"
    return f'<tr role="row" class="is-rest">{name_cell(words)}{cell(f"<b>{value}</b>")}{cell(str(of_it))}</tr>'
