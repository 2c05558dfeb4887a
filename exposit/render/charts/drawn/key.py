"""The key of a drawing: a sample and a word for each way of drawing it uses, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from exposit.render.charts.chart import Chart
from exposit.render.charts.drawn.pen import Pen
from exposit.render.charts.drawn.words import LEFT, RIGHT
from exposit.render.charts.key import common_period, tone_of, ways
from exposit.render.charts.letters import width

SIZE, LINE, SAMPLE = 20.0, 30.0, 36.0
Sample = tuple[str, str, str]
"""A way of drawing, the tone of its rows, its word; a word alone has no way."""


def key_lines(chart: Chart, only: Collection[str] | None = None) -> list[list[Sample]]:
    """The samples a chart needs, line by line; those that none of `only` these rows has are left out."""
    known = ways(chart) if chart.rows else []
    used = [(name, text, [row for row in rows if only is None or row.id in only]) for name, text, rows in known]
    samples = [(name, tone_of(chart, rows), text) for name, text, rows in used if rows]
    samples += [("", "", common)] if (common := common_period(chart)) else []
    made: list[list[Sample]] = []
    x = RIGHT
    for sample in samples:
        if x + _room(sample) > RIGHT:
            made.append([])
            x = LEFT
        made[-1].append(sample)
        x += _room(sample)
    return made


def _room(sample: Sample) -> float:
    name, _, text = sample
    return width(text, "sans-400", SIZE) + 34 + (SAMPLE + 10 if name else 0)


def draw_key(pen: Pen, chart: Chart, made: Sequence[Sequence[Sample]], top: float) -> None:
    """The samples and their words, from `top` down."""
    y = top + LINE / 2
    for line in made:
        x = LEFT
        for name, tone, text in line:
            if name:
                _sample(pen, f"key-{chart.spec.id}-{name}", name, tone, x, y)
            pen.text(x + (SAMPLE + 10 if name else 0), y + SIZE * 0.34, text, SIZE, token="--chart-muted")
            x += _room((name, tone, text))
        y += LINE


def _sample(pen: Pen, own: str, name: str, tone: str, x: float, y: float) -> None:
    token = {"separate": "--chart-other", "quiet": "--chart-quiet", "rest": "--chart-rest"}.get(tone, "--chart-mark")
    pale = pale_of(token)
    middle = x + SAMPLE / 2
    if name in ("dot", "dotted"):
        dotted = name == "dotted"
        pen.dot(middle, y, 8, "--chart-paper" if dotted else token, stroke=token * dotted, dash="5 4" * dotted)
    elif name in ("step", "above"):
        pen.line(x, y, x + SAMPLE, y, token, 4, "7 5" if name == "step" else "4 4")
        if name == "step":
            pen.dot(middle, y, 6, "--chart-paper", stroke=token)
    elif name == "hollow":
        pen.rect(middle - 8, y - 8, 16, 16, "--chart-paper", stroke=token)
    elif name == "whisker":
        pen.rect(x, y - 3.5, SAMPLE, 7, token, opacity=0.45)
    elif name == "other":
        pen.path(f"M{middle:.1f} {y - 9:.1f}l9 9-9 9-9-9Z", "--chart-paper", stroke=token, width=3)
    elif name in ("fades", "open", "more"):
        ends = (0, 1) if name == "open" else (1, 0)
        high = 7.0 if name == "more" else 16.0
        pen.rect(x, y - high / 2, SAMPLE, high, pen.fade(own, token if name != "fades" else pale, *ends))
    elif name == "maybe":
        pen.rect(x, y - 8, SAMPLE, 16, token, opacity=0.35)
    elif name == "least":
        pen.rect(x, y - 8, SAMPLE - 5, 16, token)
        pen.line(x + SAMPLE - 2, y - 8, x + SAMPLE - 2, y + 8, token, 3, "4 4")
    else:
        pen.rect(x, y - 8, SAMPLE, 16, pale, stroke=token, dash="6 4" if name == "soft" else "")


def pale_of(token: str) -> str:
    """The pale tone of a colour of marks."""
    return {"--chart-other": "--chart-other-pale", "--chart-quiet": "--chart-quiet-pale"}.get(token, "--chart-pale")
