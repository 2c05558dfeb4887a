"""What a view makes of an amount, as the amount itself is stated: a part of “up to 60” is “up to” something, a part of
“94 to 118” a range. A formula may say no more than “about” (blueprint §3); a view knows that nothing else is vague.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from exposit.facts.precision import WORKING, power_of_ten, significant_step
from exposit.facts.units import NUMBER
from exposit.model import Quantity

_LEAST = Decimal("0.00001")
"""A share below a thousandth of a percent is told by this bound: more zeros than that are not read."""
_DIGITS = 3
"""A share that is known to more significant digits than one more of these is shown with so many."""


def qualified(amount: Quantity, result: Quantity, *, alone: bool) -> Quantity:
    """The `result` of dividing a row's `amount` by something positive, with the amount's own qualifier or range where
    it is `alone` in having one."""
    if not alone or not amount.value or (amount.qualifier is None and amount.ends is None):
        return result
    if amount.ends is None:
        return replace(result, qualifier=amount.qualifier)
    ratio = WORKING.divide(result.value, amount.value)
    low, high = (WORKING.multiply(end, ratio) for end in amount.ends)
    known = WORKING.multiply(amount.step, abs(ratio)) if amount.step else None
    step = power_of_ten(known.adjusted()) if known else significant_step(low, _DIGITS)
    return replace(result, ends=(low, high), step=step, qualifier=amount.qualifier)


def as_share(result: Quantity) -> Quantity:
    """A share as it is worded: without digits nobody reads, and by a bound where it is next to nothing."""
    if result.unit != NUMBER or result.ends is not None:
        return result
    if not result.value:
        return replace(result, step=None)
    if result.value > 0 and result.high < _LEAST and result.qualifier in (None, "about", "up to", "under"):
        return replace(result, value=_LEAST, low=Decimal(0), high=_LEAST, step=_LEAST, qualifier="under")
    if _digits(result) > _DIGITS + 1:
        return replace(result, step=significant_step(result.value, _DIGITS))
    return result


def _digits(result: Quantity) -> int:
    """To how many significant digits an amount is known."""
    if result.step is None:
        return len(result.value.normalize(WORKING).as_tuple().digits)
    return result.value.adjusted() - result.step.adjusted() + 1
