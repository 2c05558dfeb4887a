"""One run of the preview: the loop that answers, the builder's thread, the signals that end it.

The builder's thread reports to it; everything else happens in the loop.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from exposit.build.run import Options
from exposit.problems import Problem
from exposit.serve.address import BACKLOG, more_files, own_address
from exposit.serve.answers import Preview
from exposit.serve.builder import Begun, Builder
from exposit.serve.connection import Connection, Connections
from exposit.serve.doorkeeper import bracketed, doorkeeper
from exposit.serve.edition import Change
from exposit.serve.streams import Streams
from exposit.serve.terminal import Terminal
from exposit.serve.watch import Watcher

_TURN = 0.001
"""Seconds after which the builder's thread lets the loop have its turn: an answer takes several."""
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Service:
    """What belongs to one run. `door` is the bound socket; with a `token` the preview is open to other machines."""

    def __init__(
        self,
        root: Path,
        door: socket.socket,
        host: str,
        token: str,
        options: Options,
        *,
        poll: bool,
        follow: bool,
        allow_hosts: Iterable[str],
    ) -> None:
        self._door, self._host, self._token = door, host, token
        self._terminal = Terminal()
        self._streams = Streams()
        self._watcher = Watcher(root, poll=poll, warn=self._terminal.warn)
        self._builder = Builder(root, self._watcher, options, self, f"{time.time_ns() // 1_000_000:x}")
        keeper = doorkeeper(host, allow_hosts, token)
        self._preview = Preview(root, self._builder, keeper, self._streams, follow=follow)

    async def run(self, open_browser: bool) -> int:
        """Until a signal; gives the exit code."""
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)
        sys.setswitchinterval(_TURN)
        self._loop = asyncio.get_running_loop()
        ended: asyncio.Future[int] = self._loop.create_future()
        for number in _SIGNALS:
            self._loop.add_signal_handler(number, self._end, ended, int(number))
        more_files()
        connections = Connections()
        server = await self._loop.create_server(
            lambda: Connection(self._preview, connections), sock=self._door, backlog=BACKLOG
        )
        self._watcher.start()
        self._builder.start()
        address = self._address()
        self._terminal.open(address, lan=bool(self._token))
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        code = await ended
        server.close()
        self._builder.stop()
        self._watcher.stop()
        self._streams.close()
        connections.close()
        self._terminal.close()
        return code

    def changed(self, change: Change) -> None:
        """From the builder: something else is on show."""
        self._later(lambda: self._streams.tell(self._preview.changed(change)))

    def judged(self, build: str, problems: tuple[Problem, ...]) -> None:
        """From the builder: what is wrong now."""
        message = self._preview.told(build, problems)
        self._later(lambda: self._streams.tell(message))
        self._terminal.judged(problems, self._builder.press.tree)

    def begun(self, begun: Begun) -> None:
        """From the builder: what is looked at is done."""
        self._terminal.begun(begun)

    def audience(self) -> int:
        """From the builder: how many pages listen."""
        return len(self._streams)

    def _later(self, tell: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(tell)

    def _end(self, ended: asyncio.Future[int], number: int) -> None:
        if ended.done():
            os._exit(128 + number)
        ended.set_result(128 + number)

    def _address(self) -> str:
        port = self._door.getsockname()[1]
        host = self._host if self._host not in ("0.0.0.0", "::", "") else own_address()
        return f"http://{bracketed(host)}:{port}/" + (f"?token={self._token}" if self._token else "")
