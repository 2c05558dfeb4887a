"""A language's spaces and quotation marks, set in plain text: what authors type with a keyboard, as it is printed.

French: U+202F before `; ! ? %`, U+00A0 before `:` and inside « », straight quotes to guillemets. English: curly quotes.
Addresses, entities and the engine's own characters stay as they are; set twice, a text does not change again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from exposit.language.locales import base_language

_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_SPACES = "[ \u00a0\u202f\u2009]"
_UNTOUCHED = re.compile(
    "\ue100[^\ue101]*\ue101|\ue102|[\ue000-\ue001]|\ue103|(?:https?|ftp|mailto|file):\\S+|www\\.\\S+"
    "|&(?:#\\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|<[^<>]{0,2000}>"
)
"""What is not prose: marks and holes, addresses, entities, tags."""

_SET = re.compile(r"[\"'«»;:!?%]|\.\.\.")
"""What there is to set in any language."""
_OPENS_AFTER = frozenset(" \t\n\r\u00a0\u202f\u2009([{—–-/«“‘")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|'(?=\d0s\b|\d\d\b(?!'))")


@lru_cache(4_000)
def typeset(text: str, language: str) -> str:
    """`text` with its language's typography; other languages than English and French get apostrophes and ellipses."""
    if _SET.search(text) is None:
        return text
    pieces: list[str] = []
    position = 0
    for kept in _UNTOUCHED.finditer(text):
        pieces += [text[position : kept.start()], kept[0]]
        position = kept.end()
    pieces.append(text[position:])
    setter = _SETTERS.get(base_language(language), _plain)
    for index in range(0, len(pieces), 2):
        left = _nearest(pieces, index, -1)
        right = _nearest(pieces, index, 1)
        pieces[index] = setter(pieces[index], left, right)
    return "".join(pieces)


def _nearest(pieces: list[str], index: int, direction: int) -> str:
    """The character that stands next to a piece, as a stand-in: a letter for a mark, a hole or an address."""
    at = index + direction
    while 0 <= at < len(pieces):
        piece = pieces[at]
        if at % 2 == 0 and piece:
            return piece[-1] if direction < 0 else piece[0]
        if at % 2 == 1 and not _is_transparent(piece):
            return "x"
        at += direction
    return ""


def _is_transparent(piece: str) -> bool:
    """Marks and tags stand around text; a hole, an entity and an address stand for some."""
    return piece[0] in "\ue100\ue102<"


def _plain(text: str, _left: str, _right: str) -> str:
    return _APOSTROPHE.sub("’", text.replace("...", "…"))


def _english(text: str, left: str, right: str) -> str:
    text = _plain(text, left, right)
    text = _quotes(text, left, right, '"', "“", "”")
    return _quotes(text, left, right, "'", "‘", "’")


def _french(text: str, left: str, right: str) -> str:
    text = _plain(text, left, right)
    text = re.sub(r"(?<=\w)'|'(?=\w)", "’", text)
    text = _quotes(text, left, right, '"', "«" + _NO_BREAK, _NO_BREAK + "»")
    text = re.sub(rf"«{_SPACES}*(?=\S)", "«" + _NO_BREAK, text)
    text = re.sub(rf"(?<=\S){_SPACES}*»", _NO_BREAK + "»", text)
    if left and text.startswith("»"):
        text = _NO_BREAK + text if left not in _OPENS_AFTER else text
    text = _before_marks(text, left)
    return re.sub(rf"(?<=\d){_SPACES}?%(?![\w%])", _NARROW + "%", text)


_HIGH = re.compile(rf"(^|[^\s;!?:(\[\"]){_SPACES}*([;!?]+)(?![\w/=&])")
_COLON = re.compile(rf"(?<=[^\s:]){_SPACES}+:(?!:)(?=\s|$|[«\ue000\ue100])|(?<=[^\W\d_]):(?=\s)")


def _before_marks(text: str, left: str) -> str:
    def narrow(match: re.Match[str]) -> str:
        if not match[1] and (not left or left in _OPENS_AFTER or left in ";!?:"):
            return match[0]
        return match[1] + _NARROW + match[2]

    text = _HIGH.sub(narrow, text)
    text = _COLON.sub(_NO_BREAK + ":", text)
    if left and (left.isalnum() or left in "»)") and re.match(r" ?:(?=\s|$)", text):
        text = _NO_BREAK + text.lstrip(" ")
    return text


def _quotes(text: str, left: str, right: str, straight: str, opening: str, closing: str) -> str:
    """Straight quotes, each by what stands beside it; one that could be either stays straight."""
    if straight not in text:
        return text
    parts: list[str] = []
    for index, character in enumerate(text):
        if character != straight:
            parts.append(character)
            continue
        before = text[index - 1] if index else left
        after = text[index + 1] if index + 1 < len(text) else right
        opens = (not before or before in _OPENS_AFTER) and bool(after) and not after.isspace()
        closes = bool(before) and not before.isspace() and before not in "([{«“‘"
        if opens and not after.isspace() and after not in ".,;:!?)]}":
            parts.append(opening)
        elif closes or (not opens and after):
            parts.append(closing)
        else:
            parts.append(straight)
    return "".join(parts)


_SETTERS: dict[str, Callable[[str, str, str], str]] = {"en": _english, "fr": _french}
