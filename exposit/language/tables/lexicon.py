"""What a language needs so that numbers can be found and read in it: words, signs, and how they stand together.

Filled in by one file a language; others are read for digits, signs and symbols with Babel's separators, and for the few
words in `quoted`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module

from exposit.language import locales
from exposit.language.tables.abbreviation import Abbreviation
from exposit.language.tables.quoted import QUOTED
from exposit.model import Qualifier

NEVER = r"(?!)"
"""A pattern that matches nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's number words. Words are lower case; patterns are regular expressions without groups. What is
    left out a language does not have."""

    language: str
    digits: str
    """A number in digits, with its groups and decimals."""
    decimal: str
    """The characters that may stand before decimals; everything else between digits groups them."""
    scales: Mapping[str, int] = field(default_factory=dict)
    abbreviations: tuple[Abbreviation, ...] = ()
    cardinals: frozenset[str] = frozenset()
    """Every word of which spelled numbers are made, below the scales."""
    joints: frozenset[str] = frozenset()
    """`and`, `et` inside a spelled number."""
    large: frozenset[str] = frozenset()
    """Cardinals that are scale words of their own: hundred, thousand."""
    ones: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    """Words for nothing at all, read only where an author's words are compared: “no contract”."""
    both: frozenset[str] = frozenset()
    articles: str = NEVER
    """What stands before a scale word to mean one of it: “a billion”."""
    vague: str = NEVER
    """What stands before a scale word and leaves the number open: “several million”."""
    dozens: Mapping[str, int] = field(default_factory=dict)
    dozen_plurals: frozenset[str] = frozenset()
    halves: frozenset[str] = frozenset()
    parts: Mapping[str, int] = field(default_factory=dict)
    """Fraction words by denominator: third, thirds, quart."""
    part_needs: str = ""
    """What must follow a singular fraction word that could be an ordinal: “a third of”; empty where none could."""
    and_half: str = NEVER
    point: str = NEVER
    """The word for the decimal sign in a spelled number: “two point five”, « deux virgule cinq »."""
    more: Mapping[str, Qualifier] = field(default_factory=dict)
    """What may hang on a number and opens it, beside `+`: “38 billion-plus”, “40-odd”."""
    powers_before: Mapping[str, int] = field(default_factory=dict)
    powers_after: Mapping[str, int] = field(default_factory=dict)
    """Words that make an area or a volume of a length: “square metres”, « mètres cubes »."""
    quarters_after: str = NEVER
    """Words after which “three quarters” are nine months, not a share."""
    idioms: tuple[str, ...] = ()
    """Phrases in which a number word counts nothing: half-hearted, « tout neuf », « demi-tour »."""
    multiples: Mapping[str, int] = field(default_factory=dict)
    times: str
    """Nouns after a number that make it a multiple: times, fold, fois."""
    by_before: str = NEVER
    """Words before a number that make it a multiple: « multiplié par »."""
    ordinals: str = NEVER
    ordinal_ends: tuple[str, ...] = ()
    """How every ordinal ends that no cardinal begins."""
    of: str = NEVER
    """Between a scale word and its noun: “of”, « de », « d’ »."""
    to: str = NEVER
    out_of: str = NEVER
    """Between the numbers of “one in five”, « un sur trois »."""
    against: str = NEVER
    """Between the numbers of a score or a ratio, beside a dash or a colon: “3 to 1”."""
    between: str = NEVER
    """Words that make `and` a range."""
    and_: str = NEVER
    per: str = NEVER
    not_per: str = NEVER
    """What follows “a year” where it is no rate: “ago”."""
    each: Mapping[str, str] = field(default_factory=dict)
    """Adverbs and adjectives that make a rate after a unit: annually -> year."""
    each_alone: frozenset[str] = frozenset()
    """Those that do so after a bare number; “800 million weekly users” are no rate."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Names of units, any case -> canonical name."""
    percents: frozenset[str] = frozenset()
    currencies: Mapping[str, str] = field(default_factory=dict)
    """Names of currencies, any case -> code; those Babel knows are added."""
    minus: frozenset[str] = frozenset()
    not_minus_after: frozenset[str] = frozenset()
    """Words that make something else of a minus word: « au moins »."""
    by_words: frozenset[str] = frozenset()
    """The last words of `by_before`."""
    falls: str = NEVER
    """Words of what goes down, or is lost: “fell”, « une baisse »."""
    rises: str = NEVER
    """Words of what goes up."""
    qualifiers: Mapping[Qualifier, tuple[str, ...]]
    months: Mapping[str, int]
    month_case: bool = False
    """Whether months are written with a capital, so that “may” is no month."""
    month_first: bool = False
    quarter_letters: str
    first_to_fourth: Mapping[str, int] = field(default_factory=dict)
    quarter_nouns: str = NEVER
    half_nouns: str = NEVER
    decade_before: str = NEVER
    decades: Sequence[str] = ()
    """Decades in words after `decade_before`: « les années quatre-vingt »."""
    year_before: str = NEVER
    """Words before a bare year; where one stands, a noun after it changes nothing."""
    old_year_before: str = NEVER
    """Those among them that tell a year before 1900 from any other number: “in”, not “of”."""
    the: str = NEVER
    """Words that speak of one thing that is known: “the”, “this”; with `events`, they tell such a year too."""
    events: str = NEVER
    """What happens in a year, or is made in it: revolution, treaty, census."""
    of_event: str = NEVER
    """Between an event and its year: “of”."""
    year_first: str = NEVER
    """Where an event may stand after its year (“the 1848 revolution”): the small words that may follow it."""
    and_year: str = NEVER
    """Between the last two of several years."""
    years_from: str = NEVER
    """Before the first of two years that begin and end something: “from”, « entre »."""
    years_to: str = NEVER
    """Between them."""
    lasting: str = NEVER
    """Verbs of what lasts from year to year: “reigned”."""
    eras: str = NEVER
    """A year with its era: “44 BC”, « 476 apr. J.-C. »."""
    not_plural: frozenset[str] = frozenset()
    """Words in -s that are no plural noun, after a year."""
    plurals: frozenset[str] = frozenset()
    """Irregular plurals: people, men."""
    plural_ends: str = ""
    references: str
    """Words before a number that names a place in a document: section, page, figure."""
    hour_before: str = NEVER
    """An hour with the word before it, which tells it from a length of time: « à 9 h »."""
    ordinal_suffixes: str
    clock: str = NEVER
    """How a time of day is written beyond `14:30`."""


