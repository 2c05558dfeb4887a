"""Blocks: `::: chart ID` and `::: table QUERY`, alone on a line -> tokens, like the inline forms.

Comes before `inline.scan`, which leaves these lines alone. A new kind of block is a function and a line in `BLOCKS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from exposit.facts.failure import Failure
from exposit.facts.query import parse_query
from exposit.model import ChartBlock, Hole, TableBlock
from exposit.nearest import did_you_mean
from exposit.problems import Problem, Span
from exposit.read.forms import ID, ID_RULE, Piece, Place, Token, cut, error, likely_id, shorten
from exposit.read.literal import Region, inside

_LINE = re.compile(
    r"^[ \t>]*(?P<mark>:::)[ \t]*(?P<rest>[^\n]*?)(?P<attributes>[ \t]*\{:[^}\n]*\})?[ \t]*$", re.MULTILINE
)
_WITHIN = re.compile(r"^[ \t>]*[^\s>][^\n]*?(?P<mark>:::)[ \t]*(?P<name>chart|table)\b", re.MULTILINE)


def find_blocks(text: str, place: Place, code: Sequence[Region] = ()) -> tuple[Token, ...]:
    """Every block of `text` outside code, from its colons to the end of its words; malformed ones without a hole."""
    if ":::" not in text:
        return ()
    found = [_read(text, match, place) for match in _LINE.finditer(text) if not inside(code, match.start("mark"))]
    found += [_within(text, match, place) for match in _WITHIN.finditer(text) if not inside(code, match.start("mark"))]
    return tuple(sorted(found, key=lambda token: token.start))


def _within(text: str, match: re.Match[str], place: Place) -> Token:
    """A block with words before it on its line, where Markdown shows the colons to readers."""
    start, end = match.span("mark")
    hint = f"write `::: {match['name']} …` on a line of its own, with empty lines around it"
    return Token(
        start, end, None, (error("block-syntax", "a block stands alone on its line", place(start, end), hint),)
    )


def _read(text: str, match: re.Match[str], place: Place) -> Token:
    start, end = match.start("mark"), match.end("rest")
    rest = Piece(match["rest"], match.start("rest"))
    name = Piece(rest.text.split(None, 1)[0] if rest.text else "", rest.start)
    argument = cut(text, name.end, end)
    read = BLOCKS.get(name.text)
    found = read(argument, place) if read else _unknown(name, place(start, max(end, start + 3)))
    if isinstance(found, Problem):
        return Token(start, end, None, (found,))
    return Token(start, end, found)


def _unknown(name: Piece, span: Span) -> Problem:
    hint = "write `::: chart ID` or `::: table QUERY`"
    if not name.text:
        return error("block-syntax", "`:::` names no block", span, hint)
    return error(
        "block-unknown",
        f"there is no block `{shorten(name.text)}`",
        span,
        did_you_mean(name.text, BLOCKS, listed=0) or hint,
    )


def _chart(argument: Piece, place: Place) -> Hole | Problem:
    if ID.fullmatch(argument.text):
        return ChartBlock(argument.text, argument.at(place))
    if not argument.text:
        return error("block-syntax", "`::: chart` names no chart", argument.at(place), "write `::: chart ID`")
    likely = likely_id(argument.text)
    hint = f"did you mean `::: chart {likely}`? {ID_RULE}" if likely else f"write `::: chart ID`; {ID_RULE}"
    return error("block-syntax", f"`{shorten(argument.text)}` is not the id of a chart", argument.at(place), hint)


def _table(argument: Piece, place: Place) -> Hole | Problem:
    if not argument.text:
        hint = "write `::: table nature: cloud_purchase`, or another query"
        return error("block-syntax", "`::: table` has no query", argument.at(place), hint)
    query = parse_query(argument.text)
    if isinstance(query, Failure):
        start = argument.start + min(query.start, len(argument.text) - 1)
        end = argument.start + min(max(query.end, query.start + 1), len(argument.text))
        return error(query.code, query.message, place(start, end), query.hint)
    return TableBlock(query, argument.at(place))


BLOCKS: Final[Mapping[str, Callable[[Piece, Place], Hole | Problem]]] = {"chart": _chart, "table": _table}
