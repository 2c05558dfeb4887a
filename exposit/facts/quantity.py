"""Quantities as authors write them: `up to 38 billion USD`, `2 to 3 million person`, `7 years`, and back again.

The grammar is blueprint §3's: `[qualifier] NUMBER [to NUMBER] [scale] [unit]`. Comes before `derive`; knows no YAML.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast

from exposit.facts.catalogue import SCALE_LIKE, SCALES
from exposit.facts.currencies import SIGNS
from exposit.facts.failure import Failure, shortened
from exposit.facts.literal import Literal, read_number
from exposit.facts.precision import (
    WORKING,
    guard_step,
    made_exact,
    power_of_ten,
    round_to,
    rounded,
    shown_step,
    with_digits,
)
from exposit.facts.units import Units, kind_of
from exposit.model import Qualifier, Quantity, Unit

__all__ = ["QUALIFIERS", "guard_step", "parse_quantity", "rounded", "shown_step", "stated", "written"]

QUALIFIERS: tuple[Qualifier, ...] = ("about", "up to", "at least", "over", "under")

_MOST_CHARACTERS = 200
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d]+")
_QUALIFIER = re.compile(r"(about|up\s+to|at\s+least|over|under)(?!\w)\s*")
_TO = re.compile(r"\s+to(?!\w)\s*")
_RANGE_LIKE = re.compile(r"\s*(?:–|—|-|\.\.\.?|…)\s*(?=\d)|\s+(?:and|or)\s+(?=\d)")
_PLAIN_UNIT = re.compile(r"[A-Za-z%][A-Za-z%/ -]*")
_SCALE = re.compile(r"\s*(thousand|million|billion|trillion)(?!\w)")
_LIKE = {
    **dict.fromkeys(("around", "approximately", "approx", "approx.", "roughly", "circa", "ca", "ca.", "some"), "about"),
    **dict.fromkeys(("~", "≈", "c.", "environ", "nearly", "almost", "estimated"), "about"),
    **dict.fromkeys(("more than", "above", "exceeding", ">", "greater than"), "over"),
    **dict.fromkeys(("less than", "below", "<", "fewer than"), "under"),
    **dict.fromkeys(("at most", "maximum", "max", "≤", "<=", "no more than", "as much as", "upto"), "up to"),
    **dict.fromkeys(("minimum", "min", "≥", ">=", "no less than", "atleast"), "at least"),
}
_LIKE_PATTERN = re.compile(
    "|".join(
        re.escape(word) + (r"(?!\w)" if word[-1].isalpha() else "") for word in sorted(_LIKE, key=len, reverse=True)
    ),
    re.IGNORECASE,
)
_FORM = "write one such as `38 billion USD`, `about 340 million EUR` or `7 years`"


def parse_quantity(text: str, units: Units, *, exact: bool = False, digits: int | None = None) -> Quantity | Failure:
    """A quantity as an author wrote it, with its interval. `exact` and `digits` are the fact's own keys.

    The last digit written is the one known: `38 billion` is 37.5 to 38.5. Exact are whole counts, durations and plain
    numbers written without a scale (`7 years`, `3 contracts`), unless they are said to be `about` right."""
    if len(text) > _MOST_CHARACTERS:
        return Failure("quantity-syntax", f"a quantity of {len(text)} characters cannot be read", 0, len(text), _FORM)
    at = _skip_space(text, 0)
    qualifier: Qualifier | None = None
    if found := _QUALIFIER.match(text, at):
        qualifier = cast(Qualifier, _SPACE.sub(" ", found.group(1)))
        at = found.end()
    failure = _not_a_start(text, at)
    if failure:
        return failure
    number = read_number(text, at, "quantity-syntax")
    if isinstance(number, Failure):
        return number
    second = _range_end(text, number)
    if isinstance(second, Failure):
        return second
    scaled = _scale(text, (second or number).end)
    if isinstance(scaled, Failure):
        return scaled
    scale, at = scaled
    unit = _unit(text, at, units)
    if isinstance(unit, Failure):
        return _torn_range(text, second or number, at, unit)
    found_quantity = _quantity(number, second, scale, unit, qualifier, units)
    found_quantity = made_exact(found_quantity) if exact else found_quantity
    return with_digits(found_quantity, digits) if digits is not None else found_quantity


def _skip_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _not_a_start(text: str, at: int) -> Failure | None:
    """What often stands where the number should: a currency sign, another word for a qualifier, nothing."""
    if at >= len(text):
        return Failure("quantity-syntax", "a number is missing", max(0, at - 1), max(at, 1), _FORM)
    sign = text[at]
    if sign.isdecimal():
        return None
    if sign in SIGNS:
        rest = text[at + 1 :].strip()
        code = SIGNS[sign]
        hint = f"write the currency’s code after the number, as in `{shortened(rest) or '38 billion'} {code}`"
        return Failure("quantity-syntax", f"`{sign}` cannot stand before the number", at, at + 1, hint)
    like = _LIKE_PATTERN.match(text, at)
    if like:
        meant = _LIKE[like.group().lower()]
        message = f"`{like.group()}` is not a qualifier"
        return Failure("quantity-syntax", message, at, like.end(), f"write `{meant}`")
    word = _WORD.match(text, at)
    if word and word.group()[0].isalpha() and word.group().lower() not in ("nan", "inf", "infinity"):
        lower = _QUALIFIER.match(text.lower(), at)
        hint = f"write `{text[at : lower.end()].strip().lower()}`" if lower else _FORM
        message = f"`{shortened(word.group())}` stands where a number should"
        return Failure("quantity-syntax", message, at, word.end(), hint)
    return None


def _range_end(text: str, number: Literal) -> Literal | Failure | None:
    """The second number of `2 to 3 million`."""
    like = _RANGE_LIKE.match(text, number.end)
    if like and like.group().strip():
        message = f"`{like.group().strip()}` does not make a range"
        hint = f"write `{text[: number.end].strip()} to {text[like.end() :].strip()}`"
        return Failure("quantity-syntax", message, like.start(), like.end(), shortened(hint, 120))
    to = _TO.match(text, number.end)
    if to is None:
        return None
    second = read_number(text, to.end(), "quantity-syntax")
    if isinstance(second, Literal) and second.value <= number.value:
        written_range = text[number.end - len(str(number.value)) : second.end]
        message = f"the range `{shortened(written_range)}` does not go up"
        return Failure("quantity-syntax", message, to.start(), second.end, "write the smaller number first")
    return second


def _scale(text: str, at: int) -> tuple[int, int] | Failure:
    """The power of ten of the scale word, and where it ends."""
    found = _SCALE.match(text, at)
    if found is None:
        return 0, at
    again = _SCALE.match(text, found.end())
    if again:
        message = f"`{found.group().strip()} {again.group().strip()}` are two scales"
        return Failure("quantity-syntax", message, again.start(1), again.end(), "write one scale")
    return SCALES[found.group(1)], found.end()


def _unit(text: str, at: int, units: Units) -> Unit | Failure:
    rest = text[at:]
    if not rest.strip():
        return Unit()
    unit = units.parse(rest)
    if isinstance(unit, Failure):
        return Failure(unit.code, unit.message, at + unit.start, at + unit.end, unit.hint)
    return unit


def _torn_range(text: str, number: Literal, at: int, failure: Failure) -> Failure:
    """A better failure where the first number of a range has a scale of its own, or a scale was misspelt."""
    rest = text[at:].strip()
    if re.match(r"to\s+-?\d", rest):
        hint = "give both numbers the same scale, written once, as in `0.5 to 1 billion USD`"
        return Failure("quantity-syntax", "a range has its scale and unit at the end", at, len(text), hint)
    word, _, unit = rest.partition(" ")
    if word in SCALE_LIKE and at == number.end:
        plain = unit.strip() if _PLAIN_UNIT.fullmatch(unit.strip()) else ""
        meant = " ".join(part for part in (SCALE_LIKE[word], plain) if part)
        hint = f"write `{text[: number.end].strip()} {meant}`"
        return Failure("quantity-syntax", f"`{word}` is not a scale", failure.start, failure.end, hint)
    return failure


def _quantity(
    number: Literal, second: Literal | None, scale: int, unit: Unit, qualifier: Qualifier | None, units: Units
) -> Quantity:
    factor = power_of_ten(scale)
    first = WORKING.multiply(number.value, factor)
    if second is not None:
        last = WORKING.multiply(second.value, factor)
        middle = WORKING.divide(WORKING.add(first, last), Decimal(2))
        step = power_of_ten(scale - max(number.places, second.places))
        return Quantity(middle, unit, first, last, step, qualifier, (first, last))
    whole = number.places == 0 and scale == 0 and qualifier != "about"
    if whole and units.kind(unit) in ("count", "duration", "number"):
        return Quantity(first, unit, first, first, None, qualifier)
    return stated(first, unit, power_of_ten(scale - number.places), qualifier)


def stated(value: Decimal, unit: Unit, step: Decimal, qualifier: Qualifier | None = None) -> Quantity:
    """A value of which the digit at `step` is the last one known: half a step to either side."""
    half = WORKING.divide(step, Decimal(2))
    return Quantity(value, unit, WORKING.subtract(value, half), WORKING.add(value, half), step, qualifier)


def written(quantity: Quantity) -> str:
    """The quantity as an author would write it, rounded to its step: `38 billion USD`, `up to 5.4 billion USD/year`.

    What `parse_quantity` read comes back as the same quantity, but for `exact` and `digits`: they are no part of it."""
    numbers = quantity.ends or (quantity.value,)
    step = quantity.step
    places, scale = _form(quantity, step)
    shown = " to ".join(_digits(round_to(number, step), places, scale) for number in numbers)
    parts = (quantity.qualifier, shown, _SCALE_WORDS.get(scale), str(quantity.unit))
    return " ".join(part for part in parts if part)


_SCALE_WORDS = {power: word for word, power in SCALES.items()}


def _form(quantity: Quantity, step: Decimal | None) -> tuple[int, int]:
    """How many places after the point, and at which scale, say the value and its precision and no more."""
    whole = kind_of(quantity.unit) in ("count", "duration", "number")
    if step is not None:
        place = step.adjusted()
        scale = next((power for power in (0, *_SCALE_WORDS) if power >= place), max(_SCALE_WORDS))
        if whole and scale == place == 0 and quantity.qualifier != "about" and _as_stated(quantity, step):
            return 3, 3  # `43 GPU` would be exact, `0.043 thousand GPU` is not
        return max(0, scale - place), scale
    size = quantity.value.normalize(WORKING)
    lowest = int(size.as_tuple().exponent) if size else 0
    if whole:
        return max(0, -lowest), 0
    fitting = [power for power in _SCALE_WORDS if 6 <= power <= size.adjusted() and lowest >= power - 2]
    scale = max(fitting, default=0)
    return max(0, scale - lowest), scale


def _as_stated(quantity: Quantity, step: Decimal) -> bool:
    """Whether the interval is just what its last digit says, as for a value an author wrote."""
    return quantity.ends is None and WORKING.subtract(quantity.high, quantity.low) == step


def _digits(value: Decimal, places: int, scale: int) -> str:
    number = value.scaleb(-scale, context=WORKING)
    return f"{round_to(number, power_of_ten(-places)):f}"
