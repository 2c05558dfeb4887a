"""Which digits of an amount are shown, and at which scale: Decimal throughout, half up, never further than the step.

Comes before wording. The scale is picked after rounding, so that 999.96 billion to three figures is 1 trillion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from exposit.facts.precision import round_to

_MOST_DECIMALS = 3  # beyond a scale word more than these read worse than the digits in full
_ZEROS_THAT_TELL = 2  # “38.0 billion” says how well it is known; “1.400 trillion” only that it was counted in billions


@dataclass(frozen=True, slots=True)
class Scaled:
    """A rounded amount as `number` times ten to `exponent`; the number's digits are exactly those to show."""

    number: Decimal
    exponent: int


def plain(value: Decimal) -> Decimal:
    """The same amount without an exponent above zero and without zeros after the point."""
    precision = len(value.as_tuple().digits) + abs(value.adjusted()) + 5
    if value == value.to_integral_value():
        return value.quantize(Decimal(1), context=Context(prec=precision))
    return value.normalize(Context(prec=precision))


def scale(value: Decimal, step: Decimal | None, exponents: Sequence[int]) -> Scaled:
    """`value` rounded to `step`, at the largest of `exponents` it reaches, in full digits where none suits it."""
    rounded = plain(value) if step is None else round_to(value, step)
    for exponent in sorted(exponents, reverse=True):
        if rounded.is_zero() or rounded.adjusted() < exponent:
            continue
        number = rounded.scaleb(-exponent, Context(prec=len(rounded.as_tuple().digits) + 30))
        keeps_zeros = step is not None and exponent - step.adjusted() <= _ZEROS_THAT_TELL
        rolled_over = rounded.adjusted() > value.adjusted()
        if not keeps_zeros or rolled_over:
            number = plain(number)
        shown = max(-_exponent(number), 0)
        if shown <= _MOST_DECIMALS:
            return Scaled(_whole(number), exponent)
    return Scaled(_whole(rounded), 0)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _whole(number: Decimal) -> Decimal:
    """Without an exponent above zero, its decimals kept."""
    return plain(number) if _exponent(number) > 0 else number


def group_digits(number: Decimal, decimal: str, group: str, minus: str) -> str:
    """The number's own digits with a language's separators: 1400.5 as `1,400.5`."""
    digits = f"{abs(number):f}"
    whole, _, fraction = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", group) if len(whole) <= 4000 else whole
    sign = minus if number.is_signed() and not number.is_zero() else ""
    return sign + grouped + (decimal + fraction if fraction else "")
