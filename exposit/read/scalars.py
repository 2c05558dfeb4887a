"""Where the characters of a YAML scalar stand in the file.

Used by `read.document`, so that a message about a word in a folded or escaped text points at that word. Knows only the
scalar's own source; what the scalar means was decided by the parser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_HEX_ESCAPES = {"x": 2, "u": 4, "U": 8}
_SPACE_ESCAPES = frozenset(" tnrvfN_LP")


def content_start(raw: str, style: str) -> tuple[int, int]:
    """Start and end, within `raw`, of the characters an author would call the text: inside quotes, below `|`."""
    if style in "'\"" and style:
        return (1, len(raw) - 1) if len(raw) > 2 else (0, len(raw))
    if style in "|>" and style:
        header = raw.find("\n")
        first = next((at for at, character in enumerate(raw) if at > header >= 0 and not character.isspace()), None)
        return (0, len(raw)) if first is None else (first, len(raw.rstrip()))
    return 0, len(raw)


def content_offsets(raw: str, style: str, value: str) -> Sequence[int]:
    """For each character of `value`, and for its end, the offset in `raw` of where it was written.

    Folding and indentation only ever touch white space, so the other characters are the same, in the same order."""
    start, end = content_start(raw, style)
    if raw[start:end] == value:
        return range(start, end + 1)
    written = _written(raw, style, start)
    offsets = []
    after = start
    for character in value:
        if character.isspace():
            offsets.append(after)
            continue
        at, width = next(written, (after, 0))
        offsets.append(at)
        after = at + width
    offsets.append(after)
    return offsets


def _written(raw: str, style: str, start: int) -> Iterator[tuple[int, int]]:
    """Offset and width of everything in `raw` that stands for a character other than white space."""
    at = start
    while at < len(raw):
        width, is_space = 1, raw[at].isspace()
        if style == "'" and raw[at] == "'":
            width = 2
        elif style == '"' and raw[at] == "\\" and at + 1 < len(raw):
            width, is_space = _escape(raw, at)
        if not is_space:
            yield at, width
        at += width


def _escape(raw: str, at: int) -> tuple[int, bool]:
    """Width of the escape at `at` and whether it stands for white space."""
    letter = raw[at + 1]
    if letter in _HEX_ESCAPES:
        width = 2 + _HEX_ESCAPES[letter]
        try:
            return width, chr(int(raw[at + 2 : at + width], 16)).isspace()
        except (ValueError, OverflowError):
            return width, False
    return 2, letter in _SPACE_ESCAPES or letter.isspace()  # white space after a backslash: a folded line
