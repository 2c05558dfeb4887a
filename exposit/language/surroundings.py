"""What stands around a number: a sign, a unit, a rate after it; a currency, a minus, a qualifier before it.

Below `phrases`, which reads the number itself. Everything is looked up at a known place, within a fixed distance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from exposit.facts.catalogue import KINDS
from exposit.facts.currencies import CURRENCIES
from exposit.language.patterns import (
    GAP,
    PERCENT_SIGNS,
    SIGN_CHARACTERS,
    Patterns,
    code_of,
    key_of,
    next_word,
)
from exposit.model import Qualifier

_NEAR = 40
"""How far before a number its qualifier may begin."""
_GAP = re.compile(rf"{GAP}?")
_SYMBOL = re.compile(r"[^\W\d_²³]{1,3}(?!(?![²³]|(?<=m)[23](?!\w))[\w’'])")
_CODE = re.compile(r"[A-Z]{3}(?!\w)")
_OPENING = frozenset(" \t\r\n\u00a0\u202f([«“\"'‘:=/|")
_STUCK = frozenset("’~≈≤≥<>")
_FIGURES = {"²": 2, "2": 2, "³": 3, "3": 3}
_HYPHENS = ("-", "‑")


@dataclass(frozen=True, slots=True)
class Before:
    """What stands directly before a number: where that begins, a currency, a minus."""

    start: int
    currency: str | None = None
    negative: bool = False


@dataclass(frozen=True, slots=True)
class After:
    """What stands directly after it: where that ends, the factors of its unit. `$` is a dollar of any country."""

    end: int
    factors: tuple[tuple[str, int], ...] = ()


def before(text: str, start: int, patterns: Patterns) -> Before:
    """Currency and minus before `start`, in either order: `-$38`, `$-38`, `USD 38`, `minus 38`."""
    currency: str | None = None
    negative = False
    for _ in range(3):
        if not negative and text[start - 1 : start] in ("-", "−") and start > 0 and _opens(text, start - 1):
            negative, start = True, start - 1
            continue
        found = _currency(text, start, patterns) if currency is None else None
        if found is not None:
            currency, start = found
            continue
        minus = 0 if negative else _minus_word(text, start, patterns)
        if not minus:
            break
        negative, start = True, start - minus
    return Before(start, currency, negative)


_MINUS = re.compile(r"[-−](?=[^\s\-−])")


def after_minus(text: str, start: int) -> int:
    """Where an amount begins whose minus stands at `start`; `start` itself where none does."""
    return start + 1 if _MINUS.match(text, start) else start


def _opens(text: str, start: int) -> bool:
    """Whether a hyphen there is a minus: after a space, a bracket or a currency, not after a word or a number."""
    return start == 0 or text[start - 1] in _OPENING or text[start - 1] in SIGN_CHARACTERS


def _currency(text: str, start: int, patterns: Patterns) -> tuple[str, int] | None:
    window = text[max(0, start - 8) : start]
    last = window.rstrip()[-1:]
    if not (last.isupper() or last in SIGN_CHARACTERS) or not last:
        return None
    found = patterns.currency_before.search(window)
    if found is None:
        return None
    code = found[1] or code_of(found[2])
    return code, start - len(found[0])


def _minus_word(text: str, start: int, patterns: Patterns) -> int:
    """How many characters a minus word before `start` takes; 0 where none stands there."""
    window = text[max(0, start - 16) : start]
    if not window[-1:].isspace():
        return 0
    tokens = window.lower().split()
    lexicon = patterns.lexicon
    if not tokens or tokens[-1] not in lexicon.minus or (len(tokens) > 1 and tokens[-2] in lexicon.not_minus_after):
        return 0
    return len(window) - window.lower().rfind(tokens[-1])


def after(text: str, end: int, patterns: Patterns, *, scaled: bool, share: bool = False) -> After:
    """The unit after a number: percent, currency, unit, and what it is divided by. After a scale word or a dozen `of`
    may stand between: « milliards de dollars »; after a `share` an article: “half an hour” is no rate."""
    if share:
        article = patterns.article_between.match(text, end)
        found = _measure(text, article.end(), patterns) if article is not None else None
        if found is not None:
            return found
    if scaled or share:
        of = patterns.of.match(text, end)
        found = _measure(text, of.end(), patterns) if of is not None else None
        if found is not None:
            return _rate(text, found, patterns)
    return _rate(text, unit_at(text, end, patterns) or After(end), patterns)


def unit_at(text: str, position: int, patterns: Patterns) -> After | None:
    """The unit that stands at a place, after one space or hyphen at most; without what it is divided by."""
    gap = _GAP.match(text, position)
    start = gap.end() if gap is not None else position
    first = text[start : start + 1]
    if not first:
        return None
    if first in PERCENT_SIGNS:
        return After(start + 1, () if first == "‰" else (("percent", 1),))
    if first in SIGN_CHARACTERS:
        sign = patterns.signs.match(text, start)
        return After(sign.end(), ((code_of(sign[0]), 1),)) if sign is not None else None
    if not first.isalpha():
        return None
    percent = patterns.percents.match(text, start)
    if percent is not None:
        return After(percent[0], (("percent", 1),))
    found = _measure(text, start, patterns)
    is_code = text[position : position + 1] in _HYPHENS and found is not None and found.end == start + 1  # `10-W`
    return None if is_code else found


def _measure(text: str, start: int, patterns: Patterns) -> After | None:
    """A currency or a unit by name or symbol, to its power."""
    found = _named(text, start, patterns) or _area(text, start, patterns) or _symbol(text, start, patterns)
    return _raised(text, found, patterns) if found is not None else None


def _area(text: str, position: int, patterns: Patterns) -> After | None:
    """“square metres”."""
    word = patterns.power.match(text, position)
    unit = word and (patterns.units.match(text, word.end()) or _symbol_name(text, word.end(), patterns))
    if not word or not unit or KINDS.get(unit[1]) != "length":
        return None
    return After(unit[0], ((unit[1], patterns.lexicon.powers_before[word[1].lower()]),))


def _raised(text: str, found: After, patterns: Patterns) -> After:
    """`m²`, « mètres carrés »: a length to its power."""
    name, power = found.factors[0]
    raised = patterns.raised.match(text, found.end) if KINDS.get(name) == "length" and power == 1 else None
    if raised is None:
        return found
    word = patterns.lexicon.powers_after.get((raised[3] or "").lower())
    return After(raised.end(), ((name, word or _FIGURES[raised[1] or raised[2]]),))


def _named(text: str, start: int, patterns: Patterns) -> After | None:
    """A currency or a unit by its name, the longer of the two; a currency's code or worded sign."""
    currency = patterns.currencies.match(text, start)
    unit = patterns.units.match(text, start)
    if currency is not None and (unit is None or currency[0] >= unit[0]):
        return After(currency[0], ((currency[1], 1),))
    if unit is not None:
        return After(unit[0], ((unit[1], 1),))
    code = _CODE.match(text, start)
    if code is not None and code[0] in CURRENCIES:
        return After(code.end(), ((code[0], 1),))
    sign = patterns.signs.match(text, start)
    return After(sign.end(), ((code_of(sign[0]), 1),)) if sign is not None else None


