"""Fills the holes of a page's body: facts, words, terms, citations, addresses, charts, tables.

Comes after `assemble`; the body's HTML is sanitised and final but for its holes. Knows nothing of templates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from exposit import marks
from exposit.language.messages import messages
from exposit.model import ChartBlock, LinkTarget, Page, PlacedHole, Site, TableBlock
from exposit.render.charts.static import chart_html, table_html
from exposit.render.display import fill_sentences, hole_html, hole_text, in_sentence, missing, tied
from exposit.render.links import address_of
from exposit.render.markup import html_of
from exposit.render.notes import Notes

_BLOCK = re.compile(f"<p[^>]*>\\s*({marks.HOLE.pattern})\\s*</p>")
_TABLE = re.compile(r"<table\b(?:(?!<table\b).)*?</table>", re.DOTALL)
_FIRST_HEADING = re.compile(r"\s*<h1\b[^>]*>(.*?)</h1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Filled:
    """A page's body with everything in it. `heading` is what stood in a first-level heading at its very beginning."""

    heading: Markup
    html: Markup


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of contents."""

    id: str
    level: int
    text: Markup


def fill_body(site: Site, page: Page, notes: Notes) -> Filled:
    """The body of `page` for the page at `notes.route`."""
    holes = page.body.holes
    blocks = {index for index, placed in enumerate(holes) if isinstance(placed.hole, ChartBlock | TableBlock)}

    def unwrapped(match: re.Match[str]) -> str:
        return match[1] if int(match[2]) in blocks else match[0]

    def show(match: re.Match[str]) -> str:
        index = int(match[1])
        if index >= len(holes):
            return ""
        return in_sentence(site, holes[index].hole, str(_shown(site, page, holes[index], notes)), match)

    html = _scrolling(_BLOCK.sub(unwrapped, page.body.html), page.language)
    first = _FIRST_HEADING.match(html)
    heading = marks.HOLE.sub(show, first[1]) if first else ""
    rest = html[first.end() :] if first else html
    return Filled(Markup(tied(heading)), Markup(tied(marks.HOLE.sub(show, rest))))


def _scrolling(html: str, language: str) -> str:
    """Each of an author’s tables in a frame where a wide one scrolls, by keyboard too, and not the page with it."""
    if "<table" not in html:
        return html
    name = escape(messages(language).gettext("Table"))
    frame = f'<div class="scroll" role="group" aria-label="{name}" tabindex="0">'
    return _TABLE.sub(lambda table: f"{frame}{table[0]}</div>", html)


def _shown(site: Site, page: Page, placed: PlacedHole, notes: Notes) -> Markup:
    hole = placed.hole
    match hole:
        case LinkTarget():
            return Markup(escape(address_of(site, page, hole.target, notes.route)))
        case ChartBlock():
            if hole.id not in site.charts:
                return html_of("<p>{}</p>", missing(hole.id))
            names = ("chart", hole.id, site.digests.get(f"chart:{hole.id}", ""))
            return notes.kept(names, lambda: chart_html(site, hole.id, page.language, notes, notes.route))
        case TableBlock():
            return table_html(site, hole.query, page.language, notes, notes.route)
        case _ if placed.block == "attribute":
            return Markup(escape(hole_text(site, hole, page.language)))
        case _:
            still = placed.in_link or placed.block == "caption"
            return hole_html(site, hole, page.language, None if still else notes, notes.route)


_TAG = re.compile(r"<[^>]*>")


def contents(site: Site, page: Page) -> tuple[Entry, ...]:
    """The headings of a page from the second level on, for its table of contents; nothing in them opens."""
    holes = [placed.hole for placed in page.body.holes]

    def show(heading: str) -> Markup:
        plain = _TAG.sub("", heading)
        return Markup(fill_sentences(site, plain, holes, lambda hole: escape(hole_text(site, hole, page.language))))

    return tuple(
        Entry(heading.id, heading.level, show(heading.html))
        for heading in page.body.headings
        if heading.level in (2, 3) and heading.id
    )
