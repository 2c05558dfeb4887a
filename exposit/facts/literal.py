"""A number as authors write it in a value or a formula: plain digits with a point, never a float in between.

Shared by `quantity` and `formula`. Anything nearly right (`38,000`, `1,4`, `1e9`, `½`) fails with the right form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from exposit.facts.failure import Failure, shortened

_MOST_DIGITS = 30
_PLAIN = re.compile(r"(\d+)(?:\.(\d+))?", re.ASCII)
_GROUPED = re.compile(r"\d+(?:[.,'’_]\d+|[ \u00a0\u2009\u202f]\d{3}(?!\d))+")
_SEPARATOR = re.compile(r"[ \u00a0\u2009\u202f'’_]")
_EXPONENT = re.compile(r"\d+(?:\.\d+)?[eE]([+-]?\d+)(?![\w.])", re.ASCII)
_WORDS = re.compile(r"(nan|inf|infinity|[½⅓⅔¼¾⅕⅛]|∞)(?!\w)", re.IGNORECASE)
_ANY_DIGITS = re.compile(r"[+\-−–]?[\d½⅓⅔¼¾⅕⅛][\w.,]*")
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅕": "0.2", "⅛": "0.125"}
_MINUSES = "−–"


@dataclass(frozen=True, slots=True)
class Literal:
    """A number read: its value, how many digits stand after the point, and where it ends."""

    value: Decimal
    places: int
    end: int


def read_number(text: str, start: int, code: str, *, signed: bool = True, in_list: bool = False) -> Literal | Failure:
    """The number that begins at `start`. `code` is the failure's; `signed` allows a minus; `in_list` says that a comma
    may end the number, as between the arguments of a call (`38,000` fails even there: it could mean either)."""
    first = text[start : start + 1]
    if first and first in _MINUSES and signed:
        hint = f"write the minus of the keyboard, `-`, not `{first}`"
        return Failure(code, f"`{first}` is not a minus that can be read", start, start + 1, hint)
    digits = start + 1 if signed and first == "-" else start
    found = _PLAIN.match(text, digits)
    if found is None or _followed(text, found.end(), in_list):
        return _misread(text, digits, start, code)
    whole, fraction = found.groups()
    if len(whole) + len(fraction or "") > _MOST_DIGITS:
        message = f"`{shortened(found.group(), 24)}` has more than {_MOST_DIGITS} digits"
        return Failure(code, message, start, found.end(), "write a scale: thousand, million, billion or trillion")
    if len(whole) > 1 and whole.startswith("0"):
        hint = f"write `{found.group().lstrip('0') if not fraction else str(Decimal(found.group()))}`"
        return Failure(code, f"`{found.group()}` begins with a zero too many", start, found.end(), hint)
    value = Decimal(text[start : found.end()])
    return Literal(value if value else abs(value), len(fraction or ""), found.end())


def _followed(text: str, end: int, in_list: bool) -> bool:
    """Whether the digits go on in a way that plain digits do not."""
    rest = text[end : end + 5]
    if not rest:
        return False
    if rest[0] in "eE" and _EXPONENT.match(text, max(0, text.rfind(" ", 0, end) + 1)) is not None:
        return True
    if re.match(r"[eE][+-]?\d", rest) or rest[0] in ".'’_" or rest[0].isdigit() or rest[0] in _FRACTIONS:
        return True
    if re.match(r"[ \u00a0\u2009\u202f]\d", rest):
        return True
    if rest[0] == ",":
        return re.match(r",\d{3}(?!\d)", rest) is not None if in_list else rest[1:2].isdigit()
    return False


def _misread(text: str, digits: int, start: int, code: str) -> Failure:
    """What is wrong with something that is nearly a number."""
    exponent = _EXPONENT.match(text, digits)
    if exponent:
        hint = _unfolded(exponent.group())
        return Failure(code, f"`{shortened(exponent.group(), 24)}` has an exponent", start, exponent.end(), hint)
    grouped = _GROUPED.match(text, digits)
    if grouped:
        likely = _degrouped(grouped.group())
        hint = f"write `{text[start:digits]}{likely}`" if likely else "write plain digits with a point, as in `1400.5`"
        message = f"`{shortened(grouped.group(), 40)}` is not written in plain digits"
        return Failure(code, message, start, grouped.end(), hint)
    word = _WORDS.match(text, digits)
    if word:
        fraction = _FRACTIONS.get(word.group())
        hint = f"write `{fraction}`" if fraction else "write plain digits with a point, as in `1400.5`"
        return Failure(code, f"`{word.group()}` is not written in plain digits", start, word.end(), hint)
    near = _ANY_DIGITS.match(text, start) or re.compile(r"\S+").match(text, start)
    end = near.end() if near else start + 1
    shown = text[start:end]
    if not shown.strip():
        return Failure(code, "a number is missing", start, end, "write one such as `38 billion USD`")
    likely = ""
    if re.fullmatch(r"[+]?\d*\.?\d*", shown, re.ASCII) and re.search(r"\d", shown):
        likely = shown.lstrip("+").rstrip(".")
        likely = f"0{likely}" if likely.startswith(".") else likely
    hint = f"write `{likely}`" if likely else "write plain digits with a point, as in `1400.5`"
    return Failure(code, f"`{shortened(shown, 40)}` is not a number", start, end, hint)


def _degrouped(text: str) -> str | None:
    """`38,000` -> `38000`, `1,4` -> `1.4`, `1.234,5` -> `1234.5`; None where no reading is likelier than another."""
    plain = _SEPARATOR.sub("", text)
    if not plain.isascii():
        return None
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return plain
    last = marks[-1]
    head, _, tail = plain.rpartition(last)
    if len(set(marks)) == 1:
        groups = plain.split(last)
        in_threes = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
        if in_threes and (last == "," or len(marks) > 1):
            return "".join(groups)
        return f"{head}.{tail}" if len(marks) == 1 else None
    whole = re.sub(r"[.,]", "", head)
    return f"{whole}.{tail}" if marks.count(last) == 1 else None


def _unfolded(text: str) -> str:
    """`1e9` -> “write `1 billion`”."""
    mantissa, _, exponent = text.lower().partition("e")
    names = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
    power = int(exponent) if len(exponent) < 6 else 0
    if power in names:
        return f"write `{mantissa} {names[power]}`"
    return "write plain digits and a scale: thousand, million, billion or trillion"
