"""How wide words are in the fonts drawings are set in: lines are broken and rows laid out before anything is drawn."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Literal

from exposit.marks import CLOSE, OPEN, strip
from exposit.render.theme import installed

Face = Literal["sans-400", "sans-600", "serif-600"]
FAMILY: Mapping[Face, str] = {"sans-400": "Exposit Sans", "sans-600": "Exposit Sans", "serif-600": "Exposit Serif"}
WEIGHT: Mapping[Face, int] = {"sans-400": 400, "sans-600": 600, "serif-600": 600}
_UNKNOWN = 600
"""A letter no font of ours has is drawn by none: it takes the room of a wide one."""


@cache
def _widths() -> Mapping[str, Mapping[str, int]]:
    found: Mapping[str, Mapping[str, int]] = json.loads(installed("drawing")["widths.json"])
    return found


def drawable(face: Face) -> frozenset[str]:
    """The letters a face has."""
    return frozenset(_widths()[face])


def width(text: str, face: Face, size: float) -> float:
    """How wide marked text is, in the units of `size`; kerning left aside."""
    widths = _widths()[face]
    return sum(widths.get(letter, _UNKNOWN) for letter in strip(text)) * size / 1000


def lines(text: str, face: Face, size: float, room: float, most: int = 99) -> list[str]:
    """Marked text in lines no wider than `room`, broken at plain spaces outside marks; what is beyond `most` lines ends
    in an ellipsis. A word wider than the room stands alone."""
    found: list[str] = []
    line = ""
    for word in _words(text):
        longer = f"{line} {word}" if line else word
        if line and width(longer, face, size) > room:
            found.append(line)
            line = word
        else:
            line = longer
    found.append(line)
    if len(found) > most:
        last = found[most - 1]
        while last and width(last + " …", face, size) > room and " " in last and _balanced(last.rpartition(" ")[0]):
            last = last.rpartition(" ")[0]
        found = [*found[: most - 1], last + " …"]
    return found


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
