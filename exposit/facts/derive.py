"""Every fact's value: stated ones as written, calculated ones from what they name, in an order that always works.

The last room of `facts`: `assemble` calls `derive` once, then `evaluate` for every formula in a text. Iterative
throughout, so that thousands of formulas may build on one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from exposit.facts.cycles import find_cycles, in_order
from exposit.facts.evaluate import adopted, derivation, judge, judge_dates, quantity_of
from exposit.facts.failure import FAILED_INPUT, Failure, as_problem
from exposit.facts.plan import plan_formula
from exposit.facts.precision import made_exact, with_digits
from exposit.facts.quantity import stated
from exposit.facts.query import Index
from exposit.facts.scope import DateClaim, Group, Plan, Scope, fact_id, is_lost, unknown_fact
from exposit.facts.tree import names_in, parts_of, queries_in
from exposit.facts.units import NUMBER, Units
from exposit.facts.workings import Workings
from exposit.model import Call, Derivation, Fact, Formula, Name, Quantity, Unit, Value, Verdict
from exposit.problems import Problem, Related, Span

__all__ = ["FAILED_INPUT", "Derived", "derive", "evaluate"]


_MOST_SUGGESTIONS = 100
"""After so many problems an author needs no more “did you mean”, and each costs a look at every fact."""


@dataclass(frozen=True, slots=True)
class Derived:
    """Every value that is known, in the order the facts are written, how the calculated ones came about, and why the
    others are missing. A fact whose own definition failed to read, or that builds on a failed one, is silently absent:
    one mistake is one problem."""

    values: Mapping[str, Value]
    derivations: Mapping[str, Derivation]
    problems: tuple[Problem, ...]
    groups: Mapping[str, Group] = field(default_factory=dict, repr=False, compare=False)
    workings: Workings | None = field(default=None, repr=False, compare=False)
    """What `evaluate` goes on from; without it, it works out again what it needs."""
    index: Index | None = field(default=None, repr=False, compare=False)


def derive(facts: Mapping[str, Fact], units: Units, lost: frozenset[str] = frozenset()) -> Derived:
    """All values. `lost` are facts that could not be read: they are not reported as unknown, and no query is answered
    without them."""
    state = _State(facts, units, lost)
    for id_, fact in facts.items():
        state.state(id_, fact)
    needs = {id_: state.needs(fact.formula) for id_, fact in facts.items() if fact.formula is not None}
    order, circular = in_order(needs)
    for cycle in find_cycles({id_: needs[id_] for id_ in circular}):
        state.problems.append(_circle(cycle, facts))
    unknown = {id_ for id_ in needs if state.tell_unknown(facts[id_])}
    for id_ in order:
        if id_ not in unknown and all(needed in state.values for needed in needs[id_]):
            state.calculate(id_, facts[id_])
    state.workings.held.clear()
    values = {id_: state.values[id_] for id_ in facts if id_ in state.values}
    workings = replace(state.workings, values=values)
    return Derived(values, state.derivations, tuple(state.problems), state.groups, workings, state.scope.index)


def evaluate(
    formula: Formula,
    facts: Mapping[str, Fact],
    derived: Derived,
    units: Units,
    *,
    lost: frozenset[str] = frozenset(),
) -> Derivation | Verdict | Failure:
    """A formula in an author's words: its result, or a claim's verdict. A failure with the code `FAILED_INPUT` has been
    told where that input is written, and is to be dropped."""
    if derived.workings is None:
        derived = _remembered(formula, facts, derived, units)
    workings = derived.workings or Workings(derived.values)
    plan = plan_formula(formula, _scope(facts, derived, units, lost))
    if isinstance(plan, Failure):
        return plan
    if isinstance(plan, DateClaim):
        return judge_dates(plan)
    if not isinstance(plan, Plan):
        return judge(plan, workings, units)
    result = quantity_of(plan, workings, units)
    return result if isinstance(result, Failure) else derivation(formula, result, plan, derived.derivations)


def _scope(facts: Mapping[str, Fact], derived: Derived, units: Units, lost: frozenset[str] = frozenset()) -> Scope:
    return Scope(facts, derived.values, units, derived.index or Index(facts), derived.groups, lost)


def _remembered(formula: Formula, facts: Mapping[str, Fact], derived: Derived, units: Units) -> Derived:
    """Values and derivations that came without their workings, such as a site's: those that this formula rests on are
    planned again, in the order they were derived."""
    index = Index(facts)
    groups: dict[str, Group] = {id_: (fact.sum_group, id_) for id_, fact in facts.items() if fact.sum_group is not None}
    full = replace(derived, index=index, groups=groups, workings=Workings(derived.values))
    waiting = [id_ for name in names_in(formula.tree) if (id_ := fact_id(name.id, facts)) is not None]
    waiting += [id_ for query in queries_in(formula.tree) for id_ in index.select(query)]
    needed: set[str] = set()
    while waiting:
        id_ = waiting.pop()
        if id_ in derived.derivations and id_ not in needed:
            needed.add(id_)
            waiting.extend(derived.derivations[id_].inputs)
    for id_, known in derived.derivations.items():
        if id_ in needed:
            plan = plan_formula(known.formula, _scope(facts, full, units))
            if isinstance(plan, Plan):
                _remember(id_, adopted(plan, known.formula, known.result.unit, units), known.result, full, units)
    return full


def _remember(id_: str, plan: Plan, result: Quantity, derived: Derived, units: Units) -> None:
    if derived.workings is not None:
        derived.workings.record(id_, plan, result, units.factor(plan.unit, result.unit) or Decimal(1))
    if plan.group is not None and isinstance(derived.groups, dict):
        derived.groups.setdefault(id_, plan.group)


class _State:
    """The facts on their way to values."""

    def __init__(self, facts: Mapping[str, Fact], units: Units, lost: frozenset[str]) -> None:
        self.facts = facts
        self.units = units
        self.values: dict[str, Value] = {}
        self.derivations: dict[str, Derivation] = {}
        self.problems: list[Problem] = []
        self.groups: dict[str, Group] = {}
        self.workings = Workings(self.values)
        self.scope = Scope(facts, self.values, units, Index(facts), self.groups, lost)

    def state(self, id_: str, fact: Fact) -> None:
        """A stated value, as its own `exact`, `digits` and `unit` ask."""
        if fact.sum_group is not None:
            self.groups[id_] = (fact.sum_group, id_)
        if fact.value is None:
            return
        if not isinstance(fact.value, Quantity):
            self.values[id_] = fact.value
            return
        quantity = self._in_unit(fact, fact.value)
        if quantity is not None:
            self.values[id_] = _as_asked(fact, quantity)

    def _in_unit(self, fact: Fact, quantity: Quantity) -> Quantity | None:
        unit = fact.unit
        if unit is None or unit == quantity.unit:
            return quantity
        if quantity.unit == NUMBER:
            return _given_unit(quantity, unit, self.units)
        converted = self.units.convert(quantity, unit)
        if isinstance(converted, Quantity):
            return converted
        self._wrong_unit(fact, f"`{fact.id}` is in {quantity.unit}", unit)
        return None

    def _wrong_unit(self, fact: Fact, is_in: str, unit: Unit) -> None:
        message = f"{is_in}, which cannot be shown in {unit}"
        formula_span = fact.formula.span if fact.formula else None
        span = fact.spans.get("unit") or formula_span or fact.span
        self.problems.append(Problem("formula-units", "error", message, span, "correct the unit or the formula"))

    def needs(self, formula: Formula) -> tuple[str, ...]:
        """The facts a formula must wait for. Those it only counts it need not."""
        counted: set[int] = set()
        needed: dict[str, None] = {}
        for node in parts_of(formula.tree):
            if isinstance(node, Call) and node.function == "count":
                counted.update(id(argument) for argument in node.arguments)
            elif isinstance(node, Call) and node.query is not None:
                needed.update(dict.fromkeys(self.scope.index.select(node.query)))
            elif isinstance(node, Name) and id(node) not in counted:
                id_ = fact_id(node.id, self.facts)
                needed.update({id_: None} if id_ is not None else {})
        return tuple(needed)

    def calculate(self, id_: str, fact: Fact) -> None:
        """A formula's value, or the problem that prevents it."""
        formula = fact.formula
        if formula is None:
            return
        plan = plan_formula(formula, self.scope)
        if isinstance(plan, Failure):
            self._tell(plan, fact)
            return
        if not isinstance(plan, Plan):
            message = f"the formula of `{id_}` is a comparison, and gives no number"
            self._tell(Failure("formula-kind", message, 0, len(formula.text), "claims stand in the text"), fact)
            return
        plan = adopted(plan, formula, fact.unit, self.units)
        if fact.unit is not None and not self.units.compatible(plan.unit, fact.unit):
            comes_out = f"in {plan.unit}" if plan.unit.factors else "as a plain number"
            self._wrong_unit(fact, f"`{id_}` comes out {comes_out}", fact.unit)
            return
        result = quantity_of(plan, self.workings, self.units, unit=fact.unit)
        if isinstance(result, Failure):
            self._tell(result, fact)
            return
        self._keep(fact, formula, plan, _as_asked(fact, result))

    def _keep(self, fact: Fact, formula: Formula, plan: Plan, result: Quantity) -> None:
        self.values[fact.id] = result
        self.derivations[fact.id] = derivation(formula, result, plan, self.derivations)
        self.workings.record(fact.id, plan, result, self.units.factor(plan.unit, result.unit) or Decimal(1))
        if plan.group is not None:
            self.groups.setdefault(fact.id, plan.group)

    def tell_unknown(self, fact: Fact) -> bool:
        """Reports every name in a fact's formula that no fact has; whether there was one."""
        names = names_in(fact.formula.tree) if fact.formula is not None else ()
        unknown = [name for name in names if self._is_unknown(name)]
        for name in unknown:
            suggest = len(self.problems) < _MOST_SUGGESTIONS
            self._tell(unknown_fact(name, self.facts, self.units, suggest=suggest), fact)
        return bool(unknown)

    def _is_unknown(self, name: Name) -> bool:
        return fact_id(name.id, self.facts) is None and not is_lost(name.id, self.scope.lost)

    def _tell(self, failure: Failure, fact: Fact) -> None:
        if failure.code == FAILED_INPUT:
            return
        span = fact.formula.span if fact.formula else None
        self.problems.append(as_problem(failure, span or fact.span, tuple(_places(failure.facts, self.facts))))


