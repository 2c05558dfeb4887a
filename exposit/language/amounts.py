"""An amount with its unit, in one language: digits, scale word, sign or name, quotient.

Below `wording`, which picks the form; above `tables`, which has the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from exposit.facts.currencies import CURRENCIES
from exposit.facts.units import PERCENT, kind_of
from exposit.language import locales
from exposit.language.rounding import Scaled, group_digits, plain, scale
from exposit.language.tables.style import NO_BREAK, Noun, Style
from exposit.model import Unit

Nouns = Mapping[str, Mapping[str, tuple[str, str]]]
"""A site's own units: name -> language -> (singular, plural), as `Config.units` has them."""

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Manner:
    """How an amount is to be dressed. `spoken`: names, no signs; `short`: signs and symbols; `bare_number`: no unit;
    `in_words`: the number spelled out where that reads well."""

    style: Style
    nouns: Nouns
    short: bool = False
    spoken: bool = False
    bare_number: bool = False
    in_words: bool = False


def write_amount(value: Decimal, step: Decimal | None, unit: Unit, manner: Manner) -> str:
    """`value`, rounded to `step`, with its unit."""
    scaled = _scaled(value, step, unit, manner.style)
    if manner.in_words:
        spelled = _in_words(value, step, unit, manner)
        if spelled is not None:
            return spelled
    return _dress(_numeral(scaled, manner), scaled, unit, manner)


def write_range(low: Decimal, high: Decimal, step: Decimal | None, unit: Unit, manner: Manner) -> str:
    """“2 to 3 million people”, “$2 million to $3 million”: the unit once, unless its sign belongs to each number."""
    style = manner.style
    first, last = _scaled_range(low, high, step, unit, style)
    alone = replace(first, exponent=0) if first.exponent == last.exponent else first
    if manner.in_words and low >= 0:
        words = [_spelled(end, unit, manner) for end in (alone, last)]
        if words[0] is not None and words[1] is not None:
            spoken = replace(manner, spoken=True, short=False)
            between = style.between.format(low=words[0], high=words[1])
            return _dress(between, last, unit, spoken).replace(NO_BREAK, " ")
    signed = (_is_share(unit) or _is_money(unit, manner)) and style.sign_first and not manner.spoken
    if signed and not manner.bare_number:
        above = Unit(tuple(_numerator(unit)))
        texts = [_dress(_numeral(end, manner), end, above, manner) for end in (first, last)]
        return style.between.format(low=texts[0], high=texts[1]) + _quotient(unit, manner)
    between = style.between.format(low=_numeral(alone, manner), high=_numeral(last, manner))
    return _dress(between, last, unit, manner)


def _scaled_range(low: Decimal, high: Decimal, step: Decimal | None, unit: Unit, style: Style) -> tuple[Scaled, Scaled]:
    """Both ends without zeros after the point, at one scale where the lower one needs no more than a decimal there."""
    first, last = (_scaled(end, step, unit, style) for end in (low, high))
    at_last = _scaled_at(first, last.exponent)
    if 0 < low < high and at_last.number == round(at_last.number, 1):
        first = at_last
    return replace(first, number=plain(first.number)), replace(last, number=plain(last.number))


def _scaled_at(scaled: Scaled, exponent: int) -> Scaled:
    return Scaled(plain(scaled.number.scaleb(scaled.exponent - exponent)), exponent)


def unit_words(unit: Unit, manner: Manner, *, singular: bool = False) -> str:
    """The unit without a number: “dollars a year”, « gigawatts »; empty for a plain number."""
    if _is_share(unit):
        return manner.style.spoken_percent.format("").strip() + _quotient(unit, manner)
    above = _numerator(unit)
    name = _joined(above, manner, singular=singular) if above else ""
    return (name + _quotient(unit, manner)).strip()


def _scaled(value: Decimal, step: Decimal | None, unit: Unit, style: Style) -> Scaled:
    return scale(value, step, () if _is_share(unit) else tuple(style.scales))


