"""The numbers an author wrote in a page outside every form, with their exact places.

For locating only: the gate judges the finished HTML, and asks here where a number it found was written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from exposit.language.numerals import find_numerals
from exposit.model import Numeral
from exposit.read.forms import Place, Token
from exposit.read.literal import Region, indented_code

_BLANK = "\ufffc"
_NO_PROSE = re.compile(
    r"<!--.*?-->"
    r"|</?[A-Za-z](?:[^<>\"'\n]|\"[^<\"\n]*\"|'[^<'\n]*')*+>"
    r"|<(?:https?|mailto|tel):[^\s<>]+>|(?:https?|mailto):[^\s<>)\]]+"
    r"|(?<=\])\([^()\s\"]*(?:\([^()\s]*\)[^()\s\"]*)*"
    r"|\[\^[^\]\n]*\]:?|(?<=\])\[[^\]\n]*\]"
    r"|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+"
    r"|\{:?[ ]*[#.\w:-][^{}\n]*\}"
    r"|^(?:[ \t]*>)*[ \t]*\d+\.(?=[ \t])"
    r"|&#?\w+;",
    re.MULTILINE | re.DOTALL,
)
_DIGIT_OR_WORD = re.compile(r"\w")


def find_source_numerals(
    text: str, language: str, tokens: Sequence[Token], code: Sequence[Region], place: Place
) -> tuple[Numeral, ...]:
    """Quantities and number words of `text` outside forms, code, addresses, attribute lists and tags."""
    if not _DIGIT_OR_WORD.search(text):
        return ()
    taken: list[Region] = sorted([*code, *(Region(token.start, token.end) for token in tokens)])
    blanked = _blanked(_blanked(text, taken), indented_code(text))
    prose = _NO_PROSE.sub(lambda match: _BLANK * len(match[0]), blanked)
    return tuple(
        Numeral(text[found.start : found.end], place(found.start, found.end))
        for found in find_numerals(prose, language)
        if found.kind != "label"
    )


def _blanked(text: str, regions: Sequence[Region]) -> str:
    """`text` with every region replaced, character for character, by what joins nothing; line ends stay."""
    parts: list[str] = []
    position = 0
    for start, end in regions:
        if start < position:
            continue
        parts.append(text[position:start])
        parts.append("\n".join(_BLANK * len(line) for line in text[start:end].split("\n")))
        position = end
    parts.append(text[position:])
    return "".join(parts)
