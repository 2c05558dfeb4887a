"""What a number is: dates with their precision, units, quantities with their interval, and the tree of a formula.

Comes from `read` and `facts`, is worded by `language`, shown by `render`. No arithmetic here: that is `facts`.
Every amount is a `Decimal`; a float never stands in between.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from exposit.problems import Span

Qualifier = Literal["about", "up to", "at least", "over", "under"]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the quarter, the month or the day: `2025`, `2025-Q3`, `2025-11`, `2025-11-03`."""

    year: int
    quarter: int | None = None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """As authors write it, which is also the machine-readable form of what we publish."""
        if self.quarter is not None:
            return f"{self.year:04d}-Q{self.quarter}"
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of named units to integer powers, as authors write it: `USD/year` is (("USD", 1), ("year", -1)).

    Names are canonical (`USD`, `year`, `GW`, `percent`, `person`, a name of `units:`), the prefix part of the name, so
    that what was written in gigawatts is shown in gigawatts. Empty for a plain number."""

    factors: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        """As authors write it: `USD/year`, `GW`, empty for a plain number."""
        above = [name if power == 1 else f"{name}^{power}" for name, power in self.factors if power > 0]
        below = [name if power == -1 else f"{name}^{-power}" for name, power in self.factors if power < 0]
        return "/".join(["*".join(above) or ("1" if below else ""), *below])


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount, the unit it is in, and how well it is known.

    `low <= value <= high` is the closed interval it stands for: the last digit written is the one known (blueprint §3,
    “Precision”). `step` is the power of ten it is shown to (Decimal("1E9") for 38 billion, Decimal("0.1") for 5.4);
    None where every digit counts. `ends` is set for a range that was written as one (“2 to 3 million”)."""

    value: Decimal
    unit: Unit
    low: Decimal
    high: Decimal
    step: Decimal | None = None
    qualifier: Qualifier | None = None
    ends: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Undisclosed:
    """A value that exists and was not published: shown as such, never as zero."""


# The tree of a formula. `start` and `end` are offsets in the formula's own text, so that a message can point into it.


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity written in the formula itself: `75 percent`, `7 years`, `2`."""

    quantity: Quantity
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A fact, by id; `a.date` of an event is the same name (its value is a date)."""

    id: str
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Negate:
    """A minus before an atom."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    """`+ - * / ^`; `^` has a `Number` on its right, a whole one."""

    operator: Literal["+", "-", "*", "/", "^"]
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Query:
    """Facts that share properties: `nature: cloud_purchase, payer: openai`; keys in the order written."""

    terms: tuple[tuple[str, str], ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """As authors write it."""
        return ", ".join(f"{key}: {word}" for key, word in self.terms)


@dataclass(frozen=True, slots=True)
class Call:
    """`sum min max average count years`, over arguments or over one query."""

    function: str
    arguments: tuple[Expression, ...]
    query: Query | None
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim: `a / b > 50 percent`. Only ever the root of a tree."""

    operator: Literal["<", "<=", ">", ">=", "=", "!="]
    left: Expression
    right: Expression


Expression = Number | Name | Negate | Binary | Call | Comparison


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as written and as read. `span` is where its text begins in the author's file."""

    text: str
    tree: Expression
    span: Span | None = field(default=None, repr=False, compare=False)
