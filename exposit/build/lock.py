"""One build at a time in one folder. The kernel holds the lock, so that a killed build leaves none behind."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from exposit.build.machine import LOCKED, MachineError, named

if sys.platform == "win32":

    def _take(descriptor: int) -> bool:
        """Two builds at once are the author's own care there: the system has no such lock."""
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        """Whether the lock could be had at once."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


PATIENCE = 10.0
"""Seconds to wait for another build before giving up."""
_PAUSE = 0.05


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the lock file `path`, which names the process that does. Raises MachineError with exit code 4 when another
    build holds it for longer than `patience` seconds."""
    with named("write", path.parent.name + "/" + path.name, "the folder must be writable for a build"):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        _wait(descriptor, patience, lambda: _holder(descriptor))
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def folder_locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds a folder against other builds that publish into it, and leaves no file in it."""
    with named("open", folder):
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    try:
        _wait(descriptor, patience, lambda: "another process")
        yield
    finally:
        os.close(descriptor)


def _holder(descriptor: int) -> str:
    pid = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
    return f"process {pid}" if pid.isdigit() else "another process"


def _wait(descriptor: int, patience: float, holder: Callable[[], str]) -> None:
    end = time.monotonic() + patience
    while not _take(descriptor):
        if time.monotonic() >= end:
            message = f"another build is at work here: {holder()} holds the lock"
            raise MachineError(message, "wait until it is done, or end it", LOCKED)
        time.sleep(_PAUSE)
