"""The watchdog door: notices that files below a site's root may have changed, and says when they have come to rest.

What it says is a hint. Whether anything changed is decided by reading (`build.tree`), so that a lost event costs at
most the time until the next look (`Watcher.wait` returns then too).
"""

from __future__ import annotations

import logging
import os
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from exposit.build.tree import FOLDERS, ignored

QUIET = 0.015
"""Seconds without an event after which files are taken to be at rest."""
CLOSED = 0.002
"""The same, where the system has said that every file that was written has been closed."""
LONGEST = 0.1
"""Seconds after the first event at which a build starts in any case."""
MANY = 20
"""Paths in one burst from which it is a change of branch: then it may last longer."""
MANY_QUIET, MANY_LONGEST = 0.05, 1.0
LOOK = 1.0
"""Seconds between looks at the disk that no event asked for."""
CALM_LOOK = 4.0
"""The same, after a while of looks that found only what events had announced."""
_CALM_AFTER = 10
_SHARE, _RAREST = 0.003, 10.0
"""What part of a core such looks may take on a site however large, and the seconds between them at most."""
POLL = 0.25


class _Observed(Protocol):
    def start(self) -> None: ...
    def stop(self) -> None: ...


class Burst:
    """The events since the last look, and when they began."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.writing: set[str] = set()
        self.first = self.last = 0.0
        self.rough: set[str] = set()
        """What came or went without an event that closes it: then rest is a matter of time alone."""

    def add(self, kind: str, paths: tuple[str, ...], now: float) -> None:
        """One event, at a time in seconds."""
        if not self.paths:
            self.first = now
        self.last = now
        self.paths.update(paths)
        if kind == "modified":
            self.writing.update(paths)
        elif kind == "closed":
            self.writing.difference_update(paths)
            self.rough.difference_update(paths)
        elif kind in ("created", "deleted"):
            self.rough.update(paths)
        if kind in ("deleted", "moved"):
            self.writing.difference_update(paths)

    def rest(self) -> float:
        """The time at which the burst is over, if nothing more comes."""
        many = len(self.paths) > MANY
        longest = MANY_LONGEST if many else LONGEST
        if self.writing:
            return self.first + longest
        quiet = MANY_QUIET if many else QUIET if self.rough else CLOSED
        return min(self.last + quiet, self.first + longest)


class Watcher:
    """Watches `content/` and `templates/` below a root. `poll` never asks the system for events; where the system
    refuses them, `warn` is told once and it is the same as `poll`."""

    def __init__(self, root: Path, *, poll: bool = False, warn: Callable[[str], None] = lambda _: None) -> None:
        self._root = root
        self._warn = warn
        self._poll = poll
        self._burst = Burst()
        self._changed = threading.Condition()
        self._observer: _Observed | None = None
        self._watched: tuple[object, ...] = ()
        self._calm = 0
        self._heard = False
        self._cost = 0.0
        self._woken = False

    def start(self) -> None:
        """Begins to listen. Never fails: without events there are still the looks."""
        self._listen()

    def stop(self) -> None:
        """Stops listening."""
        if self._observer is not None:
            self._observer.stop()

    def wait(self) -> frozenset[str]:
        """Sleeps until files may have changed and are at rest, or until it is time to look anyway. The paths that
        events named, below the root with `/`; none where it is only time to look."""
        with self._changed:
            end = time.monotonic() + self._pause()
            while not self._burst.paths:
                left = end - time.monotonic()
                if self._woken or left <= 0:
                    self._woken = False
                    return frozenset()
                self._changed.wait(left)
            while (left := self._burst.rest() - time.monotonic()) > 0:
                self._changed.wait(left)
            found, self._burst = frozenset(self._burst.paths), Burst()
            return found

    def saw(self, *, announced: bool, changed: bool, cost: float = 0.0) -> None:
        """What a look came to: looks that find nothing unannounced become rarer, one that does makes them frequent.
        `cost` is the processor time it took, in seconds: dear ones are rarer, too."""
        if not changed:
            self._cost = cost
        if announced and changed:
            self._heard = True
        if changed and not announced:
            self._calm, self._heard = 0, False
        elif self._heard:
            self._calm += 1
        if self._watched != self._places():
            self._listen()

    def wake(self) -> None:
        """Lets `wait` return at once, as when it is time to look."""
        with self._changed:
            self._woken = True
            self._changed.notify()

    def pending(self) -> bool:
        """Whether events came since the last `wait`."""
        return bool(self._burst.paths)

    def nudge(self, after: float, paths: tuple[str, ...] = (".",)) -> None:
        """Asks for a look `after` seconds from now, at `paths`."""
        timer = threading.Timer(after, self._tell, ("touched", paths))
        timer.daemon = True
        timer.start()

    def _pause(self) -> float:
        if self._poll:
            return POLL
        usual = CALM_LOOK if self._calm >= _CALM_AFTER else LOOK
        return max(usual, min(self._cost / _SHARE, _RAREST))

    def _places(self) -> tuple[object, ...]:
        """What is watched, by identity: a folder deleted and made again under its name is another one."""
        return tuple(_identity(self._root / name) for name in ("", *FOLDERS))

    def _listen(self) -> None:
        """Watches the folders as they are now, in place of those watched before."""
        self._watched = self._places()
        self.stop()
        self._observer = None
        if self._poll:
            return
        try:
            self._observer = _observe(self._root, self._tell)
        except OSError as error:
            self._poll = True
            words = (error.strerror or str(error)).lower()
            self._warn(f"the system refuses to watch the folder ({words}): looking at it {1 / POLL:.0f} times a second")

    def _tell(self, kind: str, paths: tuple[str, ...]) -> None:
        with self._changed:
            if kind == "closed" and not self._burst.writing.intersection(paths):
                return
            self._burst.add(kind, paths, time.monotonic())
            self._changed.notify()


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _observe(root: Path, tell: Callable[[str, tuple[str, ...]], None]) -> _Observed:
    """An observer at work. Raises OSError where the system gives no (more) watches."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
    logging.getLogger("watchdog").setLevel(logging.CRITICAL)  # its trouble is no author's: the files are read anyway
    top = root.resolve()

    class Handler(FileSystemEventHandler):
        """Passes on what says that a file of ours may be another; reading one is no such event."""

        def dispatch(self, event: FileSystemEvent) -> None:
            if event.event_type in ("opened", "closed_no_write"):
                return
            if event.is_directory and event.event_type == "modified":
                return
            found = [_below(top, os.fsdecode(place)) for place in (event.src_path, event.dest_path) if place]
            paths = tuple(path for path in found if path)
            if paths:
                tell(event.event_type, paths)
            elif event.event_type == "closed" and _has_other_names(os.fsdecode(event.src_path)):
                tell("touched", (".",))

    observer = Observer()
    observer.daemon = True
    handler = Handler()
    try:
        if top.is_dir():
            observer.schedule(handler, str(top), recursive=False)
        for name in FOLDERS:
            if (top / name).is_dir():
                observer.schedule(handler, str(top / name), recursive=True)
        observer.start()
    except OSError:
        observer.stop()
        raise
    return observer


def _has_other_names(place: str) -> bool:
    """Whether what was written under a name that is none of ours may be a file of ours too: a hard link, or gone."""
    try:
        return Path(place).stat().st_nlink > 1
    except OSError:
        return True


def _below(top: Path, place: str) -> str | None:
    """A path of ours, below the root; None for what the site is not made of."""
    found = Path(place)
    parts = (found.parent.resolve() / found.name).parts
    if parts[: len(top.parts)] != top.parts:
        return None
    parts = parts[len(top.parts) :] or (".",)
    if parts[0] not in FOLDERS or any(ignored(part) for part in parts):
        return None
    return "/".join(parts)
