"""Who pays whom: a row a flow, “payer → payee”, with a bar; on wide pages ribbons from payers to payees above them."""

from __future__ import annotations

from exposit.render.charts.bars import ranking
from exposit.render.charts.chart import Chart
from exposit.render.charts.columns import Column
from exposit.render.charts.ribbons import ribbons
from exposit.render.charts.rows import Row
from exposit.render.markup import escaped


def stage(chart: Chart, shown: tuple[Column, ...]) -> str:
    """The ribbons, then the table."""
    pays = f"<i>{escaped(chart.say('pays'))}</i>"
    return ribbons(chart) + ranking(chart, shown, chart.say("Payer and payee"), lambda row: _name(chart, row, pays))


def _name(chart: Chart, row: Row, pays: str) -> str:
    label = chart.label_html(row)
    payer, payee = row.fact.payer, row.fact.payee
    if not payer or not payee:
        return label
    return f"{chart.entity_html(payer)} {pays} {chart.entity_html(payee)} <small>{label}</small>"
