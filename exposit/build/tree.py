"""The only reader: everything below a site's root that matters, as one mapping from path to text or bytes.

First step of a build; what it gives is all that the rooms above ever see of the disk. `TreeReader` remembers what it
read, so that the preview reads again only what changed. Nothing an author can put into the folder blocks or crashes it.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from exposit.build.decode import decode
from exposit.build.machine import MachineError, reason
from exposit.build.names import fault_of, fold
from exposit.problems import Problem, Related, Span, sort_problems

if TYPE_CHECKING:
    from exposit.model import Tree

FOLDERS = ("content", "templates")
TEXTS = frozenset("md yaml yml html xml txt css js mjs svg json webmanifest csv j2 jinja jinja2".split())
"""Endings of the files that are ours to read."""
TEXT_LIMIT = 5_000_000
"""Bytes of the largest text: fifty times the longest page one would write, far below what hurts."""
ASSET_LIMIT = 100_000_000
_EDITORS = ("~", ".swp", ".swo", ".swx", ".bak", ".orig", ".rej", ".tmp", ".crdownload", ".part")
_SYSTEMS = frozenset({"Thumbs.db", "desktop.ini", "__pycache__", "4913"})
RACY = 100_000_000
"""Nanoseconds. A file's times are set when a write begins, and clocks of file systems tick coarsely: one written less
than this before it was read may be written again, or still (on a busy machine), without its times showing it."""
_ATTEMPTS = 6

Signature = tuple[int, int, int, int]
"""Of a file: time of change, time of its inode's change, size, inode."""


@dataclass(frozen=True, slots=True)
class _Known:
    signature: Signature
    trusted: bool
    content: str | bytes | None
    problem: Problem | None


