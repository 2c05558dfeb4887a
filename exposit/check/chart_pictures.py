"""What stands in the pictures of a chart beyond its rows: marks along a time axis, its years, the words beside a stair.

Read back from finished files like all of `chart_forms`; `chart_places` compares it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from xml.etree.ElementTree import Element as Node

from exposit.check.html import Element
from exposit.marks import strip

Span = tuple[float, float]
"""From where to where a mark reaches along its axis; an event begins and ends at one place."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`spans` by row and the place of each of the `years` are in the picture's own measure: percent on a page, units in
    a drawing, days since the axis began in a figure, whose axis is `days` long from the year `first`."""

    spans: Mapping[str, tuple[Span, ...]]
    years: tuple[tuple[int, float], ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    """Words beside a stair, with the row they stand at; the last total among them."""
    texts: tuple[str, ...] = ()
    """What every picture of the chart has in words: round amounts, the day the site knows, what its signs mean."""
    scale: tuple[tuple[str, float], ...] = ()
    """The round amounts along an axis of amounts, and where each stands: in a drawing whatever is centred."""
    days: int = 0
    first: int = 0


NOTHING = Picture({})
_YEAR = re.compile(r"\d{1,4}")
_POINT = re.compile(r"M(\d+) (\d+)h0")


def on_page(figure: Element) -> Picture:
    """The picture of a chart on a page."""
    spans = {
        row.attributes.get("data-row") or "": _spans(row.css("svg > :is(rect, circle)"))
        for row in figure.css(".chart-time [data-row]")
    }
    years, texts = [], [_plain(node.text()) for node in figure.css(".chart-frame .ticks text, .chart-axis .now")]
    for node in figure.css(":is(.chart-time, .chart-stair) .chart-axis text:not(.now)"):
        if not _YEAR.fullmatch(text := _plain(node.text())):
            texts.append(text)
        elif not node.attributes.get("text-anchor"):  # one that would leave the axis stands before its end
            years.append((int(text), _number(node.attributes.get("x"))))
    texts += [_plain(cell.text()) for cell in figure.css(".is-rest td")]
    for key in figure.css(".chart-key"):
        texts += [_plain(sample.text()) for sample in key.css("span") or [key]]
    stair = apart(figure) if figure.css_first(".chart-frame") is not None else {}
    spans |= {row: ((along, along),) for row, (along, _) in stair.items()}
    steps = {place: row for row, place in stair.items()}
    beside = tuple(
        (steps.get((_number(node.attributes.get("x")), _number(node.attributes.get("y"))), ""), _plain(node.text()))
        for node in figure.css(".chart-frame > text")
    )
    scale = tuple(
        (_plain(node.text()), _number(node.attributes.get("x"))) for node in figure.css(".chart-dots .chart-axis text")
    )
    return Picture(spans, tuple(years), beside, tuple(texts), scale)


def apart(figure: Element) -> Mapping[str, tuple[float, float]]:
    """Where the marks lie that stand in one picture above the rows, by row, in percent: how long the parts of a bar
    are, or how far along and how far down the points of a stair."""
    picture = figure.css_first(".chart-stack, .chart-frame .dots")
    if picture is None:
        return {}
    if picture.tag == "path":
        points = _POINT.findall(picture.attributes.get("d") or "")
        places = [(int(x) / 10, int(y) / 10) for x, y in points]
    else:
        places = [(_number(part.attributes.get("width")), 0.0) for part in picture.css("rect")]
    names = (picture.attributes.get("data-marks") or "").split()
    return dict(zip(names, places, strict=False))


def _plain(text: str) -> str:
    return " ".join(strip(text).split())


def _spans(shapes: Iterable[Element]) -> tuple[Span, ...]:
    return tuple(_span({name: value or "" for name, value in shape.attributes.items()}) for shape in shapes)


def _span(at: Mapping[str, str]) -> Span:
    if "cx" in at:
        return _number(at["cx"]), _number(at["cx"])
    start = _number(at.get("x"))
    return start, start + _number(at.get("width"))


def _number(written: str | None) -> float:
    return float(written.rstrip("%")) if written else 0.0


def in_drawing(root: Node) -> Picture:
    """The picture a drawing is."""
    spans: dict[str, list[Span]] = defaultdict(list)
    lines: dict[str, list[tuple[int, float]]] = defaultdict(list)
    beside, texts, scale = [], [], []
    for node in root.iter():
        tag, at = node.tag.rpartition("}")[2], node.attrib
        if tag in ("rect", "circle") and "data-row" in at:
            spans[at["data-row"]].append(_span(at))
        elif tag == "text":
            text = _plain(node.text or "")
            texts.append(text)
            if at.get("text-anchor") == "middle":
                scale.append((text, _number(at["x"])))
            if "data-row" in at:
                beside.append((at["data-row"], text))
            elif _YEAR.fullmatch(text) and "text-anchor" not in at:
                lines[at["y"]].append((int(text), _number(at["x"])))
    # The years stand on one line; a remark may be a number too.
    years = max(map(tuple, lines.values()), key=len, default=())
    found = {row: tuple(every) for row, every in spans.items()}
    return Picture(found, years, tuple(beside), tuple(texts), tuple(scale))


def in_figure(figure: Mapping[str, Any]) -> Picture:
    """The picture of a Plotly figure in time; nothing where its axis is none of days."""
    axis = figure["layout"].get("xaxis") or {}
    if axis.get("type") != "date":
        return NOTHING
    first, last = (date.fromisoformat(end) for end in axis["range"])
    spans: dict[str, list[Span]] = defaultdict(list)
    for trace in figure["data"]:
        base = trace.get("base")
        for index, name in enumerate(trace["ids"]):
            start = date.fromisoformat(base if isinstance(base, str) else base[index] if base else trace["x"][index])
            days = (start - first).days
            spans[name].append((days, days + (trace["x"][index] / 86_400_000 if base else 0)))
    return Picture({row: tuple(found) for row, found in spans.items()}, days=(last - first).days, first=first.year)


def days_until(year: int, first: int) -> int:
    """How many days lie between two first days of years."""
    return (date(year, 1, 1) - date(first, 1, 1)) // timedelta(days=1)
