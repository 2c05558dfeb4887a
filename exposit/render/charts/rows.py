"""The rows of a chart: which facts it shows, in which order, in which one unit. Every form of the chart starts here.

Comes after `assemble` (queries are answered, values known); knows no language and no geometry.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Literal, NamedTuple

from exposit.facts.dates import first_day, last_day
from exposit.facts.units import Units
from exposit.model import ChartSpec, Config, Fact, PartialDate, Quantity, Query, Site, Undisclosed, Unit

Bound = Literal["exact", "range", "most", "least"]
"""What an amount says about itself: a point, a written range, an upper limit (“up to”), a lower one (“at least”)."""


class Row(NamedTuple):
    """One fact in a chart, and how its amount is to be drawn."""

    id: str
    fact: Fact
    amount: Quantity | None
    """In the chart's unit; None where no amount is known or public."""
    moment: PartialDate | None
    """The day of an event (a `date` fact)."""
    undisclosed: bool
    separate: bool
    highlight: bool
    number: float
    """The amount for geometry; 0 where there is none."""
    bound: Bound
    style: tuple[str, ...]
    """The classes that say how it is drawn; a style sheet and the live script know them."""

    @property
    def limits(self) -> tuple[float, float]:
        """Between what the amount lies, as it is drawn: the ends of a range, zero and an upper limit; else the amount
        itself, twice."""
        if self.amount is None or self.bound not in ("range", "most"):
            return self.number, self.number
        low, high = sorted(float(end) for end in self.amount.ends or (0, self.amount.value))
        return low, high

    @property
    def sure(self) -> float:
        """How much of the amount is certain: its limit next to zero."""
        low, high = self.limits
        return low if low > 0 else min(high, 0.0)


def listed(site: Site, spec: ChartSpec) -> tuple[str, ...]:
    """The ids a chart names or its query finds, then those under its rule that are not among them; known ones, once."""
    found = site.selections.get(spec.facts, ()) if isinstance(spec.facts, Query) else spec.facts
    named = [site.renamed.get(name, name) for name in (*found, *spec.separate)]
    return tuple(dict.fromkeys([name for name in named if name in site.facts]))


def rows_of(site: Site, spec: ChartSpec) -> tuple[tuple[Row, ...], Unit | None]:
    """The rows in the order they are shown, and the unit all amounts are in; None where there is no amount."""
    separate = {site.renamed.get(name, name) for name in spec.separate}
    highlight = {site.renamed.get(name, name) for name in spec.highlight}
    names = listed(site, spec)
    values = map(site.values.get, names)
    unit = next((value.unit for value in values if isinstance(value, Quantity)), None)
    rows = [_row(site, name, unit, name in separate, name in highlight) for name in names]
    key = spec.sort or _SORTS.get(spec.kind, "as_listed")
    if key == "by_date":
        day = _first_counted if spec.kind == "steps" else dated
        rows.sort(key=lambda row: day(row) or date.max)
    elif key != "as_listed":
        known = [row for row in rows if row.amount]
        known.sort(key=attrgetter("amount.value"), reverse=key == "descending")
        rows = [*known, *(row for row in rows if not row.amount)]
    rows.sort(key=attrgetter("separate"))
    return tuple(rows), unit


_SORTS = {"bars": "descending", "flows": "descending", "share": "descending", "timeline": "by_date", "steps": "by_date"}


def _row(site: Site, name: str, unit: Unit | None, separate: bool, highlight: bool) -> Row:
    """The row of a fact; without an amount where that cannot be in `unit` (a problem has said so by now)."""
    fact, value = site.facts[name], site.values.get(name)
    amount = converted(value, unit, site.config) if isinstance(value, Quantity) and unit else None
    moment = value if isinstance(value, PartialDate) else None
    undisclosed = isinstance(value, Undisclosed)
    number = float(amount.value) if amount else 0.0
    bound = _bound(amount)
    style = _style(separate, highlight, fact.binding, bound)
    return Row(name, fact, amount, moment, undisclosed, separate, highlight, number, bound, style)


def _bound(amount: Quantity | None) -> Bound:
    if amount is None:
        return "exact"
    if amount.ends:
        return "range"
    if amount.qualifier in ("up to", "under"):
        return "most"
    return "least" if amount.qualifier in ("at least", "over") else "exact"


@cache
def _style(separate: bool, highlight: bool, binding: bool, bound: Bound) -> tuple[str, ...]:
    names = [("separate", separate), ("highlight", highlight), ("soft", not binding), (bound, bound != "exact")]
    return tuple([f"is-{name}" for name, holds in names if holds])


def converted(amount: Quantity, unit: Unit, config: Config) -> Quantity | None:
    """An amount in another unit; None where it has another dimension."""
    if amount.unit is unit or amount.unit == unit:
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


def _first_counted(row: Row) -> date | None:
    return first_day(day) if (day := counts_from(row)) else None


def counts_from(row: Row) -> PartialDate | None:
    """The day a step counts from: its period's start, else the day it was stated."""
    period = row.fact.period
    return period.start if period and isinstance(period.start, PartialDate) else row.fact.as_of
