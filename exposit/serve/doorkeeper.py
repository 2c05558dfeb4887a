"""Who may ask: `Host`, `Origin` and `Sec-Fetch-Site` judged before anything else is looked at.

A preview is open to this machine's own browser on this machine's own names. A page of another site must neither read it
nor set it off, even where it has made a name of its own lead to 127.0.0.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hmac import compare_digest

from exposit.serve.request import Refusal, Request

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
COOKIE = "exposit"
_AUTHORITY = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?")


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """`names` are the host names this preview answers to. `token`, where there is one, must come as a cookie: then the
    preview is open to the network."""

    names: frozenset[str] = frozenset(LOOPBACK)
    token: str = field(default="", repr=False)

    def refusal(self, request: Request, here: str = "") -> Refusal | None:
        """Why this request is not answered; None where it is. `here` is the address it came in at."""
        host = request.headers.get("host", "").lower()
        name = host_name(host)
        if name is None or (name not in self.names and not (self.token and here and name == bracketed(here))):
            shown = name or host[:80] or "(none)"
            return Refusal(
                403, f"the preview does not answer to the host `{shown}`\nif it is yours: --allow-host {shown}"
            )
        origin = request.headers.get("origin")
        if origin is not None and origin.lower() not in (f"http://{host}", f"https://{host}"):
            return Refusal(403, "the preview does not answer to pages of another origin")
        if request.headers.get("sec-fetch-site", "").lower() == "cross-site" and not _visits(request):
            return Refusal(403, "the preview does not answer to pages of another site")
        if self.token and not self.knows(request):
            return Refusal(403, "open the address the preview printed, with its token")
        return None

    def knows(self, request: Request) -> bool:
        """Whether the request brings the token, as a cookie or in the address."""
        cookies = dict(part.strip().partition("=")[::2] for part in request.headers.get("cookie", "").split(";"))
        return compare_digest(cookies.get(COOKIE, ""), self.token) or self.introduces(request)

    def introduces(self, request: Request) -> bool:
        """Whether the address itself holds the token, as on a first visit."""
        return bool(self.token) and compare_digest(request.query, f"token={self.token}")


def doorkeeper(host: str, allowed: Iterable[str], token: str = "") -> Doorkeeper:
    """For a preview bound to `host`, answering to other names too."""
    own = () if host in ("0.0.0.0", "::", "") else (bracketed(host),)
    return Doorkeeper(frozenset((*LOOPBACK, *own, *(bracketed(name) for name in allowed))), token)


def bracketed(name: str) -> str:
    """A host as it stands in an address: an IPv6 address in brackets."""
    name = name.lower()
    return f"[{name}]" if ":" in name and not name.startswith("[") else name


def host_name(authority: str) -> str | None:
    """The name in `name:port`; None where it is no such thing."""
    found = _AUTHORITY.fullmatch(authority)
    if found is None or (found["port"] and not 0 < int(found["port"]) <= 65_535):
        return None
    return found["name"]


def _visits(request: Request) -> bool:
    """Whether somebody follows a link to a page: harmless, the page opened is out of the other site's reach."""
    headers = request.headers
    return (
        request.method == "GET"
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest") == "document"
        and not request.path.startswith("/_exposit/")
    )
