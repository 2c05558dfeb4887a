"""Walks a page's finished HTML once and turns it into the parts of a `Body`: holes numbered and placed, headings with
ids, addresses as holes, typography on texts, what stood in code put back as it was written.

Comes after `sanitise`, last in the reading of a page. Everything here follows the order of the HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape

from exposit import marks
from exposit.language.messages import messages
from exposit.language.typography import typeset
from exposit.model import ChartBlock, Citation, Heading, Hole, LinkTarget, PlacedHole, TableBlock
from exposit.problems import Problem, Span
from exposit.read.anchors import Anchors
from exposit.read.context import LEVELS, Context, Element
from exposit.read.forms import Token, error, shorten
from exposit.read.inline import typeset_hole
from exposit.read.places import Places
from exposit.read.setting import set_texts
from exposit.read.tags import VOID, Tag, opening, walk

_ADDRESS = {"a": "href", "img": "src", "audio": "src", "video": "src", "source": "src", "track": "src"}
_SHOWN = frozenset(("alt", "title", "aria-label", "aria-description"))
_OURS = ("data-fact", "data-claim", "data-chart", "data-quote")
"""What only the engine may say about an element."""
_ELSEWHERE = re.compile(r"[\s\x00-\x1f]*[/\\]{2}")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CODE = re.compile(r"<(/?)(?:code|kbd|pre|samp)\b")
"""What the gate does not read, as it begins and ends."""
ADDRESS_HINT = "addresses begin with https:, http:, mailto: or tel:, or lead to a page or a file of this site"
_BLOCK_ALONE = re.compile(f'<p(?: class="[^"]*")?>\\s*({marks.HOLE.pattern})\\s*</p>')


@dataclass(slots=True)
class Placed:
    """What the walk found, for `body` to make a `Body` of."""

    parts: list[str] = field(default_factory=list)
    holes: list[PlacedHole] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lead: str = ""

    def html(self) -> str:
        """The whole, with each block hole outside the paragraph Markdown put around it."""

        def bare(match: re.Match[str]) -> str:
            return match[1] if isinstance(self.holes[int(match[2])].hole, ChartBlock | TableBlock) else match[0]

        return _BLOCK_ALONE.sub(bare, "".join(self.parts))


def place_holes(
    html: str, tokens: Sequence[Token], text: str, language: str, places: Places, trusted: bool = False
) -> Placed:
    """The walk. `tokens[i]` is what `marks.hole(i)` in `html` stands for, `text` where their offsets lead."""
    walker = _Walker(tokens, text, language, places, trusted)
    events = set_texts(list(walk(html)), language)
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
        self.context = Context()
        self.anchors = Anchors()
        self.lead_from: int | None = None

    # Tags

    def start(self, tag: Tag) -> None:
        attributes = tag.attributes() if tag.rest else {}
        classes = attributes["class"].split() if "class" in attributes else []
        parts, outermost = self.found.parts, not self.context.open
        if tag.name not in VOID and not tag.rest.endswith("/"):
            element = Element(tag.name, "only" in classes, len(parts), len(self.found.holes))
            if tag.name == "li" and self.context.is_footnote(attributes.get("id", "")):
                element.footnote = attributes["id"]
            self.context.enter(element)
        if tag.name == "a" and "footnote-ref" in classes:
            self.context.footnote_named(attributes.get("href", "")[1:])
        changed = self._attributes(tag, attributes, classes) if attributes else attributes
        parts.append(opening(tag.name, changed) if changed != attributes else tag.source)
        if tag.name == "p" and outermost and not attributes and not self.found.lead:
            self.lead_from = len(parts)

    def end(self, tag: Tag) -> None:
        element = self.context.leave(tag.name)
        if element is not None:
            if tag.name in LEVELS:
                self._heading(element)
            elif tag.name == "blockquote" and element.source:
                attributes = self._written(element)
                self.found.parts[element.at] = opening(tag.name, {**attributes, "data-quote": element.source})
                self._quoted(element)
            elif tag.name == "q":
                self._quoted(element)
            elif tag.name == "p" and self.lead_from is not None and not self.context.open:
                self.found.lead = self._plain(self.found.parts[self.lead_from :])
                self.lead_from = None
        self.found.parts.append(tag.source)

    def _written(self, element: Element) -> dict[str, str]:
        """The attributes of an opening tag that was written."""
        tag = next(walk(self.found.parts[element.at]))
        return tag.attributes() if isinstance(tag, Tag) else {}

    def _attributes(self, tag: Tag, attributes: dict[str, str], classes: list[str]) -> dict[str, str]:
        """The attributes as they are to stand: addresses as holes, texts set, holes nowhere else."""
        changed = dict(attributes)
        for name, value in attributes.items():
            if name in _OURS:
                del changed[name]
                hint = "only the engine says this of an element; write `{{ id }}`, a chart or a citation"
                self._dropped(f"{name} of <{tag.name}>", self.places.anywhere(f"{name}=", name), hint)
            elif name == _ADDRESS.get(tag.name) or (tag.name, name) == ("video", "poster"):
                if "footnote-backref" in classes:
                    changed["aria-label"] = messages(self.language).gettext("Back to the text")
                elif "footnote-ref" not in classes:
                    self._address(tag.name, name, value, changed)
            elif name in _SHOWN:
                changed[name] = self._substitute(typeset(value, self.language), attribute=True)
            elif marks.HOLE_OPEN in value:
                changed[name] = self._literally(value, f"`{name}`")
        return changed

    def _address(self, tag: str, name: str, value: str, changed: dict[str, str]) -> None:
        target = self._literally(value, "an address") if marks.HOLE_OPEN in value else value
        span = self.places.link(target)
        if _ELSEWHERE.match(target) and not self.trusted:
            del changed[name]
            self._dropped(f"{name}={target}", span, ADDRESS_HINT)
            return
        if _BIDI.search(target):
            message = "an address holds a character that changes the direction of reading"
            self.found.problems.append(error("character-bidi", message, span, "delete it, or write it as `%E2%80%AE`"))
        changed[name] = self._add(LinkTarget(target, tag != "a", span), attribute=True)

    def _dropped(self, what: str, span: Span, hint: str) -> None:
        self.found.problems.append(Problem("html-dropped", "warning", f"`{shorten(what)}` was dropped", span, hint))

    # Headings and quotations

    def _heading(self, element: Element) -> None:
        parts, holes = self.found.parts, self.found.holes
        level, attributes = LEVELS[element.name], self._written(element)
        inner = "".join(parts[element.at + 1 :])
        span = self.places.heading(level)
        explicit = "id" in attributes
        if explicit:
            self.found.problems += self.anchors.explicit(attributes["id"], span)
        else:
            attributes["id"] = self.anchors.make(inner)
            parts[element.at] = opening(element.name, attributes)
        only = self.context.begin_section(level, element.only)
        self.found.headings.append(Heading(level, attributes["id"], inner, explicit, only, span))
        for index in range(element.first_hole, len(holes)):
            holes[index] = replace(holes[index], section=self.context.headings - 1, only=only or holes[index].only)

    def _quoted(self, element: Element) -> None:
        holes = self.found.holes
        for index in range(element.first_hole, len(holes)):
            holes[index] = replace(holes[index], quoted=True)

    # Texts

    def text_node(self, text: str) -> None:
        if self.context.code:
            text = marks.HOLE.sub(lambda match: escape(self._source(int(match[1])), quote=False), text)
        elif marks.HOLE_OPEN in text:
            text = self._substitute(text)
        elif text.isdigit() and self._in_footnote_mark():
            text = marks.mark("label", text)
        self.found.parts.append(text)

    def _in_footnote_mark(self) -> bool:
        around = self.context.open
        return bool(around) and around[-1].name == "a" and 'class="footnote-ref"' in self.found.parts[around[-1].at]

    def _source(self, index: int) -> str:
        """A form as it was written."""
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

    def _substitute(self, text: str, *, attribute: bool = False) -> str:
        def shown(match: re.Match[str]) -> str:
            token = self.tokens[int(match[1])]
            self.found.problems += token.problems
            if token.hole is None:
                source = self._source(int(match[1]))
                return source if attribute else escape(source, quote=False)
            return self._add(typeset_hole(token.hole, self.language), attribute=attribute)

        return marks.HOLE.sub(shown, text)

    def _add(self, hole: Hole, *, attribute: bool = False) -> str:
        if isinstance(hole, Citation):
            self.context.cite(hole.id)
        self.found.holes.append(self.context.place(hole, attribute=attribute))
        return marks.hole(len(self.found.holes) - 1)

    def _plain(self, parts: list[str]) -> str:
        """The words of a paragraph, holes in place, code marked; footnote numbers and block holes are no words."""
        found: list[str] = []
        depth = 0
        for part in parts:
            tag = _CODE.match(part)
            if tag:
                depth = max(depth + (-1 if tag[1] else 1), 0)
            elif part[:1] != "<" and marks.OPEN not in part:
                found.append(marks.mark("code", part) if depth else part)
        words = unescape("".join(found))
        words = " ".join(words.replace("\n", " ").split(" ")).strip()
        alone = marks.HOLE.fullmatch(words)
        if alone and isinstance(self.found.holes[int(alone[1])].hole, ChartBlock | TableBlock):
            return ""
        return words
