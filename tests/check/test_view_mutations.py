"""Equal views, tried: every word, amount and bar of every view is changed in every form, one at a time, whichever view
is first, and no change goes unseen."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from exposit.check.charts import check_charts
from exposit.marks import strip
from exposit.model import ChartKind, Site
from tests.check.test_chart_mutations import Mutants, as_csv, drop, say, shrink
from tests.check.test_charts import outputs
from tests.render.charts.sample import chart, day, fact, period, site

CASES: dict[str, tuple[ChartKind, tuple[str, ...]]] = {
    "bars": ("bars", ("total", "per_year", "share")),
    "flows": ("flows", ("share", "per_year", "total")),
    "one view": ("bars", ("per_year",)),
    "share": ("share", ()),
    "steps": ("steps", ()),
}


def sample(case: str) -> Site:
    """Dams: long and short contracts, a range, one that has no end, one that is not public."""
    kind, views = CASES[case]
    common = {"payer": "openai", "payee": "aws", "nature": "works"}
    facts = [
        fact("wall", "900 million USD", "Wall", as_of=day("2021"), period=period("2021", "2026"), **common),
        fact("gates", "310 million USD", "Gates", as_of=day("2022"), period=period("2022", "2023"), **common),
        fact("road", "120 million USD", "Road", as_of=day("2023"), period=period("2023-04", "2024-03"), **common),
        fact("power", "60 to 90 million USD", "Power", as_of=day("2024"), period=period("2024", "2026"), **common),
        fact("care", "40 million USD", "Care", as_of=day("2025"), period=period("2025", "unknown"), **common),
        fact("lights", "undisclosed", "Lights", as_of=day("2025"), **common),
        fact("budget", "1600 million USD", "Budget", as_of=day("2020")),
    ]
    ids = tuple(one.id for one in facts[:-1])
    return site(facts, [chart("c", kind, ids, views=views, of="budget" if kind != "steps" else None)])


COLUMNS = ("per_year", "share", "running_total")


def csv_mutants(text: str) -> Mutants:
    rows = list(csv.DictReader(io.StringIO(text)))
    for index, row in enumerate(rows):
        for column in COLUMNS:
            for other in ("Other 999", "") if row.get(column) else ():
                changed = deepcopy(rows)
                changed[index][column] = other
                yield f"{row['id']}.{column} {other}", as_csv(changed)


def json_mutants(text: str) -> Mutants:
    data = json.loads(text)
    for index, row in enumerate(data["rows"]):
        for column in COLUMNS:
            for other in ("Other 999", None) if row.get(column) else ():
                changed = deepcopy(data)
                changed["rows"][index][column] = other
                yield f"{row['id']}.{column} {other}", json.dumps(changed)


def figure_mutants(text: str) -> Mutants:
    figure = json.loads(text)

    def mutant(change: Callable[[dict[str, Any]], object]) -> str:
        changed = deepcopy(figure)
        change(changed)
        return json.dumps(changed)

    viewed = figure["layout"]["meta"]["kind"] in ("bars", "flows")
    for at, trace in enumerate(figure["data"]):
        for index, name in enumerate(trace["ids"]):
            where = f"{trace.get('meta')} {name}"
            if not viewed:
                yield where, mutant(lambda all_, a=at, i=index: put(all_["data"][a]["customdata"][i], 0, "Other 999"))
                continue
            yield f"{where} text", mutant(lambda all_, a=at, i=index: put(all_["data"][a]["text"], i, "Other 999"))
            yield f"{where} called", mutant(lambda all_, a=at, i=index: put(all_["data"][a]["y"], i, "Other"))
            yield f"{where} gone", mutant(lambda all_, a=at, i=index: drop(all_["data"][a], i))
            for other in (trace["x"][index] * 1.5, None) if trace["x"][index] is not None else ():
                yield f"{where} x {other}", mutant(lambda all_, a=at, i=index, o=other: put(all_["data"][a]["x"], i, o))
        if len(figure["data"]) > 1 and viewed:
            yield f"{trace['meta']} gone", mutant(lambda all_, a=at: all_["data"].pop(a))
    for number, button in enumerate(figure["layout"].get("updatemenus", [{"buttons": []}])[0]["buttons"]):

        def pressed(all_: dict[str, Any], at: int = number) -> dict[str, Any]:
            return all_["layout"]["updatemenus"][0]["buttons"][at]  # type: ignore[no-any-return]

        yield f"{button['label']} label", mutant(lambda all_, one=pressed: one(all_).update(label="Other"))
        yield f"{button['label']} shows", mutant(lambda all_, one=pressed: rotate(one(all_)["args"][0]["visible"]))


def rotate(values: list[Any]) -> None:
    values.append(values.pop(0))


def put(values: list[Any], index: int, value: object) -> None:
    values[index] = value


def page_mutants(html: str) -> Mutants:
    plain = (
        ":is(.chart-rows td > :not(svg), .chart-parts td:last-child, .chart-steps-table td:last-child):not([data-fact])"
    )

    def each(selector: str, change: Callable[[LexborNode], object]) -> Mutants:
        for index, node in enumerate(LexborHTMLParser(html).css(selector)):
            tree = LexborHTMLParser(html)
            row = node
            while row.parent is not None and "data-row" not in row.attributes:
                row = row.parent
            change(tree.css(selector)[index])
            yield f"{selector} {index} of {row.attributes.get('data-row')}", tree.html or ""

    yield from each(plain, say)
    yield from each(".chart-rows td > svg:not(.gap)", shorter)
    yield from each(".chart-rows td[data-view]", lambda node: node.decompose())
    yield from each(".chart-views span, .chart-rows th[data-view]", say)
    yield from each(".chart-views label", lambda node: node.decompose())


def shorter(node: LexborNode) -> None:
    shrink(node, "width")


def drawing_mutants(text: str) -> Mutants:
    for index, node in enumerate(ElementTree.fromstring(strip(text))):
        root = ElementTree.fromstring(strip(text))
        if node.tag.endswith("}rect") and node.get("data-row") not in (None, "power"):
            root[index].set("width", str(float(node.get("width", 0)) + 40))
        elif node.tag.endswith("}text") and any(letter in "$%" for letter in node.text or ""):
            root[index].text = "Other words"
        else:
            continue
        yield f"{node.get('data-row')} {node.text}", ElementTree.tostring(root, encoding="unicode")


FORMS: dict[str, Callable[[str], Iterator[tuple[str, str]]]] = {
    ".csv": csv_mutants,
    ".json": json_mutants,
    ".plotly.json": figure_mutants,
    ".svg": drawing_mutants,
    "/index.html": page_mutants,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", CASES)
def test_no_change_of_a_view_goes_unseen(case: str, form: str) -> None:
    """One change is enough to stop the build, in a view that is seen or in one that waits."""
    known = sample(case)
    made = outputs("c", of=known)
    assert [] == list(check_charts(known, made))
    (own,) = [one for one in made if one.path == f"charts/c{form}"]
    assert isinstance(own.content, str)
    others = [one for one in made if one is not own]
    tried = list(FORMS[form](own.content))
    assert len(tried) > 3
    forged = ((what, [*others, replace(own, content=text)]) for what, text in tried)
    assert [] == [what for what, files in forged if not any(check_charts(known, files))]
