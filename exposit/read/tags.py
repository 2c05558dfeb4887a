"""HTML as a stream of tags and texts: enough to walk what Python-Markdown and nh3 write, and to rewrite it.

Used after the conversion, by `sanitise` and `placing`. No tree is built; what is not touched stays byte for byte.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = ("script", "style", "textarea", "title", "iframe", "noscript", "noembed", "noframes", "xmp")

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*>|<(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*)"
    r"(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


@dataclass(frozen=True, slots=True)
class Tag:
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
    position, length = 0, len(source)
    while position < length:
        match = _TAG.search(source, position)
        if match is None:
            yield source[position:]
            return
        if match.start() > position:
            yield source[position : match.start()]
        name = (match["name"] or "").lower()
        yield Tag(match[0], name, match["rest"] or "", bool(match["slash"]))
        position = match.end()
        if name in _RAW and not match["slash"]:
            end = re.compile(rf"</{name}", re.IGNORECASE).search(source, position)
            stop = end.start() if end else length
            if stop > position:
                yield source[position:stop]
            position = stop


def opening(name: str, attributes: dict[str, str]) -> str:
    """An opening tag."""
    return "<" + name + "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items()) + ">"
