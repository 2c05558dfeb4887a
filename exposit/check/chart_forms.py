"""The forms of a chart read back from finished files, each on its own terms: nothing is taken from what made them.

`charts` compares what is read here.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from exposit.check import chart_pictures, chart_views
from exposit.check.chart_pictures import NOTHING, Picture
from exposit.check.chart_views import Choice, Views
from exposit.check.html import Element, select
from exposit.marks import strip

_KEPT = 256
"""Files whose forms are remembered: a preview judges the same charts after every edit."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row in one form; what the form does not carry is empty. `place` is how long a mark is drawn or how far along,
    `level` how far down; `amount` the number behind it, in the chart's unit."""

    name: str = ""
    value: str = ""
    when: str = ""
    amount: float | None = None
    ends: tuple[float, float] | None = None
    """Between which numbers the amount lies."""
    place: float | None = None
    level: float | None = None
    marks: int = 0
    """How many marks it has in the first view; none where it is words alone."""
    total: str = ""
    """The sum so far, beside a stair."""
    parties: tuple[str, ...] = ()
    """Who pays and who is paid, where that is said apart."""
    views: Views = field(default_factory=dict)
    """The row in every view the form has."""
    binding: bool = True
    """Whether a page draws it as binding."""
    others: tuple[float, ...] = ()
    """Where the marks of what other sources say lie along the axis; in a figure their amounts."""
    known: tuple[str, ...] = ()
    """How well it is known and who says so, as a figure has it."""


@dataclass(frozen=True, slots=True)
class Form:
    """What one form shows: its rows by id, its title and description, and for a picture its words in one."""

    rows: Mapping[str, Shown]
    title: str = ""
    description: str = ""
    words: str = ""
    cut: bool = False
    """Whether some of the words end in an ellipsis."""
    nameless: tuple[str, ...] = ()
    """The attributes of a figure that should lead to a text and do not."""
    remarks: tuple[str, ...] = ()
    """What the author and other sources remark on its rows and days, where its picture has their places."""
    picture: Picture = NOTHING
    """What stands in its picture beyond the rows."""
    again: tuple[tuple[str, Shown], ...] = ()
    """Further marks of rows that have several, each with its own words."""
    choice: Choice = ()
    """The views a reader can choose from, and the same as a table `headings` has them."""
    headings: Choice = ()
    cells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Every cell of the data as a text, by row and column."""
    about: Mapping[str, str] = field(default_factory=dict)
    """What is said of the chart as a whole: `subtitle note sources` on a page, and in data what it is."""


def safe(text: str) -> str:
    """A form's words in a message that still has a `{}` to be filled."""
    return text.replace("{", "{{").replace("}", "}}")


def plain(text: str) -> str:
    """A text as it is compared: without marks, with single spaces."""
    return " ".join(strip(text).split())


def squashed(text: str) -> str:
    """What is left of a text however it is broken into lines: its letters and digits."""
    return "".join(letter for letter in strip(text) if letter.isalnum())


def _text(node: Element | None) -> str:
    return plain(node.text()) if node is not None else ""


@lru_cache(maxsize=_KEPT)
def page_forms(html: str, chart_id: str) -> tuple[Form, ...]:
    """The figures of a chart on a page."""
    return tuple(_figure(figure) for figure in select(html, f'figure[data-chart="{chart_id}"]'))


def _figure(figure: Element) -> Form:
    rows = {}
    stair = figure.css_first(".chart-frame") is not None
    apart = chart_pictures.apart(figure)
    for node in figure.css("[data-row]"):
        name = node.attributes.get("data-row") or ""
        place, level = apart.get(name) or (_place(node), None)
        rows[name] = Shown(
            _text(node.css_first("th, li > p > span:last-child")),
            _text(node.css_first(f'[data-fact="{name}"]')),
            _text(node.css_first("p > small")),
            None,
            None,
            place,
            level,
            len(_marks(node)) + (name in apart),
            _text(node.css_first("td:last-child")) if stair else "",
            views=chart_views.on_page(node, figure),
            others=tuple(sorted(_number(mark.attributes.get("x")) or 0.0 for mark in node.css("td > svg > svg[x]"))),
            binding="is-soft" not in (node.attributes.get("class") or "").split(),
        )
    named, described = (
        _text(figure.css_first(f'[id="{target}"]') if target else None)
        for target in (figure.attributes.get(name) for name in _NAMING)
    )
    lacking = tuple(name for name, text in zip(_NAMING, (named, described), strict=True) if not text)
    return Form(
        rows,
        named,
        described,
        nameless=lacking,
        remarks=_remarks(figure, rows),
        picture=chart_pictures.on_page(figure),
        choice=chart_views.choice_on_page(figure),
        headings=chart_views.headings_on_page(figure),
        about=_about(figure),
    )


