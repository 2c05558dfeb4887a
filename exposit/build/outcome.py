"""What the last build or check came to, kept with a fingerprint of all it rested on: where that is still the same,
nothing is read, and none of the large libraries is loaded.

Used by `whole`, around `run`. Git tells changed files the same way: a file's times, size and inode change whenever its
bytes do, unless it is written twice within one tick of the clock; what was written a moment ago is never trusted.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from exposit.build.lock import folder_locked
from exposit.build.machine import MachineError
from exposit.build.options import Options
from exposit.build.pickles import pickled, unpickled
from exposit.build.shelf import engine_stamp
from exposit.build.tree import FOLDERS, RACY, ignored
from exposit.problems import Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything a command says of a site whose files are as they were. `site` is the hash of the manifest of what was
    to be published, None for a check."""

    key: str
    problems: tuple[Problem, ...]
    pages: int
    site: str | None = None


class _UntoldError(Exception):
    """The folder holds something whose times do not tell whether it changed."""


def key_of(root: Path, options: Options, now: int | None = None) -> str | None:
    """A hash over all that an outcome rests on: every file's name and times, what was asked, the engine. None where
    links, special files or files written a moment ago leave that open; `now` is the time in nanoseconds. Looks at every
    file, reads none."""
    settled = (time.time_ns() if now is None else now) - RACY
    state = blake2b(digest_size=16)
    asked = (options.draft, options.base_url, options.today, options.judge, engine_stamp())
    state.update(repr(asked).encode())
    try:
        for name in FOLDERS:
            folder = root / name
            if folder.is_symlink() or (name == "content" and not folder.is_dir()):
                return None
            for line in _signatures(str(folder), name, settled) if folder.is_dir() else ():
                state.update(line.encode("utf-8", "surrogateescape"))
    except (OSError, _UntoldError):
        return None
    return state.hexdigest()


def _signatures(folder: str, path: str, settled: int) -> Iterator[str]:
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry) for entry in entries if not ignored(entry.name))
    for name, entry in found:
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(status.st_mode):
            yield f"{path}/{name}/\n"
            yield from _signatures(entry.path, f"{path}/{name}", settled)
        elif stat.S_ISREG(status.st_mode) and status.st_ctime_ns < settled:
            times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
            yield f"{path}/{name} {times} {status.st_size} {status.st_ino} {status.st_mode}\n"
        else:
            raise _UntoldError


def recall(folder: Path, name: str, key: str | None) -> Outcome | None:
    """The outcome kept in `folder` under `name`, if it rests on just what `key` stands for."""
    if key is None:
        return None
    try:
        found = unpickled((folder / name).read_bytes())
    except Exception:  # a broken pickle can raise anything; then nothing is known
        return None
    return found if isinstance(found, Outcome) and found.key == key else None


def keep(folder: Path, name: str, outcome: Outcome) -> None:
    """Keeps an outcome for the next build. Every failure is the same as not having kept it."""
    data = pickled(outcome)
    if data is None:
        return
    try:
        with folder_locked(folder, patience=2.0):
            staged = folder / f"{name}.new"
            staged.write_bytes(data)
            staged.replace(folder / name)
    except (OSError, MachineError):
        return
