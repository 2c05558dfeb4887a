"""What is a request, letter for letter, and what is not."""

from __future__ import annotations

import pytest

from exposit.serve.request import Refusal, Request, parse, too_early_to_tell

HOST = b"Host: localhost"


@pytest.mark.parametrize(
    ("head", "request_"),
    [
        (b"GET / HTTP/1.1\r\n" + HOST, Request("GET", "/", "", {"host": "localhost"})),
        (b"HEAD /a/b?c=d&e HTTP/1.1\r\n" + HOST, Request("HEAD", "/a/b", "c=d&e", {"host": "localhost"})),
        (b"GET /a%20b/%C3%A9t%C3%A9/ HTTP/1.1", Request("GET", "/a b/été/", "", {})),
        (b"GET /a#b HTTP/1.1", Request("GET", "/a", "", {})),
        (b"GET / HTTP/1.0", Request("GET", "/", "", {}, keep=False)),
        (b"GET / HTTP/1.1\r\nConnection: x, Close", Request("GET", "/", "", {"connection": "x, Close"}, keep=False)),
        (b"GET / HTTP/1.1\r\nX:\t y \r\nx-Y: z", Request("GET", "/", "", {"x": "y", "x-y": "z"})),
        (
            b"POST /x HTTP/1.1\r\nContent-Length: 12",
            Request("POST", "/x", "", {"content-length": "12"}, keep=True, length=12),
        ),
    ],
)
def test_a_request_is_read(head: bytes, request_: Request) -> None:
    assert request_ == parse(head)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"", 400),
        (b"GET /", 400),
        (b"GET  / HTTP/1.1", 400),
        (b"GET / HTTP/1.1 ", 400),
        (b"get / HTTP/1.1", 400),
        (b"GET / HTTP/1.2", 400),
        (b"GET / http/1.1", 400),
        (b"GET http://localhost/ HTTP/1.1", 400),
        (b"GET * HTTP/1.1", 400),
        (b"GET /\xc3\xa9 HTTP/1.1", 400),
        (b"GET /%ff HTTP/1.1", 400),
        (b"GET /%00 HTTP/1.1", 400),
        (b"GET /%0a HTTP/1.1", 400),
        (b"GET / HTTP/1.1\r\nHost : a", 400),
        (b"GET / HTTP/1.1\r\n: a", 400),
        (b"GET / HTTP/1.1\r\nA: b\r\n c", 400),
        (b"GET / HTTP/1.1\r\nA: b\x00", 400),
        (b"GET / HTTP/1.1\r\nA: b\nC: d", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nhost: a", 400),
        (b"GET / HTTP/1.1\r\nContent-Length: 1", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: +1", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 1, 1", 400),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: identity", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 65537", 413),
        (b"GET /" + b"a" * 8_200 + b" HTTP/1.1", 414),
        (b"GET / HTTP/1.1\r\nA: " + b"a" * 33_000, 431),
        (b"GET / HTTP/1.1" + b"\r\nA: b" * 101, 431),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(head: bytes, status: int) -> None:
    found = parse(head)
    assert isinstance(found, Refusal)
    assert status == found.status


@pytest.mark.parametrize(
    ("beginning", "status"),
    [
        (b"G", None),
        (b"GET / HTTP/1.1\r\nHos", None),
        (b"\x16\x03\x01", 400),
        (b"GET / HTTP/1.1\n", 400),
        (b"GET /\r\n", 400),
        (b"GET /" + b"a" * 9_000, 414),
        (b"GET / HTTP/1.1\r\nA: " + b"a" * 40_000, 431),
    ],
)
def test_a_beginning_is_refused_as_soon_as_it_is_wrong(beginning: bytes, status: int | None) -> None:
    found = too_early_to_tell(beginning)
    assert status == (found.status if found else None)
