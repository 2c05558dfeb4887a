"""A language's lexicon, compiled once into the patterns `shapes`, `phrases` and `surroundings` match with.

Every pattern is anchored where it is used and bounded in what it repeats, so that reading a text is linear in its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from exposit.facts.currencies import CURRENCIES, SIGNS
from exposit.language import locales
from exposit.language.tables.lexicon import Abbreviation, Lexicon, lexicon_of

SPACE = r"[ \t\r\n\u00a0\u2009\u202f]"
GAP = rf"(?:{SPACE}{{1,3}}|-|‑)"
"""Between the words of one numeral: a space or a hyphen."""

FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
OTHER_NUMERALS = SUPERSCRIPTS + "\u2080-\u2089\u215f-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"

SYMBOLS = {
    **{symbol: symbol for symbol in ("W", "kW", "MW", "GW", "TW", "Wh", "kWh", "MWh", "GWh", "TWh")},
    "mm": "millimetre",
    "cm": "centimetre",
    "m": "metre",
    "km": "kilometre",
    "mi": "mile",
    "s": "second",
    "g": "gram",
    "kg": "kilogram",
    "t": "tonne",
    "min": "minute",
    "h": "hour",
    "kB": "kilobyte",
    "KB": "kilobyte",
    "MB": "megabyte",
    "GB": "gigabyte",
    "TB": "terabyte",
    "PB": "petabyte",
    "o": "byte",
    "ko": "kilobyte",
    "Mo": "megabyte",
    "Go": "gigabyte",
    "To": "terabyte",
    "Po": "petabyte",
    "j": "day",
}
"""Symbols of units, in their own case. French ones (`Go`, `j`) count in French only."""

_FRENCH_SYMBOLS = frozenset({"o", "ko", "Mo", "Go", "To", "Po", "j"})
_DOLLARS = {"US$": "USD", "$US": "USD", "C$": "CAD", "CA$": "CAD", "$CA": "CAD", "A$": "AUD", "AU$": "AUD"} | {
    "$AU": "AUD",
    "NZ$": "NZD",
    "$NZ": "NZD",
    "HK$": "HKD",
    "$HK": "HKD",
    "S$": "SGD",
    "$SG": "SGD",
    "NT$": "TWD",
    "MX$": "MXN",
    "$MX": "MXN",
    "R$": "BRL",
    "CN¥": "CNY",
    "£GB": "GBP",
    "F\u202fCFA": "XOF",
    "FCFA": "XOF",
}
CURRENCY_SIGNS = {**SIGNS, "＄": "USD", "￥": "JPY", "฿": "THB", "₪": "ILS", "₫": "VND", "₦": "NGN", **_DOLLARS}
"""Signs before or after an amount -> code; a bare `$` may be any dollar (`Reading.dollars`)."""

_NAMED = (
    "USD EUR GBP JPY CNY CAD AUD NZD HKD SGD TWD CHF INR KRW BRL SEK NOK DKK PLN CZK HUF MXN ZAR TRY ILS AED SAR "
    "QAR THB IDR MYR VND PHP CLP ARS COP EGP NGN KES XOF XAF MAD TND DZD UAH RUB RON BGN"
).split()


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled lexicon of one language."""

    lexicon: Lexicon
    digits: re.Pattern[str]
    anchor: re.Pattern[str]
    scale: re.Pattern[str]
    abbreviations: tuple[tuple[Abbreviation, re.Pattern[str]], ...]
    run_word: re.Pattern[str]
    unit: re.Pattern[str]
    symbol: re.Pattern[str]
    currency: re.Pattern[str]
    currency_names: dict[str, str]
    currency_before: re.Pattern[str]
    sign_after: re.Pattern[str]
    percent: re.Pattern[str]
    of: re.Pattern[str]
    per: re.Pattern[str]
    not_per: re.Pattern[str]
    each: re.Pattern[str]
    to: re.Pattern[str]
    and_: re.Pattern[str]
    between: re.Pattern[str]
    times: re.Pattern[str]
    by_before: re.Pattern[str]
    and_half: re.Pattern[str]
    part: re.Pattern[str]
    part_needs: re.Pattern[str]
    half_of: re.Pattern[str]
    currency_start: re.Pattern[str]
    dozen: re.Pattern[str]
    article: re.Pattern[str]
    vague: re.Pattern[str]
    minus: re.Pattern[str]
    ordinal: re.Pattern[str]
    measure_next: re.Pattern[str]
    scale_next: re.Pattern[str]


def words(options: Iterable[str]) -> str:
    """An alternation of words, longest first, any white space between their parts; nothing matches an empty one."""
    ordered = sorted(set(options), key=lambda option: (-len(option), option))
    if not ordered:
        return r"(?!)"
    return "|".join(re.escape(option).replace(r"\ ", rf"{SPACE}+").replace("’", "['’]") for option in ordered)


