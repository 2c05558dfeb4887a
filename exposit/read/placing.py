"""Walks a page's finished HTML once and turns it into a `Body`: holes numbered and placed, headings with ids, addresses
as holes, typography on texts, what stood in code put back as it was written.

Comes after `sanitise`, last in the reading of a page. Everything here follows the order of the HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape

from exposit import marks
from exposit.language.typography import typeset
from exposit.model import ChartBlock, Citation, Heading, Hole, LinkTarget, PlacedHole, TableBlock
from exposit.problems import Problem, Span
from exposit.read.anchors import Anchors
from exposit.read.forms import Token, error, shorten
from exposit.read.inline import typeset_hole
from exposit.read.places import Places
from exposit.read.tags import VOID, Tag, opening, walk

_CODE = frozenset("code pre kbd samp script style textarea xmp".split())
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = (
    ("heading", frozenset(_LEVELS)),
    ("caption", frozenset(("figcaption", "caption"))),
    ("table", frozenset(("td", "th"))),
    ("list", frozenset(("li", "dt", "dd"))),
)
_CLOSED = frozenset(("a", "summary", "button", "label"))
"""Inside these nothing interactive may stand."""
_ADDRESS = {"a": "href", "img": "src", "audio": "src", "video": "src", "source": "src", "track": "src"}
_SHOWN = frozenset(("alt", "title", "aria-label", "aria-description"))
_OURS = ("data-fact", "data-claim", "data-chart", "data-quote")
"""What only the engine may say about an element."""
_ELSEWHERE = re.compile(r"[\s\x00-\x1f]*[/\\]{2}")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ADDRESS_HINT = "addresses begin with https:, http:, mailto: or tel:, or lead to a page or a file of this site"
_BLOCK_ALONE = re.compile(f'<p(?: class="[^"]*")?>\\s*({marks.HOLE.pattern})\\s*</p>')


@dataclass(slots=True)
class _Open:
    """An element that is open: its name, whether it is marked `only`, and what a quotation needs to know."""

    name: str
    only: bool
    at: int
    first_hole: int
    source: str | None = None
    footnote: str | None = None


@dataclass(slots=True)
class Placed:
    """What the walk found, for `body` to make a `Body` of."""

    parts: list[str] = field(default_factory=list)
    holes: list[PlacedHole] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lead: str = ""


def place_holes(
    html: str, tokens: Sequence[Token], text: str, language: str, places: Places, trusted: bool = False
) -> Placed:
    """The walk. `tokens[i]` is what `marks.hole(i)` in `html` stands for, `text` where their offsets lead."""
    walker = _Walker(tokens, text, language, places, trusted)
    events = list(walk(html))
    walker.anchors.reserve(events)
    for event in events:
        if isinstance(event, str):
            walker.text_node(event)
        elif not event.name:
            walker.found.parts.append(event.source if trusted else "")
        elif event.closing:
            walker.end(event)
        else:
            walker.start(event)
    return walker.found


class _Walker:
    def __init__(self, tokens: Sequence[Token], text: str, language: str, places: Places, trusted: bool) -> None:
        self.tokens, self.text, self.language, self.places = tokens, text, language, places
        self.trusted = trusted
        self.found = Placed()
        self.open: list[_Open] = []
        self.code = 0
        self.sections: list[tuple[int, bool]] = []
        self.footnotes: dict[str, tuple[int, bool]] = {}
        self.anchors = Anchors()
        self.lead_from: int | None = None

    # Tags

    def start(self, tag: Tag) -> None:
        attributes = tag.attributes()
        classes = attributes["class"].split() if "class" in attributes else []
        if tag.name in _CODE:
            self.code += 1
        entry = _Open(tag.name, "only" in classes, len(self.found.parts), len(self.found.holes))
        if tag.name not in VOID and not tag.rest.rstrip().endswith("/"):
            self.open.append(entry)
        if attributes:
            self._footnote(tag, attributes, classes, entry)
            changed = self._attributes(tag, attributes, classes)
            self.found.parts.append(opening(tag.name, changed) if changed != attributes else tag.source)
        else:
            self.found.parts.append(tag.source)
        if (
            tag.name == "p"
            and not self.found.lead
            and self.lead_from is None
            and not attributes
            and len(self.open) == 1
        ):
            self.lead_from = len(self.found.parts)

    def end(self, tag: Tag) -> None:
        entry = self._close(tag.name)
        if entry is not None:
            if tag.name in _LEVELS:
                self._heading(entry)
            elif tag.name == "blockquote" and entry.source:
                self._quotation(entry)
            elif tag.name == "p" and self.lead_from is not None and len(self.open) == 0:
                self.found.lead = self._plain(self.found.parts[self.lead_from :])
                self.lead_from = None
            if tag.name == "q":
                self._quoted(entry)
        self.found.parts.append(tag.source)

    def _close(self, name: str) -> _Open | None:
        if self.open and self.open[-1].name == name:
            self.code -= name in _CODE
            return self.open.pop()
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].name == name:
                entry = self.open[index]
                self.code -= sum(left.name in _CODE for left in self.open[index:])
                del self.open[index:]
                return entry
        return None

    def _attributes(self, tag: Tag, attributes: dict[str, str], classes: list[str]) -> dict[str, str]:
        """The attributes as they are to stand: addresses as holes, texts set, holes nowhere else."""
        changed = dict(attributes)
        for name, value in attributes.items():
            if name in _OURS:
                del changed[name]
                hint = "only the engine says this of an element; write `{{ id }}`, a chart or a citation"
                self._dropped(f"{name} of <{tag.name}>", self.places.anywhere(f"{name}=", name), hint)
            elif name == _ADDRESS.get(tag.name) or (tag.name, name) == ("video", "poster"):
                if "footnote-ref" not in classes and "footnote-backref" not in classes:
                    self._address(tag.name, name, value, changed)
            elif name in _SHOWN:
                changed[name] = self._substitute(typeset(value, self.language), "attribute", plain=True)
            elif marks.HOLE_OPEN in value:
                changed[name] = self._literally(value, f"`{name}`")
        return changed

    def _address(self, tag: str, name: str, value: str, changed: dict[str, str]) -> None:
        target = self._literally(value, "an address") if marks.HOLE_OPEN in value else value
        if _ELSEWHERE.match(target) and not self.trusted:
            del changed[name]
            self._dropped(f"{name}={target}", self.places.link(target), ADDRESS_HINT)
            return
        span = self.places.link(target)
        if _BIDI.search(target):
            message = "an address holds a character that changes the direction of reading"
            self.found.problems.append(error("character-bidi", message, span, "delete it, or write it as `%E2%80%AE`"))
        changed[name] = self._add(LinkTarget(target, tag != "a", span), "attribute")

    def _dropped(self, what: str, span: Span, hint: str) -> None:
        self.found.problems.append(Problem("html-dropped", "warning", f"`{shorten(what)}` was dropped", span, hint))

    def _footnote(self, tag: Tag, attributes: dict[str, str], classes: list[str], entry: _Open) -> None:
        if tag.name == "a" and "footnote-ref" in classes:
            name = attributes.get("href", "")[1:]
            self.footnotes.setdefault(name, (len(self.found.headings) - 1, self._only()))
        elif tag.name == "li" and attributes.get("id", "") in self.footnotes:
            entry.footnote = attributes["id"]

    # Headings, quotations

    def _heading(self, entry: _Open) -> None:
        parts = self.found.parts
        level = _LEVELS[entry.name]
        tag = next(walk(parts[entry.at]))
        attributes = tag.attributes() if isinstance(tag, Tag) else {}
        inner = "".join(parts[entry.at + 1 :])
        span = self.places.heading(level)
        explicit = "id" in attributes
        if explicit:
            self.found.problems += self.anchors.explicit(attributes["id"], span)
        else:
            attributes["id"] = self.anchors.make(inner)
            parts[entry.at] = opening(entry.name, attributes)
        while self.sections and self.sections[-1][0] >= level:
            self.sections.pop()
        only = entry.only or any(above for _, above in self.sections)
        self.sections.append((level, only))
        self.found.headings.append(Heading(level, attributes["id"], inner, explicit, only, span))
        holes, section = self.found.holes, len(self.found.headings) - 1
        for index in range(entry.first_hole, len(holes)):
            holes[index] = replace(holes[index], section=section, only=only or holes[index].only)

    def _quotation(self, entry: _Open) -> None:
        """A block quotation with a citation is its source's own words: later stages know it by this attribute."""
        tag = next(walk(self.found.parts[entry.at]))
        attributes = tag.attributes() if isinstance(tag, Tag) else {}
        self.found.parts[entry.at] = opening("blockquote", {**attributes, "data-quote": entry.source or ""})
        self._quoted(entry)

    def _quoted(self, entry: _Open) -> None:
        holes = self.found.holes
        for index in range(entry.first_hole, len(holes)):
            holes[index] = replace(holes[index], quoted=True)

    # Texts

    def text_node(self, text: str) -> None:
        if self.code:
            self.found.parts.append(self._restore(text))
            return
        if text.isspace():
            self.found.parts.append(text)
            return
        # Entities are read first: the semicolon of `&amp;` is no punctuation.
        shown = (
            escape(typeset(unescape(text), self.language), quote=False) if "&" in text else typeset(text, self.language)
        )
        if self.open and self.open[-1].name == "a" and text.isdigit() and self._is_footnote_number():
            shown = marks.mark("label", shown)
        self.found.parts.append(self._substitute(shown, self._block()) if marks.HOLE_OPEN in shown else shown)

    def _is_footnote_number(self) -> bool:
        return 'class="footnote-ref"' in self.found.parts[self.open[-1].at]

    def _restore(self, text: str) -> str:
        """A text in code: every form as it was written."""
        return marks.HOLE.sub(lambda match: escape(self._source(int(match[1])), quote=False), text)

    def _source(self, index: int) -> str:
        token = self.tokens[index]
        return self.text[token.start : token.end]

    def _literally(self, value: str, where: str) -> str:
        """The value of an attribute no hole may stand in: forms as written, and a problem for each."""
        for match in marks.HOLE.finditer(value):
            token = self.tokens[int(match[1])]
            message = f"`{shorten(self._source(int(match[1])))}` cannot stand in {where}"
            span = self.places.place(token.start, token.end)
            self.found.problems.append(error("reference-place", message, span, "write it in the text"))
        return marks.HOLE.sub(lambda match: self._source(int(match[1])), value)

    def _substitute(self, text: str, block: str, plain: bool = False) -> str:
        def shown(match: re.Match[str]) -> str:
            token = self.tokens[int(match[1])]
            self.found.problems += token.problems
            if token.hole is None:
                source = self._source(int(match[1]))
                return source if plain else escape(source, quote=False)
            return self._add(typeset_hole(token.hole, self.language), block)

        return marks.HOLE.sub(shown, text)

    def _add(self, hole: Hole, block: str) -> str:
        section, only = len(self.found.headings) - 1, self._only()
        for entry in self.open:
            if entry.footnote:
                section, only = self.footnotes[entry.footnote]
        if isinstance(hole, Citation):
            for entry in reversed(self.open):
                if entry.name == "blockquote":
                    entry.source = entry.source or hole.id
                    break
        in_link = any(entry.name in _CLOSED for entry in self.open)
        self.found.holes.append(PlacedHole(hole, section, only, in_link, block))
        return marks.hole(len(self.found.holes) - 1)

    def _only(self) -> bool:
        return any(entry.only for entry in self.open) or any(only for _, only in self.sections)

    def _block(self) -> str:
        names = {entry.name for entry in self.open}
        for block, tags in _BLOCKS[:3]:
            if not names.isdisjoint(tags):
                return block
        if any(entry.footnote for entry in self.open):
            return "footnote"
        return "p" if names.isdisjoint(_BLOCKS[3][1]) else "list"

    def _plain(self, parts: list[str]) -> str:
        """The words of a paragraph, holes in place; footnote numbers and block holes are no words."""
        text = "".join(part for part in parts if not part.startswith("<") and marks.OPEN not in part)
        words = " ".join(unescape(text).split(" ")).replace("\n", " ").strip()
        alone = marks.HOLE.fullmatch(words)
        if alone and isinstance(self.found.holes[int(alone[1])].hole, ChartBlock | TableBlock):
            return ""
        return words


def without_paragraphs(html: str, holes: Sequence[PlacedHole]) -> str:
    """`html` with each block hole outside the paragraph Markdown put around it."""

    def bare(match: re.Match[str]) -> str:
        return match[1] if isinstance(holes[int(match[2])].hole, ChartBlock | TableBlock) else match[0]

    return _BLOCK_ALONE.sub(bare, html)
