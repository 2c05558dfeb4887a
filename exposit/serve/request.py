"""One HTTP request, read strictly: whatever could be read in two ways is refused. Bytes in, a value out; no socket."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

LONGEST_LINE = 8_192
LONGEST_HEAD = 32_768
MOST_HEADERS = 100
LONGEST_BODY = 65_536
_TARGET = re.compile(rb"/[\x21-\x7e]*")
_METHOD = re.compile(rb"[A-Z]{1,20}")
_VERSION = re.compile(rb"HTTP/1\.[01]")
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(rb"[\t\x20-\x7e\x80-\xff]*")


@dataclass(frozen=True, slots=True)
class Request:
    """`path` is decoded text, `query` as it was sent; names of `headers` are lower case."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    keep: bool = True
    """Whether the connection may serve another request."""
    length: int = 0
    """Bytes of the body that follows."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why bytes are no request we answer: a status code and a sentence. The connection ends with it."""

    status: int
    reason: str


def too_early_to_tell(data: bytes | bytearray) -> Refusal | None:
    """What is wrong with the beginning of a head that has not come to its end yet."""
    if data[:1] and not data[:1].isalpha():
        return Refusal(400, "this is no HTTP request; the preview speaks plain http://")
    line, found, _ = bytes(data[: LONGEST_LINE + 2]).partition(b"\r\n")
    if len(line) > LONGEST_LINE:
        return Refusal(414, "the address is too long")
    if found and b"\n" not in line and len(line.split(b" ")) != 3:
        return Refusal(400, "the request line cannot be read")
    if b"\n" in line or (not found and b"\n" in data):
        return Refusal(400, "a line must end in CR LF")
    if len(data) > LONGEST_HEAD:
        return Refusal(431, "the headers are too long")
    return None


def parse(head: bytes) -> Request | Refusal:
    """The request of a whole head, its last empty line left off."""
    early = too_early_to_tell(head + b"\r\n")
    if early is not None:
        return early
    line, *rest = head.split(b"\r\n")
    parts = line.split(b" ")
    if len(parts) != 3 or not _METHOD.fullmatch(parts[0]) or not _VERSION.fullmatch(parts[2]):
        return Refusal(400, "the request line cannot be read")
    if not _TARGET.fullmatch(parts[1]):
        return Refusal(400, "the address must be a path")
    if len(rest) > MOST_HEADERS:
        return Refusal(431, "there are too many headers")
    headers = _headers(rest)
    if isinstance(headers, Refusal):
        return headers
    target = _target(parts[1])
    if target is None:
        return Refusal(400, "the address is no text")
    length = _length(parts[0], headers)
    if isinstance(length, Refusal):
        return length
    path, query = target
    words = {word.strip() for word in headers.get("connection", "").lower().split(",")}
    keep = parts[2] == b"HTTP/1.1" and "close" not in words
    return Request(parts[0].decode(), path, query, headers, keep, length)


def _headers(lines: list[bytes]) -> dict[str, str] | Refusal:
    found: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon or not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            return Refusal(400, "a header cannot be read")
        key = name.decode().lower()
        if key in found and key in ("host", "content-length", "transfer-encoding", "origin"):
            return Refusal(400, f"the header `{key}` stands there twice")
        found[key] = value.strip(b" \t").decode("latin-1")
    return found


def _target(target: bytes) -> tuple[str, str] | None:
    path, _, query = target.partition(b"#")[0].partition(b"?")
    try:
        text = unquote_to_bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        return None
    return text, query.decode("ascii", "replace")


def _length(method: bytes, headers: Mapping[str, str]) -> int | Refusal:
    if "transfer-encoding" in headers:
        return Refusal(400, "the preview takes no chunked requests")
    text = headers.get("content-length", "0")
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        return Refusal(400, "`content-length` is no number")
    length = int(text)
    if length and method != b"POST":
        return Refusal(400, "such a request has no body")
    if length > LONGEST_BODY:
        return Refusal(413, "the body is too long")
    return length
