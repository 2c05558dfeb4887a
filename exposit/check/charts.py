"""Equal forms: the picture, the table, the figure and the data of a chart are read back from the finished files, as
their readers would, and must show the same rows with the same names and values.

Each form is parsed on its own terms; nothing is taken from what made it. A difference is our own mistake or a
template's, and stops the build like any other problem.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from xml.etree import ElementTree

from exposit.check.html import Element, select
from exposit.marks import strip
from exposit.model import ChartSpec, Output, Site
from exposit.problems import Problem

Rows = Mapping[str, tuple[str, str]]
"""What one form shows: id -> (name, value); a name or a value a form does not carry is empty."""

_KEPT = 256
"""Files whose rows are remembered: a preview judges the same charts after every edit."""


def check_charts(site: Site, outputs: Sequence[Output]) -> Iterator[Problem]:
    """Every chart of every language whose files are among `outputs`."""
    files = {output.path: output for output in outputs}
    for language in site.config.languages:
        lead = "" if language == site.config.languages[0] else f"{language}/"
        for spec in site.charts.values():
            page = files.get(f"{lead}charts/{spec.id}/index.html")
            if page is None or not isinstance(page.content, str):
                continue
            shown = {"page": page_rows(page.content, spec.id)}
            for name, (suffix, read) in _READERS.items():
                output = files.get(f"{lead}charts/{spec.id}.{suffix}")
                content = (output.shows or output.content) if output else None
                if isinstance(content, str):
                    shown[name] = read(content)
            yield from _compared(spec, language, shown)
            yield from _described(spec, language, page.content)


@lru_cache(maxsize=_KEPT)
def page_rows(html: str, chart_id: str) -> Rows:
    """The rows of the figure on a page: its table's or its list's."""
    rows: dict[str, tuple[str, str]] = {}
    for node in select(html, f'figure[data-chart="{chart_id}"] [data-row]'):
        name = node.attributes.get("data-row") or ""
        label = node.css_first("th, li > p > span:last-child")
        value = node.css_first(f'[data-fact="{name}"]')
        rows[name] = (_text(label), _text(value))
    return rows


def _text(node: Element | None) -> str:
    return " ".join(strip(node.text()).split()) if node is not None else ""


@lru_cache(maxsize=_KEPT)
def csv_rows(text: str) -> Rows:
    """The rows of a CSV file."""
    return {row["id"]: (_plain(row["label"]), _plain(row["text"])) for row in csv.DictReader(io.StringIO(text))}


@lru_cache(maxsize=_KEPT)
def json_rows(text: str) -> Rows:
    """The rows of the data as JSON."""
    return {row["id"]: (_plain(row["label"]), _plain(row["text"])) for row in json.loads(text)["rows"]}


@lru_cache(maxsize=_KEPT)
def figure_rows(text: str) -> Rows:
    """The points of a Plotly figure's visible traces; their names and values as hover labels give them."""
    rows: dict[str, tuple[str, str]] = {}
    for trace in json.loads(text)["data"]:
        if trace.get("visible") is False:
            continue
        for index, name in enumerate(trace.get("ids", ())):
            rows.setdefault(name, ("", _plain(trace["text"][index].split("<br>")[-1] if trace.get("text") else "")))
    return rows


@lru_cache(maxsize=_KEPT)
def drawn_rows(text: str) -> Rows:
    """The marks of a drawing."""
    return {
        node.attrib["data-row"]: ("", "")
        for node in ElementTree.fromstring(strip(text)).iter()
        if "data-row" in node.attrib
    }


def _plain(text: str) -> str:
    return " ".join(strip(text).split())


_READERS: Mapping[str, tuple[str, Callable[[str], Rows]]] = {
    "CSV": ("csv", csv_rows),
    "JSON": ("json", json_rows),
    "figure": ("plotly.json", figure_rows),
    "drawing": ("svg", drawn_rows),
}
_WHOLE = frozenset({"CSV", "JSON"})
"""The forms that hold every row; a picture has no mark where there is no amount."""


def _compared(spec: ChartSpec, language: str, shown: Mapping[str, Rows]) -> Iterator[Problem]:
    page = shown["page"]
    for form, rows in shown.items():
        missing = [name for name in page if name not in rows] if form in _WHOLE else []
        strange = [name for name in rows if name not in page]
        for name in (*missing, *strange):
            has = "the page shows" if name in page else f"its {form} shows"
            lacks = f"its {form}" if name in page else "the page"
            message = f"{has} `{name}` in `{spec.id}` ({language}) and {lacks} does not"
            yield Problem("chart-forms", "error", message, spec.span, "all forms of a chart show the same rows")
        for name in page.keys() & rows.keys():
            yield from _same(spec, language, form, name, page[name], rows[name])


def _same(
    spec: ChartSpec, language: str, form: str, name: str, page: tuple[str, str], other: tuple[str, str]
) -> Iterator[Problem]:
    if other[1] and page[1] and page[1] != other[1]:
        message = f"`{name}` in `{spec.id}` ({language}) is `{page[1]}` on the page and `{other[1]}` in its {form}"
        yield Problem("chart-forms", "error", message, spec.span, "all forms of a chart show the same values")
    if other[0] and page[0] and other[0] not in page[0]:
        message = (
            f"`{name}` in `{spec.id}` ({language}) is called `{page[0]}` on the page and `{other[0]}` in its {form}"
        )
        yield Problem("chart-forms", "error", message, spec.span, "all forms of a chart use the same names")


def _described(spec: ChartSpec, language: str, html: str) -> Iterator[Problem]:
    """The figure is named by its title and described by its description, and both are there."""
    for attribute in _undescribed(html, spec.id):
        message = f"the figure of `{spec.id}` ({language}) has no text behind its `{attribute}`"
        yield Problem("chart-forms", "error", message, spec.span, "a template of this site left it out")


@lru_cache(maxsize=_KEPT)
def _undescribed(html: str, chart_id: str) -> tuple[str, ...]:
    """The attributes of a chart's figure that should lead to a text and do not."""
    found: list[str] = []
    for figure in select(html, f'figure[data-chart="{chart_id}"]'):
        for attribute in ("aria-labelledby", "aria-describedby"):
            target = figure.attributes.get(attribute) or ""
            named = figure.css_first(f'[id="{target}"]') if target else None
            if not _text(named):
                found.append(attribute)
    return tuple(found)
