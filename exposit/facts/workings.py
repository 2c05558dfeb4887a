"""Runs the programs of `plan` over what is known: middle values, and intervals at the corners of the stated facts.

Blueprint §3, “Precision”: a formula is evaluated at the corners of its leaf facts' intervals, each leaf once, however
often it occurs and through however many other formulas. A leaf that occurs once behaves the same in plain interval
arithmetic, so only the others are put at their corners. Leaves are stated facts that are not exact, and `years` between
dates that are not; beyond ten of them, plain interval arithmetic must do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, DecimalException

from exposit.facts.dates import years_between
from exposit.facts.failure import Failure
from exposit.facts.interval import NEAREST, Interval, Step, ZeroDivisorError, run
from exposit.facts.precision import is_exact
from exposit.facts.scope import Input, Plan
from exposit.model import PartialDate, Quantity, Value

MOST_LEAVES = 10

Corner = tuple[int, int]
"""Which leaves are held at their low ends and which at their high ends: two sets, as bits."""


@dataclass(frozen=True, slots=True)
class Known:
    """An input as other formulas see it. `leaves` are the inexact stated facts below it and `shared` those that occur
    more than once on the way, both as bits; `plan` is None for a leaf."""

    value: Decimal
    interval: Interval
    leaves: int = 0
    shared: int = 0
    plan: Plan | None = None


@dataclass(slots=True)
class Workings:
    """What has been worked out so far, so that nothing is worked out twice. Grows while facts are derived."""

    values: Mapping[str, Value]
    known: dict[Input, Known] = field(default_factory=dict)
    bits: dict[Input, int] = field(default_factory=dict)
    held: dict[tuple[Input, int, int], Interval] = field(default_factory=dict)
    """The interval of a derived fact while some of its leaves are held at an end."""

    def record(self, id_: str, plan: Plan, quantity: Quantity, factor: Decimal) -> None:
        """Remembers a derived fact. `factor` turns the plan's unit into the fact's own."""
        leaves, shared = self._leaves(plan)
        scaled = plan if factor == 1 else _scaled(plan, factor)
        interval = (quantity.low, quantity.high)
        if quantity.low == quantity.high:
            self.known[(id_,)] = Known(quantity.value, interval)
        else:
            self.known[(id_,)] = Known(quantity.value, interval, leaves, shared, scaled)

    def result(self, plan: Plan) -> tuple[Decimal, Interval] | Failure:
        """The middle value and the interval of a plan, in the plan's unit."""
        try:
            sources = [self.of(source) for source in plan.inputs]
            value = run(plan.steps, [(source.value, source.value) for source in sources], NEAREST)[0]
            low, high = self._interval(plan, sources)
        except ZeroDivisorError as error:
            divisor = plan.divisors[error.index]
            hint = "a divisor must be known well enough not to be zero"
            message = f"`{divisor.text}` may be zero, and nothing can be divided by it"
            return Failure("formula-zero", message, divisor.start, divisor.end, hint)
        except DecimalException:
            return Failure("formula-size", "the result is too large to be calculated", 0, 1)
        low, high = min(low, value), max(high, value)
        return value, (value, value) if is_exact(low, high, value) else (low, high)

    def of(self, source: Input) -> Known:
        """What is known of an input; a fact nobody derived is a leaf."""
        if source not in self.known:
            found = self._quantity(source)
            exact = found.low == found.high
            bit = 0 if exact else 1 << self.bits.setdefault(source, len(self.bits))
            self.known[source] = Known(found.value, (found.low, found.high), bit)
        return self.known[source]

    def _quantity(self, source: Input) -> Quantity:
        values = [self.values[id_] for id_ in source]
        first, last = values[0], values[-1]
        if isinstance(first, PartialDate) and isinstance(last, PartialDate):
            return years_between(first, last)
        if isinstance(first, Quantity):
            return first
        raise TypeError(f"{source} is no quantity; a plan never takes it")

    def _leaves(self, plan: Plan) -> tuple[int, int]:
        """The leaves of a plan, and those of them that occur more than once, however deep."""
        leaves = shared = 0
        for step in plan.steps:
            if step.operation == "input":
                source = self.of(plan.inputs[step.index])
                shared |= source.shared | leaves & source.leaves
                leaves |= source.leaves
        return leaves, shared

    def _interval(self, plan: Plan, sources: Sequence[Known]) -> Interval:
        leaves, shared = self._leaves(plan)
        divisors: dict[int, Interval] = {}
        if not shared or leaves.bit_count() > MOST_LEAVES:
            return run(plan.steps, [source.interval for source in sources], divisors=divisors)
        found = [
            run(plan.steps, [self._held(source, corner) for source in plan.inputs], divisors=divisors)
            for corner in _corners(shared)
        ]
        return min(low for low, _ in found), max(high for _, high in found)

    def _held(self, source: Input, corner: Corner) -> Interval:
        """The interval of an input while the leaves of a corner are held at their ends. Without recursion: formulas may
        build on one another thousands deep."""
        waiting = [source]
        while waiting:
            current = waiting[-1]
            if self._at(current, corner) is not None:
                waiting.pop()
                continue
            plan = self.of(current).plan
            if plan is None:
                raise TypeError(f"{current} is a leaf; it is always at hand")
            needed = [inner for inner in plan.inputs if self._at(inner, corner) is None]
            if needed:
                waiting.extend(needed)
                continue
            inputs = [self._at(inner, corner) for inner in plan.inputs]
            result = run(plan.steps, [interval for interval in inputs if interval is not None])
            self.held[self._key(current, corner)] = result
        interval = self._at(source, corner)
        return interval if interval is not None else self.of(source).interval

    def _at(self, source: Input, corner: Corner) -> Interval | None:
        """The same, where it is at hand: None where it has yet to be calculated."""
        known = self.of(source)
        _, low, high = self._key(source, corner)
        if not low and not high:
            return known.interval
        if known.plan is None:
            end = known.interval[0] if low else known.interval[1]
            return (end, end)
        return self.held.get((source, low, high))

    def _key(self, source: Input, corner: Corner) -> tuple[Input, int, int]:
        leaves = self.of(source).leaves
        return source, corner[0] & leaves, corner[1] & leaves


def _corners(leaves: int) -> Iterator[Corner]:
    """Every way to hold each of these leaves at one of its ends."""
    high = leaves
    while True:
        yield leaves & ~high, high
        if not high:
            return
        high = (high - 1) & leaves


def _scaled(plan: Plan, factor: Decimal) -> Plan:
    """The same plan with its result in the unit the fact declares."""
    return replace(plan, steps=(*plan.steps, Step("scale", number=factor)))
