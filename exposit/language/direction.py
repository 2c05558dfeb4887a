"""Which way a number goes where the words beside it say so: “fell by 3%”, “an operating loss of $2 million”.

For `agreement`: a fact of -3 percent is held by words that give the amount of a fall. The number itself is read as it
stands; whether it is meant as one below zero, the fact decides.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from exposit.language.patterns import SPACE
from exposit.language.reading import Found, Reading
from exposit.language.tables.lexicon import lexicon_of

_REACH = 60
_CLAUSE = re.compile(r"[.;:!?\n](?!\d)")


def with_falls(text: str, found: Found, language: str) -> Found:
    """The number, and where the text speaks of a fall or a loss, the same below zero as a further reading of it."""
    if found.reading is None or not _falls(text, found, language):
        return found
    below = tuple(_negated(reading) for reading in (found.reading, *found.others) if reading.value > 0)
    return replace(found, others=(*found.others, *below))


def _falls(text: str, found: Found, language: str) -> bool:
    before = _CLAUSE.split(text[max(0, found.start - _REACH) : found.start])[-1]
    words = _directions(language).findall(before)
    if words:
        return _fall(language).fullmatch(words[-1]) is not None
    return _fallen(language).match(text, found.end) is not None


def _negated(reading: Reading) -> Reading:
    ends = (-reading.ends[1], -reading.ends[0]) if reading.ends else None
    return replace(reading, value=-reading.value, low=-reading.high, high=-reading.low, ends=ends)


@cache
def _directions(language: str) -> re.Pattern[str]:
    lexicon = lexicon_of(language)
    return re.compile(rf"(?<!\w)(?:{lexicon.falls}|{lexicon.rises})(?!\w)", re.IGNORECASE)


@cache
def _fall(language: str) -> re.Pattern[str]:
    return re.compile(lexicon_of(language).falls, re.IGNORECASE)


@cache
def _fallen(language: str) -> re.Pattern[str]:
    """What may follow the number: “3% lower”, « 3 % de baisse »."""
    return re.compile(rf"{SPACE}(?:de{SPACE})?(?:{lexicon_of(language).falls})(?!\w)", re.IGNORECASE)
