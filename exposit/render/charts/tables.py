"""The table every picture of a chart stands in or beside: real rows and cells, whatever a style sheet makes of them.

The roles are written out because a table that is laid out as a grid may lose its own; those of names say all that a
`scope` would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from exposit.marks import strip
from exposit.render.charts.chart import Chart, class_of
from exposit.render.charts.rows import Row
from exposit.render.markup import escape_text, escaped, from_marked, shown_whole


def table(chart: Chart, name: str, heads: Iterable[tuple[str, str]], rows: Iterable[str]) -> str:
    """A table of the class `name`, named by the chart's title. `heads` are the columns' names, which are for listeners,
    with what else stands in their tags."""
    cells = "".join(f'<th role="columnheader"{more}>{escaped(text)}</th>' for text, more in heads)
    return (
        f'<table class="{name}" role="table" aria-labelledby="chart-{escaped(chart.spec.id)}-t">'
        f'<thead role="rowgroup"><tr role="row">{cells}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table>'
    )


def row_start(row: Row, *more: str) -> str:
    """The start tag of a fact's row: its id, and the classes that say how it is drawn."""
    return f'<tr role="row" data-row="{escaped(row.id)}"{class_of(*row.style, *more)}>'


def name_cell(html: str) -> str:
    """The cell that names a row."""
    return f'<th role="rowheader">{html}</th>'


def cell(html: str, more: str = "") -> str:
    """Any other cell."""
    return f'<td role="cell"{more}>{html}</td>'


_LIST = re.compile(r"([\w.]+)(, | \+ )(?:[\w.]+\2){2,}([\w.]+)")
"""Four facts or more that a formula adds up."""


@lru_cache(maxsize=4_096)
def shown_cell(text: str) -> str:
    """A cell that shows marked text; where that is one fact or claim, the cell itself is the element that names it.
    Of a long sum it names the first and the last part: all are rows of the table, and the list of a page's numbers has
    the whole formula."""
    known = shown_whole(text)
    if known is None:
        return cell(str(from_marked(text)))
    kind, key = known
    named = escaped(_LIST.sub(r"\1 … \3", key))
    return f'<td role="cell" data-{kind}="{named}">{escape_text(text)}</td>'


def marks_of(rows: Iterable[Row]) -> str:
    """The attribute of a picture that says whose its marks are, in their order."""
    return f' data-marks="{escaped(" ".join(row.id for row in rows))}"'


def room(texts: Iterable[str]) -> int:
    """How many characters the longest of a chart's marked values is given, in steps of two: the number in the class
    `room-N`."""
    length = max(map(_length, texts), default=0)
    return min(28, max(6, length + length % 2))


@lru_cache(maxsize=4_096)
def _length(text: str) -> int:
    return len(strip(text))
