"""Numerals that are no quantities, told by their shape: addresses, dates, times, versions, identifiers, references.

Runs before `phrases`, which reads what is left. A shape followed by a scale, a percent sign or a currency was no label
after all: “page 12 million” is a quantity, whatever it means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from exposit.facts.currencies import CURRENCIES
from exposit.language.calendar import YEAR, Reader, date_shapes, year_before
from exposit.language.patterns import SPACE, SUPERSCRIPTS, Patterns, patterns_of
from exposit.language.reading import DateRead, Found

_WORD = r"[^\W_]"
_TOP_LEVEL = r"(?:com|org|net|edu|gov|int|info|io|ai|dev|app|co|eu|fr|uk|de|be|ch|ca|us|news|tech|cloud)"

_ADDRESS = (
    rf"(?i:https?|ftp|file)://\S+|(?i:mailto|doi|arxiv|isbn|urn|tel):{SPACE}?\S+|www\.\S+"
    rf"|[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,8}}"
    rf"|(?:[\w-]{{1,63}}\.){{1,8}}{_TOP_LEVEL}(?:/\S*)?(?![\w-])"
)
_TIMES = r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])"
_PHONES = (
    r"\+\d{1,3}(?:[ \u00a0\u202f.\-]?\(\d{1,4}\))?(?:[ \u00a0\u202f.\-]\d{2,4}){2,6}(?!\d)"
    r"|\+\d{9,14}(?!\d)"
    r"|\(\d{3}\)[ \u00a0]?\d{3}[-. ]\d{4}(?!\d)|(?:1[-. ])?\d{3}[-.]\d{3}[-.]\d{4}(?!\d)"
    r"|0\d(?:[ \u00a0\u202f.\-]\d{2}){4}(?!\d)"
)
_VERSIONS = r"[vV]\.?\d{1,9}(?:\.\d{1,9}){0,8}(?!\w)|\d{1,9}(?:\.\d{1,9}){2,8}(?:[-+]\w{1,20})?(?![\w])"
_IDENTIFIERS = rf"{_WORD}{{1,40}}(?:[-‑_./]{_WORD}{{1,40}}){{0,8}}"
_LETTERS_FIRST = re.compile(r"([^\W\d_]{1,40})([-‑_./]?)(\d)")
_QUANTITY_WORDS = re.compile(
    r"(?:x|sub|top|under|over|plus|minus|near|mid|non|approx|about|some|mi|pré|post|pre|quasi)$", re.IGNORECASE
)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+$")
_GROUPED_PHONE = re.compile(r"\+\d{1,3}(?:[ \u00a0\u202f.]\d{3})+$")
_LINE_START = re.compile(r"(?:^|[.:;!?…»”\"])\s*$")
_NEXT_WORD = re.compile(rf"{SPACE}([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class _Shape:
    """One sort of label: its pattern's group in the whole, what it says as a date, and when it does not hold."""

    name: str
    pattern: str
    date: Reader | None = None


def find_labels(text: str, language: str) -> tuple[Found, ...]:
    """Every label that its shape gives away, in order, none overlapping."""
    patterns = patterns_of(language)
    whole, shapes = _compiled(patterns.lexicon.language)
    found: list[Found] = []
    position = 0
    while (match := whole.search(text, position)) is not None:
        shape = shapes[match.lastgroup or ""]
        holds = _CONDITIONS.get(shape.name, _unmeasured)
        end = _trimmed(match) if shape.name == "address" else match.end()
        if end > match.start() and holds(text, match, patterns):
            date = _date(shape, match[0], patterns)
            found.append(Found(match.start(), end, text[match.start() : end], "label", date=date))
            position = max(end, match.start() + 1)
        else:
            position = _next_start(text, match, patterns)
    return tuple(found)


def _next_start(text: str, match: re.Match[str], patterns: Patterns) -> int:
    """Where to look on after a shape that did not hold: behind its first word or number."""
    first = patterns.digits.match(text, match.start()) or patterns.run_word.match(text, match.start())
    return max(first.end() if first else 0, match.start() + 1)


