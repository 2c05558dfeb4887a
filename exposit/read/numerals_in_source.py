"""The numbers an author wrote in a page outside every form, with their exact places.

For locating only: the gate judges the finished HTML, and asks here where a number it found was written. So the text is
read as a reader of the page would read it: `<b>3</b>8` and `3&#56;` are both 38.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from exposit.language.numerals import find_numerals
from exposit.marks import PRIVATE
from exposit.model import Numeral
from exposit.read.forms import Place, Token
from exposit.read.literal import Region, indented_code
from exposit.read.setting import INLINE

_BLANK = "\ufffc"
_MARKUP = re.compile(
    r"(?P<comment><!--.*?-->)"
    r"|(?P<tag></?(?P<name>[A-Za-z][\w-]*)(?:[^<>\"'\n]|\"[^<\"\n]*\"|'[^<'\n]*')*+>)"
    r"|(?P<entity>&(?:#\w+|[A-Za-z]\w*);)"
    r"|(?P<emphasis>\*{2,3}|(?<!\w)[*_]{1,3}(?=\w)|(?<=\w)[*_]{1,3}(?!\w))"
    r"|<(?:https?|mailto|tel):[^\s<>]+>|(?:https?|mailto):[^\s<>)\]]+"
    r"|(?<=\])\([^()\s\"]*(?:\([^()\s]*\)[^()\s\"]*)*"
    r"|\[\^[^\]\n]*\]:?|(?<=\])\[[^\]\n]*\]"
    r"|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+"
    r"|\{:?[ ]*[#.\w:-][^{}\n]*\}"
    r"|^(?:[ \t]*>)*[ \t]*\d+\.(?=[ \t])",
    re.MULTILINE | re.DOTALL,
)
_SPOKEN = re.compile(
    r"(?<![\w-])(?:alt|title|abbr|label|summary|placeholder|value|aria-[\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')",
    re.IGNORECASE,
)
"""Attributes that are seen or heard."""
_JOINING = INLINE - frozenset("button code img label summary".split())
"""Elements that do not part what stands in them from what stands beside them."""
_EDGE = re.compile(r"\n(?=[ \t]*\n)|^[ \t>]*[-*+](?=[ \t])|\|", re.MULTILINE)
"""Where a sentence ends because its block does: an empty line, an item, a cell."""
_DIGIT_OR_WORD = re.compile(r"\w")


def find_source_numerals(
    text: str, language: str, tokens: Sequence[Token], code: Sequence[Region], place: Place
) -> tuple[Numeral, ...]:
    """Quantities and number words of `text` outside forms, code, addresses and attribute lists, those of tags that are
    seen or heard among them; in the order written."""
    if not _DIGIT_OR_WORD.search(text):
        return ()
    taken: list[Region] = sorted([*code, *(Region(token.start, token.end) for token in tokens)])
    blanked = _blanked(_blanked(text, taken), indented_code(text))
    found: list[tuple[int, int, str]] = []
    parted = _EDGE.sub(lambda match: ";" * len(match[0]), blanked)
    for piece in _pieces(parted):
        shown = "".join(piece.characters)
        for numeral in find_numerals(shown, language):
            if numeral.kind != "label":
                words = shown[numeral.start : numeral.end]
                found.append((piece.starts[numeral.start], piece.ends[numeral.end - 1], words))
    return tuple(Numeral(words, place(start, end)) for start, end, words in sorted(found))


@dataclass(slots=True)
class _Piece:
    """A text as it is seen: its characters, and where what each of them stands for begins and ends."""

    characters: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, text: str, start: int) -> None:
        self.characters += text
        self.starts += range(start, start + len(text))
        self.ends += range(start + 1, start + len(text) + 1)

    def put(self, shown: str, start: int, end: int) -> None:
        """What is seen, or nothing, in the place of some markup."""
        self.characters += shown
        self.starts += [start] * len(shown)
        self.ends += [end] * len(shown)


def _pieces(text: str) -> Iterator[_Piece]:
    """The page's own text, then each attribute that is seen or heard."""
    prose, position = _Piece(), 0
    for match in _MARKUP.finditer(text):
        prose.add(text[position : match.start()], position)
        prose.put(_shown(match), *match.span())
        position = match.end()
    prose.add(text[position:], position)
    yield prose
    for match in _MARKUP.finditer(text):
        for spoken in _SPOKEN.finditer(text, *match.span()) if match["tag"] else ():
            yield _value(spoken[1] or spoken[2] or "", spoken.start(1) if spoken[1] else spoken.start(2))


def _value(text: str, start: int) -> _Piece:
    """The value of an attribute: no markup but entities."""
    piece, position = _Piece(), 0
    for match in _ENTITY.finditer(text):
        piece.add(text[position : match.start()], start + position)
        piece.put(_character(match[0]), start + match.start(), start + match.end())
        position = match.end()
    piece.add(text[position:], start + position)
    return piece


_ENTITY = re.compile(r"&(?:#\w+|[A-Za-z]\w*);")


def _shown(markup: re.Match[str]) -> str:
    """What is seen of it: nothing of what stands within a word or beside it, a gap for all that parts two texts."""
    if markup["comment"] or markup["emphasis"] or (markup["tag"] and markup["name"].lower() in _JOINING):
        return ""
    return _character(markup[0]) if markup["entity"] else _BLANK


def _character(entity: str) -> str:
    shown = unescape(entity)
    return _BLANK if shown == entity or PRIVATE.search(shown) else shown


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
