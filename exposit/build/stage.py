"""Fills the folder that is about to become the site: what is right already is linked or left, the rest written.

Between `manifest`, which knows what is right, and `publish`, which swaps. A large site keeps its former tree, and the
next build brings that up to date: making and deleting ten thousand folders is what takes time, not writing one page.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from exposit.build.manifest import NAME, Manifest, folders_of, intact, read_manifest, to_bytes, untouched
from exposit.build.swap import Places, remove

_FEW = 64
"""Files and folders up to which each is flushed by itself; beyond, one flush of the whole file system is cheaper."""


def stage(outputs: Mapping[str, bytes], new: Manifest, old: Manifest | None, at: Places) -> int:
    """Makes `at.staged` hold exactly `outputs` and their manifest. How many files had to be written."""
    there = _reuse_former(new, at)
    live = frozenset(path for path in intact(at.live, old) if old.files[path] == new.files.get(path)) if old else ()
    staged, source = str(at.staged), str(at.live)
    touched = {path.rpartition("/")[0] for path in new.files.keys() - there}
    written: list[str] = []
    for path in sorted(new.files.keys() - there):
        target = f"{staged}/{path}"
        if not (path in live and _link(f"{source}/{path}", target)):
            _write(target, outputs[path])
            written.append(target)
    _flush([*written, *(f"{staged}/{folder}" for folder in sorted(touched))], staged)
    manifest = f"{staged}/{NAME}"
    _write(manifest, to_bytes(new))
    _flush([manifest, staged], staged)
    return len(written)


def _reuse_former(new: Manifest, at: Places) -> frozenset[str]:
    """Turns the former tree into the staged one, with the folders of `new` and those of its files that are in place;
    without a former tree that can be trusted, into one with folders only. Gives the paths in place."""
    former = read_manifest(at.former)
    if former is None or not untouched(at.former, former):
        remove(at.former)
        for folder in folders_of(new.files):
            (at.staged / folder).mkdir()
        return frozenset()
    (at.former / NAME).unlink()  # from here on it is not whole, whatever happens
    at.former.rename(at.staged)
    kept = frozenset(path for path, entry in former.files.items() if new.files.get(path) == entry)
    for path in former.files.keys() - kept:
        (at.staged / path).unlink()  # never written over: its name in the live site is the same file
    before, after = set(folders_of(former.files)), set(folders_of(new.files))
    for folder in sorted(before - after, reverse=True):
        (at.staged / folder).rmdir()
    for folder in sorted(after - before):
        (at.staged / folder).mkdir()
    return kept


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
        flush(Path(path))


def flush(path: Path) -> None:
    """Puts one file or folder on the disk itself."""
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