def _digits(number: Decimal, manner: Manner) -> str:
    """The number's size in digits, without its sign."""
    marks = locales.separators(manner.style.language)
    group = NO_BREAK if manner.spoken and marks.group.isspace() else marks.group
    return group_digits(abs(number), marks.decimal, group, marks.minus)


def _minus(number: Decimal, manner: Manner) -> str:
    if not number.is_signed() or number.is_zero():
        return ""
    return manner.style.minus_word if manner.spoken else locales.separators(manner.style.language).minus


def _numeral(scaled: Scaled, manner: Manner) -> str:
    """Sign, digits and scale: `−38 billion`, `38bn`, `1 400 milliards`."""
    digits = _minus(scaled.number, manner) + _digits(scaled.number, manner)
    style = manner.style
    if not scaled.exponent:
        return digits
    if manner.short:
        return digits + style.short_glue + style.short_scales[scaled.exponent]
    return digits + NO_BREAK + _scale_word(scaled, style)


def _scale_word(scaled: Scaled, style: Style) -> str:
    singular, plural = {**style.scales, **style.minor_scales}[scaled.exponent]
    return singular if locales.is_singular(scaled.number, style.language) else plural


def _dress(numeral: str, scaled: Scaled, unit: Unit, manner: Manner) -> str:
    """The numeral with its unit around it."""
    if manner.bare_number or not unit.factors:
        return numeral
    style = manner.style
    if _is_share(unit):
        return (style.spoken_percent if manner.spoken else style.percent).format(numeral) + _quotient(unit, manner)
    above = _numerator(unit)
    if not above:
        return numeral + _quotient(unit, manner)
    if _is_money(unit, manner) and not manner.spoken and (manner.short or style.sign_first):
        return _signed(numeral, scaled, above[0][0], manner) + _quotient(unit, manner)
    return _named(numeral, scaled, above, manner) + _quotient(unit, manner)


def _signed(numeral: str, scaled: Scaled, code: str, manner: Manner) -> str:
    """Money with its sign: `−$38 billion`, `CHF 5 million`; `38 Md€`, `40 €`, `38 Md CHF`."""
    style = manner.style
    noun = style.currencies.get(code)
    sign = noun.short if noun and noun.short else locales.currency_symbol(code, style.language)
    is_word = sign[0].isalpha() and len(sign) > 1
    if style.sign_first:
        minus = _minus(scaled.number, manner)
        return minus + sign + (NO_BREAK if sign[-1].isalpha() else "") + numeral.removeprefix(minus)
    gap = "" if scaled.exponent and not is_word else NO_BREAK
    return numeral + gap + sign


def _named(numeral: str, scaled: Scaled, above: list[tuple[str, int]], manner: Manner) -> str:
    """The numeral and the unit's name or symbol after it: « 38 milliards de dollars », `10 GW`, `3 GPUs`."""
    style = manner.style
    if scaled.exponent in style.scales:
        name = _joined(above, manner, singular=False)
        if len(name) == 1 and manner.short:
            # A symbol of one letter would be read with the scale's: 13m m, 1.4m t.
            name = _joined(above, replace(manner, short=False), singular=False)
            return f"{numeral} {style.of(name)}"
        is_symbol = manner.short and (len(above) > 1 or above[0][1] > 1 or bool(noun_of(above[0][0], manner).short))
        return numeral + (NO_BREAK + name if is_symbol else f" {style.of(name)}")
    singular = not scaled.exponent and locales.is_singular(scaled.number, style.language)
    return numeral + NO_BREAK + _joined(above, manner, singular=singular)


def _quotient(unit: Unit, manner: Manner) -> str:
    """What comes after: “a year”, « par gigawatt », `/yr`."""
    parts = []
    for name, power in unit.factors:
        if power < 0:
            below = _joined([(name, -power)], manner, singular=True)
            is_duration = kind_of(Unit(((name, 1),))) == "duration"
            parts.append(f"/{below}" if manner.short else " " + manner.style.per(below, is_duration))
    return "".join(parts)


