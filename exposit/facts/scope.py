"""What a formula is planned against (`Scope`) and what comes of it (`Plan`, `Claim`, `DateClaim`).

Values between `plan`, which makes them, and `workings`, which runs them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from exposit.facts.failure import Failure
from exposit.facts.interval import Step
from exposit.facts.query import Index
from exposit.facts.units import Units
from exposit.model import Fact, Name, PartialDate, Qualifier, Unit, Value
from exposit.nearest import nearest, no_such
from exposit.problems import ALL

Input = tuple[str, ...]
"""What a program takes from outside: a fact `(id,)`, or the years between two events `(id, id)`."""

Group = tuple[str, str]
"""A sum group, and the fact it comes from."""


@dataclass(slots=True)
class Scope:
    """What a formula may speak of: the facts, the values known so far, and the sum group of each that has one. `lost`
    are facts that were written and could not be read: nobody is told that they do not exist, and what a query finds
    without them is not known."""

    facts: Mapping[str, Fact]
    values: Mapping[str, Value]
    units: Units
    index: Index
    groups: Mapping[str, Group] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Divisor:
    """A divisor's words and place, for the message when it may be zero."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A program and what its result means. `inputs` are what it takes, each once; `names` every fact it speaks of, in
    order of first use, those that are only counted too."""

    steps: tuple[Step, ...]
    inputs: tuple[Input, ...]
    unit: Unit
    qualifier: Qualifier | None
    group: Group | None
    divisors: tuple[Divisor, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A comparison of two quantities, in one unit. `difference` is left minus right, so that a fact on both sides moves
    on both."""

    operator: Literal["<", "<=", ">", ">=", "=", "!="]
    left: Plan
    right: Plan
    difference: Plan


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A comparison of two dates."""

    operator: Literal["<", "<=", ">", ">=", "=", "!="]
    left: PartialDate
    right: PartialDate
    names: tuple[str, ...]


def fact_id(name: str, facts: Mapping[str, Fact]) -> str | None:
    """The fact a name in a formula means: its own id, else the event before `.date`; None where there is none."""
    if name in facts:
        return name
    event = name.removesuffix(".date")
    return event if event != name and event in facts else None


def is_lost(name: str, lost: frozenset[str]) -> bool:
    """Whether the fact that a name in a formula means was written and could not be read."""
    return ALL in lost or name in lost or name.removesuffix(".date") in lost


def unknown_fact(node: Name, facts: Mapping[str, Fact], units: Units, *, suggest: bool = True) -> Failure:
    """`no fact is called …`, and what the author probably meant; to `suggest` takes time among many facts."""
    renamed = next((fact.id for fact in facts.values() if node.id in fact.was), None) if suggest else None
    near = nearest(node.id, facts) if suggest and not renamed else None
    if renamed:
        hint: str | None = f"it is called `{renamed}` now"
    elif near:
        hint = f"did you mean `{near}`?"
    else:
        hint = f"`{node.id}` is a unit; write `1 {node.id}`" if units.is_unit(node.id) else None
    suggested = renamed or near
    message = no_such("fact", node.id)
    found = (suggested,) if suggested else ()
    return Failure("formula-unknown-fact", message, node.start, node.end, hint, found)
