"""`exposit serve`: opens the door at once, then lets the rest come in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

from exposit.serve.address import bound, is_loopback


def serve(
    root: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    open_browser: bool = False,
    poll: bool = False,
    allow_hosts: Iterable[str] = (),
    follow: bool = False,
    draft: bool = False,
) -> int:
    """Shows the site below `root` until a signal comes; gives the exit code for it. Raises MachineError where the
    address cannot be listened on."""
    door = bound(host, port)
    import asyncio

    from exposit.build.options import Options
    from exposit.serve.service import Service

    token = "" if is_loopback(host) else secrets.token_urlsafe(16)
    options = Options(draft=draft)
    service = Service(root, door, host, token, options, poll=poll, follow=follow, allow_hosts=allow_hosts)
    return asyncio.run(service.run(open_browser))
