"""Dates known to the year, quarter, month or day: reading them, their first and last day, the years between two.

Used by every reader of a date, by `years(a.date, b.date)` and by comparisons of dates. Gregorian calendar, years 1 to
9999; no clock.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from exposit.facts.failure import Failure, shortened
from exposit.facts.precision import WORKING, shown_step
from exposit.model import PartialDate, Quantity, Unit

DAYS_A_YEAR = Decimal("365.25")
YEAR = Unit((("year", 1),))

_DATE = re.compile(r"(\d{4})(?:-(?:Q(\d)|(\d\d)(?:-(\d\d))?))?", re.ASCII)
_LOOSE = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", re.ASCII)
_QUARTER = re.compile(r"(?:[QqTt]([1-4])[ /-]?(\d{4})|(\d{4})[ /-]?[QqTt]([1-4]))", re.ASCII)
_FORMS = "write `2025`, `2025-Q3`, `2025-11` or `2025-11-03`"


@lru_cache(maxsize=4_096)
def parse_date(text: str) -> PartialDate | Failure:
    """A date as authors write it: `2025`, `2025-Q3`, `2025-11`, `2025-11-03`. Only days that exist."""
    start = len(text) - len(text.lstrip())
    word = text.strip()
    end = start + len(word)
    if not word:
        return _failed("a date is missing", start, max(end, start + 1), _FORMS)
    found = _DATE.fullmatch(word)
    if found is None:
        return _failed(f"`{shortened(word)}` is not a date", start, end, _meant(word) or _FORMS)
    year, quarter, month, day = (int(part) if part else None for part in found.groups())
    if not year:
        return _failed("there is no year 0", start, start + 4, "the first year is `0001`")
    if quarter is not None and not 1 <= quarter <= 4:
        return _failed(f"there is no quarter `Q{quarter}`", start + 5, start + 7, "quarters are `Q1` to `Q4`")
    if month is not None and not 1 <= month <= 12:
        return _failed(f"there is no month `{month:02d}`", start + 5, start + 7, "months are `01` to `12`")
    if month is not None and day is not None:
        last = monthrange(year, month)[1]
        if not 1 <= day <= last:
            hint = f"`{year:04d}-{month:02d}` has {last} days"
            return _failed(f"there is no day `{word}`", start, end, hint)
    return PartialDate(year, quarter, month, day)


def _failed(message: str, start: int, end: int, hint: str) -> Failure:
    return Failure("date-syntax", message, start, end, hint)


def _meant(word: str) -> str | None:
    """What the author of a nearly right date probably meant, if that date exists."""
    if quarter := _QUARTER.fullmatch(word):
        number, year, other_year, other_number = quarter.groups()
        return f"write `{year or other_year}-Q{number or other_number}`"
    if loose := _LOOSE.fullmatch(word):
        likely = "-".join(f"{int(part):02d}" for part in loose.groups() if part)
        if not isinstance(parse_date(likely), Failure):
            return f"write `{likely}`"
    return None


def first_day(moment: PartialDate) -> date:
    """The first day of the year, quarter, month or day."""
    if moment.quarter is not None:
        return date(moment.year, 3 * moment.quarter - 2, 1)
    return date(moment.year, moment.month or 1, moment.day or 1)


@lru_cache(maxsize=4_096)
def last_day(moment: PartialDate) -> date:
    """The last day of the year, quarter, month or day."""
    month = 3 * moment.quarter if moment.quarter is not None else moment.month or 12
    return date(moment.year, month, moment.day or monthrange(moment.year, month)[1])


def middle_day(moment: PartialDate) -> date:
    """The day in the middle: how a vague date is compared with another when one must be."""
    first = first_day(moment)
    return first + timedelta(days=(last_day(moment) - first).days // 2)


def years_between(first: PartialDate, second: PartialDate) -> Quantity:
    """From `first` to `second` in years of 365.25 days; negative when `second` is earlier.

    Exact between two days and between two plain years, and a whole number where both stand at the same place of their
    year. Otherwise the interval runs from the nearest days the two dates can mean to the farthest."""
    value = _aligned(first, second)
    if _precision(first) == _precision(second) and _precision(first) in ("year", "day"):
        value = _years(first_day(first), first_day(second)) if value is None else value
        return Quantity(value, YEAR, value, value, shown_step(value, value, value))
    low = _years(last_day(first), first_day(second))
    high = _years(first_day(first), last_day(second))
    if value is None or not low <= value <= high:
        value = WORKING.divide(WORKING.add(low, high), Decimal(2))
    return Quantity(value, YEAR, low, high, shown_step(low, high, value))


def _precision(moment: PartialDate) -> str:
    if moment.day is not None:
        return "day"
    if moment.month is not None:
        return "month"
    return "quarter" if moment.quarter is not None else "year"


def _aligned(first: PartialDate, second: PartialDate) -> Decimal | None:
    """Whole years, months or quarters apart, counted on the calendar; None where only days can be counted."""
    years = Decimal(second.year - first.year)
    kind = _precision(first)
    if kind != _precision(second):
        return None
    if kind == "day":
        return years if (first.month, first.day) == (second.month, second.day) else None
    part, parts = {"year": (0, 1), "quarter": (_gap(first.quarter, second.quarter), 4)}.get(
        kind, (_gap(first.month, second.month), 12)
    )
    return WORKING.add(years, WORKING.divide(Decimal(part), Decimal(parts)))


def _gap(first: int | None, second: int | None) -> int:
    return (second or 0) - (first or 0)


def _years(first: date, second: date) -> Decimal:
    return WORKING.divide(Decimal((second - first).days), DAYS_A_YEAR)
