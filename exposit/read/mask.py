"""Puts a placeholder where each of our forms stands, so that nothing in Markdown can break it or be broken by it.

Between `inline.scan` and `markdown.convert`. Line structure is kept: a block gets blank lines around it, nothing else
moves between lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from exposit import marks
from exposit.model import ChartBlock, TableBlock
from exposit.read.forms import Token

_PREFIX = re.compile(r"[ \t>]*")


def mask(text: str, tokens: Sequence[Token]) -> str:
    """`text` with `marks.hole(i)` for `tokens[i]`; tokens are sorted and do not overlap."""
    if not tokens:
        return text
    parts: list[str] = []
    position = 0
    for index, token in enumerate(tokens):
        parts.append(text[position : token.start])
        position = token.end
        if isinstance(token.hole, ChartBlock | TableBlock):
            position = _block(text, token, index, parts)
        else:
            parts.append(marks.hole(index))
    parts.append(text[position:])
    return "".join(parts)


def _block(text: str, token: Token, index: int, parts: list[str]) -> int:
    """Adds a block with blank lines around it, each with the quotation marks of its line; returns where to go on."""
    start = text.rfind("\n", 0, token.start) + 1
    prefix = _PREFIX.match(text, start, token.start)
    quotes = prefix[0].rstrip(" \t") if prefix else ""
    if _holds_words(text, text.rfind("\n", 0, max(start - 1, 0)) + 1, start - 1):
        parts[-1] = parts[-1][: len(parts[-1]) - (token.start - start)] + f"{quotes}\n" + text[start : token.start]
    end = text.find("\n", token.end)
    end = len(text) if end == -1 else end
    parts.append(marks.hole(index))
    attributes = text[token.end : end].strip()
    if attributes:
        parts.append(f"\n{text[start : token.start]}{attributes}")
    following = text.find("\n", end + 1)
    if _holds_words(text, end + 1, len(text) if following == -1 else following):
        parts.append(f"\n{quotes}")
    return end


def _holds_words(text: str, start: int, end: int) -> bool:
    return bool(text[start:end].strip(" \t>")) if start < end else False