def _about(figure: Element) -> Mapping[str, str]:
    """What a figure says of itself around its rows."""
    return {
        "subtitle": _text(figure.css_first(".chart-subtitle")),
        "note": _text(figure.css_first("footer > p:not([class])")),
        "sources": " ".join(_text(link) for link in figure.css(".chart-source a")),
    }


def _remarks(figure: Element, rows: Mapping[str, Shown]) -> tuple[str, ...]:
    """The remarks that a drawing must say too: beside a stair those alone whose step or day lies on its axis."""
    frame = figure.css_first(".chart-frame")
    said = [
        _text(remark)
        for row in figure.css("[data-row]")
        for remark in row.css(".chart-remark")
        if frame is None or rows[row.attributes.get("data-row") or ""].marks
    ]
    days = figure.css(".is-remark")
    lines = sum((line.attributes.get("d") or "").count("M") for line in frame.css(".remark")) if frame else 0
    if frame is None or lines == len(days):
        said += [_text(day.css_first("th, p > span:last-child")) for day in days]
    return tuple(said)


_NAMING = ("aria-labelledby", "aria-describedby")


def _marks(row: Element) -> list[Element]:
    """The marks of a row: where it ends in bars those of its first view, that of a range in two parts."""
    if cells := row.css(".chart-rows td"):
        return cells[0].css("svg:not(.gap)")
    return row.css("svg > :is(rect, circle)")


def _place(row: Element) -> float | None:
    """How long the bar is, or how far along the dot; None for rows that are drawn in several parts."""
    marks = row.css(".dot") or (_marks(row) if row.css_first(".chart-rows td") else [])
    if len(marks) != 1:
        return None
    return _number(marks[0].attributes.get("cx" if marks[0].tag == "circle" else "width"))


def _number(written: str | None) -> float | None:
    return float(written.rstrip("%")) if written else None


@lru_cache(maxsize=_KEPT)
def csv_form(text: str) -> Form:
    """A CSV file."""
    rows = list(csv.DictReader(io.StringIO(text)))
    return Form(
        {row["id"]: _row(row, float(strip(row["value"])) if row["value"] else None) for row in rows}, cells=_cells(rows)
    )


@lru_cache(maxsize=_KEPT)
def json_form(text: str) -> Form:
    """The data as JSON."""
    data = json.loads(text)
    rows = {row["id"]: _row(row, row["value"]) for row in data["rows"]}
    about = {name: _written(data.get(name)) for name in ("id", "kind", "language", "as_of", "unit", "subtitle", "note")}
    cited = (plain(source["publisher"] or source["title"]) for source in data["sources"])
    about["sources"] = " ".join(dict.fromkeys(cited))
    return Form(rows, plain(data["title"]), plain(data["description"]), cells=_cells(data["rows"]), about=about)


def _cells(rows: list[dict[str, Any]]) -> Mapping[str, Mapping[str, str]]:
    numbers = ("value", "low", "high")
    return {row["id"]: {name: _written(cell, number=name in numbers) for name, cell in row.items()} for row in rows}


