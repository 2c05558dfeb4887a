"""How dates and periods are written: “3 November 2025”, « 1er novembre 2025 », “the third quarter of 2025”."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from exposit.language import locales
from exposit.language.tables.style import style_of
from exposit.model import PartialDate, Period


@dataclass(frozen=True, slots=True)
class Wording:
    """A value in words: as it is read on the page, and as a screen reader should say it (no signs, no symbols)."""

    text: str
    spoken: str


def write_date(date: PartialDate, language: str, forms: Iterable[str] = ()) -> Wording:
    """A date to the precision it is known to; forms `short` (`3 Nov 2025`, `Q3 2025`) and `year`."""
    return _written(date, language, tuple(forms))


@lru_cache(maxsize=4_096)
def _written(date: PartialDate, language: str, forms: tuple[str, ...]) -> Wording:
    if "year" in forms:
        return _spoken_alike(_year(date))
    return Wording(_text(date, language, short="short" in forms), _speak(_text(date, language, short=False)))


def write_period(period: Period, language: str) -> Wording:
    """From when to when, in words: “from 3 November 2025, end not public”; empty where nothing is stated."""
    patterns = style_of(language).dates
    start, end = (_end(known, language, last) for known, last in ((period.start, False), (period.end, True)))
    if start and end:
        return _spoken_alike(patterns.span.format(start=start, end=end))
    if start:
        pattern = patterns.unknown_end if period.end == "unknown" else patterns.since
        return _spoken_alike(pattern.format(start=start))
    if end:
        pattern = patterns.unknown_start if period.start == "unknown" else patterns.until
        return _spoken_alike(pattern.format(end=end))
    return _spoken_alike(patterns.unknown_both) if "unknown" in (period.start, period.end) else Wording("", "")


def article(date: PartialDate, language: str) -> str:
    """What stands before a short date in a phrase: « depuis le 3 nov. 2025 », but « depuis 2025 »."""
    return style_of(language).dates.article if date.day is not None or date.quarter is not None else ""


def _end(known: PartialDate | str | None, language: str, last: bool) -> str:
    if not isinstance(known, PartialDate):
        return ""
    patterns = style_of(language).dates
    return (patterns.end if last else patterns.start)(_text(known, language, short=False), known.day is not None)


def _text(date: PartialDate, language: str, *, short: bool) -> str:
    patterns = style_of(language).dates
    year = _year(date)
    if date.quarter is not None:
        if short:
            return patterns.short_quarter.format(quarter=date.quarter, year=year)
        return patterns.quarter.format(quarter=patterns.quarters[date.quarter - 1], year=year)
    if date.month is None:
        return year
    month = locales.month_name(date.month, language, short=short)
    if date.day is None:
        return patterns.month.format(month=month, year=year)
    day = patterns.first if date.day == 1 else str(date.day)
    return patterns.day.format(day=day, month=month, year=year)


def _year(date: PartialDate) -> str:
    return str(date.year)


def _spoken_alike(text: str) -> Wording:
    return Wording(text, _speak(text))


def _speak(text: str) -> str:
    return text.replace("\u00a0", " ")
