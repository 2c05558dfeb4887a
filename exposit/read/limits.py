"""What Markdown cannot be asked to convert: input on which it would recurse without end or take quadratic time.

Asked before `markdown.convert`. No page a person writes comes near these limits; generated and hostile ones do.
"""

from __future__ import annotations

import re

from exposit.problems import Problem
from exposit.read.forms import Place, error

_SHORT = 1_000
"""A text shorter than this is never slow."""
_DEEP = re.compile(r"^(?:[ \t]*(?:>|[*+-](?=[ \t])|\d+\.(?=[ \t]))){50}|^[ ]{160}[ ]*(?:[*+-]|\d+\.)[ ]", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_BRACKET = re.compile(r"\\.|`[^`\n]*`|[\[\]]", re.DOTALL)
_LINK = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_TAG = re.compile(r"<[^<>]{1,2000}>")
_UNDERLINE = re.compile(r"^(?:=+|-+)[ ]*$|^[ ]{0,3}:[ ]", re.MULTILINE)
_MOST_OPEN = 200
"""Brackets, links or tags that are opened and not closed, in one paragraph."""
_MOST_REPEATED = 600
_MOST_DEEP = 40


def beyond_limits(text: str, place: Place) -> Problem | None:
    """The first thing in `text` that is too much, None for any text a person wrote."""
    if len(text) < _SHORT:
        return None
    deep = _DEEP.search(text)
    if deep:
        return _too_much("this nests too deep", place, deep.start(), "nest quotations and lists less deep")
    if text.count("<![") > _MOST_OPEN // 4 or text.count("<") - len(_TAG.findall(text)) > _MOST_OPEN:
        return _too_much(
            "too many `<` open no tag", place, text.find("<"), "write `&lt;` for a sign, or put it in code"
        )
    start = 0
    for end in [*(blank.start() for blank in _BLANK.finditer(text)), len(text)]:
        why = _costly(text[start:end]) if end - start >= _SHORT else None
        if why:
            start += len(text[start:end]) - len(text[start:end].lstrip())
            return _too_much(why, place, start, "split the paragraph by empty lines, or put it in code")
        start = end
    return None


def _costly(words: str) -> str | None:
    if words.count("[") > _MOST_DEEP:
        unclosed, depth = _brackets(words)
        if unclosed > _MOST_OPEN or depth > _MOST_DEEP:
            return "too many brackets are open in this paragraph"
        if words.count("](") - len(_LINK.findall(words)) > _MOST_OPEN:
            return "too many links are not closed in this paragraph"
        if words.count("[^") > _MOST_REPEATED:
            return "too many footnotes are named in this paragraph"
    if len(_UNDERLINE.findall(words)) > _MOST_REPEATED:
        return "too many headings or definitions stand in this paragraph"
    return None


def _brackets(words: str) -> tuple[int, int]:
    """How many are never closed, and how deep they go."""
    depth = deepest = 0
    for match in _BRACKET.finditer(words):
        if match[0] == "[":
            depth += 1
            deepest = max(deepest, depth)
        elif match[0] == "]":
            depth = max(0, depth - 1)
    return depth, deepest - depth


def _too_much(message: str, place: Place, start: int, hint: str) -> Problem:
    return error("markdown-limit", message, place(start, start + 1), hint)
