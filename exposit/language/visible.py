"""What is seen of a text: without soft hyphens and zero-width characters, accents composed, spaces in one form.

Before `numerals` reads it; places are told in the text as it is.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_ENTITY = re.compile(r"&(?:nbsp|thinsp|ensp|emsp|#160|#8239|#8201|#x[aA]0|#x202[fF]|#x2009);")


def has_more_than_is_seen(text: str) -> bool:
    """Whether the text holds anything that `seen` would take out or compose."""
    if text.isascii():
        return "&" in text and _ENTITY.search(text) is not None
    return bool(_INVISIBLE.search(text) or _ENTITY.search(text)) or not unicodedata.is_normalized("NFC", text)


def seen(text: str) -> tuple[str, list[int]]:
    """The text as it is seen, and for each of its characters, and its end, where that stands in `text`."""
    parts: list[str] = []
    offsets: list[int] = []
    position = 0
    while position < len(text):
        entity = _ENTITY.match(text, position) if text[position] == "&" else None
        if entity is not None:
            parts.append("\u00a0")
            offsets.append(position)
            position = entity.end()
            continue
        end = position + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        piece = "" if _INVISIBLE.match(text[position]) else unicodedata.normalize("NFC", text[position:end])
        parts.append(piece)
        offsets += [position] * len(piece)
        position = end
    return "".join(parts), [*offsets, len(text)]
