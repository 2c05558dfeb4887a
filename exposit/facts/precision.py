"""How well an amount is known, and so how many digits of it may be shown (blueprint §3, “Precision”).

Below `quantity` and `units`, which both make quantities; knows neither.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from exposit.model import Quantity

WORKING = Context(prec=50)
"""Ample for amounts of thirty digits; never the thread's context, which anyone may change."""

_KEPT, _KEPT_LOW, _KEPT_HIGH = (
    Context(prec=28),
    Context(prec=28, rounding=ROUND_FLOOR),
    Context(prec=28, rounding=ROUND_CEILING),
)

_NEGLIGIBLE = Decimal("1E-36")
"""An interval this narrow, relative to its value, is a rounding of the last working digit and stands for nothing."""

_EXACT_DIGITS = 15
"""An exact result with at most so many significant digits is shown whole; a longer one is a fraction without an end."""


def power_of_ten(exponent: int) -> Decimal:
    """10 to the `exponent`, as the model writes a step: `Decimal("1E+9")`."""
    return Decimal((0, (1,), exponent))


def leading_place(value: Decimal, digits: int) -> int:
    """The exponent of the first digit of `value` once rounded to `digits` significant ones: 1 for 9.96 and two."""
    if value == 0:
        return 0
    place = value.adjusted()
    rounded = value.quantize(power_of_ten(place - digits + 1), rounding=ROUND_HALF_UP, context=WORKING)
    return rounded.adjusted()


def significant_step(value: Decimal, digits: int) -> Decimal:
    """The step that shows `value` with `digits` significant digits, as `digits:` asks."""
    return power_of_ten(leading_place(value, digits) - digits + 1)


def is_exact(low: Decimal, high: Decimal, value: Decimal) -> bool:
    """Whether the interval is a point, but for the last working digit."""
    return WORKING.subtract(high, low) <= WORKING.multiply(value.copy_abs(), _NEGLIGIBLE)


def shown_step(low: Decimal, high: Decimal, value: Decimal, digits: int | None = None) -> Decimal | None:
    """The power of ten a calculated value is shown to: the smallest not below half the interval's width, with at least
    two significant digits; `digits` significant ones where the author says so.

    None where every digit counts: the value is exact and its digits end. An exact value whose digits do not end (3 / 7)
    is shown with three significant digits, and never coarser than whole numbers."""
    if digits is not None:
        return significant_step(value, digits)
    if is_exact(low, high, value):
        if len(WORKING.create_decimal(value).normalize(WORKING).as_tuple().digits) <= _EXACT_DIGITS:
            return None
        return min(significant_step(value, 3), Decimal(1))
    half = WORKING.divide(WORKING.subtract(high, low), Decimal(2))
    place = half.adjusted()
    step = power_of_ten(place if half == power_of_ten(place) else place + 1)
    return min(step, significant_step(value, 2)) if value else step


def rounded(quantity: Quantity) -> Decimal:
    """The value as it is shown: rounded to its step, halves away from zero."""
    return round_to(quantity.value, quantity.step)


def round_to(value: Decimal, step: Decimal | None) -> Decimal:
    """`value` to a whole multiple of `step`, halves away from zero; unchanged without a step."""
    if step is None:
        return value
    return value.quantize(step, rounding=ROUND_HALF_UP, context=Context(prec=max(60, value.adjusted() + 60)))


def guard_step(quantity: Quantity) -> Decimal | None:
    """The step for a note that shows the working: one digit more than is shown, so that a reader who recalculates
    agrees. The shown step itself where nothing was rounded away."""
    if quantity.step is None or rounded(quantity) == quantity.value:
        return quantity.step
    return power_of_ten(quantity.step.adjusted() - 1)


def made_exact(quantity: Quantity) -> Quantity:
    """The same amount as `exact: true` declares it: the interval is the value. A range stays a range."""
    if quantity.ends is not None:
        return quantity
    return replace(quantity, low=quantity.value, high=quantity.value, step=None)


def with_digits(quantity: Quantity, digits: int) -> Quantity:
    """The same amount, shown with `digits` significant digits."""
    return replace(quantity, step=significant_step(quantity.value, digits))


def trimmed(quantity: Quantity) -> Quantity:
    """A calculated quantity without the digits that only served the calculation: 28 stay, bounds rounded outwards."""
    value = quantity.value.normalize(_KEPT)
    if quantity.low == quantity.value == quantity.high:
        return replace(quantity, value=value, low=value, high=value)
    return replace(
        quantity, value=value, low=quantity.low.normalize(_KEPT_LOW), high=quantity.high.normalize(_KEPT_HIGH)
    )
