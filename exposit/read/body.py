"""One page's Markdown -> `Body`: scan, mask, convert, sanitise, place. The stages of a page in order, nothing else.

A body depends on its own text, language and the settings given here alone: it is cached by their hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from exposit import marks
from exposit.facts.units import Units
from exposit.model import Body, Numeral
from exposit.problems import Problem
from exposit.read.blocks import find_blocks
from exposit.read.footnotes import unmatched_footnotes
from exposit.read.forms import Place, Token, error, shorten
from exposit.read.inline import scan
from exposit.read.limits import beyond_limits
from exposit.read.literal import Region, code_regions
from exposit.read.markdown import TooDeepError, convert
from exposit.read.mask import mask
from exposit.read.numerals_in_source import find_source_numerals
from exposit.read.places import Places
from exposit.read.placing import ADDRESS_HINT, place_holes
from exposit.read.sanitise import Dropped, sanitise

_FOREIGN = re.compile(f"[\ue002-\ue1ff]|{marks.HOLE_OPEN}(?!\\d{{1,7}}{marks.HOLE_CLOSE})|(?<!\\d){marks.HOLE_CLOSE}")


def read_body(
    text: str, language: str, place: Place, units: Units, *, trusted: bool = False
) -> tuple[Body, tuple[Problem, ...]]:
    """`text` is Markdown with `\\n` line ends and clean characters, `place` leads from its offsets to places; `trusted`
    lets raw HTML pass."""
    problems: list[Problem] = []
    code = code_regions(text)
    tokens = _tokens(text, code, units, place)
    places = Places(text, code, place)
    html = _converted(text, tokens, place, problems)
    if not trusted:
        html, dropped = sanitise(html)
        problems += _dropped_problems(dropped, places)
    # An entity may hold what the text itself may not; nothing but our own placeholders goes on from here.
    html = _own_holes_only(html.replace("&nbsp;", "\xa0"), len(tokens))
    placed = place_holes(html, tokens, text, language, places, trusted)
    unmatched = tuple(unmatched_footnotes(text, code, place))
    body = Body(
        placed.html(),
        tuple(placed.holes),
        tuple(placed.headings),
        placed.lead,
        unread=bool(unmatched) or any(token.hole is None for token in tokens),
    )
    return body, (*problems, *unmatched, *placed.problems)


def body_numerals(text: str, language: str, place: Place, units: Units) -> tuple[Numeral, ...]:
    """The numbers written in a page's Markdown outside every form. Asked for when one of them has no source: to look
    for them takes as long as a third of reading the page."""
    code = code_regions(text)
    return find_source_numerals(text, language, _tokens(text, code, units, place), code, place)


def _own_holes_only(html: str, count: int) -> str:
    html = _FOREIGN.sub("", html)
    return marks.HOLE.sub(lambda hole: hole[0] if int(hole[1]) < count else "", html)


def _tokens(text: str, code: Sequence[Region], units: Units, place: Place) -> list[Token]:
    blocks = find_blocks(text, place, code)
    literal = sorted([*code, *(Region(block.start, block.end) for block in blocks)]) if blocks else code
    inline = scan(text, units, place, code=literal, markup=True)
    return sorted([*blocks, *inline], key=lambda token: token.start) if blocks else list(inline)


def _converted(text: str, tokens: Sequence[Token], place: Place, problems: list[Problem]) -> str:
    """The page's HTML; where Markdown cannot go through with it, its paragraphs as they are written."""
    limit = beyond_limits(text, place)
    if limit is None:
        try:
            return convert(mask(text, tokens))
        except TooDeepError:
            limit = error(
                "markdown-limit", "this page nests too deep", place(0, 1), "nest quotations and lists less deep"
            )
    problems.append(limit)
    paragraphs = mask(text, tokens).split("\n\n")
    return "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs if paragraph.strip())


def _dropped_problems(dropped: Sequence[Dropped], places: Places) -> Iterator[Problem]:
    for what in dropped:
        if what.value:
            span, hint = places.link(what.value), ADDRESS_HINT
        elif what.attribute:
            span = places.anywhere(f"{what.attribute}=", what.attribute)
            hint = "`raw_html: trusted` in site.yaml lets all HTML pass; styles belong into a class"
        else:
            span = places.anywhere(f"<{what.tag}")
            hint = "`raw_html: trusted` in site.yaml lets all HTML pass"
        yield Problem("html-dropped", "warning", f"`{shorten(str(what))}` was dropped", span, hint)
