"""The selectolax door: finished HTML as a browser would parse it, flattened to the few things checks ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text, in document order."""

    text: str


@dataclass(frozen=True, slots=True)
class Start:
    """The start of an element; `attributes` in source order, an attribute without a value is ""."""

    tag: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class End:
    """The end of an element."""

    tag: str


Event = Text | Start | End

Element = LexborNode
"""An element of a finished document, for the checks that look for one thing."""


def walk(html: str) -> Iterator[Event]:
    """Every start, text and end of a whole document or a fragment, in document order; comments left out."""
    root = LexborHTMLParser(html).root
    if root is None:
        return
    node: LexborNode | None = root
    open_nodes: list[str] = []
    # An explicit stack: hostile nesting must not meet Python's recursion limit.
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            yield Text(node.text_content or "")
        elif not tag.startswith(("-", "!", "_")):
            yield Start(tag, {name: value or "" for name, value in node.attributes.items()})
            child = _content(node)
            if child is not None:
                open_nodes.append(tag)
                node = child
                continue
            yield End(tag)
        while node is not None and node.next is None:
            node = node.parent
            if not open_nodes:
                return
            yield End(open_nodes.pop())
        node = node.next if node is not None else None


def _content(node: LexborNode) -> LexborNode | None:
    return node.child


def select(html: str, selector: str) -> list[LexborNode]:
    """The elements a CSS selector finds, for the checks that look for one thing."""
    return LexborHTMLParser(html).css(selector)
