"""A chart as one self-contained SVG: for downloads, for cards, for the rasteriser. Its words are measured.

The page's own chart flows with the page; this one is set like a printed one, 1,200 units wide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exposit.marks import mark, strip
from exposit.model import ChartKind
from exposit.render.charts.chart import Chart
from exposit.render.charts.colours import palette
from exposit.render.charts.drawn import rows, shapes, stair, timeline
from exposit.render.charts.drawn.key import LINE as KEY_LINE
from exposit.render.charts.drawn.key import draw_key, key_lines
from exposit.render.charts.drawn.pen import Pen
from exposit.render.charts.drawn.words import MANY
from exposit.render.charts.letters import balanced, lines, width
from exposit.render.display import inline_text, localized

WIDTH, EDGE = 1200, 56
ROOM = WIDTH - 2 * EDGE

Body = Callable[[Pen, Chart, float, float | None], float]
"""Draws a chart's body from `top`, no further down than `bottom` where there is one; gives where it ended."""

BODIES: Mapping[ChartKind, Body] = {
    "bars": rows.bars,
    "flows": rows.bars,
    "range": rows.ranges,
    "timeline": timeline.timeline,
    "steps": stair.steps,
    "scale": shapes.scale,
    "share": shapes.share,
}


def drawing(chart: Chart, height: float | None = None) -> str:
    """The chart as SVG, marked: as high as it needs, or fitted into `height`."""
    pen = Pen(palette(chart.site.config))
    pen.rect(0, 0, WIDTH, 1, "--chart-paper")
    pen.rect(EDGE, 40, ROOM, 3, "--chart-ink")
    top = heading(pen, chart.title, chart.text("subtitle"), most=MANY if height is None else 2)
    foot, key = _foot_lines(chart, height is not None), key_lines(chart)
    room = 34 * len(foot) + 40 + KEY_LINE * len(key)
    bottom = None if height is None else height - room - 12
    body = BODIES[chart.spec.kind]
    if bottom is not None and chart.rows:
        # What fills a part of its room stands a little above the middle of it; the key is of what had room.
        tried = Pen(pen.colours)
        top += max(0.0, (bottom - body(tried, chart, top + 16, bottom)) * 0.4)
        key = key_lines(chart, tried.rows())
    end = body(pen, chart, top + 16, bottom) if chart.rows else top
    whole = height or end + room + 12
    # The ground was put first and gets its height last.
    pen.shapes[0] = f'<rect width="{WIDTH}" height="{whole:.0f}" fill="{pen.colour("--chart-paper")}"/>'
    y = whole - 34 * len(foot) + 4
    draw_key(pen, chart, key, y - 34 - KEY_LINE * len(key))
    for line in foot:
        pen.text(EDGE, y, line, 21, token="--chart-muted")
        y += 30
    name = localized(chart.site.config.title, chart.language)
    if name and (title := inline_text(chart.site, name)) and width(title, "sans-600", 21) < ROOM / 2:
        pen.text(WIDTH - EDGE, whole - 30, title, 21, "sans-600", anchor="end")
    return pen.svg(WIDTH, whole, chart.title, chart.description)


def heading(pen: Pen, title: str, subtitle: str, most: int) -> float:
    """The finding in the serif face, then the subtitle; gives where they end."""
    size = 46.0
    found = balanced(title, "serif-600", size, ROOM, most)
    if len(found) > 1 and len(strip(title)) > 90:
        size = 38.0
        found = balanced(title, "serif-600", size, ROOM, most)
    y = 56.0
    for line in found:
        y += size * 1.16
        pen.text(EDGE, y, line, size, "serif-600")
    for line in lines(subtitle, "sans-400", 25, ROOM, max(2, most)) if subtitle else ():
        y += 36
        pen.text(EDGE, y, line, 25, token="--chart-muted")
    return y + 14


def _foot_lines(chart: Chart, brief: bool) -> list[str]:
    """The note and the sources, in as many lines as they need (two at most on a card)."""
    cited = chart.cited
    names = ", ".join(mark("source", name, source.id) for name, source in cited.items())
    label = chart.words.ngettext("Source", "Sources", len(cited))
    said = chart.say("{label}: {names}")
    texts = [chart.text("note"), said.format(label=label, names=names) if cited else ""]
    if brief:
        texts = texts[1:]
    room = ROOM * (0.62 if brief else 0.8)
    return [line for text in texts if text for line in lines(text, "sans-400", 21, room, 2 if brief else MANY)]