def _joined(factors: list[tuple[str, int]], manner: Manner, *, singular: bool) -> str:
    """A name; for products and powers the symbols: `m²`, `GW·h`."""
    if len(factors) == 1 and factors[0][1] == 1:
        return noun_of(factors[0][0], manner).form(singular=singular, short=manner.short)
    if len(factors) == 1 and not manner.short and factors[0][1] in manner.style.powers:
        name, power = factors[0]
        pattern = manner.style.powers[power][0 if singular else 1]
        return pattern.format(noun_of(name, manner).form(singular=singular))
    parts = []
    for name, power in factors:
        noun = noun_of(name, manner)
        parts.append((noun.short or noun.singular) + ("" if power == 1 else str(power).translate(_SUPERSCRIPT)))
    return "·".join(parts)


def noun_of(name: str, manner: Manner) -> Noun:
    """What a unit is called: the site's noun first, then the language's, then Babel's name of a currency."""
    style = manner.style
    own = manner.nouns.get(name)
    if own:
        forms = own.get(style.language) or next(iter(own.values()))
        return Noun(*forms)
    if name in style.units:
        return style.units[name]
    if name in style.currencies:
        return style.currencies[name]
    if name in CURRENCIES:
        singular = locales.currency_name(name, style.language, singular=True)
        return Noun(singular, locales.currency_name(name, style.language))
    return Noun(name, name)


def _invariable(spelled: str) -> str:
    """« deux cent mille », « quatre-vingt mille »: no plural before « mille », which is a numeral, not a noun."""
    return spelled.removesuffix("s") if spelled.endswith(("cents", "vingts")) else spelled


def _numerator(unit: Unit) -> list[tuple[str, int]]:
    return [(name, power) for name, power in unit.factors if power > 0]


def _is_share(unit: Unit) -> bool:
    """A percentage, also of a time: “5% a year”."""
    return _numerator(unit) == list(PERCENT.factors)


def _is_money(unit: Unit, manner: Manner) -> bool:
    above = _numerator(unit)
    return len(above) == 1 and above[0][1] == 1 and above[0][0] in CURRENCIES and above[0][0] not in manner.nouns


def _in_words(value: Decimal, step: Decimal | None, unit: Unit, manner: Manner) -> str | None:
    """The amount spelled out; None where digits read better or the words cannot be known."""
    style = manner.style
    scaled = scale(value, step, () if _is_share(unit) else (*style.scales, *style.minor_scales))
    spelled = _spelled(scaled, unit, manner)
    if spelled is None:
        return None
    spoken = replace(manner, spoken=True, short=False)
    return _dress(_minus(scaled.number, spoken) + spelled, scaled, unit, spoken).replace(NO_BREAK, " ")


def _spelled(scaled: Scaled, unit: Unit, manner: Manner) -> str | None:
    """The number alone in words, with its scale, without its sign."""
    style = manner.style
    number = abs(scaled.number)
    if number != number.to_integral_value() or number > 999:
        return None
    above = _numerator(unit)
    counts_unit = not scaled.exponent and not _is_share(unit) and len(above) == 1
    ends_in_one = int(number) % 10 == 1 and int(number) % 100 not in (11, 71, 91)
    gender_matters = counts_unit and style.spells_gender and ends_in_one
    if gender_matters and above[0][0] not in {*style.units, *style.currencies}:
        return None
    feminine = counts_unit and noun_of(above[0][0], manner).feminine
    spelled = style.spell(int(number), feminine)
    if spelled is None:
        return None
    if scaled.exponent in style.minor_scales and style.spells_gender:
        spelled = _invariable(spelled)
    if scaled.exponent:
        word = _scale_word(scaled, style)
        silent_one = number == 1 and scaled.exponent in style.minor_scales and style.spells_gender
        spelled = word if silent_one else f"{spelled} {word}"
    return spelled