@cache
def lexicon_of(language: str) -> Lexicon:
    """The language's own lexicon, else one that reads digits, signs and symbols."""
    base = locales.base_language(language)
    if base in READ:
        lexicon = import_module(f"exposit.language.tables.{READ[base]}").LEXICON
        assert isinstance(lexicon, Lexicon)
        return lexicon
    return _plain_lexicon(base)


READ = {"en": "english_words", "fr": "french_words"}
"""The languages with a lexicon of their own, and its module."""

SPACES = " \u00a0\u2009\u202f"


def _plain_lexicon(language: str) -> Lexicon:
    marks = locales.separators(language)
    group = re.escape(SPACES[1:] + marks.group)
    decimal = re.escape(marks.decimal)
    months = {locales.month_name(month, language).lower(): month for month in range(1, 13)}
    lexicon = Lexicon(
        language=language,
        digits=rf"\d{{1,3}}(?:[{group}]\d{{3}})+(?!\d)(?:{decimal}\d+)?|\d+(?:[.,]\d+)*",
        decimal=marks.decimal,
        times=r"×",
        qualifiers={"about": ("≈", "~"), "up to": ("≤",), "at least": ("≥",), "over": (">",), "under": ("<",)},
        months=months,
        quarter_letters="Q",
        references=r"§",
        ordinal_suffixes=r"[ºª]",
    )
    return replace(lexicon, **QUOTED.get(language, {}))
