"""Axes: from amounts and days to shares of a picture's width, and the round numbers and years to write on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from math import ceil, floor, isfinite, log10
from typing import TypeVar

from exposit.facts.dates import first_day, last_day
from exposit.model import ChartSpec, PartialDate
from exposit.render.charts.rows import Row, counts_from, dated

Mark = TypeVar("Mark")


@lru_cache(maxsize=16_384)
def percent(share: float) -> str:
    """A share of 1 as the number before `%` in an attribute: two decimals, no needless zeros."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".")


TALL = 1000
"""How high (and wide) a picture is that is stretched to its frame: in whole numbers finer than a pixel."""


def whole(share: float) -> int:
    """A share of 1 as a place in such a picture."""
    return round(share * TALL)


@dataclass(frozen=True, slots=True)
class Linear:
    """Amounts from `low` to `high` on a line; zero is always on it."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Where `value` stands, 0 to 1, held at the ends."""
        share = (value - self.low) / (self.high - self.low)
        return 0.0 if share < 0.0 else 1.0 if share > 1.0 else share


def linear(values: Iterable[float]) -> Linear:
    """The axis for `values`: from the least, or zero, to the greatest, or zero; never empty."""
    known = [value for value in values if isfinite(value)]
    low, high = min([0.0, *known]), max([0.0, *known])
    return Linear(low, high if high > low else low + 1.0)


_NOTHING = 1e-300
"""A span that floats can no longer divide."""


def round_steps(low: float, high: float, count: int) -> list[float]:
    """About `count` round numbers (1, 2 or 5 times a power of ten) from `low` to `high`."""
    span = high - low
    if span < _NOTHING:
        return [low]
    rough = span / max(count, 1)
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [index * step for index in range(first, last + 1)]


@dataclass(frozen=True)
class Calendar:
    """Whole years from the first of January of `start` to the end of `end`."""

    start: int
    end: int

    @cached_property
    def first(self) -> date:
        """The axis's first day."""
        return date(self.start, 1, 1)

    @cached_property
    def after(self) -> date:
        """The day after its last."""
        return date(min(self.end + 1, date.max.year), 1, 1)

    @cached_property
    def begin(self) -> int:
        """The ordinal of its first day."""
        return self.first.toordinal()

    @cached_property
    def days(self) -> int:
        """How many days it has."""
        return max(self.after.toordinal() - self.begin, 1)

    def holds(self, day: date) -> bool:
        """Whether a day lies on it."""
        return self.first <= day < self.after

    def at(self, day: date) -> float:
        """Where a day begins, 0 to 1, held at the ends."""
        share = (day.toordinal() - self.begin) / self.days
        return 0.0 if share < 0.0 else 1.0 if share > 1.0 else share

    def ordinal(self, place: float) -> int:
        """The day nearest to a place, 0 to 1: its ordinal."""
        return self.begin + round(place * self.days)

    def years(self, most: int) -> list[int]:
        """At most `most` round years to write on it."""
        count = self.end - self.start + 1
        step = next(step for step in _YEAR_STEPS if -(-count // step) <= most)
        offset = 0 if step == 1 else (-self.start) % step
        rounded = list(range(self.start + offset, self.end + 1, step))
        # Three marks counted from the axis's own start read better than two at round years.
        own = list(range(self.start, self.end + 1, step))
        return own if not rounded or (len(rounded) < len(own) and step < 5) else rounded


_LEVELS = (3, 6)
"""How many marks of a few letters a narrow axis has room for, and a middling one."""
LETTERS = 8
"""So many letters; of longer marks there is room for fewer."""


def levels(marks: list[Mark], longest: int = 0) -> list[tuple[Mark, str]]:
    """Marks with the class that says how wide an axis must be to show them: none for always, `t2`, `t3`. Each level
    keeps every so-many-th mark of the one above it, so that a mark is written once. `longest` is how many letters the
    longest mark has."""
    few, more = (max(2, most * LETTERS // max(longest, LETTERS)) for most in _LEVELS)
    middle = marks[:: -(-len(marks) // more) or 1]
    narrow = middle[:: -(-len(middle) // few) or 1]
    return [(mark, "" if mark in narrow else "t2" if mark in middle else "t3") for mark in marks]


_FADING = timedelta(days=120)
"""How much room an end that is not known has at the least."""
_YEAR_STEPS = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 10000)


def calendar(spec: ChartSpec, rows: Iterable[Row], as_of: PartialDate | None) -> Calendar:
    """The years a timeline or a running total covers: `from` and `to` as the author gave them (`to` is shown whole),
    else those of its data; an end is never before its start."""
    if spec.kind == "steps":
        # A total counts from a day; for how long a sum is owed, nobody reads here. Its line goes on to what is known.
        known = [day for row in rows if (day := counts_from(row))]
        days = [first_day(day) for day in (*known, *([as_of] if known and as_of else []))]
    else:
        shown = tuple(rows)
        days = [day for row in shown for day in _days(row)]
        open_ends = [begins for row in shown if (begins := _fades_from(row))]
        if open_ends:
            # An end that nobody has published fades out after what is known, and needs room to.
            latest = max([*open_ends, *([last_day(as_of)] if as_of else [])])
            days.append(latest + min(_FADING, date.max - latest))
    days += [first_day(note.date) for note in spec.annotations if note.date]
    if not days and as_of:
        days = [first_day(as_of)]
    start = spec.start or (min(days).year if days else 2000)
    end = spec.end or (max(days).year if days else start)
    return _years(start, max(start, end))


@lru_cache(maxsize=256)
def _years(start: int, end: int) -> Calendar:
    """The same object for the same years: it keeps its days, and every form of a chart asks for them."""
    return Calendar(start, end)


def _days(row: Row) -> list[date]:
    period = row.fact.period
    first = dated(row)
    days = [first] if first else []
    if not row.moment and period and isinstance(period.end, PartialDate):
        days.append(last_day(period.end))
    return days


def _fades_from(row: Row) -> date | None:
    """The start of a period whose end exists and is not public."""
    period = row.fact.period
    if row.moment or period is None or period.end != "unknown" or not isinstance(period.start, PartialDate):
        return None
    return first_day(period.start)


@lru_cache(maxsize=1_024)
def following(day: PartialDate) -> date:
    """The day after a date is over."""
    last = last_day(day)
    return last + timedelta(days=1) if last < date.max else last
