"""Bytes to text: UTF-8, one kind of line end, no byte-order mark. Comes right after a file is read, knows no disk."""

from __future__ import annotations

import codecs

from exposit.problems import Problem, Span

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decode(path: str, data: bytes) -> str | Problem:
    """The text of a file. The same text gives the same bytes of a site, whichever editor ended its lines."""
    body = data[3:] if data.startswith(codecs.BOM_UTF8) else data
    mark = next((name for bom, name in _MARKS if data.startswith(bom)), None)
    if mark:
        return _problem(path, Span(path, 1, 1, 2), f"`{path}` is {mark}, not UTF-8", "save it as UTF-8")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return _undecodable(path, body, error.start, len(data) - len(body))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        place = _place(path, text[: text.index("\0")])
        hint = "if it is a picture or a download, put it into `content/assets/`"
        return _problem(path, place, f"`{path}` is no text: it holds a NUL character", hint)
    return text


def _undecodable(path: str, body: bytes, at: int, shift: int) -> Problem:
    before = body[:at].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    message = f"`{path}` is not UTF-8: byte {at + shift + 1} is 0x{body[at]:02X}"
    hint = "save it as UTF-8"
    guess = body[at : at + 1].decode("cp1252", "ignore")
    if guess.isprintable() and guess and b"\0" not in body[:1024]:
        hint = f"save it as UTF-8 (in Windows-1252 that byte is `{guess}`)"
    return _problem(path, _place(path, before), message, hint)


def _place(path: str, before: str) -> Span:
    """The place of the character that follows `before`."""
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Span(path, line, column, column + 1)


def _problem(path: str, span: Span, message: str, hint: str) -> Problem:
    return Problem("file-encoding", "error", message, span, hint)
