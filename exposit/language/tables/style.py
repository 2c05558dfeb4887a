"""What a language needs so that values can be written in it: words, patterns, and three small functions.

Filled in by one file a language: a site is written in these and no others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from exposit.language import locales
from exposit.model import Qualifier

NARROW, NO_BREAK = "\u202f", "\u00a0"


@dataclass(frozen=True, slots=True)
class Noun:
    """A unit's name in a language: singular, plural, its symbol or abbreviation and that one's plural."""

    singular: str
    plural: str
    short: str = ""
    short_plural: str = ""
    feminine: bool = False

    def form(self, *, singular: bool, short: bool = False) -> str:
        """The word after a number."""
        if short and self.short:
            return self.short if singular or not self.short_plural else self.short_plural
        return self.singular if singular else self.plural


@dataclass(frozen=True, slots=True)
class Dates:
    """Patterns for dates: `{day} {month} {year} {quarter}`; `first` is how the first of a month is written.

    `since`, `until` and `span` take what `start` and `end` make of a date; `of` stands before a date in a phrase."""

    day: str
    month: str
    quarter: str
    short_quarter: str
    quarters: tuple[str, str, str, str]
    first: str
    since: str
    until: str
    span: str
    unknown_end: str
    unknown_start: str
    unknown_both: str
    start: Callable[[str, bool], str]
    """A date's text and whether it has a day -> as the start of a span: « du 3 novembre 2025 », “3 November 2025”."""
    end: Callable[[str, bool], str]
    article: str = ""
    """Before a short date that has a day or a quarter, in a phrase: « depuis le 3 nov. 2025 », but « depuis 2025 »."""


@dataclass(frozen=True, slots=True)
class Style:
    """How one language writes values. `scales` are scale words by power of ten, `(singular, plural)`."""

    language: str
    scales: Mapping[int, tuple[str, str]]
    short_scales: Mapping[int, str]
    short_glue: str
    """Between a number and a short scale: nothing in English (`38bn`), a no-break space in French (`38 Md€`)."""
    units: Mapping[str, Noun]
    currencies: Mapping[str, Noun]
    """Names that differ from Babel's, and signs; other currencies are Babel's by code."""
    sign_first: bool
    """Whether a long amount of money is written with its sign before the number (`$38 billion`)."""
    qualifiers: Mapping[Qualifier, str]
    count_qualifiers: Mapping[Qualifier, str]
    """Before things that are counted, where that differs: “fewer than 50 people”."""
    percent: str
    spoken_percent: str
    minus_word: str
    times: str
    per: Callable[[str, bool], str]
    """A unit's singular and whether it is a length of time -> « par an », “a year”."""
    between: str
    """`{low}` and `{high}` of a range."""
    undisclosed: str
    dates: Dates
    elide: Callable[[str], str]
    """A qualified amount with its elisions: « plus d’un million »."""
    of: Callable[[str], str]
    """A noun after a scale word: « milliards d’euros », “billion euros”."""
    spell: Callable[[int, bool], str | None]
    """A whole number in words, for a feminine noun or not; None where words would be absurd or the gender matters and
    is not known."""
    powers: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    """A length's square and cube, singular and plural: “square {}”, « {} carrés »."""
    spells_gender: bool = False
    minor_scales: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    """Scales used in words only: `thousand`."""


@cache
def style_of(language: str) -> Style:
    """The language's own style; English for one that no site can be written in (`read.config` refuses it)."""
    module = import_module(f"exposit.language.tables.{WRITTEN.get(locales.base_language(language), 'english')}")
    style = module.STYLE
    assert isinstance(style, Style)
    return style


WRITTEN = {"en": "english", "fr": "french"}
"""The languages with a table of their own, and its module."""
