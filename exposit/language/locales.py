"""The Babel door: separators, plural categories, month and currency names, compiled catalogues.

Babel is asked for data and for plain formats only. Its compact formats are wrong in French (“1 milliards”) and pick the
magnitude before rounding, so magnitudes are ours (`rounding`). It is imported on first use: 20 ms.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@dataclass(frozen=True, slots=True)
class Separators:
    """How digits are set in a language: the decimal sign, the sign between groups, a minus."""

    decimal: str
    group: str
    minus: str = "\u2212"


def base_language(language: str) -> str:
    """The language of a tag: `en` of `en-GB` and of `en_GB`; lower case."""
    return language.replace("_", "-").split("-")[0].lower()


@cache
def _locale(language: str) -> Locale:
    """The tag's locale, else its language's, else English: an unknown language must not stop a build."""
    from babel import Locale, UnknownLocaleError

    for tag in (language.replace("-", "_"), base_language(language)):
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


@cache
def separators(language: str) -> Separators:
    """The language's separators; the true minus sign (U+2212) in all of them."""
    symbols = _locale(language).number_symbols
    latin = symbols.get("latn") or next(iter(symbols.values()))
    return Separators(str(latin["decimal"]), str(latin["group"]))


def plural_category(number: Decimal, language: str) -> str:
    """The CLDR plural category (`one`, `few`, `other` ...) of a number as it is written."""
    return str(_locale(language).plural_form(abs(number)))


def is_singular(number: Decimal, language: str) -> bool:
    """Whether a noun after `number` is in the singular: English 1, French 0 to 1.99, by CLDR."""
    return plural_category(number, language) == "one"


@cache
def month_name(month: int, language: str, *, short: bool = False) -> str:
    """A month within a date: `November`, `novembre`; short `Nov`, `nov.`."""
    return str(_locale(language).months["format"]["abbreviated" if short else "wide"][month])


@cache
def currency_symbol(code: str, language: str) -> str:
    """The currency's sign in the language (`€`, `CA$`), the code itself where it has none."""
    from babel.numbers import get_currency_symbol

    return str(get_currency_symbol(code, locale=_locale(language)))


@cache
def currency_name(code: str, language: str, *, singular: bool = False) -> str:
    """The currency's name in the language: `Canadian dollars`, « francs suisses »; the code where none is known."""
    from babel.numbers import get_currency_name

    return str(get_currency_name(code, 1 if singular else 2, locale=_locale(language)))


def compile_catalogue(po: bytes, language: str) -> GNUTranslations:
    """A gettext catalogue from the text of a `.po` file, compiled in memory; fuzzy entries are left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(po), locale=base_language(language)))
    compiled.seek(0)
    return GNUTranslations(compiled)
