"""Finds our inline forms in a text, with exact offsets, and reads a YAML text into an `Inline`.

`scan` is shared: `body` masks what it finds before Markdown sees a page, `read_inline` serves every text in YAML and
front matter. What stands in code stays literal; a backslash before a form makes it text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from exposit import marks
from exposit.facts.units import Units
from exposit.language.numerals import find_numerals
from exposit.language.typography import typeset
from exposit.model import Exempt, Hole, Inline, Numeral, TermUse, Words
from exposit.problems import Problem, Span
from exposit.read.forms import Place, Token, error, read_citation, read_reference, read_term, read_words, shorten
from exposit.read.literal import Region, code_spans

__all__ = ["Place", "Token", "read_inline", "scan"]

_STRUCTURE = re.compile(r"\\[^\n]|\[|\]|\n[ \t]*\n")
_OPENER = re.compile(r"\\[^\n]|\{\{|\[")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_UNCLOSED = re.compile(r"\{+[ \t]*[\w.]*")
_ATTRIBUTES = re.compile(r"\s*(?::|[.#][\w-]|[\w:-]+=[\"'])")
_ESCAPE = re.compile(r"\\(?=\{\{|\[)")
_BLANK = "￼"
"""Stands where a form was while numerals are looked for: no letter, no digit, no space, so it joins nothing."""


def scan(
    text: str, units: Units, place: Place, *, code: Sequence[Region] = (), markup: bool = False
) -> tuple[Token, ...]:
    """Every inline form of `text`, in order, none overlapping; malformed ones as tokens without a hole.

    `place` gives the place of a pair of offsets; `code` are the regions (sorted) that stay literal; `markup` says that
    the text is Markdown. Attribute lists (`[text][ref]{.class}`), links and footnotes are left alone."""
    if "{{" not in text and "[" not in text:
        return ()
    return tuple(_Scanner(text, units, place, code, markup).tokens())


class _Scanner:
    """One pass over one text; linear in its length, whatever stands in it."""

    def __init__(self, text: str, units: Units, place: Place, code: Sequence[Region], markup: bool) -> None:
        self.text, self.units, self.place, self.markup = text, units, place, markup
        self.code = code
        self.starts = [region.start for region in code]
        self.paragraph_ends = [match.start() for match in _PARAGRAPH_END.finditer(text)]
        self.closing = self._match_brackets() if "[" in text else {}

    def tokens(self) -> list[Token]:
        found: list[Token] = []
        position = 0
        while match := _OPENER.search(self.text, position):
            region = self._code_at(match.start())
            if region:
                position = region.end
                continue
            position = match.end()
            if match[0] == "{{":
                token: Token | None = self._reference(match.start())
            elif match[0] == "[":
                token = self._bracket(match.start())
            else:
                continue
            if token:
                found.append(token)
                position = token.end
        return found

    def _code_at(self, offset: int) -> Region | None:
        index = bisect_right(self.starts, offset) - 1
        return self.code[index] if index >= 0 and offset < self.code[index].end else None

    def _limit(self, offset: int) -> int:
        """Where the paragraph around `offset` ends, or the next code begins: no form reaches beyond."""
        index = bisect_left(self.paragraph_ends, offset)
        end = self.paragraph_ends[index] if index < len(self.paragraph_ends) else len(self.text)
        index = bisect_right(self.starts, offset)
        return min(end, self.starts[index]) if index < len(self.starts) else end

    def _match_brackets(self) -> dict[int, int]:
        """Offset of every `[` -> offset of its `]` in the same paragraph."""
        pairs: dict[int, int] = {}
        stack: list[int] = []
        position = 0
        while match := _STRUCTURE.search(self.text, position):
            region = self._code_at(match.start())
            position = region.end if region else match.end()
            if region:
                continue
            if match[0] == "[":
                stack.append(match.start())
            elif match[0] == "]":
                if stack:
                    pairs[stack.pop()] = match.start()
            elif match[0][0] == "\n":
                stack.clear()
                position = match.end() - 1
        return pairs

    def _reference(self, start: int) -> Token:
        limit = self._limit(start)
        end = self.text.find("}}", start + 2, limit)
        following = self.text.find("{{", start + 2, limit)
        if end != -1 and (following == -1 or following >= end):
            return read_reference(self.text, start, end + 2, self.place)
        first = _UNCLOSED.match(self.text, start, limit)
        stop = first.end() if first else start + 2
        name = self.text[start:stop].strip("{ \t")
        hint = f"close it: `{{{{ {shorten(name) or 'id'} }}}}`; braces meant as text are written `\\{{{{`"
        problem = error("reference-syntax", "`{{` is never closed", self.place(start, stop), hint)
        return Token(start, start + 2, None, (problem,))

    def _bracket(self, start: int) -> Token | None:
        close = self.closing.get(start)
        if close is None:
            return None
        text, after = self.text, self.text[close + 1 : close + 2]
        if after == "{":
            return self._words(start, close)
        if after == "(" or (after == ":" and self.markup and self._begins_line(start)):
            return None  # a link, or the definition of one
        if text[start + 1] == "@":
            return read_citation(text, start, close + 1, self.place)
        if text[start + 1] == "[" and self.closing.get(start + 1) == close - 1 and "[" not in text[start + 2 : close]:
            return read_term(text, start, close + 1, self.place)
        return None

    def _begins_line(self, start: int) -> bool:
        line = self.text.rfind("\n", 0, start) + 1
        return not self.text[line:start].strip(" \t>")

    def _words(self, start: int, close: int) -> Token | None:
        if _ATTRIBUTES.match(self.text, close + 2):
            return None
        limit = self._limit(close)
        end = self.text.find("}", close + 2, limit)
        if end == -1:
            quoted = shorten(self.text[start + 1 : close], 30)
            stop = min(limit, close + 20)
            problem = error(
                "words-syntax",
                f"the braces after `[{quoted}]` are never closed",
                self.place(close + 1, stop),
                "end them with `}`",
            )
            return Token(close + 1, close + 2, None, (problem,))
        return read_words(self.text, (start, close), end + 1, self.units, self.place, self.markup)


def read_inline(
    text: str, language: str, span: Span, units: Units, place: Place | None = None
) -> tuple[Inline, tuple[Problem, ...]]:
    """A text of one language from YAML or front matter, set in the language's typography.

    `span` is where the scalar stands, quotes included. `place` gives the place of a part of the text; without it, parts
    get their own place where the scalar was written on one line without escapes, else the scalar's."""
    place = place or _place_in(text, span)
    tokens = scan(text, units, place, code=code_spans(text))
    if not tokens:
        shown = typeset(_ESCAPE.sub("", text) if "\\" in text else text, language)
        return Inline(shown, language, (), _numerals(text, language, place), span), ()
    holes: list[Hole] = []
    parts: list[str] = []
    blanked: list[str] = []
    position = 0
    for token in tokens:
        if token.hole is None:
            continue
        parts += [_ESCAPE.sub("", text[position : token.start]), marks.hole(len(holes))]
        blanked += [text[position : token.start], _BLANK * (token.end - token.start)]
        holes.append(typeset_hole(token.hole, language))
        position = token.end
    parts.append(_ESCAPE.sub("", text[position:]))
    blanked.append(text[position:])
    numerals = _numerals("".join(blanked), language, place)
    shown = typeset("".join(parts), language)
    problems = tuple(problem for token in tokens for problem in token.problems)
    return Inline(shown, language, tuple(holes), numerals, span), problems


def _numerals(text: str, language: str, place: Place) -> tuple[Numeral, ...]:
    return tuple(
        Numeral(found.text, place(found.start, found.end))
        for found in find_numerals(text, language)
        if found.kind != "label"
    )


def typeset_hole(hole: Hole, language: str) -> Hole:
    """The hole with the author's words set in the language's typography."""
    match hole:
        case Words(words) | Exempt(words):
            return replace(hole, words=typeset(words, language))
        case TermUse(_, str(words)):
            return replace(hole, words=typeset(words, language))
    return hole


def _place_in(text: str, span: Span) -> Place:
    """Offsets inside the scalar, where its characters stand in the file one for one; the whole scalar otherwise."""
    width = span.end_column - span.column
    quotes = width - len(text)
    if "\n" in text or quotes not in (0, 2):
        return lambda start, end: span
    first = span.column + quotes // 2
    return lambda start, end: Span(span.path, span.line, first + start, first + max(end, start + 1))
