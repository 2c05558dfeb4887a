"""The data of a chart, as CSV and as JSON: the same rows, values and words as its picture.

Numbers are in the chart's unit, plain, with a point (38 billion USD is 38000000000); `text` is what the chart prints.
"""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

from exposit import marks
from exposit.model import PartialDate
from exposit.render import routes
from exposit.render.charts.chart import Chart
from exposit.render.charts.columns import Column, columns, counted, share
from exposit.render.charts.rows import Row
from exposit.render.charts.steps import running
from exposit.render.schemas import CHART_SCHEMA

Cells = dict[str, str | None]

FIELDS = ("id", "label", "value", "unit", "text", "low", "high", "date", "from", "to", "payer", "payee", "binding")
"""The columns every chart has; then its views, then `status source source_url`."""


def shown(chart: Chart) -> tuple[Column, ...]:
    """The columns beyond the value: the views of a ranking, the shares of a whole, the totals of a stair."""
    if chart.spec.kind in ("bars", "flows"):
        return tuple(column for column in columns(chart) if column.key != "total")
    if chart.spec.kind == "share":
        return (share(chart),) if counted(chart) else ()
    if chart.spec.kind == "steps":
        texts = {step.row.id: step.text for step in running(chart)}
        return (Column("running_total", chart.say("Total"), {}, texts, chart.unit),)
    return ()


def rows(chart: Chart) -> list[Cells]:
    """Each row as plain texts, marked; None where there is nothing to say."""
    more = shown(chart)
    return [_cells(chart, row, more) for row in chart.rows]


def _cells(chart: Chart, row: Row, more: tuple[Column, ...]) -> Cells:
    period = row.fact.period
    found = chart.sources_behind(row)
    cells: Cells = {
        "id": row.id,
        "label": chart.label(row),
        "value": plain(row.amount.value) if row.amount else None,
        "unit": str(chart.unit) if row.amount and chart.unit else None,
        "text": chart.value(row),
        "low": plain(row.amount.low) if row.amount else None,
        "high": plain(row.amount.high) if row.amount else None,
        "date": marks.mark("date", str(row.moment)) if row.moment else None,
        "from": _end(period.start) if period else None,
        "to": _end(period.end) if period else None,
        "payer": chart.entity(row.fact.payer) if row.fact.payer else None,
        "payee": chart.entity(row.fact.payee) if row.fact.payee else None,
        "binding": "yes" if row.fact.binding else "no",
    }
    cells |= {column.key: column.texts.get(row.id) or None for column in more}
    return cells | {
        "status": chart.status(row),
        "source": chart.source_names(row) or None,
        "source_url": " ".join(source.url for source in found if source.url) or None,
    }


def _end(end: PartialDate | str | None) -> str | None:
    return None if end is None else str(end)


def plain(number: Decimal) -> str:
    """A number in plain digits, without exponent or needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_csv(chart: Chart) -> str:
    """The rows as CSV (RFC 4180, UTF-8)."""
    found = rows(chart)
    header = list(found[0]) if found else [*FIELDS, "status", "source", "source_url"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[cells[name] or "" for name in header] for cells in found])
    return out.getvalue()


def as_json(chart: Chart) -> str:
    """The chart and its rows as JSON: words for a reader, numbers for a machine."""
    path = routes.chart_file(chart.site.config, chart.language, chart.spec.id, "json")
    whole: dict[str, Any] = {
        "$schema": routes.relative(path.rpartition("/")[0] + "/", CHART_SCHEMA),
        "id": chart.spec.id,
        "kind": chart.spec.kind,
        "language": chart.language,
        "title": chart.title,
        "subtitle": chart.text("subtitle") or None,
        "description": chart.description,
        "note": chart.text("note") or None,
        "unit": str(chart.unit) if chart.unit else None,
        "as_of": str(chart.as_of) if chart.as_of else None,
        "rows": [_typed(cells) for cells in rows(chart)],
        "sources": [
            {
                "id": source.id,
                "title": marks.mark("source", source.title, source.id),
                "publisher": marks.mark("source", source.publisher, source.id) if source.publisher else None,
                "url": source.url,
            }
            for source in chart.sources
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _typed(cells: Cells) -> dict[str, Any]:
    """A row with its amounts as numbers and `binding` as a truth value."""
    typed: dict[str, Any] = dict(cells)
    for name in ("value", "low", "high"):
        if cells[name] is not None:
            typed[name] = number(Decimal(str(cells[name])))
    typed["binding"] = cells["binding"] == "yes"
    return typed


def number(value: Decimal) -> int | float:
    """A number as JSON has it: whole where it is whole."""
    whole = int(value)
    return whole if whole == value else float(value)
