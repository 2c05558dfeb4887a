"""The memo's disk: one file of pickled values, one index of where they stand. Behind `memo`; holds nothing that counts.

Values are only added; the index is replaced last and whole, so that a crash leaves the old one, which is still true.
An index of another engine, another Python or another set of installed libraries is not read at all.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

import exposit
from exposit.build.lock import folder_locked
from exposit.build.machine import MachineError
from exposit.build.pickles import pickled, unpickled

LIMIT = 400_000_000
"""Bytes the values may take before the oldest go."""
_NAME = re.compile("values-[0-9a-f]{16}")

Entry = tuple[int, int, int, int]
"""Of a value: offset, length, checksum, and the round that used it last."""


@dataclass
class _Index:
    stamp: str
    data: str
    round: int = 0
    entries: dict[str, Entry] = field(default_factory=dict)


class Shelf:
    """Values on disk below `folder`. Every failure, its own included, is the same as having nothing."""

    def __init__(self, folder: Path, limit: int = LIMIT, stamp: str | None = None) -> None:
        self._folder = folder
        self._limit = limit
        self._stamp = engine_stamp() if stamp is None else stamp
        self._index = self._read_index()
        self._data = self._open_data(self._index.data)

    def load(self, key: str) -> object | None:
        """The value kept under `key`, or None: also where its bytes are not those that were written."""
        entry = self._index.entries.get(key)
        if entry is None or self._data is None:
            return None
        offset, length, checksum, _ = entry
        try:
            data = os.pread(self._data, length, offset)
            if len(data) != length or zlib.crc32(data) != checksum:
                return None
            value: object = unpickled(data)
            return value
        except Exception:  # a broken pickle can raise anything; the value is then made again
            return None

    def save(self, values: dict[str, object], used: set[str]) -> None:
        """Adds `values`; past the limit, or when most of the file is no longer asked for, writes a smaller one."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with folder_locked(self._folder, patience=2.0):
                self._save(values, used)
        except (OSError, MachineError):
            return

    def _save(self, values: dict[str, object], used: set[str]) -> None:
        index = self._read_index()  # another process may have added to it since
        round_ = index.round + 1
        entries = dict(index.entries)
        for key in used & entries.keys():
            entries[key] = (*entries[key][:3], round_)
        with (self._folder / index.data).open("ab") as file:
            offset = file.seek(0, os.SEEK_END)
            for key, value in values.items():
                data = pickled(value)
                if data is not None:
                    file.write(data)
                    entries[key] = (offset, len(data), zlib.crc32(data), round_)
                    offset += len(data)
        index = _Index(self._stamp, index.data, round_, entries)
        live = sum(length for _, length, _, last in entries.values() if last == round_)
        if offset > self._limit or (offset > 1_000_000 and offset > 4 * live):
            index = self._smaller(index)
        self._write_index(index)
        self._sweep(index.data)
        self._close()
        self._index, self._data = index, self._open_data(index.data)

    def _smaller(self, index: _Index) -> _Index:
        """A new file with what was used last, up to half the limit."""
        room = self._limit // 2
        kept: dict[str, Entry] = {}
        name = _new_name()
        by_age = sorted(index.entries.items(), key=lambda item: (-item[1][3], item[1][0]))
        with (self._folder / index.data).open("rb") as old, (self._folder / name).open("wb") as new:
            for key, (offset, length, checksum, last) in by_age:
                if last < index.round - 8 or room < length:
                    break
                old.seek(offset)
                kept[key] = (new.tell(), length, checksum, last)
                new.write(old.read(length))
                room -= length
        return _Index(index.stamp, name, index.round, kept)

    def _read_index(self) -> _Index:
        try:
            stamp, data, round_, entries = unpickled((self._folder / "index").read_bytes())
            if stamp == self._stamp and _NAME.fullmatch(data):
                return _Index(stamp, data, round_, entries)
        except Exception:  # as above: a broken index is no index
            pass
        return _Index(self._stamp, _new_name())

    def _write_index(self, index: _Index) -> None:
        staged = self._folder / "index.new"
        staged.write_bytes(pickled((index.stamp, index.data, index.round, index.entries)) or b"")
        staged.replace(self._folder / "index")

    def _sweep(self, current: str) -> None:
        for path in self._folder.glob("values-*"):
            if path.name != current:
                path.unlink(missing_ok=True)

    def _open_data(self, name: str) -> int | None:
        try:
            return os.open(self._folder / name, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        except OSError:
            return None

    def _close(self) -> None:
        if self._data is not None:
            os.close(self._data)
            self._data = None


def _new_name() -> str:
    return f"values-{os.urandom(8).hex()}"


def engine_stamp() -> str:
    """Changes whenever a value could come out otherwise: our own files, the Python, the installed libraries."""
    state = blake2b(digest_size=16)
    state.update(f"{exposit.__version__} {sys.version} {sys.platform}".encode())
    libraries = Path(sysconfig.get_path("purelib"))
    state.update(str(libraries.stat().st_mtime_ns if libraries.is_dir() else 0).encode())
    package = Path(exposit.__file__).parent
    for name, status in sorted(_sources(str(package))):
        state.update(f"{name[len(str(package)) :]} {status.st_size} {status.st_mtime_ns}".encode())
    return state.hexdigest()


def _sources(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _sources(entry.path)
            else:
                yield entry.path, entry.stat()
