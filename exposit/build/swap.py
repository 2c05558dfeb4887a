"""Puts one folder in another's place in a single step: a reader sees the old site or the new one, never a mix.

Linux and macOS can exchange two names at once; elsewhere it takes two renames, and `recover` finishes or undoes what a
crash between them left. Below `publish`, which fills the folder; knows nothing of what is in it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}


@dataclass(frozen=True, slots=True)
class Places:
    """The folder readers see, and the two beside it that only exist while it is being replaced."""

    live: Path
    staged: Path
    former: Path


def places(destination: Path) -> Places:
    """The names used to replace `destination`: hidden, beside it, so that a rename is all it takes."""
    live = Path(os.path.realpath(destination))
    return Places(live, live.with_name(f".{live.name}.exposit-new"), live.with_name(f".{live.name}.exposit-old"))


def recover(at: Places, complete: Callable[[Path], bool]) -> None:
    """Brings back order after a crash. If the live folder is missing between two renames, the staged one takes its
    place when it is `complete`, else the former one comes back. What is left of the staged one goes."""
    if not at.live.exists() and at.former.exists():
        (at.staged if complete(at.staged) else at.former).rename(at.live)
    remove(at.staged)


def swap(at: Places) -> None:
    """Makes the staged folder the live one. What was live is left as `staged` or `former`, for the caller to remove."""
    if not at.live.exists():
        at.staged.rename(at.live)
    elif not _exchange(at.staged, at.live):
        at.live.rename(at.former)
        try:
            at.staged.rename(at.live)
        except OSError:
            at.former.rename(at.live)
            raise


def remove(path: Path) -> None:
    """Deletes a folder of ours or a file that stands in its place; nothing if there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two names at once. False where kernel or file system have no such thing."""
    if sys.platform == "linux":
        name, arguments = "renameat2", (_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    elif sys.platform == "darwin":
        name, arguments = "renamex_np", (os.fsencode(one), os.fsencode(other), _EXCHANGE)
    else:
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if call is None:
        return False
    if call(*arguments) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))
