"""What files other than pages show, as pieces: feeds, drawings, JSON, CSV, style sheets, plain text.

Beside `surfaces`, which reads HTML. What is a machine's own value (an id, an address, an amount in plain digits) is
left out here by the name of its field, and nowhere else.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

from exposit.check.piece import Piece

Html = Callable[[str, str | None], Iterator[Piece]]
"""Reads HTML that stands inside another file."""

_FEED_TEXT = frozenset("title subtitle summary name rights description".split())
_DRAWN_WITHIN = frozenset("tspan a textPath b i em strong span".split())
_NOT_DRAWN = frozenset("style script metadata".split())
_SPOKEN = ("aria-label", "aria-description", "alt", "title")
GAP = "\ufffc"
"""Stands for what was left out, and keeps its neighbours apart."""


def feed(content: str, language: str | None, html: Html) -> Iterator[Piece]:
    """The titles and texts of an Atom feed or any other XML file with texts under their usual names."""

    def text(name: str, attributes: dict[str, str], words: str) -> Iterator[Piece]:
        if attributes.get("type") == "html" and name in ("content", "summary"):
            yield from html(words, language)
        elif name in _FEED_TEXT:
            yield Piece(words, language, f"<{name}>")

    return _xml(content, language, text, within=frozenset())


def drawing(content: str, language: str | None, html: Html) -> Iterator[Piece]:
    """Every word of a drawing: its texts, its name and description, its style sheet's."""

    def text(name: str, _attributes: dict[str, str], words: str) -> Iterator[Piece]:
        if name == "style":
            yield from style(words, language)
        elif name not in _NOT_DRAWN:
            yield Piece(words, language, f"<{name}>", silent=name == "desc")

    return _xml(content, language, text, within=_DRAWN_WITHIN)


def _xml(
    content: str,
    language: str | None,
    told: Callable[[str, dict[str, str], str], Iterator[Piece]],
    within: frozenset[str],
) -> Iterator[Piece]:
    """Runs of text with the element they stand in; those `within` it belong to its text."""
    found: list[Piece] = []
    stack: list[tuple[str, dict[str, str]]] = []
    words: list[str] = []

    def flush() -> None:
        text = "".join(words)
        words.clear()
        if text.strip() and stack:
            found.extend(told(*stack[-1], text))

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        found.extend(
            Piece(attributes[key], language, f"{key} of <{local}>")
            for key in _SPOKEN
            if attributes.get(key, "").strip()
        )
        if local not in within:
            flush()
            stack.append((local, attributes))

    def end(name: str) -> None:
        if name.rpartition(":")[2] not in within:
            flush()
            stack.pop()

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words.append
    try:
        parser.Parse(content.encode(), True)
    except expat.ExpatError:
        # A file that is not well-formed is read whole: nothing in it may escape by being broken.
        yield Piece(re.sub(r"<[^>]*>", " ", content), language, "file", silent=True)
        return
    yield from found


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SHOWN = re.compile(
    r"(?<![\w-])(?:content|quotes|list-style(?:-type)?|symbols|prefix|suffix|--[\w-]+)\s*:(?P<value>(?:"
    r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[^;{}\"'])*)",
    re.DOTALL,
)
_STRING = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'", re.DOTALL)
_ADDRESS = re.compile(r"url\(\s*(?:\"[^\"]*\"|'[^']*'|[^)]*)\)")
_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?|\\(.)", re.DOTALL)


def style(content: str, language: str | None) -> Iterator[Piece]:
    """The words a style sheet puts on a page: strings in `content:` and its like, and in custom properties."""
    for match in _SHOWN.finditer(_COMMENT.sub(" ", content)):
        strings = _STRING.findall(_ADDRESS.sub(" ", match["value"]))
        text = "".join(_ESCAPE.sub(_unescaped, one or other) for one, other in strings)
        if text.strip():
            yield Piece(text, language, "style sheet")


def _unescaped(match: re.Match[str]) -> str:
    if match[2] is not None:
        return "" if match[2] == "\n" else match[2]
    point = int(match[1], 16)
    return chr(point) if 0 < point <= 0x10FFFF else "\ufffd"


_DATA_KEYS = frozenset(
    "$schema $id id ids url href path color colors bgcolor bordercolor family unit currency fill"
    " fillcolor type mode dash pattern digest sha256 hash version engine from to date as_of"
    " published accessed review_by was formula meta base language languages value low high"
    " step tickformat source source_id source_url via about nature certainty status sum_group".split()
)
"""The fields of our own files whose values are a machine's. `payer` and `payee` are names in the files of a chart."""
_LINKED_KEYS = frozenset(
    "@id @type @context url contentUrl embedUrl encodingFormat image logo sameAs identifier inLanguage dateModified"
    " datePublished dateCreated".split()
)
"""Those of JSON-LD."""
_PLACEHOLDER = re.compile(r"%\{[^}]*\}|</?\w+>")
"""Plotly's names of data in a template, and its tags: not words."""
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
_OWN_ADDRESS = re.compile(r"/(?:[\w.~-]+/)*(?:[\w.~-]+)?(?:#\S*)?")
"""`/facts/half/`: a place of the site, whatever words its names are made of."""
_LINK_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")


def data(content: str, language: str | None) -> Iterator[Piece]:
    """Every string of a JSON file but a machine's own."""
    return _json(content, language, "JSON", _DATA_KEYS, numbers=False)


def linked(content: str, language: str | None) -> Iterator[Piece]:
    """Every string and every number of JSON-LD but a machine's own."""
    return _json(content, language, "JSON-LD", _LINKED_KEYS, numbers=True)


def _json(content: str, language: str | None, where: str, machine: frozenset[str], *, numbers: bool) -> Iterator[Piece]:
    try:
        tree = json.loads(content)
    except (ValueError, RecursionError):
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
        elif key in machine or value is None or isinstance(value, bool):
            continue
        elif isinstance(value, str) or numbers:
            text = _PLACEHOLDER.sub(GAP, "" if _OWN_ADDRESS.fullmatch(str(value)) else str(value).replace("<br>", "\n"))
            if text.strip():
                yield Piece(text, spoken, f"{where} “{key}”" if key else where, silent=True)


def table(content: str, language: str | None) -> Iterator[Piece]:
    """Every cell of a CSV file, columns of a machine's own values apart."""
    rows = csv.reader(io.StringIO(content))
    header = next(rows, [])
    machine = {index for index, name in enumerate(header) if name in _DATA_KEYS or name.endswith(("_id", "_url"))}
    for row in rows:
        for index, cell in enumerate(row):
            if index not in machine and cell.strip():
                name = header[index] if index < len(header) else ""
                yield Piece(cell, _suffix_language(name) or language, f"column “{name}”", silent=True)


def _suffix_language(name: str) -> str | None:
    """`label_fr` is French: a column says its language where a file holds several."""
    tail = name.rpartition("_")[2]
    return tail if _LANGUAGE.fullmatch(tail) and "_" in name else None


def plain(content: str, language: str | None) -> Iterator[Piece]:
    """Every line of a text, the addresses of Markdown's links apart."""
    for line in content.splitlines():
        if line.strip():
            yield Piece(_LINK_TARGET.sub(GAP, line), language, "text", silent=True)