def _symbol(text: str, start: int, patterns: Patterns) -> After | None:
    found = _symbol_name(text, start, patterns)
    return After(found[0], ((found[1], 1),)) if found is not None else None


def _symbol_name(text: str, start: int, patterns: Patterns) -> tuple[int, str] | None:
    found = _SYMBOL.match(text, start)
    name = patterns.symbols.get(found[0]) if found is not None else None
    return (found.end(), name) if found is not None and name is not None else None


def _rate(text: str, found: After, patterns: Patterns) -> After:
    """“a year”, `/GW`, “annually” after a unit; without one, “800 million weekly users” are no rate."""
    word = next_word(text, found.end)
    if word is not None and word[0] in (patterns.lexicon.each if found.factors else patterns.lexicon.each_alone):
        return After(word[1], (*found.factors, (patterns.lexicon.each[word[0]], -1)))
    per = patterns.per.match(text, found.end)
    if per is None:
        return found
    below = _divisor(text, per.end(), patterns)
    if below is None or patterns.not_per.match(text, below.end):
        return found
    name, power = below.factors[0]
    return After(below.end, (*found.factors, (name, -power)))


def _divisor(text: str, start: int, patterns: Patterns) -> After | None:
    area = _area(text, start, patterns)
    unit = patterns.units.match(text, start) or _symbol_name(text, start, patterns)
    return area or (_raised(text, After(unit[0], ((unit[1], 1),)), patterns) if unit is not None else None)


def is_measured(text: str, end: int, patterns: Patterns) -> bool:
    """Whether a scale, a percent sign, a currency or a unit follows, so that what stood before was an amount."""
    return is_scaled(text, end, patterns) or unit_at(text, end, patterns) is not None


def is_scaled(text: str, end: int, patterns: Patterns) -> bool:
    """Whether a scale, a percent sign or a currency follows."""
    word = next_word(text, end)
    if word is not None and (word[0] in patterns.lexicon.scales or _is_abbreviation(text, end, patterns)):
        return True
    unit = unit_at(text, end, patterns)
    return unit is not None and (not unit.factors or _is_money_or_share(unit.factors[0][0]))


def is_money(text: str, end: int, patterns: Patterns) -> bool:
    """Whether a currency follows, directly or after “of”."""
    of = patterns.of.match(text, end)
    for found in (unit_at(text, end, patterns), _named(text, of.end(), patterns) if of else None):
        name = found.factors[0][0] if found is not None and found.factors else "percent"
        if name != "percent" and _is_money_or_share(name):
            return True
    return False


def _is_money_or_share(name: str) -> bool:
    return name in ("$", "percent") or name in CURRENCIES


def _is_abbreviation(text: str, end: int, patterns: Patterns) -> bool:
    found = patterns.abbreviated.match(text, end)
    if found is None or len(found[2]) < 2:
        return False
    return any(item.exponent > 3 for item in patterns.abbreviations.get(found[2], ()))


def qualifier(text: str, start: int, patterns: Patterns) -> Qualifier | None:
    """The qualifier in the words before `start`; the stronger one of two (“up to approximately”)."""
    window = text[max(0, start - _NEAR) : start]
    if not window or not (window[-1].isspace() or window[-1] in _STUCK):
        return None
    tokens = key_of(window).split()
    found: Qualifier | None = None
    while tokens:
        size = next((size for size in (4, 3, 2, 1) if " ".join(tokens[-size:]) in patterns.qualifiers), 0)
        if not size:
            size = _stuck(tokens, patterns)
            if not size:
                return found
            name = patterns.qualifiers[tokens[-1][-1]]
        else:
            name = patterns.qualifiers[" ".join(tokens[-size:])]
        found = name if found in (None, "about") else found
        if found != "about":
            return found
        tokens = tokens[:-size]
    return found


def _stuck(tokens: list[str], patterns: Patterns) -> int:
    """A sign such as ≈ glued to the word before it."""
    return 1 if tokens[-1][-1] in _STUCK and tokens[-1][-1] in patterns.qualifiers else 0