@cache
def patterns_of(language: str) -> Patterns:
    """The patterns of a language (its base: `en` for `en-GB`)."""
    lexicon = lexicon_of(language)
    any_case = re.IGNORECASE
    names = _currency_names(lexicon)
    symbols = words(symbol for symbol in SYMBOLS if lexicon.language == "fr" or symbol not in _FRENCH_SYMBOLS)
    signs = words(CURRENCY_SIGNS)
    codes = words(CURRENCIES)
    scales = words(lexicon.scales)
    percent = rf"%|٪|％|‰|(?:{words(lexicon.percents)})(?!\w)"
    unit = words(lexicon.units)
    short = words(item.text for item in lexicon.abbreviations if item.exponent > 3 and len(item.text) > 1)
    money = rf"(?:{signs})|(?:{words(names)}|{codes})(?!\w)"
    measure = rf"{percent}|(?:{scales}|{unit})(?!\w)|{money}|(?:{short})(?!\w)"
    return Patterns(
        lexicon=lexicon,
        digits=re.compile(lexicon.digits),
        anchor=re.compile(rf"\d|[{FRACTIONS}{OTHER_NUMERALS}]|[^\W\d_]+"),
        scale=re.compile(rf"{GAP}?({scales})(?!\w)", any_case),
        abbreviations=tuple(
            (item, re.compile(rf"{f'{GAP}?' if item.spaced else ''}{re.escape(item.text)}(?![^\W_])"))
            for item in lexicon.abbreviations
        ),
        run_word=re.compile(r"([^\W\d_]+)"),
        unit=re.compile(rf"{GAP}?({unit})(?!\w)", any_case),
        symbol=re.compile(rf"{GAP}?({symbols})(?![\w’'])"),
        currency=re.compile(rf"{GAP}?({words(names)})(?!\w)", any_case),
        currency_names=names,
        currency_before=re.compile(rf"(?:(?<!\w)({codes}){SPACE}?|((?<![A-Za-z])(?:{signs})|[$€£¥]){SPACE}?)$"),
        sign_after=re.compile(rf"{GAP}?(?:({signs})|({codes})(?!\w))"),
        percent=re.compile(rf"{GAP}?(?:{percent})", any_case),
        of=re.compile(rf"{SPACE}+(?:(?:{lexicon.of})(?:(?<=['’])|{SPACE}*))", any_case),
        per=re.compile(rf"(?:{SPACE}+(?:{lexicon.per})(?:(?<=['’])|{SPACE}+)|{SPACE}?/{SPACE}?)", any_case),
        not_per=re.compile(lexicon.not_per, any_case),
        each=re.compile(rf"{SPACE}+({words(lexicon.each)})(?!\w)", any_case),
        to=re.compile(rf"(?:{SPACE}+(?:{lexicon.to}){SPACE}+|{SPACE}?[-‑–—−]{SPACE}?)", any_case),
        and_=re.compile(rf"{SPACE}+(?:{lexicon.and_}){SPACE}+", any_case),
        between=re.compile(rf"(?<!\w)(?:{lexicon.between}){SPACE}+$", any_case),
        times=re.compile(rf"{GAP}?(?:{lexicon.times})", any_case),
        by_before=re.compile(rf"(?<!\w)(?:{lexicon.by_before}){SPACE}+$", any_case),
        and_half=re.compile(lexicon.and_half, any_case),
        part=re.compile(rf"{GAP}({words(lexicon.parts)}|{words(lexicon.halves)})(?!\w)", any_case),
        part_needs=re.compile(lexicon.part_needs, any_case),
        half_of=re.compile(
            rf"(?:{SPACE}+(?:of|d[eu]|d['’])(?:(?<=['’])|{GAP}))?(?:{GAP}?(?:{lexicon.articles}))?{GAP}"
            rf"({scales}|{words(lexicon.dozens)})(?!\w)",
            any_case,
        ),
        currency_start=re.compile(rf"(?:{codes}|{signs}){SPACE}?"),
        dozen=re.compile(rf"{GAP}({words(lexicon.dozens)})(?!\w)", any_case),
        article=re.compile(rf"(?<!\w)(?:{lexicon.articles}){GAP}$", any_case),
        vague=re.compile(rf"(?<!\w)(?:{lexicon.vague}){SPACE}*$", any_case),
        minus=re.compile(
            rf"(?:(?:^|(?<=[\s(\[{{«“\"'‘:=/|]))[-−–]{SPACE}?|(?<!\w)(?:{lexicon.minus}){SPACE}+)$", any_case
        ),
        ordinal=re.compile(lexicon.ordinals, any_case),
        measure_next=re.compile(rf"{GAP}?(?:{measure})|{GAP}?(?-i:{symbols})(?![\w’'])", any_case),
        scale_next=re.compile(rf"{SPACE}{{0,2}}(?:{percent}|(?:{scales}|{short})(?!\w)|{money})", any_case),
    )


def _currency_names(lexicon: Lexicon) -> dict[str, str]:
    """Names of currencies in lower case -> code, or `$` for dollars of any country."""
    names: dict[str, str] = {}
    for code in _NAMED:
        for singular in (True, False):
            name = locales.currency_name(code, lexicon.language, singular=singular)
            names.setdefault(name.lower(), code)
    return {**names, **lexicon.currencies}
