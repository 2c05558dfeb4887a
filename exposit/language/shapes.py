"""Numerals that are no quantities, told by their shape: addresses, dates, times, versions, identifiers, references.

Runs before `phrases`, which reads what is left. A shape followed by a scale, a percent sign or a currency was no label
after all: “page 12 million” is a quantity, whatever it means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from exposit.facts.currencies import CURRENCIES
from exposit.language.calendar import Reader, date_shapes
from exposit.language.patterns import SIGN_CHARACTERS, SPACE, SUPERSCRIPTS, Patterns, patterns_of, words
from exposit.language.reading import DateRead, Found
from exposit.language.surroundings import is_measured, is_scaled, qualifier
from exposit.language.tables.lexicon import Lexicon, lexicon_of
from exposit.language.tables.names import NAMES
from exposit.language.years import OLD_YEAR, YEAR, is_old_year, is_span_of_years, span_of_years, year_before

_WORD = r"[^\W_]"
_TOP_LEVEL = r"(?:com|org|net|edu|gov|int|info|io|ai|dev|app|co|eu|fr|uk|de|be|ch|ca|us|news|tech|cloud)"

_ADDRESS = (
    rf"(?i:https?|ftp|file)://\S+|(?i:mailto|doi|arxiv|urn|tel):{SPACE}?\S+|www\.\S+"
    rf"|(?:(?i:doi):?{SPACE}?)?10\.\d{{4,9}}/[^\s,;]+"
    rf"|(?i:isbn|issn|ean)(?:[-‑]1[03])?:?{SPACE}?\d(?:[-‑{SPACE[1:-1]}]?[\dX]){{7,12}}(?!\w)"
    rf"|[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,8}}"
    rf"|(?:[\w-]{{1,63}}\.){{1,8}}{_TOP_LEVEL}(?:/\S*)?(?![\w-])"
)
_PATH = r"[\w.-]{1,64}/(?:[\w.-]{1,64}/){1,8}(?!\w)"
"""A part of our own addresses: `/facts/x1/`."""
_TIMES = r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])"
_PHONES = (
    r"\+\d{1,3}(?:[ \u00a0\u202f.\-]?\(\d{1,4}\))?(?:[ \u00a0\u202f.\-]\d)?(?:[ \u00a0\u202f.\-]\d{2,4}){2,6}(?!\d)"
    r"|\+\d{9,14}(?!\d)"
    r"|\(\d{3}\)[ \u00a0]?\d{3}[-. ]\d{4}(?!\d)|(?:1[-. ])?\d{3}[-.]\d{3}[-.]\d{4}(?!\d)"
    r"|0\d(?:[ \u00a0\u202f.\-]\d{2}){4}(?!\d)|0\d{2,4}(?:[ \u00a0\u202f\-]\d{3,4}){2}(?!\d)"
)
_VERSIONS = r"[vV]\.?\d{1,9}(?:\.\d{1,9}){0,8}(?!\w)|\d{1,9}(?:\.\d{1,9}){2,8}(?:[-+]\w{1,20})?(?![\w])"
_IDENTIFIERS = rf"{_WORD}{{1,40}}(?:[-‑_./]{_WORD}{{1,40}}){{0,8}}"
_LETTERS_FIRST = re.compile(r"([^\W\d_]{1,40})([-‑_./]?)(\d)")
_QUANTITY_WORDS = re.compile(
    r"(?:x|sub|top|under|over|plus|minus|near|mid|non|approx|about|some|mi|pré|post|pre|quasi)$", re.IGNORECASE
)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+$")
_GROUPED_PHONE = re.compile(r"\+\d{1,3}(?:[ \u00a0\u202f.]\d{3})+$")
_ROMAN = r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?:ers?|res?|[èe]mes?|es?|ᵉʳ?)?"
_CLAUSES = r"\d{1,4}(?:\([a-z0-9]{1,3}\)){1,4}"
_ENDS_IN_OLD_YEAR = re.compile(rf"(?<!\d)(?:{OLD_YEAR})$")
_LINE_START = re.compile(r"(?:^|[.:;!?…»”\"])\s*$")
_PUNCTUATION = ".,;:!?)]}»”’\"'…"
_INSIDE = SPACE[1:-1]
_PART_START = re.compile(r"(?<![^\W_])(?=[\w+(\[§#'’№])(?<!\d[.,'’])|(?=[⁰¹²³⁴-⁹₀-₉]|\[\d)")
_Condition = Callable[[str, re.Match[str], Patterns], bool]
_NEXT_WORD = re.compile(rf"{SPACE}([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class _Shape:
    """One sort of label: its pattern, when it holds, what it says as a date."""

    pattern: re.Pattern[str]
    holds: _Condition
    date: Reader | None = None


def find_labels(text: str, language: str) -> tuple[Found, ...]:
    """Every label that its shape gives away, in order, none overlapping."""
    patterns = patterns_of(language)
    shapes = _shapes(patterns.lexicon.language)
    found: list[Found] = []
    position = 0
    for start in _candidates(text, patterns.lexicon.language):
        if start >= position:
            label = _label(text, start, shapes[_sort(text[start])], patterns)
            if label is not None:
                found.append(label)
                position = label.end
    return tuple(found)


def _label(text: str, start: int, shapes: tuple[_Shape, ...], patterns: Patterns) -> Found | None:
    """The label that begins at a place: the first shape that fits and holds."""
    for shape in shapes:
        match = shape.pattern.match(text, start)
        if match is None or not shape.holds(text, match, patterns):
            continue
        end = start + len(match[0].rstrip(_PUNCTUATION)) if shape.holds is _has_number else match.end()
        date = shape.date(match, patterns.lexicon) if shape.date is not None else None
        return Found(start, end, text[start:end], "label", date=date)
    return None


def _candidates(text: str, language: str) -> Iterator[int]:
    """Where a label may begin, in order: around digits (the word before, each part of what is glued to them), at
    ordinals of quarters and halves, Roman numerals, decades in words, at raised figures."""
    starts = {match.start() for match in _worded(language).finditer(text)} if _MAYBE_WORDED.search(text) else set()
    if "://" in text:
        starts.update(match.start() for match in _SCHEME.finditer(text))
    before: re.Match[str] | None = None
    for run in _RUN.finditer(text) if _FIGURE.search(text) else ():
        if _FIGURE.search(text, run.start(), run.end()) is None:
            before = run
            continue
        near = before.start() if before is not None and _is_beside(before, run) else run.start()
        starts.update(part.start() for part in _PART_START.finditer(text, near, run.end()))
        before = None
    return iter(sorted(starts))


_NO_WORD = re.compile(r"[\W_]+")
_SCHEME = re.compile(r"(?<!\w)(?:https?|ftp|file)://", re.IGNORECASE)
_RUN = re.compile(r"\S+")
_FIGURE = re.compile(r"[\d⁰¹²³⁴-⁹₀-₉]")
_LONGEST_WORD = 16
"""Of those that stand before a number and make a label of it: section, novembre."""
_MAYBE_WORDED = re.compile("[IVX]{2}|quart|half|semest|trimest|ann", re.IGNORECASE)
"""What a label in words cannot do without, in any language that has them."""


@cache
def _worded(language: str) -> re.Pattern[str]:
    """Quarters, halves and decades in words, Roman numerals."""
    lexicon = lexicon_of(language)
    nouns = f"(?:{lexicon.quarter_nouns}|{lexicon.half_nouns})"
    return re.compile(
        rf"(?<!\w)(?:(?i:{words(lexicon.first_to_fourth)})[-\s](?i:{nouns})|{_ROMAN}(?!\w)"
        rf"|(?i:{lexicon.decade_before})\s(?i:{words(lexicon.decades)}))"
    )


def _is_beside(word: re.Match[str], run: re.Match[str]) -> bool:
    return word.end() == run.start() - 1 and word.end() - word.start() <= _LONGEST_WORD


def _sort(character: str) -> str:
    if character.isdecimal():
        return "digit"
    return "letter" if character.isalpha() else "sign"


@cache
def _shapes(language: str) -> dict[str, tuple[_Shape, ...]]:
    """The shapes by what they begin with, in the order they are tried."""
    lexicon = patterns_of(language).lexicon
    dates = [(starts, pattern, _is_date, reader) for starts, pattern, reader in date_shapes(language)]
    reference = rf"(?i:{lexicon.references}){SPACE}?\d{{1,6}}(?:\.\d{{1,4}}){{0,4}}[a-z]?"
    others: list[tuple[str, str, _Condition, Reader | None]] = [
        ("digit", rf"{_TIMES}(?:{SPACE}?(?:[ap]\.{SPACE}?m\.|[apAP][mM]\b))?|{lexicon.clock}", _always, None),
        ("letter", rf"(?i:{lexicon.hour_before})(?!\w)", _always, None),
        ("letter digit", rf"(?:{NAMES.replace(' ', SPACE)})(?![^\W_])", _unmeasured_at_all, None),
        ("letter", rf"{_ROMAN}(?![\w’'])", _always, None),
        ("digit", _CLAUSES, _always, None),
        ("digit sign", _PHONES, _is_phone, None),
        ("digit letter", _VERSIONS, _is_version, None),
        ("digit", rf"\d{{1,3}}(?:[,.{_INSIDE}]?\d{{3}})*(?:{lexicon.ordinal_suffixes})(?![^\W_])", _always, None),
        ("digit", rf"(?:{YEAR}){SPACE}?[-–—/‑]{SPACE}?(?:(?:{YEAR})|\d\d)(?!\d|[.,]\d|[-–]\d)", _is_year, _first_year),
        ("letter sign", rf"{reference}(?:{SPACE}?[-–]{SPACE}?\d{{1,6}})?(?![\w]|[.,]\d)", _unmeasured_at_all, None),
        ("digit", rf"(?:{YEAR})(?![\w]|[.,]\d|%|{SPACE}?[%€$£]|{SPACE}?[×x]{SPACE}?\d)", _is_year, _first_year),
        ("digit", rf"{span_of_years(language)}(?![\w-]|[.,]\d|{SPACE}?[%€$£])", _is_span, _first_year),
        (
            "digit",
            rf"(?:{OLD_YEAR})(?:{SPACE}?[-–]{SPACE}?(?:1\d)?\d\d)?(?![\w-]|[.,]\d|{SPACE}?[%€$£])",
            _is_old_year,
            _first_year,
        ),
        ("sign", r"\[\d{1,3}\]", _always, None),
        ("digit sign", rf"(?:\d{{1,2}}[.)]|\(\d{{1,2}}\))(?={SPACE}+\S)", _is_marker, None),
        ("letter", _IDENTIFIERS, _is_identifier, None),
        ("sign digit", rf"[{SUPERSCRIPTS}₀-₉]{{1,3}}", _is_footnote, None),
    ]
    table: dict[str, list[_Shape]] = {"digit": [], "letter": [], "sign": []}
    places: list[tuple[str, str, _Condition, Reader | None]] = [
        ("digit letter", _ADDRESS, _has_number, None),
        ("letter", _PATH, _has_number, None),
    ]
    for starts, pattern, holds, reader in [*places, *dates, *others]:
        shape = _Shape(re.compile(pattern), holds, reader)
        for start in starts.split():
            table[start].append(shape)
    return {start: tuple(shapes) for start, shapes in table.items()}


def _first_year(match: re.Match[str], _lexicon: Lexicon) -> DateRead:
    return DateRead(int(match[0][:4]))


def _unmeasured(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """Nothing after it makes it an amount: no scale, percent sign or currency; and no currency stands before it."""
    before = text[max(0, match.start() - 4) : match.start()]
    return not is_scaled(text, match.end(), patterns) and not _has_currency(before, patterns)


def _has_currency(before: str, patterns: Patterns) -> bool:
    last = before.rstrip()[-1:]
    maybe = bool(last) and (last.isupper() or last in SIGN_CHARACTERS)
    return maybe and patterns.currency_before.search(before) is not None


def _unmeasured_at_all(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """As `_unmeasured`, and no unit either: “May 10 gigawatts came online”."""
    return _unmeasured(text, match, patterns) and not is_measured(text, match.end(), patterns)


def _always(_text: str, _match: re.Match[str], _patterns: Patterns) -> bool:
    return True


def _has_number(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """An address with a digit or a number word in it; any other is no numeral at all."""
    found = match[0].lower()
    return any(map(str.isdigit, found)) or not patterns.starts.isdisjoint(_NO_WORD.split(found))


def _is_version(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    return _GROUPED.match(match[0]) is None and _unmeasured(text, match, patterns)


def _is_phone(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    return _GROUPED_PHONE.match(match[0]) is None and _unmeasured(text, match, patterns)


def _is_year(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """A bare year: not measured, not counted (“2000 GPUs”), not after “more than”."""
    before = text[max(0, match.start() - 24) : match.start()]
    dated = year_before(patterns.lexicon.language).search(before) is not None
    end = match.end()
    named = qualifier(text, match.start(), patterns)
    if _has_currency(before, patterns) or named in ("over", "under"):
        return False
    if dated:  # “in 2025 dollars” gives a price base
        return not is_scaled(text, end, patterns) or patterns.currencies.match(text, end + 1) is not None
    if named not in (None, "up to"):
        return False
    return not is_measured(text, end, patterns) and not counts(text, end, patterns)


def _is_date(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """Not measured; and “on 14 July 1500 people came” names no year."""
    is_counting = _ENDS_IN_OLD_YEAR.search(match[0]) is not None and counts(text, match.end(), patterns)
    return not is_counting and _unmeasured_at_all(text, match, patterns)


def _is_old_year(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """A year before 1900: in brackets, or with something beside it that says so, counting nothing."""
    start, end = match.span()
    if text[start - 1 : start] == "(" and text.startswith(")", end):
        return True
    return is_old_year(text, start, end, patterns.lexicon.language) and _counts_nothing(text, match, patterns)


def _is_span(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """“From 1815 to 1848”, counting nothing."""
    is_span = is_span_of_years(text, match[0], match.start(), patterns.lexicon.language)
    return is_span and _counts_nothing(text, match, patterns)


def _counts_nothing(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    if counts(text, match.end(), patterns) or patterns.of.match(text, match.end()) is not None:
        return False
    return _unmeasured_at_all(text, match, patterns)


def counts(text: str, end: int, patterns: Patterns) -> bool:
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


def _is_identifier(text: str, match: re.Match[str], patterns: Patterns) -> bool:
    """Letters and digits glued or hyphenated, letters first: `H100`, `GPT-4o`, `S3`; not `USD38`, `x10`, `sub-5`."""
    found = _LETTERS_FIRST.match(match[0])
    if found is None or not _unmeasured(text, match, patterns):
        return False
    letters, joint = found[1], found[2]
    if match[0] in ("x86", "x64") or (not joint and letters.isupper() and letters not in CURRENCIES):
        return True
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
