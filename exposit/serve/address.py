"""The address the preview listens on, bound before anything large is loaded: a browser that comes early waits."""

from __future__ import annotations

import errno
import os
import socket
import sys

from exposit.build.machine import MachineError, reason
from exposit.serve.doorkeeper import LOOPBACK, bracketed

BACKLOG = 1_024
"""Connections that may wait to be accepted: a browser with thirty tabs reloads them at once."""
_FILES = 4_096
"""Open files to ask the system for: every listening page is one."""
_PORTS = 100
"""Ports above the one that is taken, among which a free one is looked for."""


def bound(host: str, port: int) -> socket.socket:
    """A socket bound to the address. Raises MachineError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        door.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
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


def is_loopback(host: str) -> bool:
    """Whether only this machine can come in by this address."""
    return bracketed(host) in LOOPBACK or host.startswith("127.")


def own_address() -> str:
    """The address other machines of this network reach us at; nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def more_files() -> None:
    """Asks for room for many listeners."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
