"""Interval arithmetic in Decimal, and the small stack machine that runs a formula over intervals.

Bounds are rounded outwards, so that an interval always holds the true result. A formula arrives here as `Step`s, with
units already settled by `plan`; nothing here knows a fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Literal

from exposit.facts.precision import WORKING

Interval = tuple[Decimal, Decimal]

OUTWARDS = (Context(prec=50, rounding=ROUND_FLOOR), Context(prec=50, rounding=ROUND_CEILING))
NEAREST = (WORKING, WORKING)
"""For the middle values: both bounds are the same number, rounded the usual way."""

ZERO, ONE = Decimal(0), Decimal(1)

Operation = Literal["input", "number", "scale", "negate", "+", "-", "*", "/", "^", "sum", "min", "max", "average"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a program. `index` is an input's place for `input`, how many to take for `sum min max average`, the
    exponent for `^`, the divisor's number for `/`; `number` the constant of `number` and `scale`."""

    operation: Operation
    index: int = 0
    number: Decimal = ONE


class ZeroDivisorError(ArithmeticError):
    """A division whose divisor may be zero. `index` is the divisor's number; told to the author by `workings`."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


def run(
    steps: Sequence[Step],
    inputs: Sequence[Interval],
    contexts: tuple[Context, Context] = OUTWARDS,
    divisors: dict[int, Interval] | None = None,
) -> Interval:
    """The result of a program over its inputs. `divisors` collects the hull of every divisor over several runs: one
    that changes sign between them holds zero too. Raises `ZeroDivisorError`, and decimal's `Overflow`."""
    stack: list[Interval] = []
    for step in steps:
        operation = step.operation
        if operation == "input":
            stack.append(inputs[step.index])
        elif operation == "number":
            stack.append((step.number, step.number))
        elif operation in ("scale", "negate", "^"):
            stack.append(_single(step, stack.pop(), contexts))
        elif operation in ("sum", "min", "max", "average"):
            taken = stack[-step.index :]
            del stack[-step.index :]
            stack.append(_several(step, taken, contexts))
        else:
            right = stack.pop()
            if operation == "/":
                _check_divisor(step.index, right, divisors)
            stack.append(_pair(operation, stack.pop(), right, contexts))
    return stack.pop()


def _check_divisor(index: int, divisor: Interval, divisors: dict[int, Interval] | None) -> None:
    if divisors is not None:
        known = divisors.get(index, divisor)
        divisor = divisors[index] = (min(known[0], divisor[0]), max(known[1], divisor[1]))
    if divisor[0] <= 0 <= divisor[1]:
        raise ZeroDivisorError(index)


def _single(step: Step, operand: Interval, contexts: tuple[Context, Context]) -> Interval:
    down, up = contexts
    low, high = operand
    if step.operation == "negate":
        return (high.copy_negate() if high else ZERO, low.copy_negate() if low else ZERO)
    if step.operation == "scale":
        return _ordered(down.multiply(low, step.number), up.multiply(high, step.number))
    return _power(operand, step.index, contexts)


def _ordered(first: Decimal, second: Decimal) -> Interval:
    return (first, second) if first <= second else (second, first)


def _power(operand: Interval, exponent: int, contexts: tuple[Context, Context]) -> Interval:
    result: Interval = (ONE, ONE)
    magnitude = operand
    if exponent % 2 == 0:
        sizes = (operand[0].copy_abs(), operand[1].copy_abs())  # abs() would round to the thread's context
        magnitude = (ZERO if operand[0] <= 0 <= operand[1] else min(sizes), max(sizes))
    for _ in range(exponent):
        result = _pair("*", result, magnitude, contexts)
    return result


def _pair(operation: str, left: Interval, right: Interval, contexts: tuple[Context, Context]) -> Interval:
    down, up = contexts
    if operation == "+":
        return (down.add(left[0], right[0]), up.add(left[1], right[1]))
    if operation == "-":
        return (down.subtract(left[0], right[1]), up.subtract(left[1], right[0]))
    if operation == "*":
        if left[0] >= 0 and right[0] >= 0:
            return (down.multiply(left[0], right[0]), up.multiply(left[1], right[1]))
        pairs = [(one, other) for one in left for other in right]
        return (min(down.multiply(*pair) for pair in pairs), max(up.multiply(*pair) for pair in pairs))
    if left[0] >= 0 and right[0] > 0:
        return (down.divide(left[0], right[1]), up.divide(left[1], right[0]))
    pairs = [(one, other) for one in left for other in right]
    return (min(down.divide(*pair) for pair in pairs), max(up.divide(*pair) for pair in pairs))


def _several(step: Step, taken: Sequence[Interval], contexts: tuple[Context, Context]) -> Interval:
    if step.operation == "min":
        return (min(low for low, _ in taken), min(high for _, high in taken))
    if step.operation == "max":
        return (max(low for low, _ in taken), max(high for _, high in taken))
    total = taken[0]
    for interval in taken[1:]:
        total = _pair("+", total, interval, contexts)
    if step.operation == "sum":
        return total
    return _pair("/", total, (Decimal(len(taken)),) * 2, contexts)
