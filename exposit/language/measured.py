"""One number with what stands around it: between `phrases` and `surroundings`, which read it, and `numerals`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from exposit.facts.units import kind_of
from exposit.language.phrases import Amount
from exposit.language.reading import Dimension
from exposit.language.surroundings import After
from exposit.model import Unit


@dataclass(frozen=True, slots=True)
class Part:
    """One number with its surroundings."""

    start: int
    amount: Amount
    after: After
    currency: str | None
    negative: bool

    @property
    def end(self) -> int:
        """Where its unit ends."""
        return self.after.end

    @property
    def signed(self) -> Decimal | None:
        """The number, below zero where its sign says so."""
        value = self.amount.value
        return -value if value is not None and self.negative else value

    @property
    def is_bare(self) -> bool:
        """A whole number without a scale or a currency."""
        amount = self.amount
        is_whole = amount.sort == "number" and amount.factor == 1 and amount.place == 0 and amount.value is not None
        return is_whole and self.currency is None


def halves(part: Part) -> tuple[list[str], list[str]]:
    """What is measured and what it is divided by: `$` and `year`."""
    above = [name for name, power in part.after.factors if power > 0]
    below = [name for name, power in part.after.factors if power < 0]
    return above or ([part.currency] if part.currency else []), below


def dimension(amount: Amount, unit: Unit | None) -> Dimension | None:
    """What was measured, where the words say so."""
    if amount.sort != "number":
        return amount.sort
    if unit is None:
        return None
    kind = kind_of(unit)
    if kind == "compound":
        return "rate"
    return "count" if kind == "number" else kind
