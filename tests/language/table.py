"""The tables of sentences: how a line is written, and what was read in the same notation.

A line is `language | sentence | WORDS = READING; WORDS = READING`, or `-` for nothing at all. A READING is what the
words say, in digits to the last one known, at the scale that shows it (`38 billion USD`, `1.40 trillion`, `2 hundred`):

    [word] [qualifier] [share | multiple] NUMBER [to NUMBER] [scale] [unit]     also `open`: it has no exact value
    label [date]

`$` is a dollar of any country. A sentence writes characters a reader cannot see as `<U+00A0>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from exposit.language.numerals import DateRead, Found, Reading
from exposit.model import Unit

FOLDER = Path(__file__).parent.parent / "cases" / "sentences"
SCALES = {0: "", 2: "hundred", 3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
_HIDDEN = re.compile(r"<U\+([0-9A-F]{4,5})>")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, and where it stands."""

    place: str
    language: str
    sentence: str
    readings: str


def lines(name: str) -> Iterator[Line]:
    """The lines of a table; empty ones and those that begin with `#` are for people."""
    path = FOLDER / name
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if text.strip() and not text.startswith("#"):
            language, sentence, readings = (part.strip() for part in text.split(" | "))
            yield Line(f"{name}:{number}", language, uncovered(sentence), readings)


def uncovered(text: str) -> str:
    """The sentence with its invisible characters."""
    return _HIDDEN.sub(lambda match: chr(int(match[1], 16)), text)


def covered(text: str) -> str:
    """The sentence as the table writes it."""
    return re.sub(
        r"[^\x21-\x7e\u00a1-\u024f\u0370-\uffff ]|[\u00ad\u200b-\u200f\u2028-\u202f\u2000-\u200a\u2060\u3000\ufeff]",
        lambda match: f"<U+{ord(match[0]):04X}>",
        text,
    )


def told(found: tuple[Found, ...]) -> str:
    """What was read, as the table writes it."""
    return "; ".join(f"{covered(one.text)} = {reading_of(one)}" for one in found) or "-"


def reading_of(found: Found) -> str:
    """One numeral's reading."""
    if found.kind == "label":
        return " ".join(("label", *([_date(found.date)] if found.date else [])))
    kind = ["word"] if found.kind == "word" else []
    return " ".join([*kind, _quantity(found.reading) if found.reading else "open"])


def _quantity(reading: Reading) -> str:
    half = (reading.high - reading.low) / 2 if reading.ends is None else reading.ends[0] - reading.low
    place = (half * 2).adjusted()
    scale = next((size for size in SCALES if size >= place), place)
    numbers = " to ".join(_number(number, place, scale) for number in reading.ends or (reading.value,))
    sort = reading.dimension if reading.dimension in ("share", "multiple") else ""
    unit = str(reading.unit or Unit())
    if reading.dollars:
        unit = unit.replace("USD", "$", 1)
    return " ".join(part for part in (reading.qualifier, sort, numbers, SCALES.get(scale, f"10^{scale}"), unit) if part)


def _number(value: Decimal, place: int, scale: int) -> str:
    return f"{round(value.scaleb(-scale), max(0, scale - place)):f}"


def _date(date: DateRead) -> str:
    parts = [str(date.year) if date.year else "?"]
    if date.quarter:
        parts.append(f"Q{date.quarter}")
    if date.month:
        parts.append(f"{date.month:02d}")
    if date.day:
        parts.append(f"{date.day:02d}")
    return "-".join(parts)
