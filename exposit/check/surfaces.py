"""Every surface a reader or a machine can see, as pieces of text: the gate's eyes.

A finished output (still with marks) comes in; what comes out is each run of text a person would read as one: a
paragraph with its inline elements joined, a table cell, an attribute that is read aloud, and what `files` finds in
everything that is no page. Code and verbatim quotations are left out here, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from exposit.check import files
from exposit.check.html import End, Event, Start, Text, walk
from exposit.check.piece import Piece
from exposit.marks import BAR, CLOSE, OPEN
from exposit.model import Output

__all__ = ["Piece", "html_events", "pieces", "shown"]

_INLINE = frozenset(
    "a abbr b bdi bdo button cite data del dfn em font i ins label mark q ruby rb rt rp s small span strong sub sup"
    " time tspan tt u wbr".split()
)
_LITERAL = frozenset("code pre kbd samp style script template q".split())
_SPOKEN = tuple(
    "alt title abbr placeholder label summary aria-label aria-description aria-valuetext aria-valuenow aria-placeholder"
    " aria-roledescription aria-braillelabel aria-brailleroledescription".split()
)
_VALUED = frozenset("input button meter progress".split())
"""Elements whose `value` is seen or heard."""
_UNREAD_META = frozenset(
    "viewport theme-color color-scheme robots generator referrer format-detection og:url og:type og:image og:locale"
    " og:locale:alternate twitter:card twitter:image twitter:url twitter:site twitter:creator".split()
)
_UNREAD_META_ENDS = (":url", ":secure_url", ":width", ":height", ":type", "_time", "-verification")
"""Names of `<meta>` whose content nobody reads as words; every other is a text."""
_FORGED = re.compile(r"&#(?:[xX]0*[eE][01][0-9a-fA-F]{2}|0*5(?:7[3-7]\d\d|78[0-5]\d));?")
"""A private-use character written as a reference: a mark that the renderer did not make."""


def shown(output: Output) -> str:
    """What there is to read of an output: its text, or of finished bytes what they were made from."""
    return output.content if isinstance(output.content, str) else output.shows


def html_events(output: Output) -> tuple[Event, ...]:
    """A page as its elements and texts; nothing for any other file."""
    return tuple(walk(_FORGED.sub("\ufffd", shown(output)))) if output.surface == "html" else ()


def pieces(output: Output, events: Iterable[Event] | None = None) -> Iterator[Piece]:
    """All that `output` shows. `events` are those of its HTML, where a caller has walked it already."""
    if output.surface == "html":
        return _events(html_events(output) if events is None else events, output.language)
    text = shown(output)
    return _READERS[output.surface](text, output.language) if text else iter(())


class _Reader:
    """One pass over a document's events; joins inline text and keeps what surrounds it."""

    def __init__(self, language: str | None) -> None:
        self.languages: list[tuple[str, str | None]] = []
        self.language = language
        self.buffer: list[str] = []
        self.literal = 0
        self.open: list[tuple[str, bool, bool, bool, str | None, str]] = []
        self.main = 0
        self.aside = 0
        self.silent = 0
        self.where = "text"
        self.script: list[str] | None = None

    def flush(self) -> Iterator[Piece]:
        text = "".join(self.buffer)
        self.buffer.clear()
        if text.strip():
            counted = self.main > 0 and self.aside == 0
            yield Piece(text, self.language, self.where, counted, silent=self.silent > 0, alone=False)

    def start(self, event: Start) -> Iterator[Piece]:
        attributes = event.attributes
        lang = attributes.get("lang")
        if event.tag not in _INLINE or (lang and lang != self.language):
            yield from self.flush()
        literal = event.tag in _LITERAL or "data-quote" in attributes
        aside = "popover" in attributes or "data-uncounted" in attributes
        silent = "data-silent" in attributes
        self.open.append((event.tag, literal, aside, silent, self.language, self.where))
        if lang:
            self.language = lang.split("-")[0]
        if event.tag == "style" or (event.tag == "script" and attributes.get("type") == "application/ld+json"):
            self.script = []
        if literal:
            # What stands for left-out words keeps its neighbours apart: `3<code>x</code>8` is not 38.
            self.buffer.append(files.GAP)
            self.literal += 1
        self.aside += aside
        self.silent += silent
        self.main += event.tag == "main"
        if event.tag in ("title", "h1", "h2", "h3", "h4", "h5", "h6", "th", "td", "figcaption", "caption"):
            self.where = event.tag
        if not literal or event.tag == "q":
            yield from self.attributes(event)

    def attributes(self, event: Start) -> Iterator[Piece]:
        found = event.attributes
        if event.tag == "meta":
            name = (found.get("name") or found.get("property") or found.get("itemprop") or "").lower()
            if name and name not in _UNREAD_META and not name.endswith(_UNREAD_META_ENDS) and found.get("content"):
                yield Piece(found["content"], self.language, f"meta {name}", silent=name.endswith("image:alt"))
            return
        for name in _SPOKEN:
            if found.get(name):
                yield Piece(found[name], self.language, f"{name} of <{event.tag}>", silent=name == "alt")
        if event.tag in _VALUED and found.get("value"):
            yield Piece(found["value"], self.language, f"value of <{event.tag}>")
        if found.get("style"):
            yield from files.style(found["style"], self.language)
        if event.tag == "iframe" and found.get("srcdoc"):
            yield from _html(found["srcdoc"], self.language)

    def end(self, event: End) -> Iterator[Piece]:
        if not self.open:
            return
        tag, literal, aside, silent, language, where = self.open.pop()
        if self.script is not None and tag in ("script", "style"):
            read = files.linked if tag == "script" else files.style
            yield from read("".join(self.script), self.language)
            self.script = None
        if tag not in _INLINE or language != self.language:
            yield from self.flush()
        self.language = language
        self.where = where
        self.literal -= literal
        self.aside -= aside
        self.silent -= silent
        self.main -= tag == "main"

    def text(self, event: Text) -> None:
        if self.script is not None:
            self.script.append(event.text)
        elif not self.literal:
            self.buffer.append(event.text)
        else:
            # Marks opened or closed inside a literal must still balance.
            self.buffer.extend(_MARKS.findall(event.text))


_MARKS = re.compile(f"{OPEN}[^{BAR}]*{BAR}|{CLOSE}")


def _html(content: str, language: str | None) -> Iterator[Piece]:
    return _events(walk(_FORGED.sub("\ufffd", content)), language)


def _events(events: Iterable[Event], language: str | None) -> Iterator[Piece]:
    reader = _Reader(language)
    for event in events:
        if isinstance(event, Text):
            reader.text(event)
        elif isinstance(event, Start):
            yield from reader.start(event)
        else:
            yield from reader.end(event)
    yield from reader.flush()


_READERS: dict[str, Callable[[str, str | None], Iterator[Piece]]] = {
    "html": _html,
    "xml": lambda content, language: files.feed(content, language, _html),
    "svg": lambda content, language: files.drawing(content, language, _html),
    "json": files.data,
    "csv": files.table,
    "css": files.style,
    "text": files.plain,
    "binary": lambda content, language: files.drawing(content, language, _html),
}
"""By surface; of a picture in bytes, the drawing it was made from is read."""
