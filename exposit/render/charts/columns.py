"""The views of a chart: its amounts as they are, a year, or as a share of a whole. Each is a column of every form.

What a view calculates is a formula over the chart's own facts, evaluated and rounded like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from exposit import marks
from exposit.facts.derive import Derived, evaluate
from exposit.facts.formula import parse_formula
from exposit.facts.units import PERCENT, Units
from exposit.language.wording import write
from exposit.marks import OPEN
from exposit.model import Derivation, Formula, Quantity, Query, Site, Unit
from exposit.render.charts.chart import Chart
from exposit.render.charts.qualified import as_share, qualified
from exposit.render.charts.rows import Row
from exposit.render.display import from_marked
from exposit.render.kept import Kept


@dataclass(frozen=True, slots=True)
class Column:
    """One view: its key, its name for readers, and per row the amount and the marked text."""

    key: str
    title: str
    amounts: Mapping[str, Quantity | None]
    texts: Mapping[str, str]
    unit: Unit | None

    def html(self, chart: Chart, row: Row) -> str:
        """A row's text as an element: what its fact states opens its note."""
        if self.key == "total":
            return chart.value_html(row)
        text = self.text(chart, row)
        shown = str(from_marked(text)) if text.startswith(OPEN) else f"<span>{escape(text)}</span>"
        if chart.notes is None or columns(chart)[0] is not self:
            return shown
        # What readers see first opens the note of what it is calculated from, as amounts do.
        target, number = chart.notes.fact(row.id)
        return f'<button class="n" popovertarget="{escape(target)}" data-n="{number}">{shown}</button>'

    def text(self, chart: Chart, row: Row) -> str:
        """A row's marked text: where a view has none, that its fact is not disclosed, else that it is not known."""
        return self.texts.get(row.id) or (chart.value(row) if row.undisclosed else chart.say("not known"))


def columns(chart: Chart) -> tuple[Column, ...]:
    """The views the spec asks for, in its order; the amounts as they are where it asks for none."""
    return chart.once("columns", lambda: _columns(chart))


def _columns(chart: Chart) -> tuple[Column, ...]:
    return tuple(_MAKERS[name](chart) for name in chart.spec.views or ("total",))


def total(chart: Chart) -> Column:
    """Every amount as its fact states it."""
    return Column(
        "total",
        chart.say("Total") if len(chart.spec.views) > 1 else chart.say("Value"),
        {row.id: row.amount for row in chart.rows},
        {row.id: chart.value(row) for row in chart.rows},
        chart.unit,
    )


def per_year(chart: Chart) -> Column:
    """Every amount divided by the years of its fact's period; none where the period has no known start or end."""
    formulas = {row.id: _a_year(row) for row in chart.rows}
    return _calculated(chart, "per_year", chart.say("Per year"), formulas, {row.id: True for row in chart.rows})


def share(chart: Chart) -> Column:
    """Every amount as a share of the fact `of:` names, else of all rows that are not separate."""
    return chart.once("share", lambda: _share(chart))


def _share(chart: Chart) -> Column:
    if of_hundred(chart):
        return replace(total(chart), key="share", title=chart.say("Share"))
    whole, vague = whole_of(chart), _vague(chart)
    formulas = {row.id: f"{row.id} / {whole}" for row in chart.rows if row.amount}
    alone = {row.id: not vague - {row.id} for row in chart.rows}
    return _calculated(chart, "share", chart.say("Share"), formulas, alone, ("percent",))


def _vague(chart: Chart) -> set[str]:
    """The facts the whole is made of that are qualified, or ranges."""
    names = [chart.spec.of] if chart.spec.of else [row.id for row in counted(chart)]
    values = ((name, chart.site.values.get(name)) for name in names)
    return {name for name, value in values if isinstance(value, Quantity) and (value.qualifier or value.ends)}


def whole_of(chart: Chart) -> str:
    """What the shares are shares of, as a formula: by the chart's own query where that finds nothing else."""
    if chart.spec.of:
        return chart.spec.of
    rows = [row.id for row in counted(chart)]
    query = chart.spec.facts
    if isinstance(query, Query) and set(chart.site.selections.get(query, ())) == set(rows):
        return f"sum({query})"
    return f"sum({', '.join(rows)})"


_MAKERS = {"total": total, "per_year": per_year, "share": share}


def of_hundred(chart: Chart) -> bool:
    """Whether the rows are shares themselves: in percent, and no more than a hundred together."""
    if chart.spec.of or chart.unit != PERCENT:
        return False
    return sum(row.amount.value for row in counted(chart) if row.amount) <= 100


def counted(chart: Chart) -> list[Row]:
    """The rows a sum is made of: those with an amount, above the rule."""
    return [row for row in chart.rows if row.amount and not row.separate]


def _a_year(row: Row) -> str | None:
    period = row.fact.period
    if not row.amount or not period or isinstance(period.start, str) or isinstance(period.end, str):
        return None
    if period.start is None or period.end is None:
        return None
    years = period.end.year - period.start.year + 1
    if period.start.month is None and period.end.month is None and period.start.quarter is None:
        return f"{row.id} / {years} years"
    months = 12 * (period.end.year - period.start.year) + (period.end.month or 12) - (period.start.month or 1)
    if period.end.day is None or (period.start.day or 1) <= period.end.day:
        months += 1
    return f"{row.id} / ({max(months, 1)} / 12 * 1 year)"


def _calculated(
    chart: Chart,
    key: str,
    title: str,
    formulas: Mapping[str, str | None],
    alone: Mapping[str, bool],
    forms: tuple[str, ...] = ("short",),
) -> Column:
    """`alone`: whether nothing but the row itself is qualified in its formula."""
    amounts: dict[str, Quantity | None] = {}
    texts: dict[str, str] = {}
    for row in chart.rows:
        formula = formulas.get(row.id)
        result = result_of(chart.site, formula) if formula else None
        if result and row.amount:
            result = qualified(row.amount, result, alone=alone[row.id])
        amounts[row.id] = result
        texts[row.id] = claim(chart, formula, result, forms) if formula and result else ""
    return Column(key, title, amounts, texts, next((q.unit for q in amounts.values() if q), None))


def claim(chart: Chart, formula: str, result: Quantity, forms: tuple[str, ...] = ("short",)) -> str:
    """A calculated amount as marked plain text; the mark names its formula."""
    result = as_share(result) if "percent" in forms else result
    return marks.mark("claim", write(result, chart.language, forms, chart.site.config.units).text, formula)


_GROUNDS = ("engine", "config", "facts")
"""The digests of all that a formula over facts can rest on."""
_WORKED_OUT: Kept[tuple[str, ...], Quantity | None] = Kept(4_000)
"""Results by all they rest on and the formula: every form of a chart asks for the same ones, in every language."""


def result_of(site: Site, text: str) -> Quantity | None:
    """What a formula over the site's facts comes to; None where it cannot be had (a check has said why)."""
    grounds = [site.digests.get(name, "") for name in _GROUNDS]
    if not all(grounds):
        return _worked(site, text)
    return _WORKED_OUT.made((*grounds, text), lambda: _worked(site, text))


def _worked(site: Site, text: str) -> Quantity | None:
    if known := site.results.get(text):
        return known.result
    units = Units(site.config.units)
    formula = parse_formula(text, units)
    if not isinstance(formula, Formula):
        return None
    derived = Derived(site.values, site.derivations, ())
    result = evaluate(formula, site.facts, derived, units)
    return result.result if isinstance(result, Derivation) else None
