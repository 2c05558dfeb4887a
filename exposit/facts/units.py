"""Units: reading them, knowing what they measure, converting between them. The door to pint.

pint decides whether two different units measure the same thing, and how many of one make the other. It never sees an
author's words, only names from our own table, and is imported when a formula or a conversion first needs it: a site
that only states values never pays for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import Any

from exposit.facts.catalogue import KINDS, SCALE_LIKE, SCALES, SIZES, SPELLINGS, UNIT_LIKE, Kind
from exposit.facts.currencies import CURRENCIES, SIGNS, WORDS
from exposit.facts.failure import Failure, shortened
from exposit.facts.precision import WORKING, shown_step
from exposit.model import Quantity, Unit
from exposit.nearest import nearest

NUMBER = Unit()
PERCENT = Unit((("percent", 1),))
ONE = Decimal(1)

_MOST_FACTORS = 8
_LARGEST_POWER = 12
_JOINT = re.compile(r"\s*([*/·×])\s*|\s+(per)\s+")
_POWER = re.compile(r"\s*\^\s*(\d{1,3})(?!\d)", re.ASCII)
_WORD = re.compile(r"[%$€£¥₹₽₩₺₴]|[^\W\d]\w*[$]?")
_CODE = re.compile(r"[A-Z]{3}")
_MERGED: tuple[Kind, ...] = ("duration", "power", "energy", "length", "mass", "data")

SiteUnits = Mapping[str, Mapping[str, tuple[str, str]]] | Iterable[str]


def kind_of(unit: Unit) -> Kind:
    """What a unit measures. A name outside the built-in table is a site's own, hence a count."""
    if not unit.factors:
        return "number"
    if len(unit.factors) > 1 or unit.factors[0][1] != 1:
        return "compound"
    name = unit.factors[0][0]
    return KINDS.get(name) or ("money" if name in CURRENCIES else "count")


