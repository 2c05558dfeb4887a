"""The nh3 door: HTML that is safe to publish, and the names of what was dropped from it.

Runs on a page's whole HTML after Markdown, while addresses still stand in it, before holes are placed. What our
Markdown and an author's honest markup produce passes unchanged; what runs, loads, styles or frames does not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import nh3

from exposit.read.tags import Tag, walk

_TAGS = frozenset(
    (
        "a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup data dd del details"
        " dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark menu"
        " nav ol p picture pre q rp rt ruby s samp section small source span strong sub summary sup table tbody td"
        " tfoot th thead time tr track u ul var video wbr"
    ).split()
)
_ANYWHERE = frozenset("class id lang dir title role tabindex hidden translate".split())
_OF_TAG = {
    "a": {"href", "hreflang", "rel", "download", "type"},
    "audio": {"src", "controls", "loop", "muted", "preload"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open", "name"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "source": {"src", "type", "media", "width", "height"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "poster", "controls", "loop", "muted", "preload", "playsinline", "width", "height"},
}
_PREFIXES = ("data-", "aria-")
_WITH_CONTENT = frozenset(
    "embed iframe math noembed noframes noscript object script select style svg template textarea title xmp".split()
)
SCHEMES = frozenset(("http", "https", "mailto", "tel"))
"""What an address may begin with; relative addresses aside."""

_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags=set(_WITH_CONTENT),
    attributes={"*": set(_ANYWHERE), **_OF_TAG},
    generic_attribute_prefixes=set(_PREFIXES),
    url_schemes=set(SCHEMES),
    link_rel=None,
    strip_comments=True,
)
_OPENING = re.compile(r"<([A-Za-z][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>")
_ADDRESSES = frozenset(("href", "src", "poster", "cite"))


class Dropped(NamedTuple):
    """Something that did not pass: a tag (`attribute` is empty), an attribute, or the `value` of an address."""

    tag: str
    attribute: str = ""
    value: str = ""

    def __str__(self) -> str:
        if not self.attribute:
            return f"<{self.tag}>"
        return f"{self.attribute}={self.value}" if self.value else f"{self.attribute} of <{self.tag}>"


def sanitise(html: str) -> tuple[str, tuple[Dropped, ...]]:
    """`html` without what may not pass, well-formed; and what did not, in order, each once."""
    clean = _CLEANER.clean(html)
    return clean, tuple(dict.fromkeys(_differences(html, clean)))


def _differences(html: str, clean: str) -> list[Dropped]:
    dropped: list[Dropped] = []
    kept: set[str] | None = None
    for written in dict.fromkeys(_OPENING.findall(html)):  # a page has few different tags
        tag = Tag("", written[0].lower(), written[1])
        if tag.name not in _TAGS:
            dropped.append(Dropped(tag.name))
            continue
        for name, value in tag.attributes().items():
            if not _allowed(tag.name, name):
                dropped.append(Dropped(tag.name, name))
            elif name in _ADDRESSES and ":" in value:
                kept = _addresses(clean) if kept is None else kept
                if value not in kept:
                    dropped.append(Dropped(tag.name, name, value))
    return dropped


def _allowed(tag: str, attribute: str) -> bool:
    return attribute in _ANYWHERE or attribute in _OF_TAG.get(tag, ()) or attribute.startswith(_PREFIXES)


def _addresses(clean: str) -> set[str]:
    """Every address that passed."""
    return {
        value
        for event in walk(clean)
        if isinstance(event, Tag) and event.rest
        for name, value in event.attributes().items()
        if name in _ADDRESSES
    }