def _places(ids: tuple[str, ...], facts: Mapping[str, Fact]) -> Iterator[Related]:
    """Where the facts a message speaks of are written."""
    for id_ in dict.fromkeys(ids):
        span = facts[id_].span if id_ in facts else None
        if span is not None and span.path:
            yield Related(f"`{id_}` is written here", span)


def _as_asked(fact: Fact, quantity: Quantity) -> Quantity:
    quantity = made_exact(quantity) if fact.exact else quantity
    return quantity if fact.digits is None else with_digits(quantity, fact.digits)


def _given_unit(quantity: Quantity, unit: Unit, units: Units) -> Quantity:
    """`value: 38` with `unit: USD`. A whole plain number is exact; an amount of money is known to its last digit."""
    if quantity.low == quantity.high and units.kind(unit) not in ("count", "duration", "number"):
        return stated(quantity.value, unit, Decimal(1), quantity.qualifier)
    return replace(quantity, unit=unit)


def _circle(cycle: tuple[str, ...], facts: Mapping[str, Fact]) -> Problem:
    first = facts[cycle[0]]
    path = [*cycle, cycle[0]]
    shown = path if len(path) <= 12 else [*path[:6], "…", *path[-5:]]
    message = f"`{first.id}` is calculated from itself: {' -> '.join(shown)}"
    hint = "one of them must be stated, or calculated from something else"
    if (
        len(cycle) == 1
        and first.formula is not None
        and not any(fact_id(name.id, facts) == first.id for name in names_in(first.formula.tree))
    ):
        hint = "its own query finds it; narrow the query, or take away the property"
    span: Span = (first.formula.span if first.formula else None) or first.span
    width = len(first.formula.text) if first.formula else 1
    place = Span(span.path, span.line, span.column, span.column + max(width, 1))
    return Problem("formula-cycle", "error", message, place, hint)
