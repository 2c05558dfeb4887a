"""Does a text say what a fact says? For quotations, and for an author's own words about a fact.

Exactly, or by rounding: the text may give the value rounded to its own last digit, or more digits than the fact shows.
Units must be compatible where both are stated. Read in the text's own language: “billion” in French is 10¹².
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from exposit.facts.precision import round_to
from exposit.facts.units import NUMBER, PERCENT, Units, kind_of
from exposit.language.direction import with_falls
from exposit.language.locales import base_language
from exposit.language.numerals import DateRead, Found, Reading, find_numerals
from exposit.language.tables.lexicon import READ
from exposit.model import PartialDate, Quantity, Undisclosed, Unit

_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "BSD", "BBD", "JMD", "TTD", "LRD", "FJD", "XCD"})
"""What “$” and “dollars” may mean where the text does not say whose."""
_OLD_YEARS = range(1000, 1900)
"""Those that are told from other numbers by what stands around them only."""
_SCALES = tuple(Decimal(10) ** power for power in (3, 6, 9, 12))
"""What the words after a number may multiply it by, in a language whose scale words we do not know."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a text says about a value. `exact`: the same; `rounded`: the same to the last digit of one of the two; `no`.

    `start` and `end` are the place of the words that decided it, `read` what they say (its `qualifier` may differ from
    the fact's); `found` are all numerals or dates in the text, for a message. `finer` says that the fact has digits the
    text does not."""

    kind: Literal["exact", "rounded", "no"]
    start: int = 0
    end: int = 0
    read: Reading | None = None
    found: tuple[str, ...] = ()
    finer: bool = False


def holds(text: str, language: str, value: Quantity | PartialDate | Undisclosed) -> Match:
    """Whether `text`, in `language`, says `value`. Without a number it never does; nothing says what is undisclosed."""
    numerals = numbers_of(text, language, value, ones=True)
    if isinstance(value, PartialDate):
        return _holds_date(numerals, value)
    shown = tuple(found.text for found in numerals if found.kind != "label")
    if isinstance(value, Undisclosed):
        return Match("no", found=shown)
    best = Match("no", found=shown)
    for found, reading in _readings(numerals, scaled=base_language(language) not in READ):
        verdict = _compare(reading, value)
        if verdict is None:
            continue
        kind, finer = verdict
        match = Match(kind, found.start, found.end, reading, shown, finer)
        if kind == "exact":
            return match
        if best.kind == "no" or (best.finer and not finer):
            best = match
    return best


def numbers_of(
    text: str, language: str, value: Quantity | PartialDate | Undisclosed, *, ones: bool = False
) -> tuple[Found, ...]:
    """The numerals of a text that may speak of `value`: “a loss of 3 million” may, where that lies below zero."""
    numerals = find_numerals(text, language, ones=ones)
    if not isinstance(value, Quantity) or value.high >= 0:
        return numerals
    return tuple(with_falls(text, found, language) for found in numerals)


def says(found: Found, value: Quantity, *, loosely: bool = False) -> bool:
    """Whether one number of a text says a value. A range says a range; “more than 38” is not said of 38, unless
    `loosely`."""
    if found.reading is None:
        return False
    is_one_number = found.reading.ends is None and found.reading.dimension != "share"
    readings = (found.reading, *found.others) if is_one_number else (found.reading,)
    return any(
        _compare(reading, value) is not None and (loosely or not _beyond(reading, value)) for reading in readings
    )


def _beyond(reading: Reading, value: Quantity) -> bool:
    """Whether words put the value strictly above or below a number that it is not above or below."""
    factor = _factor(reading, value.unit) or Decimal(1)
    said = reading.value * factor
    if reading.qualifier == "over":
        return value.value <= said and value.qualifier not in ("over", "at least")
    if reading.qualifier == "under":
        return value.value >= said and value.qualifier not in ("under", "up to")
    return False


def _readings(numerals: Iterable[Found], *, scaled: bool) -> Iterator[tuple[Found, Reading]]:
    """Every way to read every numeral. `scaled`: the language's “million” is unknown, so it may stand behind any."""
    for found in numerals:
        for reading in filter(None, (found.reading, *found.others)):
            yield found, reading
            for scale in _SCALES if scaled else ():
                yield found, _times(reading, scale)


def _times(reading: Reading, scale: Decimal) -> Reading:
    ends = (reading.ends[0] * scale, reading.ends[1] * scale) if reading.ends else None
    value, low, high = (part * scale for part in (reading.value, reading.low, reading.high))
    return replace(reading, value=value, low=low, high=high, ends=ends)


def _compare(reading: Reading, value: Quantity) -> tuple[Literal["exact", "rounded"], bool] | None:
    """How the two agree, and whether the fact is the finer one; None where they do not."""
    factor = _factor(reading, value.unit)
    if factor is None:
        return None
    if value.ends is not None:
        if reading.ends is None:
            return None
        ends = tuple(end * factor for end in reading.ends)
        return ("exact", False) if ends == value.ends else None
    if reading.ends is not None:
        return None
    said = reading.value * factor
    if said == value.value:
        return "exact", False
    if value.step is not None and round_to(said, value.step) == round_to(value.value, value.step):
        return "rounded", False
    if value.low <= said <= value.high and value.low < value.high:
        return "rounded", False
    if reading.low * factor <= value.value <= reading.high * factor:
        return "rounded", True
    return None


def _factor(reading: Reading, unit: Unit) -> Decimal | None:
    """What turns the reading's number into the fact's unit; None where the two measure different things."""
    if reading.dimension in ("share", "multiple"):
        if unit in (NUMBER, PERCENT):
            return Decimal(100) if unit == PERCENT and reading.dimension == "share" else Decimal(1)
        # “half an hour”, « trois quarts d’heure »: a share of one unit is an amount.
        is_amount = reading.dimension == "share" and reading.unit is not None and reading.value < 1
        return _between(_same_dollars(reading, unit), unit) if is_amount else None
    if reading.unit is None or reading.unit == unit:
        return Decimal(1)
    said = _same_dollars(reading, unit)
    below = tuple((name, power) for name, power in unit.factors if power < 0)
    if said.factors == below:  # “13 bn a year”, of what the sentence says elsewhere
        return Decimal(1)
    factor = _between(said, unit)
    if factor is not None:
        return factor
    # “annual revenue of $13 billion” is 13 billion USD/year: what it is divided by may stand elsewhere in the sentence.
    above = Unit(tuple((name, power) for name, power in unit.factors if power > 0))
    has_divisor = any(power < 0 for _, power in said.factors)
    return _between(said, above) if above != unit and above.factors and not has_divisor else None


def _same_dollars(reading: Reading, unit: Unit) -> Unit:
    """A bare “$” takes the country of the fact's dollars."""
    wanted = next((name for name, power in unit.factors if power == 1 and name in _DOLLARS), None)
    if not reading.dollars or wanted is None or reading.unit is None:
        return reading.unit or NUMBER
    return Unit(tuple((wanted if name == "USD" else name, power) for name, power in reading.unit.factors))


@cache
def _between(said: Unit, wanted: Unit) -> Decimal | None:
    if said == wanted:
        return Decimal(1)
    kinds = {kind_of(said), kind_of(wanted)}
    if kinds <= {"percent", "number"}:
        return Decimal("0.01") if said == PERCENT else Decimal(100)
    if len(kinds) > 1 or kinds <= {"money", "count"}:
        return None
    return Units().factor(said, wanted)


def _holds_date(numerals: tuple[Found, ...], value: PartialDate) -> Match:
    """A date is held by the same date, by one inside it (“3 November 2025” says November 2025 and 2025), and by one
    around it, said less precisely."""
    dates = [(found, date) for found in numerals for date in _dates(found)]
    shown = tuple(dict.fromkeys(found.text for found, _ in dates))
    years = {date.year for _, date in dates if date.year}
    for found, date in dates:
        if _is_within(date, value, date.year):
            return Match("exact", found.start, found.end, found=shown)
    for found, date in dates:
        # “April 1, July 1 and October 1, 2026”: the year stands once for all of them.
        if date.year is None and value.year in years and _is_within(date, value, value.year):
            return Match("rounded", found.start, found.end, found=shown)
    for found, date in dates:
        if _is_coarser(date, value):
            return Match("rounded", found.start, found.end, found=shown, finer=True)
    return Match("no", found=shown)


def _dates(found: Found) -> Iterator[DateRead]:
    """The date a numeral is, or the years it may be: “the revolution of 1848”, “1815 to 1848”."""
    if found.date is not None:
        yield found.date
    for reading in filter(None, (found.reading, *found.others)):
        year = int(reading.value) if reading.unit is None and reading.value == reading.value.to_integral_value() else 0
        if year in _OLD_YEARS and str(year) in found.text:
            yield DateRead(year)


def _is_within(date: DateRead, value: PartialDate, year: int | None) -> bool:
    if year != value.year:
        return False
    if value.quarter is not None:
        quarter = date.quarter or ((date.month - 1) // 3 + 1 if date.month else None)
        return quarter == value.quarter
    if value.month is not None and date.month != value.month:
        return False
    return value.day is None or date.day == value.day


def _is_coarser(read: DateRead, date: PartialDate) -> bool:
    """Whether a text gives the date less precisely: “by the end of 2029” for 2029-12-31."""
    if read.year != date.year or read.day is not None:
        return False
    if read.quarter is not None and date.month is not None:
        return read.quarter == (date.month - 1) // 3 + 1
    return read.month in (None, date.month)
