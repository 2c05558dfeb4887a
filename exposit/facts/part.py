"""What is known of one part of a formula before it is calculated, and what must agree when parts are put together:
units, sum groups, qualifiers. The rules of blueprint §3; `plan` applies them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exposit.facts.scope import Group
from exposit.facts.units import Units
from exposit.model import Qualifier, Unit

_PER_YEAR = Unit((("year", 1),))


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of one node before it is calculated. `text` is how a message calls it."""

    unit: Unit
    qualifier: Qualifier | None
    group: Group | None
    text: str
    start: int
    end: int
    fact: str | None = None
    plain: bool = False
    """A number without a unit, written in the formula."""


def unit_clash(first: Part, second: Part, units: Units) -> tuple[str, str | None] | None:
    """Why two parts cannot be added or compared, and what would help; None where they can."""
    if units.compatible(first.unit, second.unit):
        return None
    return f"{measured(first)}, {measured(second, again=True)}", _help(first, second, units)


def _help(first: Part, second: Part, units: Units) -> str | None:
    for one, other in ((first, second), (second, first)):
        if one.plain:
            return f"give the number its unit, as in `{one.text} {other.unit}`"
        if dict(one.unit.factors).get("year", 0) < 0 and units.multiply(one.unit, _PER_YEAR)[0] == other.unit:
            return f"`{one.text}` is a rate: multiply it by a duration"
    kinds = {units.kind(first.unit), units.kind(second.unit)}
    if kinds == {"money"}:
        return f"multiply one by a dated exchange rate, a fact in `{first.unit}/{second.unit}`"
    return "power times a duration is energy" if kinds == {"power", "energy"} else None


def group_clash(parts: Sequence[Part]) -> tuple[Group, Group] | None:
    """Two sum groups that cannot be added; None where there are not two."""
    grouped = [part.group for part in parts if part.group]
    return next(((grouped[0], group) for group in grouped[1:] if group[0] != grouped[0][0]), None)


def common_group(parts: Sequence[Part]) -> Group | None:
    """The one sum group of the parts that have any; None where there is none, or more than one."""
    if group_clash(parts):
        return None
    return next((part.group for part in parts if part.group), None)


def in_unit(part: Part, unit: Unit) -> Part:
    """The same part, converted."""
    return replace(part, unit=unit)


def measured(part: Part, *, again: bool = False) -> str:
    """`aws.deal` is in USD: half a sentence, shorter the second time."""
    if not part.unit.factors:
        return f"`{part.text}` is a plain number"
    return f"`{part.text}` {'in' if again else 'is in'} {part.unit}"


def of_sum(parts: Sequence[Part]) -> Qualifier | None:
    """Blueprint §3: *up to* if every qualified input is *up to*, else *about*."""
    qualifiers = {part.qualifier for part in parts if part.qualifier}
    if not qualifiers:
        return None
    return "up to" if qualifiers == {"up to"} else "about"


def otherwise(parts: Sequence[Part]) -> Qualifier | None:
    """Through anything but a sum, what was qualified is only about right."""
    return "about" if any(part.qualifier for part in parts) else None
