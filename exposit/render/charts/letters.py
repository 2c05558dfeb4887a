"""How wide words are in the fonts drawings are set in: lines are broken and rows laid out before anything is drawn."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from html import unescape
from typing import Literal
from unicodedata import bidirectional, category

from exposit.marks import BAR, CLOSE, OPEN, strip
from exposit.render.theme import installed

Face = Literal["sans-400", "sans-600", "serif-600"]
FAMILY: Mapping[Face, str] = {"sans-400": "Exposit Sans", "sans-600": "Exposit Sans", "serif-600": "Exposit Serif"}
WEIGHT: Mapping[Face, int] = {"sans-400": 400, "sans-600": 600, "serif-600": 600}
_OURS = OPEN + BAR + CLOSE + "\u2068\u2069"
"""Marks, and what sets words of another direction apart."""
_UNKNOWN = 600
"""A letter no font of ours has is drawn by none: it takes the room of a wide one."""


@cache
def _widths() -> Mapping[str, Mapping[str, int]]:
    found: Mapping[str, Mapping[str, int]] = json.loads(installed("drawing")["widths.json"])
    return found


@cache
def _drawable() -> frozenset[str]:
    """The letters the faces have: the rasteriser takes from another what one lacks."""
    return frozenset(letter for face in _widths().values() for letter in face)


def drawn(text: str) -> str:
    """Marked text as a picture can show it: emoji and invisible signs, which no face of ours has, are left out with the
    space they leave. What else is lacking stays: `undrawn` tells of it."""
    known = _drawable()
    if all(letter in known or letter in _OURS for letter in text):
        return text
    kept = "".join(letter for letter in text if letter in known or letter in _OURS or not _is_sign(letter))
    return " ".join(part for part in kept.split(" ") if part) if kept != text else text


def undrawn(text: str) -> str:
    """The letters of marked text that no face has, each once, in order."""
    known = _drawable()
    lacking = dict.fromkeys(letter for letter in strip(text) if letter not in known and not letter.isspace())
    return "".join(letter for letter in lacking if not _is_sign(letter))


def undrawn_in(svg: str) -> str:
    """The same of all words of a drawing."""
    return undrawn(unescape("".join(_WORDS.findall(svg))))


_WORDS = re.compile(r"<text [^>]*>([^<]*)</text>")


def _is_sign(letter: str) -> bool:
    """A pictogram, or what joins and varies them; not a letter of any script."""
    return category(letter) in ("So", "Sk", "Cf", "Cn", "Cs") or letter in "\ufe0e\ufe0f\u20e3"


def isolated(text: str) -> str:
    """Marked text that words beside it must not be mixed with: set apart where it runs from right to left."""
    return f"\u2068{text}\u2069" if any(bidirectional(letter) in ("R", "AL") for letter in text) else text


@lru_cache(maxsize=8_192)
def width(text: str, face: Face, size: float) -> float:
    """How wide marked text is, in the units of `size`; kerning left aside."""
    widths = _widths()[face]
    total = sum(widths.get(letter, 0 if _is_sign(letter) else _UNKNOWN) for letter in strip(text))
    return total * size / 1000


def lines(text: str, face: Face, size: float, room: float, most: int = 99) -> list[str]:
    """Marked text in lines no wider than `room`, broken at plain spaces, and inside a mark or a word that is wider than
    the room; what is beyond `most` lines ends in an ellipsis."""
    found: list[str] = []
    line = ""
    for word in (part for each in _words(text) for part in _parted(each, face, size, room)):
        longer = f"{line} {word}" if line else word
        if line and width(longer, face, size) > room:
            found.append(line)
            line = word
        else:
            line = longer
        *whole, line = _pieces(line, face, size, room) if line == word else (line,)
        found += whole
    found.append(line)
    if len(found) > most:
        found = [*found[: most - 1], _ended(found[most - 1], face, size, room)]
    return found


def balanced(text: str, face: Face, size: float, room: float, most: int = 99) -> list[str]:
    """The same lines, as nearly of one length as whole words allow: none stands alone in the last one."""
    found = lines(text, face, size, room, most)
    low = min(max((width(word, face, size) for word in _words(text)), default=0.0), room)
    for _ in range(_HALVINGS if len(found) > 1 else 0):
        middle = (low + room) / 2
        tried = lines(text, face, size, middle, most + 1)
        if len(tried) > len(found):
            low = middle
        else:
            found, room = tried, middle
    return found


_HALVINGS = 6


def _parted(word: str, face: Face, size: float, room: float) -> list[str]:
    """What a mark holds that is wider than the room, word by word, each in that mark."""
    begin = _PIECE.match(word) if word.startswith(OPEN) else None
    if begin is None or word.find(CLOSE) < len(word) - 1 or width(word, face, size) <= room:
        return [word]
    return [f"{begin[0]}{part}{CLOSE}" for part in word[begin.end() : -1].split(" ")]


def _pieces(word: str, face: Face, size: float, room: float) -> list[str]:
    """A word in parts no wider than the room; a mark that is broken is closed, and opened again in the next part."""
    if width(word, face, size) <= room:
        return [word]
    found, open_marks = [""], [""]
    for piece in _PIECE.findall(word):
        if piece[0] == OPEN:
            open_marks.append(piece)
        elif piece == CLOSE and len(open_marks) > 1:
            open_marks.pop()
        elif strip(found[-1]) and width(found[-1] + piece, face, size) > room:
            found[-1] += CLOSE * (len(open_marks) - 1)
            found.append("".join(open_marks))
        found[-1] += piece
    return found


_PIECE = re.compile(f"{OPEN}[^{BAR}]*{BAR}|.", re.DOTALL)
"""The beginning of a mark, or a letter."""


def _ended(line: str, face: Face, size: float, room: float) -> str:
    """A line with an ellipsis after the last word that leaves room for it."""
    while line and width(line + " …", face, size) > room:
        shorter = line.rpartition(" ")[0] if " " in line else line[:-1]
        if not shorter or not _balanced(shorter):
            break
        line = shorter
    return line + " …"


def _words(text: str) -> list[str]:
    """Split at spaces, but never inside a mark: a line must not open what the next one closes."""
    found = [""]
    depth = 0
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        if letter in " \n" and depth == 0:
            found.append("")
        else:
            found[-1] += letter
    return [word for word in found if word]


def _balanced(text: str) -> bool:
    return text.count(OPEN) == text.count(CLOSE)
