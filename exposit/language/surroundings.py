"""What stands around a number: a sign, a unit, a rate after it; a currency, a minus, a qualifier before it.

Below `phrases`, which reads the number itself. Everything is matched at a known place, within a fixed distance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from exposit.facts.currencies import CURRENCIES
from exposit.language.patterns import CURRENCY_SIGNS, SPACE, SYMBOLS, Patterns, patterns_of, words
from exposit.model import Qualifier

_NEAR = 40
"""How far before a number its qualifier may begin."""


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
    for _ in range(2):
        window = text[max(0, start - 10) : start]
        found = patterns.currency_before.search(window)
        if found and currency is None:
            currency = found[1] or CURRENCY_SIGNS.get(found[2], "USD")
            if found[2] == "$":
                currency = "$"
            start -= len(found[0])
        minus = patterns.minus.search(text[max(0, start - 10) : start])
        if minus and not negative and not _is_range(text, start - len(minus[0])):
            negative = True
            start -= len(minus[0])
        elif currency and text[start - 1 : start] in ("-", "−") and not negative and _opens(text, start - 1):
            negative = True
            start -= 1
    return Before(start, currency, negative)


def _is_range(text: str, start: int) -> bool:
    return text[start - 1 : start].isdigit()


def _opens(text: str, start: int) -> bool:
    return start == 0 or not text[start - 1].isalnum()


def after(text: str, end: int, patterns: Patterns, *, scaled: bool) -> After:
    """The unit after a number: percent, currency, unit, and what it is divided by. After a scale word or a dozen `of`
    may stand between: « milliards de dollars »."""
    position = end
    if scaled:
        of = patterns.of.match(text, end)
        if of is not None:
            found = _unit(text, of.end(), patterns, joined=True)
            if found is not None:
                return _rate(text, found, patterns)
    found = _unit(text, position, patterns, joined=False)
    return _rate(text, found or After(end), patterns)


def _unit(text: str, position: int, patterns: Patterns, *, joined: bool) -> After | None:
    percent = patterns.percent.match(text, position)
    if percent is not None and not joined:
        return After(percent.end(), (("percent", 1),) if "‰" not in percent[0] else ())
    sign = patterns.sign_after.match(text, position)
    if sign is not None and not _starts_next(text, sign.end(), sign[1]):
        code = "$" if sign[1] == "$" else CURRENCY_SIGNS.get(sign[1] or "", sign[2] or "")
        return After(sign.end(), ((code, 1),))
    named = patterns.currency.match(text, position)
    unit = patterns.unit.match(text, position)
    if named is not None and (unit is None or named.end() >= unit.end()):
        return After(named.end(), ((patterns.currency_names[_key(named[1])], 1),))
    if unit is not None:
        return After(unit.end(), ((_canonical(patterns, unit[1]), 1),))
    symbol = patterns.symbol.match(text, position)
    if symbol is not None and not joined and text[position : position + 1] not in ("-", "‑"):
        return After(symbol.end(), ((SYMBOLS[symbol[1]], 1),))
    return None


def _starts_next(text: str, end: int, sign: str | None) -> bool:
    """Whether a sign belongs to the number after it: “2 and $3”, “from 2 $3”."""
    return sign is not None and text[end : end + 1].isdigit()


def _key(name: str) -> str:
    return " ".join(name.lower().replace("'", "’").split())


def _canonical(patterns: Patterns, word: str) -> str:
    units = patterns.lexicon.units
    key = _key(word)
    return units.get(key) or next(name for spelling, name in units.items() if spelling.lower() == key)


def _rate(text: str, found: After, patterns: Patterns) -> After:
    """“a year”, `/GW`, “annually” after a unit."""
    each = patterns.each.match(text, found.end)
    if each is not None:
        return After(each.end(), (*found.factors, (patterns.lexicon.each[each[1].lower()], -1)))
    per = patterns.per.match(text, found.end)
    if per is None:
        return found
    divisor = patterns.unit.match(text, per.end()) or patterns.symbol.match(text, per.end())
    if divisor is None or patterns.not_per.match(text, divisor.end()):
        return found
    name = SYMBOLS.get(divisor[1]) or _canonical(patterns, divisor[1])
    return After(divisor.end(), (*found.factors, (name, -1)))


def qualifier(text: str, start: int, language: str) -> Qualifier | None:
    """The qualifier in the words before `start`; the stronger one of two (“up to approximately”)."""
    found: Qualifier | None = None
    for _ in range(2):
        match = _qualifiers(language).search(text[max(0, start - _NEAR) : start])
        if match is None:
            break
        name = _by_phrase(language)[_key(match[1])]
        found = name if found in (None, "about") else found
        start -= len(match[0])
    return found


@cache
def _qualifiers(language: str) -> re.Pattern[str]:
    phrases = words(_by_phrase(language))
    return re.compile(rf"(?:(?<!\w)|(?=[~≈≤≥<>]))({phrases})(?:(?<=['’~≈≤≥<>]){SPACE}*|{SPACE}+)$", re.IGNORECASE)


@cache
def _by_phrase(language: str) -> dict[str, Qualifier]:
    lexicon = patterns_of(language).lexicon
    return {_key(phrase): name for name, phrases in lexicon.qualifiers.items() for phrase in phrases}


def is_code(name: str) -> bool:
    """Whether a unit's name is money: an ISO code, or `$`."""
    return name == "$" or name in CURRENCIES
