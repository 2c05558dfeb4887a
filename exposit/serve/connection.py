"""One connection: bytes in, requests read, answers out, each in turn; time, size and number are limited.

HTTP/1.1 as a browser needs it and no more. Whatever cannot be read is refused and the connection ends.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

from exposit.serve.request import Refusal, Request, parse, too_early_to_tell

HEAD_TIME = 5.0
"""Seconds for a whole request to arrive, from its first byte."""
IDLE_TIME = 30.0
"""Seconds a connection may be kept without a request."""
SEND_TIME = 60.0
"""Seconds for an answer to be taken."""
MOST = 512
"""Connections at one time, event streams apart. One more, and the one that has waited longest is closed."""
_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back. `headers` are whole lines."""

    status: int
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    headers: tuple[str, ...] = ()


class Handler(Protocol):
    """What answers requests."""

    def answer(self, request: Request, body: bytes, here: str, reply: Callable[[Answer], None]) -> None:
        """Gives the answer to `reply`, at once or later, in the server's loop. `here` is the address it came in at."""

    def listens(self, request: Request, here: str) -> bool:
        """Whether this is a request for the event stream that may be granted."""

    def listen(self, transport: asyncio.Transport) -> None:
        """Begins an event stream."""

    def left(self, transport: asyncio.Transport) -> None:
        """The connection of an event stream ended."""


class Connections:
    """All connections that are no event stream, oldest first."""

    def __init__(self) -> None:
        self._open: dict[Connection, None] = {}

    def add(self, connection: Connection) -> None:
        """One more; where that is too many, one that only waits is closed."""
        self._open[connection] = None
        if len(self._open) > MOST:
            idle = next((each for each in self._open if not each.busy), connection)
            idle.abort()
            self.remove(idle)

    def remove(self, connection: Connection) -> None:
        """One less."""
        self._open.pop(connection, None)

    def close(self) -> None:
        """Ends them all."""
        for connection in list(self._open):
            connection.abort()


class Connection(asyncio.Protocol):
    """The protocol of one connection."""

    def __init__(self, handler: Handler, all_open: Connections) -> None:
        self.busy = False
        """Whether a request is being answered."""
        self._handler = handler
        self._all = all_open
        self._data = bytearray()
        self._request: Request | None = None
        self._streams = False
        self._timer: asyncio.TimerHandle | None = None
        self._timed = ""
        self._ended = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody is there."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        name = transport.get_extra_info("sockname")
        self._here = str(name[0]) if isinstance(name, tuple) else ""
        self._all.add(self)
        self._within(HEAD_TIME, "first")

    def connection_lost(self, exc: Exception | None) -> None:
        """Somebody has gone."""
        self._ended = True
        self._all.remove(self)
        if self._timer:
            self._timer.cancel()
        if self._streams:
            self._handler.left(self._transport)

    def eof_received(self) -> bool:
        """The other side sends no more; an answer under way is still sent."""
        return self.busy

    def data_received(self, data: bytes) -> None:
        """Some bytes of a request."""
        if self._streams or self._ended:
            return
        self._data += data
        if not self.busy:
            self._read()
        elif len(self._data) > 200_000:
            self.abort()

    def abort(self) -> None:
        """Ends it at once."""
        self._ended = True
        self._transport.abort()

    def _read(self) -> None:
        """Reads the next request from what has come, if all of it has."""
        while self._request is None:
            if self._data.startswith(b"\r\n"):  # allowed between requests
                del self._data[:2]
                continue
            end = self._data.find(_END)
            if end < 0:
                early = too_early_to_tell(self._data) if self._data else None
                if early:
                    self._refuse(early)
                elif self._data:
                    self._within(HEAD_TIME, "head")
                return
            found = parse(bytes(self._data[:end]))
            if isinstance(found, Refusal):
                self._refuse(found)
                return
            del self._data[: end + len(_END)]
            self._request = found
        if len(self._data) < self._request.length:
            self._within(HEAD_TIME, "head")
            return
        self._answer(self._request)

    def _answer(self, request: Request) -> None:
        body = bytes(self._data[: request.length])
        del self._data[: request.length]
        self._request, self.busy = None, True
        if self._timer:
            self._timer.cancel()
            self._timed = ""
        if self._handler.listens(request, self._here):
            self._streams = True
            self._all.remove(self)
            self._handler.listen(self._transport)
            return
        self._handler.answer(request, body, self._here, lambda answer: self._send(request, answer))

    def _send(self, request: Request, answer: Answer) -> None:
        if self._ended:
            return
        keep = request.keep and not self._ended
        self._write(answer, keep=keep, body=request.method != "HEAD")
        self.busy = False
        if not keep:
            self._finish()
            return
        self._within(IDLE_TIME if self._transport.get_write_buffer_size() == 0 else SEND_TIME, "idle")
        if self._data:
            self._read()

    def _refuse(self, refusal: Refusal) -> None:
        self._write(Answer(refusal.status, (refusal.reason + "\n").encode()), keep=False, body=True)
        self._finish()

    def _write(self, answer: Answer, *, keep: bool, body: bool) -> None:
        phrase = HTTPStatus(answer.status).phrase
        lines = [
            f"HTTP/1.1 {answer.status} {phrase}",
            f"Content-Type: {answer.kind}",
            f"Content-Length: {len(answer.body)}",
            "Cache-Control: no-store",
            "X-Content-Type-Options: nosniff",
            "Cross-Origin-Resource-Policy: same-origin",
            *answer.headers,
        ]
        if not keep:
            lines.append("Connection: close")
        head = "\r\n".join(lines).encode("latin-1") + _END
        self._transport.write(head + answer.body if body else head)

    def _finish(self) -> None:
        """Ends once everything is sent, or when it is not taken in time."""
        self._ended = True
        self._within(SEND_TIME, "end")
        self._transport.close()

    def _within(self, seconds: float, what: str) -> None:
        """Sets the limit for `what`; one that runs already is kept."""
        if what == self._timed and what == "head":
            return
        if self._timer:
            self._timer.cancel()
        self._timed = what
        self._timer = asyncio.get_running_loop().call_later(seconds, self.abort)
