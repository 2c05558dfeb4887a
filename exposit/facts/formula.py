"""Formulas as authors write them: `aws.deal / aws.term`, `a / (a + b) > 50 percent`, `sum(nature: cloud_purchase)`.

A recursive descent over the grammar of blueprint §3. It knows no facts: whether a name exists and whether its unit fits
is for `plan`. Nothing an author writes is ever evaluated by Python, and every failure points at a character.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NoReturn, cast

from exposit.facts.catalogue import SCALES
from exposit.facts.failure import Failure, shortened
from exposit.facts.literal import read_number
from exposit.facts.precision import WORKING, power_of_ten
from exposit.facts.query import begins_query, read_query
from exposit.facts.tree import names_in, queries_in
from exposit.facts.units import Units
from exposit.model import (
    Binary,
    Call,
    Comparison,
    Expression,
    Formula,
    Name,
    Negate,
    Number,
    Quantity,
    Unit,
)
from exposit.nearest import nearest

__all__ = ["FUNCTIONS", "names_in", "parse_formula", "queries_in"]

FUNCTIONS = ("sum", "min", "max", "average", "count", "years")

_MOST_CHARACTERS = 4000
_MOST_DEPTH = 60
_MOST_OPERATORS = 100
_LARGEST_POWER = 12

_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_WORD = re.compile(r"[^\W\d²³](?:[^\W²³]|\.)*")
_NUMERIC = re.compile(r"[\d½⅓⅔¼¾⅕⅛]|\.\d")
_SCALE = re.compile(r"\s*(thousand|million|billion|trillion)(?!\w)")
_INTEGER = re.compile(r"-?\d+(?![\w.])", re.ASCII)
_COMPARISON = re.compile(r"<=|>=|!=|==|=<|=>|<>|[<>=≤≥≠]")
_COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")
_MEANT = {
    "==": "=",
    "=<": "<=",
    "=>": ">=",
    "<>": "!=",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "−": "-",
    "–": "-",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "∗": "*",
    "÷": "/",
    "∕": "/",
    "⁄": "/",
    ":": "/",
    "²": "^2",
    "³": "^3",
    "[": "(",
    "]": ")",
    "（": "(",
    "）": ")",
}
_SIGNS = {"$": "1 USD", "€": "1 EUR", "£": "1 GBP"}


def parse_formula(text: str, units: Units) -> Formula | Failure:
    """A formula or a claim, with the offsets of its parts in `text`."""
    if not text.strip():
        return Failure("formula-syntax", "a formula is missing", 0, max(len(text), 1), "write one such as `a / b`")
    if len(text) > _MOST_CHARACTERS:
        message = f"a formula of {len(text)} characters is too long"
        return Failure("formula-syntax", message, 0, len(text), "split it into facts of their own, or use `sum(…)`")
    try:
        return Formula(text, _Parser(text, units).claim())
    except _Stop as stop:
        return stop.failure


class _Stop(Exception):  # noqa: N818
    """Leaves the descent; never leaves this module."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure


class _Parser:
    """One formula being read: the text, the place reached, how deep we are."""

    def __init__(self, text: str, units: Units) -> None:
        self.text = text
        self.units = units
        self.at = 0
        self.depth = 0
        self.operators = 0
        self.calls = 0

    # The grammar, a rule a method

    def claim(self) -> Expression:
        left = self.sum()
        found = _COMPARISON.match(self.text, self.at)
        if found:
            operator = self.comparison(found)
            right = self.sum()
            tree: Expression = Comparison(operator, left, right)
        else:
            tree = left
        if self.at < len(self.text):
            again = _COMPARISON.match(self.text, self.at)
            if again:
                self.stop("a claim compares two sides, not three", again.start(), again.end())
            self.unexpected("an operator")
        return tree

    def comparison(self, found: re.Match[str]) -> Literal["<", "<=", ">", ">=", "=", "!="]:
        operator = found.group()
        if operator not in _COMPARISONS:
            self.stop(f"`{operator}` is not a comparison", *found.span(), f"write `{_MEANT[operator]}`")
        self.at = found.end()
        return cast(Literal["<", "<=", ">", ">=", "=", "!="], operator)

    def sum(self) -> Expression:
        tree = self.product()
        while operator := self.operator("+-"):
            tree = Binary(cast(Literal["+", "-"], operator), tree, self.product())
        return tree

    def product(self) -> Expression:
        tree = self.power()
        while operator := self.operator("*/"):
            tree = Binary(cast(Literal["*", "/"], operator), tree, self.power())
        return tree

    def power(self) -> Expression:
        self.space()
        negative = self.take("-")
        tree = self.atom()
        self.space()
        if self.take("^"):
            tree = Binary("^", tree, self.exponent())
            self.space()
        return Negate(tree) if negative else tree

    def exponent(self) -> Number:
        self.space()
        found = _INTEGER.match(self.text, self.at)
        if found is None:
            self.unexpected("a whole number after `^`")
        if len(found.group()) > 4 or abs(int(found.group())) > _LARGEST_POWER:
            hint = f"powers go from -{_LARGEST_POWER} to {_LARGEST_POWER}"
            self.stop(f"the power `{shortened(found.group(), 24)}` is too large", *found.span(), hint)
        self.at = found.end()
        return Number(_exact(Decimal(found.group()), Unit()), *found.span())

    def atom(self) -> Expression:
        self.space()
        start = self.at
        if self.take("("):
            self.deeper(start)
            tree = self.sum()
            self.closing(start)
            self.depth -= 1
            return tree
        if _NUMERIC.match(self.text, start):
            return self.quantity()
        word = _WORD.match(self.text, start)
        if word is None:
            self.unexpected("a fact, a quantity or `(`")
        after = _SPACE.match(self.text, word.end())
        if after and self.text.startswith("(", after.end()):
            return self.call(word, after.end())
        return self.name(word)

    def name(self, word: re.Match[str]) -> Name:
        found = _NAME.match(self.text, word.start())
        if found is None or found.end() != word.end():
            self.not_a_name(word)
        self.at = found.end()
        return Name(found.group(), *found.span())

    def quantity(self) -> Number:
        start = self.at
        number = read_number(self.text, start, "formula-syntax", signed=False, in_list=self.calls > 0)
        if isinstance(number, Failure):
            raise _Stop(number)
        end, value = number.end, number.value
        scale = _SCALE.match(self.text, end)
        if scale:
            value = WORKING.multiply(value, power_of_ten(SCALES[scale.group(1)]))
            end = scale.end()
        unit = Unit()
        beyond = _SPACE.match(self.text, end)
        at = beyond.end() if beyond else end
        if re.match(r"[^\W\d]|[%$€£¥]", self.text[at : at + 1]):
            found = self.units.read(self.text, at, in_formula=True)
            if isinstance(found, Failure):
                raise _Stop(found)
            unit, end = found
        self.at = end
        return Number(_exact(value, unit), start, end)

    def call(self, word: re.Match[str], opening: int) -> Call:
        function = word.group()
        if function not in FUNCTIONS:
            near = nearest(function, FUNCTIONS)
            known = "functions are `sum`, `min`, `max`, `average`, `count`, `years`"
            hint = f"did you mean `{near}`?" if near else known
            self.stop(f"`{shortened(function)}` is not a function", *word.span(), hint)
        self.at = opening + 1
        self.deeper(opening)
        self.calls += 1
        query = None
        arguments: tuple[Expression, ...] = ()
        if begins_query(self.text, self.at):
            found = read_query(self.text, self.at)
            if isinstance(found, Failure):
                raise _Stop(found)
            query = found
            self.at = found.end
        else:
            arguments = self.arguments(function, opening)
        self.calls -= 1
        self.closing(opening, "`,` or `)`")
        self.depth -= 1
        if function == "years" and (query is not None or len(arguments) != 2):
            hint = "write `years(a.date, b.date)`, the earlier one first"
            self.stop("`years` takes two dates", word.start(), self.at, hint)
        return Call(function, arguments, query, word.start(), self.at)

    def arguments(self, function: str, opening: int) -> tuple[Expression, ...]:
        self.space()
        if self.text.startswith(")", self.at):
            hint = f"write `{function}(a, b)` or `{function}(nature: word)`"
            self.stop(f"`{function}()` has nothing to work on", opening, self.at + 1, hint)
        found = [self.sum()]
        self.space()
        while self.take(","):
            found.append(self.sum())
            self.space()
        return tuple(found)

    # Reading characters

    def space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def take(self, character: str) -> bool:
        if not self.text.startswith(character, self.at):
            return False
        self.at += 1
        return True

    def operator(self, characters: str) -> str:
        self.space()
        operator = self.text[self.at : self.at + 1]
        if not operator or operator not in characters:
            return ""
        if self.text.startswith("**", self.at):
            self.stop("`**` is not an operator", self.at, self.at + 2, "write `^` and a whole number")
        self.operators += 1
        if self.operators > _MOST_OPERATORS:
            hint = "use `sum(a, b, …)`, or split it into facts of their own"
            self.stop(f"a formula of more than {_MOST_OPERATORS} operators", self.at, self.at + 1, hint)
        self.at += 1
        return operator

    def deeper(self, at: int) -> None:
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            hint = "split it into facts of their own"
            self.stop(f"brackets stand more than {_MOST_DEPTH} deep", at, at + 1, hint)

    def closing(self, opening: int, expected: str = "`)` or an operator") -> None:
        self.space()
        if self.take(")"):
            return
        if self.at >= len(self.text):
            self.stop("this bracket is never closed", opening, opening + 1, "write `)` where it ends")
        found = _COMPARISON.match(self.text, self.at)
        if found:
            self.stop("a comparison cannot stand in brackets", *found.span(), "compare the two sides as a whole")
        self.unexpected(expected)

    # Failing

    def stop(self, message: str, start: int, end: int, hint: str | None = None) -> NoReturn:
        raise _Stop(Failure("formula-syntax", message, start, max(end, start + 1), hint))

    def not_a_name(self, word: re.Match[str]) -> NoReturn:
        text = word.group()
        if self.units.is_unit(text):
            self.stop(f"`{shortened(text)}` is a unit, and has no number", *word.span(), f"write `1 {text}`")
        likely = re.sub(r"[^a-z0-9_.]+", "_", text.casefold()).strip("._")
        hint = "ids are written in small letters, digits and `_`, joined by dots"
        if _NAME.fullmatch(likely):
            hint = f"did you mean `{shortened(likely)}`? {hint}"
        self.stop(f"`{shortened(text)}` is not the id of a fact", *word.span(), hint)

    def unexpected(self, expected: str) -> NoReturn:
        rest = self.text[self.at :]
        if not rest:
            end = len(self.text.rstrip())
            self.stop(f"the formula ends where {expected} should stand", max(end - 1, 0), max(end, 1))
        start = self.at
        meant = _MEANT.get(rest[:1])
        if rest[0] in _SIGNS:
            after = f"write the currency’s code after the number, as in `{_SIGNS[rest[0]]}`"
            self.stop(f"`{rest[0]}` cannot stand here", start, start + 1, after)
        if meant and meant != rest[:1]:
            self.stop(f"`{rest[0]}` cannot be read in a formula", start, start + 1, f"write `{meant}`")
        if rest[0] == ")" and expected == "an operator":
            self.stop("this bracket was never opened", start, start + 1, "write `(` where it begins, or leave it out")
        word = re.match(r"[\w.]+|.", rest, re.DOTALL)
        shown = word.group() if word else rest[0]
        hint = None
        if rest[0] == ",":
            hint = "a point separates decimals; commas stand only between the arguments of a call"
        elif expected == "an operator" and shown in ("x", "X"):
            hint = "write `*`"
        self.stop(f"`{shortened(shown)}` stands where {expected} should", start, start + len(shown), hint)


def _exact(value: Decimal, unit: Unit) -> Quantity:
    """A quantity in a formula is the author's choice, not a measurement: it has no interval."""
    return Quantity(value, unit, value, value)
