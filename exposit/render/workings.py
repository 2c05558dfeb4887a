"""A formula as a reader follows it: once in words, once with its values; every number marked.

Comes between `display` and `notes`. Knows the tree of a formula, not where it was written.
"""

from __future__ import annotations

from dataclasses import dataclass

from exposit import marks
from exposit.facts.scope import fact_id
from exposit.language.messages import messages
from exposit.language.wording import write, write_guarded
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
    Quantity,
    Site,
    Verdict,
)
from exposit.render.display import fact_text, label_text

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_COMPARED = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "=": "=", "!=": "≠"}
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MANY = 8
"""More terms than this are not written into a line: the list of inputs below it has them."""


@dataclass(frozen=True, slots=True)
class Workings:
    """Writes the formulas of one note. `kind` and `key` say on whose authority a bare number in them stands."""

    site: Site
    language: str
    kind: marks.Kind
    key: str

    def in_words(self, formula: Formula) -> str:
        """The formula with the names of its facts, marked plain text."""
        return self._write(formula.tree, values=False)

    def with_values(self, formula: Formula) -> str:
        """The formula with the values of its facts, marked plain text; what was calculated has a guard digit."""
        return self._write(formula.tree, values=True)

    def _write(self, tree: Expression, *, values: bool, rank: int = 0) -> str:
        match tree:
            case Number():
                return marks.mark("label", write(tree.quantity, self.language, (), self.site.config.units).text)
            case Name():
                id_ = fact_id(tree.id, self.site.facts) or tree.id  # `start.date` is the fact `start`
                return self.value(id_) if values else label_text(self.site, id_, self.language) or id_
            case Negate():
                return "−" + self._write(tree.operand, values=values, rank=3)
            case Binary():
                return self._binary(tree, values, rank)
            case Call():
                return self._call(tree, values, rank)
            case Comparison():
                left, right = (self._write(side, values=values) for side in (tree.left, tree.right))
                return f"{left} {_COMPARED[tree.operator]} {right}"

    def _binary(self, tree: Binary, values: bool, rank: int) -> str:
        if tree.operator == "^":
            base = self._write(tree.left, values=values, rank=4)
            if isinstance(tree.right, Number):
                return base + marks.mark("label", f"{tree.right.quantity.value:f}".translate(_RAISED))
            return f"{base}^{self._write(tree.right, values=values, rank=4)}"
        own = _RANK[tree.operator]
        left = self._write(tree.left, values=values, rank=own)
        right = self._write(tree.right, values=values, rank=own + (tree.operator in "-/"))
        text = f"{left} {_SIGNS[tree.operator]} {right}"
        return f"({text})" if own < rank else text

    def _call(self, tree: Call, values: bool, rank: int) -> str:
        ids = self.site.selections.get(tree.query, ()) if tree.query is not None else ()
        parts = [self._write(Name(name, 0, 0), values=values) for name in ids]
        parts += [self._write(argument, values=values) for argument in tree.arguments]
        say = messages(self.language)
        if len(parts) > _MANY:
            count = marks.mark("label", str(len(parts)))
            parts = [say.ngettext("{count} fact", "{count} facts", len(parts)).format(count=count)]
        elif values and tree.function == "sum":
            text = " + ".join(parts)
            return f"({text})" if rank > 0 and len(parts) > 1 else text
        name = {
            "sum": say.gettext("sum"),
            "min": say.gettext("smallest"),
            "max": say.gettext("largest"),
            "average": say.gettext("average"),
            "count": say.gettext("count"),
            "years": say.gettext("years between"),
        }.get(tree.function, tree.function)
        return f"{name} ({'; '.join(parts)})"

    def verdict(self, formula: Formula, verdict: Verdict) -> str:
        """What was compared, in one unit: “56% > 50%”, marked plain text; empty for what is no comparison."""
        if not isinstance(formula.tree, Comparison):
            return ""
        return f"{self.number(verdict.left)} {_COMPARED[formula.tree.operator]} {self.number(verdict.right)}"

    def number(self, quantity: Quantity | PartialDate) -> str:
        """A number that is no fact's: the result of a formula."""
        return marks.mark(self.kind, write(quantity, self.language, (), self.site.config.units).text, self.key)

    def value(self, id_: str) -> str:
        """A fact's value as it goes into a calculation: with a guard digit where it was calculated itself."""
        value = self.site.values.get(id_)
        if id_ in self.site.derivations and isinstance(value, Quantity):
            return marks.mark("fact", write_guarded(value, self.language, self.site.config.units).text, id_)
        return fact_text(self.site, id_, self.language, ("bare",))
