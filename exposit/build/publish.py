"""The only writer of a site: stage everything beside the destination, manifest last, then one swap.

Last step of `build`. Whatever goes wrong before the swap leaves what was there untouched; a crash at any moment leaves
exactly the old site or exactly the new one. A folder that is not ours is never replaced.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from exposit.build.lock import folder_locked
from exposit.build.machine import MachineError, reason
from exposit.build.manifest import NAME, Manifest, describe, folders_of, intact, read_manifest, to_bytes, untouched
from exposit.build.names import unusable
from exposit.build.swap import Places, places, recover, remove, swap

_FEW = 64
"""Files up to which each is flushed by itself; beyond, one flush of the whole file system is cheaper."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: files `written`, files `kept` as they were. Nothing written: the site was up to date."""

    written: int
    kept: int


def publish(
    outputs: Mapping[str, bytes], destination: Path, *, draft: bool = False, patience: float = 10.0
) -> Published:
    """Makes `destination` hold exactly `outputs` (and the manifest).

    Raises MachineError when the machine refuses, when the folder is someone else's, or when another build holds it
    for longer than `patience` seconds; ValueError for a path that must never be published."""
    for path, fault in unusable([*outputs, NAME]):
        raise ValueError(f"`{path}` {fault}")
    if NAME in outputs:
        raise ValueError(f"`{NAME}` cannot be published: it is the manifest's")
    at = places(destination)
    try:
        at.live.parent.mkdir(parents=True, exist_ok=True)
        with folder_locked(at.live.parent, patience):
            return _publish(outputs, at, draft)
    except OSError as error:
        place = error.filename if isinstance(error.filename, str) else str(destination)
        shown = place.replace(str(at.staged), str(destination)).replace(str(at.live), str(destination))
        hint = "the site that was there is untouched"
        if at.former.exists() and not at.live.exists():
            hint = f"the site that was there stands in `{at.former}`; the next build puts it back"
        raise MachineError(f"cannot write `{shown}`: {reason(error)}", hint) from error


def _publish(outputs: Mapping[str, bytes], at: Places, draft: bool) -> Published:
    recover(at, complete=lambda folder: read_manifest(folder) is not None)
    old = _ours(at.live)
    new = describe(outputs, draft=draft)
    if old == new and untouched(at.live, new):
        return Published(0, len(new.files))
    try:
        written = _stage(outputs, new, old, at)
        swap(at)
    except BaseException:
        with contextlib.suppress(OSError):
            remove(at.staged)
        raise
    _flush_folder(at.live.parent)
    with contextlib.suppress(OSError):  # the new site stands; a leftover goes next time
        remove(at.staged)
        remove(at.former)
    return Published(written, len(new.files) - written)


def _ours(live: Path) -> Manifest | None:
    """The manifest of what is there; None if nothing is. Raises MachineError for a folder we did not make."""
    if not live.exists():
        return None
    if not live.is_dir():
        raise MachineError(f"`{live}` is a file, not a folder", "name another folder with `--out DIR`")
    manifest = read_manifest(live)
    if manifest is None and any(live.iterdir()):
        hint = "empty it, or name another folder with `--out DIR`"
        raise MachineError(f"`{live}` was not made by Exposit and is not empty: it stays as it is", hint)
    return manifest


def _stage(outputs: Mapping[str, bytes], new: Manifest, old: Manifest | None, at: Places) -> int:
    """Fills the staged folder, from the live one where a file there is what it should be. How many were written."""
    reusable = _reusable(new, old, at.live)
    for folder in folders_of(outputs):
        (at.staged / folder).mkdir()
    staged, live = str(at.staged), str(at.live)
    written: list[str] = []
    for path in sorted(outputs):
        target = f"{staged}/{path}"
        if not (path in reusable and _link(f"{live}/{path}", target)):
            _write(target, outputs[path])
            written.append(target)
    _flush([*written, *(f"{staged}/{folder}" for folder in folders_of(outputs))], staged)
    manifest = f"{staged}/{NAME}"
    _write(manifest, to_bytes(new))
    _flush([manifest, staged], staged)
    return len(written)


def _reusable(new: Manifest, old: Manifest | None, live: Path) -> frozenset[str]:
    if old is None:
        return frozenset()
    return frozenset(path for path in intact(live, old) if old.files[path] == new.files.get(path))


def _link(source: str, target: str) -> bool:
    """A second name for a file that is right already. False where the file system has no such thing."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        return False
    return True


def _write(path: str, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
    except OSError as error:
        error.filename = path
        raise
    finally:
        os.close(descriptor)


def _flush(paths: list[str], folder: str) -> None:
    """Puts files and folders on the disk itself, so that a power cut after the swap finds them there."""
    if len(paths) > _FEW:
        _flush_all(folder)
        return
    for path in paths:
        _flush_folder(Path(path))


def _flush_folder(path: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        os.close(descriptor)


def _flush_all(folder: str) -> None:
    library = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
    if library is None or not hasattr(library, "syncfs"):
        if hasattr(os, "sync"):
            os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if library.syncfs(descriptor) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), folder)
    finally:
        os.close(descriptor)
