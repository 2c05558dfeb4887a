"""What was read in a text: the values `numerals` returns and `agreement` compares. No logic."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from exposit.model import Qualifier, Unit

Kind = Literal["quantity", "word", "label"]
"""`quantity`: digits, scale words, dozens, fractions, multiples; `word`: other number words from two up; `label`: what
is no quantity: dates, years, times, ordinals, versions, identifiers, section and phone numbers, addresses."""

Dimension = Literal[
    "money", "percent", "duration", "power", "energy", "length", "mass", "data", "count", "rate", "multiple", "share"
]
"""What was measured, where the words say so. `multiple`: doubled, three times; `share`: half, two thirds."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as it was written. `low` and `high` are what its last written digit leaves open (38 billion: 37.5 to
    38.5). `unit` is None where none was written that every site knows; `dollars` says that only “$” or “dollars” was
    written, so that any country's will do. `ends` is set for a range."""

    value: Decimal
    low: Decimal
    high: Decimal
    unit: Unit | None = None
    qualifier: Qualifier | None = None
    dimension: Dimension | None = None
    dollars: bool = False
    ends: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date as it was written; `year` is None in “3 November”."""

    year: int | None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A numeral in a text: its place, its words, its kind. `reading` is None for labels and for what has no exact value
    (“hundreds of thousands”). `others` are further readings: each end of a range, `5m` as five metres."""

    start: int
    end: int
    text: str
    kind: Kind
    reading: Reading | None = None
    date: DateRead | None = None
    others: tuple[Reading, ...] = ()
