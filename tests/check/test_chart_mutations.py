"""Equal forms, tried: every value, name, row, number and mark of every form of every kind of chart is changed, one at a
time, and no change goes unseen."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from exposit.check.charts import check_charts
from exposit.marks import strip
from exposit.model import Output
from exposit.render.charts.chart import chart_of
from tests.check.test_charts import SITE, outputs

Mutants = Iterator[tuple[str, str]]
"""What was changed, and the file with the change."""


def csv_mutants(text: str) -> Mutants:
    rows = list(csv.DictReader(io.StringIO(text)))
    for index, row in enumerate(rows):
        for column in row:
            if row[column]:
                changed = deepcopy(rows)
                changed[index][column] = "999" if column in ("value", "low", "high") else "Other 999"
                yield f"{row['id']}.{column}", as_csv(changed)
        yield f"{row['id']} gone", as_csv(rows[:index] + rows[index + 1 :])


def as_csv(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def json_mutants(text: str) -> Mutants:
    data = json.loads(text)
    for key in data.keys() - {"$schema", "rows", "sources"}:
        yield key, json.dumps(data | {key: "Other words"})
    yield "sources", json.dumps(data | {"sources": data["sources"][1:]})
    for index, row in enumerate(data["rows"]):
        for key in row:
            if row[key] or key == "binding":
                changed = deepcopy(data)
                changed["rows"][index][key] = 999 if isinstance(row[key], int | float) else "Other 999"
                yield f"{row['id']}.{key}", json.dumps(changed)
        yield f"{row['id']} gone", json.dumps(data | {"rows": data["rows"][:index] + data["rows"][index + 1 :]})


def figure_mutants(text: str) -> Mutants:
    figure = json.loads(text)
    changed = deepcopy(figure)
    changed["layout"]["title"]["text"] = "Other words"
    yield "title", json.dumps(changed)
    for remarks in ([note] for note in figure["layout"].get("annotations", ())):
        yield "remarks", json.dumps(figure | {"layout": figure["layout"] | {"annotations": remarks[1:]}})
    for number, trace in enumerate(figure["data"]):
        if trace.get("visible") is False:
            continue
        for index, name in enumerate(trace["ids"]):

            def mutant(change: Callable[[dict[str, Any]], None], number: int = number) -> str:
                changed = deepcopy(figure)
                change(changed["data"][number])
                return json.dumps(changed)

            yield f"{name}.text", mutant(lambda one, at=index: one["text"].__setitem__(at, "$999"))
            yield f"{name}.name", mutant(lambda one, at=index: renamed(one, at))
            if figure["layout"]["meta"]["kind"] == "timeline":
                yield f"{name} moved", mutant(lambda one, at=index: moved(one, at))
                if "base" in trace:
                    yield f"{name} longer", mutant(lambda one, at=index: longer(one, at))
            elif isinstance(trace["x"][index], int | float):
                yield f"{name}.x", mutant(lambda one, at=index: one["x"].__setitem__(at, 999))
            yield f"{name} gone", mutant(lambda one, at=index: drop(one, at))
            for place in (-1, -2) if "customdata" in trace or "meta" in trace else ():
                yield f"{name} known {place}", mutant(lambda one, at=index, place=place: doubt(one, at, place))


def renamed(trace: dict[str, Any], index: int) -> None:
    if "hovertext" in trace:
        trace["hovertext"][index] = "Other"
    elif trace["y"] == [""]:
        trace["name"] = "Other"
    else:
        trace["y"][index] = "Other"


def moved(trace: dict[str, Any], index: int) -> None:
    """A mark in time, some months later."""
    key = "base" if "base" in trace else "x"
    if isinstance(trace[key], str):
        trace[key] = [trace[key]] * len(trace["ids"])
    trace[key][index] = str(date.fromisoformat(trace[key][index]) + timedelta(days=200))


def longer(trace: dict[str, Any], index: int) -> None:
    trace["x"][index] += 200 * 86_400_000


def doubt(trace: dict[str, Any], index: int, place: int) -> None:
    """Who says so, or how well it is known, in other words."""
    said = trace["customdata"][index] if "customdata" in trace else trace["meta"]
    said[place] = "Other"


def drop(trace: dict[str, Any], index: int) -> None:
    size = len(trace["ids"])
    for value in trace.values():
        if isinstance(value, list) and len(value) == size:
            del value[index]


def drawing_mutants(text: str, chart: str) -> Mutants:
    made = chart_of(SITE, chart, "en")
    marks_to_scale = made.spec.kind != "steps" and len(made.rows) > 2
    said = {strip(one) for row in made.rows for one in (made.label(row), made.value(row), made.heading(row))}
    said = said if made.spec.kind != "steps" else set()
    for index in range(2):
        root = ElementTree.fromstring(strip(text))
        root[index].text = "Other words"
        yield ("title", "description")[index], ElementTree.tostring(root, encoding="unicode")
    for row in dict.fromkeys(node.get("data-row") for node in ElementTree.fromstring(strip(text)).iter()):
        if row is None:
            continue
        root = ElementTree.fromstring(strip(text))
        for node in list(root):
            if node.get("data-row") == row:
                root.remove(node)
        yield f"{row} gone", ElementTree.tostring(root, encoding="unicode")
        root = ElementTree.fromstring(strip(text))
        mark = next(node for node in root if node.get("data-row") == row)
        mark.set("width", str(float(mark.get("width", 0)) * 0.8 + 20))
        if mark.tag.endswith("}rect") and marks_to_scale:
            yield f"{row} shorter", ElementTree.tostring(root, encoding="unicode")
    if made.spec.kind == "timeline":
        yield from moved_marks(text)
    if made.spec.kind in ("timeline", "steps"):
        yield from changed_axis(text)
    for index, node in enumerate(ElementTree.fromstring(strip(text))):
        if node.tag.endswith("}text") and node.text in said:
            root = ElementTree.fromstring(strip(text))
            root[index].text = "Other words"
            yield f"“{node.text}”", ElementTree.tostring(root, encoding="unicode")


def moved_marks(text: str) -> Mutants:
    """Every mark of a drawing, a little to the right."""
    for index, node in enumerate(ElementTree.fromstring(strip(text))):
        key = "cx" if node.tag.endswith("}circle") else "x"
        if node.get("data-row") and node.get(key):
            root = ElementTree.fromstring(strip(text))
            root[index].set(key, str(float(node.get(key, 0)) + 25))
            yield f"{node.get('data-row')} moved", ElementTree.tostring(root, encoding="unicode")


def changed_axis(text: str) -> Mutants:
    """Every word of a drawing in time: years, round amounts, the day the site knows, the key, names beside a stair."""
    for index, node in enumerate(ElementTree.fromstring(strip(text))):
        words = node.text or ""
        if node.tag.endswith("}text") and (node.get("data-row") or node.get("font-size") in ("20", "21")):
            if words.startswith(("Source", "The ")):
                continue
            root = ElementTree.fromstring(strip(text))
            root[index].text = "2030" if words.isdigit() else "Other 999"
            yield f"“{words}”", ElementTree.tostring(root, encoding="unicode")


def page_mutants(html: str, chart: str) -> Mutants:
    rows = [
        node.attributes["data-row"] or "" for node in LexborHTMLParser(html).css(f'[data-chart="{chart}"] [data-row]')
    ]

    def mutant(selector: str, change: Callable[[LexborNode], None]) -> str | None:
        tree = LexborHTMLParser(html)
        node = tree.css_first(selector)
        if node is None:
            return None
        change(node)
        return tree.html

    def each(selector: str, change: Callable[[LexborNode], None], what: str) -> Mutants:
        for index, _ in enumerate(LexborHTMLParser(html).css(f'[data-chart="{chart}"] {selector}')):
            tree = LexborHTMLParser(html)
            change(tree.css(f'[data-chart="{chart}"] {selector}')[index])
            yield f"{what} {index}", tree.html or ""

    for selector in PICTURED:
        yield from each(selector, say, selector)
    yield from each(YEARS, later, "year")
    yield from each(".chart-dots .chart-axis text", lambda node: shrink(node, "x"), "round amount")
    for shape, key in (("rect", "x"), ("rect", "width"), ("circle", "cx")):
        yield from each(f"[data-row] > svg > {shape}", lambda node, key=key: shrink(node, key), f"{shape} {key}")
    yield from each(".chart-ranges td > svg > svg", lambda node: shrink(node, "x"), "another source")
    yield from each(".chart-ranges td > svg > svg", lambda node: node.decompose(), "another source gone")
    yield from each(".chart-stack rect:not(.rest)", lambda node: shrink(node, "width"), "part")
    for number in range(2 * html.count("h0")):
        yield from each(".chart-frame .dots", lambda node, number=number: move(node, number), f"point {number}")
    for key in ("t", "d"):
        yield f"words {key}", mutant(f"#chart-{chart}-{key}", say) or ""
    for row in rows:
        where = f'[data-row="{row}"]'
        yield f"{row}.value", mutant(f'{where} [data-fact="{row}"]', say) or ""
        yield f"{row} gone", mutant(where, lambda node: node.decompose()) or ""
        named = mutant(f"{where} th", say) or mutant(f"{where} p > span:last-child", say)
        yield f"{row}.name", named or ""
        for mark, attribute in ((f".chart-rows {where} svg:not(.gap, .maybe)", "width"), (f"{where} .dot", "cx")):
            shorter = mutant(mark, lambda node, key=attribute: shrink(node, key))
            if shorter and len(rows) > 2:
                yield f"{row}.{attribute}", shorter


PICTURED = (
    ".chart-frame > text",
    ".chart-frame .ticks text",
    ".chart-dots .chart-axis text",
    ".chart-axis .now",
    ".chart-key span",
)
"""Words that stand in a picture and in no row."""


YEARS = ":is(.chart-time, .chart-stair) .chart-axis text:not(.now, [text-anchor])"


def say(node: LexborNode) -> None:
    """Other words."""
    node.inner_html = "Other 999"  # type: ignore[misc]


def later(node: LexborNode) -> None:
    """The year after."""
    node.inner_html = str(int(strip(node.text())) + 1)  # type: ignore[misc]


def move(node: LexborNode, number: int) -> None:
    """The points of a stair, one of their numbers another."""
    numbers = re.split(r"(\d+)(?= |h)", node.attributes["d"] or "")
    numbers[2 * number + 1] = str(int(numbers[2 * number + 1]) + 30)
    node.attrs["d"] = "".join(numbers)  # type: ignore[index]


def shrink(node: LexborNode, attribute: str) -> None:
    share = float((node.attributes[attribute] or "0").rstrip("%"))
    node.attrs[attribute] = f"{share * 0.8 + 1:.2f}%"  # type: ignore[index]


FORMS: dict[str, Callable[[str, str], Mutants]] = {
    ".csv": lambda text, _: csv_mutants(text),
    ".json": lambda text, _: json_mutants(text),
    ".plotly.json": lambda text, _: figure_mutants(text),
    ".svg": drawing_mutants,
    "/index.html": page_mutants,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("chart", list(SITE.charts))
def test_no_change_goes_unseen(chart: str, form: str) -> None:
    """One change is enough to stop the build, wherever it is."""
    made = outputs(chart)
    (own,) = [one for one in made if one.path == f"charts/{chart}{form}"]
    assert isinstance(own.content, str)
    others = [one for one in made if one is not own]
    tried = list(FORMS[form](own.content, chart))
    assert len(tried) > 3
    unseen = [what for what, text in tried if not seen(replace(own, content=text), others)]
    assert [] == unseen


def seen(mutant: Output, others: list[Output]) -> bool:
    return any(problem.code == "chart-forms" for problem in check_charts(SITE, [*others, mutant]))
