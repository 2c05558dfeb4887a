"""Interval arithmetic: bounds hold every result of numbers within them."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from exposit.facts.interval import Interval, Step, ZeroDivisorError, run

NUMBERS = st.decimals(-1000, 1000, places=3)


@st.composite
def pieces(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """An interval and a number in it."""
    low, inside, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return (low, high), inside


def _holds(interval: Interval, exact: Fraction) -> bool:
    return Fraction(interval[0]) <= exact <= Fraction(interval[1])


@given(pieces(), pieces(), st.sampled_from("+-*/"))
def test_two_numbers(left: tuple[Interval, Decimal], right: tuple[Interval, Decimal], operator: str) -> None:
    """The result of any two numbers lies within the result of their intervals."""
    assume(operator != "/" or not right[0][0] <= 0 <= right[0][1])
    one, other = Fraction(left[1]), Fraction(right[1])
    exact = {"+": one + other, "-": one - other, "*": one * other, "/": one / (other or 1)}[operator]
    steps = [Step("input", 0), Step("input", 1), Step(operator)]  # type: ignore[arg-type]
    assert _holds(run(steps, [left[0], right[0]]), exact)


@given(pieces(), st.integers(0, 12))
def test_powers(piece: tuple[Interval, Decimal], exponent: int) -> None:
    """An even power of an interval around zero begins at zero."""
    assert _holds(run([Step("input"), Step("^", exponent)], [piece[0]]), Fraction(piece[1]) ** exponent)


@given(st.lists(pieces(), min_size=1, max_size=6))
def test_several_numbers(found: list[tuple[Interval, Decimal]]) -> None:
    """Sums, averages and extremes of intervals hold those of the numbers in them."""
    numbers = [Fraction(number) for _, number in found]
    exact = {"sum": sum(numbers), "min": min(numbers), "max": max(numbers), "average": sum(numbers) / len(numbers)}
    for operation, result in exact.items():
        steps = [*(Step("input", index) for index in range(len(found))), Step(operation, len(found))]  # type: ignore[arg-type]
        assert _holds(run(steps, [interval for interval, _ in found]), Fraction(result))


@given(pieces(), NUMBERS)
def test_scales_and_signs(piece: tuple[Interval, Decimal], factor: Decimal) -> None:
    """A negative factor turns an interval round."""
    steps = [Step("input"), Step("scale", number=factor), Step("negate")]
    assert _holds(run(steps, [piece[0]]), -Fraction(piece[1]) * Fraction(factor))


def test_the_threads_context_changes_nothing() -> None:
    """Fifty digits are worked with whatever somebody set elsewhere."""
    third = (Decimal(1), Decimal(1))
    steps = [Step("input"), Step("number", number=Decimal(3)), Step("/"), Step("negate")]
    with localcontext(Context(prec=3)):
        low, high = run(steps, [third])
    assert (50, True) == (len(low.as_tuple().digits), low < high)


def test_a_divisor_that_changes_sign_between_corners_may_be_zero() -> None:
    """One run at -1 and one at 1 are both possible, and so is 0 between them."""
    steps = [Step("number"), Step("input"), Step("/", 4)]
    divisors: dict[int, Interval] = {}
    run(steps, [(Decimal(-1), Decimal(-1))], divisors=divisors)
    with pytest.raises(ZeroDivisorError) as raised:
        run(steps, [(Decimal(1), Decimal(1))], divisors=divisors)
    assert 4 == raised.value.index
