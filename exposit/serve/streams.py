"""The event stream: every open page listens, and is told the same bytes. Runs in the server's own loop."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

MOST = 2_000
"""Streams at one time."""
_BEHIND = 1_000_000
"""Bytes a listener may be behind before it is let go; it comes back and asks what it missed."""
_BEAT = 15.0
"""Seconds between signs of life, which find out who has gone."""
HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
    b"X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n"
)


def event(name: str, data: Mapping[str, object]) -> bytes:
    """One message as it goes over the wire. `build` in the data is its id."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"event: {name}\nid: {data.get('build', '')}\ndata: {text}\n\n".encode()


class Streams:
    """Who listens."""

    def __init__(self) -> None:
        self._open: dict[asyncio.Transport, None] = {}
        self._beat: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._open)

    def add(self, transport: asyncio.Transport, greeting: bytes) -> None:
        """Somebody begins to listen."""
        self._open[transport] = None
        transport.write(HEAD + b"retry: 500\n\n" + greeting)
        if self._beat is None:
            self._later()

    def remove(self, transport: asyncio.Transport) -> None:
        """Somebody has gone."""
        self._open.pop(transport, None)

    def tell(self, message: bytes) -> None:
        """Tells everybody."""
        for transport in list(self._open):
            if transport.is_closing() or transport.get_write_buffer_size() > _BEHIND:
                self.remove(transport)
                transport.abort()
            else:
                transport.write(message)

    def close(self) -> None:
        """Lets everybody go."""
        if self._beat is not None:
            self._beat.cancel()
        for transport in list(self._open):
            transport.abort()

    def _later(self) -> None:
        def beat() -> None:
            self.tell(b":\n\n")
            self._later()

        self._beat = asyncio.get_running_loop().call_later(_BEAT, beat)
