"""How a value is written in a language, in every form an author may ask for: the one way numbers reach a page.

Comes after `facts`, which knows value, precision and unit; before `render`, which marks the result. Rounds to the
quantity's step and never further.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from functools import lru_cache

from exposit.facts.precision import guard_step
from exposit.facts.units import NUMBER, PERCENT, kind_of
from exposit.language.amounts import Manner, Nouns, unit_words, write_amount, write_range
from exposit.language.dates import Wording, article, write_date, write_period
from exposit.language.tables.style import style_of
from exposit.model import PartialDate, Quantity, Undisclosed, Unit, Value

__all__ = [
    "FORMS",
    "Wording",
    "article",
    "forms_for",
    "write",
    "write_date",
    "write_guarded",
    "write_interval",
    "write_number",
    "write_period",
    "write_unit",
]

FORMS: frozenset[str] = frozenset({"short", "bare", "number", "year", "date", "percent", "words", "times"})
"""Every form of a value; `label` shows a fact's text instead and is `render`'s."""

_NO_NOUNS: Nouns = {}


def forms_for(value: Value) -> frozenset[str]:
    """The forms that make sense for a value; none for texts."""
    if isinstance(value, PartialDate):
        return frozenset({"short", "year", "date"})
    if isinstance(value, Undisclosed):
        return frozenset({"short", "bare"})
    if not isinstance(value, Quantity):
        return frozenset()
    forms = {"short", "bare", "number", "words"}
    if value.unit in (NUMBER, PERCENT):
        forms.add("percent")
    if value.unit == NUMBER:
        forms.add("times")
    return frozenset(forms)


def write(
    value: Quantity | PartialDate | Undisclosed, language: str, forms: Iterable[str] = (), nouns: Nouns = _NO_NOUNS
) -> Wording:
    """A value on the page and in the ear. Forms that do not apply change nothing: `check` has told the author."""
    if isinstance(value, Quantity):
        if nouns and any(name in nouns for name, _ in value.unit.factors):
            return _write(value, language, forms, nouns)
        return _remembered(value, language, tuple(forms))
    if isinstance(value, PartialDate):
        return write_date(value, language, forms)
    text = style_of(language).undisclosed
    return Wording(text, text)


@lru_cache(maxsize=4_096)
def _remembered(value: Quantity, language: str, forms: tuple[str, ...]) -> Wording:
    """A page shows the same few values in its prose, its notes, its charts and its data. Those that are equal are
    written alike: digits come from the step, not from how a Decimal was made."""
    return _write(value, language, forms, _NO_NOUNS)


def _write(value: Quantity, language: str, forms: Iterable[str], nouns: Nouns) -> Wording:
    chosen = frozenset(forms)
    if "percent" in chosen and value.unit == NUMBER:
        value = _as_percent(value)
    manner = Manner(
        style_of(language),
        nouns,
        short="short" in chosen,
        bare_number="number" in chosen,
        in_words="words" in chosen,
    )
    bare, times = "bare" in chosen, "times" in chosen and value.unit == NUMBER
    spoken = replace(manner, short=False, spoken=True)
    return Wording(_quantity(value, manner, bare=bare, times=times), _speak(value, spoken, bare=bare, times=times))


def write_guarded(quantity: Quantity, language: str, nouns: Nouns = _NO_NOUNS) -> Wording:
    """The value with one digit more than is shown elsewhere, without its qualifier, for a note's working."""
    return write(replace(quantity, step=guard_step(quantity)), language, ("bare",), nouns)


def write_interval(quantity: Quantity, language: str, nouns: Nouns = _NO_NOUNS) -> Wording:
    """What the value may be: “37.5 to 38.5 billion dollars”, rounded outwards where digits do not end."""
    step = quantity.step.scaleb(-1) if quantity.step is not None else None
    low, high = quantity.low, quantity.high
    if step is not None:
        wide = Context(prec=max(60, max(low.adjusted(), high.adjusted()) - step.adjusted() + 30))
        one = Decimal(1).scaleb(step.adjusted())
        low = low.quantize(one, rounding=ROUND_FLOOR, context=wide)
        high = high.quantize(one, rounding=ROUND_CEILING, context=wide)
    manner = Manner(style_of(language), nouns, spoken=True)
    if low == high:
        return _alike(write_amount(low, None, quantity.unit, manner))
    return _alike(write_range(_trimmed(low), _trimmed(high), None, quantity.unit, manner))


def write_number(number: Decimal, language: str, step: Decimal | None = None, forms: Iterable[str] = ()) -> Wording:
    """A plain number: `1,400`, `38 billion`, « 1 400 milliards »; form `short`: `38bn`."""
    return write(Quantity(number, NUMBER, number, number, step), language, forms)


def write_unit(unit: Unit, language: str, nouns: Nouns = _NO_NOUNS, *, short: bool = False) -> Wording:
    """A unit without a number, in the plural: “dollars a year”, « gigawatts »; short `GW`."""
    if nouns and any(name in nouns for name, _ in unit.factors):
        return _write_unit(unit, language, nouns, short)
    return _remembered_unit(unit, language, short)


@lru_cache(maxsize=256)
def _remembered_unit(unit: Unit, language: str, short: bool) -> Wording:
    return _write_unit(unit, language, _NO_NOUNS, short)


def _write_unit(unit: Unit, language: str, nouns: Nouns, short: bool) -> Wording:
    manner = Manner(style_of(language), nouns, short=short)
    return Wording(unit_words(unit, manner), unit_words(unit, replace(manner, short=False, spoken=True)))


def _quantity(value: Quantity, manner: Manner, *, bare: bool, times: bool) -> str:
    if value.ends is not None:
        text = write_range(*value.ends, value.step, value.unit, manner)
    else:
        text = write_amount(value.value, value.step, value.unit, manner)
    style = manner.style
    if times:
        text = style.times.format(text)
    if bare or value.qualifier is None:
        return text
    pattern = style.qualifiers[value.qualifier]
    if kind_of(value.unit) in ("count", "number"):
        pattern = style.count_qualifiers.get(value.qualifier, pattern)
    return style.elide(pattern.format(text))


def _speak(value: Quantity, manner: Manner, *, bare: bool, times: bool) -> str:
    """Plain spaces between words; U+00A0 stays between groups of digits, which a plain space would tear apart."""
    parts = _quantity(value, manner, bare=bare, times=times).split("\u00a0")
    text = parts[0]
    for part in parts[1:]:
        grouped = text[-1:].isdigit() and len(part) >= 3 and part[:3].isdigit() and not part[3:4].isdigit()
        text += ("\u00a0" if grouped else " ") + part
    return text


def _as_percent(value: Quantity) -> Quantity:
    ends = (value.ends[0] * 100, value.ends[1] * 100) if value.ends else None
    step = value.step.scaleb(2) if value.step is not None else None
    return replace(
        value, value=value.value * 100, low=value.low * 100, high=value.high * 100, unit=PERCENT, step=step, ends=ends
    )


def _trimmed(number: Decimal) -> Decimal:
    return number.normalize(Context(prec=len(number.as_tuple().digits) + 1)) if number else Decimal(0)


def _alike(text: str) -> Wording:
    return Wording(text, text.replace("\u00a0", " "))
