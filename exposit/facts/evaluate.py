"""A formula or claim in an author's words, worked out against facts that have been derived.

The same way as a fact's own formula (`derive` uses `quantity_of` too); a claim is judged over the whole interval of
what is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from exposit.facts.dates import first_day, last_day, middle_day
from exposit.facts.failure import Failure
from exposit.facts.precision import round_to, shown_step, trimmed
from exposit.facts.scope import Claim, DateClaim, Plan
from exposit.facts.units import NUMBER, Units
from exposit.facts.workings import Workings
from exposit.model import Call, Derivation, Formula, Qualifier, Quantity, Unit, Verdict

Truth = tuple[bool, bool]
"""Whether a claim holds over the whole interval, and whether it holds at the middle."""

_NEGLIGIBLE = Decimal("1E-24")
"""A difference this small, relative to what is compared, is a rounding of the last digit kept."""


def quantity_of(plan: Plan, workings: Workings, units: Units, *, unit: Unit | None = None) -> Quantity | Failure:
    """What a plan comes to, in `unit` where one is declared, else in one a reader knows; shown as its interval allows.

    A formula that only names a fact is that fact: its precision, range and qualifier stay as they were written."""
    result = workings.result(plan)
    if isinstance(result, Failure):
        return result
    alone = _alone(plan, workings)
    value, (low, high) = result
    calculated = Quantity(value, plan.unit, low, high, shown_step(low, high, value), _qualifier(plan, workings))
    quantity = units.convert(alone, plan.unit) if alone else calculated
    if isinstance(quantity, Failure):
        return quantity
    if unit is None:
        return trimmed(units.settle(quantity))
    converted = units.convert(quantity, unit)
    return converted if isinstance(converted, Failure) else trimmed(converted)


def _qualifier(plan: Plan, workings: Workings) -> Qualifier | None:
    """A plan's qualifier; a sum with a range in it, which may end above its middle, is not “up to” anything."""
    if plan.qualifier != "up to":
        return plan.qualifier
    named = (workings.values.get(name) for source in plan.inputs for name in source)
    return "about" if any(isinstance(value, Quantity) and value.ends for value in named) else "up to"


def _alone(plan: Plan, workings: Workings) -> Quantity | None:
    """The fact a plan only names, at most converted; None where it calculates."""
    operations = [step.operation for step in plan.steps]
    if operations not in (["input"], ["input", "scale"]):
        return None
    source = plan.inputs[plan.steps[0].index]
    value = workings.values.get(source[0]) if len(source) == 1 else None
    return value if isinstance(value, Quantity) else None


def adopted(plan: Plan, formula: Formula, unit: Unit | None, units: Units) -> Plan:
    """What `count` counts may be given a site's own unit: `count(nature: contract)` with `unit: contract`."""
    if unit is None or plan.unit != NUMBER or units.kind(unit) != "count" or not _counts(formula):
        return plan
    return replace(plan, unit=unit)


def _counts(formula: Formula) -> bool:
    return isinstance(formula.tree, Call) and formula.tree.function == "count"


def derivation(formula: Formula, result: Quantity, plan: Plan, derivations: Mapping[str, Derivation]) -> Derivation:
    """The result with what went into it."""
    return Derivation(formula, result, plan.names, leaves_of(plan.names, derivations))


def leaves_of(names: Iterable[str], derivations: Mapping[str, Derivation]) -> tuple[str, ...]:
    """The stated facts at the bottom of these, in order of first use, each once."""
    leaves: dict[str, None] = {}
    for name in names:
        known = derivations.get(name)
        if known is None:
            leaves[name] = None
        else:
            leaves.update(dict.fromkeys(known.leaves))
    return tuple(leaves)


def judge(claim: Claim, workings: Workings, units: Units) -> Verdict | Failure:
    """Whether a claim is true over the whole interval, at the middle only, or not at all. A fact on both sides moves on
    both at once. `=` means that both sides are shown as the same number."""
    sides: list[Quantity] = []
    for plan in (claim.left, claim.right):
        side = quantity_of(plan, workings, units, unit=plan.unit)
        if isinstance(side, Failure):
            return side
        sides.append(side)
    left, right = sides
    found = workings.result(claim.difference)
    if isinstance(found, Failure):
        return found
    value, (low, high) = found
    size = max(abs(left.value), abs(right.value)) * _NEGLIGIBLE
    value, low, high = (Decimal(0) if abs(number) <= size else number for number in (value, low, high))
    if claim.operator in ("=", "!="):
        truth = _equality(left, right, low, high, claim.operator)
    else:
        truth = _order(value, low, high, claim.operator)
    return Verdict(_named(truth), left, right, claim.difference.names)


def _named(truth: Truth) -> Literal["true", "middle", "false"]:
    return "true" if truth[0] else "middle" if truth[1] else "false"


def _order(value: Decimal, low: Decimal, high: Decimal, operator: str) -> Truth:
    if operator == "<":
        return high < 0, value < 0
    if operator == "<=":
        return high <= 0, value <= 0
    if operator == ">":
        return low > 0, value > 0
    return low >= 0, value >= 0


def _equality(left: Quantity, right: Quantity, low: Decimal, high: Decimal, operator: str) -> Truth:
    step = max((side.step for side in (left, right) if side.step is not None), default=None)
    alike = round_to(left.value, step) == round_to(right.value, step)
    possible = low <= 0 <= high
    if operator == "=":
        return alike and possible, possible
    return not possible, not alike


def judge_dates(claim: DateClaim) -> Verdict:
    """The same for dates: true whatever day each can mean, else by the days in their middle."""
    first, second = claim.left, claim.right
    earliest, latest = first_day(first), last_day(first)
    other_earliest, other_latest = first_day(second), last_day(second)
    middle, other = middle_day(first), middle_day(second)
    apart = latest < other_earliest or other_latest < earliest
    truths: dict[str, Truth] = {
        "<": (latest < other_earliest, middle < other),
        "<=": (latest <= other_earliest or first == second, middle <= other),
        ">": (earliest > other_latest, middle > other),
        ">=": (earliest >= other_latest or first == second, middle >= other),
        "=": (first == second, not apart),
        "!=": (apart, first != second),
    }
    return Verdict(_named(truths[claim.operator]), first, second, claim.names)
