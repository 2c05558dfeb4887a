"""How a shape fades where its end (or its start) is not known: masks, so that a shape keeps the colour of its row.

A gradient used as paint takes the colour of the place where it is written, the same for every row of a chart.
"""

from __future__ import annotations

from exposit.render.charts.chart import Chart
from exposit.render.markup import escaped

SIDES = {"fade": (1, 0), "open": (0, 1)}
"""`fade` grows clear to the right, `open` to the left; how much is seen at both ends."""


def faded(chart: Chart, side: str) -> str:
    """The attribute of a shape that fades."""
    return f' mask="url(#{side}-{escaped(chart.spec.id)})"'


def masks(chart: Chart, *sides: str) -> str:
    """What `faded` refers to, once a chart; nothing where no row fades."""
    if not sides:
        return ""
    name = escaped(chart.spec.id)
    found = "".join(_mask(f"{side}-{name}", *SIDES[side]) for side in sides)
    return f'<svg class="chart-masks" width="0" height="0" aria-hidden="true"><defs>{found}</defs></svg>'


def _mask(name: str, first: int, last: int) -> str:
    stop = '<stop offset="{}" stop-color="#fff" stop-opacity="{}"/>'
    stops = f"{stop.format(0, first)}{stop.format(1, last)}"
    ramp = f'<linearGradient id="{name}-ramp" gradientUnits="userSpaceOnUse" x2="1">{stops}</linearGradient>'
    # Wider than the shape by a tenth, for its outline.
    area = f'<rect x="-.1" y="-.1" width="1.2" height="1.2" fill="url(#{name}-ramp)"/>'
    return f'{ramp}<mask id="{name}" maskContentUnits="objectBoundingBox">{area}</mask>'