def _written(value: str | float | bool | None, *, number: bool = False) -> str:
    """A value of the data as CSV writes it, a `number` as Python does."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = plain(str(value)) if value is not None else ""
    return repr(float(text)) if number and text else text


def _row(row: Mapping[str, Any], amount: float | None) -> Shown:
    parties = tuple(plain(row[key]) for key in ("payer", "payee") if row[key])
    views = chart_views.in_data(row)
    low, high = (float(strip(str(row[key]))) if row[key] not in (None, "") else None for key in ("low", "high"))
    ends = None if low is None or high is None else (low, high)
    return Shown(plain(row["label"]), plain(row["text"]), amount=amount, ends=ends, parties=parties, views=views)


@lru_cache(maxsize=_KEPT)
def figure_form(text: str) -> Form:
    """The traces of a Plotly figure, their names and values as hover labels give them: those that show the amounts as
    they are, in view or not; the visible ones where no view does."""
    figure = json.loads(text)
    totals = [trace for trace in figure["data"] if trace.get("meta") == "total"]
    rows: dict[str, Shown] = {}
    again: list[tuple[str, Shown]] = []
    dissent: dict[str, list[float]] = defaultdict(list)
    remarks: list[str] = []
    for trace in totals or [trace for trace in figure["data"] if trace.get("visible") is not False]:
        if trace.get("name") == "dissent":
            for name, amount, label in zip(trace["ids"], trace["x"], trace["y"], strict=True):
                dissent[name].append(amount)
                again.append((name, Shown(plain(label))))
            remarks += map(plain, trace["text"])
            continue
        for index, name in enumerate(trace.get("ids", ())):
            point = _point(trace, index)
            if name in rows:
                again.append((name, point))
                rows[name] = replace(rows[name], marks=rows[name].marks + 1)
            else:
                rows[name] = point
    for name, views in chart_views.in_figure(figure).items():
        rows[name] = replace(rows.get(name, Shown()), views=views)
    for name, amounts in dissent.items():
        rows[name] = replace(rows.get(name, Shown()), others=tuple(sorted(amounts)))
    title, picture = plain(figure["layout"]["title"]["text"]), chart_pictures.in_figure(figure)
    words = squashed("".join(note["text"] for note in figure["layout"].get("annotations", ())).replace("<br>", " "))
    choice = chart_views.choice_in_figure(figure)
    return Form(rows, title, words=words, remarks=tuple(remarks), again=tuple(again), picture=picture, choice=choice)


def _point(trace: Mapping[str, Any], index: int) -> Shown:
    """A bar has its amount along x, a step of a stair its total along y; a bar with a base lies in time."""
    when, _, value = (trace["text"][index] if trace.get("text") else "").rpartition("<br>")
    names = trace.get("hovertext") or [label or trace.get("name", "") for label in trace["y"]]
    stair = (trace.get("line") or {}).get("shape") == "hv"
    amount = trace["y" if stair else "x"][index] if "base" not in trace else None
    return Shown(
        plain(str(names[index])),
        plain(value),
        plain(when),
        amount if isinstance(amount, int | float) else None,
        marks=1,
        known=_known(trace, index),
    )


def _known(trace: Mapping[str, Any], index: int) -> tuple[str, ...]:
    """The last two things a hover label says: each row's own, or once for all."""
    said = trace["customdata"][index] if "customdata" in trace else trace.get("meta")
    return tuple(map(plain, said[-2:])) if isinstance(said, list) else ()


@lru_cache(maxsize=_KEPT)
def drawn_form(text: str) -> Form:
    """A drawing: its marks and its words."""
    root = ElementTree.fromstring(strip(text))
    rows: dict[str, Shown] = {}
    words: list[str] = []
    for node in root.iter():
        tag, at = node.tag.rpartition("}")[2], node.attrib
        if tag == "text":
            words.append(node.text or "")
        elif "data-row" in at:
            place = at.get("cx" if tag == "circle" else "width")
            if tag == "path" and at["data-row"] in rows:
                known = rows[at["data-row"]]
                at_x = float(at["d"][1:].partition(" ")[0])
                rows[at["data-row"]] = replace(known, others=tuple(sorted((*known.others, at_x))))
            rows.setdefault(at["data-row"], Shown(place=_number(place), level=_number(at.get("cy")), marks=1))
    said = {node.tag.rpartition("}")[2]: plain(node.text or "") for node in root[:2]}
    cut = any(line.endswith("…") for line in words)
    picture = chart_pictures.in_drawing(root)
    return Form(rows, said.get("title", ""), said.get("desc", ""), squashed("".join(words)), cut, picture=picture)
