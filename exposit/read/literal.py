"""Where a text is code: fenced blocks and code spans, as Python-Markdown sees them.

Comes before `inline.scan`, which leaves these regions alone. Indented code and raw HTML are not known here: a form
masked in them is found there after the conversion and put back as it was written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple


class Region(NamedTuple):
    """`text[start:end]`, delimiters included."""

    start: int
    end: int


_FENCE = re.compile(r"^(?P<fence>~{3,}|`{3,})[^`\n]*\n(?:.*?(?<=\n))??(?P=fence)[ ]*$", re.MULTILINE | re.DOTALL)
_OPENER = re.compile(r"\\.|`+", re.DOTALL)
_RUN = re.compile(r"`+")
_PARAGRAPH = re.compile(r"(?:^[ \t]*\S[^\n]*\n?)+", re.MULTILINE)
_OWNER = re.compile(r"[ ]{0,3}(?:[*+-][ \t]|\d+\.[ \t]|\[\^|!!!)|(?:[^\n]*\n)*?[ ]{0,3}:[ \t]")
_BLANK = re.compile(r"\n[ \t]*\n")


def code_regions(text: str) -> tuple[Region, ...]:
    """Fenced blocks and code spans of Markdown, in order."""
    if "`" not in text and "~~~" not in text:
        return ()
    fences = [Region(*match.span()) for match in _FENCE.finditer(text)] if _has_fence(text) else []
    regions: list[Region] = []
    position = 0
    for fence in fences:
        regions += _spans_between(text, position, fence.start)
        regions.append(fence)
        position = fence.end
    return (*regions, *_spans_between(text, position, len(text)))


def inside(regions: Sequence[Region], offset: int) -> Region | None:
    """The region that holds `offset`; regions are sorted and do not overlap."""
    index = bisect_right(regions, offset, key=itemgetter(0)) - 1
    return regions[index] if index >= 0 and offset < regions[index].end else None


def code_spans(text: str) -> tuple[Region, ...]:
    """Code spans alone, for a text that has no blocks."""
    return tuple(_spans_between(text, 0, len(text))) if "`" in text else ()


def indented_code(text: str) -> tuple[Region, ...]:
    """Indented code blocks, guessed: indented paragraphs that continue no list, note, definition or admonition."""
    if "\n    " not in text and "\n\t" not in text and not text.startswith(("    ", "\t")):
        return ()
    regions: list[Region] = []
    owned = False
    for match in _PARAGRAPH.finditer(text):
        if not match[0].startswith(("    ", "\t")):
            owned = bool(_OWNER.match(match[0]))
        elif not owned:
            regions.append(Region(*match.span()))
    return tuple(regions)


def _has_fence(text: str) -> bool:
    return "```" in text or "~~~" in text


def _spans_between(text: str, start: int, end: int) -> list[Region]:
    """A run of backticks is closed by the next run as long as itself in the same paragraph."""
    runs: dict[int, list[int]] = {}
    for run in _RUN.finditer(text, start, end):
        runs.setdefault(len(run[0]), []).append(run.start())
    if not runs:
        return []
    blanks = [match.start() for match in _BLANK.finditer(text, start, end)]
    regions: list[Region] = []
    position = start
    while match := _OPENER.search(text, position, end):
        position = match.end()
        if match[0][0] != "`":
            continue
        length = len(match[0])
        same = runs.get(length, [])
        index = bisect_left(same, match.end())
        if index == len(same):
            continue
        blank = bisect_left(blanks, match.end())
        if blank < len(blanks) and blanks[blank] < same[index]:
            continue
        regions.append(Region(match.start(), same[index] + length))
        position = same[index] + length
    return regions
