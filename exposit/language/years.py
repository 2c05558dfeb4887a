"""Years before 1900 in prose. Any number of four digits may look like one, so something beside it must say that it is:
“in 1848”, “the revolution of 1848”, “the 1848 revolution”, “from 1815 to 1848”, “44 BC”.

Serves `shapes`. What could as well be an amount (“an increase of 1200”, “rose from 1500 to 1800”) stays one: a year
that is asked about costs its author a pair of brackets, an amount that is not costs the reader a source.
"""

from __future__ import annotations

import re
from functools import cache

from exposit.language.patterns import SPACE
from exposit.language.tables.lexicon import NEVER, lexicon_of

YEAR = r"(?:19|20)\d{2}|2100"
"""A year that is read as one where it stands alone."""
OLD_YEAR = r"1[0-8]\d{2}"
"""A year that needs something beside it to be one: a month, “in”, an event, brackets."""
ANY_YEAR = rf"{YEAR}|{OLD_YEAR}"
REACH = 64
"""As far before a number is looked for what makes it a year."""
_CLAUSE_START = re.compile(r"(?:^|[.!?(\[—“«\n])[\s\u00a0\u202f]*$")


@cache
def year_before(language: str) -> re.Pattern[str]:
    """What stands before a bare year, so that a plural after it changes nothing: “in”, “since”, « en »."""
    return _right_before(lexicon_of(language).year_before)


def is_old_year(text: str, start: int, end: int, language: str) -> bool:
    """Whether what stands beside a number of the years before 1900 says that it is one: “in”, an event, or a year that
    it goes on from (“in 1789, 1830 and 1848”)."""
    before = text[max(0, start - REACH) : start]
    if _old_year_before(language).search(before):
        return True
    event = _event_after(language)
    return event is not None and _the(language).search(before) is not None and event.match(text, end) is not None


def span_of_years(language: str) -> str:
    """The pattern of two years and the word between them: `1815 to 1848`."""
    return rf"(?:{OLD_YEAR}){SPACE}(?:{lexicon_of(language).years_to}){SPACE}(?:{ANY_YEAR})"


def is_span_of_years(text: str, span: str, start: int, language: str) -> bool:
    """Whether `span`, at `start`, goes from year to year, not from amount to amount: it grows, it stands after “from”,
    and what comes before is no change (“rose from”), or nothing at all."""
    first, *_, last = re.findall(r"\d{4}", span)
    before = text[max(0, start - REACH) : start]
    opened = _years_from(language).search(before)
    if opened is None or first >= last:
        return False
    earlier = before[: opened.start()]
    if _CLAUSE_START.search(earlier) and (earlier or start - len(before) == 0):
        return True
    return _lasting(language).search(earlier) is not None


@cache
def _old_year_before(language: str) -> re.Pattern[str]:
    lexicon = lexicon_of(language)
    of_event = rf"(?:{lexicon.the}){SPACE}?(?:[^\W\d]+{SPACE}){{0,2}}(?:{lexicon.events}){SPACE}(?:{lexicon.of_event})"
    more = rf"(?:(?:{ANY_YEAR})(?:,|,?{SPACE}(?:{lexicon.and_year})){SPACE})*"
    return _right_before(rf"(?:{lexicon.old_year_before}|{of_event}){SPACE}*{more}")


@cache
def _event_after(language: str) -> re.Pattern[str] | None:
    """“the 1848 revolution”: where the language says it so."""
    lexicon = lexicon_of(language)
    if lexicon.year_first == NEVER:
        return None
    alone = rf"(?!\w|[-‑]\w|{SPACE}(?!(?:{lexicon.year_first})(?!\w))[^\W\d])"  # “the 1500 union members” are counted
    return re.compile(rf"{SPACE}(?:[^\W\d]+{SPACE})?(?:{lexicon.events}){alone}", re.IGNORECASE)


@cache
def _the(language: str) -> re.Pattern[str]:
    return _right_before(lexicon_of(language).the)


@cache
def _years_from(language: str) -> re.Pattern[str]:
    return _right_before(lexicon_of(language).years_from)


@cache
def _lasting(language: str) -> re.Pattern[str]:
    """What lasts from a year to a year: “reigned”, « dura »."""
    return re.compile(rf"(?<!\w)(?:{lexicon_of(language).lasting}){SPACE}*$", re.IGNORECASE)


def _right_before(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<!\w))(?:{phrases}){SPACE}*$", re.IGNORECASE)
