"""Every surface a reader or a machine can see, as pieces of text: the gate's eyes.

A finished output (still with marks) comes in; what comes out is each run of text a person would read as one: a
paragraph with its inline elements joined, a table cell, an attribute that is read aloud, a string of a JSON file, a
cell of a CSV file. Code, verbatim quotations and machine values are left out here, and nowhere else.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from exposit.check.html import End, Event, Start, Text, walk
from exposit.marks import BAR, CLOSE, OPEN
from exposit.model import Output


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of text. `counted` says that it belongs to the page's own content, whose numbers its foot counts;
    `silent` that number words are not asked about in it (chart descriptions, alt texts, machine files)."""

    text: str
    language: str | None
    where: str
    counted: bool = False
    silent: bool = False
    alone: bool = True
    """Not part of the running text: an attribute, a string, a cell. Marks do not reach into it from outside."""


_INLINE = frozenset(
    "a abbr b bdi bdo button cite data del dfn em font i ins label mark q ruby rb rt rp s small span strong sub sup"
    " time tspan tt u wbr".split()
)
_LITERAL = frozenset("code pre kbd samp style script template q".split())
_SPOKEN = ("alt", "title", "aria-label", "aria-description", "aria-valuetext", "placeholder", "label", "summary")
_META = frozenset(
    "description og:title og:description og:site_name og:image:alt twitter:title twitter:description"
    " twitter:image:alt author keywords abstract".split()
)


def pieces(output: Output, events: Iterable[Event] | None = None) -> Iterator[Piece]:
    """All that `output` shows; of a picture in bytes, the drawing it was made from. `events` are those of its HTML,
    where a caller has walked it already."""
    if isinstance(output.content, bytes):
        if output.shows:
            yield from _xml(output.shows, output.language)
        return
    if output.surface == "html":
        yield from _events(walk(output.content) if events is None else events, output.language)
    else:
        yield from _READERS[output.surface](output.content, output.language)


class _Reader:
    """One pass over a document's events; joins inline text and keeps what surrounds it."""

    def __init__(self, language: str | None) -> None:
        self.languages: list[tuple[str, str | None]] = []
        self.language = language
        self.buffer: list[str] = []
        self.literal = 0
        self.open: list[tuple[str, bool, bool, str | None, str]] = []
        self.main = 0
        self.aside = 0
        self.where = "text"
        self.script: list[str] | None = None

    def flush(self) -> Iterator[Piece]:
        text = "".join(self.buffer)
        self.buffer.clear()
        if text.strip():
            yield Piece(text, self.language, self.where, counted=self.main > 0 and self.aside == 0, alone=False)

    def start(self, event: Start) -> Iterator[Piece]:
        attributes = event.attributes
        lang = attributes.get("lang")
        if event.tag not in _INLINE or (lang and lang != self.language):
            yield from self.flush()
        literal = event.tag in _LITERAL or "data-quote" in attributes
        aside = "popover" in attributes or "data-uncounted" in attributes
        self.open.append((event.tag, literal, aside, self.language, self.where))
        if lang:
            self.language = lang.split("-")[0]
        if event.tag == "script" and attributes.get("type") == "application/ld+json":
            self.script = []
        if literal:
            # What stands for left-out words keeps its neighbours apart: `3<code>x</code>8` is not 38.
            self.buffer.append("\ufffc")
            self.literal += 1
        self.aside += aside
        self.main += event.tag == "main"
        if event.tag in ("title", "h1", "h2", "h3", "h4", "h5", "h6", "th", "td", "figcaption", "caption"):
            self.where = event.tag
        if not literal or event.tag == "q":
            yield from self.attributes(event)

    def attributes(self, event: Start) -> Iterator[Piece]:
        found = event.attributes
        if event.tag == "meta":
            name = found.get("name") or found.get("property") or ""
            if name in _META and found.get("content"):
                yield Piece(found["content"], self.language, f"meta {name}")
            return
        for name in _SPOKEN:
            if found.get(name):
                yield Piece(found[name], self.language, f"{name} of <{event.tag}>", silent=name == "alt")

    def end(self, event: End) -> Iterator[Piece]:
        if not self.open:
            return
        tag, literal, aside, language, where = self.open.pop()
        if self.script is not None and tag == "script":
            yield from _json("".join(self.script), self.language, "JSON-LD")
            self.script = None
        if tag not in _INLINE or language != self.language:
            yield from self.flush()
        self.language = language
        self.where = where
        self.literal -= literal
        self.aside -= aside
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
    return _events(walk(content), language)


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


