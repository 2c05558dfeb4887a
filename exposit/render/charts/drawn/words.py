"""The words left of a drawing's rows: what each is called, and below it what the author or a source remarks.

They are broken into lines first; how high a row is follows from them, and with that where its marks lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exposit.marks import mark
from exposit.render.charts.chart import Chart
from exposit.render.charts.drawn.pen import Pen
from exposit.render.charts.letters import lines, width

LEFT, RIGHT = 56.0, 1144.0
NAME, REMARK = 25.0, 20.0
"""Sizes of names and of remarks."""
LINE, REMARK_LINE = 30.0, 25.0
MANY = 99
"""No number of lines is too many where a drawing may be as high as it needs."""
LEAST = 40.0
"""The least height of a row."""
_PAD = 14.0


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says: its name, marked, and its remarks, each marked. An author's remark on a day has no name."""

    name: str
    remarks: Sequence[str] = ()
    gap: float = 0.0
    """Free room above it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry in lines, from `top`; its marks belong at `middle`, beside its name."""

    name: list[str]
    remarks: list[str]
    top: float
    middle: float


def room_for(entries: Sequence[Entry], most: float) -> float:
    """How wide the names' column is: as the widest name asks for, at most `most`. Remarks take what there is, and at
    least enough to read."""
    names = max((width(entry.name, "sans-600", NAME) for entry in entries), default=0.0)
    said = max((width(text, "sans-400", REMARK) for entry in entries for text in entry.remarks), default=0.0)
    return min(most, max(names, min(said, 300.0)) + 1)


def placed(entries: Sequence[Entry], top: float, bottom: float | None, room: float) -> tuple[list[Placed], float]:
    """As many entries as there is room for down to `bottom`, and where they end. Where room is short, remarks go first,
    then all of a name but its first line, then the last rows."""
    gaps = sum(entry.gap for entry in entries)
    free = None if bottom is None else bottom - top - gaps
    made: list[tuple[list[str], list[str]]] = []
    for name_lines, remarked in ((MANY, True),) if free is None else ((3, True), (3, False), (1, False)):
        made = [_broken(entry, room, name_lines, remarked=remarked) for entry in entries]
        if free is None or sum(_height(*each) for each in made) <= free:
            break
    heights = [_height(*each) for each in made]
    fits = len(entries)
    if free is not None and sum(heights) > free:
        fits = max(1, int((free + gaps - LINE) / LEAST))
    spare = 0.0 if free is None or fits < len(entries) else min(26.0, max(0.0, free - sum(heights)) / len(entries))
    found, y = [], top
    for entry, (name, remarks), height in zip(entries[:fits], made, heights, strict=False):
        y += entry.gap
        above = (height + spare - LINE * len(name) - REMARK_LINE * len(remarks)) / 2
        middle = y + above + (LINE * len(name) if name else REMARK_LINE * len(remarks)) / 2
        found.append(Placed(name, remarks, y, middle))
        y += height + spare
    return found, y


def _broken(entry: Entry, room: float, most: int, *, remarked: bool) -> tuple[list[str], list[str]]:
    name = lines(entry.name, "sans-600", NAME, room, most) if entry.name else []
    said = entry.remarks if remarked or not name else ()
    many = most if most == MANY else 4 if remarked else 1
    return name, [line for text in said for line in lines(text, "sans-400", REMARK, room, many)]


def _height(name: list[str], remarks: list[str]) -> float:
    return max(LEAST, LINE * len(name) + REMARK_LINE * len(remarks) + _PAD)


def say(pen: Pen, at: Placed) -> None:
    """The words themselves."""
    y = at.middle - LINE * (len(at.name) - 1) / 2 + NAME * 0.34
    if not at.name:
        y = at.middle - REMARK_LINE * (len(at.remarks) - 1) / 2 + REMARK * 0.34
    for line in at.name:
        pen.text(LEFT, y, line, NAME, "sans-600")
        y += LINE
    y -= 2 if at.name else 0
    for line in at.remarks:
        pen.text(LEFT, y, line, REMARK, token="--chart-muted")
        y += REMARK_LINE


def more(pen: Pen, chart: Chart, missing: int, y: float) -> float:
    """Says how many rows had no room."""
    if missing <= 0:
        return y
    text = chart.words.ngettext("and {count} more", "and {count} more", missing)
    pen.text(LEFT, y + 24, text.replace("{count}", mark("label", str(missing))), 22, token="--chart-muted")
    return y + LINE
