"""A language's lexicon, compiled once into the patterns and look-ups `shapes`, `phrases` and `surroundings` match with.

Words are looked up, not searched; every pattern is anchored where it is used and bounded in what it repeats, so that
reading a text is linear in its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from exposit.facts.currencies import CURRENCIES, SIGNS
from exposit.language import locales
from exposit.language.tables.abbreviation import Abbreviation
from exposit.language.tables.lexicon import Lexicon, lexicon_of
from exposit.model import Qualifier

SPACE = r"[ \t\r\n\u00a0\u2009\u202f]"
GAP = rf"(?:{SPACE}{{1,3}}|-|‑)"
"""Between the words of one numeral: a space or a hyphen."""

FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
OTHER_NUMERALS = SUPERSCRIPTS + "\u2080-\u2089\u215f-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"

SYMBOLS = {
    **{symbol: symbol for symbol in ("W", "kW", "MW", "GW", "TW", "Wh", "kWh", "MWh", "GWh", "TWh")},
    **dict.fromkeys(("KW", "Kw", "kw"), "kW"),
    "Mw": "MW",
    **dict.fromkeys(("Gw", "gw"), "GW"),
    "Tw": "TW",
    **dict.fromkeys(("KWh", "Kwh", "KWH", "kwh"), "kWh"),
    **dict.fromkeys(("Mwh", "MWH"), "MWh"),
    **dict.fromkeys(("Gwh", "GWH", "gwh"), "GWh"),
    **dict.fromkeys(("Twh", "TWH"), "TWh"),
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
}
"""Symbols of units, in their own case, and as they are often mistyped."""

FRENCH_SYMBOLS = {
    "o": "byte",
    "ko": "kilobyte",
    "Mo": "megabyte",
    "Go": "gigabyte",
    "To": "terabyte",
    "Po": "petabyte",
    "j": "day",
}

_COUNTRY_SIGNS = {
    "US$": "USD",
    "$US": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "$CA": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
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
    "FCFA": "XOF",
}
_APART = ("F CFA", "$ US", "$ CA", "$ AU")
"""Signs that may be written with a space in them."""

CURRENCY_SIGNS = {**SIGNS, "＄": "USD", "￥": "JPY", "฿": "THB", "₪": "ILS", "₫": "VND", "₦": "NGN", **_COUNTRY_SIGNS}
"""Signs before or after an amount -> code; a bare `$` may be any dollar (`Reading.dollars`)."""

SIGN_CHARACTERS = frozenset("".join(CURRENCY_SIGNS)) - frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ\u202f")
"""The signs proper, without the letters of `US$`."""
PERCENT_SIGNS = frozenset("%٪％‰")

_NAMED = (
    "USD EUR GBP JPY CNY CAD AUD NZD HKD SGD TWD CHF INR KRW BRL SEK NOK DKK PLN CZK HUF MXN ZAR TRY ILS AED SAR "
    "QAR THB IDR MYR VND PHP CLP ARS COP EGP NGN KES XOF XAF MAD TND DZD UAH RUB RON BGN"
).split()
_NEXT_WORD = re.compile(rf"{GAP}?([^\W\d_]+)(?![^\W_])")

_FIGURE = re.compile(rf"[\d{FRACTIONS}{OTHER_NUMERALS}]")
_WORD = re.compile(r"[^\W\d_]+")

T = TypeVar("T")


class Phrases(Generic[T]):
    """A look-up of words and phrases in any case: the longest that stands at a place."""

    def __init__(self, table: Mapping[str, T]) -> None:
        self._by_word: dict[str, list[tuple[re.Pattern[str] | None, T]]] = {}
        for phrase in sorted(table, key=len, reverse=True):
            first = _WORD.match(phrase)
            if first is None:
                continue
            rest = phrase[first.end() :]
            pattern = re.compile(rf"{words([rest])}(?!\w)", re.IGNORECASE) if rest else None
            self._by_word.setdefault(first[0].lower(), []).append((pattern, table[phrase]))

    @property
    def first_words(self) -> frozenset[str]:
        """The words that phrases begin with."""
        return frozenset(self._by_word)

    def match(self, text: str, start: int) -> tuple[int, T] | None:
        """Where the phrase at `start` ends, and what it stands for."""
        first = _WORD.match(text, start)
        if first is None:
            return None
        end = first.end()
        for pattern, value in self._by_word.get(first[0].lower(), ()):
            if pattern is None:
                if not text[end : end + 1].isdigit():
                    return end, value
                continue
            found = pattern.match(text, end)
            if found is not None:
                return found.end(), value
        return None


def words(options: Iterable[str]) -> str:
    """An alternation of words, longest first, any white space between their parts; nothing matches an empty one."""
    ordered = sorted(set(options), key=lambda option: (-len(option), option))
    if not ordered:
        return r"(?!)"
    return "|".join(re.escape(option).replace(r"\ ", rf"{SPACE}+").replace("’", "['’]") for option in ordered)


def next_word(text: str, position: int) -> tuple[str, int] | None:
    """The word, in lower case, that follows directly or after one space or hyphen, and where it ends."""
    found = _NEXT_WORD.match(text, position)
    return (found[1].lower(), found.end()) if found is not None else None


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled lexicon of one language."""

    lexicon: Lexicon
    digits: re.Pattern[str]
    anchor: re.Pattern[str]
    abbreviations: Mapping[str, tuple[Abbreviation, ...]]
    abbreviated: re.Pattern[str]
    units: Phrases[str]
    percents: Phrases[bool]
    currencies: Phrases[str]
    symbols: Mapping[str, str]
    qualifiers: Mapping[str, Qualifier]
    signs: re.Pattern[str]
    currency_before: re.Pattern[str]
    currency_start: re.Pattern[str]
    of: re.Pattern[str]
    per: re.Pattern[str]
    not_per: re.Pattern[str]
    to: re.Pattern[str]
    and_: re.Pattern[str]
    out_of: re.Pattern[str]
    """Between the numbers of “one in five”, with the noun that may stand there."""
    against: re.Pattern[str]
    """Between the numbers of a score or a ratio: “3–1”, “2:1”."""
    between: re.Pattern[str]
    times: re.Pattern[str]
    by_before: re.Pattern[str]
    and_half: re.Pattern[str]
    point: re.Pattern[str]
    more: re.Pattern[str]
    power: re.Pattern[str]
    raised: re.Pattern[str]
    quarters_after: re.Pattern[str]
    idioms: Phrases[bool]
    starts: frozenset[str]
    """Every word that may begin a numeral or an idiom, ordinals apart."""
    starts_with_ones: frozenset[str]
    """The same, where `one`, `no` and `both` are numerals."""
    part_needs: re.Pattern[str]
    half_of: re.Pattern[str]
    article: re.Pattern[str]
    article_between: re.Pattern[str]
    vague: re.Pattern[str]
    ordinal: re.Pattern[str]

    def may_hold_numerals(self, text: str, *, ones: bool) -> bool:
        """False where no numeral but a label in words can be in `text`: a quick look at its words."""
        if _FIGURE.search(text) is not None:
            return True
        found = _WORD.findall(text.lower())
        starts = self.starts_with_ones if ones else self.starts
        if not starts.isdisjoint(found):
            return True
        # Figures of another script are letters to a pattern.
        if not text.isascii() and found and not "".join(found).isalpha():
            return True
        ends = self.lexicon.ordinal_ends
        return any(self.ordinal.match(word) for word in found if word.endswith(ends))