_FEED_TEXT = frozenset("title subtitle summary name rights description text desc".split())


def _xml(content: str, language: str | None) -> Iterator[Piece]:
    found: list[Piece] = []
    stack: list[tuple[str, dict[str, str]]] = []
    words: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        stack.append((name.rsplit(":", 1)[-1], attributes))
        if name.rsplit(":", 1)[-1] != "tspan":
            words.clear()

    def data(text: str) -> None:
        words.append(text)

    def end(_name: str) -> None:
        name, attributes = stack.pop()
        text = "".join(words)
        if name == "tspan":
            return
        words.clear()
        if attributes.get("type") == "html" and name in ("content", "summary"):
            found.extend(_html(text, language))
        elif name in _FEED_TEXT and text.strip():
            found.append(Piece(text, language, f"<{name}>", silent=name == "desc"))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    try:
        parser.Parse(content.encode(), True)
    except expat.ExpatError:
        # A file that is not well-formed is read whole: nothing in it may escape by being broken.
        yield Piece(re.sub(r"<[^>]*>", " ", content), language, "file", silent=True)
        return
    yield from found


_MACHINE_KEYS = frozenset(
    "$schema $id @id @type @context id ids url href path color colors bgcolor bordercolor family unit currency fill"
    " fillcolor type mode dash pattern encodingFormat contentUrl digest sha256 hash version engine from to date as_of"
    " published accessed dateModified datePublished review_by was formula meta base inLanguage language value low high"
    " step tickformat source via about payer payee nature certainty status sum_group".split()
)


def _json(content: str, language: str | None, where: str = "JSON") -> Iterator[Piece]:
    try:
        tree = json.loads(content)
    except ValueError:
        yield Piece(content, language, where, silent=True)
        return
    stack: list[tuple[object, str | None, str]] = [(tree, language, "")]
    while stack:
        value, spoken, key = stack.pop()
        if isinstance(value, dict):
            stack.extend(
                (item, name if _LANGUAGE.fullmatch(name) and isinstance(item, str) else spoken, name)
                for name, item in reversed(value.items())
            )
        elif isinstance(value, list):
            stack.extend((item, spoken, key) for item in reversed(value))
        elif isinstance(value, str) and key not in _MACHINE_KEYS and value.strip():
            yield Piece(
                _PLACEHOLDER.sub("\ufffc", value.replace("<br>", "\n")),
                spoken,
                f"{where} “{key}”" if key else where,
                silent=True,
            )


_PLACEHOLDER = re.compile(r"%\{[^}]*\}|</?\w+>")
"""Plotly's names of data in a template, and its tags: not words."""
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


def _csv(content: str, language: str | None) -> Iterator[Piece]:
    rows = csv.reader(io.StringIO(content))
    header = next(rows, [])
    machine = {index for index, name in enumerate(header) if name in _MACHINE_KEYS or name.endswith(("_id", "_url"))}
    for row in rows:
        for index, cell in enumerate(row):
            if index not in machine and cell.strip():
                name = header[index] if index < len(header) else ""
                yield Piece(cell, _suffix_language(name) or language, f"column “{name}”", silent=True)


def _suffix_language(name: str) -> str | None:
    """`label_fr` is French: a column says its language where a file holds several."""
    tail = name.rpartition("_")[2]
    return tail if _LANGUAGE.fullmatch(tail) and "_" in name else None


def _text(content: str, language: str | None) -> Iterator[Piece]:
    for line in content.splitlines():
        if line.strip():
            yield Piece(line, language, "text", silent=True)


def _binary(_content: str, _language: str | None) -> Iterator[Piece]:
    return iter(())


_READERS: dict[str, Callable[[str, str | None], Iterator[Piece]]] = {
    "xml": _xml,
    "svg": _xml,
    "json": _json,
    "csv": _csv,
    "text": _text,
    "binary": _binary,
}
