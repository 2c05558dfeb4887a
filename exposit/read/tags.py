"""HTML as a stream of tags and texts: enough to walk what Python-Markdown and nh3 write, and to rewrite it.

Used after the conversion, by `sanitise` and `placing`. No tree is built; what is not touched stays byte for byte.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = ("script", "style", "textarea", "title", "iframe", "noscript", "noembed", "noframes", "xmp")

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*>|<(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*)"
    r"(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


class Tag(NamedTuple):
    """An opening or closing tag as written; comments and declarations have no name. `rest` is what follows the name."""

    source: str
    name: str = ""
    rest: str = ""
    closing: bool = False

    def attributes(self) -> dict[str, str]:
        """Its attributes in the order written, names in lower case, values with entities read."""
        if not self.rest or self.rest.isspace():
            return {}
        found: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(self.rest):
            found.setdefault(name.lower(), html.unescape(double or single or bare))
        return found


def walk(source: str) -> Iterator[str | Tag]:
    """Texts (str, entities unread) and tags in order. The content of `<script>` and its like is one text."""
    known: dict[str, Tag] = {}
    position = 0
    for match in _TAG.finditer(source):
        start = match.start()
        if start < position:
            continue
        if start > position:
            yield source[position:start]
        position = match.end()
        written = match[0]
        tag = known.get(written)
        if tag is None:
            tag = known[written] = Tag(
                written, (match["name"] or "").lower(), match["rest"] or "", match["slash"] == "/"
            )
        yield tag
        if tag.name in _RAW and not tag.closing:
            stop = _end_of_raw(source, position, tag.name)
            if stop > position:
                yield source[position:stop]
            position = stop
    if position < len(source):
        yield source[position:]


def _end_of_raw(source: str, start: int, name: str) -> int:
    end = re.compile(rf"</{name}", re.IGNORECASE).search(source, start)
    return end.start() if end else len(source)


def opening(name: str, attributes: dict[str, str]) -> str:
    """An opening tag."""
    return "<" + name + "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items()) + ">"