def _date(shape: _Shape, words: str, patterns: Patterns) -> DateRead | None:
    if shape.name == "year":
        return DateRead(int(words))
    if shape.date is None:
        return None
    match = re.match(shape.pattern, words)
    return shape.date(match, patterns.lexicon) if match else None


def _trimmed(match: re.Match[str]) -> int:
    return match.start() + len(match[0].rstrip(".,;:!?)]}»”’\"'…"))


@cache
def _compiled(language: str) -> tuple[re.Pattern[str], dict[str, _Shape]]:
    lexicon = patterns_of(language).lexicon
    dates = [_Shape(f"date{index}", *pair) for index, pair in enumerate(date_shapes(language))]
    suffix = lexicon.ordinal_suffixes
    shapes = [
        _Shape("address", _ADDRESS),
        *dates,
        _Shape("clock", rf"{_TIMES}(?:{SPACE}?(?:[ap]\.{SPACE}?m\.|[apAP][mM]\b))?|{lexicon.clock}"),
        _Shape("hour", rf"(?<!\w)(?:{lexicon.hour_before}){SPACE}\d{{1,2}}{SPACE}?h(?!\w)"),
        _Shape("phone", _PHONES),
        _Shape("version", _VERSIONS),
        _Shape("ordinal", rf"\d{{1,3}}(?:[,.{SPACE[1:-1]}]?\d{{3}})*(?:{suffix})(?![^\W_])"),
        _Shape("years", rf"(?:{YEAR}){SPACE}?[-–—/‑]{SPACE}?(?:(?:{YEAR})|\d\d)(?!\d|[.,]\d|[-–]\d)"),
        _Shape(
            "reference",
            rf"(?i:{lexicon.references}){SPACE}?\d{{1,6}}(?:\.\d{{1,4}}){{0,4}}[a-z]?"
            rf"(?:{SPACE}?[-–]{SPACE}?\d{{1,6}})?(?![\w]|[.,]\d)",
        ),
        _Shape("year", rf"(?:{YEAR})(?![\w]|[.,]\d|%|{SPACE}?[%€$£])"),
        _Shape("bracket", r"\[\d{1,3}\]"),
        _Shape("marker", rf"(?:\d{{1,2}}[.)]|\(\d{{1,2}}\))(?={SPACE}+\S)"),
        _Shape("identifier", _IDENTIFIERS),
        _Shape("footnote", rf"[{SUPERSCRIPTS}₀-₉]{{1,3}}"),
    ]
    # The group of a shape is its name; groups inside the patterns would take its place in `lastgroup`.
    parts = [f"(?P<{shape.name}>{_ungrouped(shape.pattern)})" for shape in shapes]
    start = r"(?:(?<![^\W_])(?=[\w+(\[§#'’№])(?<!\d[.,'’])|(?=[⁰-⁹₀-₉¹²³]))"
    return re.compile(start + "(?:" + "|".join(parts) + ")"), {shape.name: shape for shape in shapes}


def _ungrouped(pattern: str) -> str:
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