@cache
def patterns_of(language: str) -> Patterns:
    """The patterns of a language (its base: `en` for `en-GB`)."""
    lexicon = lexicon_of(language)

    def any_case(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    signs, codes = words((*CURRENCY_SIGNS, *_APART)), words(CURRENCIES)
    idioms = Phrases(dict.fromkeys(lexicon.idioms, True))
    starts = idioms.first_words | _beginnings(lexicon)
    return Patterns(
        lexicon=lexicon,
        digits=re.compile(lexicon.digits),
        anchor=re.compile(rf"\d|(?<![\w.,)\]…])\.(?=\d)|[{FRACTIONS}{OTHER_NUMERALS}]|[^\W\d_]+"),
        abbreviations=_by_text(lexicon.abbreviations),
        abbreviated=re.compile(rf"({GAP}?)([^\W\d_]{{1,5}})(?![^\W_])"),
        units=Phrases(lexicon.units),
        percents=Phrases(dict.fromkeys(lexicon.percents, True)),
        currencies=Phrases(_currency_names(lexicon)),
        symbols={**SYMBOLS, **(FRENCH_SYMBOLS if lexicon.language == "fr" else {})},
        qualifiers={key_of(text): name for name, texts in lexicon.qualifiers.items() for text in texts},
        signs=re.compile(rf"(?:{signs})(?!\d)"),
        currency_before=re.compile(rf"(?:(?<!\w)({codes}){SPACE}?|((?<![A-Za-z])(?:{signs})|[$€£¥]){SPACE}?)$"),
        currency_start=re.compile(rf"(?:{codes}|{signs}){SPACE}?(?=\d)"),
        of=any_case(rf"{SPACE}+(?:(?:{lexicon.of})(?:(?<=['’])|{SPACE}*))"),
        per=any_case(rf"(?:(?:{SPACE}+|-)(?:{lexicon.per})(?:(?<=['’])|{SPACE}+|-)|{SPACE}?/{SPACE}?)"),
        not_per=any_case(lexicon.not_per),
        to=any_case(rf"(?:[-‑]?{SPACE}+(?:{lexicon.to}){SPACE}+|-(?:{lexicon.to})-|{SPACE}?[-‑–—−]{SPACE}?)"),
        and_=any_case(rf"{SPACE}+(?:{lexicon.and_}){SPACE}+"),
        out_of=any_case(_out_of(lexicon)),
        against=any_case(rf"(?:{SPACE}?[-‑–—:]{SPACE}?|-(?:{lexicon.to})-|{SPACE}(?:{lexicon.against}){SPACE})(?=\d)"),
        between=any_case(rf"(?<!\w)(?:{lexicon.between}){SPACE}+$"),
        times=any_case(rf"{GAP}?(?:{lexicon.times})"),
        by_before=any_case(rf"(?<!\w)(?:{lexicon.by_before}){SPACE}+$"),
        and_half=any_case(lexicon.and_half),
        point=any_case(rf"{SPACE}(?:{lexicon.point}){SPACE}(?=[^\W\d_])"),
        more=re.compile(rf"\+(?![\d+])|(?:{words(lexicon.more)})(?!\w)"),
        power=any_case(rf"{GAP}?({words(lexicon.powers_before)})\.?{SPACE}"),
        raised=any_case(rf"([²³])|(?:\^|(?<=m))([23])(?!\w)|{SPACE}({words(lexicon.powers_after)})(?!\w)"),
        quarters_after=any_case(rf"(?<!\w)(?:{lexicon.quarters_after}){SPACE}$"),
        idioms=idioms,
        starts=starts,
        starts_with_ones=starts | lexicon.none | lexicon.both,
        part_needs=any_case(lexicon.part_needs),
        half_of=any_case(_half_of(lexicon)),
        article=any_case(rf"(?<!\w)(?:{lexicon.articles}){GAP}$"),
        article_between=any_case(rf"{SPACE}(?:{lexicon.articles}){SPACE}"),
        vague=any_case(rf"(?<!\w)(?:{lexicon.vague}){SPACE}*$"),
        ordinal=any_case(lexicon.ordinals),
    )


def _out_of(lexicon: Lexicon) -> str:
    return rf"({SPACE}+(?!(?:{lexicon.out_of})(?!\w))[^\W\d_]{{2,24}})?{SPACE}+(?:{lexicon.out_of}){SPACE}+"


def _half_of(lexicon: Lexicon) -> str:
    whole = f"{words(lexicon.scales)}|{words(lexicon.dozens)}"
    return rf"(?:{SPACE}+(?:of|d[eu]|d['’]))?(?:{GAP}?(?:{lexicon.articles}))?{GAP}({whole})(?!\w)"


def _beginnings(lexicon: Lexicon) -> frozenset[str]:
    """The words that numbers begin with, ordinals apart."""
    sizes = (lexicon.scales, lexicon.dozens, lexicon.halves, lexicon.parts, lexicon.multiples)
    return lexicon.cardinals.union(*sizes)


def _by_text(abbreviations: Iterable[Abbreviation]) -> Mapping[str, tuple[Abbreviation, ...]]:
    found: dict[str, tuple[Abbreviation, ...]] = {}
    for item in abbreviations:
        found[item.text] = (*found.get(item.text, ()), item)
    return found


def code_of(sign: str) -> str:
    """The currency a sign stands for, `$` for a dollar of any country."""
    tight = "".join(sign.split())
    return "$" if tight == "$" else CURRENCY_SIGNS[tight]


def key_of(phrase: str) -> str:
    """A phrase as it is looked up: lower case, single spaces, one kind of apostrophe."""
    return " ".join(phrase.lower().replace("'", "’").split())


def _currency_names(lexicon: Lexicon) -> dict[str, str]:
    """Names of currencies in lower case -> code, or `$` for dollars of any country."""
    names: dict[str, str] = {}
    for code in _NAMED:
        for singular in (True, False):
            name = locales.currency_name(code, lexicon.language, singular=singular)
            names.setdefault(name.lower(), code)
    return {**names, **lexicon.currencies}