class Units:
    """The units of one site: the built-in ones, those under its `units:`, and `currencies` of its own.

    A site's unit is its own dimension and wins over a currency of the same name; a built-in such as `person` that a
    site gives nouns of its own stays what it is. Where `site_units` maps names to nouns by language, the nouns are
    spellings of it."""

    def __init__(self, site_units: SiteUnits = (), currencies: Iterable[str] = ()) -> None:
        self._site_units = dict(site_units) if isinstance(site_units, Mapping) else dict.fromkeys(site_units)
        self._currencies = tuple(currencies)
        self._own = frozenset((*self._site_units, *self._currencies)) - KINDS.keys()
        self._spellings = _spellings(self._site_units, self._currencies)
        odd = sorted((name for name in self._spellings if not _WORD.fullmatch(name)), key=len, reverse=True)
        self._odd = re.compile("|".join(map(re.escape, odd)) + r"(?!\w)") if odd else None
        self._registry: Any = None
        self._names: dict[str, str] = {}
        self._factors: dict[tuple[Unit, Unit], Decimal | None] = {}
        self._parsed: dict[str, Unit | Failure] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return (Units, (self._site_units, self._currencies))

    # Reading

    def parse(self, text: str) -> Unit | Failure:
        """A unit as authors write it: `USD`, `years`, `USD/year`, `metre^2`, `GW * hour`."""
        if text not in self._parsed:
            self._parsed[text] = self._parse(text)
        return self._parsed[text]

    def _parse(self, text: str) -> Unit | Failure:
        start = len(text) - len(text.lstrip())
        if not text.strip():
            return Failure("unit-unknown", "a unit is missing", 0, max(len(text), 1), "write one such as `USD/year`")
        found = self.read(text, start)
        if isinstance(found, Failure):
            return found
        unit, end = found
        rest = text[end:].strip()
        if rest:
            at = text.index(rest, end)
            return Failure("unit-unknown", f"`{shortened(rest)}` cannot follow the unit `{unit}`", at, at + len(rest))
        return unit

    def read(self, text: str, start: int, *, in_formula: bool = False) -> tuple[Unit, int] | Failure:
        """The unit that begins at `start`, and where it ends. In a formula `*` and `/` belong to the unit only when a
        unit follows, and `^` never does: `7 years / 2` is a division, `(5 metre)^2` a square."""
        end = len("1") + start if text.startswith("1/", start) and not in_formula else start
        factors: dict[str, int] = {}
        sign = 1
        if end == start:
            found = self._factor(text, start, in_formula)
            if isinstance(found, Failure):
                return found
            name, power, end = found
            factors[name] = power
        for _ in range(_MOST_FACTORS):
            joint = _JOINT.match(text, end)
            if joint is None:
                break
            sign = 1 if joint.group(1) in ("*", "·", "×") else -1
            found = self._factor(text, joint.end(), in_formula)
            if isinstance(found, Failure):
                if in_formula:
                    break
                return found
            name, power, end = found
            factors[name] = factors.get(name, 0) + sign * power
        return Unit(tuple((name, power) for name, power in factors.items() if power)), end

    def _factor(self, text: str, start: int, in_formula: bool) -> tuple[str, int, int] | Failure:
        found = (self._odd.match(text, start) if self._odd else None) or _WORD.match(text, start)
        if found is None:
            rest = text[start:].split(maxsplit=1)
            word = rest[0] if rest else ""
            message = f"`{shortened(word)}` is not a unit" if word else "a unit is missing"
            hint = "write one such as `USD/year`" if word.isprintable() else "delete what cannot be seen"
            return Failure("unit-unknown", message, start, start + max(len(word), 1), hint)
        name = self._spellings.get(found.group()) or (found.group() if found.group() in CURRENCIES else None)
        if name is None:
            return self._unknown(found.group(), start)
        end = found.end()
        if in_formula:
            if text[end : end + 1] in ("(", ".") and text[end - 1 : end] != "%":
                return Failure("unit-unknown", f"`{found.group()}` is not a unit here", start, end)
            return name, 1, end
        power = _POWER.match(text, end)
        if power is None:
            return name, 1, end
        if not 1 <= int(power.group(1)) <= _LARGEST_POWER:
            message = f"`{power.group(1)}` is no power for a unit"
            return Failure("unit-unknown", message, power.start(1), power.end(1), f"powers are 1 to {_LARGEST_POWER}")
        return name, int(power.group(1)), power.end()

    def _unknown(self, word: str, start: int) -> Failure:
        end = start + len(word)
        message = f"`{shortened(word)}` is not a unit"
        declare = "declare it under `units:` in site.yaml"
        code = SIGNS.get(word) or WORDS.get(word.lower())
        if code:
            return Failure("unit-unknown", message, start, end, f"write the currency’s code, such as `{code}`")
        if word in SCALE_LIKE:
            return Failure("unit-unknown", message, start, end, f"write `{SCALE_LIKE[word]}`")
        if word in UNIT_LIKE:
            return Failure("unit-unknown", message, start, end, f"write `{UNIT_LIKE[word]}`")
        if _CODE.fullmatch(word):
            swapped = next((code for code in sorted(CURRENCIES) if sorted(code) == sorted(word)), None)
            hint = f"did you mean `{swapped}`? otherwise {declare}" if swapped else declare
            message = f"`{word}` is neither a currency code of ISO 4217 nor a unit"
            return Failure("unit-unknown", message, start, end, hint)
        near = word.upper() if word.upper() in CURRENCIES else nearest(word, (*self._spellings, *SCALES))
        hint = f"did you mean `{near}`? otherwise {declare}" if near else declare
        return Failure("unit-unknown", message, start, end, hint)

    def is_unit(self, word: str) -> bool:
        """Whether an author may write this as a unit: for hints about a name no fact has."""
        return word in self._spellings or word in CURRENCIES

    # Knowing

    def kind(self, unit: Unit) -> Kind:
        """What a unit measures: `money`, `duration`, `count` …, `number` for none, `compound` for several."""
        if len(unit.factors) == 1 and unit.factors[0][1] == 1 and unit.factors[0][0] in self._own:
            return "money" if unit.factors[0][0] in self._currencies else "count"
        return kind_of(unit)

    def compatible(self, first: Unit, second: Unit) -> bool:
        """Whether amounts in the two can be added: they measure the same thing."""
        return self.factor(first, second) is not None

    def factor(self, unit: Unit, target: Unit) -> Decimal | None:
        """How many `target` one `unit` is; None where they measure different things."""
        if unit == target:
            return ONE
        key = (unit, target)
        if key not in self._factors:
            self._factors[key] = self._ask_pint(unit, target)
        return self._factors[key]

    def convert(self, quantity: Quantity, unit: Unit) -> Quantity | Failure:
        """The same amount in another unit, its precision kept; a Failure where it measures something else."""
        if quantity.unit == unit:
            return quantity
        factor = self.factor(quantity.unit, unit)
        if factor is None:
            source, goal = (f"`{one}`" if one.factors else "a plain number" for one in (quantity.unit, unit))
            message = f"{source} cannot be converted to {goal}"
            return Failure("formula-units", message, 0, 1)
        return self._scaled(quantity, unit, factor)

    def _scaled(self, quantity: Quantity, unit: Unit, factor: Decimal) -> Quantity:
        value, low, high = (WORKING.multiply(part, factor) for part in (quantity.value, quantity.low, quantity.high))
        ends = quantity.ends and (
            WORKING.multiply(quantity.ends[0], factor),
            WORKING.multiply(quantity.ends[1], factor),
        )
        if quantity.step is not None and factor.normalize(WORKING).as_tuple().digits == (1,):
            step: Decimal | None = Decimal((0, (1,), quantity.step.adjusted() + factor.adjusted()))
        else:
            step = shown_step(low, high, value)
        return replace(quantity, value=value, unit=unit, low=low, high=high, step=step, ends=ends)

    # Calculating

    def multiply(self, first: Unit, second: Unit) -> tuple[Unit, Decimal]:
        """The unit of a product, simplified, and what the product of the numbers has to be multiplied by."""
        return self._simplified((*first.factors, *second.factors))

    def divide(self, first: Unit, second: Unit) -> tuple[Unit, Decimal]:
        """The unit of a quotient, simplified, and what the quotient of the numbers has to be multiplied by."""
        return self._simplified((*first.factors, *((name, -power) for name, power in second.factors)))

    def power(self, unit: Unit, exponent: int) -> tuple[Unit, Decimal]:
        """The unit of a power, simplified, and what the power of the number has to be multiplied by."""
        return self._simplified(tuple((name, power * exponent) for name, power in unit.factors))

    def _simplified(self, factors: tuple[tuple[str, int], ...]) -> tuple[Unit, Decimal]:
        """One name for each kind (years for `year*month`), and no percent beside anything else."""
        powers: dict[str, int] = {}
        scale = ONE
        for name, power in factors:
            kind = KINDS.get(name)
            alike = next((known for known in powers if kind in _MERGED and KINDS.get(known) == kind), name)
            if alike != name:
                size = self.factor(Unit(((name, 1),)), Unit(((alike, 1),))) or ONE
                scale = WORKING.multiply(scale, WORKING.power(size, power))
            powers[alike] = powers.get(alike, 0) + power
        percents = powers.pop("percent", 0)
        kept = {name: power for name, power in powers.items() if power}
        if percents > 0 and not kept:
            kept["percent"] = 1
            percents -= 1
        scale = WORKING.multiply(scale, WORKING.power(Decimal("0.01"), percents))
        return Unit(tuple(kept.items())), scale

    def settle(self, quantity: Quantity) -> Quantity:
        """A result nobody declared a unit for, in one a reader knows: 2 `GW*hour` are 2 `GWh`, and `USD*GWh/GW/year` is
        USD. Products that have no name of their own stay as they are."""
        factors = quantity.unit.factors
        electric = Unit(tuple(factor for factor in factors if KINDS.get(factor[0]) in ("power", "energy", "duration")))
        if len(electric.factors) < 2 or {KINDS[name] for name, _ in electric.factors} == {"duration"}:
            return quantity
        ratio = self.factor(electric, NUMBER)
        if ratio is not None:
            rest = Unit(tuple(factor for factor in factors if factor not in electric.factors))
            return self._scaled(quantity, rest, ratio)
        return self._named(quantity) if electric == quantity.unit else quantity

    def _named(self, quantity: Quantity) -> Quantity:
        """In the largest unit of its kind of which there is at least one; unchanged where its kind has no name."""
        for kind in ("energy", "power", "duration"):
            names = [name for name in SIZES[kind] if name not in ("week", "month")]
            if not self.compatible(quantity.unit, Unit(((names[0], 1),))):
                continue
            fitting = quantity
            for name in names:
                found = self.convert(quantity, Unit(((name, 1),)))
                if isinstance(found, Quantity) and (name == names[0] or found.value.copy_abs() >= 1):
                    fitting = found
            return fitting
        return quantity

    # pint

    def _ask_pint(self, unit: Unit, target: Unit) -> Decimal | None:
        if self._registry is None:
            import pint

            self._registry = pint.UnitRegistry(None, non_int_type=Decimal, cache_folder=None)
        with localcontext(WORKING):
            source, goal = self._registered(unit), self._registered(target)
            if self._registry.get_dimensionality(source) != self._registry.get_dimensionality(goal):
                return None
            return Decimal(self._registry.convert(ONE, source, goal)).normalize()

    def _registered(self, unit: Unit) -> Any:
        """The unit as pint holds it, its names defined on the way."""
        return self._registry.UnitsContainer({self._define(name): power for name, power in unit.factors})

    def _define(self, name: str) -> str:
        """A name pint knows this unit by: our own, never the author's, which may hold anything."""
        if name not in self._names:
            known = KINDS.get(name)
            definition = SIZES[known][name] if known else f"[unit_{len(self._names)}]"
            for part in re.findall(r"[A-Za-z]+\b(?!\])", re.sub(r"\d+e\d+", "", definition)):
                if not definition.startswith("["):
                    self._define(part)
            self._names[name] = name if known else f"unit_{len(self._names)}"
            self._registry.define(f"{self._names[name]} = {definition}")
        return self._names[name]


def _spellings(site_units: Mapping[str, Any], currencies: Iterable[str]) -> dict[str, str]:
    """Every spelling of every unit but ISO's currencies -> its canonical name. The site's own come first."""
    own = {name: name for name in (*site_units, *currencies)}
    nouns = {
        noun: name
        for name, languages in site_units.items()
        for forms in (languages.values() if isinstance(languages, Mapping) else ())
        for noun in forms
    }
    taken = {noun: name for noun, name in nouns.items() if noun not in SPELLINGS and noun not in CURRENCIES}
    return {**SPELLINGS, **{f"{name}s": name for name in own if f"{name}s" not in SPELLINGS}, **taken, **own}
