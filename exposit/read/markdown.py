"""The Python-Markdown door: a page's masked Markdown -> HTML with our holes in place.

Comes after `mask`, before `sanitise`. The library stays a box from text to text; what we add to it here are attribute
lists for whole tables and lists, figures, classes instead of styles, and footnotes whose ids are stable and valid.
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from xml.etree import ElementTree

import markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.attr_list import AttrListExtension, get_attrs_and_remainder
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedBlockPreprocessor, FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor

_ALONE = re.compile(r"\s*\{:[ ]*([^}\n]+)\}\s*")
_ALIGN = re.compile(r"text-align:\s*(left|center|right)")
_NOT_IN_ID = re.compile(r"[^\w.-]+")


class TooDeepError(Exception):
    """The page nests deeper than Markdown can go. `body` turns it into a Problem."""


class _Footnotes(FootnoteExtension):
    """Footnotes with ids that are valid in HTML, whatever the author called them."""

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802 (the library's name)
        return super().makeFootnoteId(_NOT_IN_ID.sub("-", id))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802
        return super().makeFootnoteRefId(_NOT_IN_ID.sub("-", id), found)


class _Attributes(Treeprocessor):
    """An attribute list alone in a paragraph, or as the last row of a table, belongs to the block before it."""

    def run(self, root: ElementTree.Element) -> None:
        for parent in list(root.iter()):
            previous: ElementTree.Element | None = None
            for child in list(parent):
                found = _ALONE.fullmatch(child.text or "") if child.tag == "p" and not len(child) else None
                if found and previous is not None:
                    _assign(previous, found[1])
                    parent.remove(child)
                    continue
                previous = child
                if child.tag == "table":
                    self._last_row(child)

    def _last_row(self, table: ElementTree.Element) -> None:
        body = table.find("tbody")
        if body is None or not len(body):
            return
        row = body[-1]
        first, *others = [(cell.text or "").strip() for cell in row]
        found = _ALONE.fullmatch(first)
        if found and not any(others):
            _assign(table, found[1])
            body.remove(row)
            if not len(body):
                table.remove(body)


def _assign(element: ElementTree.Element, attributes: str) -> None:
    for key, value in get_attrs_and_remainder(attributes)[0]:
        if key == ".":
            element.set("class", f"{element.get('class', '')} {value}".strip())
        else:
            element.set(_NOT_IN_ID.sub("_", key), key if value is None else value)


class _Shape(Treeprocessor):
    """Figures, alignment as classes, and footnote links that carry no English and no bare number."""

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            match element.tag:
                case "p":
                    _figure(element)
                case "td" | "th":
                    _alignment(element)
                    if not len(element) and not (element.text or "").strip():
                        element.tag = "td"  # a corner that names nothing is no heading
                case "div" if element.get("class", "").startswith("admonition "):
                    _admonition(element)
                case "a" if element.get("class") == "footnote-backref":
                    element.attrib.pop("title", None)


def _admonition(box: ElementTree.Element) -> None:
    """`!!! note` is a box of its own kind, and none of the theme's notes: its words are no classes. What `{: .only }`
    below it says is said of it as of any block."""
    name, *words = box.get("class", "").split()
    own = [f"{name}-{word}" if at == 0 or word != "only" else word for at, word in enumerate(words)]
    box.set("class", " ".join([name, *own]))


def _figure(paragraph: ElementTree.Element) -> None:
    """An image alone in its paragraph is a figure; its title is its credit."""
    if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return
    child = paragraph[0]
    linked = child.tag == "a" and len(child) == 1 and not (child.text or child[0].tail or "").strip()
    image = child[0] if linked else child
    if image.tag != "img":
        return
    paragraph.tag = "figure"
    paragraph.text = child.tail = None
    credit = image.attrib.pop("title", "").strip()
    if credit:
        ElementTree.SubElement(paragraph, "figcaption").text = credit


def _alignment(cell: ElementTree.Element) -> None:
    """What `|--:|` asks for, as a class: the page's policy allows no style attribute."""
    found = _ALIGN.match(cell.get("style", ""))
    if found:
        del cell.attrib["style"]
        cell.set("class", f"{cell.get('class', '')} align-{found[1]}".strip())


class _Ours(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(_Attributes(md), "exposit-attributes", 30)
        md.treeprocessors.register(_Shape(md), "exposit-shape", 5)


def _converter() -> markdown.Markdown:
    # Extension objects, not names: names would be looked up among all installed packages.
    return markdown.Markdown(
        extensions=[
            TableExtension(),
            _Footnotes(SEPARATOR="-", BACKLINK_TEXT="↩\ufe0e"),
            DefListExtension(),
            AttrListExtension(),
            AdmonitionExtension(),
            FencedCodeExtension(),
            _Ours(),
        ]
    )


class _Converters(threading.local):
    """One converter a thread: making one costs as much as a short page. `reset` leaves nothing of the page before."""

    def __init__(self) -> None:
        self.current: markdown.Markdown | None = None


_converters = _Converters()


_HEADING = re.compile(r"\n\n(?=#{1,6} )")
_SHARED = re.compile(r"<|```|~~~|\[\^|\]:|^[ \t]+$", re.MULTILINE)
"""What may reach beyond the section it stands in: raw HTML, code whose fence does not close, footnotes, addresses
defined for a whole page, lines that only look empty."""
_FENCED = FencedBlockPreprocessor.FENCED_BLOCK_RE
_SECTIONS = 500


def convert(text: str) -> str:
    """HTML of a page's masked Markdown; raises `TooDeepError` where it nests beyond reason, and nothing else.

    A page whose sections cannot reach into each other is converted section by section, each kept: most saves of a long
    page change one of them."""
    outside = _FENCED.sub(_covered, text) if "```" in text or "~~~" in text else text
    if _SHARED.search(outside):
        return convert_whole(text)
    sections: list[str] = []
    start = 0
    for heading in _HEADING.finditer(outside):
        sections.append(text[start : heading.start()])
        start = heading.end()
    sections.append(text[start:])
    return "\n".join(filter(None, map(_section, sections)))


def _covered(fenced: re.Match[str]) -> str:
    """Code between fences, of the same length without a line of it; as it is where it has attributes, which the library
    may refuse."""
    return fenced[0] if fenced["attrs"] else "x" * len(fenced[0])


@lru_cache(_SECTIONS)
def _section(text: str) -> str:
    return convert_whole(text)


def convert_whole(text: str) -> str:
    """The same in one go, whatever stands in it."""
    converter = _converters.current or _converter()
    # Given up while in use, so that an exception leaves no half-used converter behind.
    _converters.current = None
    try:
        html = converter.reset().convert(text)
    except RecursionError as error:
        raise TooDeepError from error
    _converters.current = converter
    return html
