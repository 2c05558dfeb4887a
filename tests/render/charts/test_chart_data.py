"""The data files: the rows of the picture, for spreadsheets and programs."""

import csv
import io
import json

import pytest

from exposit.check.gate import inspect
from exposit.marks import strip
from exposit.model import Output
from exposit.render.charts.chart import chart_of
from exposit.render.charts.data import as_csv, as_json
from tests.render.charts.sample import flagship

SITE = flagship()
EVERY = [(name, language) for name in SITE.charts for language in ("en", "fr")]


def table(name: str, language: str = "en") -> dict[str, dict[str, str]]:
    rows = csv.DictReader(io.StringIO(strip(as_csv(chart_of(SITE, name, language)))))
    return {row["id"]: row for row in rows}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_its_words_are_vouched_for(name: str, language: str) -> None:
    """The gate finds no number in either file that rests on nothing."""
    made = chart_of(SITE, name, language)
    for output in (Output("a.csv", as_csv(made), "csv", language), Output("a.json", as_json(made), "json", language)):
        assert () == inspect(output, (), lambda _: False).orphans


def test_a_row_has_its_number_its_words_and_its_source() -> None:
    """Plain digits in the chart's unit, the interval, and what the page prints."""
    row = table("commitments")["aws.deal"]
    expected = {
        "label": "OpenAI’s commitment to AWS",
        "value": "38000000000",
        "unit": "USD",
        "text": "$38bn",
        "low": "37500000000",
        "high": "38500000000",
        "from": "2025-11-03",
        "to": "unknown",
        "payee": "AWS",
        "binding": "yes",
        "status": "One source",
        "source": "The Paper",
        "source_url": "https://example.org/paper",
    }
    assert expected == {key: row[key] for key in expected}


def test_what_was_not_disclosed_has_no_number() -> None:
    """An empty cell, and the words that say so."""
    row = table("commitments")["google.deal"]
    assert ("", "not disclosed") == (row["value"], row["text"])


def test_views_are_columns() -> None:
    """What a reader can switch to, a spreadsheet has beside it."""
    row = table("views")["oracle.deal"]
    assert ("about $60.0bn/yr", "about 21.4%") == (row["per_year"], row["share"])


@pytest.mark.parametrize("name", list(SITE.charts))
def test_both_files_hold_the_same_rows(name: str) -> None:
    """JSON has what CSV has, with numbers as numbers."""
    whole = json.loads(strip(as_json(chart_of(SITE, name, "fr"))))
    rows = table(name, "fr")
    assert list(rows) == [row["id"] for row in whole["rows"]]
    for row in whole["rows"]:
        assert (rows[row["id"]]["text"], rows[row["id"]]["label"]) == (row["text"], row["label"])
        assert row["value"] is None or float(rows[row["id"]]["value"]) == row["value"]