def _unmeasured(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """Nothing after it makes it an amount: no scale, percent sign or currency; and no currency stands before it."""
    before = text[max(0, match.start() - 4) : match.start()]
    return patterns.scale_next.match(text, match.end()) is None and patterns.currency_before.search(before) is None


def _unmeasured_at_all(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """As `_unmeasured`, and no unit either: “May 10 gigawatts came online”."""
    return _unmeasured(text, match, patterns) and patterns.measure_next.match(text, match.end()) is None


def _always(_text: str, _match: re.Match[str], _patterns: Patterns) -> bool:
    return True


def _has_digit(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    return any(character.isdigit() for character in match[0])


def _is_version(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    return _GROUPED.match(match[0]) is None and _unmeasured(text, match, patterns)


def _is_phone(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    return _GROUPED_PHONE.match(match[0]) is None and _unmeasured(text, match, patterns)


def _is_year(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """A bare year: not measured, not counted (“2000 GPUs”), not after “more than”."""
    before = text[max(0, match.start() - 24) : match.start()]
    dated = year_before(patterns.lexicon.language).search(before) is not None
    if patterns.scale_next.match(text, match.end()) and not _is_price_base(text, match, patterns, dated):
        return False
    if patterns.currency_before.search(before) or (not dated and _follows_amount_word(before, patterns)):
        return False
    if dated:
        return True
    if patterns.measure_next.match(text, match.end()):
        return False
    return not _counts(text, match.end(), patterns)


def _is_price_base(text: str, match: re.Match[str], patterns: Patterns, dated: bool) -> bool:
    """“in 2025 dollars”."""
    return dated and patterns.currency.match(text, match.end()) is not None


def _follows_amount_word(before: str, patterns: Patterns) -> bool:
    lexicon = patterns.lexicon
    phrases = [phrase for name in ("over", "under", "at least", "about") for phrase in lexicon.qualifiers.get(name, ())]
    tail = " ".join(before.lower().split())
    return any(tail.endswith(phrase.strip("’")) for phrase in phrases if len(phrase) > 3)


def _counts(text: str, end: int, patterns: Patterns) -> bool:
    """Whether the next word is a noun in the plural, so that the number before it counts: “1984 people”."""
    lexicon = patterns.lexicon
    found = _NEXT_WORD.match(text, end)
    if found is None:
        return False
    word = found[1]
    if word.lower() in lexicon.plurals:
        return True
    if word[:-1].isupper() and len(word) > 2 and word[-1] == "s":
        return True
    ends = lexicon.plural_ends and word[-1] in lexicon.plural_ends and not word.endswith(("ss", "us", "is"))
    return bool(ends) and len(word) > 3 and word[0].islower() and word.lower() not in lexicon.not_plural


def _are_years(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    return _is_year(text, match, patterns)


def _is_identifier(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """Letters and digits glued or hyphenated, letters first: `H100`, `GPT-4o`, `S3`; not `USD38`, `x10`, `sub-5`."""
    words = match[0]
    found = _LETTERS_FIRST.match(words)
    if found is None or not _unmeasured(text, match, patterns):
        return False
    letters, joint = found[1], found[2]
    if _QUANTITY_WORDS.match(letters) or letters in CURRENCIES:
        return False
    if joint in ("-", "‑", "/") and letters.islower():
        return False
    return not (joint and letters.lower() in patterns.lexicon.cardinals | set(patterns.lexicon.scales))


def _is_marker(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """A list's number: at the start of the text or of a line that begins something."""
    line = text.rfind("\n", 0, match.start()) + 1
    if text[line : match.start()].strip():
        return False
    before = text[max(0, line - 40) : line]
    starts = line == 0 or before.endswith("\n\n") or _LINE_START.search(before.rstrip("\n")) is not None
    return starts and _unmeasured(text, match, patterns)


def _is_footnote(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """A raised number after a word or its punctuation; after a digit it is a power, alone an amount."""
    before = text[match.start() - 1 : match.start()]
    return bool(before) and (before.isalpha() or before in '.,;:!?)]»”’"') and _unmeasured(text, match, patterns)


_CONDITIONS: dict[str, Callable[[str, re.Match[str], Patterns], bool]] = {
    "address": _has_digit,
    "clock": _always,
    "hour": _always,
    "phone": _is_phone,
    "version": _is_version,
    "ordinal": _always,
    "years": _are_years,
    "year": _is_year,
    "bracket": _always,
    "marker": _is_marker,
    "identifier": _is_identifier,
    "reference": _unmeasured_at_all,
    "footnote": _is_footnote,
    **{f"date{index}": _unmeasured_at_all for index in range(20)},
}
