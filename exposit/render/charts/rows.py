"""The rows of a chart: which facts it shows, in which order, in which one unit. Every form of the chart starts here.

Comes after `assemble` (queries are answered, values known); knows no language and no geometry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Literal

from exposit.facts.dates import first_day, last_day
from exposit.facts.units import Units
from exposit.model import ChartSpec, Config, Fact, PartialDate, Quantity, Query, Site, Undisclosed, Unit

Bound = Literal["exact", "range", "most", "least"]
"""What an amount says about itself: a point, a written range, an upper limit (“up to”), a lower one (“at least”)."""


@dataclass(frozen=True)
class Row:
    """One fact in a chart. `amount` is in the chart's unit; None where no amount is known or public."""

    id: str
    fact: Fact
    amount: Quantity | None = None
    moment: PartialDate | None = None
    """The day of an event (a `date` fact)."""
    undisclosed: bool = False
    separate: bool = False
    highlight: bool = False

    @cached_property
    def number(self) -> float:
        """The amount for geometry; 0 where there is none."""
        return float(self.amount.value) if self.amount else 0.0

    @cached_property
    def bound(self) -> Bound:
        """How the amount is to be drawn."""
        if self.amount is None:
            return "exact"
        if self.amount.ends:
            return "range"
        if self.amount.qualifier in ("up to", "under"):
            return "most"
        return "least" if self.amount.qualifier in ("at least", "over") else "exact"

    @cached_property
    def style(self) -> tuple[str, ...]:
        """The classes that say how it is drawn; a style sheet and the live script know them."""
        names = [
            ("separate", self.separate),
            ("highlight", self.highlight),
            ("soft", not self.fact.binding),
            (self.bound, self.bound != "exact"),
        ]
        return tuple([f"is-{name}" for name, holds in names if holds])


def listed(site: Site, spec: ChartSpec) -> tuple[str, ...]:
    """The ids a chart names or its query finds, then those under its rule that are not among them; known ones, once."""
    found = site.selections.get(spec.facts, ()) if isinstance(spec.facts, Query) else spec.facts
    named = (site.renamed.get(name, name) for name in (*found, *spec.separate))
    return tuple(dict.fromkeys(name for name in named if name in site.facts))


def rows_of(site: Site, spec: ChartSpec) -> tuple[tuple[Row, ...], Unit | None]:
    """The rows in the order they are shown, and the unit all amounts are in; None where there is no amount."""
    separate = {site.renamed.get(name, name) for name in spec.separate}
    highlight = {site.renamed.get(name, name) for name in spec.highlight}
    rows = [_row(site, name, name in separate, name in highlight) for name in listed(site, spec)]
    rows, unit = in_one_unit(rows, site.config)
    key = spec.sort or _SORTS.get(spec.kind, "as_listed")
    if key == "by_date":
        rows.sort(key=lambda row: dated(row) or date.max)
    elif key != "as_listed":
        known = [row for row in rows if row.amount]
        known.sort(key=_value, reverse=key == "descending")
        rows = [*known, *(row for row in rows if not row.amount)]
    rows.sort(key=attrgetter("separate"))
    return tuple(rows), unit


_SORTS = {"bars": "descending", "flows": "descending", "share": "descending", "timeline": "by_date", "steps": "by_date"}


def _value(row: Row) -> Decimal:
    return row.amount.value if row.amount else Decimal(0)


def _row(site: Site, name: str, separate: bool, highlight: bool) -> Row:
    value = site.values.get(name)
    return Row(
        name,
        site.facts[name],
        amount=value if isinstance(value, Quantity) else None,
        moment=value if isinstance(value, PartialDate) else None,
        undisclosed=isinstance(value, Undisclosed),
        separate=separate,
        highlight=highlight,
    )


def in_one_unit(rows: Iterable[Row], config: Config) -> tuple[list[Row], Unit | None]:
    """The rows with every amount in the unit of the first; one that cannot be converted loses its amount (a problem has
    said so by now)."""
    result = list(rows)
    unit = next((row.amount.unit for row in result if row.amount), None)
    if unit is None:
        return result, None
    for index, row in enumerate(result):
        if row.amount and row.amount.unit != unit:
            result[index] = replace(row, amount=converted(row.amount, unit, config))
    return result, unit


def converted(amount: Quantity, unit: Unit, config: Config) -> Quantity | None:
    """An amount in another unit; None where it has another dimension."""
    if amount.unit == unit:
        return amount
    result = units_of(tuple(config.units)).convert(amount, unit)
    return result if isinstance(result, Quantity) else None


@lru_cache(maxsize=8)
def units_of(names: tuple[str, ...]) -> Units:
    """The units of a site that has `names` of its own, for what they are and what they come to in others; their nouns
    are not among what it reads."""
    return Units(names)


def dated(row: Row) -> date | None:
    """The day a row stands at in time: its event, its period's start, else the day it was stated."""
    period = row.fact.period
    if row.moment:
        return first_day(row.moment)
    if period and isinstance(period.start, PartialDate):
        return first_day(period.start)
    if period and isinstance(period.end, PartialDate):
        return last_day(period.end)
    return first_day(row.fact.as_of) if row.fact.as_of else None


def counts_from(row: Row) -> PartialDate | None:
    """The day a step counts from: its period's start, else the day it was stated."""
    period = row.fact.period
    return period.start if period and isinstance(period.start, PartialDate) else row.fact.as_of
