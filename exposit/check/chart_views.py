"""The views of a chart read back from finished files: per row its amount as it is, a year, as a share of a whole, or
the total a stair has come to.

Read like all of `chart_forms`; `chart_columns` compares it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exposit.check.html import Element
from exposit.marks import strip

ONLY = ""
"""The key of the one view of a page that offers no choice."""


@dataclass(frozen=True, slots=True)
class View:
    """A row in one view; what a form does not carry is empty. `name` is how a figure calls the row there; `near` and
    `far` are how long its bar is without and with the part that may not be, in percent."""

    text: str = ""
    name: str = ""
    amount: float | None = None
    near: float | None = None
    far: float | None = None


Views = Mapping[str, View]
Choice = tuple[tuple[str, str], ...]
"""The views a reader can choose from: their keys and what they are called, in order."""

_BESIDE = {"chart-share": "share", "chart-steps": "running_total"}
"""The kinds whose last cell holds a view of its own, by the class of their figure."""
_TOLD = {"share": "share", "steps": "running_total"}
"""The kinds whose hover labels open with a view of their own."""

CHOSEN = frozenset({"bars", "flows"})
"""The kinds whose views a reader can choose from."""


def on_page(row: Element, figure: Element) -> Views:
    """The views of a row of a figure on a page."""
    beside = next((_BESIDE[name] for name in (figure.attributes.get("class") or "").split() if name in _BESIDE), None)
    if beside is not None:
        return {beside: View(_text(row.css_first("td:last-child")))}
    return {cell.attributes.get("data-view") or ONLY: _cell(cell) for cell in row.css(".chart-rows td")}


def _cell(cell: Element) -> View:
    sure = [_width(bar) for bar in cell.css("td > svg:not(.gap, .maybe)")]
    maybe = [_width(bar) for bar in cell.css(".maybe")]
    near = sum(sure) if sure else None
    return View(_text(cell), near=near, far=None if near is None else near + sum(maybe))


def _width(bar: Element) -> float:
    return float((bar.attributes.get("width") or "0").rstrip("%"))


def _text(node: Element | None) -> str:
    return _plain(node.text()) if node is not None else ""


def _plain(text: str) -> str:
    return " ".join(strip(text).split())


def choice_on_page(figure: Element) -> Choice:
    """The views a figure offers, as its buttons name them."""
    return tuple(
        (button.attributes.get("value") or "", _text(button.parent.css_first("span") if button.parent else None))
        for button in figure.css(".chart-views input")
    )


def headings_on_page(figure: Element) -> Choice:
    """The views of a figure, as its table names them."""
    return tuple((head.attributes.get("data-view") or "", _text(head)) for head in figure.css("th[data-view]"))


def in_data(row: Mapping[str, Any]) -> Views:
    """The views of a row of the data."""
    return {key: View(_plain(row.get(key) or "")) for key in ("per_year", "share", "running_total") if key in row}


def in_figure(figure: Mapping[str, Any]) -> Mapping[str, Views]:
    """The views of every row of a Plotly figure, in view or not."""
    found: dict[str, dict[str, View]] = defaultdict(dict)
    kind = figure["layout"]["meta"]["kind"]
    told = _TOLD.get(kind)
    for trace in figure["data"]:
        for index, name in enumerate(trace.get("ids", ())):
            if told:
                found[name][told] = View(_plain(trace["customdata"][index][0]))
            elif kind in CHOSEN:
                text, called = _plain(trace["text"][index]), _plain(trace["y"][index])
                found[name][trace["meta"]] = View(text, called, trace["x"][index])
    return found


def choice_in_figure(figure: Mapping[str, Any]) -> Choice:
    """The views the buttons of a Plotly figure choose from: the one each shows, and what it is called."""
    keys = [trace.get("meta", "") for trace in figure["data"]]
    return tuple(
        (
            " ".join(key for key, shown in zip(keys, button["args"][0]["visible"], strict=False) if shown),
            button["label"],
        )
        for menu in figure["layout"].get("updatemenus", ())
        for button in menu["buttons"]
    )
