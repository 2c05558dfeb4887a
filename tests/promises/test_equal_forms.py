"""Promise *equal_forms*: a chart is one spec with equal forms, and the build reads them back."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from exposit.build.memo import Memo
from exposit.build.run import Options, Result, run
from exposit.build.tree import load_tree
from exposit.check.charts import check_charts
from exposit.marks import strip
from exposit.model import Output
from tests.golden import SITES

ROOT = SITES.parent.parent.parent
FOLDERS = {"flagship": ROOT, "regions": SITES / "regions" / "in"}


@pytest.fixture(scope="module", params=FOLDERS, ids=str)
def result(request: pytest.FixtureRequest) -> Result:
    return run(load_tree(FOLDERS[request.param])[0], Memo(), Options(judge=True))


def files(result: Result) -> list[tuple[str, str]]:
    """(language's folder, chart) of every chart."""
    languages = result.site.config.languages
    leads = ["" if language == languages[0] else f"{language}/" for language in languages]
    return [(lead, name) for lead in leads for name in result.site.charts]


def test_every_chart_has_every_form(result: Result) -> None:
    """In every language: page, embed, table, data, figure, drawing, picture."""
    assert [] != files(result)
    for lead, name in files(result):
        base = f"{lead}charts/{name}"
        wanted = {f"{base}/index.html", f"{base}/embed/index.html"}
        wanted |= {f"{base}.{suffix}" for suffix in ("csv", "json", "plotly.json", "svg", "png")}
        assert set() == wanted - result.outputs.keys()


def test_csv_json_and_page_say_the_same(result: Result) -> None:
    """Read apart from the check that compares them: the same rows, and each value as text on the page."""
    for lead, name in files(result):
        rows = list(csv.DictReader(io.StringIO(result.outputs[f"{lead}charts/{name}.csv"].decode())))
        data = json.loads(result.outputs[f"{lead}charts/{name}.json"])
        assert [(row["id"], row["label"], row["text"]) for row in rows] == [
            (row["id"], row["label"], row["text"]) for row in data["rows"]
        ]
        page = re.sub(r"<[^>]*>", " ", result.outputs[f"{lead}charts/{name}/index.html"].decode())
        words = " ".join(page.replace("&amp;", "&").replace("&#39;", "'").split())
        for row in rows:
            assert " ".join(row["text"].split()) in words
        drawn = result.marked[f"{lead}charts/{name}.svg"].content
        assert isinstance(drawn, str)
        assert "<title" in drawn and "<desc" in strip(drawn)


def test_a_form_that_differs_stops_the_build(result: Result) -> None:
    """Another value in the CSV, in the data, on the page."""
    lead, name = files(result)[0]
    for suffix in (".csv", ".json"):
        path = f"{lead}charts/{name}{suffix}"
        output = result.marked[path]
        row = next(csv.DictReader(io.StringIO(result.outputs[f"{lead}charts/{name}.csv"].decode())))
        assert isinstance(output.content, str)
        forged = replace(output, content=output.content.replace(row["text"], "$999"))
        assert forged != output
        outputs: list[Output] = [forged if item.path == path else item for item in result.marked.values()]
        assert {"chart-forms"} == {problem.code for problem in check_charts(result.site, outputs)}
    assert [] == list(check_charts(result.site, list(result.marked.values())))
