"""A formula, checked against the facts it names and turned into a program: units, sum groups, qualifiers, dates.

Comes between `formula` (which knows no facts) and `workings` (which knows no units). Every conversion a program needs
is in it as a constant, so that running it is arithmetic and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NoReturn, cast

from exposit.facts.failure import FAILED_INPUT, Failure
from exposit.facts.interval import Operation, Step
from exposit.facts.part import Part, common_group, group_clash, in_unit, of_sum, otherwise, unit_clash
from exposit.facts.scope import Claim, DateClaim, Divisor, Group, Input, Plan, Scope, fact_id, is_lost, unknown_fact
from exposit.facts.tree import extent_of, reads
from exposit.facts.units import NUMBER, PERCENT
from exposit.model import (
    Binary,
    Call,
    Comparison,
    Expression,
    Formula,
    Name,
    Negate,
    Number,
    PartialDate,
    Qualifier,
    Quantity,
    Query,
    Undisclosed,
    Unit,
)


def plan_formula(formula: Formula, scope: Scope) -> Plan | Claim | DateClaim | Failure:
    """The program of a formula or claim; the first thing wrong with it as a Failure."""
    planner = _Planner(formula, scope)
    try:
        if isinstance(formula.tree, Comparison):
            return planner.claim(formula.tree)
        part = planner.visit(formula.tree)
        return planner.plan(part, planner.steps)
    except _Stop as stop:
        return stop.failure


class _Stop(Exception):  # noqa: N818
    """Leaves the walk; never leaves this module."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure


class _Planner:
    """One formula on its way to a program."""

    def __init__(self, formula: Formula, scope: Scope) -> None:
        self.text = formula.text
        self.scope = scope
        self.units = scope.units
        self.steps: list[Step] = []
        self.inputs: dict[Input, int] = {}
        self.names: dict[str, None] = {}
        self.divisors: list[Divisor] = []

    def plan(self, part: Part, steps: Sequence[Step]) -> Plan:
        return Plan(
            tuple(steps),
            tuple(self.inputs),
            part.unit,
            part.qualifier,
            part.group,
            tuple(self.divisors),
            tuple(self.names),
        )

    def claim(self, tree: Comparison) -> Claim | DateClaim:
        dates = [self.date(side) for side in (tree.left, tree.right)]
        if dates[0] is not None and dates[1] is not None:
            return DateClaim(tree.operator, dates[0], dates[1], tuple(self.names))
        for side, other, found in ((tree.left, tree.right, dates[0]), (tree.right, tree.left, dates[1])):
            if found is not None:
                self.visit(other)  # what is wrong with it by itself comes first
                hint = "a date is compared with a date"
                self.stop("formula-kind", f"`{reads(side, self.text)}` is a date, the other side is not", side, hint)
        left = self.visit(tree.left)
        left_steps, self.steps = self.steps, []
        right = self.visit(tree.right)
        right_steps, self.steps = self.steps, []
        self.same_unit([left, right], tree)
        unit = left.unit
        if isinstance(tree.right, Number) or (left.unit == NUMBER and right.unit == PERCENT):
            unit = right.unit
        left_steps += self.conversion(left.unit, unit)
        right_steps += self.conversion(right.unit, unit)
        difference = [*left_steps, *right_steps, Step("-")]
        return Claim(
            tree.operator,
            self.plan(in_unit(left, unit), left_steps),
            self.plan(in_unit(right, unit), right_steps),
            self.plan(in_unit(left, unit), difference),
        )

    def date(self, node: Expression) -> PartialDate | None:
        """The date of a node that is one; None for everything that is a number or does not exist."""
        if not isinstance(node, Name):
            return None
        id_ = fact_id(node.id, self.scope.facts)
        value = self.scope.values.get(id_) if id_ else None
        if id_ is None or not isinstance(value, PartialDate):
            return None
        self.names[id_] = None
        return value

    # Nodes

    def visit(self, node: Expression) -> Part:
        """Checks a node and appends its program; what stands on the stack afterwards is its result."""
        if isinstance(node, Number):
            self.steps.append(Step("number", number=node.quantity.value))
            unit = node.quantity.unit
            return self.part(node, unit, plain=not unit.factors)
        if isinstance(node, Name):
            return self.fact(self.resolve(node), node)
        if isinstance(node, Negate):
            inner = self.visit(node.operand)
            self.steps.append(Step("negate"))
            return self.part(node, inner.unit, otherwise([inner]), inner.group)
        if isinstance(node, Call):
            return self.call(node)
        if isinstance(node, Comparison):
            self.stop("formula-syntax", "a comparison cannot stand inside a formula", node)
        if node.operator in "+-":
            return self.addition(node)
        return self.power(node) if node.operator == "^" else self.multiplication(node)

    def resolve(self, node: Name) -> str:
        id_ = fact_id(node.id, self.scope.facts)
        if id_ is not None and (id_ == node.id or self._is_event(id_)):
            return id_
        if is_lost(node.id, self.scope.lost):
            self.stop(FAILED_INPUT, f"`{node.id}` could not be read", node)
        if id_ is not None:
            message = f"`{id_}` is not an event, and has no date"
            self.stop("formula-kind", message, node, "only a fact with `date:` has one", (id_,))
        raise _Stop(unknown_fact(node, self.scope.facts, self.units))

    def _is_event(self, id_: str) -> bool:
        fact = self.scope.facts[id_]
        return isinstance(fact.value, PartialDate) or (fact.value is None and fact.formula is None)

    def fact(self, id_: str, node: Expression) -> Part:
        """A fact's quantity, on the stack. `node` is the name, or the call whose query found it."""
        value = self.scope.values.get(id_)
        self.names[id_] = None
        found = "" if isinstance(node, Name) else ", which the query finds,"
        if value is None:
            self.stop(FAILED_INPUT, f"`{id_}` has no value", node, facts=(id_,))
        if isinstance(value, Undisclosed):
            hint = "name the facts whose values are known, or leave the formula out"
            self.stop("formula-undisclosed", f"`{id_}`{found} is undisclosed", node, hint, (id_,))
        if isinstance(value, PartialDate):
            hint = "dates stand in `years(a.date, b.date)`, or on both sides of a comparison"
            self.stop("formula-kind", f"`{id_}`{found} is a date, not a number", node, hint, (id_,))
        if not isinstance(value, Quantity):
            self.stop("formula-kind", f"`{id_}`{found} is a text, not a number", node, None, (id_,))
        self.take((id_,))
        start, end = extent_of(node)
        return Part(value.unit, value.qualifier, self.scope.groups.get(id_), id_, start, end, id_)

    def take(self, source: Input) -> None:
        self.steps.append(Step("input", self.inputs.setdefault(source, len(self.inputs))))

    def addition(self, node: Binary) -> Part:
        left = self.visit(node.left)
        right = self.visit(node.right)
        self.same_unit([left, right], node)
        self.steps += self.conversion(right.unit, left.unit)
        self.steps.append(Step(cast(Operation, node.operator)))
        if node.operator == "+":
            group = self.same_group([left, right], node)
            return self.part(node, left.unit, of_sum([left, right]), group)
        qualifier = of_sum([left]) if right.qualifier is None else "about"
        return self.part(node, left.unit, qualifier, common_group([left, right]))

    def multiplication(self, node: Binary) -> Part:
        left = self.visit(node.left)
        right = self.visit(node.right)
        if node.operator == "*":
            unit, scale = self.units.multiply(left.unit, right.unit)
            self.steps.append(Step("*"))
            group = left.group or right.group
        else:
            unit, scale = self.units.divide(left.unit, right.unit)
            self.divide_by(right)
            group = left.group
        self.scale(scale)
        if (left.group and right.group) or (node.operator == "/" and right.group):
            group = None  # a ratio of two amounts is no amount
        return self.part(node, unit, otherwise([left, right]), group)

    def power(self, node: Binary) -> Part:
        exponent = int(node.right.quantity.value) if isinstance(node.right, Number) else 1
        if exponent < 0:
            self.steps.append(Step("number"))
        base = self.visit(node.left)
        self.steps.append(Step("^", abs(exponent)))
        if exponent < 0:
            self.divide_by(base)
        unit, scale = self.units.power(base.unit, exponent)
        self.scale(scale)
        return self.part(node, unit, otherwise([base]))

    def divide_by(self, part: Part) -> None:
        self.steps.append(Step("/", len(self.divisors)))
        self.divisors.append(Divisor(part.text, part.start, part.end))

    def scale(self, factor: Decimal | None) -> None:
        if factor is not None and factor != 1:
            self.steps.append(Step("scale", number=factor))

    # Calls

    def call(self, node: Call) -> Part:
        if node.function == "count":
            return self.count(node)
        if node.function == "years":
            return self.years(node)
        parts = self.operands(node)
        self.steps.append(Step(cast(Operation, node.function), len(parts)))
        unit = parts[0].unit
        if node.function in ("min", "max"):
            return self.part(node, unit, otherwise(parts), common_group(parts))
        group = self.same_group(parts, node)
        qualifier = of_sum(parts) if node.function == "sum" else otherwise(parts)
        return self.part(node, unit, qualifier, group)

    def operands(self, node: Call) -> list[Part]:
        """The arguments or the facts found, all on the stack and in the first one's unit."""
        parts: list[Part] = []
        found = self.found(node)
        for item in node.arguments if node.query is None else found:
            part = self.fact(item, node) if isinstance(item, str) else self.visit(item)
            if parts:
                self.same_unit([parts[0], part], node)
                self.steps += self.conversion(part.unit, parts[0].unit)
            parts.append(part)
        return parts

    def found(self, node: Call) -> tuple[str, ...]:
        """What a call's query finds: nothing is a failure, unless it counts and the words are in use."""
        if node.query is None:
            return ()
        if self.scope.lost:
            self.stop(FAILED_INPUT, f"facts that `{node.query}` may find could not be read", node.query)
        found = self.scope.index.select(node.query)
        if found:
            return found
        unused = self.scope.index.unused(node.query)
        if unused:
            hint = self.scope.index.suggestion(unused)
            self.stop("query-empty", f"no fact has `{unused[0]}: {unused[1]}`", node.query, hint)
        if node.function != "count":
            self.stop("query-empty", f"no fact has all of `{node.query}`", node.query)
        return ()

    def count(self, node: Call) -> Part:
        ids = list(self.found(node))
        for argument in node.arguments:
            if not isinstance(argument, Name):
                self.stop("formula-kind", "`count` counts facts", argument, "name them, or write a query")
            ids.append(self.resolve(argument))
        self.names.update(dict.fromkeys(ids))
        self.steps.append(Step("number", number=Decimal(len(ids))))
        return self.part(node, NUMBER)

    def years(self, node: Call) -> Part:
        ends: list[str] = []
        for argument in node.arguments:
            if not isinstance(argument, Name):
                self.stop("formula-kind", "`years` takes two dates", argument, "write `years(a.date, b.date)`")
            id_ = self.resolve(argument)
            value = self.scope.values.get(id_)
            self.names[id_] = None
            if value is None:
                self.stop(FAILED_INPUT, f"`{id_}` has no value", argument, facts=(id_,))
            if isinstance(value, Undisclosed):
                self.stop("formula-undisclosed", f"`{id_}` is undisclosed", argument, None, (id_,))
            if not isinstance(value, PartialDate):
                message = f"`{id_}` is not an event, and has no date"
                self.stop("formula-kind", message, argument, "only a fact with `date:` has one", (id_,))
            ends.append(id_)
        self.take(tuple(ends))
        return self.part(node, Unit((("year", 1),)))

    # What must agree

    def same_unit(self, parts: Sequence[Part], node: Expression) -> None:
        clash = unit_clash(parts[0], parts[1], self.units)
        if clash:
            facts = tuple(part.fact for part in parts if part.fact)
            self.stop("formula-units", clash[0], node, clash[1], facts)

    def conversion(self, unit: Unit, target: Unit) -> list[Step]:
        factor = self.units.factor(unit, target)
        return [] if factor is None or factor == 1 else [Step("scale", number=factor)]

    def same_group(self, parts: Sequence[Part], node: Expression) -> Group | None:
        clash = group_clash(parts)
        if clash:
            (first, one), (second, other) = clash
            message = f"`{one}` is in sum group `{first}`, `{other}` in `{second}`"
            hint = "only facts of the same `sum_group` can be added"
            self.stop("formula-sum-group", message, node, hint, (one, other))
        return common_group(parts)

    # Making and failing

    def part(
        self,
        node: Expression,
        unit: Unit,
        qualifier: Qualifier | None = None,
        group: Group | None = None,
        *,
        plain: bool = False,
    ) -> Part:
        return Part(unit, qualifier, group, reads(node, self.text), *extent_of(node), plain=plain)

    def stop(
        self,
        code: str,
        message: str,
        node: Expression | Query,
        hint: str | None = None,
        facts: tuple[str, ...] = (),
    ) -> NoReturn:
        start, end = (node.start, node.end) if isinstance(node, Query) else extent_of(node)
        raise _Stop(Failure(code, message, start, end, hint, facts))
