"""The headings of a Markdown text as written, with their places: for a page's title and for messages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exposit.read.literal import Region, inside

_START = re.compile(r"^(?:[ ]{0,3}(?P<marks>#{1,6})(?!#)|(?P<line>=+|-+)[ ]*$)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"[ \t]\{:?[ ]*[#.\w:-][^{}\n]*\}$")


class SourceHeading(NamedTuple):
    """`text[start:end]` is all of it, `text[words_start:words_end]` its words without marks and attribute list."""

    level: int
    start: int
    end: int
    words_start: int
    words_end: int


def source_headings(text: str, literal: Sequence[Region]) -> Iterator[SourceHeading]:
    """Every heading outside the `literal` regions, in order."""
    for match in _START.finditer(text):
        if inside(literal, match.start()):
            continue
        marks = match["marks"]
        if marks:
            start, first = match.start(), match.end()
            last = _line_end(text, first)
            end, level = last, len(marks)
        else:
            last, end = match.start() - 1, match.end()
            start = first = text.rfind("\n", 0, max(last, 0)) + 1
            level = 1 if match["line"][0] == "=" else 2
        if last <= first:
            continue
        words = _ATTRIBUTES.sub("", text[first:last].rstrip()).rstrip()
        words = words.rstrip("#").rstrip() if marks else words
        bare = words.lstrip()
        if bare:
            words_start = first + len(words) - len(bare)
            yield SourceHeading(level, start, end, words_start, words_start + len(bare))


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end == -1 else end
