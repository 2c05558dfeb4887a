"""Characters that no YAML text may hold, written as they are or as an escape: control characters, our private ones.

The first step of `read.yaml`. What is refused is replaced one for one, so that every place stays right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exposit.marks import PRIVATE
from exposit.problems import Problem, SourceText

_SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ue000-\ue1ff\ufeff\ufffe\uffff]"
)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ESCAPE = re.compile(
    r"\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|(?P<letter>.))", re.DOTALL
)
_CONTROL_ESCAPES = {"0": 0, "a": 7, "b": 8, "v": 11, "f": 12, "e": 27, "N": 0x85, "L": 0x2028, "P": 0x2029}


@dataclass(frozen=True, slots=True)
class Complaint:
    """A mistake at offsets of the text that was read. `with_line_before` says that the line before has a part in it."""

    code: str
    message: str
    start: int
    end: int
    hint: str | None = None
    with_line_before: bool = False


def clean(source: SourceText, text: str, base: int) -> tuple[list[Problem], str]:
    """A problem for the first of each such character, and the text with spaces in their place. `base` is where `text`
    begins in the file. What turns the direction of reading is a warning and stays."""
    problems: dict[str, Problem] = {}
    for match in _SUSPECT.finditer(text):
        character = match.group()
        if character in problems:
            continue
        span = source.span(base + match.start(), base + match.end())
        complaint = forbidden(character, match.start(), match.end())
        if complaint is not None:
            problems[character] = Problem(complaint.code, "error", complaint.message, span, complaint.hint)
        else:
            message = f"`U+{ord(character):04X}` changes the direction of reading"
            problems[character] = Problem("character-bidi", "warning", message, span, "delete it")
    if not problems:
        return [], text
    return list(problems.values()), _SUSPECT.sub(lambda match: _kept(match.group()), text)


def forbidden(character: str, start: int, end: int) -> Complaint | None:
    """The complaint about a character that no text may hold, written at `start`; None for all others."""
    if not _SUSPECT.match(character) or _TURNING.match(character):
        return None
    name = f"U+{ord(character):04X}"
    if PRIVATE.match(character):
        hint = "delete it: U+E000 to U+E1FF are used by the engine"
        return Complaint("character-private", f"`{name}` is a private character", start, end, hint)
    kind = "an invisible line end" if character in "\x85\u2028\u2029" else "a control character"
    if character == "\ufeff":
        kind = "an invisible byte order mark"
    elif "\ud800" <= character <= "\udfff":
        kind = "half a character"
    return Complaint("character-control", f"`{name}` is {kind}", start, end, "delete it")


def escapes(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The escapes in the double-quoted `text[start:end]`: offset, width and the character each stands for."""
    for match in _ESCAPE.finditer(text, start, end):
        digits = match["x"] or match["u"] or match["U"]
        point = int(digits, 16) if digits else _CONTROL_ESCAPES.get(match["letter"])
        if point is not None and point <= 0x10FFFF:
            yield match.start(), len(match.group()), chr(point)


def _kept(character: str) -> str:
    return character if _TURNING.match(character) else " "