@dataclass
class TreeReader:
    """Reads one site's files, again and again. `read` gives the tree, its problems, and the paths whose content is not
    what the last call gave (all of them, the first time)."""

    root: Path
    _known: dict[str, _Known] = field(default_factory=dict, repr=False)
    _problems: list[Problem] = field(default_factory=list, repr=False)

    def read(self) -> tuple[Tree, tuple[Problem, ...], frozenset[str]]:
        """Everything as it stands now. The order is the paths' own, whatever the file system's."""
        self._problems = []
        before, self._known = self._known, {}
        if not (self.root / "content").is_dir():
            self._problems.append(_no_content(self.root))
        real_root = os.path.realpath(self.root)
        for folder in FOLDERS:
            top = self.root / folder
            if top.is_dir() and self._inside(str(top), folder, real_root):
                self._walk(str(top), folder, real_root, (), before)
        self._known = dict(sorted(self._known.items()))
        self._twins(self._known)
        changed = {path for path, entry in self._known.items() if not _same(before.get(path), entry)}
        return *self._found(), frozenset(changed | (before.keys() - self._known.keys()))

    def glance(self, paths: Collection[str]) -> tuple[Tree, tuple[Problem, ...], frozenset[str]] | None:
        """The same as `read`, where only files at these paths may be other than they were: no other one is looked at.
        None where that cannot be all: one of them is new, gone or no plain file."""
        again: dict[str, _Known] = {}
        for path in paths:
            place, before = self.root / path, self._known.get(path)
            try:
                if before is None or not stat.S_ISREG(place.lstat().st_mode):
                    return None
                again[path] = _read(str(place), path, before)
            except OSError:
                return None
        changed = frozenset(path for path, entry in again.items() if not _same(self._known[path], entry))
        self._known.update(again)
        return *self._found(), changed

    def _found(self) -> tuple[Tree, tuple[Problem, ...]]:
        """What is known, as it is handed out."""
        tree = {path: entry.content for path, entry in self._known.items() if entry.content is not None}
        problems = [entry.problem for entry in self._known.values() if entry.problem]
        return tree, sort_problems([*problems, *self._problems])

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Files that may have been caught while they were written; the next `read` looks at them again."""
        return tuple(path for path, entry in self._known.items() if entry.content is not None and not entry.trusted)

    def _walk(self, folder: str, path: str, root: str, above: tuple[str, ...], before: dict[str, _Known]) -> None:
        try:
            with os.scandir(folder) as entries:
                found = sorted((entry.name, entry) for entry in entries if not ignored(entry.name))
        except OSError as error:
            _blame_machine(error, path)
            self._report("file-unreadable", path, f"the folder `{path}` cannot be read: {reason(error)}")
            return
        for name, entry in found:
            below = f"{path}/{name}"
            bad = fault_of(name)
            if bad:
                shown = below.encode("utf-8", "backslashreplace").decode()
                self._report("file-name", shown, f"the name `{shown.rpartition('/')[2]}` {bad}", "rename it")
                continue
            try:
                if entry.is_symlink() and not self._inside(entry.path, below, root):
                    continue
                if entry.is_dir():
                    self._enter(entry.path, below, root, above, before)
                else:
                    self._known[below] = _read(entry.path, below, before.get(below))
            except OSError as error:
                _blame_machine(error, below)
                self._report("file-unreadable", below, f"`{below}` cannot be read: {reason(error)}")

    def _enter(self, folder: str, path: str, root: str, above: tuple[str, ...], before: dict[str, _Known]) -> None:
        real = os.path.realpath(folder)
        if real in above or path.count("/") > 60:
            hint = "remove the link"
            self._report("file-outside", path, f"`{path}` is a link back to a folder it stands in", hint)
            return
        self._walk(folder, path, root, (*above, real), before)

    def _inside(self, place: str, path: str, root: str) -> bool:
        """Whether what a link leads to may be published: below the root, and no dotted file such as `.env`."""
        try:
            real = os.path.realpath(place, strict=True)
        except OSError as error:
            self._report("file-unreadable", path, f"the link `{path}` leads nowhere: {reason(error)}")
            return False
        within = Path(os.path.relpath(real, root)).parts
        if within[0] == os.pardir:
            hint = "put a copy into the folder: a site is built from what stands in it"
            self._report("file-outside", path, f"`{path}` is a link that leaves the site's folder", hint)
            return False
        if any(part.startswith(".") for part in within):
            hint = "put a copy under another name into the folder"
            self._report("file-outside", path, f"`{path}` is a link to a hidden file", hint)
            return False
        return True

    def _twins(self, known: dict[str, _Known]) -> None:
        first: dict[str, str] = {}
        for path in known:
            twin = first.setdefault(fold(path), path)
            if twin != path:
                message = f"`{path}` and `{twin}` are one file on some systems"
                related = (Related("the other one", _start(twin)),)
                self._problems.append(
                    Problem("file-name", "error", message, _start(path), "rename one of them", related)
                )

    def _report(self, code: str, path: str, message: str, hint: str | None = None) -> None:
        self._problems.append(Problem(code, "error", message, _start(path), hint))


def load_tree(root: Path) -> tuple[Tree, tuple[Problem, ...]]:
    """Every file below `content/` and `templates/`, by path with `/`: text where it is ours to read, else bytes.

    Text is UTF-8 without a mark, its lines ended by a line feed. Hidden files and editors' leftovers do not exist for
    us; what cannot be read is left out, and a problem says why."""
    reader = TreeReader(root)
    for _ in range(_ATTEMPTS):
        tree, problems, _ = reader.read()
        if not reader.unsettled:
            return tree, problems
        time.sleep(RACY / 1e9)
    busy = [_keeps_changing(path) for path in reader.unsettled]
    return {path: tree[path] for path in tree if path not in reader.unsettled}, sort_problems([*problems, *busy])


def ignored(name: str) -> bool:
    """Whether a name belongs to an editor, a version control or an operating system, not to the site."""
    return (
        name.startswith(".")
        or name.endswith(_EDITORS)
        or name in _SYSTEMS
        or (name.startswith("#") and name.endswith("#"))
    )


def is_text(path: str) -> bool:
    """Whether a file is ours to read. What stands in `content/assets/` is published as it is, whatever it holds."""
    return not path.startswith("content/assets/") and path.rpartition(".")[2].lower() in TEXTS


def _blame_machine(error: OSError, path: str) -> None:
    """Raises where it is not the file that is wrong: no more memory, no more open files, a broken disk."""
    if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO):
        raise MachineError(f"cannot read `{path}`: {reason(error)}") from error


def _start(path: str) -> Span:
    return Span(path, 1, 1, 2)


def _no_content(root: Path) -> Problem:
    hint = "`exposit new DIR` makes a small site to start from; `--root DIR` names the folder that holds `content/`"
    if root.resolve().name == "content":
        hint = "`--root` names the folder that holds `content/`: the one above this one"
    elif any(name.suffix == ".md" for name in _listed(root)):
        hint = "move the pages into a folder `content`"
    return Problem("content-missing", "error", "there is no folder `content` here", None, hint)


def _listed(folder: Path) -> Iterator[Path]:
    try:
        yield from folder.iterdir()
    except OSError:
        return


def _same(before: _Known | None, now: _Known) -> bool:
    return before is not None and before.content == now.content and before.problem == now.problem


def _signature(status: os.stat_result) -> Signature:
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def _read(place: str, path: str, before: _Known | None) -> _Known:
    """One file, unless what is known of it is still true. Opened without waiting: a pipe must not hold up a build."""
    status = os.stat(place)  # noqa: PTH116 - a `Path` takes longer to make than the system to answer
    if not stat.S_ISREG(status.st_mode):
        hint = "a site is made of plain files: move it out of the folder"
        return _refused("file-special", path, f"`{path}` is no plain file", hint)
    if before is not None and before.trusted and before.signature == _signature(status):
        return before
    text = is_text(path)
    limit = TEXT_LIMIT if text else ASSET_LIMIT
    if status.st_size > limit:
        size = f"{status.st_size / 1e6:.0f} MB" if status.st_size >= 1e6 else f"{status.st_size} bytes"
        message = f"`{path}` has {size}; the most is {limit // 1_000_000} MB"
        hint = "split it into several pages" if text else "host it elsewhere and link to it"
        return _refused("file-too-large", path, message, hint)
    stable = _read_stable(place)
    if stable is None:
        return _Known((0, 0, 0, 0), False, None, _keeps_changing(path))
    data, signature, trusted = stable
    if not text:
        return _Known(signature, trusted, data, None)
    content = decode(path, data)
    if isinstance(content, Problem):
        return _Known(signature, trusted, None, content)
    return _Known(signature, trusted, content, None)


def _refused(code: str, path: str, message: str, hint: str) -> _Known:
    return _Known((0, 0, 0, 0), False, None, Problem(code, "error", message, _start(path), hint))


def _keeps_changing(path: str) -> Problem:
    hint = "wait until the other program is done with it"
    return Problem("file-unreadable", "error", f"`{path}` keeps changing while it is read", _start(path), hint)


def _read_stable(place: str) -> tuple[bytes, Signature, bool] | None:
    """A file's bytes as they were at one moment: its times before and after reading agree. None if they never do."""
    for attempt in range(_ATTEMPTS):
        descriptor = os.open(place, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_CLOEXEC", 0))
        try:
            first, now = os.fstat(descriptor), time.time_ns()
            parts = []
            while part := os.read(descriptor, max(65_536, first.st_size + 1)):
                parts.append(part)
            last = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        data = b"".join(parts)
        signature = _signature(last)
        if _signature(first) == signature and len(data) == last.st_size:
            return data, signature, abs(now - last.st_ctime_ns) > RACY
        time.sleep(0.005 * 2**attempt)
    return None
