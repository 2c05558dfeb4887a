"""Who is let in, by `Host`, `Origin`, `Sec-Fetch-Site` and token."""

from __future__ import annotations

import pytest

from exposit.serve.doorkeeper import bracketed, doorkeeper, host_name
from exposit.serve.request import Request

LOCAL = doorkeeper("127.0.0.1", [])
OPEN = doorkeeper("0.0.0.0", [], "secret")
VISIT = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


def asked(path: str = "/", query: str = "", method: str = "GET", **headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(method, path, query, {"host": "localhost:8000", **named})


@pytest.mark.parametrize(
    ("request_", "allowed"),
    [
        (asked(), True),
        (asked(host="127.0.0.1"), True),
        (asked(host="[::1]:8000"), True),
        (asked(host="LocalHost"), True),
        (asked(host="localhost."), False),
        (asked(host="a.localhost"), False),
        (asked(host="192.168.1.2"), False),
        (asked(host="localhost:0"), False),
        (asked(host="localhost:70000"), False),
        (asked(host=""), False),
        (asked(origin="http://localhost:8000"), True),
        (asked(origin="http://localhost:8001"), False),
        (asked(origin="http://127.0.0.1:8000"), False),
        (asked(origin="null"), False),
        (asked(sec_fetch_site="same-origin"), True),
        (asked(sec_fetch_site="none"), True),
        (asked(sec_fetch_site="cross-site"), False),
        (asked(**VISIT), True),
        (asked("/_exposit/events", **VISIT), False),
        (asked(method="POST", **VISIT), False),
    ],
)
def test_only_this_machine_s_own_pages_are_answered(request_: Request, allowed: bool) -> None:
    assert allowed == (LOCAL.refusal(request_) is None)


@pytest.mark.parametrize(
    ("request_", "here", "allowed"),
    [
        (asked(), "127.0.0.1", False),
        (asked(query="token=secret"), "127.0.0.1", True),
        (asked(query="token=secre"), "127.0.0.1", False),
        (asked(cookie="a=b; exposit=secret"), "127.0.0.1", True),
        (asked(cookie="exposit="), "127.0.0.1", False),
        (asked(host="192.168.1.2:8000", cookie="exposit=secret"), "192.168.1.2", True),
        (asked(host="192.168.1.3:8000", cookie="exposit=secret"), "192.168.1.2", False),
        (asked(host="evil.example", cookie="exposit=secret"), "192.168.1.2", False),
    ],
)
def test_where_the_network_may_come_in_it_takes_the_token(request_: Request, here: str, allowed: bool) -> None:
    assert allowed == (OPEN.refusal(request_, here) is None)


def test_another_name_is_answered_to_when_it_is_allowed() -> None:
    keeper = doorkeeper("127.0.0.1", ["preview.test"])
    assert keeper.refusal(asked(host="Preview.test:8000")) is None
    refusal = LOCAL.refusal(asked(host="preview.test"))
    assert refusal is not None
    assert (403, True) == (refusal.status, "--allow-host preview.test" in refusal.reason)


def test_the_token_is_never_shown() -> None:
    assert "secret" not in repr(OPEN)


@pytest.mark.parametrize(
    ("authority", "name"),
    [("a.b:1", "a.b"), ("[::1]", "[::1]"), ("[::1]:80", "[::1]"), ("a:b", None), ("u@a", None), ("a b", None)],
)
def test_the_name_in_an_authority(authority: str, name: str | None) -> None:
    assert name == host_name(authority)


def test_an_ipv6_address_is_bracketed() -> None:
    assert ("[::1]", "[::1]", "a.b") == (bracketed("::1"), bracketed("[::1]"), bracketed("A.b"))
