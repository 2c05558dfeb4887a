"""Characters no author may write in a page: our private ones, control characters, and those that turn the text around.

First step of reading a page's text. What is refused is replaced one for one, so that every offset stays true.
"""

from __future__ import annotations

import re

from exposit.marks import PRIVATE
from exposit.problems import Problem
from exposit.read.forms import Place, error

_REPLACEMENT = "�"
_SUSPECT = re.compile(
    "[\ue000-\ue1ff\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\ufeff\u202a-\u202e\u2066-\u2069]|&#"
)
_ENTITY = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})|0*([0-9]{1,7}));?")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean_characters(text: str, place: Place) -> tuple[str, tuple[Problem, ...]]:
    """`text` without them, of the same length; a problem for each."""
    if _SUSPECT.search(text) is None:
        return text, ()
    problems: list[Problem] = []
    parts: list[str] = []
    position = 0
    for match in _SUSPECT.finditer(text):
        start, end = match.span()
        if match[0] == "&#":
            entity = _ENTITY.match(text, start)
            if entity is None or not PRIVATE.fullmatch(_decoded(entity)):
                continue
            end = entity.end()
        if _TURNING.fullmatch(match[0]):
            problems.append(_turning(text[start], place, start))
            continue
        parts += [text[position:start], _REPLACEMENT * (end - start)]
        position = end
        problems.append(_refused(text[start:end], place, start, end))
    parts.append(text[position:])
    return "".join(parts), tuple(problems)


def _decoded(entity: re.Match[str]) -> str:
    number = int(entity[1], 16) if entity[1] else int(entity[2])
    return chr(number) if number < 0x110000 else ""


def _refused(written: str, place: Place, start: int, end: int) -> Problem:
    name = written if written.startswith("&") else f"U+{ord(written):04X}"
    private = written.startswith("&") or PRIVATE.match(written)
    if private:
        hint = "delete it: U+E000 to U+E1FF are used by the engine"
        return error("character-private", f"`{name}` is a private character", place(start, end), hint)
    if written == "\ufeff":
        hint = "delete it: it belongs at the very beginning of a file, if anywhere"
        return error("character-control", f"`{name}` is an invisible byte order mark", place(start, end), hint)
    return error("character-control", f"`{name}` is a control character", place(start, end), "delete it")


def _turning(written: str, place: Place, start: int) -> Problem:
    message = f"`U+{ord(written):04X}` changes the direction of reading"
    hint = "delete it, or mark the words with `<bdi>`"
    return Problem("character-bidi", "warning", message, place(start, start + 1), hint)
