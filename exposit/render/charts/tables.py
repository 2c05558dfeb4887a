"""The table every picture of a chart stands in or beside: real rows and cells, whatever a style sheet makes of them.

The roles are written out because a table that is laid out as a grid may lose its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from exposit.render.charts.chart import Chart, attribute
from exposit.render.charts.rows import Row, style


def table(
    chart: Chart, name: str, heads: Iterable[tuple[str, str]], rows: Iterable[str], *, spoken: bool = True
) -> str:
    """A table of the class `name`, named by the chart's title. `heads` are the columns' names with what else stands in
    their tags; `spoken`: the names are for listeners only."""
    cells = "".join(f'<th role="columnheader" scope="col"{more}>{escape(text)}</th>' for text, more in heads)
    hidden = ' class="chart-spoken"' if spoken else ""
    return (
        f'<table class="{name}" role="table" aria-labelledby="chart-{attribute(chart.spec.id)}-t">'
        f'<thead role="rowgroup"{hidden}><tr role="row">{cells}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table>'
    )


def row_start(row: Row, *more: str) -> str:
    """The start tag of a fact's row: its id, and the classes that say how it is drawn."""
    names = " ".join([*style(row), *more])
    return f'<tr role="row" data-row="{attribute(row.id)}"' + (f' class="{names}">' if names else ">")


def name_cell(html: str) -> str:
    """The cell that names a row."""
    return f'<th role="rowheader" scope="row">{html}</th>'


def cell(html: str, more: str = "") -> str:
    """Any other cell."""
    return f'<td role="cell"{more}>{html}</td>'


def room(length: int) -> int:
    """How many characters the longest value of a chart is given, in steps of two: the number in the class `room-N`."""
    return min(28, max(6, length + length % 2))
