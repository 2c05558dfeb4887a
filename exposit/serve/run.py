"""`exposit serve`: opens the door, sets the builder to work, speaks to the terminal, ends at once when asked to."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from exposit.build.machine import MachineError, reason
from exposit.build.run import Options
from exposit.problems import Problem
from exposit.serve.answers import Preview
from exposit.serve.builder import Begun, Builder
from exposit.serve.connection import Connection, Connections
from exposit.serve.doorkeeper import LOOPBACK, bracketed, doorkeeper
from exposit.serve.edition import Change
from exposit.serve.streams import Streams
from exposit.serve.terminal import Terminal
from exposit.serve.watch import Watcher

_BACKLOG = 1_024
"""Connections that may wait to be accepted: a browser with thirty tabs reloads them at once."""
_FILES = 4_096
"""Open files to ask the system for: every listening page is one."""
_PORTS = 100
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


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
    door = _bound(host, port)
    token = "" if _is_loopback(host) else secrets.token_urlsafe(16)
    terminal = Terminal()
    return asyncio.run(
        _Service(root, door, host, token, terminal, Options(draft=draft), poll, tuple(allow_hosts), follow).run(
            open_browser
        )
    )


class _Service:
    """What belongs to one run. The builder's thread reports to it; everything else happens in the loop."""

    def __init__(
        self,
        root: Path,
        door: socket.socket,
        host: str,
        token: str,
        terminal: Terminal,
        options: Options,
        poll: bool,
        allow_hosts: tuple[str, ...],
        follow: bool,
    ) -> None:
        self._door, self._host, self._token = door, host, token
        self._terminal = terminal
        self._streams = Streams()
        self._watcher = Watcher(root, poll=poll, warn=terminal.warn)
        self._builder = Builder(root, self._watcher, options, self, f"{time.time_ns() // 1_000_000:x}")
        keeper = doorkeeper(host, allow_hosts, token)
        self._preview = Preview(root, self._builder, keeper, self._streams, follow=follow)

    async def run(self, open_browser: bool) -> int:
        """Until a signal; gives the exit code."""
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)
        self._loop = asyncio.get_running_loop()
        ended: asyncio.Future[int] = self._loop.create_future()
        for number in _SIGNALS:
            self._loop.add_signal_handler(number, self._end, ended, int(number))
        _more_files()
        connections = Connections()
        server = await self._loop.create_server(
            lambda: Connection(self._preview, connections), sock=self._door, backlog=_BACKLOG
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

    def done(self, begun: Begun, made: int, problems: tuple[Problem, ...]) -> None:
        """From the builder: a build is complete."""
        self._terminal.done(begun, made, problems, self._builder.press.tree)

    def _later(self, tell: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(tell)

    def _end(self, ended: asyncio.Future[int], number: int) -> None:
        if ended.done():
            os._exit(128 + number)
        ended.set_result(128 + number)

    def _address(self) -> str:
        port = self._door.getsockname()[1]
        host = self._host if self._host not in ("0.0.0.0", "::", "") else _own_address()
        return f"http://{bracketed(host)}:{port}/" + (f"?token={self._token}" if self._token else "")


def _bound(host: str, port: int) -> socket.socket:
    """A socket bound to the address. Raises MachineError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        door.close()
        if isinstance(error, OSError) and error.errno in (98, 48, 10048):
            free = _free(family, host, port)
            hint = f"another program listens there; try `--port {free}`" if free else "another program listens there"
            raise MachineError(f"port {port} is taken", hint) from error
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise MachineError(f"cannot listen on {bracketed(host)}:{port}: {why}") from error
    return door


def _free(family: int, host: str, port: int) -> int | None:
    """The next port nobody listens on."""
    for other in range(port + 1, min(port + _PORTS, 65_536)):
        with socket.socket(family, socket.SOCK_STREAM) as door:
            try:
                door.bind((host, other))
            except OSError:
                continue
            return other
    return None


def _is_loopback(host: str) -> bool:
    return bracketed(host) in LOOPBACK or host.startswith("127.")


def _own_address() -> str:
    """The address other machines of this network reach us at; nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _more_files() -> None:
    """Asks for room for many listeners."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
