"""Dates as they are written in prose: which patterns are dates in a language, and which date each one says.

Serves `shapes`, which finds them, and so `agreement`, which compares them. Years of two digits are of this century.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from exposit.language.patterns import SPACE, words
from exposit.language.reading import DateRead
from exposit.language.tables.lexicon import Lexicon, lexicon_of
from exposit.language.years import ANY_YEAR, YEAR

_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NO_DIGIT = r"(?![\d]|[.,]\d)"
_TIME = r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_JOINT = rf"[-{SPACE[1:-1]}]"
_OF = rf"(?:(?:of|de){SPACE})?"

Reader = Callable[[re.Match[str], Lexicon], DateRead | None]


def date_shapes(language: str) -> tuple[tuple[str, str, Reader], ...]:
    """Patterns for dates: what they begin with (`digit`, `letter`, `sign`), the pattern, what a match says; the longer
    forms first."""
    lexicon = lexicon_of(language)
    month, letters = _months(lexicon), lexicon.quarter_letters
    day = rf"{_DAY}(?:st|nd|rd|th|er|ᵉʳ)?"
    several = rf"(?:{_DAY}(?:{SPACE}?[-–]{SPACE}?|{SPACE}(?:and|to|or|et|au|ou){SPACE}))?"
    after_month = rf"(?:,?(?:{SPACE}de)?{_JOINT}({ANY_YEAR}))?"
    shapes: list[tuple[str, str, Reader]] = [
        ("digit", rf"({ANY_YEAR})[-/](0[1-9]|1[0-2])(?:[-/](0[1-9]|[12]\d|3[01]){_TIME})?(?![\w-])", _iso),
        ("digit", rf"({YEAR}){_JOINT}?[{letters}]([1-4])(?!\w)", _year_quarter),
        ("letter", rf"[{letters}]([1-4])(?:{_JOINT}?{_OF}(?:FY)?['’]?({YEAR}|\d{{2}}(?!\d)))?(?![\w])", _quarter),
        ("digit", rf"([1-4])[{letters}]['’]?({YEAR}|\d{{2}})(?!\w)", _quarter),
        ("digit letter", rf"[HS][12]{SPACE}?({YEAR})(?!\w)|[12]H['’]?({YEAR}|\d{{2}})(?!\w)", _year),
        (
            "digit",
            rf"{several}({day})\.?(?:{SPACE}(?:of|de))?{_JOINT}({month})\.?{after_month}(?!\w)",
            _day_month,
        ),
        ("letter", rf"({month})\.?,?{SPACE}{_OF}({ANY_YEAR})(?!\w)", _month_year),
        ("digit", rf"({_DAY})[/.](0?[1-9]|1[0-2]|{_DAY})[/.]({ANY_YEAR}|\d{{2}})(?![\w/]|\.\d)", _slashed),
        ("digit", rf"({_DAY})-(0?[1-9]|1[0-2]|{_DAY})-({ANY_YEAR})(?![\w-])", _slashed),
        ("letter", rf"FY{SPACE}?['’]?({YEAR}|\d{{2}})(?:{SPACE}?[-–/]{SPACE}?\d{{2}}(?:\d{{2}})?)?(?!\w)", _year),
        ("digit sign", rf"['’]?(?:{ANY_YEAR}|\d0)['’]?s(?!\w)", _nothing),
        ("sign", r"['’]\d{2}(?!\w)", _nothing),
        ("digit letter", rf"(?:{lexicon.eras})(?!\w)", _nothing),
    ]
    if lexicon.month_first:
        tail = rf"(?:{SPACE}?[-–]{SPACE}?{_DAY})?(?:,?{SPACE}({ANY_YEAR}))?"
        shapes.insert(5, ("letter", rf"({month})\.?{SPACE}({_DAY})(?:st|nd|rd|th)?{_NO_DIGIT}{tail}(?!\w)", _month_day))
    return (*shapes, *_worded(lexicon))


def _worded(lexicon: Lexicon) -> list[tuple[str, str, Reader]]:
    """“the third quarter of 2025”, “the second half of 2026”, « les années 2020 »."""
    if not lexicon.first_to_fourth:
        return []
    ordinal = words(lexicon.first_to_fourth)
    year = rf"(?:{SPACE}(?:of{SPACE}|de{SPACE}|d['’])?(?:(?:the|fiscal|l['’]année){SPACE}){{0,2}}({YEAR})(?!\w))?"
    return [
        ("digit letter", rf"(?i:({ordinal}){_JOINT}(?:{lexicon.quarter_nouns}))(?!\w){year}", _worded_quarter),
        ("digit letter", rf"(?i:(?:{ordinal}){_JOINT}(?:{lexicon.half_nouns}))(?!\w){year}", _year),
        ("letter", rf"(?i:{lexicon.decade_before}){SPACE}(?:{ANY_YEAR}|\d0|{words(lexicon.decades)})(?!\w)", _nothing),
    ]


def _months(lexicon: Lexicon) -> str:
    names = [name.capitalize() if lexicon.month_case else name for name in lexicon.months]
    return words(names) if lexicon.month_case else f"(?i:{words(names)})"


def _iso(match: re.Match[str], _lexicon: Lexicon) -> DateRead:
    return DateRead(int(match[1]), month=int(match[2]), day=int(match[3]) if match[3] else None)


def _year_quarter(match: re.Match[str], _lexicon: Lexicon) -> DateRead:
    return DateRead(int(match[1]), quarter=int(match[2]))


def _quarter(match: re.Match[str], _lexicon: Lexicon) -> DateRead:
    return DateRead(_full_year(match[2]), quarter=int(match[1]))


def _year(match: re.Match[str], _lexicon: Lexicon) -> DateRead:
    return DateRead(_full_year(next((group for group in match.groups() if group), None)))


def _day_month(match: re.Match[str], lexicon: Lexicon) -> DateRead:
    return DateRead(_full_year(match[3]), month=lexicon.months[match[2].lower()], day=_number(match[1]))


def _month_day(match: re.Match[str], lexicon: Lexicon) -> DateRead:
    return DateRead(_full_year(match[3]), month=lexicon.months[match[1].lower()], day=int(match[2]))


def _month_year(match: re.Match[str], lexicon: Lexicon) -> DateRead:
    return DateRead(int(match[2]), month=lexicon.months[match[1].lower()])


def _slashed(match: re.Match[str], lexicon: Lexicon) -> DateRead:
    """03/11/2025: day first but in English, where it is only sure when one of the two is above twelve."""
    first, second, year = int(match[1]), int(match[2]), _full_year(match[3])
    if lexicon.month_first and second > 12:
        first, second = second, first
    if second > 12 or (lexicon.month_first and first <= 12 and first != second):
        return DateRead(year)
    return DateRead(year, month=second, day=first)


def _worded_quarter(match: re.Match[str], lexicon: Lexicon) -> DateRead:
    return DateRead(_full_year(match[2]), quarter=lexicon.first_to_fourth[match[1].lower()])


def _nothing(_match: re.Match[str], _lexicon: Lexicon) -> None:
    return None


def _full_year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else 0
